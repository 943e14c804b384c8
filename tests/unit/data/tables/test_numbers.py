"""Numbers as Koreans write them; the table below is the specification."""

from decimal import Decimal

import pytest

from naru.data.tables.core.numbers import Number, parse

READ = [
    ("1,395", 1395, None),
    ("12345", 12345, None),
    ("-0.5", Decimal("-0.5"), None),
    ("+5", 5, None),
    ("△3.2", Decimal("-3.2"), None),
    ("▲ 3", -3, None),
    ("(3.2)", Decimal("-3.2"), None),
    ("(1,200)", -1200, None),
    ("１２．５", Decimal("12.5"), None),
    ("12.5%", Decimal("12.5"), "%"),
    ("2,500천원", 2_500_000, "원"),
    ("1억원", 100_000_000, "원"),
    ("3억 2천만", 320_000_000, None),
    ("3억2천만원", 320_000_000, "원"),
    ("3천 2백만원", 32_000_000, "원"),
    ("1만2,500명", 12_500, "명"),
    ("1.2조", 1_200_000_000_000, None),
    ("₩1,000", 1000, "원"),
    ("\\1,000", 1000, "원"),
    ("-\\500", -500, "원"),
    ("5개", 5, "개"),
    ("36.5 ℃", Decimal("36.5"), "℃"),
]


@pytest.mark.parametrize(("text", "value", "unit"), READ)
def test_number_is_read(text: str, value: int | Decimal, unit: str | None) -> None:
    assert parse(text) == Number(value, unit)


@pytest.mark.parametrize(
    "text",
    ["", "-", "…", "007", "0012", "1,39,5", "12-1", "24:00", "삼", "천", "051-123-4567", "A12", "3~5", "1.2.3", "오류"],
)
def test_text_is_no_number(text: str) -> None:
    assert parse(text) is None
