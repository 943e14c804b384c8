"""Numbers as Koreans write them; the table below is the specification."""

from decimal import Decimal

import pytest

from naru.data.tables.core.numbers import INT64, MONEY, Number, parse

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
    ("0", 0, None),
    ("0.5", Decimal("0.5"), None),
    (".5", Decimal("0.5"), None),
    (" 7", 7, None),
    ("7 ", 7, None),
    ("１２", 12, None),
    ("１，３９５", 1395, None),
    ("－３", -3, None),
    ("＋３", 3, None),
    ("\u22123", -3, None),
    ("（３）", -3, None),
    ("(3원)", -3, "원"),
    ("▽3", -3, None),
    ("▼3", -3, None),
    ("- 3", -3, None),
    ("12％", 12, "%"),
    ("12%", 12, "%"),
    ("12%p", 12, "%p"),
    ("1.5m²", Decimal("1.5"), "m²"),
    ("1.5만원", 15_000, "원"),
    ("0.5원", Decimal("0.5"), "원"),
    ("-5백만원", -5_000_000, "원"),
    ("△5명", -5, "명"),
    ("1e+5", 100_000, None),
    ("1.5E+05", 150_000, None),
    ("-2E-2", Decimal("-0.02"), None),
    ("1e+100", Decimal("1e100"), None),
    ("1.5e3", 1_500, None),
    ("2.63E+09", 2_630_000_000, None),
    ("1E-05", Decimal("0.00001"), None),
    ("1.5km/h", Decimal("1.5"), "km/h"),
    ("35㎍/㎥", 35, "㎍/㎥"),
    ("0.03ppm", Decimal("0.03"), "ppm"),
    ("₩ 1,000", 1000, "원"),
    ("￦1000", 1000, "원"),
    ("$5", 5, "달러"),
    ("-$5", -5, "달러"),
    ("+$5", 5, "달러"),
    ("3억", 300_000_000, None),
    ("2만", 20_000, None),
    ("2천", 2_000, None),
    ("2백", 200, None),
    ("2십", 20, None),
    ("2천 3백 4십 5", 2345, None),
    ("1조 2억 3만 4", 1_000_200_030_004, None),
    ("2천만", 20_000_000, None),
    ("1억 5", 100_000_005, None),
    ("1.5만", 15_000, None),
    ("0.00001만", Decimal("0.1"), None),
    ("-3억", -300_000_000, None),
    ("3천건", 3000, "건"),
    ("3만 달러", 30_000, "달러"),
    ("3억 원", 300_000_000, "원"),
    ("9" * 64, int("9" * 64), None),
]


@pytest.mark.parametrize(("text", "value", "unit"), READ)
def test_number_is_read(text: str, value: int | Decimal, unit: str | None) -> None:
    assert parse(text) == Number(value, unit)


@pytest.mark.parametrize(
    "text",
    [
        *(
            "",
            "-",
            "…",
            "007",
            "0012",
            "1,39,5",
            "12-1",
            "24:00",
            "삼",
            "천",
            "051-123-4567",
            "A12",
            "3~5",
            "1.2.3",
            "오류",
        ),
        *(
            "00",
            "-07",
            "007명",
            "00.5",
            "9" * 65,
            "1" + " " * 64,
            "1,0000",
            "1,00",
            "()",
            "(-3)",
            "(0)",
            "(3",
            "3)",
            "--3",
            "△",
            " ",
        ),
        *(
            "△$5",
            "▲₩5",
            "₩5명",
            "₩5원",
            "$",
            "₩",
            "€5",
            "5€",
            "1e+1000",
            "1e",
            "1e5",
            "5E1",
            "12E3",
            "1e100",
            "e5",
            "천5",
            "-천",
        ),
        *("3만 2억", "3만 2만", "3억 억", "2백 3천", "2백 3백", "3명명", "2천억천", "1만1,50", "2천 07", "1조 2,5억"),
    ],
)
def test_text_is_no_number(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("unit", "won"),
    [
        *[("원", 1), ("천원", 10**3), ("만원", 10**4), ("십만원", 10**5), ("백만원", 10**6), ("천만원", 10**7)],
        *[("억원", 10**8), ("십억원", 10**9), ("백억원", 10**10), ("천억원", 10**11), ("조원", 10**12)],
    ],
)
def test_amounts_of_money_are_in_won(unit: str, won: int) -> None:
    assert parse(f"2{unit}") == parse(f"2.0 {unit}") == Number(2 * won, "원")
    assert MONEY[unit] == won


@pytest.mark.parametrize(
    ("text", "is_whole", "is_worded"),
    [
        ("3", True, False),
        ("3.0", False, False),
        ("3.0원", True, False),
        ("0.5원", False, False),
        ("3천원", True, False),
        ("3천", True, True),
        ("-3천", True, True),
        ("1.5십", True, True),
        ("0.00001만", False, True),
        ("1e+5", False, False),
    ],
)
def test_whole_numbers_and_those_in_words_are_told_apart(text: str, is_whole: bool, is_worded: bool) -> None:
    number = parse(text)
    assert number is not None
    assert (number.is_whole, number.is_worded) == (is_whole, is_worded)


def test_whole_numbers_of_the_lake_have_64_bits() -> None:
    assert (INT64[0], INT64[-1]) == (-9223372036854775808, 9223372036854775807)
