"""A clip masked: where tracks and models say, picture by picture, into a new file."""

from collections.abc import Iterator
from pathlib import Path

import numpy as np
import pyarrow as pa

from naru.base.kit.refusals import Refused
from naru.systems.footage.adapters.detecting import pictures_of
from naru.systems.footage.adapters.models import Detector, scaler
from naru.systems.footage.adapters.video import Image
from naru.systems.footage.adapters.video_frames import all_frames, sizes_of
from naru.systems.footage.adapters.video_writer import ClipWriter
from naru.systems.footage.core.detect.boxes import Floats
from naru.systems.footage.core.detect.card import Task
from naru.systems.footage.core.frames.values import ClipFile
from naru.systems.footage.core.mask import refusals as _refusals  # noqa: F401 - declares the sentences
from naru.systems.footage.core.mask.mosaic import cover
from naru.systems.footage.core.mask.paths import Path as TrackPath
from naru.systems.footage.core.mask.paths import paths
from naru.systems.footage.core.mask.regions import WITH_PLATE, Sighting, in_order, regions_of, sighted, widened
from naru.systems.footage.core.mask.values import LEAST_BLOCK_PX, MaskConfig


def mask_clip(clip: ClipFile, frames: pa.Table, tracks: pa.Table, config: MaskConfig, to: Path) -> pa.Table:
    """MASKS, and the masked clip at ``to``. Raises ``Refused``: ``clip_…``, ``model_…``, ``mask_…``."""
    if config.block_px < LEAST_BLOCK_PX:
        raise Refused("mask_block_too_small", file=clip.name, block_px=config.block_px, least=LEAST_BLOCK_PX)
    clip_id = frames["clip_id"][0].as_py()
    if set(tracks["clip_id"].unique().to_pylist()) - {clip_id}:
        raise Refused("mask_tracks_of_another_clip", file=clip.name)
    followed = list(paths(tracks, frames, config.regions))
    found, sizes = _seen(clip, frames, followed, config)
    masks = in_order(
        pa.concat_tables(
            [regions_of(followed, clip_id, config.regions), sighted(found, frames, clip_id, config.regions)]
        )
    )
    _write(clip, frames, masks, config, to, sizes)
    return masks


def _seen(
    clip: ClipFile, frames: pa.Table, followed: list[TrackPath], config: MaskConfig
) -> tuple[list[Sighting], set[tuple[int, int]]]:
    """What models find, before anything is written: a face covers frames before it too. And the pictures' sizes."""
    face = Detector(config.face, task=Task.FACES) if config.face else None
    plate = Detector(config.plate, task=Task.PLATES) if config.plate else None
    vehicles = _by_frame([path for path in followed if path.classes & WITH_PLATE], len(frames))
    found, sizes, regions = [], set(), config.regions
    for picture in pictures_of(clip, frames, most_pixels=config.limits.most_pixels):
        sizes.add(picture.size)
        if face is not None:
            boxes = face.find(picture.bgr, picture.size).xyxy
            found.append(Sighting(frame=picture.number, region="face", xyxy=widened(boxes, *[regions.face_widen] * 2)))
        if plate is not None and len(vehicles[picture.number]):
            boxes = _plates(plate, picture.bgr(), vehicles[picture.number])
            boxes = widened(boxes, regions.plate_across, regions.plate_down)
            found.append(Sighting(frame=picture.number, region="plate", xyxy=boxes))
    return [sighting for sighting in found if len(sighting.xyxy)], sizes


def _plates(plate: Detector, image: Image, vehicles: Floats) -> Floats:
    """In each vehicle's crop."""
    found = [np.zeros((0, 4), np.float32)]
    height, width = image.shape[:2]
    for box in vehicles:
        left, top = np.clip(np.floor(box[:2]), 0, (width, height)).astype(int)
        right, bottom = np.clip(np.ceil(box[2:]), 0, (width, height)).astype(int)
        if right > left and bottom > top:
            crop = image[top:bottom, left:right]
            boxes = plate.find(scaler(crop), (crop.shape[1], crop.shape[0])).xyxy
            found.append(boxes + np.array([left, top, left, top], np.float32))
    return np.concatenate(found)


def _write(
    clip: ClipFile, frames: pa.Table, masks: pa.Table, config: MaskConfig, to: Path, sizes: set[tuple[int, int]]
) -> None:
    times = frames["t_us"].to_numpy()
    covered = iter(_boxes_of(masks, len(frames)))
    with ClipWriter(to, sizes) as writer:
        for picture in pictures_of(clip, frames, most_pixels=config.limits.most_pixels):
            image = picture.bgr()
            if not image.flags.writeable:
                image = image.copy()
            cover(image, next(covered), block_px=config.block_px)
            writer.write(image, int(times[picture.number] - times[0]))


def cover_again(masked: Path, frames: pa.Table, regions: pa.Table, to: Path) -> None:
    """A masked copy of ours with more REGIONS (as MASKS) covered, at ``to``: its pictures and times stay as they are."""
    times, covered = frames["t_us"].to_numpy(), iter(_boxes_of(regions, len(frames)))
    with ClipWriter(to, sizes_of(masked)) as writer:
        for number, picture in enumerate(all_frames(masked)):
            image = picture.copy()
            cover(image, next(covered), block_px=LEAST_BLOCK_PX)
            writer.write(image, int(times[number] - times[0]))


def _boxes_of(masks: pa.Table, frames: int) -> Iterator[Floats]:
    """Of each frame, n × 4; ``masks`` are in order."""
    numbers = masks["frame"].to_numpy()
    xyxy = np.stack([masks[name].to_numpy() for name in ("x1", "y1", "x2", "y2")], axis=1)
    ends = np.searchsorted(numbers, np.arange(frames), side="right")
    begin = 0
    for end in ends:
        yield xyxy[begin:end]
        begin = end


def _by_frame(followed: list[TrackPath], frames: int) -> list[Floats]:
    boxes: list[list[Floats]] = [[] for _ in range(frames)]
    for path in followed:
        for frame, box in zip(path.frames, path.xyxy, strict=True):
            boxes[frame].append(box)
    return [np.stack(of_frame) if of_frame else np.zeros((0, 4), np.float32) for of_frame in boxes]
