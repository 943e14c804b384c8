"""Votes, means of movement, shares."""

import math

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.systems.footage.core.attributes.decide import age_band_of, attributes, sex_of
from naru.systems.footage.core.attributes.movement import ground_speed, modes
from naru.systems.footage.core.attributes.shares import corrected_shares, suppress_small
from naru.systems.footage.core.attributes.values import AttributeConfig, VoteConfig
from naru.systems.footage.core.attributes.votes import VOTES, crops_to_ask, renumbered
from naru.systems.footage.core.tables import ATTRIBUTES, TRACKS

CONFIG = AttributeConfig()


@pytest.mark.parametrize(
    ("votes", "sex"),
    [
        ([0.31, 0.31, 0.31], "female"),
        ([0.62, 0.62, 0.62], "male"),
        ([0.6, 0.6, 0.6], "male"),
        ([0.599, 0.599, 0.599], "unknown"),
        ([0.4, 0.4, 0.4], "female"),
        ([0.401, 0.401, 0.401], "unknown"),
        ([0.0, 1.0, 0.9, 0.8], "male"),
        ([0.4, 0.4, *[0.63] * 12, 0.3, 0.3], "male"),  # cut by the edge as it comes and as it goes
        ([0.1, *[0.6] * 3], "male"),
        ([0.1, 0.1, *[0.6] * 3], "unknown"),
        ([*[0.1] * 10, *[0.9] * 11], "unknown"),  # two people under one number
        ([0.9, 0.9], "unknown"),
        ([], "unknown"),
    ],
)
def test_sex_is_what_the_middle_half_of_the_votes_says_or_unknown(votes: list[float], sex: str) -> None:
    assert sex_of(votes, CONFIG) == sex


@pytest.mark.parametrize(
    ("votes", "band"),
    [
        ([29.9, 29.9, 29.9], "20-29"),
        ([30, 30, 30], "30-39"),
        ([9, 9, 9], "0-9"),
        ([-1, -1, -1], "0-9"),
        ([69.9, 69.9, 69.9], "60-69"),
        ([70, 70, 70], "70+"),
        ([95, 95, 95], "70+"),
        ([23, 35, 47, 35], "30-39"),
        ([18, 30, 42, 18, 42], "30-39"),
        ([17.9, 42.1, 17.9, 42.1], "unknown"),
        ([30, 30], "unknown"),
    ],
)
def test_age_is_the_decade_of_the_middle_vote_unless_votes_are_few_or_far_apart(votes: list[float], band: str) -> None:
    assert age_band_of(votes, CONFIG) == band


def track(
    number: int,
    *,
    name: str = "person",
    speed: float | None = 1.0,
    frames: int = 30,
    size: tuple[float, float] = (20, 50),
    x: float = 0,
    y: float = 0,
    sway: float = 0.1,
    clip: str = "c",
    step_us: int = 100_000,
) -> pa.Table:
    """Ten frames a second; ``speed`` in m/s on the ground, None: no homography; ``sway``: how much its width changes as it walks."""
    rows = [
        {
            "camera_id": "k", "clip_id": clip, "track_id": number, "frame": k, "t_us": k * step_us, "class": name, "score": 0.9,
            "x1": x, "y1": y, "x2": x + size[0] * (1 + sway * math.sin(k)), "y2": y + size[1], "interpolated": False,
            "gx": None if speed is None else speed * k * step_us / 1e6, "gy": None if speed is None else 0.0,
        }
        for k in range(frames)
    ]  # fmt: skip
    return pa.Table.from_pylist(rows, schema=TRACKS)


def mode_of(*tracks: pa.Table) -> str:
    return modes(pa.concat_tables(tracks), CONFIG)[1]


@pytest.mark.parametrize(
    ("tracks", "mode"),
    [
        pytest.param([track(1)], "walk", id="a walker"),
        pytest.param([track(1, speed=None)], "walk", id="a walker of whom no speed is known"),
        pytest.param([track(1, speed=2.5, sway=0)], "walk", id="steady at the limit"),
        pytest.param([track(1, speed=2.6, sway=0)], "kickboard", id="steady and fast"),
        pytest.param([track(1, speed=4, sway=0.1)], "walk", id="a runner's legs move"),
        pytest.param(
            [track(1, speed=4, sway=0.0, frames=9, step_us=200_000)], "unknown", id="too short to see a stand"
        ),
        pytest.param([track(1, name="car")], "car", id="a car"),
        pytest.param([track(1, name="bus", speed=None)], "bus", id="a bus"),
        pytest.param([track(1, name="bottle")], "unknown", id="a bottle"),
        pytest.param([track(1, name="bicycle", speed=2.0)], "bicycle", id="a rider in one box"),
        pytest.param([track(1, name="bicycle", speed=1.9)], "walk", id="a pushed bicycle in one box"),
        pytest.param([track(1, name="bicycle", speed=None)], "unknown", id="a bicycle of no known speed"),
    ],
)
def test_a_track_moves_by_its_class_and_speed(tracks: list[pa.Table], mode: str) -> None:
    assert mode_of(*tracks) == mode


def bicycle(frames: int, *, speed: float | None, clip: str = "c") -> pa.Table:
    """Under the person of ``track``."""
    return track(2, name="bicycle", speed=speed, frames=frames, size=(24, 30), x=-2, y=25, sway=0, clip=clip)


@pytest.mark.parametrize(
    ("speed", "frames", "mode"),
    [
        (2.0, 30, "bicycle"),
        (1.9, 30, "walk"),
        (None, 30, "unknown"),
        (2.0, 15, "bicycle"),
        (2.0, 14, "walk"),
    ],
)
def test_a_person_with_a_bicycle_rides_it_or_pushes_it(speed: float | None, frames: int, mode: str) -> None:
    assert mode_of(track(1, speed=speed), bicycle(frames, speed=speed)) == mode


def test_a_bicycle_of_another_clip_is_not_ridden() -> None:
    assert mode_of(track(1, speed=2.0), bicycle(30, speed=2.0, clip="d")) == "walk"


def test_speed_is_taken_over_a_second_so_that_jitter_is_no_speed() -> None:
    times = np.arange(0, 5_000_000, 100_000)
    shaking = np.stack([0.3 * np.sin(np.arange(50) * math.pi / 2), np.zeros(50)], axis=1)
    speed = ground_speed(times, shaking)
    assert speed is not None
    assert speed < 0.5
    assert ground_speed(times[:10], shaking[:10]) is None
    assert ground_speed(times, np.full((50, 2), np.nan)) is None


def test_every_track_has_a_row_and_what_nobody_saw_is_unknown() -> None:
    votes = pa.Table.from_pylist(
        [
            {"camera_id": "k", "clip_id": "c", "track_id": 1, "frame": k, "meaning": meaning, "value": value}
            for k in range(3)
            for meaning, value in (("male", 0.9), ("age", 33.0))
        ],
        schema=VOTES,
    )
    table = attributes(votes, pa.concat_tables([track(1), track(2, name="car")]), CONFIG)
    assert table.schema == ATTRIBUTES
    first, second = table.to_pylist()
    assert (first["sex"], first["age_band"], first["mode"], first["votes"]) == ("male", "30-39", "walk", 6)
    assert first["sex_score"] == pytest.approx(0.9)
    assert (second["sex"], second["sex_score"], second["age_band"], second["mode"], second["votes"]) == (
        "unknown",
        None,
        "unknown",
        "car",
        0,
    )


@pytest.mark.parametrize(("size", "count"), [((39, 80), 0), ((40, 79), 0), ((40, 80), 6)])
def test_only_crops_that_are_large_enough_are_asked_about_and_each_half_second(
    size: tuple[float, float], count: int
) -> None:
    table = pa.concat_tables([track(1, size=size, sway=0), track(2, name="car", size=size, sway=0)])
    asked = crops_to_ask(table, VoteConfig())
    assert asked["frame"].to_pylist() == [0, 5, 10, 15, 20, 25][:count]


CHECKED = {("f", "f"): 80, ("f", "m"): 20, ("m", "f"): 10, ("m", "m"): 90}


def test_shares_are_corrected_for_what_the_model_confuses() -> None:
    """Of 100 women and 100 men the model would say 80 + 10 f, 20 + 90 m."""
    found = corrected_shares({"f": 90, "m": 110}, CHECKED)
    assert found["f"].share == pytest.approx(0.5)
    assert found["m"].share == pytest.approx(0.5)
    assert found["f"].low < 0.5 < found["f"].high


def test_a_larger_crowd_and_a_larger_sample_narrow_the_interval() -> None:
    def width(crowd: int, sample: int) -> float:
        checked = {key: count * sample for key, count in CHECKED.items()}
        share = corrected_shares({"f": 90 * crowd, "m": 110 * crowd}, checked)["f"]
        return share.high - share.low

    assert width(1, 1) > width(10, 1) > width(10, 10)
    assert width(1, 1) == pytest.approx(0.2417, abs=1e-3)


@pytest.mark.parametrize(
    ("observed", "checked"),
    [
        ({"f": 0, "m": 0}, CHECKED),
        ({"f": 9, "m": 9}, {("f", "f"): 10}),
        ({"f": 9, "m": 9}, {("f", "f"): 5, ("f", "m"): 5, ("m", "f"): 5, ("m", "m"): 5}),
    ],
    ids=["nobody", "one class unchecked", "a model that guesses"],
)
def test_where_nothing_is_known_the_interval_says_so(
    observed: dict[str, int], checked: dict[tuple[str, str], int]
) -> None:
    found = corrected_shares(observed, checked)["f"]
    assert math.isnan(found.share)
    assert (found.low, found.high) == (0, 1)


@pytest.mark.parametrize(
    ("cells", "published"),
    [
        ([[5, 5], [5, 5]], [[5, 5], [5, 5]]),
        ([[4, 9], [7, 8]], [[None, None], [None, None]]),
        ([[4, 9, 9], [9, 9, 9], [9, 9, 9]], [[None, None, 9], [None, None, 9], [9, 9, 9]]),
        ([[0, 9], [9, 9]], [[0, 9], [9, 9]]),
        ([[4, 0], [0, 9]], [[None, 0], [0, 9]]),
        ([[2, 2, 9, 20]], [[None, None, None, 20]]),
    ],
)
def test_small_cells_and_those_that_would_tell_them_are_suppressed(
    cells: list[list[int]], published: list[list[int | None]]
) -> None:
    assert suppress_small(cells, least=5) == published


@given(
    st.integers(1, 4).flatmap(
        lambda width: st.lists(st.lists(st.integers(0, 30), min_size=width, max_size=width), min_size=1, max_size=4)
    ),
    st.integers(2, 10),
)
def test_no_suppressed_cell_can_be_told_from_a_total(cells: list[list[int]], least: int) -> None:
    published = suppress_small(cells, least=least)
    lines = [
        *zip(cells, published, strict=True),
        *zip(zip(*cells, strict=True), zip(*published, strict=True), strict=True),
    ]
    for true, shown in lines:
        hidden = [count for count, cell in zip(true, shown, strict=True) if cell is None]
        showing = [cell for cell in shown if cell]
        assert all(cell >= least for cell in showing)
        if hidden and showing:
            assert len(hidden) >= 2
            assert sum(hidden) >= least


def test_votes_follow_their_sights_when_tracks_are_numbered_anew() -> None:
    sight = {"camera_id": "c", "clip_id": "k", "frame": 3, "x1": 10.0, "y1": 20.0}
    others = [{**sight, "clip_id": "m"}, {**sight, "frame": 4}, {**sight, "x1": 11.0}, {**sight, "y1": 21.0}]
    said = {"track_id": 1, "meaning": "male", "value": 0.9}
    votes = pa.Table.from_pylist([{**sight, **said}], schema=VOTES)
    now = [{**sight, "track_id": 7}, *({**each, "track_id": 8 + at} for at, each in enumerate(others))]
    assert renumbered(votes, pa.Table.from_pylist(now, schema=TRACKS))["track_id"].to_pylist() == [7]
    assert len(renumbered(votes, pa.Table.from_pylist(now[1:], schema=TRACKS))) == 0
    assert len(renumbered(VOTES.empty_table(), pa.Table.from_pylist(now, schema=TRACKS))) == 0
