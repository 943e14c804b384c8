"""More of a masked copy covered: who was labelled and not followed by any tracker shows in it until then."""

from collections.abc import Mapping
from pathlib import Path
from typing import Any

import pyarrow as pa

from naru.base.kit.canonical import JSON
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.person import Person, Scope
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.systems.footage.adapters.masking import cover_again
from naru.systems.footage.core import rights
from naru.systems.footage.core.labels.rows import visible
from naru.systems.footage.core.mask.labelled import regions_of_labels
from naru.systems.footage.core.mask.regions import in_order
from naru.systems.footage.core.mask.values import RegionConfig
from naru.systems.footage.core.sets.masking_proof import uncovered_labels
from naru.systems.footage.pipeline.store import Store
from naru.systems.footage.sets import label_store, reads
from naru.systems.footage.sets.clip_tables import FoundClip, find_clip

VERSION = 1


def cover_labelled(set_id: str, clip_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> int:
    """Cover whoever the labels in force show and the masked copy does not; how many boxes. Done again it finds none.

    For officers. Raises ``Refused``: ``sign_in_first``, ``forbidden``, ``not_found``, ``set_clip_gone``, ``set_clip_unlabelled``.
    """
    require(rights.may_run_sets(by), by, scope=Scope.WRITE)
    view = reads.set_clip(set_id, clip_id, by)
    found = find_clip(view.camera_id, clip_id)
    if found is None or found.masked() is None:
        raise Refused("set_clip_gone", clip=view.name)
    if view.labels is None:
        raise Refused("set_clip_unlabelled", clip=view.name)
    labels = visible(label_store.read(set_id, view.labels.id))
    shown = uncovered_labels(labels, found.masks())
    if shown:
        _cover(found, labels.take(pa.array(shown)))
        facts = {"clip": clip_id, "boxes": len(shown)}
        record(by.actor, "training_set.covered", set_id, facts=facts, clock=clock)
    return len(shown)


def _cover(found: FoundClip, labels: pa.Table) -> None:
    """A mask result of its own in the place of the one that is there, which goes."""
    store, clip_id, masked = found.camera.store, found.clip.clip_id, found.masked()
    assert masked is not None, "asked before"
    regions = in_order(regions_of_labels(labels, clip_id, RegionConfig()))

    def make(folder: Path) -> Mapping[str, pa.Table]:
        cover_again(masked, found.camera.clip_table(found.clip, "frames"), regions, folder / "masked.mp4")
        return {"masks": in_order(pa.concat_tables([found.masks(), regions]))}

    inputs: JSON = {"of": found.mask_key, "labels": labels.to_pylist(), "version": VERSION}
    with store.at_work():
        made = store.once("mask", inputs, clips=[clip_id], make=make)
        _name(store, found, made.key)
        if (old := store.result("mask", found.mask_key)) is not None and old.key != made.key:
            store.drop(old)


def _name(store: Store, found: FoundClip, key: str) -> None:
    camera_id = found.camera.camera["id"]
    said: Any = store.read_json(f"cameras/{camera_id}")
    clips = [
        {**each, "results": {**each["results"], "mask": key}} if each["clip_id"] == found.clip.clip_id else each
        for each in said["clips"]
    ]
    store.write_json(f"cameras/{camera_id}", {**said, "clips": clips})
