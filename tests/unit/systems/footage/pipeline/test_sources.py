from dataclasses import replace
from pathlib import Path

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.footage.pipeline.plan import NEEDS, closure
from naru.systems.footage.pipeline.sources import assign, camera_of, clip_files
from samples.scenes.camera_file import camera_of as sample_camera
from samples.scenes.sites import scene

CAMERA = sample_camera(scene("simin"))
CAMERAS = tuple(replace(CAMERA, id=id) for id in ("gate", "gate-1", "yard"))


@pytest.mark.parametrize(
    ("name", "camera"),
    [
        ("gate/a.mp4", "gate"),
        ("gate/2026/a.mp4", "gate"),
        ("yard/gate/a.mp4", "gate"),
        ("gate/yard_1.mp4", "gate"),
        ("gate_2026.mp4", "gate"),
        ("gate-1_2026.mp4", "gate-1"),
        ("gate-2.mp4", "gate"),
        ("gate2.mp4", None),
        ("other/a.mp4", None),
    ],
)
def test_a_clip_belongs_to_the_nearest_name(name: str, camera: str | None) -> None:
    found = camera_of(name, CAMERAS)
    assert (found.id if found else None) == camera


def test_a_single_camera_has_all_clips() -> None:
    assert camera_of("anything.avi", [CAMERA]) == CAMERA


def test_clips_are_found_by_their_suffix_and_nothing_hidden_is(tmp_path: Path) -> None:
    for name in ("b.MP4", "a.avi", "notes.txt", ".c.mp4", ".trash/d.mp4", "sub/e.ts"):
        (tmp_path / name).parent.mkdir(exist_ok=True)
        (tmp_path / name).touch()
    (tmp_path / "link.mp4").symlink_to(tmp_path / "a.avi")
    assert [path.relative_to(tmp_path).as_posix() for path in clip_files(tmp_path)] == ["a.avi", "b.MP4", "sub/e.ts"]
    assert list(clip_files(tmp_path / "a.avi")) == [tmp_path / "a.avi"]


def test_a_folder_that_is_not_there_is_refused(tmp_path: Path) -> None:
    with pytest.raises(Refused) as refused:
        list(clip_files(tmp_path / "none"))
    assert refused.value.code == "footage_folder_missing"


def test_a_clip_of_no_camera_is_refused_by_name_and_the_rest_goes_on(tmp_path: Path) -> None:
    sources, refused = assign([tmp_path / "gate.mp4", tmp_path / "x.mp4"], tmp_path, CAMERAS)
    assert [(each.name, each.camera.id) for each in sources] == [("gate.mp4", "gate")]
    assert [(each.code, each.facts["file"]) for each in refused] == [("clip_camera_unknown", "x.mp4")]


@pytest.mark.parametrize(
    ("wanted", "all_of_them"),
    [
        ("probe", {"probe"}),
        ("count", {"probe", "detect", "track", "stitch", "count"}),
        ("events", set(NEEDS) - {"mask", "count"}),
    ],
)
def test_a_stage_brings_what_it_needs(wanted: str, all_of_them: set[str]) -> None:
    assert closure([wanted]) == all_of_them
