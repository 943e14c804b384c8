"""Boxes of people who were withdrawn, by clip, in ``withdrawn_tracks.json``: read where detections are made and where masks are."""

from collections.abc import Mapping
from typing import Any

from naru.systems.footage.core.track.withdrawn import WithdrawnBoxes
from naru.systems.footage.pipeline.store import Store

RECORD = "withdrawn_tracks"


def withdrawn_boxes(store: Store, clip_id: str) -> WithdrawnBoxes:
    stored: Any = store.read_json(RECORD) or {}
    return WithdrawnBoxes.from_json(stored.get(clip_id, ()))


def write_down(store: Store, boxes: Mapping[str, WithdrawnBoxes]) -> None:
    """Beside those that are there; the same again changes nothing."""
    stored: Any = store.read_json(RECORD) or {}
    for clip_id, of in boxes.items():
        known = {tuple(each) for each in stored.get(clip_id, ())}
        stored[clip_id] = [list(each) for each in sorted(known | {tuple(each) for each in of.to_json()})]
    store.write_json(RECORD, stored)
