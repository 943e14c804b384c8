"""Originals destroyed once their camera's retention is over, each with a certificate; the figures stay.

*Theory of operation.* An original's time runs from its clip's begin, as the run found it; one that no run could read counts from when it was
brought, so that nothing unmasked outlives its time because it could not be used. Destroying is ``files.erasing``'s: decided, carried out,
tried in vain, certified, each step again should it be killed. That a clip's original is gone is written down once no file of it is left.
"""

from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from pathlib import Path

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import SYSTEM
from naru.base.kit.ref import Ref
from naru.base.trail.actions import record
from naru.data.files.erasing import decide_erasure
from naru.systems.footage import storage
from naru.systems.footage.core.states import ClipState
from naru.systems.footage.models import Camera as CameraRow
from naru.systems.footage.models import Clip as ClipRow

UNFINISHED_KEPT = timedelta(days=1)  # a seal in the making that is older was killed


def erase_expired(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """How many originals were destroyed now."""
    erased = 0
    for camera in CameraRow.objects.order_by("id"):
        kept_from = clock.now() - timedelta(days=camera.file["retention_days"])
        for path in list(_expired(camera, kept_from)):
            _destroy(camera, path, clock)
            erased += not path.exists()
        _write_down(camera, kept_from, clock)
        _sweep(camera, clock)
    return erased


def _expired(camera: CameraRow, kept_from: datetime) -> Iterator[Path]:
    begins = dict(ClipRow.objects.filter(camera=camera).values_list("id", "start"))
    for path in storage.sealed_files(camera.id):
        if begins.get(path.parent.name, _brought(path)) < kept_from:
            yield path


def _brought(path: Path) -> datetime:
    return datetime.fromtimestamp(path.stat().st_mtime, UTC)


def _destroy(camera: CameraRow, path: Path, clock: Clock) -> None:
    """Decided in a transaction of its own, after which it is carried out; held where a gate asks for a second person."""
    days = camera.file["retention_days"]
    decide_erasure(
        Ref("clip", path.parent.name),
        [storage.subject_of(path)],
        basis=camera.file["legal_basis"][:300],
        reason=f"보관 기간 {days}일이 지남 · retention of {days} days is over",
        by=SYSTEM,
        clock=clock,
    )


def _write_down(camera: CameraRow, kept_from: datetime, clock: Clock) -> None:
    for clip in ClipRow.objects.filter(
        camera=camera, original_erased=None, state=ClipState.PRESENT.value, start__lt=kept_from
    ):
        if not storage.original_of(camera.id, clip.id):
            with transaction.atomic():
                ClipRow.objects.filter(id=clip.id).update(original_erased=clock.now())
                record(SYSTEM.actor, "clip.original_erased", clip.id, facts={"camera": camera.id}, clock=clock)


def _sweep(camera: CameraRow, clock: Clock) -> None:
    for path in storage.originals(camera.id).glob(".*"):
        if path.is_file() and clock.now() - _brought(path) > UNFINISHED_KEPT:
            path.unlink(missing_ok=True)
