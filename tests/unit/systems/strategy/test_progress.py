"""How far, and how it is written: both sides of every edge."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.systems.strategy.core.progress import Direction, figure, percent, progress, shown

D = Decimal


@pytest.mark.parametrize(
    ("share", "said"),
    [
        ("0", "0 %"),
        ("0.0003", "0.1 %"),
        ("0.0005", "0.1 %"),
        ("-0.0003", "−0.1 %"),
        ("0.333333", "33.3 %"),
        ("0.9994", "99.9 %"),
        ("0.999999", "99.9 %"),
        ("1", "100 %"),
        ("1.0000001", "100.1 %"),
        ("1.62", "162 %"),
        ("-0.2", "−20 %"),
        ("12.5", "1,250 %"),
    ],
)
def test_a_percent_is_never_0_or_100_unless_it_is(share: str, said: str) -> None:
    assert percent(D(share)) == said


@given(st.decimals(min_value=-3, max_value=3, allow_nan=False, places=9), st.integers(0, 3))
def test_any_percent_reaches_an_edge_only_where_it_is_one(share: Decimal, digits: int) -> None:
    said = D(percent(share, digits).removesuffix(" %").replace("−", "-").replace(",", ""))
    assert (said == 0) == (share == 0)
    assert (said == 100) == (share == 1)
    assert abs(said - share * 100) <= D(1).scaleb(-digits)


@pytest.mark.parametrize(
    ("value", "said"),
    [
        ("0", "0"),
        ("0.04", "< 0.1"),
        ("-0.04", "> −0.1"),
        ("0.1", "0.1"),
        ("119", "119"),
        ("12345.67", "12,345.7"),
        ("-5", "−5"),
    ],
)
def test_a_figure_is_never_written_as_nothing(value: str, said: str) -> None:
    assert figure(D(value)) == said


@pytest.mark.parametrize(
    ("value", "target", "direction", "met"),
    [
        ("9999", "10000", Direction.UP, False),
        ("10000", "10000", Direction.UP, True),
        ("150", "150", Direction.DOWN, True),
        ("151", "150", Direction.DOWN, False),
        (None, "150", Direction.DOWN, None),
        ("151", None, Direction.DOWN, None),
    ],
)
def test_met_by_its_direction(value: str | None, target: str | None, direction: Direction, met: bool | None) -> None:
    far = progress(value and D(value), target=target and D(target), baseline=None, direction=direction)  # type: ignore[arg-type]
    assert far.is_met is met
    assert far.share is None, "without a baseline there is no way to go"


def test_no_target_no_percent() -> None:
    assert progress(D(5), target=None, baseline=D(0), direction=Direction.UP).share is None
    assert shown(D(5), target=None, direction=Direction.UP).ko == "5"


def test_both_directions_are_written() -> None:
    assert shown(D(14), target=D(15), direction=Direction.UP).ko == "14 (목표 15 이상, 미달)"
    assert shown(D(14), target=D(15), direction=Direction.DOWN).en == "14 (target at most 15, met)"
