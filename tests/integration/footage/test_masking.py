"""Masked clips: the same pictures at the same times, and nothing for an attacker to find (`../shared/data/footage`)."""

from pathlib import Path
from typing import Any

import av
import cv2
import numpy as np
import pyarrow as pa
import pytest

from naru.base.kit.refusals import Refused
from naru.systems.footage.adapters.models import Detector
from naru.systems.footage.adapters.video import open_clip
from naru.systems.footage.adapters.video_writer import ClipWriter
from naru.systems.footage.core.detect.card import Task
from naru.systems.footage.core.detect.values import DetectConfig, ModelFiles
from naru.systems.footage.core.frames.values import ClipFile, ProbeConfig
from naru.systems.footage.core.mask.mosaic import block_of
from naru.systems.footage.core.mask.values import MaskConfig
from naru.systems.footage.core.tables import MASKS, TRACKS
from naru.systems.footage.pipeline.frame_stages import Probed, detect, mask, probe
from tests.footage_tracks import linked
from tests.numbered_pictures import number_of

FOOTAGE = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "footage"
MODELS, NUMBERED = FOOTAGE / "models", FOOTAGE / "clips" / "numbered"
FACE = ModelFiles(weights=MODELS / "yunet_n_dynamic.onnx")

pytestmark = pytest.mark.skipif(not NUMBERED.is_dir(), reason="no ../shared/data/footage beside this checkout")


@pytest.fixture
def to(tmp_path: Path) -> Path:
    """Where the masked clip goes: a folder that holds nothing else."""
    folder = tmp_path / "out"
    folder.mkdir()
    return folder / "masked.mp4"


def clip_of(path: Path) -> ClipFile:
    return ClipFile(path=path, name=path.name, camera_id="c", start_us=0)


def row(clip_id: str, frame: int, box: tuple[float, float, float, float], name: str = "person") -> dict[str, Any]:
    sides = dict(zip(("x1", "y1", "x2", "y2"), box, strict=True))
    return {"clip_id": clip_id, "track_id": 1, "frame": frame, "t_us": 0, "class": name, "interpolated": False, **sides}


def tracks_of(probed: Probed, box: tuple[float, float, float, float], name: str = "person") -> pa.Table:
    """One that stands in one place throughout."""
    clip_id = probed.clips["clip_id"][0].as_py()
    rows = [row(clip_id, frame, box, name) for frame in range(len(probed.frames))]
    return pa.Table.from_pylist([{**dict.fromkeys(TRACKS.names), **one} for one in rows], schema=TRACKS)


@pytest.mark.parametrize(
    "name",
    [
        "cfr_bframes.mp4", "vfr.mp4", "odd_size.mkv", "rotate90.mp4", "anamorphic.mp4", "size_change.ts", "with_sound.mp4",
        "h264_bframes.avi", "one_frame.mp4", "bitrot.mp4", "clock_jump.ts", "ten_bit.mp4",
    ],
)  # fmt: skip
def test_a_masked_clip_has_the_same_pictures_at_the_same_times_and_no_sound(to: Path, name: str) -> None:
    clip = clip_of(NUMBERED / name)
    before = probe(clip, ProbeConfig())
    mask(clip, before.frames, tracks_of(before, (100, 40, 140, 140)), MaskConfig(), to=to)
    after = probe(clip_of(to), ProbeConfig())
    was, now = before.clips.to_pylist()[0], after.clips.to_pylist()[0]
    assert (now["frames"], now["width"], now["height"]) == (was["frames"], was["width"], was["height"])
    tick_us = 6 if name == "size_change.ts" else 0
    assert after.frames["t_us"].to_pylist() == pytest.approx(before.frames["t_us"].to_pylist(), abs=tick_us)
    with av.open(str(to)) as opened:
        assert len(opened.streams) == 1
    assert sizes_and_numbers(to, name) == sizes_and_numbers(NUMBERED / name, name)
    assert [path.name for path in to.parent.iterdir()] == ["masked.mp4"]


@pytest.mark.parametrize(("name", "container"), [("vfr.mp4", "mov"), ("size_change.ts", "matroska")])
def test_where_ffmpeg_has_no_x264_a_clip_is_written_in_vp9(to: Path, name: str, container: str) -> None:
    source = NUMBERED / name
    with open_clip(source, name=name, most_pixels=1 << 24) as clip:
        pictures = [(picture.bgr().copy(), picture.size, picture.number * 40_000) for picture in clip.pictures()]
    with ClipWriter(to, {size for _, size, _ in pictures}, encoders={"libvpx-vp9"}) as writer:
        for image, _, t_us in pictures:
            writer.write(image, t_us)
    with av.open(str(to)) as opened:
        assert container in opened.format.name
        assert opened.streams.video[0].codec_context.name == "vp9"
    assert sizes_and_numbers(to, name) == sizes_and_numbers(source, name)


def sizes_and_numbers(path: Path, name: str) -> list[tuple[tuple[int, int], int | None]]:
    with open_clip(path, name=name, most_pixels=1 << 24) as clip:
        turned = [
            (picture.size, np.rot90(picture.grey(), -1) if name == "rotate90.mp4" else picture.grey())
            for picture in clip.pictures()
        ]
    return [(size, number_of(grey)) for size, grey in turned]


def test_what_is_covered_is_flat_and_the_rest_is_as_it_was(to: Path) -> None:
    clip = clip_of(NUMBERED / "cfr_bframes.mp4")
    probed = probe(clip, ProbeConfig())
    masks = mask(clip, probed.frames, tracks_of(probed, (160, 30, 240, 170)), MaskConfig(), to=to)
    assert masks.schema == MASKS
    assert set(masks["frame"].to_pylist()) == set(range(100))
    left, top, right, bottom = (int(masks[side][0].as_py()) for side in ("x1", "y1", "x2", "y2"))
    with open_clip(clip.path, name="a", most_pixels=1 << 24) as a, open_clip(to, name="b", most_pixels=1 << 24) as b:
        for first, second in zip(a.pictures(), b.pictures(), strict=True):
            was, now = first.grey().astype(int), second.grey().astype(int)
            assert flat_blocks(now[top:bottom, left:right])
            difference = np.abs(was - now)
            difference[top - 2 : bottom + 3, left - 2 : right + 3] = 0
            assert difference.mean() < 3


def flat_blocks(part: Any) -> bool:
    """Whether each block of the mosaic is one grey within, but for what the codec adds."""
    height, width = part.shape
    block = block_of(width, height, 16)
    columns = np.array_split(np.arange(width), width // block)
    rows = np.array_split(np.arange(height), height // block)
    inner = [part[row[4] : row[-4], column[4] : column[-4]] for row in rows for column in columns]
    return all(one.max() - one.min() <= 24 for one in inner)


def test_a_face_finder_finds_no_face_in_the_masked_corridor(to: Path) -> None:
    """The people are found by a detector in every fifth picture only; the rest is followed. No face model helps to mask."""
    clip = clip_of(FOOTAGE / "corridor.mp4")
    probed = probe(clip, ProbeConfig())
    config = DetectConfig(model=ModelFiles(weights=MODELS / "yolox_nano.onnx"), every=5, classes=("person",))
    tracks = linked(detect(clip, probed.frames, config))
    mask(clip, probed.frames, tracks, MaskConfig(), to=to)
    finder = Detector(FACE, task=Task.FACES, least=0.6)
    assert faces_in(finder, clip.path) >= 10
    assert faces_in(finder, to) == 0


def test_a_face_without_a_track_is_covered_where_a_model_finds_it(to: Path) -> None:
    clip = clip_of(FOOTAGE / "clips" / "real" / "sample.mkv")
    probed = probe(clip, ProbeConfig())
    masks = mask(clip, probed.frames, TRACKS.empty_table(), MaskConfig(face=FACE), to=to)
    finder = Detector(FACE, task=Task.FACES, least=0.6)
    assert set(masks["region"].to_pylist()) == {"face"}
    assert faces_in(finder, clip.path) == 3
    assert faces_in(finder, to) == 0


def faces_in(finder: Detector, path: Path) -> int:
    with open_clip(path, name=path.name, most_pixels=1 << 24) as clip:
        return sum(
            len(finder.find(picture.bgr, picture.size)) for picture in clip.pictures() if picture.number % 10 == 0
        )


@pytest.mark.parametrize(("block_px", "refused"), [(15, True), (16, False)])
def test_blocks_that_can_be_read_back_are_refused(to: Path, block_px: int, refused: bool) -> None:
    clip = clip_of(NUMBERED / "one_frame.mp4")
    probed = probe(clip, ProbeConfig())
    tracks = tracks_of(probed, (100, 40, 140, 140))
    if not refused:
        mask(clip, probed.frames, tracks, MaskConfig(block_px=block_px), to=to)
        assert to.stat().st_size
        return
    with pytest.raises(Refused) as told:
        mask(clip, probed.frames, tracks, MaskConfig(block_px=block_px), to=to)
    assert told.value.code == "mask_block_too_small"
    assert list(to.parent.iterdir()) == []


def test_tracks_of_another_clip_mask_nothing(to: Path) -> None:
    clip = clip_of(NUMBERED / "one_frame.mp4")
    other = probe(clip_of(NUMBERED / "hevc.mp4"), ProbeConfig())
    frames = probe(clip, ProbeConfig()).frames
    with pytest.raises(Refused) as refused:
        mask(clip, frames, tracks_of(other, (0, 0, 9, 9)), MaskConfig(), to=to)
    assert refused.value.code == "mask_tracks_of_another_clip"


PLATES = ("12가 3456", "123나 4567", "68오 8269")
PLATE = (190, 220, 450, 280)  # in the scene


def car_clip(path: Path, text: str) -> ClipFile:
    """A car with a Korean plate, for a second."""
    scene = np.full((360, 640, 3), 90, np.uint8)
    scene[100:300, 150:490] = (40, 40, 160)
    left, top, right, bottom = PLATE
    scene[top:bottom, left:right] = 255
    cv2.putText(scene, text, (left + 8, bottom - 14), (0, 0, 0), cv2.FontFace("sans"), 42, 600)
    with ClipWriter(path, {(640, 360)}) as writer:
        for frame in range(10):
            writer.write(scene, frame * 100_000)
    return clip_of(path)


def plates_in(path: Path) -> list[Any]:
    """The plate's place of every picture, in grey."""
    left, top, right, bottom = PLATE
    with open_clip(path, name=path.name, most_pixels=1 << 24) as opened:
        return [picture.grey()[top:bottom, left:right] for picture in opened.pictures()]


@pytest.mark.parametrize("text", PLATES)
def test_the_plate_of_a_car_is_covered_by_its_track_alone(tmp_path: Path, to: Path, text: str) -> None:
    clip = car_clip(tmp_path / "car.mp4", text)
    probed = probe(clip, ProbeConfig())
    mask(clip, probed.frames, tracks_of(probed, (150, 100, 490, 300), "car"), MaskConfig(), to=to)
    for shown in plates_in(to):
        strokes = np.abs(np.diff(shown.astype(int), axis=1)) > 60
        assert strokes.any(axis=0).sum() <= 8


@pytest.mark.parametrize("text", PLATES)
def test_a_korean_plate_reader_reads_nothing_of_a_masked_plate(tmp_path: Path, to: Path, text: str) -> None:
    """It says some signs of any grey picture; two of them may be a plate's by chance, never its number."""
    read = plate_reader()
    clip = car_clip(tmp_path / "car.mp4", text)
    probed = probe(clip, ProbeConfig())
    mask(clip, probed.frames, tracks_of(probed, (150, 100, 490, 300), "car"), MaskConfig(), to=to)
    assert min(signs_read(read(plate), text) for plate in plates_in(clip.path)) >= 5
    assert max(signs_read(read(plate), text) for plate in plates_in(to)) <= 2


def plate_reader() -> Any:
    """Grey picture → text. The model is used as an attacker only."""
    openvino = pytest.importorskip("openvino", reason="the Korean plate reader is a TFLite model, which OpenVINO runs")
    model = openvino.Core().compile_model(str(MODELS / "kr_tiny_lpr_uint8.tflite"), "CPU")
    signs = [sign for sign in (MODELS / "kr_tiny_lpr.labels.txt").read_text().split("\n") if sign]

    def read(grey: Any) -> str:
        height, width = grey.shape
        scale = min(128 / width, 64 / height)
        small = cv2.resize(grey, (round(width * scale), round(height * scale)))
        canvas = np.zeros((64, 128), np.uint8)
        canvas[: small.shape[0], : small.shape[1]] = small
        places = next(iter(model({0: canvas[None, :, :, None]}).values()))[0].argmax(axis=1)
        said = [place for k, place in enumerate(places) if k == 0 or place != places[k - 1]]
        return "".join(signs[place] for place in said if place < len(signs))

    return read


def signs_read(said: str, true: str) -> int:
    """How many signs of the plate were read, in their order."""
    lengths = [0] * (len(true) + 1)
    for sign in said:
        row = lengths[:]
        for k, other in enumerate(true):
            row[k + 1] = lengths[k] + 1 if sign == other else max(row[k], lengths[k + 1])
        lengths = row
    return lengths[-1]
