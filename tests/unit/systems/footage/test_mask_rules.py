"""What is covered: tracks both ways in time, heads and plates, blocks that keep nothing."""

from typing import Any

import numpy as np
import pyarrow as pa
import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.systems.footage.core.mask.mosaic import block_of, cover
from naru.systems.footage.core.mask.paths import paths
from naru.systems.footage.core.mask.regions import Sighting, head_of, plate_of, regions_of, sighted, widened
from naru.systems.footage.core.mask.values import RegionConfig
from naru.systems.footage.core.tables import FRAMES, MASKS, TRACKS

CONFIG = RegionConfig(before_s=0.2, after_s=0.3, longest_gap_s=1.0)
BOX = ("x1", "y1", "x2", "y2")


def frames(count: int, step_us: int = 100_000) -> pa.Table:
    rows = [{"clip_id": "c", "frame": k, "t_us": k * step_us, "damaged": False} for k in range(count)]
    return pa.Table.from_pylist(rows, schema=FRAMES)


def tracks(*rows: tuple[int, int, str, float], width: float = 20) -> pa.Table:
    """Track, frame, class, left edge; every box is 20 × 100 at the top."""
    return pa.Table.from_pylist(
        [
            {
                "camera_id": "k", "clip_id": "c", "track_id": track, "frame": frame, "t_us": frame * 100_000, "class": name,
                "score": 0.9, "x1": x, "y1": 0.0, "x2": x + width, "y2": 100.0, "interpolated": False, "gx": None, "gy": None,
            }
            for track, frame, name, x in rows
        ],
        schema=TRACKS,
    )  # fmt: skip


def covered(table: pa.Table, config: RegionConfig = CONFIG, count: int = 30) -> dict[int, list[float]]:
    """Of the one track's path: frame → box."""
    (path,) = paths(table, frames(count), config)
    return {int(frame): box.round(2).tolist() for frame, box in zip(path.frames, path.xyxy, strict=True)}


def test_between_two_boxes_a_track_moves_evenly() -> None:
    found = covered(tracks((1, 5, "person", 0), (1, 9, "person", 40)))
    assert [found[frame][0] for frame in range(5, 10)] == [0, 10, 20, 30, 40]


def test_before_and_after_it_was_seen_a_track_may_have_stood_or_gone_on() -> None:
    found = covered(tracks((1, 5, "person", 50), (1, 6, "person", 60), (1, 7, "person", 70)))
    assert sorted(found) == [3, 4, 5, 6, 7, 8, 9, 10]
    assert found[3] == [28, -10, 72, 110]
    assert found[10] == [67, -15, 123, 115]


@pytest.mark.parametrize(("gap", "whole"), [(10, True), (11, False)])
def test_a_gap_longer_than_the_longest_is_covered_at_neither_side_only(gap: int, whole: bool) -> None:
    found = covered(tracks((1, 5, "person", 0), (1, 5 + gap, "person", 10)))
    assert (7 in found) is whole
    assert {5, 5 + gap} <= set(found)


def test_a_track_seen_once_is_covered_where_it_stood() -> None:
    found = covered(tracks((1, 0, "person", 7)))
    assert sorted(found) == [0, 1, 2, 3]
    assert found[3] == [4, -15, 30, 115]


@pytest.mark.parametrize(
    ("classes", "regions"),
    [
        (["person"], ["head"]),
        (["bicycle"], ["head"]),
        (["car"], ["plate"]),
        (["bus"], ["plate"]),
        (["motorcycle"], ["head", "plate"]),
        (["moving"], ["head", "plate"]),
        (["bottle"], []),
        (["car", "person"], ["head", "plate"]),
    ],
)
def test_whoever_may_be_a_person_has_a_head_and_whatever_may_be_a_vehicle_a_plate(
    classes: list[str], regions: list[str]
) -> None:
    table = tracks(*((1, frame, name, 0.0) for frame, name in enumerate(classes)))
    masks = regions_of(paths(table, frames(len(classes)), CONFIG), "c", CONFIG)
    assert masks.schema == MASKS
    assert sorted(set(masks["region"].to_pylist())) == regions


def test_a_head_reaches_beyond_its_box_and_head_and_plate_leave_nothing_between() -> None:
    xyxy = np.array([[100, 100, 200, 200]], np.float32)
    config = RegionConfig()
    assert head_of(xyxy, config).round(2).tolist() == [[80, 85, 220, 140]]
    assert plate_of(xyxy, config).round(2).tolist() == [[95, 130, 205, 205]]
    assert plate_of(xyxy, config)[0, 1] <= head_of(xyxy, config)[0, 3]


def test_what_a_model_finds_covers_the_frames_around_it_too() -> None:
    sighting = Sighting(frame=5, region="face", xyxy=np.array([[1, 2, 3, 4]], np.float32))
    masks = sighted([sighting], frames(20), "c", CONFIG)
    assert masks["frame"].to_pylist() == [2, 3, 4, 5, 6, 7, 8]
    assert set(masks["track_id"].to_pylist()) == {None}


def test_boxes_are_widened_about_their_middles() -> None:
    assert widened(np.array([[10, 10, 20, 20]], np.float32), 2, 1).tolist() == [[5, 10, 25, 20]]


def test_nothing_to_cover_is_an_empty_table() -> None:
    assert regions_of(paths(TRACKS.empty_table(), frames(3), CONFIG), "c", CONFIG).schema == MASKS
    assert len(sighted([], frames(3), "c", CONFIG)) == 0


@pytest.mark.parametrize(
    ("width", "height", "block"), [(10, 10, 16), (64, 200, 16), (65, 200, 17), (200, 65, 17), (400, 400, 100)]
)
def test_a_block_is_never_finer_than_a_quarter_of_the_shorter_side(width: int, height: int, block: int) -> None:
    assert block_of(width, height, 16) == block


def noise(height: int, width: int) -> Any:
    return np.random.default_rng(1).integers(0, 256, (height, width, 3)).astype(np.uint8)


@given(
    st.tuples(st.floats(-50, 150), st.floats(-50, 150), st.floats(0, 120), st.floats(0, 120)),
    st.integers(16, 40),
)
def test_no_block_is_smaller_than_asked_and_nothing_outside_changes(
    place: tuple[float, float, float, float], block_px: int
) -> None:
    left, top, width, height = place
    image = noise(90, 120)
    before = image.copy()
    cover(image, np.array([[left, top, left + width, top + height]]), block_px=block_px)
    x1, y1 = int(np.floor(np.clip(left, 0, 120))), int(np.floor(np.clip(top, 0, 90)))
    x2, y2 = int(np.ceil(np.clip(left + width, 0, 120))), int(np.ceil(np.clip(top + height, 0, 90)))
    part = image[y1:y2, x1:x2]
    outside = np.ones((90, 120), bool)
    outside[y1:y2, x1:x2] = False
    assert (image[outside] == before[outside]).all()
    if part.size:
        colours = len(np.unique(part.reshape(-1, 3), axis=0))
        assert colours <= max(1, part.shape[0] // block_px) * max(1, part.shape[1] // block_px)


def test_a_detector_that_misses_half_the_frames_leaves_no_head_bare() -> None:
    """A person walks 4 px a frame; the track has a box in every second to tenth frame, wrong by up to 2 px."""
    random = np.random.default_rng(7)
    truth = {frame: 4.0 * frame for frame in range(100)}
    seen, frame = [], 3
    while frame < 95:
        seen.append((1, frame, "person", truth[frame] + float(random.uniform(-2, 2))))
        frame += int(random.integers(2, 11))
    config = RegionConfig()
    masks = regions_of(paths(tracks(*seen), frames(100), config), "c", config)
    bare = set(truth)
    for row in masks.to_pylist():
        middle = truth[row["frame"]] + 10
        if row["x1"] <= middle - 5 and middle + 5 <= row["x2"] and row["y1"] <= 0 and row["y2"] >= 20:
            bare.discard(row["frame"])
    assert not bare
