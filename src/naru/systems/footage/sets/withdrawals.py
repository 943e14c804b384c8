"""A clip, a person's track or a camera withdrawn: what it reaches, shown before; then done, told and proved.

*Theory of operation.* Deciding is one transaction: from then on nothing of it is handed out, by any door. What it destroys (originals, masked
copies, label tables, versions of datasets) is named in ``files.erasing``, which removes it after the commit, tries to read it in vain and
certifies; killed in between, the night's job goes on. What remains of each release is measured and released anew by a job, and so are
the cameras' figures by their runs. Of a track only its rows go: its clips' tables and labellings are made anew without it, and their masked
copies cover the person whole.
"""

from collections.abc import Callable, Sequence
from dataclasses import asdict
from itertools import groupby
from operator import attrgetter
from pathlib import Path

from django.db import transaction

from naru.base.jobs import actions as jobs
from naru.base.kit import crash
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.person import Person, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.notices.actions import tell
from naru.commons.notices.core.values import Recipient, ToOrganisation, ToPerson
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.states import VersionState
from naru.data.catalogue.core.values import VersionId
from naru.data.files.erasing import decide_erasure
from naru.systems.footage import actions, storage
from naru.systems.footage.adapters.masking import cover_again
from naru.systems.footage.core import rights
from naru.systems.footage.core.sets.reach import Reach
from naru.systems.footage.core.sets.stages import Outcome, Stage
from naru.systems.footage.core.sets.states import RELEASE_STATES, LabelSource, ReleaseState, Target
from naru.systems.footage.models import Clip as ClipRow
from naru.systems.footage.models import Event as EventRow
from naru.systems.footage.models import Labelling as LabellingRow
from naru.systems.footage.models import Release as ReleaseRow
from naru.systems.footage.models import SetClip as SetClipRow
from naru.systems.footage.models import Withdrawal as WithdrawalRow
from naru.systems.footage.pipeline.track_withdrawal import withdraw_track
from naru.systems.footage.sets import label_store, pictures, reaches, reads
from naru.systems.footage.sets.actions import NAME_LENGTH, add_entry, locked_set
from naru.systems.footage.sets.labelling import keep
from naru.systems.footage.sets.notices import WITHDRAWN
from naru.systems.footage.sets.shapes import DONE, OUT, WithdrawalView

REMAKE = "footage.remake_releases"
TEXT_LENGTH = 300


@transaction.atomic
def withdraw(
    target: Target, id: str, *, basis: str, reason: str, by: Person, clock: Clock = SYSTEM_CLOCK
) -> WithdrawalView:
    """Take it back with all that came from it. For officers, by a token only with ``admin``.

    Raises ``Refused``: ``sign_in_first``, ``forbidden``, ``withdrawal_target_unknown``, ``withdrawal_basis_missing``, and as
    ``files.erasing.decide_erasure``.
    """
    require(rights.may_release(by), by, scope=Scope.ADMIN)
    basis, reason = basis.strip(), reason.strip()
    if not basis or not reason or max(len(basis), len(reason)) > TEXT_LENGTH:
        raise Refused("withdrawal_basis_missing")
    found = reaches.reach(target, id, by=by)
    for set_id in found.sets:
        locked_set(set_id)
    found = reaches.reach(target, id, by=by)  # as it is under the locks
    row = WithdrawalRow.objects.create(
        target=target.value,
        clip_id="" if target is Target.CAMERA else id.partition(":")[0],
        camera_id=found.cameras[0],
        track_id=reaches.track_of(target, id),
        basis=basis,
        reason=reason,
        reach=asdict(found),
        decided=clock.now(),
        by_id=by.id,
        by_name=by.name[:NAME_LENGTH],
    )
    subjects = _subjects(target, found)
    erasures = [_destroy(row, subjects, by, clock)]  # first, so that its certificate names the keys of the originals
    if target is Target.TRACK:
        _without_track(row, found, by, clock)
    else:
        for clip_id in found.clips:
            actions.withdraw_clip(clip_id, reason=reason, by=by, starts_run=False, clock=clock)
        for camera_id in found.cameras:
            actions.start_run(camera_id, by=by, clock=clock)
        _leave_sets(found, reason, by, clock)
    _reduce(found, clock)
    erasures += _end_versions(row, found, by, clock)
    row.erasures = [each for each in erasures if each]
    row.save(update_fields=["erasures"])
    _tell(row, found, by, clock)
    record(
        by.actor,
        "footage_withdrawal.decided",
        row.id,
        facts={"target": target.value, "reason": reason, **found.counts()},
        clock=clock,
    )
    crash.point("footage.withdrawal.decided")
    jobs.start(
        REMAKE,
        {"withdrawal_id": row.id},
        title=Words("철회한 학습 데이터 다시 만들기", "Releases without what was withdrawn"),
    )
    return reads.withdrawal(row.id, by)


def _subjects(target: Target, found: Reach) -> list[str]:
    """Files that must be gone, as the erasure names them: originals, masked copies, label tables. The original of a clip of which one track
    goes stays sealed until its retention ends: nobody is handed it, and what is made of it covers the person."""
    paths: list[Path] = []
    for clip in ClipRow.objects.filter(id__in=found.clips):
        paths += storage.original_of(clip.camera_id, clip.id) if target is not Target.TRACK else []
        masked = storage.masked(clip.camera_id, clip.id)
        paths += [masked] if masked else []
    for labelling in LabellingRow.objects.select_related("set_clip").filter(id__in=found.labellings):
        paths.append(label_store.path_of(labelling.set_clip.set_id, labelling.id))
    return [storage.subject_of(path) for path in paths]


def _leave_sets(found: Reach, reason: str, by: Person, clock: Clock) -> None:
    for row in SetClipRow.objects.select_related("clip__camera", "set").filter(clip_id__in=found.clips):
        row.labels = None
        row.save(update_fields=["labels"])
        if row.due != OUT:
            add_entry(row, Stage.ACQUIRE, Outcome.REJECTED, reason=reason, by=by, clock=clock)
        samples = pictures.samples_of(row.set_id, row.clip_id)
        transaction.on_commit(_eraser(samples))


def _reduce(found: Reach, clock: Clock) -> None:
    """From now on nobody is handed what holds it: labellings, and releases."""
    LabellingRow.objects.filter(id__in=found.labellings).update(erased=clock.now())
    for release in ReleaseRow.objects.select_for_update().filter(id__in=found.releases):
        assert ReleaseState.REDUCED in RELEASE_STATES[ReleaseState(release.state)]
        release.state = ReleaseState.REDUCED.value
        release.save(update_fields=["state"])


def _without_track(row: WithdrawalRow, found: Reach, by: Person, clock: Clock) -> None:
    """Labellings without the person in the place of those with; the pipeline's tables and masked copies likewise, the figures by a run."""
    id = f"{row.clip_id}:{row.track_id}"
    labellings = LabellingRow.objects.select_related("set_clip__clip__camera", "set_clip__set").filter(
        id__in=found.labellings
    )
    for old, left in list(reaches.reduced(id, labellings.order_by("id"))):
        source = LabelSource.GOLD if old.source == LabelSource.GOLD.value else LabelSource.REDUCED
        made = keep(old.set_clip, left, source, person=old.person, inputs=[old.id], by=by, clock=clock)
        SetClipRow.objects.filter(id=old.set_clip_id, labels_id=old.id).update(labels=made)
        _verified_still(old, made, row.reason, by, clock)
    EventRow.objects.filter(id__in=found.events).delete()
    assert row.track_id is not None, "a track's withdrawal names it"
    withdraw_track(row.camera_id, row.track_id, storage.store(), cover_again)
    transaction.on_commit(
        _eraser([path for old in labellings for path in pictures.samples_of(old.set_clip.set_id, old.set_clip.clip_id)])
    )
    actions.start_run(row.camera_id, by=by, clock=clock)


def _verified_still(old: LabellingRow, made: LabellingRow, reason: str, by: Person, clock: Clock) -> None:
    """What was verified is so without one person too: a line of the ledger says of which labels."""
    set_clip = SetClipRow.objects.select_related("clip__camera", "set").get(id=old.set_clip_id)
    if set_clip.due == DONE and set_clip.labels_id == made.id:
        add_entry(set_clip, Stage.VERIFY, Outcome.PASSED, reason=reason, by=by, clock=clock)


def _eraser(paths: Sequence[Path]) -> Callable[[], None]:
    def erase() -> None:
        storage.erase(paths)

    return erase


def _destroy(row: WithdrawalRow, subjects: Sequence[str], by: Person, clock: Clock) -> str:
    made = decide_erasure(
        Ref("footage_withdrawal", row.id), subjects, basis=row.basis, reason=row.reason, by=by, clock=clock
    )
    return made.id if made else ""


def _end_versions(row: WithdrawalRow, found: Reach, by: Person, clock: Clock) -> list[str]:
    """Withdrawn at once, so that no reader gets a row more; destroyed after the commit."""
    made = []
    for version_id in map(VersionId, found.versions):
        match catalogue_reads.version_by_id(version_id, by).state:
            case VersionState.LIVE:
                catalogue.withdraw_version(version_id, reason=row.reason, by=by, clock=clock)
            case VersionState.HELD:
                catalogue.reject_version(version_id, by=by, clock=clock)
            case _:
                pass  # withdrawn or rejected before
        erasure = catalogue.erase_version(version_id, basis=row.basis, reason=row.reason, by=by, clock=clock)
        made.append(erasure.id if erasure else "")
    return made


def _tell(row: WithdrawalRow, found: Reach, by: Person, clock: Clock) -> None:
    """Once a set, whoever had any release that held it: an older one was reduced before, and is in somebody's hands still."""
    held = ReleaseRow.objects.filter(clips__clip_id__in=found.clips).distinct().order_by("set_id", "number")
    for _, of_set in groupby(held, key=attrgetter("set_id")):
        releases = list(of_set)
        to: list[Recipient] = [
            ToPerson(name) if kind == "person" else ToOrganisation(name)
            for kind, name in sorted(reaches.holders(releases))
        ]
        if not to:
            continue
        newest, numbers = releases[-1], ", ".join(str(each.number) for each in releases)
        title = newest.plan["title"]
        tell(
            *to,
            topic=WITHDRAWN,
            title=Words(
                f"{title['ko']} 배포판 {numbers}의 일부가 철회되었습니다",
                f"Part of release {numbers} of {title['en']} was withdrawn",
            ),
            text=Words(
                f"영상 번호: {', '.join(found.clips)}. 가지고 있는 사본에서 지우고, 새 배포판을 받아 주세요.",
                f"Clips {', '.join(found.clips)}. Delete them from your copies, and take the new release.",
            ),
            about=Ref("footage_release", newest.id),
            key=row.id,
            by=by.actor,
            clock=clock,
        )
