"""An area's character in words."""

from dataclasses import replace

import pytest

from naru.systems.footage.core.area_character import busiest_hour, character_of, profile_of
from naru.systems.footage.core.summary import CameraSummary, Estimate, ZoneFigures
from tests.footage import summary


def stayed(visitors: int, passers: int, **changes: object) -> CameraSummary:
    zone = ZoneFigures(zone_id="z", visits=1, visitors=visitors, passers=passers, dwell_s=Estimate(value=None))
    return summary(zones=(zone,), **changes)


def day(*values: float | None) -> tuple[tuple[float | None, ...], ...]:
    empty: tuple[float | None, ...] = (None,) * 24
    return ((*values, *empty[len(values) :]), *([empty] * 6))


@pytest.mark.parametrize(
    ("visitors", "passers", "kind"),
    [(50, 50, "머무는 곳"), (49, 51, "지나가다"), (25, 75, "지나가다"), (24, 76, "지나가는 길"), (0, 0, "지나가는 길")],
)
def test_a_place_is_called_by_how_many_stay(visitors: int, passers: int, kind: str) -> None:
    assert kind in character_of(stayed(visitors, passers)).title.ko


@pytest.mark.parametrize(("hours", "busiest"), [((1.0, 5.0), None), ((1.0, 5.0, 2.0), 1), ((None, 5.0, 2.0, 9.0), 3)])
def test_the_busiest_hour_is_named_once_three_were_seen(hours: tuple[float | None, ...], busiest: int | None) -> None:
    assert busiest_hour(summary(hours=day(*hours))) == busiest


def test_what_sets_an_area_apart_is_said_beside_the_others() -> None:
    quiet, busy = replace(stayed(5, 95), camera_id="quiet"), replace(stayed(90, 10), camera_id="busy")
    assert "머무르는 사람의 비율이 높습니다." in character_of(busy, [quiet, busy]).text.ko
    assert character_of(busy).text.ko == "", "alone it is set apart from nothing"


def test_of_hours_that_no_camera_saw_nothing_is_said() -> None:
    """One was filmed through the day, the other for an hour of it: that one's mornings and evenings are not quiet, they are not known."""
    whole = replace(stayed(5, 95, hours=day(*[3.0] * 24)), camera_id="whole")
    short = replace(stayed(90, 10, hours=day(*[None] * 14, 9.0)), camera_id="short")
    text = character_of(short, [whole, short]).text.ko
    assert "머무르는 사람의 비율이 높습니다." in text
    assert not any(hours in text for hours in ("아침", "점심", "저녁", "밤"))


def test_a_profile_has_the_hours_as_people_an_hour_and_no_flow_where_there_is_one_way() -> None:
    profile = profile_of(summary(hours=day(2.0), flows=()))
    assert profile.hours[0, 0] == 120.0
    assert profile.flow_entropy != profile.flow_entropy
    assert dict(profile.modes) == {"walk": 0.93}, "what is kept back is not compared"
