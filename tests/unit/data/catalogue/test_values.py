"""What the catalogue hands out: names in both languages, where there are two."""

from datetime import UTC, datetime

import pytest

from naru.base.kit.words import Words
from naru.data.catalogue.core.rights import Rights
from naru.data.catalogue.core.states import Access, State
from naru.data.catalogue.core.values import (
    Counts,
    Dataset,
    DatasetId,
    Description,
    OfFile,
    Publisher,
    Table,
    TableId,
)


@pytest.mark.parametrize(("english", "said"), [("Busan", "Busan"), ("", "부산")])
def test_the_korean_name_stands_where_there_is_no_other(english: str, said: str) -> None:
    publisher = Publisher(id="p", slug="부산", name="부산", name_en=english)
    table = Table(
        id=TableId("t"), dataset_id=DatasetId("d"), dataset_title="부산", dataset_title_en=english, name="표",
        sql_name="표", key=(), live=None,
    )  # fmt: skip
    assert publisher.words == table.dataset_words == Words("부산", said)


def test_what_is_not_said_is_nothing() -> None:
    assert (Counts().added, Counts().changed, Counts().unchanged, Counts().total) == (0, 0, 0, 0)
    assert Publisher(id="p", slug="부산", name="부산", name_en="").datasets == 0
    assert OfFile(name="a.csv", sha256="0" * 64, bytes=1).notes == {}


def test_counts_are_of_what_was_added_changed_and_left() -> None:
    assert Counts(added=1, changed=20, unchanged=300).total == 321


def test_a_dataset_is_titled_and_stands_as_its_parts_say() -> None:
    rights = Rights(state=State.WITHDRAWN, access=Access.GRANTED, organisation=None)
    at = datetime(2026, 11, 22, tzinfo=UTC)
    dataset = Dataset(
        id=DatasetId("d"), source="", source_id="", description=Description(title="주차장"), publisher_slug="",
        publisher=Words("", ""), rights=rights, organisation_name=None, created=at, changed=at,
    )  # fmt: skip
    assert (dataset.title, dataset.state, dataset.access) == ("주차장", State.WITHDRAWN, Access.GRANTED)
