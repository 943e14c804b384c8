"""Croissant of a dataset: all that is known, and no more than is known."""

from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.query.core.downloads import unique
from naru.systems.protocols.core import croissant
from tests.listed import AT, everything, little, table, written


def test_every_field_and_as_few_as_can_be() -> None:
    expected = written("croissant.json")
    full = croissant.description(everything(), (table(),), {"t1": "cd" * 32}, AT)
    assert full.pop("@context") == croissant.CONTEXT
    assert full == expected["everything"]
    few = croissant.description(little(), (), {}, AT)
    assert few.pop("@context") == croissant.CONTEXT
    assert few == expected["little"]


def test_a_table_without_a_checksum_makes_it_a_live_dataset() -> None:
    said = croissant.description(everything(), (table(),), {}, AT)
    assert said["isLiveDataset"] is True
    assert "sha256" not in said["distribution"][0]


def test_columns_that_have_one_name_are_told_apart_as_their_file_tells_them() -> None:
    columns = tuple(Column(name="값", alias=f"gap_{number}", type=ColumnType.DECIMAL) for number in (1, 2))
    (records,) = croissant.description(everything(), (table(columns=columns),), {}, AT)["recordSet"]
    read = [field["source"]["extract"]["column"] for field in records["field"]]
    assert read == unique(["값", "값"])
    assert [field["dataType"] for field in records["field"]] == ["sc:Float", "sc:Float"]
