"""Label files of strangers: read in a limited child, one clip's table at a time on our side."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa

from naru.base.kit.child.outputs import output_file
from naru.base.kit.child.parent import MIB, Limits, run_limited
from naru.base.kit.refusals import Refused
from naru.systems.footage.adapters.clip_child import read_table
from naru.systems.footage.core.labels.formats.register import format_named
from naru.systems.footage.core.labels.values import LABELS, Loss, Losses, Media, MediaKind, MediaLabels

CHILD = "naru.systems.footage.adapters.label_child:read"
MEMORY_BYTES = 1536 * MIB
WALL_S = 600


@dataclass(frozen=True, slots=True, kw_only=True)
class ReadLabels:
    """``media`` in the order of the file."""

    folder: Path
    file: str
    media: tuple[Media, ...]
    classes: tuple[str, ...]
    losses: Losses

    def labelled(self) -> Iterator[MediaLabels]:
        """One clip or picture after another."""
        for place, each in enumerate(self.media):
            output_file(f"{place}.arrow", self.folder)
            table = read_table(self.folder, str(place))
            table.validate(full=True)
            assert table.schema.equals(LABELS), "a label table is not of its schema"
            yield MediaLabels(media=each, labels=table)

    def by_name(self) -> dict[str, pa.Table]:
        """LABELS by what the file calls each clip. Raises ``Refused``: ``labels_media_twice``."""
        found: dict[str, pa.Table] = {}
        for each in self.labelled():
            if each.media.name in found:
                raise Refused("labels_media_twice", file=self.file, media=each.media.name)
            found[each.media.name] = each.labels
        return found


@contextmanager
def read_labels(path: Path, format: str) -> Iterator[ReadLabels]:
    """Raises ``Refused``: ``labels_…``, and what befalls a child."""
    format_named(format)
    with tempfile.TemporaryDirectory(prefix="naru-labels-") as held:
        folder = Path(held)
        asked = {"path": str(path), "name": path.name, "format": format, "tables": held}
        limits = Limits(memory_bytes=MEMORY_BYTES, wall_s=WALL_S, read_paths=[path, folder], write_paths=[folder])
        answer = run_limited(CHILD, asked, limits=limits)
        yield ReadLabels(
            folder=folder,
            file=path.name,
            media=tuple(map(_media, answer["media"])),
            classes=tuple(answer["classes"]),
            losses=Losses({Loss(name): count for name, count in answer["losses"].items()}),
        )


def _media(stored: dict[str, Any]) -> Media:
    return Media(**{**stored, "kind": MediaKind(stored["kind"])})
