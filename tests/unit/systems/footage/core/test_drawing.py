"""Where things lie in a picture of figures."""

import pytest

from naru.systems.footage.core import drawing
from naru.systems.footage.core.summary import CurveStep, Flow
from tests.footage import summary

SQUARE = [(0.0, 0.0), (10.0, 0.0), (10.0, 10.0), (0.0, 10.0)]
FAR = [(100.0, 0.0), (110.0, 0.0), (110.0, 10.0), (100.0, 10.0)]


def hours(**seen: float) -> tuple[tuple[float | None, ...], ...]:
    """A week of which only the named hours ("d0h9") were seen."""
    week: list[list[float | None]] = [[None] * 24 for _ in range(7)]
    for name, value in seen.items():
        day, _, hour = name[1:].partition("h")
        week[int(day)][int(hour)] = value
    return tuple(tuple(day) for day in week)


@pytest.mark.parametrize(
    ("value", "step"),
    [(10.0, 5), (8.1, 5), (8.0, 4), (2.1, 2), (2.0, 1), (0.1, 1), (0.0, 0)],
)
def test_an_hour_is_coloured_by_its_share_of_the_busiest(value: float, step: int) -> None:
    cells = drawing.hour_cells(summary(hours=hours(d0h9=10.0, d3h14=value)))
    assert cells[3][14].step == step
    assert cells[3][13].step is None, "what was not recorded has no colour"


def test_a_week_without_anyone_is_not_divided_by_nothing() -> None:
    assert drawing.hour_cells(summary(hours=hours(d0h9=0.0)))[0][9].step == 0


def test_a_day_is_the_mean_of_the_days_seen() -> None:
    profile = drawing.day_profile(summary(hours=hours(d0h9=4.0, d1h9=8.0, d2h10=1.0)))
    assert profile[9] == 6.0
    assert profile[10] == 1.0
    assert profile[11] is None


@pytest.mark.parametrize(
    ("points", "middle"),
    [
        (SQUARE, (5.0, 5.0)),
        (SQUARE[::-1], (5.0, 5.0)),
        ([(0.0, 0.0), (9.0, 0.0), (0.0, 9.0)], (3.0, 3.0)),
        ([(0.0, 0.0), (10.0, 0.0)], (5.0, 0.0)),
    ],
)
def test_the_middle_of_a_zone(points: list[tuple[float, float]], middle: tuple[float, float]) -> None:
    assert drawing.centre(points) == pytest.approx(middle)


def test_the_strongest_flow_lies_on_top_and_is_widest() -> None:
    zones = {"a": SQUARE, "b": FAR}
    flows = [Flow(from_zone="a", to_zone="b", tracks=40), Flow(from_zone="b", to_zone="a", tracks=10)]
    drawn = drawing.arcs(flows, zones, widest=8)
    assert [arc.flow.tracks for arc in drawn] == [10, 40]
    assert [arc.width for arc in drawn] == [2.0, 8.0]
    assert drawn[0].path != drawn[1].path, "both ways can be told apart"
    assert drawn[1].path == "M5.0 5.0 Q55.0 -15.0 105.0 5.0"


@pytest.mark.parametrize("flow", [("a", "a"), ("a", "gone"), ("gone", "b")])
def test_a_flow_to_itself_or_to_a_zone_that_is_gone_is_not_drawn(flow: tuple[str, str]) -> None:
    assert drawing.arcs([Flow(from_zone=flow[0], to_zone=flow[1], tracks=3)], {"a": SQUARE, "b": FAR}) == []


def test_a_survival_curve_is_a_staircase_in_its_box() -> None:
    steps = [CurveStep(seconds=10, share=0.5, low=0.3, high=0.7), CurveStep(seconds=40, share=0.0, low=0.0, high=0.2)]
    curve = drawing.survival(steps, 100, 200)
    assert curve.line == "0.0,0.0 50.0,0.0 50.0,100.0 100.0,100.0 100.0,200.0 100.0,200.0"
    assert curve.band.split()[2] == "50.0,60.0"
    assert curve.ticks == ((35.4, "0:05"), (61.2, "0:15"), (86.6, "0:30"))


@pytest.mark.parametrize(
    ("last", "ticks"),
    [
        (0.5, []),
        (3.0, [1, 2]),
        (4.9, [1, 2]),
        (14.0, [2, 5]),
        (40.0, [5, 15, 30]),
        (14_400.0, [600, 3600, 7200, 14_400]),
    ],
)
def test_an_axis_of_times_names_round_ones_that_do_not_touch(last: float, ticks: list[float]) -> None:
    assert drawing._ticks(last) == ticks


@pytest.mark.parametrize(("seconds", "text"), [(59, "0:59"), (60, "1:00"), (3599, "59:59"), (3600, "1:00:00")])
def test_a_time_on_an_axis(seconds: float, text: str) -> None:
    assert drawing._clock(seconds) == text
