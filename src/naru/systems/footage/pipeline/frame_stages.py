"""The stages that look at pictures: probe, detect, mask, attributes; one clip each, without Django.

Each starts a limited child that decodes the clip and works on its pictures one by one (memory does not grow with the clip's length), and
reads the table that it wrote. All raise ``Refused`` with the clip's ``file``: ``clip_…`` (the clip's fault: go on with the next),
``model_…`` (the configuration's fault: every clip will be refused).
"""

import tempfile
from collections.abc import Iterable, Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, fields, is_dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from naru.base.kit.canonical import JSON
from naru.base.kit.child.outputs import output_file
from naru.base.kit.child.parent import MIB, Limits, run_limited
from naru.base.kit.refusals import Refused
from naru.systems.footage.adapters.cards import weights_sha256
from naru.systems.footage.adapters.clip_child import MASKED, read_table, write_table
from naru.systems.footage.core.attributes import decide
from naru.systems.footage.core.attributes.values import AttributeConfig, VoteConfig
from naru.systems.footage.core.attributes.votes import VOTES
from naru.systems.footage.core.config_json import to_json
from naru.systems.footage.core.detect.values import DetectConfig, ModelFiles
from naru.systems.footage.core.frames import refusals as _refusals  # noqa: F401 - declares the sentences
from naru.systems.footage.core.frames.values import ClipFile, DecodeLimits, ProbeConfig
from naru.systems.footage.core.mask.values import MaskConfig
from naru.systems.footage.core.tables import CLIPS, DETECTIONS, FRAMES, MASKS

_CHILD = "naru.systems.footage.adapters.clip_child"
_BEFALLEN = {
    "took_too_much_memory": "clip_takes_memory",
    "took_too_long": "clip_takes_long",
    "reader_crashed": "clip_breaks_reader",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Probed:
    """``clips``: one row of CLIPS; ``frames``: FRAMES, whose times are repaired."""

    clips: pa.Table
    frames: pa.Table


def probe(clip: ClipFile, config: ProbeConfig) -> Probed:
    """Decode the whole clip once: its pictures counted, its times repaired. Raises ``Refused``: ``clip_…``."""
    with _folder() as folder:
        _run("probe", clip, config, folder, {}, limits=config.limits)
        return Probed(clips=_answer(folder, "clips", CLIPS), frames=_answer(folder, "frames", FRAMES))


def detect(clip: ClipFile, frames: pa.Table, config: DetectConfig) -> pa.Table:
    """FRAMES of this clip → DETECTIONS. With ``every`` above 1 only those frames have rows."""
    with _folder() as folder:
        _run("detect", clip, config, folder, {"frames": frames}, limits=config.limits, models=[config.model])
        return _answer(folder, "detections", DETECTIONS)


def mask(clip: ClipFile, frames: pa.Table, tracks: pa.Table, config: MaskConfig, *, to: Path) -> pa.Table:
    """FRAMES and TRACKS of this clip → MASKS, and the masked clip at ``to``, whole or not at all.

    It has the clip's pictures, sizes and times and no sound. It is MP4 whatever the suffix of ``to``; a transport stream where the size of the
    pictures changes. Raises ``Refused`` also ``mask_…``.
    """
    with _folder(beside=to.parent) as folder:
        tables = {"frames": frames, "tracks": tracks}
        _run("mask", clip, config, folder, tables, limits=config.limits, models=[config.face, config.plate])
        masks = _answer(folder, "masks", MASKS)
        output_file(MASKED, folder).replace(to)
        return masks


def votes(clip: ClipFile, frames: pa.Table, tracks: pa.Table, config: VoteConfig) -> pa.Table:
    """FRAMES and TRACKS of this clip → VOTES: what models say of single crops of its people. Without a model there are none."""
    with _folder() as folder:
        tables = {"frames": frames, "tracks": tracks}
        models = [config.person, config.face, config.age]
        _run("votes", clip, config, folder, tables, limits=config.limits, models=models)
        return _answer(folder, "votes", VOTES)


def attributes(votes: pa.Table, tracks: pa.Table, config: AttributeConfig) -> pa.Table:
    """VOTES and TRACKS of a camera, all its clips together → ATTRIBUTES, one row a track. No child: there is no picture."""
    return decide.attributes(votes, tracks, config)


def config_key(config: Any) -> JSON:
    """A configuration as it counts for a result: models by what they hold, not by where they lie, and no limits.

    Raises ``Refused``: ``model_unreadable``.
    """
    match config:
        case ModelFiles():
            card = config.card or config.weights.with_suffix(".yaml")
            return [weights_sha256(config.weights), weights_sha256(card) if card.is_file() else None]
        case DecodeLimits():
            return None
    if not is_dataclass(config):
        return to_json(config)
    return {field.name: config_key(getattr(config, field.name)) for field in fields(config)}


@contextmanager
def _folder(beside: Path | None = None) -> Iterator[Path]:
    with tempfile.TemporaryDirectory(prefix="naru-clip-", dir=beside) as folder:
        yield Path(folder)


def _run(
    stage: str,
    clip: ClipFile,
    config: Any,
    folder: Path,
    tables: Mapping[str, pa.Table],
    *,
    limits: DecodeLimits,
    models: Iterable[ModelFiles | None] = (),
) -> None:
    for name, table in tables.items():
        write_table(folder, name, table)
    asked = {"clip": to_json(clip), "config": to_json(config), "tables": str(folder)}
    try:
        run_limited(f"{_CHILD}:{stage}", asked, limits=_limits(clip, folder, limits, models))
    except Refused as refused:
        code = _BEFALLEN.get(refused.code, refused.code)
        raise Refused(code, **{"file": clip.name, **refused.facts}) from None


def _limits(clip: ClipFile, folder: Path, limits: DecodeLimits, models: Iterable[ModelFiles | None]) -> Limits:
    return Limits(
        memory_bytes=limits.memory_mb * MIB,
        wall_s=limits.wall_s,
        read_paths=[clip.path, folder, *(path for model in models if model for path in model.paths())],
        write_paths=[folder],
    )


def _answer(folder: Path, name: str, schema: pa.Schema) -> pa.Table:
    output_file(f"{name}.arrow", folder)
    table = read_table(folder, name)
    table.validate(full=True)
    assert table.schema.equals(schema), f"{name} is not of its schema"
    return table
