"""Which of several figures holds on a day, and what may be typed as one."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.rates import refusals as _declared  # noqa: F401 - makes the codes known
from naru.commons.rates.core import names
from naru.commons.rates.core.values import Rate, RateName, Value, ValueKind, parsed, rate_on

NOON = datetime(2026, 1, 1, 3, tzinfo=UTC)


def a_rate(value: Value, since: date, *, hours: int = 0, id: str = "") -> Rate:
    entered = NOON + timedelta(hours=hours)
    return Rate(id=id, name="a.b", value=value, since=since, source="법 1", entered=entered, by_name="민지")


SALES = [
    a_rate(200, date(2022, 7, 1)),
    a_rate(80, date(2024, 7, 1)),
    a_rate(100, date(2023, 7, 1), hours=5),
]


@pytest.mark.parametrize(
    ("day", "value"),
    [
        (date(2022, 6, 30), None),
        (date(2022, 7, 1), 200),
        (date(2023, 6, 30), 200),
        (date(2023, 7, 1), 100),
        (date(2024, 6, 30), 100),
        (date(2024, 7, 1), 80),
        (date(2099, 1, 1), 80),
    ],
)
def test_a_figure_holds_from_its_day_until_the_next_ones(day: date, value: int | None) -> None:
    found = rate_on(SALES, day)
    assert (found.value if found else None) == value


@pytest.mark.parametrize(("hours", "value"), [(-1, 80), (1, 70)])
def test_of_two_for_one_day_the_one_entered_later_holds(hours: int, value: int) -> None:
    found = rate_on([*SALES, a_rate(70, date(2024, 7, 1), hours=hours)], date(2025, 1, 1))
    assert found is not None
    assert found.value == value


def test_of_two_entered_at_one_instant_the_later_id_holds() -> None:
    two = [a_rate(2, date(2026, 1, 1), id="b"), a_rate(1, date(2026, 1, 1), id="a")]
    assert [rate_on(order, date(2026, 1, 1)) for order in (two, two[::-1])] == [two[0], two[0]]


days = st.integers(0, 30).map(lambda n: date(2026, 1, 1) + timedelta(days=n))


@given(st.lists(st.tuples(days, st.integers(0, 99)), max_size=8), days, days)
def test_a_figure_that_begins_after_the_day_changes_nothing(
    rows: list[tuple[date, int]], day: date, later: date
) -> None:
    rates = [a_rate(value, since, hours=hours, id=str(hours)) for hours, (since, value) in enumerate(rows)]
    if later > day:
        assert rate_on([*rates, a_rate(-1, later, hours=99)], day) == rate_on(rates, day)


@pytest.mark.parametrize(
    ("text", "kind", "value"),
    [
        ("0.10", ValueKind.DECIMAL, Decimal("0.1")),
        (" -3 ", ValueKind.DECIMAL, Decimal(-3)),
        ("0.123456789", ValueKind.DECIMAL, Decimal("0.123456789")),
        ("14", ValueKind.INTEGER, 14),
        ("-1", ValueKind.INTEGER, -1),
        ("999999999999999", ValueKind.INTEGER, 999_999_999_999_999),
        (" 가나 ", ValueKind.TEXT, "가나"),
        ("가" * 2000, ValueKind.TEXT, "가" * 2000),
    ],
)
def test_what_is_typed_is_taken_as_its_kind(text: str, kind: ValueKind, value: Value) -> None:
    assert parsed(text, kind, name="a.b") == value
    assert parsed(str(parsed(text, kind, name="a.b")), kind, name="a.b") == value, "as it is stored, it reads back"


@pytest.mark.parametrize(
    ("text", "kind"),
    [
        ("", ValueKind.DECIMAL),
        ("10%", ValueKind.DECIMAL),
        ("1e3", ValueKind.DECIMAL),
        ("NaN", ValueKind.DECIMAL),
        (".5", ValueKind.DECIMAL),
        ("0.1234567891", ValueKind.DECIMAL),
        ("１", ValueKind.DECIMAL),
        ("1.0", ValueKind.INTEGER),
        ("1,000", ValueKind.INTEGER),
        ("1000000000000000", ValueKind.INTEGER),
        ("٣", ValueKind.INTEGER),
        (" ", ValueKind.TEXT),
        ("가" * 2001, ValueKind.TEXT),
    ],
)
def test_what_is_no_such_value_is_refused(text: str, kind: ValueKind) -> None:
    with pytest.raises(Refused) as refused:
        parsed(text, kind, name="a.b")
    assert refused.value.code == "rate_value_refused"
    assert "?" not in refused.value.words.en


def test_a_figure_is_read_as_what_it_is() -> None:
    assert a_rate(Decimal("0.1"), date(2026, 1, 1)).decimal == Decimal("0.1")
    assert a_rate(14, date(2026, 1, 1)).integer == 14
    assert a_rate("가", date(2026, 1, 1)).text == "가"
    with pytest.raises(AssertionError):
        _ = a_rate(14, date(2026, 1, 1)).decimal
    shown = [a_rate(value, date(2026, 1, 1)).shown for value in (80_000_000, Decimal("0.10"), "가")]
    assert shown == ["80,000,000", "0.10", "가"]


def test_a_name_is_declared_once_and_needed_only_once_declared() -> None:
    known = names.declared()["vat.standard"]
    names.declare(known)
    other = RateName(name="vat.standard", words=Words("딴것", "Other"), kind=ValueKind.TEXT, unit=names.WON)
    with pytest.raises(AssertionError, match="twice"):
        names.declare(other)
    for bad in ("vat", "Vat.a", "vat.", "vat-a.b"):
        with pytest.raises(AssertionError):
            names.declare(RateName(name=bad, words=known.words, kind=known.kind, unit=known.unit))
    with pytest.raises(AssertionError, match="nobody declares"):
        names.need("exchange", "nobody.declares")
    with pytest.raises(Refused, match="nobody"):
        names.named("nobody.declares")
