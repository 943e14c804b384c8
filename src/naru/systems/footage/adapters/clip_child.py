"""The child's side of the stages that look at pictures: a request as JSON, tables as Arrow files, nothing of a clip's elsewhere.

Every function is a target of ``kit.child``: it reads its tables from the folder ``tables`` of the request and writes its own there.
"""

from dataclasses import dataclass
from pathlib import Path
from typing import Any, TypeVar

import pyarrow as pa

from naru.systems.footage.adapters.detecting import look_for
from naru.systems.footage.adapters.judging import votes_of
from naru.systems.footage.adapters.masking import mask_clip
from naru.systems.footage.adapters.probing import look_at
from naru.systems.footage.core.attributes.values import VoteConfig
from naru.systems.footage.core.config_json import from_json
from naru.systems.footage.core.detect.values import DetectConfig
from naru.systems.footage.core.frames.clips import clip_row, frame_rows
from naru.systems.footage.core.frames.values import ClipFile, ProbeConfig
from naru.systems.footage.core.mask.values import MaskConfig

T = TypeVar("T")
MASKED = "masked"  # the file's name in the folder


@dataclass(frozen=True, slots=True)
class _Tables:
    folder: Path

    def read(self, name: str) -> pa.Table:
        return read_table(self.folder, name)

    def write(self, name: str, table: pa.Table) -> None:
        write_table(self.folder, name, table)


def probe(asked: dict[str, Any]) -> None:
    """Writes ``clips`` and ``frames``."""
    clip, config, tables = _read(asked, ProbeConfig)
    seen = look_at(clip, config)
    tables.write("clips", clip_row(seen))
    tables.write("frames", frame_rows(seen))


def detect(asked: dict[str, Any]) -> None:
    """Reads ``frames``, writes ``detections``."""
    clip, config, tables = _read(asked, DetectConfig)
    tables.write("detections", look_for(clip, tables.read("frames"), config))


def mask(asked: dict[str, Any]) -> None:
    """Reads ``frames`` and ``tracks``, writes ``masks`` and the masked clip as ``masked``."""
    clip, config, tables = _read(asked, MaskConfig)
    masks = mask_clip(clip, tables.read("frames"), tables.read("tracks"), config, tables.folder / MASKED)
    tables.write("masks", masks)


def votes(asked: dict[str, Any]) -> None:
    """Reads ``frames`` and ``tracks``, writes ``votes``."""
    clip, config, tables = _read(asked, VoteConfig)
    tables.write("votes", votes_of(clip, tables.read("frames"), tables.read("tracks"), config))


def write_table(folder: Path, name: str, table: pa.Table) -> None:
    with pa.OSFile(str(folder / f"{name}.arrow"), "wb") as file, pa.ipc.new_file(file, table.schema) as writer:
        writer.write_table(table)


def read_table(folder: Path, name: str) -> pa.Table:
    with pa.OSFile(str(folder / f"{name}.arrow"), "rb") as file:
        return pa.ipc.open_file(file).read_all()


def _read(asked: dict[str, Any], kind: type[T]) -> tuple[ClipFile, T, _Tables]:
    return from_json(ClipFile, asked["clip"]), from_json(kind, asked["config"]), _Tables(Path(asked["tables"]))
