"""Pictures made from masked frames and figures: the empty scene, heat over it, the ground from above, evidence."""

from collections.abc import Iterable, Sequence
from pathlib import Path

import cv2
import numpy as np
from numpy.typing import NDArray

from naru.systems.footage.core.summary import Grid

Picture = NDArray[np.uint8]  # rows × columns × (blue, green, red)
JPEG_QUALITY = 82
GROUND_WIDTH = 900
BACKDROP_FRAMES = 25
BACKDROP_WIDTH = 480


def backdrop(frames: Iterable[Picture]) -> Picture | None:
    """The scene without whoever moves through it: the median of frames spread over time; None without a frame."""
    kept = [frame for _, frame in zip(range(BACKDROP_FRAMES), frames, strict=False)]
    return np.median(np.stack(kept), axis=0).astype(np.uint8) if kept else None


def coarse(picture: Picture) -> Picture:
    """At most ``BACKDROP_WIDTH`` wide, for everyone's eyes: whoever stood still through all clips is a few pixels there."""
    height, width = picture.shape[:2]
    if width <= BACKDROP_WIDTH:
        return picture
    size = (BACKDROP_WIDTH, round(height * BACKDROP_WIDTH / width))
    return np.asarray(cv2.resize(picture, size, interpolation=cv2.INTER_AREA), dtype=np.uint8)


def heat(grid: Grid, size: tuple[int, int]) -> NDArray[np.uint8]:
    """``size`` (width, height) of colour with its own transparency: red stood long, blue briefly, nothing where nobody was."""
    share = _shares(grid)
    smooth = cv2.resize(share, size, interpolation=cv2.INTER_CUBIC)
    smooth = np.clip(cv2.GaussianBlur(smooth, (0, 0), size[0] / 80), 0, 1)
    colour = cv2.applyColorMap((smooth * 255).astype(np.uint8), cv2.COLORMAP_TURBO)
    alpha = np.clip(smooth * 5, 0, 1) * 190
    return np.dstack([colour, alpha.astype(np.uint8)])


def ground(grid: Grid) -> NDArray[np.uint8]:
    """The ground seen from above, north up, a line every five metres."""
    share = np.flipud(_shares(grid))
    height = max(1, round(GROUND_WIDTH * grid.extent[3] / grid.extent[2]))
    smooth = np.clip(cv2.resize(share, (GROUND_WIDTH, height), interpolation=cv2.INTER_CUBIC), 0, 1)
    colour = cv2.applyColorMap((smooth * 255).astype(np.uint8), cv2.COLORMAP_TURBO).astype(np.float32)
    alpha = np.clip(smooth * 6, 0, 1)[..., None]
    paper = np.full_like(colour, 236.0)
    picture = np.asarray(paper * (1 - alpha) + colour * alpha, dtype=np.uint8)
    return _ruled(picture, grid)


def _shares(grid: Grid) -> NDArray[np.float32]:
    """Root of each cell's share of the 99.5th percentile, so that one bench does not hide a street."""
    cells = np.asarray(grid.seconds, dtype=np.float32).reshape(grid.rows, grid.columns)
    filled = cells[cells > 0]
    most = float(np.quantile(filled, 0.995)) if filled.size else 1.0
    return np.asarray(np.sqrt(np.clip(cells / most, 0, 1)), np.float32)


def _ruled(picture: NDArray[np.uint8], grid: Grid) -> NDArray[np.uint8]:
    left, bottom, width, height = grid.extent
    for metre in range(int(np.ceil(left / 5)) * 5, int(left + width) + 1, 5):
        x = round((metre - left) / width * picture.shape[1])
        cv2.line(picture, (x, 0), (x, picture.shape[0]), (205, 205, 205), 1)
    for metre in range(int(np.ceil(bottom / 5)) * 5, int(bottom + height) + 1, 5):
        y = round((1 - (metre - bottom) / height) * picture.shape[0])
        cv2.line(picture, (0, y), (picture.shape[1], y), (205, 205, 205), 1)
    return picture


def outlined(frame: Picture, boxes: Sequence[Sequence[float]]) -> Picture:
    """The frame with a frame around what the event is about."""
    drawn = frame.copy()
    for x1, y1, x2, y2 in boxes:
        cv2.rectangle(drawn, (round(x1), round(y1)), (round(x2), round(y2)), (60, 180, 255), 2, cv2.LINE_AA)
    return drawn


def write(path: Path, picture: NDArray[np.uint8]) -> None:
    """As the name's ending says, whole or not at all."""
    quality = [cv2.IMWRITE_JPEG_QUALITY, JPEG_QUALITY] if path.suffix == ".jpg" else []
    ok, data = cv2.imencode(path.suffix, picture, quality)
    assert ok, f"OpenCV cannot write {path.suffix}"
    half = path.with_suffix(f"{path.suffix}.half")
    half.write_bytes(data.tobytes())
    half.replace(path)
