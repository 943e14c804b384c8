"""Tracks joined over gaps and clip edges, and those that are not."""

import pyarrow as pa
import pytest

from naru.systems.footage.core.figures.crossings import crossings
from naru.systems.footage.core.track.stitch import StitchSettings, join_clips, stitch
from tests.footage_rows import Walk, along, camera, lazy, line, rows, tracks

EDGES = (90, 1000.0, along((2, 2), (2, 2))), (91, 2000.0, along((398, 298), (398, 298)))  # say how large the picture is


def names(*walks: Walk, **settings: float) -> tuple[int, dict[str, int]]:
    """How many are left of the walkers given, and what was refused."""
    found = stitch(tracks(*walks, *EDGES, step_s=0.1), settings=StitchSettings(**settings))  # type: ignore[arg-type]
    return found.report.after - len(EDGES), dict(found.report.refused)


def east(x: float, begin: float, y: float = 150, *, speed: float = 20) -> list[tuple[float, float]]:
    return [(x + speed * n / 10, y) for n in range(15)]


def test_one_who_comes_out_behind_a_post_is_the_one_who_went_in() -> None:
    assert names((1, 0, east(50, 0)), (2, 3, east(110, 3))) == (1, {})


@pytest.mark.parametrize(("gap_s", "expected"), [(3.9, 1), (4.1, 2)])
def test_gaps_are_joined_up_to_their_longest(gap_s: float, expected: int) -> None:
    begin = 1.4 + gap_s
    assert names((1, 0, east(50, 0)), (2, begin, east(50 + 20 * begin, 3)))[0] == expected


@pytest.mark.parametrize(
    ("what", "second", "why"),
    [
        ("too far on the way", (2, 3.0, east(160, 3)), "far"),
        ("too far beside it", (2, 3.0, east(110, 3, 190)), "far"),
        ("runs the other way", (2, 3.0, east(110, 3, speed=-40)), "far"),
    ],
)
def test_who_comes_elsewhere_is_another(what: str, second: Walk, why: str) -> None:
    assert names((1, 0, east(50, 0)), second) == (2, {why: 1}), what


def test_who_has_another_size_is_another() -> None:
    one = tracks((1, 0, east(50, 0)), *EDGES, step_s=0.1, height=20)
    for height, expected in ((26.0, 1), (28.0, 2)):
        other = tracks((2, 3, east(110, 3)), step_s=0.1, height=height)
        assert stitch(pa.concat_tables([one, other])).report.after - 2 == expected


def test_a_person_and_a_bicycle_are_two() -> None:
    one, other = (
        tracks((1, 0, east(50, 0)), *EDGES, step_s=0.1),
        tracks((2, 3, east(110, 3)), step_s=0.1, kind="bicycle"),
    )
    assert dict(stitch(pa.concat_tables([one, other])).report.refused) == {"kind": 1}


def test_where_two_fit_nobody_is_joined() -> None:
    count, refused = names((1, 0, east(50, 0)), (2, 3, east(110, 3, 148)), (3, 3, east(110, 3, 152)))
    assert (count, refused["rival"] > 0) == (3, True)
    assert names((1, 0, east(50, 0)), (2, 3, east(110, 3, 150)), (3, 3, east(110, 3, 165)))[0] == 2


def test_who_walks_out_of_the_picture_is_not_who_walks_in() -> None:
    leaves, comes = [(400 - 5 - 2 * (14 - n), 150.0) for n in range(15)], [(395.0 - 2 * n, 150.0) for n in range(15)]
    assert names((1, 0, leaves), (2, 2.5, comes), near=1.0, drift=2.0) == (2, {"left_picture": 1})
    stays = [(395.0 - 2 * n, 150.0) for n in range(15)][::-1][:5] + [(385.0, 150.0)] * 10
    assert names((1, 0, stays), (2, 2.0, [(385.0, 150.0)] * 15))[0] == 1


def test_three_pieces_are_one_way_and_the_gaps_are_filled() -> None:
    given = tracks(
        (7, 0, east(50, 0)), (8, 3, east(110, 3)), (9, 6, east(170, 6)), (5, 0, [(300, 50)] * 75), *EDGES, step_s=0.1
    )
    found = stitch(given)
    assert [(join.before, join.after, round(join.gap_s, 1)) for join in found.report.joins] == [
        (7, 8, 1.6),
        (8, 9, 1.6),
    ]
    assert (found.report.before, found.report.after) == (6, 4)
    way = found.tracks.filter(pa.compute.equal(found.tracks["track_id"], found.tracks["track_id"][-1]))
    names = set(found.tracks["track_id"].to_pylist())
    assert names == {1, 2, 3, 4}
    whole = max((found.tracks.filter(pa.compute.equal(found.tracks["track_id"], name)) for name in names), key=lambda of: of["x2"][-1].as_py() * (of["y2"][-1].as_py() == 150))  # fmt: skip
    assert whole["frame"].to_pylist() == list(range(75))
    assert whole["x1"].to_pylist() == pytest.approx([45 + 2 * n for n in range(75)])
    assert len(way) > 0


def test_a_piece_seen_twice_at_once_has_one_box_an_instant() -> None:
    given = tracks((1, 0, east(50, 0)), (2, 1.2, east(74, 1.2)), *EDGES, step_s=0.1)
    found = stitch(given)
    assert found.report.after == 3
    keys = list(zip(found.tracks["track_id"].to_pylist(), found.tracks["t_us"].to_pylist(), strict=True))
    assert len(keys) == len(set(keys))


def test_clips_are_joined_by_their_clock_whatever_their_order() -> None:
    """zoneminder#2747, #1166"""
    first, second = (
        tracks((3, 0, east(50, 0)), step_s=0.1),
        tracks((1, 1.5, east(80, 1.5)), (2, 1.5, east(30, 1.5, 40)), step_s=0.1),
    )
    both = join_clips([second, first])
    assert sorted(set(both["track_id"].to_pylist())) == [1, 2, 3]
    assert both["t_us"][0].as_py() == 0
    found = stitch(pa.concat_tables([both, join_clips([])]))
    assert found.report.after == 2
    assert len(stitch(join_clips([])).tracks) == 0


def test_the_same_car_with_a_new_id_on_the_line_crosses_once() -> None:
    """supervision#132, LeonLok#41"""
    gate = camera(lines=[line("gate", (100, 0), (100, 300))])
    given = tracks((1, 0, east(60, 0, speed=26)), (2, 1.8, east(106.8, 1.8, speed=26)), *EDGES, step_s=0.1)
    assert rows(crossings(lazy(given), [gate])) == []
    assert rows(crossings(lazy(stitch(given).tracks), [gate]), "direction") == [("out",)]
