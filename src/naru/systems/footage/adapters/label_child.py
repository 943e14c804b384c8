"""The child's side of reading label files: hostile bytes in, LABELS as Arrow files out, one a clip."""

from dataclasses import asdict
from pathlib import Path
from typing import Any

from naru.base.kit.refusals import Refused
from naru.systems.footage.adapters.clip_child import write_table
from naru.systems.footage.adapters.label_files import open_source
from naru.systems.footage.core.labels.formats.register import format_named
from naru.systems.footage.core.labels.rows import MOST_ROWS


def read(asked: dict[str, Any]) -> dict[str, Any]:
    """``{"path", "name", "format", "tables"}`` → the media in order, each with its table's file, and what was lost."""
    media, rows = [], 0
    with open_source(Path(asked["path"]), asked["name"]) as source:
        labelling = format_named(asked["format"]).read(source)
        for place, each in enumerate(labelling.media):
            rows += len(each.labels)
            if rows > MOST_ROWS:
                raise Refused("labels_too_many", file=asked["name"], limit=MOST_ROWS)
            write_table(Path(asked["tables"]), f"{place}", each.labels)
            media.append(asdict(each.media))
    lost = {loss.value: count for loss, count in labelling.losses.counts.items()}
    return {"media": media, "classes": [each.name for each in labelling.classes], "losses": lost}
