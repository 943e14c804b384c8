"""Frames of a masked clip, which we wrote ourselves."""

from collections.abc import Collection, Iterator
from pathlib import Path

import av
import numpy as np
from numpy.typing import NDArray


def at_numbers(clip: Path, wanted: Collection[int]) -> Iterator[NDArray[np.uint8]]:
    """The frames of these numbers, counted from 0, in their order; those beyond the end are left out."""
    left = set(wanted)
    with av.open(str(clip)) as opened:
        for number, frame in enumerate(opened.decode(video=0)):
            if not left:
                return
            if number in left:
                left.discard(number)
                yield frame.to_ndarray(format="bgr24").astype(np.uint8, copy=False)


def all_frames(clip: Path) -> Iterator[NDArray[np.uint8]]:
    """Every frame, in order."""
    with av.open(str(clip)) as opened:
        for frame in opened.decode(video=0):
            yield frame.to_ndarray(format="bgr24").astype(np.uint8, copy=False)


def sizes_of(clip: Path) -> set[tuple[int, int]]:
    """All that its frames have: width and height."""
    with av.open(str(clip)) as opened:
        return {(frame.width, frame.height) for frame in opened.decode(video=0)}
