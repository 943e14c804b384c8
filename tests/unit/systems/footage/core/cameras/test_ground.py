import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.cameras.ground import errors_m, fit, homography, to_ground, to_picture
from naru.systems.footage.core.cameras.rows import camera_rows, zone_rows
from naru.systems.footage.core.cameras.values import Metres, Pixel
from samples.scenes.camera_file import camera_of
from samples.scenes.optics import Optics
from samples.scenes.sites import scene

OPTICS = Optics()
PIXELS: tuple[Pixel, ...] = ((40, 340), (600, 340), (320, 250), (100, 180), (540, 180), (320, 120))


def measured(optics: Optics, pixels: tuple[Pixel, ...] = PIXELS) -> list[tuple[Pixel, Metres]]:
    return [(pixel, optics.ground(*pixel)) for pixel in pixels]


@pytest.mark.parametrize(
    "optics", [OPTICS, Optics(height_m=12, tilt_deg=50, focal_px=900), Optics(height_m=3, tilt_deg=30, focal_px=400)]
)
def test_the_ground_of_a_pinhole_is_found_again(optics: Optics) -> None:
    matrix = fit(measured(optics), place="")
    wanted = optics.homography / np.linalg.norm(optics.homography)
    assert matrix == pytest.approx(wanted, abs=1e-9)


@given(st.integers(0, 639), st.integers(60, 359))
def test_to_the_ground_and_back_is_the_same_pixel(u: int, v: int) -> None:
    matrix = fit(measured(OPTICS), place="")
    assert to_picture(matrix, to_ground(matrix, [(u, v)]))[0] == pytest.approx((u, v), abs=1e-6)


def test_above_the_horizon_there_is_no_ground() -> None:
    matrix = fit(measured(OPTICS), place="")
    assert np.isnan(to_ground(matrix, [(320, -60)])).all()
    assert not np.isnan(to_ground(matrix, [(320, -50)])).any()
    assert np.isnan(to_picture(matrix, [(0, -20)])).all()


def test_errors_of_measuring_are_shared_out_in_metres() -> None:
    pairs = measured(OPTICS)
    pixel, (x, y) = pairs[2]
    pairs[2] = (pixel, (x + 0.3, y))
    matrix = fit(pairs, place="")
    off = errors_m(matrix, pairs)
    assert 0 < off[2] < 0.3
    for _ in range(20):  # no matrix nearby has a smaller sum of squares
        nudged = matrix * (1 + 1e-3 * np.random.default_rng(_).normal(size=(3, 3)))
        assert (errors_m(nudged, pairs) ** 2).sum() > 0.98 * (off**2).sum()


@pytest.mark.parametrize(
    ("pairs", "code"),
    [
        (measured(OPTICS)[:3], "camera_ground_few"),
        ([((x, 300.0), (x / 100, 5.0)) for x in (10.0, 200.0, 400.0, 600.0)], "camera_ground_weak"),
        (measured(OPTICS, ((40, 340), (40, 340), (600, 340), (320, 200))), "camera_ground_weak"),
        (
            [((0, 0), (0, 0)), ((9, 0), (9, 9)), ((9, 9), (9, 0)), ((0, 9), (0, 9))],
            "camera_ground_twisted",
        ),
        ([*measured(OPTICS)[:5], ((320, 120), (5.0, 18.0))], "camera_ground_far_off"),
    ],
)
def test_points_that_do_not_give_the_ground_are_refused(pairs: list[tuple[Pixel, Metres]], code: str) -> None:
    with pytest.raises(Refused) as refused:
        fit(pairs, place="cameras[0].ground")
    assert refused.value.code == code
    assert "cameras[0].ground" in refused.value.words.ko


def test_rows_of_a_camera() -> None:
    camera = camera_of(scene("simin"))
    (row,) = camera_rows([camera]).to_pylist()
    assert (row["camera_id"], row["site_kind"], len(row["homography"])) == ("simin-1", "park", 9)
    zones = zone_rows([camera]).to_pylist()
    assert [zone["zone_id"] for zone in zones] == ["west", "east", "lawn", "path", "west-gate", "east-gate"]
    assert [zone["kind"] for zone in zones[-3:]] == ["prohibited", "line", "line"]
    assert homography(camera) == pytest.approx(row["homography"])
