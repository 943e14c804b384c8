"""What appeared and stays, and what does not count as that."""

from collections.abc import Callable

import numpy as np
import pytest
from numpy.typing import NDArray

from naru.systems.footage.core.detect.appeared import THING, Appeared
from naru.systems.footage.core.detect.values import AppearedConfig

FPS = 10
CONFIG = AppearedConfig(learn_frames=5, settle_s=2.0)
Grey = NDArray[np.uint8]


def watched(paint: Callable[[Grey, float], None], *, seconds: float = 8.0, light: float = 0.0) -> list[int]:
    """How many things are seen in each picture after the empty scene was learnt; ``paint`` draws into it by its second."""
    watcher, counts = Appeared(CONFIG), []
    for number in range(round(seconds * FPS)):
        at = number / FPS
        picture = np.full((60, 100), 100 + light * at, np.uint8)
        if at >= 1:
            paint(picture, at)
        counts.append(len(watcher.find(picture, number * 1_000_000 // FPS, scale=4.0)))
    return counts


def box(picture: Grey, left: int, grey: int = 200) -> None:
    picture[20:40, left : left + 12] = grey


def test_what_is_put_down_is_seen_once_it_has_settled() -> None:
    counts = watched(lambda picture, at: box(picture, 30))
    assert max(counts[: round(2.9 * FPS)]) == 0
    assert counts[-1] == 1


def test_a_box_is_given_in_the_pixels_of_the_whole_picture() -> None:
    watcher = Appeared(CONFIG)
    for number in range(80):
        picture = np.full((60, 100), 100, np.uint8)
        if number >= 10:
            box(picture, 30)
        found = watcher.find(picture, number * 100_000, scale=4.0)
    assert found.labels.tolist() == [THING]
    left, top, right, bottom = found.xyxy[0]
    assert (left, top, right, bottom) == (
        pytest.approx(120, abs=12),
        pytest.approx(80, abs=12),
        pytest.approx(168, abs=12),
        pytest.approx(160, abs=12),
    )


def test_what_moves_on_is_no_thing() -> None:
    assert max(watched(lambda picture, at: box(picture, int(at * 8)))) == 0


def test_what_was_there_from_the_beginning_did_not_appear() -> None:
    watcher = Appeared(CONFIG)
    picture = np.full((60, 100), 100, np.uint8)
    box(picture, 30)
    assert max(len(watcher.find(picture, number * 100_000, scale=1.0)) for number in range(60)) == 0


def test_a_change_of_the_light_is_no_thing() -> None:
    assert max(watched(lambda picture, at: None, light=12.0)) == 0


def test_what_is_taken_away_again_is_gone() -> None:
    counts = watched(lambda picture, at: box(picture, 30) if at < 5 else None)
    assert counts[45] == 1
    assert counts[-1] == 0


@pytest.mark.parametrize(("grey", "seen"), [(117, 0), (121, 1)])
def test_a_thing_differs_by_more_than_the_noise(grey: int, seen: int) -> None:
    assert watched(lambda picture, at: box(picture, 30, grey))[-1] == seen


def test_another_size_of_picture_is_learnt_anew() -> None:
    watcher = Appeared(CONFIG)
    for number in range(30):
        watcher.find(np.full((60, 100), 100, np.uint8), number * 100_000, scale=1.0)
    assert len(watcher.find(np.full((30, 50), 200, np.uint8), 3_100_000, scale=1.0)) == 0
