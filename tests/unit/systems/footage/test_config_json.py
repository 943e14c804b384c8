"""Configurations as JSON and back."""

from pathlib import Path

import pytest

from naru.systems.footage.core.attributes.values import VoteConfig
from naru.systems.footage.core.config_json import from_json, to_json
from naru.systems.footage.core.detect.values import DetectConfig, ModelFiles
from naru.systems.footage.core.frames.values import ClipFile, ProbeConfig
from naru.systems.footage.core.mask.values import MaskConfig

MODEL = ModelFiles(weights=Path("/m/a.onnx"))


@pytest.mark.parametrize(
    "value",
    [
        ProbeConfig(longest_gap_s=1.5),
        ClipFile(path=Path("/a b/클립.mp4"), name="클립.mp4", camera_id="c", start_us=5),
        DetectConfig(),
        DetectConfig(model=MODEL, classes=("person", "car"), least_score=0.25, still=None),
        MaskConfig(face=MODEL, plate=ModelFiles(weights=Path("b.onnx"), card=Path("b.yaml"))),
        VoteConfig(person=MODEL),
    ],
    ids=lambda value: type(value).__name__,
)
def test_a_configuration_is_read_as_it_was_written(value: object) -> None:
    assert from_json(type(value), to_json(value)) == value


def test_absent_fields_have_their_defaults() -> None:
    assert from_json(DetectConfig, {"every": 5}) == DetectConfig(every=5)


def test_what_is_no_plain_value_is_an_error() -> None:
    with pytest.raises(TypeError):
        to_json(object())
