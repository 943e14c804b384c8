"""A clip searched by a model and for what moves; models that do not fit are refused (`../shared/data/footage`)."""

import gzip
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pytest
import yaml

from naru.base.kit.refusals import Refused
from naru.systems.footage.adapters.cards import BUILT_IN
from naru.systems.footage.adapters.models import Detector
from naru.systems.footage.adapters.video import open_clip
from naru.systems.footage.core.detect.boxes import overlap
from naru.systems.footage.core.detect.card import Task
from naru.systems.footage.core.detect.values import DetectConfig, ModelFiles
from naru.systems.footage.core.frames.values import ClipFile, ProbeConfig
from naru.systems.footage.core.tables import DETECTIONS
from naru.systems.footage.pipeline.frame_stages import Probed, config_key, detect, probe

FOOTAGE = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "footage"
MODELS = FOOTAGE / "models"
YOLOX, NANODET = MODELS / "yolox_nano.onnx", MODELS / "nanodet_m_416.onnx"
EVERY = 20

pytestmark = pytest.mark.skipif(not YOLOX.is_file(), reason="no ../shared/data/footage beside this checkout")


def clip_of(name: str) -> ClipFile:
    return ClipFile(path=FOOTAGE / name, name=name, camera_id="plaza", start_us=0)


@pytest.fixture(scope="module")
def plaza() -> Probed:
    return probe(clip_of("plaza.avi"), ProbeConfig())


def reference(path: Path, least: float) -> list[tuple[int, Any]]:
    """Boxes of a MOT file (frames from 1, of 768 × 576) as frame and box of the 480 × 360 clip."""
    with gzip.open(path, "rt") as file:
        rows = np.loadtxt(file, delimiter=",")
    rows = rows[rows[:, 6] >= least]
    boxes = rows[:, 2:6] / 1.6
    boxes[:, 2:] += boxes[:, :2]
    return [(int(frame) - 1, box.astype(np.float32)) for frame, box in zip(rows[:, 0], boxes, strict=True)]


def agreement(found: pa.Table, truth: list[tuple[int, Any]], least: float) -> tuple[float, float]:
    """Precision and recall of people at ``least`` in the frames looked at."""
    truth = [(frame, box) for frame, box in truth if frame % EVERY == 0]
    people = [row for row in found.to_pylist() if row["class"] == "person" and row["score"] >= least]
    hits, taken = 0, set()
    for row in sorted(people, key=lambda row: -row["score"]):
        box = np.array([[row["x1"], row["y1"], row["x2"], row["y2"]]], np.float32)
        near = [
            (float(overlap(box, other[None])[0, 0]), k)
            for k, (frame, other) in enumerate(truth)
            if frame == row["frame"] and k not in taken
        ]
        best, k = max(near, default=(0.0, -1))
        if best >= 0.5:
            hits += 1
            taken.add(k)
    return hits / len(people), hits / len(truth)


@pytest.mark.parametrize(("weights", "least"), [(YOLOX, 0.5), (NANODET, 0.45)], ids=["grid", "bins"])
def test_a_model_by_its_built_in_card_finds_the_people_that_two_others_find(
    plaza: Probed, weights: Path, least: float
) -> None:
    """Beside the boxes of another maker's detector on the same clip."""
    config = DetectConfig(model=ModelFiles(weights=weights), every=EVERY)
    found = detect(clip_of("plaza.avi"), plaza.frames, config)
    assert found.schema == DETECTIONS
    assert set(found["frame"].to_pylist()) <= set(range(0, 795, EVERY))
    precision, recall = agreement(found, reference(FOOTAGE / "detections" / "plaza-pvb0078-mot.txt.gz", 0.3), least)
    assert precision > 0.9
    assert recall > 0.8


def test_a_model_of_openvino_is_read_where_openvino_is_installed_and_refused_where_not() -> None:
    files = ModelFiles(weights=MODELS / "person-vehicle-bike-detection-crossroad-0078.xml")
    if find_spec("openvino") is None:
        with pytest.raises(Refused) as refused:
            Detector(files, task=Task.OBJECTS)
        assert refused.value.code == "model_needs_openvino"
        return
    detector = Detector(files, task=Task.OBJECTS, least=0.3)
    with open_clip(FOOTAGE / "plaza.avi", name="plaza.avi", most_pixels=1 << 24) as clip:
        picture = next(clip.pictures())
        found = detector.find(picture.bgr, picture.size)
    assert {detector.card.classes[int(label)] for label in found.labels} == {"person", "car"}


def test_what_moves_is_found_without_a_model(plaza: Probed) -> None:
    found = detect(clip_of("plaza.avi"), plaza.frames, DetectConfig())
    assert (set(found["class"].to_pylist()), set(found["source"].to_pylist())) == ({"moving", "thing"}, {"motion"})
    truth = [pair for pair in reference(FOOTAGE / "detections" / "plaza-yolox_nano-mot.txt.gz", 0.6) if pair[0] > 50]
    by_frame: dict[int, list[Any]] = {}
    for row in found.to_pylist():
        by_frame.setdefault(row["frame"], []).append((row["x1"], row["y1"], row["x2"], row["y2"]))
    moving = 0
    for frame, box in truth:
        middle = ((box[0] + box[2]) / 2, (box[1] + box[3]) / 2)
        moving += any(a <= middle[0] <= c and b <= middle[1] <= d for a, b, c, d in by_frame.get(frame, []))
    assert moving / len(truth) > 0.7


def test_boxes_of_a_size_change_lie_in_their_own_picture() -> None:
    name = "clips/numbered/size_change.ts"
    clip = ClipFile(path=FOOTAGE / name, name=name, camera_id="c", start_us=0)
    frames = probe(clip, ProbeConfig()).frames
    found = detect(clip, frames, DetectConfig(model=ModelFiles(weights=YOLOX), every=5)).to_pylist()
    assert {row["frame"] < 50 for row in found} == {True, False}
    assert all(row["x2"] <= (320 if row["frame"] < 50 else 480) for row in found)
    assert max(row["x2"] for row in found if row["frame"] >= 50) > 320


def card(weights: Path, folder: Path, **changes: Any) -> ModelFiles:
    """A built-in card with other fields, for weights that lie elsewhere."""
    read = yaml.safe_load((BUILT_IN / f"{weights.stem}.yaml").read_text())
    for path, value in changes.items():
        *parents, last = path.split("__")
        place = read
        for parent in parents:
            place = place[parent]
        place[last] = value
    path = folder / "card.yaml"
    path.write_text(yaml.safe_dump(read))
    return ModelFiles(weights=weights, card=path)


@pytest.mark.parametrize(
    ("changes", "code"),
    [
        ({"input__name": "picture"}, "model_misfits_card"),
        ({"input__width": 640}, "model_misfits_card"),
        ({"input__colour": "grey"}, "model_misfits_card"),
        ({"head__labels": 81}, "model_misfits_card"),
        ({"head__strides": [8, 16]}, "model_misfits_card"),
        ({"head__outputs": {"rows": "boxes"}}, "model_misfits_card"),
        ({"sha256": "0" * 64}, "model_is_another"),
        ({"task": "faces"}, "model_of_another_task"),
        ({"head__kind": "magic"}, "model_card_wrong"),
    ],
    ids=lambda value: value if isinstance(value, str) else next(iter(value)),
)
def test_a_model_that_does_not_match_its_card_is_refused(tmp_path: Path, changes: dict[str, Any], code: str) -> None:
    with pytest.raises(Refused) as refused:
        Detector(card(YOLOX, tmp_path, **changes), task=Task.OBJECTS)
    assert refused.value.code == code


def test_what_is_no_model_is_refused_by_the_stage_with_the_clip(tmp_path: Path, plaza: Probed) -> None:
    weights = tmp_path / "toy.onnx"
    weights.write_bytes(b"no model")
    weights.with_suffix(".yaml").write_text((BUILT_IN / "yolox_nano.yaml").read_text().replace("sha256", "was"))
    with pytest.raises(Refused) as refused:
        detect(clip_of("plaza.avi"), plaza.frames, DetectConfig(model=ModelFiles(weights=weights)))
    assert refused.value.code == "model_unreadable"
    assert refused.value.facts == {"file": "plaza.avi", "model": "toy.onnx"}


def test_frames_of_another_clip_are_refused(plaza: Probed) -> None:
    with pytest.raises(Refused) as refused:
        detect(clip_of("plaza.avi"), plaza.frames.slice(0, 700), DetectConfig())
    assert (refused.value.code, refused.value.facts["expected"]) == ("clip_changed", 700)


def test_a_face_is_found_in_a_picture_of_any_size() -> None:
    detector = Detector(ModelFiles(weights=MODELS / "yunet_n_dynamic.onnx"), task=Task.FACES)
    with open_clip(FOOTAGE / "corridor.mp4", name="corridor.mp4", most_pixels=1 << 24) as clip:
        picture = next(picture for picture in clip.pictures() if picture.number == 300)
        size = (601, 339)
        faces = detector.find(lambda wanted: picture.bgr(wanted), size)
    assert len(faces) == 1
    assert (faces.xyxy >= 0).all()
    assert (faces.xyxy <= np.array([601, 339, 601, 339])).all()


def test_a_result_depends_on_what_a_model_holds_not_on_where_it_lies(tmp_path: Path) -> None:
    moved = tmp_path / "moved.onnx"
    moved.write_bytes(YOLOX.read_bytes())
    here, there = (DetectConfig(model=ModelFiles(weights=path)) for path in (YOLOX, moved))
    assert config_key(here) == config_key(there)
    moved.write_bytes(b"another")
    assert config_key(here) != config_key(there)
    assert config_key(DetectConfig(every=2)) != config_key(DetectConfig())
