"""A camera's entry is read back as the camera."""

from dataclasses import replace
from datetime import date, time

import orjson
import pytest

from naru.systems.footage.adapters.camera_files import read_cameras
from naru.systems.footage.core.cameras.entry import camera_of, entry_of
from naru.systems.footage.core.cameras.values import Hours
from samples.scenes.camera_file import CAMERAS


@pytest.mark.parametrize("file", sorted(CAMERAS.glob("*.yaml")), ids=lambda file: file.stem)
def test_each_of_the_eleven_sites_comes_back(file) -> None:  # type: ignore[no-untyped-def]
    for camera in read_cameras(file):
        assert camera_of(orjson.loads(orjson.dumps(entry_of(camera)))) == camera


def test_hours_come_back() -> None:
    camera = read_cameras(CAMERAS / "simin.yaml")[0]
    night = Hours(weekdays=frozenset({5, 6}), begin=time(22), end=time(6), first_day=date(2026, 5, 1))
    zone = replace(camera.zones[0], hours=(night, Hours(last_day=date(2026, 9, 30))))
    held = replace(camera, zones=(zone, *camera.zones[1:]))
    assert camera_of(entry_of(held)) == held
