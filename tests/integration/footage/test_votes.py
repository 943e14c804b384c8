"""Six people walk down the corridor (`../shared/data/footage/corridor.mp4`): women, men, a woman … and what models say of them."""

from pathlib import Path

import pyarrow as pa
import pytest

from naru.systems.footage.core.attributes.values import AttributeConfig, VoteConfig
from naru.systems.footage.core.attributes.votes import VOTES
from naru.systems.footage.core.detect.values import DetectConfig, ModelFiles
from naru.systems.footage.core.frames.values import ClipFile, ProbeConfig
from naru.systems.footage.pipeline.frame_stages import attributes, detect, probe, votes
from tests.footage_tracks import linked

FOOTAGE = Path(__file__).resolve().parents[3].parent / "shared" / "data" / "footage"
MODELS = FOOTAGE / "models"

pytestmark = pytest.mark.skipif(not MODELS.is_dir(), reason="no ../shared/data/footage beside this checkout")


def model(name: str) -> ModelFiles:
    return ModelFiles(weights=MODELS / name)


def test_sex_is_right_for_six_of_six_and_age_is_said_only_from_faces_large_enough() -> None:
    clip = ClipFile(path=FOOTAGE / "corridor.mp4", name="corridor.mp4", camera_id="corridor", start_us=0)
    frames = probe(clip, ProbeConfig()).frames
    config = DetectConfig(model=model("yolox_nano.onnx"), every=5, classes=("person",))
    tracks = linked(detect(clip, frames, config), least_rows=5)
    asked = VoteConfig(
        person=model("person_attributes_0230.onnx"),
        face=model("yunet_n_dynamic.onnx"),
        age=model("age_gender_0013.onnx"),
    )
    said = votes(clip, frames, tracks, asked)
    assert said.schema == VOTES
    found = attributes(said, tracks, AttributeConfig())
    assert found["sex"].to_pylist() == ["female", "male", "female", "male", "female", "male"]
    assert found["mode"].to_pylist() == ["walk"] * 6
    aged = {row["track_id"] for row in said.to_pylist() if row["meaning"] == "age"}
    for row in found.to_pylist():
        assert row["track_id"] in aged or row["age_band"] == "unknown"
    assert "unknown" in found["age_band"].to_pylist()


def test_without_a_model_there_is_no_vote() -> None:
    clip = ClipFile(path=FOOTAGE / "clips/numbered/one_frame.mp4", name="one.mp4", camera_id="c", start_us=0)
    frames = probe(clip, ProbeConfig()).frames
    row = {"clip_id": "c", "track_id": 1, "frame": 0, "t_us": 0, "class": "person", "interpolated": False}
    box = {"x1": 0.0, "y1": 0.0, "x2": 100.0, "y2": 100.0}
    tracks = linked(pa.Table.from_pylist([{**row, **box, "score": 0.9, "camera_id": "c"}]), least_rows=1)
    assert len(votes(clip, frames, tracks, VoteConfig())) == 0
