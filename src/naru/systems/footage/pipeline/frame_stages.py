"""The stages that look at pictures: probe, detect, mask, attributes; one clip each, without Django.

Each starts a limited child that decodes the clip and works on its pictures one by one (memory does not grow with the clip's length), and
reads the table that it wrote. All raise ``Refused`` with the clip's ``file``: ``clip_…`` (the clip's fault: go on with the next),
``model_…`` (the configuration's fault: every clip will be refused).
"""

from dataclasses import dataclass
from pathlib import Path

import pyarrow as pa

from naru.systems.footage.core.attributes.values import AttributeConfig, VoteConfig
from naru.systems.footage.core.detect.values import DetectConfig
from naru.systems.footage.core.frames.values import ClipFile, ProbeConfig
from naru.systems.footage.core.mask.values import MaskConfig


@dataclass(frozen=True, slots=True, kw_only=True)
class Probed:
    """``clips``: one row of CLIPS; ``frames``: FRAMES, whose times are repaired."""

    clips: pa.Table
    frames: pa.Table


def probe(clip: ClipFile, config: ProbeConfig) -> Probed:
    """Decode the whole clip once: its pictures counted, its times repaired. Raises ``Refused``: ``clip_…``."""
    raise NotImplementedError


def detect(clip: ClipFile, frames: pa.Table, config: DetectConfig) -> pa.Table:
    """FRAMES of this clip → DETECTIONS. With ``every`` above 1 only those frames have rows."""
    raise NotImplementedError


def mask(clip: ClipFile, frames: pa.Table, tracks: pa.Table, config: MaskConfig, *, to: Path) -> pa.Table:
    """FRAMES and TRACKS of this clip → MASKS, and the masked clip at ``to`` (its suffix is chosen by us: see ``masked_suffix``)."""
    raise NotImplementedError


def votes(clip: ClipFile, frames: pa.Table, tracks: pa.Table, config: VoteConfig) -> pa.Table:
    """FRAMES and TRACKS of this clip → VOTES (``core/attributes/votes.py``): what models say of single crops."""
    raise NotImplementedError


def attributes(votes: pa.Table, tracks: pa.Table, config: AttributeConfig) -> pa.Table:
    """VOTES and TRACKS of a camera, all its clips together → ATTRIBUTES, one row a track. Pure."""
    raise NotImplementedError
