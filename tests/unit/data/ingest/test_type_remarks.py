"""What is said of how a column was read, at both sides of what makes it worth saying."""

import pytest

from naru.data.catalogue.core.columns import ColumnType as T
from naru.data.ingest.core.type_plan import Remark
from naru.data.ingest.core.type_remarks import remarks_on
from naru.data.ingest.core.writing_styles import Style

COMMAS, DAYS, MONTHS, PLAIN = Style(comma_decimals=True), Style(day_first=True), Style(day_first=False), Style()


def codes(name: str, kind: T, style: Style, sample: list[str]) -> list[tuple[str, str]]:
    return [(remark.code, remark.what) for remark in remarks_on(name, kind, style, sample)]


@pytest.mark.parametrize(
    ("kind", "style", "expected"),
    [
        (T.INTEGER, COMMAS, ["comma_decimals"]),
        (T.DECIMAL, COMMAS, ["comma_decimals"]),
        (T.TEXT, COMMAS, []),
        (T.DATE, COMMAS, []),
        (T.DECIMAL, PLAIN, []),
        (T.DATE, DAYS, ["dates_day_first"]),
        (T.DATETIME, MONTHS, ["dates_month_first"]),
        (T.DATE, PLAIN, []),
        (T.MONTH, DAYS, []),
    ],
)
def test_a_style_is_said_of_the_types_that_it_changes(kind: T, style: Style, expected: list[str]) -> None:
    assert [remark.code for remark in remarks_on("값", kind, style, ["1"])] == expected


@pytest.mark.parametrize(
    ("style", "sample", "is_said"),
    [
        (PLAIN, ["01/02/2024", "03/04/2024", "-", ""], True),
        (PLAIN, ["01/02/2024", "2024-01-02"], False),
        (DAYS, ["01/02/2024"], False),
        (PLAIN, ["", "-"], False),
        (PLAIN, ["01/02/2024"] * 60 + ["word"], False),  # fewer than fifty different ones
        (PLAIN, [f"01/{n % 12 + 1:02}/{2000 + n // 12}" for n in range(50)] + ["word"], True),  # the fifty-first
    ],
)
def test_dates_of_no_order_are_said(style: Style, sample: list[str], is_said: bool) -> None:
    assert (("date_order_unknown", "") in codes("날", T.TEXT, style, sample)) is is_said


NINE = [str(number) for number in range(10, 19)]


@pytest.mark.parametrize(
    ("name", "sample", "what"),
    [
        ("인원", [*NINE, "l2"], "l2"),  # ten values, one of ten
        ("인원", [*NINE[:8], "l2"], None),  # nine values
        ("인원", [*(str(number) for number in range(18)), "l2", "3O"], "l2, 3O"),
        ("인원", [*NINE, "l2", "3O"], None),  # two of eleven
        ("인원", [*NINE, "twelve"], None),  # no slip
        ("인원", [*NINE, "-", "l2"], "l2"),
        ("인원", [*NINE, "1'200,"], "1'200,"),
        ("전화번호", [*NINE, "l2"], None),  # its numbers tell things apart
        (
            "인원",
            [*(str(number) for number in range(100)), *(f"l{number}" for number in range(7))],
            "l0, l1, l2, l3, l4",
        ),
    ],
)
def test_slips_of_the_finger_in_a_column_of_numbers(name: str, sample: list[str], what: str | None) -> None:
    expected = [] if what is None else [Remark(code="nearly_numbers", what=what)]
    assert list(remarks_on(name, T.TEXT, PLAIN, sample)) == expected


def test_slips_are_looked_for_in_texts_alone() -> None:
    assert list(remarks_on("인원", T.INTEGER, PLAIN, [*NINE, "l2"])) == []
