"""Labels of a set's clips: made from tracks, brought in files, corrected here, merged. Each is a labelling of its own; one is in force."""

from collections import Counter
from collections.abc import Mapping, Sequence
from pathlib import PurePosixPath

import pyarrow as pa
from django.db import transaction

from naru.base.kit import crash
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.ids import new_id
from naru.base.kit.person import Person, Scope
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.systems.footage.core import rights
from naru.systems.footage.core.labels.merging import Merged, merge
from naru.systems.footage.core.labels.prelabels import prelabels
from naru.systems.footage.core.labels.rows import check_tracks, visible
from naru.systems.footage.core.sets.plan_file import plan_from_mapping
from naru.systems.footage.core.sets.stages import Outcome, Stage, require_step, standing
from naru.systems.footage.core.sets.states import LabelSource
from naru.systems.footage.core.sets.syntax import faults, faulty_rows
from naru.systems.footage.core.states import ClipState
from naru.systems.footage.models import Labelling as LabellingRow
from naru.systems.footage.models import SetClip as SetClipRow
from naru.systems.footage.pipeline.store import content_hash
from naru.systems.footage.sets import label_store, reads
from naru.systems.footage.sets.actions import NAME_LENGTH, add_entry, locked_clip
from naru.systems.footage.sets.clip_tables import find_clip
from naru.systems.footage.sets.shapes import LabellingView, labelling_value, line_value, media_of


@transaction.atomic
def prelabel(set_id: str, clip_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> LabellingView:
    """The pipeline's tracks as labels to begin with; nobody has labelled yet, so the clip waits for its labels still.

    For officers. Raises ``Refused``: ``sign_in_first``, ``forbidden``, ``not_found``, ``set_clip_gone``, ``stage_not_due``.
    """
    require(rights.may_run_sets(by), by, scope=Scope.WRITE)
    row = _labelled(set_id, clip_id)
    found = find_clip(row.clip.camera_id, clip_id)
    if found is None:
        raise Refused("set_clip_gone", clip=row.clip.name)
    classes = plan_from_mapping(row.set.plan).class_names
    labels = prelabels(found.camera.table("tracks"), clip_id=clip_id, classes=classes, size=(row.width, row.height))
    kept = keep(row, labels, LabelSource.TRACKS, person=by.name, by=by, clock=clock)
    _put_in_force(row, kept)
    return labelling_value(kept)


@transaction.atomic
def save_labels(
    set_id: str, clip_id: str, labels: pa.Table, *, was: str, by: Person, clock: Clock = SYSTEM_CLOCK
) -> LabellingView:
    """What somebody corrected in the reviewer, LABELS; the clip has its labels, and waits for somebody else's look.

    ``was``: the labelling that they began from; "" for none. For officers. Raises ``Refused``: as ``prelabel``,
    ``set_labels_changed``, ``labels_track_twice``.
    """
    require(rights.may_run_sets(by), by, scope=Scope.WRITE)
    row = _labelled(set_id, clip_id)
    if (row.labels_id or "") != was:
        raise Refused("set_labels_changed")
    check_tracks(labels, file=row.clip.name, media=row.clip.name)
    kept = keep(row, labels, LabelSource.REVIEWED, person=by.name, inputs=[was] if was else [], by=by, clock=clock)
    _pass_labelling(row, kept, by=by, clock=clock)
    return labelling_value(kept)


@transaction.atomic
def take_labels(
    set_id: str,
    brought: Mapping[str, pa.Table],
    *,
    person: str,
    format: str = "",
    losses: Mapping[str, int] | None = None,
    gold: bool = False,
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> list[LabellingView]:
    """Labels that ``person`` made elsewhere, LABELS by what their file calls the clip: its id, or its file's name.

    ``gold``: known to be right; they are what others are measured by, and not in force. For officers. Raises ``Refused``:
    as ``save_labels``, ``set_labels_of_no_clip``.
    """
    require(rights.may_run_sets(by), by, scope=Scope.WRITE)
    made = []
    for clip_id, labels in _by_clip(set_id, brought, by).items():
        row = _labelled(set_id, clip_id)
        check_tracks(labels, file=format, media=row.clip.name)
        source = LabelSource.GOLD if gold else LabelSource.IMPORTED
        kept = keep(row, labels, source, person=person, format=format, losses=losses or {}, by=by, clock=clock)
        if not gold:
            _pass_labelling(row, kept, by=by, clock=clock)
        made.append(labelling_value(kept))
    return made


def _by_clip(set_id: str, brought: Mapping[str, pa.Table], by: Person) -> dict[str, pa.Table]:
    clips = reads.set_clips(set_id, by)
    known: dict[str, str] = {}
    for clip in clips:
        for name in (clip.clip_id, PurePosixPath(clip.name).stem, clip.name):
            known[name] = clip.clip_id
    found = {name: known.get(name) or known.get(PurePosixPath(name).stem) for name in brought}
    if strange := sorted(name for name, clip_id in found.items() if clip_id is None):
        raise Refused("set_labels_of_no_clip", names=", ".join(strange[:5]))
    return {clip_id: brought[name] for name, clip_id in found.items() if clip_id}


@transaction.atomic
def merge_labellings(
    set_id: str, clip_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK
) -> tuple[LabellingView, Merged]:
    """The newest labelling of each person as one, by majority; what they dispute is for a person to look at in the reviewer.

    For officers. Raises ``Refused``: as ``prelabel``, ``set_merge_needs_two``.
    """
    require(rights.may_run_sets(by), by, scope=Scope.WRITE)
    row = _labelled(set_id, clip_id)
    newest = newest_by_person(row)
    if len(newest) < 2:
        raise Refused("set_merge_needs_two", clip=row.clip.name)
    overlap = plan_from_mapping(row.set.plan).thresholds.overlap
    merged = merge({person: label_store.read(set_id, each.id) for person, each in newest.items()}, least=overlap)
    inputs = [each.id for each in newest.values()]
    kept = keep(row, merged.labels, LabelSource.MERGED, person=by.name, inputs=inputs, by=by, clock=clock)
    _pass_labelling(row, kept, by=by, clock=clock)
    return labelling_value(kept), merged


def newest_by_person(row: SetClipRow) -> dict[str, LabellingRow]:
    """What each person labelled last, by name; programs and merges are nobody's."""
    by_hand = [LabelSource.IMPORTED.value, LabelSource.REVIEWED.value]
    rows = LabellingRow.objects.filter(set_clip=row, source__in=by_hand, erased=None).order_by("id")
    return {each.person: each for each in rows}


def keep(
    row: SetClipRow,
    labels: pa.Table,
    source: LabelSource,
    *,
    person: str,
    format: str = "",
    inputs: Sequence[str] = (),
    losses: Mapping[str, int] | None = None,
    by: Person,
    clock: Clock,
) -> LabellingRow:
    """Write a labelling down: its table first, so that a row always has one."""
    plan, seen = plan_from_mapping(row.set.plan), visible(labels)
    labelling_id = new_id()
    label_store.keep(row.set_id, labelling_id, labels)
    crash.point("footage.labels.kept")
    kept = LabellingRow.objects.create(
        id=labelling_id,
        set_clip=row,
        source=source.value,
        format=format,
        inputs=list(inputs),
        sha256=content_hash(labels),
        boxes=len(seen),
        tracks=len(set(seen["track_id"].drop_null().to_pylist())),
        faults=faulty_rows(faults(labels, media_of(row), plan.classes)),
        classes=dict(Counter(seen["label"].to_pylist())),
        losses=dict(losses or {}),
        person=person[:NAME_LENGTH],
        at=clock.now(),
        by_id=by.id,
        by_name=by.name[:NAME_LENGTH],
    )
    facts = {"clip": row.clip_id, "source": source.value, "boxes": kept.boxes, "sha256": kept.sha256}
    record(by.actor, "training_set.labelled", row.set_id, facts=facts, clock=clock)
    return kept


def _labelled(set_id: str, clip_id: str) -> SetClipRow:
    """The clip, locked, where labels may be brought: it has been refined."""
    row = locked_clip(set_id, clip_id)
    if row.clip.state == ClipState.WITHDRAWN.value:
        raise Refused("set_clip_gone", clip=row.clip.name)
    entries = [line_value(each).entry for each in row.entries.order_by("id")]
    if standing(entries).due in (Stage.ACQUIRE, Stage.REFINE) or standing(entries).is_out:
        require_step(entries, Stage.LABEL, Outcome.PASSED, by="", reason="")
    return row


def _put_in_force(row: SetClipRow, kept: LabellingRow) -> None:
    row.labels = kept
    row.save(update_fields=["labels"])


def _pass_labelling(row: SetClipRow, kept: LabellingRow, *, by: Person, clock: Clock) -> None:
    _put_in_force(row, kept)
    add_entry(row, Stage.LABEL, Outcome.PASSED, by=by, clock=clock)
