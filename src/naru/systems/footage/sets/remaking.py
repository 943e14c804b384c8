"""What remains of a release that something was withdrawn from: measured and released anew, with the same labels and splits."""

from dataclasses import replace

from django.db import transaction

from naru.base.kit import crash
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import SYSTEM
from naru.base.trail.actions import record
from naru.systems.footage.core.sets.states import RELEASE_STATES, WITHDRAWAL_STATES, ReleaseState, WithdrawalState
from naru.systems.footage.core.states import ClipState
from naru.systems.footage.models import Labelling as LabellingRow
from naru.systems.footage.models import Release as ReleaseRow
from naru.systems.footage.models import SetClip as SetClipRow
from naru.systems.footage.models import Withdrawal as WithdrawalRow
from naru.systems.footage.sets import measuring, reads
from naru.systems.footage.sets.actions import locked_set
from naru.systems.footage.sets.releases import make_release
from naru.systems.footage.sets.shapes import LabellingView, ReleaseView, SetClipView, clip_value, labelling_value


def remake(withdrawal_id: str, *, clock: Clock = SYSTEM_CLOCK) -> int:
    """Release what remains of each release that something was withdrawn from; how many. Done before, it changes nothing."""
    row = WithdrawalRow.objects.get(id=withdrawal_id)
    if WithdrawalState.DONE not in WITHDRAWAL_STATES[WithdrawalState(row.state)]:
        return 0
    made = [new.id for release_id in row.reach["releases"] if (new := _remade(release_id, row, clock)) is not None]
    with transaction.atomic():
        WithdrawalRow.objects.filter(id=row.id).update(
            state=WithdrawalState.DONE.value, done=clock.now(), releases=[*row.releases, *made]
        )
        record(SYSTEM.actor, "footage_withdrawal.done", row.id, facts={"releases": len(made)}, clock=clock)
    return len(made)


def _remade(release_id: str, row: WithdrawalRow, clock: Clock) -> ReleaseView | None:
    """What was released but for what was withdrawn since, with the same labels and splits; None where a newer one is there, or nothing left."""
    old = reads.release(release_id, SYSTEM)
    if any(newer.number > old.number for newer in reads.releases(old.set_id)):
        return None
    clips, splits = _remaining(old)
    if not clips:
        assert old.state is ReleaseState.RETIRED or ReleaseState.RETIRED in RELEASE_STATES[old.state]
        ReleaseRow.objects.filter(id=release_id).update(state=ReleaseState.RETIRED.value)
        return None
    measured = measuring.measured_of(old.plan, clips, splits=splits)
    crash.point("footage.withdrawal.measured")
    with transaction.atomic():
        set_row = locked_set(old.set_id)
        if any(newer.number > old.number for newer in reads.releases(old.set_id)):
            return None
        gone = sorted({clip.clip_id for clip in old.manifest.clips} - {clip.clip_id for clip in clips})
        return make_release(set_row, old.plan, clips, measured, withdrawn=gone, by=SYSTEM, clock=clock)


def _remaining(old: ReleaseView) -> tuple[list[SetClipView], dict[str, str]]:
    released = {clip.clip_id: clip for clip in old.manifest.clips}
    rows = SetClipRow.objects.select_related("clip__camera", "labels").prefetch_related("entries")
    there = rows.filter(set_id=old.set_id, clip_id__in=released, clip__state=ClipState.PRESENT.value).order_by("id")
    labels = {clip_id: found for clip_id, clip in released.items() if (found := _standing_labels(clip.labels_id))}
    clips = [replace(clip_value(row), labels=labels[row.clip_id]) for row in there if row.clip_id in labels]
    return clips, {clip.clip_id: released[clip.clip_id].split for clip in clips}


def _standing_labels(labelling_id: str) -> LabellingView | None:
    """The labelling, or what was made of it without what was withdrawn; None where neither is left."""
    row = LabellingRow.objects.filter(id=labelling_id).first()
    while row is not None and row.erased is not None:
        later = LabellingRow.objects.filter(set_clip=row.set_clip_id, id__gt=row.id).order_by("id")
        row = next((each for each in later if each.inputs == [row.id]), None)
    return labelling_value(row) if row is not None else None
