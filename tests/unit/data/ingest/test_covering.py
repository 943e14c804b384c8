"""A file's own lines as people see them: what is personal in them is covered, whatever was decided since."""

from dataclasses import replace

import pytest

from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.ingest.core.covering import covering
from naru.data.ingest.core.source_settings import TableSettings
from naru.data.ingest.core.values import ColumnHint, Hints, TableReport
from naru.data.tables.core.values import PersonalFinding, PersonalKind, PublicGround

K = PersonalKind
COLUMNS = ("성명", "연락처", "점수")
LINE = "홍길동,010-1234-5678,3"


def report(
    *kinds: tuple[str, K], ground: PublicGround | None = None, columns: tuple[str, ...] = COLUMNS
) -> TableReport:
    return TableReport(
        name="표",
        parquet="",
        rows=1,
        columns=tuple(Column(name=name, alias=name, type=ColumnType.TEXT) for name in columns),
        personal=tuple(
            PersonalFinding(column=column, alias=column, kind=kind, count=1, ground=ground) for column, kind in kinds
        ),
        delimiter=",",
    )


NAME, PHONE = ("성명", K.NAME), ("연락처", K.MOBILE_PHONE)
SETTLED = ("성명:name", "연락처:mobile_phone")
DROPPED = Hints(columns=(ColumnHint(source="성명", drop=True),))


@pytest.mark.parametrize(
    ("read", "said", "line", "shown"),
    [
        (report(), {}, LINE, LINE),
        (report(PHONE), {}, LINE, "홍길동,010-****-****,3"),
        (report(NAME), {}, LINE, "홍**,010-1234-5678,3"),
        (report(NAME, PHONE), {}, LINE, "홍**,010-****-****,3"),
        (report(NAME, PHONE), {}, "홍길동,010-1234-5678,3,넷", "홍**,010-****-****,3,넷"),
        (report(NAME, ground=PublicGround.DUTY), {}, LINE, LINE),
        (report(), {"mask": ("성명", "연락처"), "settled": SETTLED}, LINE, "홍**,010-****-****,3"),
        (
            report(columns=COLUMNS[1:]),
            {"hints": DROPPED, "settled": SETTLED[:1]},
            LINE,
            "홍**,010-****-****,3",
        ),
        (report(columns=COLUMNS[1:]), {"hints": DROPPED}, LINE, "홍길동,010-****-****,3"),
        (report(NAME), {}, '"홍길동, 외",1,2', "홍**, *,1,2"),
    ],
)
def test_a_row_is_covered_cell_by_cell(read: TableReport, said: dict[str, object], line: str, shown: str) -> None:
    assert covering(read, TableSettings(**said)).row(line) == shown  # type: ignore[arg-type]


@pytest.mark.parametrize(
    ("line", "shown"),
    [
        ("성명,연락처,점수", "성명,연락처,점수"),
        ("문의 010-1234-5678", "문* ***-****-****"),
        (LINE, "홍**,010-****-****,3"),  # a first row that was taken for the header
    ],
)
def test_a_header_is_shown_but_for_what_is_personal_in_it(line: str, shown: str) -> None:
    assert covering(report(NAME, PHONE), TableSettings()).header(line) == shown


def test_cells_of_sheets_and_of_records_are_told_apart_by_their_own_marks() -> None:
    cover = covering(replace(report(NAME), delimiter=None), TableSettings())
    assert cover.row("홍길동 │ 1 │ 2") == "홍** │ 1 │ 2"
    assert cover.row("홍길동\t1\t2") == "홍**\t1\t2"
    assert "홍길동" not in cover.row('{"성명": "홍길동"}')


@pytest.mark.parametrize(
    ("column", "value", "shown"),
    [
        ("성명", "홍길동", "홍**"),
        ("점수", "홍길동", "홍길동"),
        ("점수", "010-1234-5678", "010-****-****"),
        (None, "홍길동", "홍길동"),
        ("성명", None, None),
        ("점수", "", ""),
    ],
)
def test_a_value_is_covered_after_its_column(column: str | None, value: str | None, shown: str | None) -> None:
    assert covering(report(NAME, PHONE), TableSettings()).value(column, value) == shown
