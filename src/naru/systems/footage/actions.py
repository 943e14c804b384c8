"""Set up a camera, bring clips, review an event, withdraw a clip, open figures."""

from collections.abc import Iterable, Sequence
from contextlib import suppress
from pathlib import Path
from typing import Any, BinaryIO, cast

from django.core.files.uploadedfile import UploadedFile
from django.db import transaction

from naru.base.jobs import actions as jobs
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.person import Person, Scope
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.systems.footage import publishing, reads, storage
from naru.systems.footage.core import rights
from naru.systems.footage.core.cameras.entry import entry_of
from naru.systems.footage.core.cameras.values import Camera
from naru.systems.footage.core.states import DECISIONS, ClipState, Decision
from naru.systems.footage.models import Camera as CameraRow
from naru.systems.footage.models import CameraVersion as VersionRow
from naru.systems.footage.models import Clip as ClipRow
from naru.systems.footage.models import Event as EventRow
from naru.systems.footage.models import Run as RunRow
from naru.systems.footage.pipeline.withdrawal import withdraw

RUN = "footage.run"
REASON_LENGTH = NOTE_LENGTH = 500
NAME_LENGTH = 200


@transaction.atomic
def set_up_camera(camera: Camera, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.CameraView:
    """Take a camera as set up so from now on; the same again changes nothing.

    For officers. Raises ``Refused``: ``sign_in_first``, ``forbidden``.
    """
    require(rights.may_set_up(by), by, scope=Scope.WRITE)
    entry = entry_of(camera)
    row = CameraRow.objects.select_for_update().filter(id=camera.id).first()
    if row is None or row.file != entry:
        row = _next_version(row, camera, entry, by, clock)
        facts = {"site": camera.site_ko, "number": row.number}
        record(by.actor, "camera.set_up", camera.id, facts=facts, clock=clock)
    return reads.camera(row.id, by)


def _next_version(row: CameraRow | None, camera: Camera, file: dict[str, Any], by: Person, clock: Clock) -> CameraRow:
    row = row or CameraRow(id=camera.id, number=0)
    row.number += 1
    row.site_id, row.site_ko, row.site_en = camera.site_id, camera.site_ko, camera.site_en
    row.site_kind = camera.site_kind.value
    row.longitude, row.latitude = camera.longitude, camera.latitude
    row.file, row.changed = file, clock.now()
    row.save()
    VersionRow.objects.create(
        camera=row, number=row.number, file=file, at=row.changed, by_id=by.id, by_name=by.name[:NAME_LENGTH]
    )
    return row


def bring_uploaded(
    camera_id: str, files: Sequence[UploadedFile[Any]], *, by: Person, clock: Clock = SYSTEM_CLOCK
) -> str:
    """Seal uploaded clips and start a run over them; the run's id. Raises ``Refused`` as ``start_run``, ``nothing_uploaded``."""
    require(rights.may_set_up(by), by, scope=Scope.WRITE)
    camera = reads.camera(camera_id, by)
    if not files:
        raise Refused("nothing_uploaded")
    for file in files:
        storage.seal(camera.id, file.name or "clip", cast("BinaryIO", file))
    return start_run(camera.id, by=by, clock=clock)


def bring_files(
    camera_id: str, clips: Iterable[Path], *, by: Person, queued: bool = True, clock: Clock = SYSTEM_CLOCK
) -> str:
    """Seal copies of the clips and start a run; the run's id. Raises ``Refused`` as ``start_run``."""
    require(rights.may_set_up(by), by, scope=Scope.WRITE)
    for clip in clips:
        with clip.open("rb") as stream:
            storage.seal(camera_id, clip.name, stream)
    return start_run(camera_id, by=by, queued=queued, clock=clock)


@transaction.atomic
def start_run(camera_id: str, *, by: Person, queued: bool = True, clock: Clock = SYSTEM_CLOCK) -> str:
    """Queue a run over all clips that lie sealed for the camera; runs of one camera follow one another. Whoever carries it out
    within a job of its own has it not ``queued``.

    For officers. Raises ``Refused``: ``sign_in_first``, ``forbidden``, ``not_found``.
    """
    require(rights.may_set_up(by), by, scope=Scope.WRITE)
    camera = reads.camera(camera_id, by)
    row = RunRow.objects.create(
        camera_id=camera.id,
        camera_number=camera.number,
        started=clock.now(),
        by_id=by.id,
        by_name=by.name[:NAME_LENGTH],
    )
    if queued:
        row.job_id = _queue(row, camera, by)
        row.save(update_fields=["job_id"])
    record(by.actor, "camera.run_started", camera.id, facts={"site": camera.site.ko, "run": row.id}, clock=clock)
    return row.id


def _queue(row: RunRow, camera: reads.CameraView, by: Person) -> str:
    return jobs.start(
        RUN,
        {"run_id": row.id},
        by=by.id,
        title=Words(f"{camera.site.ko} 영상 분석", f"Run over footage of {camera.site.en}"),
        about=f"/footage/runs/{row.id}/",
        ordering_key=f"footage:{camera.id}",
    )


@transaction.atomic
def review_event(
    event_id: str, decision: str, *, note: str = "", by: Person, clock: Clock = SYSTEM_CLOCK
) -> reads.EventView:
    """Say whether what a rule found is so; one may think again later, and the trail keeps each time.

    For officers. Raises ``Refused``: ``sign_in_first``, ``forbidden``, ``not_found``, ``event_decision_unknown``.
    """
    require(rights.may_review(by), by, scope=Scope.WRITE)
    row = EventRow.objects.select_for_update().filter(id=event_id).first()
    if row is None:
        raise Refused("not_found")
    if decision not in set(Decision) or Decision(decision) not in DECISIONS[Decision(row.decision)]:
        raise Refused("event_decision_unknown", decision=decision)
    row.decision, row.note, row.decided = decision, note[:NOTE_LENGTH], clock.now()
    row.by_id, row.by_name = by.id, by.name[:NAME_LENGTH]
    row.save()
    facts = {"decision": decision, "rule": row.rule, "camera": row.camera_id, "note": row.note}
    record(by.actor, "footage_event.reviewed", row.id, facts=facts, clock=clock)
    return reads.event(event_id, by)


@transaction.atomic
def withdraw_clip(
    clip_id: str, *, reason: str, by: Person, starts_run: bool = True, clock: Clock = SYSTEM_CLOCK
) -> reads.ClipView:
    """Take a clip back with everything that came from it: its original, masked copy, pictures and events at once, and its
    share of the figures by a run that starts now, unless whoever takes several back starts one for all (``starts_run``). Asked again it
    changes nothing.

    For officers. Raises ``Refused``: ``sign_in_first``, ``forbidden``, ``not_found``, ``clip_reason_missing``.
    """
    require(rights.may_set_up(by), by, scope=Scope.WRITE)
    if not reason:
        raise Refused("clip_reason_missing")
    row = ClipRow.objects.select_for_update().filter(id=clip_id).first()
    if row is None:
        raise Refused("not_found")
    if row.state == ClipState.WITHDRAWN.value:
        return reads.clip(clip_id, by)
    row.state, row.withdrawn, row.reason = ClipState.WITHDRAWN.value, clock.now(), reason[:REASON_LENGTH]
    row.save()
    files = _forget_events(row)
    facts = {"name": row.name, "camera": row.camera_id, "reason": row.reason}
    record(by.actor, "clip.withdrawn", row.id, facts=facts, clock=clock)
    publishing.take_back(row.camera.site_id, row.reason, clock=clock)
    transaction.on_commit(lambda: _erase_all(row, files))
    if starts_run:
        start_run(row.camera_id, by=by, clock=clock)
    return reads.clip(clip_id, by)


def _erase_all(clip: ClipRow, files: Sequence[Path]) -> None:
    storage.erase(files)
    storage.destroy(storage.original_of(clip.camera_id, clip.id))
    with suppress(Refused):  # a clip of which the pipeline keeps nothing
        withdraw(clip.id, storage.store())


def _forget_events(clip: ClipRow) -> list[Path]:
    """Remove the events that the clip shows; the pictures that are to go with them."""
    found = [event for event in EventRow.objects.filter(camera_id=clip.camera_id) if clip.id in event.clips]
    EventRow.objects.filter(id__in=[event.id for event in found]).delete()
    return [
        storage.picture(clip.camera_id, f"{event.id}-{number}.jpg")
        for event in found
        for number in range(len(event.evidence))
    ]


@transaction.atomic
def open_figures(camera_id: str, *, opened: bool, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.CameraView:
    """Let everyone see the camera's figures, or only the staff. For officers, by a token only with ``admin``.

    Raises ``Refused``: ``sign_in_first``, ``forbidden``, ``not_found``, ``camera_not_run``.
    """
    require(rights.may_open_figures(by), by, scope=Scope.ADMIN)
    view = reads.camera(camera_id, by)
    if opened and not reads.has_figures(camera_id):
        raise Refused("camera_not_run")
    if view.is_public != opened:
        CameraRow.objects.filter(id=camera_id).update(is_public=opened)
        verb = "camera.figures_opened" if opened else "camera.figures_closed"
        record(by.actor, verb, camera_id, facts={"site": view.site.ko}, clock=clock)
        transaction.on_commit(lambda: publishing.refresh(view.site_id, clock=clock), robust=True)
    return reads.camera(camera_id, by)
