from pathlib import Path

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.footage import refusals as _declared  # noqa: F401 - the sentences
from naru.systems.footage.adapters.camera_files import read_cameras
from samples.scenes.camera_file import CAMERAS, camera_of, camera_yaml
from samples.scenes.sites import scene

GOOD = camera_yaml(camera_of(scene("simin")))


def written(folder: Path, text: str | bytes, name: str = "a.yaml") -> Path:
    file = folder / name
    file.write_bytes(text if isinstance(text, bytes) else text.encode())
    return file


def test_the_eleven_sites_are_read_from_their_folder() -> None:
    cameras = read_cameras(CAMERAS)
    assert len(cameras) == 11
    assert camera_of(scene("simin")) in cameras


def test_the_published_clips_have_cameras() -> None:
    assert {camera.id for camera in read_cameras(CAMERAS.parents[1] / "cameras")} == {"plaza", "corridor"}


def test_a_time_stays_a_time(tmp_path: Path) -> None:
    """YAML reads 22:00 as a number of base sixty."""
    hours = "kind: prohibited, hours: [{from: 22:00, until: 06:00}],"
    (camera,) = read_cameras(written(tmp_path, GOOD.replace("kind: prohibited,", hours, 1)))
    assert (camera.zones[2].hours[0].begin.hour, camera.zones[2].hours[0].end.hour) == (22, 6)


def test_windows_begins_files_with_a_mark(tmp_path: Path) -> None:
    assert read_cameras(written(tmp_path, b"\xef\xbb\xbf" + GOOD.encode()))


@pytest.mark.parametrize(
    ("text", "code", "says"),
    [
        (GOOD.replace("acts: [tent]", "acts: [camping]"), "camera_act_unknown", "a.yaml:22 cameras[0].zones[2].acts"),
        (GOOD.replace("cameras:", "cameras: ["), "camera_file_malformed", "a.yaml:"),
        ("- &a [1]\n- *a\n", "camera_file_malformed", "a.yaml:2"),
        (GOOD + "cameras: []\n", "camera_file_malformed", "twice"),
        ("cameras: !!python/object/apply:os.system ['true']\n", "camera_field_unusable", "a.yaml:1"),
        ("[" * 100_000, "camera_file_malformed", "a.yaml"),
        (GOOD.encode("cp949"), "camera_file_not_utf8", "a.yaml"),
        (b"#" * (5 << 20), "camera_file_large", "a.yaml"),
        ("", "camera_field_unusable", "a.yaml"),
        (GOOD.replace("Asia/Seoul", "Asia/Pusan"), "camera_time_zone_unknown", "a.yaml:6 cameras[0].time_zone"),
        (
            GOOD.replace("kind: prohibited", "kind: forbidden", 1),
            "camera_field_unusable",
            "a.yaml:22 cameras[0].zones[2].kind",
        ),
    ],
    ids=["act", "bracket", "alias", "twice", "tag", "deep", "cp949", "large", "empty", "zone", "kind"],
)
def test_what_is_wrong_is_named_with_its_line(tmp_path: Path, text: str | bytes, code: str, says: str) -> None:
    with pytest.raises(Refused) as refused:
        read_cameras(written(tmp_path, text))
    assert refused.value.code == code
    assert says in refused.value.words.en
    assert "a.yaml" in refused.value.words.ko


def test_one_camera_in_two_files_is_refused(tmp_path: Path) -> None:
    written(tmp_path, GOOD)
    written(tmp_path, GOOD, "b.yaml")
    with pytest.raises(Refused) as refused:
        read_cameras(tmp_path)
    assert (refused.value.code, refused.value.facts["file"], refused.value.facts["other"]) == (
        "camera_in_two_files",
        "b.yaml",
        "a.yaml",
    )


@pytest.mark.parametrize(("name", "code"), [("none.yaml", "camera_file_unreadable"), ("", "camera_folder_empty")])
def test_nothing_to_read_is_refused(tmp_path: Path, name: str, code: str) -> None:
    with pytest.raises(Refused) as refused:
        read_cameras(tmp_path / name)
    assert refused.value.code == code
