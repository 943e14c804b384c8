"""What goes into reading and what comes out of it survives being stored, also as 0.1 stored it."""

from typing import Any

import pytest

from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.catalogue.core.version_changes import VersionChanges
from naru.data.ingest.core.values import (
    COLUMNS_LIMIT,
    NO_HINTS,
    ColumnHint,
    Hints,
    LoadResult,
    Note,
    QuarantineReason,
    TableReport,
)
from naru.data.tables.core.values import PersonalFinding, PersonalKind

HINTS = Hints(
    encoding="cp949",
    delimiter=";",
    header_line=3,
    header_rows=2,
    columns=(
        ColumnHint(
            source="a", name="가", alias="ga", type=ColumnType.TEXT, unit="원", meaning=Meaning.MONEY, drop=True
        ),
        ColumnHint(source="b"),
    ),
    key=("가",),
)
REPORT = TableReport(
    name="표",
    parquet="t.parquet",
    rows=2,
    columns=(Column(name="가", alias="ga", type=ColumnType.INTEGER),),
    quarantine="q.parquet",
    quarantined=1,
    quarantine_reasons=(QuarantineReason(code="wrong_type", count=1, column="가"),),
    personal=(PersonalFinding(column="가", alias="ga", kind=PersonalKind.CARD, count=1, examples=("1234-****",)),),
    notes=(Note(line=1, text="제목"),),
    warnings=("no_rows",),
)


@pytest.mark.parametrize("hints", [NO_HINTS, HINTS])
def test_hints_come_back_as_they_were_kept(hints: Hints) -> None:
    assert Hints.from_json(hints.to_json()) == hints


def test_a_columns_hint_is_found_by_its_name_in_the_file() -> None:
    assert HINTS.column("b") == ColumnHint(source="b")
    assert HINTS.column("가") is None


def test_a_report_comes_back_as_it_was_kept() -> None:
    assert TableReport.from_json(REPORT.to_json()) == REPORT


def test_a_report_of_the_first_release_is_read() -> None:
    stored: dict[str, Any] = REPORT.to_json()
    stored["aside"] = stored.pop("quarantine_reasons")
    assert TableReport.from_json(stored) == REPORT


@pytest.mark.parametrize(
    "result",
    [
        LoadResult(name="표", table_id="t"),
        LoadResult(
            name="표",
            table_id="t",
            lake_version=0,
            changes=VersionChanges(against=1, rows_before=2, rows_after=3, rows_added=1),
            version_id="v",
            number=2,
            sql_name="표",
        ),
    ],
)
def test_what_became_of_a_table_comes_back_as_it_was_kept(result: LoadResult) -> None:
    assert LoadResult.from_json(result.to_json()) == result


def test_a_table_has_at_most_4096_columns() -> None:
    assert COLUMNS_LIMIT == 4_096
