"""Stays in zones."""

import pytest

from naru.systems.footage.core.cameras.values import ZoneKind
from naru.systems.footage.core.figures.visits import shop_visits, stays, visits
from naru.systems.footage.core.tables import VISITS
from tests.footage_rows import SECOND, along, camera, lazy, rows, square, tracks, zone

IN, OUT = (25.0, 25.0), (50.0, 25.0)
CAMERA = camera(zones=[zone("a", *square(20, 20))])


def seen(pattern: str, **settings: float) -> list[tuple[float, float, bool, bool]]:
    """Visits of a walker who is inside where the pattern says ``x``, each half second; ``-`` is unseen."""
    points = [(1, at / 2, [IN if sign == "x" else OUT]) for at, sign in enumerate(pattern) if sign != "-"]
    found = rows(
        visits(lazy(tracks(*points)), [CAMERA], **settings), "start_us", "end_us", "left_censored", "right_censored"
    )
    return [(start / SECOND, end / SECOND, left, right) for start, end, left, right in found]


@pytest.mark.parametrize(
    ("what", "pattern", "expected"),
    [
        ("in and out", ".xxx.", [(0.5, 1.5, False, False)]),
        ("inside when it began", "xxx.", [(0, 1, True, False)]),
        ("inside when it ended", ".xxx", [(0.5, 1.5, False, True)]),
        ("one picture inside is a flicker", "..x..", []),
        ("half a second is a visit", "..xx..", [(1, 1.5, False, False)]),
        ("away for exactly the gap", ".xx...xx.", [(0.5, 3.5, False, False)]),
        ("away for longer", ".xx....xx.", [(0.5, 1, False, False), (3.5, 4, False, False)]),
        ("unseen for longer than the gap, in the zone: seen no more", ".xx----xx.", [(0.5, 1, False, False), (3.5, 4, False, False)]),
        ("vanishes inside: the visit ends there", ".xx", [(0.5, 1, False, True)]),
        ("never inside", ".....", []),
    ],
)  # fmt: skip
def test_visits(what: str, pattern: str, expected: list[tuple[float, float, bool, bool]]) -> None:
    assert seen(pattern) == expected, what


def test_the_gap_and_the_least_stay_are_settings() -> None:
    assert seen(".x.x.", gap_s=0.5, enter_s=0) == [(0.5, 0.5, False, False), (1.5, 1.5, False, False)]
    assert seen(".x.x.", gap_s=1, enter_s=0) == [(0.5, 1.5, False, False)]
    assert seen(".x.x.", gap_s=1, enter_s=1) == [(0.5, 1.5, False, False)]
    assert seen(".x.x.", gap_s=1, enter_s=1.1) == []


def test_visits_are_numbered_in_their_track_and_zone_and_have_the_stage_s_schema() -> None:
    two = camera(zones=[zone("a", *square(20, 20)), zone("b", *square(45, 20))])
    walks = [(7, 0.0, [IN] * 2 + [OUT] * 4 + [IN] * 2), (8, 0.0, [IN] * 2)]
    found = visits(lazy(tracks(*walks)), [two])
    assert rows(found, "zone_id", "track_id", "visit") == [("a", 7, 1), ("a", 7, 2), ("a", 8, 1), ("b", 7, 1)]
    assert found.schema().to_pyarrow().equals(VISITS)
    assert visits(lazy(tracks()), [camera()]).schema().to_pyarrow().equals(VISITS)
    assert rows(visits(lazy(tracks()), [CAMERA])) == []


@pytest.mark.parametrize(("stay_s", "kind"), [(3, "visiting"), (3.1, "passing")])
def test_visiting_begins_with_the_stay(stay_s: float, kind: str) -> None:
    found = visits(lazy(tracks((1, 0, [OUT, *[IN] * 4, OUT]))), [CAMERA])
    assert rows(stays(found, stay_s=stay_s), "kind") == [(kind,)]


def test_a_short_visit_seen_in_part_is_neither() -> None:
    found = visits(lazy(tracks((1, 0, [IN] * 4))), [CAMERA])
    assert rows(stays(found, stay_s=9), "kind") == [("unknown",)]
    assert rows(stays(found, stay_s=3), "kind") == [("visiting",)]


def test_who_ends_at_a_door_went_in_and_who_begins_there_came_out() -> None:
    door = camera(zones=[zone("shop", *square(20, 20), kind=ZoneKind.SHOP), zone("a", *square(0, 0, 100))])
    into, out_of = along((50, 25), (25, 25), steps=5), along((25, 25), (50, 25), steps=5)
    by = along((0, 25), (50, 25), steps=10)
    walks = [(1, 0.0, into), (2, 10.0, out_of), (3, 20.0, by), (4, 0.0, [IN] * 9), (5, 0.0, [OUT] * 9)]
    found = rows(shop_visits(lazy(tracks(*walks)), [door]), "zone_id", "track_id", "t_us", "kind")
    assert found == [
        ("shop", 1, 5 * SECOND, "entry"),
        ("shop", 2, 10 * SECOND, "exit"),
        ("shop", 3, round(24.5 * SECOND), "passing"),
    ]
    assert rows(shop_visits(lazy(tracks((1, 0, into))), [CAMERA])) == []
