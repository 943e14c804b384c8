"""Clips of known faults come out whole: which pictures, when each was taken, what was put right (`../shared/data/footage/clips`)."""

import json
from itertools import pairwise
from pathlib import Path
from typing import Any

import numpy as np
import pytest

from naru.base.kit.refusals import Refused
from naru.systems.footage.adapters.video import open_clip
from naru.systems.footage.core.frames.values import ClipFile, DecodeLimits, ProbeConfig
from naru.systems.footage.core.tables import CLIPS, FRAMES
from naru.systems.footage.pipeline.frame_stages import Probed, probe
from tests.numbered_pictures import number_of

CLIPS_FOLDER = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "footage" / "clips"
NUMBERED, REAL = CLIPS_FOLDER / "numbered", CLIPS_FOLDER / "real"
START_US = 1_795_910_400_000_000
MOST_PIXELS = DecodeLimits().most_pixels

pytestmark = pytest.mark.skipif(not NUMBERED.is_dir(), reason="no ../shared/data/footage/clips beside this checkout")

REFUSED = {
    "trunc_no_moov.mp4": "clip_is_broken",
    "huge.mp4": "clip_too_large",
    "audio_only.mp4": "clip_has_no_pictures",
    "empty.mp4": "clip_is_empty",
    "playlist.mp4": "clip_is_a_playlist",
    "concat.mp4": "clip_is_a_playlist",
    "picture.mp4": "clip_is_no_video",
    "sample_with_sdt.ts": "clip_has_no_pictures",
}
MORE_THAN_FFMPEG = {"trunc_faststart.mp4": 34, "decord_corrupted.mp4": 49, "bottle.mp4": 1189, "video_desks.3gp": 71}
LAST_OFFSET_US = {  # where FFmpeg's own stamps are wrong, or it stops early
    "clock_jump.ts": 9_900_000,
    "h264_bframes.avi": 9_900_000,
    "size_change.ts": 8_900_000,
    "trunc_faststart.mp4": 3_300_000,
    "decord_corrupted.mp4": 4_900_000,
    "bottle.mp4": 39_821_229,
    "video_desks.3gp": 4_956_000,
}
REPAIRS = {
    "clock_jump.ts": ["clock_set:1"],
    "h264_bframes.avi": ["stamps_reordered:57"],
    "size_change.ts": ["clock_set:1", "size_changed:1"],
    "mid_start.ts": ["begins_mid_group:11"],
    "packed.avi": ["stamps_reordered:99"],
    "trunc_faststart.mp4": ["pictures_lost:1", "cut_short:65"],
    "with_sound.mp4": ["sound_ignored:1"],
    "decord_corrupted.mp4": ["pictures_lost:1"],
}
DAMAGED = {"bitrot.mp4": 10, "mjpeg_hole.avi": 1, "decord_corrupted.mp4": 1}
SIZES = {  # as shown, where it is not as stored
    "rotate90.mp4": (180, 320),
    "anamorphic.mp4": (640, 180),
    "size_change.ts": (320, 180),
    "decord_video_90.mov": (320, 568),
}


def expected(folder: Path) -> dict[str, dict[str, Any]]:
    if not (folder / "expect.json").is_file():
        return {}
    read = json.loads((folder / "expect.json").read_text())
    return {name: clip.get("ffmpeg") or clip for name, clip in read.get("clips", read).items()}


ALL = [
    pytest.param(folder / name, says, id=name)
    for folder in (NUMBERED, REAL)
    for name, says in sorted(expected(folder).items())
]


def probed(path: Path) -> Probed:
    return probe(ClipFile(path=path, name=path.name, camera_id="gijang-1", start_us=START_US), ProbeConfig())


@pytest.mark.parametrize(("path", "says"), ALL)
def test_a_clip_comes_out_as_expected_or_is_refused_by_its_name(path: Path, says: dict[str, Any]) -> None:
    if path.name in REFUSED:
        with pytest.raises(Refused) as refused:
            probed(path)
        assert (refused.value.code, refused.value.facts["file"]) == (REFUSED[path.name], path.name)
        assert path.name in refused.value.words.ko
        assert path.name in refused.value.words.en
        return
    found = probed(path)
    clip = found.clips.to_pylist()[0]
    times = found.frames["t_us"].to_pylist()
    assert found.clips.schema == CLIPS
    assert found.frames.schema == FRAMES
    assert clip["frames"] == len(times) == MORE_THAN_FFMPEG.get(path.name, says.get("decoded"))
    assert times[0] == clip["start_us"] == START_US
    assert all(a < b for a, b in pairwise(times))
    assert clip["end_us"] > times[-1]
    assert times[-1] - times[0] == pytest.approx(last_offset_us(path.name, says), abs=1)
    assert clip["damaged"] == sum(found.frames["damaged"].to_pylist()) == DAMAGED.get(path.name, 0)
    if path.parent == NUMBERED or path.name in REPAIRS:
        assert clip["repairs"] == REPAIRS.get(path.name, [])
    stored = says.get("size", [[says.get("width"), says.get("height")]])[0] if "codec" in says else None
    if shown := SIZES.get(path.name, stored):
        assert (clip["width"], clip["height"]) == tuple(shown)


def last_offset_us(name: str, says: dict[str, Any]) -> float:
    if name in LAST_OFFSET_US:
        return LAST_OFFSET_US[name]
    if "last_us" in says:
        return float(says["last_us"] - says["first_us"])
    return float(says["last"] - says["first"]) * 1e6


@pytest.mark.parametrize(("path", "says"), [clip for clip in ALL if clip.id not in REFUSED])
def test_the_pictures_are_those_that_were_filmed_in_their_order(path: Path, says: dict[str, Any]) -> None:
    """What each picture says of itself; of real clips, that every one can be shown."""
    with open_clip(path, name=path.name, most_pixels=MOST_PIXELS) as clip:
        seen = []
        for picture in clip.pictures():
            grey = picture.grey()
            assert grey.shape == (picture.size[1], picture.size[0])
            seen.append(number_of(np.rot90(grey, -1) if path.name == "rotate90.mp4" else grey))
    if path.parent == REAL:
        return
    first, missing = says["code_first"], set(says["missing"])
    numbers = iter(number for number in range(first, first + 200) if number not in missing)
    assert seen == [next(numbers) for _ in seen]


def test_variable_times_are_kept_to_the_millisecond() -> None:
    true = json.loads((NUMBERED / "vfr.pts_us.json").read_text())
    times = probed(NUMBERED / "vfr.mp4").frames["t_us"].to_pylist()
    assert [time - START_US for time in times] == pytest.approx(true, abs=1000)


@pytest.mark.parametrize("name", ["h264_bframes.avi", "packed.avi", "wrap33.ts", "clock_jump.ts", "size_change.ts"])
def test_repaired_times_are_100_ms_apart(name: str) -> None:
    times = probed(NUMBERED / name).frames["t_us"].to_pylist()
    assert {b - a for a, b in pairwise(times)} == {100_000}


def test_boxes_follow_the_size_of_their_own_picture() -> None:
    with open_clip(NUMBERED / "size_change.ts", name="size_change.ts", most_pixels=MOST_PIXELS) as clip:
        sizes = [picture.size for picture in clip.pictures()]
    assert sizes == [(320, 180)] * 50 + [(480, 270)] * 40


def test_a_clip_without_a_date_is_refused_and_its_name_can_say_one(tmp_path: Path) -> None:
    undated = tmp_path / "plaza.mp4"
    undated.write_bytes((NUMBERED / "one_frame.mp4").read_bytes())
    with pytest.raises(Refused) as refused:
        probe(ClipFile(path=undated, name="plaza.mp4", camera_id="c"), ProbeConfig())
    assert refused.value.code == "clip_start_unknown"
    named = probe(ClipFile(path=undated, name="2026-11-29_09-00-00_plaza.mp4", camera_id="c"), ProbeConfig())
    assert named.clips["start_us"].to_pylist() == [START_US]


def test_a_clip_that_takes_too_much_memory_kills_its_child_and_is_named() -> None:
    clip = ClipFile(path=NUMBERED / "huge.mp4", name="huge.mp4", camera_id="c", start_us=0)
    limits = DecodeLimits(most_pixels=1 << 30, memory_mb=64)
    with pytest.raises(Refused) as refused:
        probe(clip, ProbeConfig(limits=limits))
    assert refused.value.code in {"clip_takes_memory", "clip_breaks_reader", "clip_has_no_pictures"}
    assert refused.value.facts["file"] == "huge.mp4"
