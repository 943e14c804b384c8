"""Set up a set, take clips in, pass and reject stages."""

from collections.abc import Sequence

from django.db import transaction

from naru.base.kit.canonical import sha256_of
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.person import Person, Scope
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.data.catalogue.core.vocabulary import LICENCES
from naru.systems.footage.core import rights
from naru.systems.footage.core.sets.plan import SetPlan
from naru.systems.footage.core.sets.plan_file import plan_from_mapping, plan_mapping
from naru.systems.footage.core.sets.stages import STAGE_WORDS, Outcome, Stage, require_step, standing
from naru.systems.footage.core.sets.syntax import FAULT_WORDS, faults
from naru.systems.footage.core.states import ClipState
from naru.systems.footage.models import Clip as ClipRow
from naru.systems.footage.models import SetClip as SetClipRow
from naru.systems.footage.models import StageEntry as EntryRow
from naru.systems.footage.models import TrainingSet as SetRow
from naru.systems.footage.sets import label_store, reads
from naru.systems.footage.sets.clip_tables import find_clip, masking_proof
from naru.systems.footage.sets.shapes import DONE, OUT, SetClipView, SetView, line_value, media_of

REASON_LENGTH = 500
NAME_LENGTH = 200


@transaction.atomic
def set_up_set(plan: SetPlan, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> SetView:
    """Take a plan as the set's from now on; the same again changes nothing.

    For officers. Raises ``Refused``: ``sign_in_first``, ``forbidden``, ``set_field_unusable`` for a licence that nobody knows.
    """
    require(rights.may_run_sets(by), by, scope=Scope.WRITE)
    if plan.licence not in LICENCES:
        known = ", ".join(LICENCES)
        wanted = {"ko_wanted": f"{known} 가운데 하나", "en_wanted": f"one of {known}"}
        raise Refused("set_field_unusable", place="licence", given=plan.licence, **wanted)
    row = SetRow.objects.select_for_update().filter(id=plan.id).first()
    mapping = plan_mapping(plan)
    if row is None or row.plan != mapping:
        row = row or SetRow(id=plan.id, created=clock.now(), by_id=by.id, by_name=by.name[:NAME_LENGTH])
        row.plan, row.changed = mapping, clock.now()
        row.save()
        facts = {"title": plan.title.ko, "plan": sha256_of(mapping)}
        record(by.actor, "training_set.planned", row.id, facts=facts, clock=clock)
    return reads.training_set(row.id, by)


@transaction.atomic
def take_clips(set_id: str, clip_ids: Sequence[str], *, by: Person, clock: Clock = SYSTEM_CLOCK) -> list[SetClipView]:
    """Take clips into the set: the first stage, passed. Those that are in it already stay as they are.

    For officers. Raises ``Refused``: ``sign_in_first``, ``forbidden``, ``not_found``, ``set_clip_gone``.
    """
    require(rights.may_run_sets(by), by, scope=Scope.WRITE)
    row = locked_set(set_id)
    known = set(SetClipRow.objects.filter(set=row).values_list("clip_id", flat=True))
    for clip_id in dict.fromkeys(clip_ids):
        if clip_id not in known:
            _take(row, clip_id, by, clock)
    return [reads.set_clip(set_id, clip_id, by) for clip_id in dict.fromkeys(clip_ids)]


def _take(row: SetRow, clip_id: str, by: Person, clock: Clock) -> None:
    clip = ClipRow.objects.select_related("camera").filter(id=clip_id).first()
    if clip is None:
        raise Refused("not_found")
    found = find_clip(clip.camera_id, clip_id)
    if clip.state == ClipState.WITHDRAWN.value or found is None:
        raise Refused("set_clip_gone", clip=clip.name)
    width, height = found.size
    taken = SetClipRow.objects.create(
        set=row,
        clip=clip,
        day=found.day,
        width=width,
        height=height,
        fps=found.fps,
        due=Stage.ACQUIRE.value,
        taken=clock.now(),
        in_time=clip.original_erased is None,
    )
    add_entry(taken, Stage.ACQUIRE, Outcome.PASSED, reason=clip.camera.file["legal_basis"], by=by, clock=clock)


@transaction.atomic
def pass_stage(
    set_id: str,
    clip_id: str,
    stage: Stage,
    outcome: Outcome,
    *,
    reason: str = "",
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> SetClipView:
    """Pass a clip at the stage that it waits for, or reject it with a reason. Labels pass their stage where they are saved.

    For officers. Raises ``Refused``: ``sign_in_first``, ``forbidden``, ``not_found``, ``stage_not_due``, ``stage_reason_missing``,
    ``inspector_labelled``, ``set_clip_gone``, ``set_clip_unlabelled``, ``clip_not_masked``, ``verify_refused``.
    """
    require(rights.may_run_sets(by), by, scope=Scope.WRITE)
    row = locked_clip(set_id, clip_id)
    if row.clip.state == ClipState.WITHDRAWN.value:
        raise Refused("set_clip_gone", clip=row.clip.name)
    require_step([line_value(each).entry for each in _entries(row)], stage, outcome, by=by.id, reason=reason)
    if outcome is Outcome.PASSED:
        _check(row, stage)
    add_entry(row, stage, outcome, reason=reason, by=by, clock=clock)
    return reads.set_clip(set_id, clip_id, by)


def _check(row: SetClipRow, stage: Stage) -> None:
    match stage:
        case Stage.REFINE:
            found = find_clip(row.clip.camera_id, row.clip_id)
            proof = masking_proof(found, None) if found else None
            if proof is None or not proof.is_whole:
                raise Refused("clip_not_masked", clip=row.clip.name, boxes=proof.open_tracks if proof else 0)
        case Stage.LABEL | Stage.INSPECT if row.labels_id is None:
            raise Refused("set_clip_unlabelled", clip=row.clip.name)
        case Stage.VERIFY:
            _check_syntax(row)
        case _:
            return


def _check_syntax(row: SetClipRow) -> None:
    if row.labels_id is None:
        raise Refused("set_clip_unlabelled", clip=row.clip.name)
    plan = plan_from_mapping(row.set.plan)
    found = faults(label_store.read(row.set_id, row.labels_id), media_of(row), plan.classes)
    if found:
        words = FAULT_WORDS[found[0].code]
        raise Refused("verify_refused", faults=len(found), first_ko=words.ko, first_en=words.en, frame=found[0].frame)


def add_entry(row: SetClipRow, stage: Stage, outcome: Outcome, *, reason: str = "", by: Person, clock: Clock) -> None:
    """A line of the ledger, and where the clip stands after it. The caller holds the clip's lock and has asked ``require_step``."""
    with_labels = row.labels_id or "" if stage in (Stage.LABEL, Stage.INSPECT, Stage.VERIFY) else ""
    EntryRow.objects.create(
        set_clip=row,
        stage=stage.value,
        outcome=outcome.value,
        labels_id=with_labels,
        reason=reason.strip()[:REASON_LENGTH],
        at=clock.now(),
        by_id=by.id,
        by_name=by.name[:NAME_LENGTH],
    )
    now = standing([line_value(each).entry for each in _entries(row)])
    row.due = OUT if now.is_out else now.due.value if now.due else DONE
    row.save(update_fields=["due"])
    facts = {"set": row.set_id, "stage": STAGE_WORDS[stage].ko, "outcome": outcome.value, "reason": reason.strip()}
    record(by.actor, "training_set.stage", row.set_id, facts={**facts, "clip": row.clip_id}, clock=clock)


def _entries(row: SetClipRow) -> list[EntryRow]:
    return list(EntryRow.objects.filter(set_clip=row).order_by("id"))


def locked_set(set_id: str) -> SetRow:
    """Raises ``Refused``: ``not_found``."""
    row = SetRow.objects.select_for_update().filter(id=set_id).first()
    if row is None:
        raise Refused("not_found")
    return row


def locked_clip(set_id: str, clip_id: str) -> SetClipRow:
    """With its set locked before it. Raises ``Refused``: ``not_found``."""
    locked_set(set_id)
    row = (
        SetClipRow.objects.select_for_update(of=("self",))
        .select_related("clip__camera", "set")
        .filter(set_id=set_id, clip_id=clip_id)
        .first()
    )
    if row is None:
        raise Refused("not_found")
    return row
