"""Cameras, their figures, runs, clips and events, as the people who may see them do."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime
from functools import cached_property
from typing import Any, BinaryIO

from naru.base.jobs import reads as job_reads
from naru.base.kit.guard import require
from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people.sealed import require_named
from naru.systems.footage import storage
from naru.systems.footage.core import rights
from naru.systems.footage.core.cameras.values import SiteKind
from naru.systems.footage.core.states import ClipState, Decision, RunState
from naru.systems.footage.core.summary import CameraSummary
from naru.systems.footage.models import Camera as CameraRow
from naru.systems.footage.models import Clip as ClipRow
from naru.systems.footage.models import Event as EventRow
from naru.systems.footage.models import Run as RunRow
from naru.systems.footage.models import Summary as SummaryRow


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraView:
    id: str
    site_id: str
    site: Words
    kind: SiteKind
    longitude: float
    latitude: float
    number: int
    file: dict[str, Any]
    changed: datetime
    is_public: bool


@dataclass(frozen=True, kw_only=True)
class SiteView:
    """A place with its cameras; ``summaries`` of those that one may see, by camera."""

    id: str
    name: Words
    kind: SiteKind
    cameras: Sequence[CameraView]
    summaries: dict[str, CameraSummary]

    @cached_property
    def people(self) -> int:
        return sum(summary.people for summary in self.summaries.values())

    @cached_property
    def is_public(self) -> bool:
        return any(camera.is_public for camera in self.cameras)


@dataclass(frozen=True, slots=True, kw_only=True)
class EventView:
    id: str
    camera: CameraView
    rule: str
    rule_version: int
    zone_id: str
    start: datetime
    end: datetime
    score: float
    evidence: Sequence[int]
    decision: Decision
    note: str
    decided: datetime | None
    by_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipView:
    id: str
    camera_id: str
    name: str
    bytes: int
    start: datetime
    end: datetime
    frames: int
    damaged: int
    repairs: Sequence[str]
    state: ClipState
    original_erased: datetime | None
    withdrawn: datetime | None
    reason: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RunView:
    id: str
    camera_id: str
    state: RunState
    job_id: str
    clips: int
    refused: Sequence[tuple[str, Words]]
    started: datetime
    ended: datetime | None
    by_name: str


def sites(person: Person) -> list[SiteView]:
    """Places of which one may see a figure, trade areas first; officers see all."""
    cameras = [
        camera
        for camera in map(_camera, CameraRow.objects.order_by("site_kind", "site_ko", "id"))
        if _visible(camera, person)
    ]
    return _by_site(cameras)


def site(site_id: str, person: Person) -> SiteView:
    """Raises ``Refused``: ``not_found`` where there is none that one may see."""
    rows = CameraRow.objects.filter(site_id=site_id).order_by("id")
    found = _by_site([camera for camera in map(_camera, rows) if _visible(camera, person)])
    if not found:
        raise Refused("not_found")
    return found[0]


def camera(camera_id: str, person: Person) -> CameraView:
    """Raises ``Refused``: ``not_found``."""
    row = CameraRow.objects.filter(id=camera_id).first()
    if row is None or not _visible(view := _camera(row), person):
        raise Refused("not_found")
    return view


def _visible(camera: CameraView, person: Person) -> bool:
    return rights.may_see_figures(person, is_public=camera.is_public)


def _by_site(cameras: Sequence[CameraView]) -> list[SiteView]:
    rows = SummaryRow.objects.filter(camera_id__in=[camera.id for camera in cameras])
    summaries = {row.camera_id: CameraSummary.from_json(row.figures) for row in rows}
    found: dict[str, list[CameraView]] = {}
    for each in cameras:
        found.setdefault(each.site_id, []).append(each)
    return [
        SiteView(
            id=site_id,
            name=own[0].site,
            kind=own[0].kind,
            cameras=own,
            summaries={each.id: summaries[each.id] for each in own if each.id in summaries},
        )
        for site_id, own in found.items()
    ]


def events(
    person: Person, *, decision: Decision | None = None, camera_id: str = "", rule: str = "", limit: int = 200
) -> list[EventView]:
    """The newest first; for officers and auditors. Raises ``Refused``: ``sign_in_first``, ``forbidden``."""
    require(rights.may_see_footage(person), person)
    rows = EventRow.objects.select_related("camera").order_by("-start", "id")
    if decision is not None:
        rows = rows.filter(decision=decision.value)
    if camera_id:
        rows = rows.filter(camera_id=camera_id)
    if rule:
        rows = rows.filter(rule=rule)
    return [_event(row) for row in rows[:limit]]


def event(event_id: str, person: Person) -> EventView:
    """Raises ``Refused``: ``sign_in_first``, ``forbidden``, ``not_found``."""
    require(rights.may_see_footage(person), person)
    row = EventRow.objects.select_related("camera").filter(id=event_id).first()
    if row is None:
        raise Refused("not_found")
    return _event(row)


def decided(person: Person) -> dict[str, tuple[int, int]]:
    """By rule, how many events were right and how many not."""
    require(rights.may_see_footage(person), person)
    right = {Decision.ACCEPTED.value, Decision.CORRECTED.value}
    counts: dict[str, tuple[int, int]] = {}
    for rule, decision in EventRow.objects.exclude(decision=Decision.OPEN.value).values_list("rule", "decision"):
        yes, no = counts.get(rule, (0, 0))
        counts[rule] = (yes + 1, no) if decision in right else (yes, no + 1)
    return counts


def waiting_events() -> dict[str, int]:
    """By camera, how many events wait for a reviewer."""
    counts: dict[str, int] = {}
    for camera_id in EventRow.objects.filter(decision=Decision.OPEN.value).values_list("camera_id", flat=True):
        counts[camera_id] = counts.get(camera_id, 0) + 1
    return counts


def clips(camera_id: str, person: Person) -> list[ClipView]:
    """In the order of time, withdrawn ones too. Raises ``Refused``: ``sign_in_first``, ``forbidden``."""
    require(rights.may_see_footage(person), person)
    return [_clip(row) for row in ClipRow.objects.filter(camera_id=camera_id).order_by("start", "id")]


def clip(clip_id: str, person: Person) -> ClipView:
    """Raises ``Refused``: ``sign_in_first``, ``forbidden``, ``not_found``."""
    require(rights.may_see_footage(person), person)
    row = ClipRow.objects.filter(id=clip_id).first()
    if row is None:
        raise Refused("not_found")
    return _clip(row)


def original(clip_id: str, person: Person) -> BinaryIO:
    """A clip as it was taken, out of its envelope. Raises ``Refused``: ``not_found`` for all who are not named, and once it is erased."""
    require_named(Ref("footage_original", clip_id), person)
    row = ClipRow.objects.filter(id=clip_id).first()
    found = storage.original_of(row.camera_id, row.id) if row else []
    if not found:
        raise Refused("not_found")
    return storage.open_original(found[0])


def runs(person: Person, *, camera_id: str = "", limit: int = 20) -> list[RunView]:
    """The newest first. Raises ``Refused``: ``sign_in_first``, ``forbidden``."""
    require(rights.may_see_footage(person), person)
    rows = RunRow.objects.filter(**({"camera_id": camera_id} if camera_id else {})).order_by("-id")
    return [_run(row) for row in rows[:limit]]


def run(run_id: str, person: Person) -> tuple[RunView, job_reads.JobView | None]:
    """A run and the job that carries it out. Raises ``Refused``: ``sign_in_first``, ``forbidden``, ``not_found``."""
    require(rights.may_see_footage(person), person)
    row = RunRow.objects.filter(id=run_id).first()
    if row is None:
        raise Refused("not_found")
    return _run(row), job_reads.job(row.job_id) if row.job_id else None


def has_figures(camera_id: str) -> bool:
    """Whether a run over the camera's clips has ended well."""
    return SummaryRow.objects.filter(camera_id=camera_id).exists()


def all_have_figures() -> bool:
    """Whether a run over the clips of every camera has ended well."""
    return CameraRow.objects.count() == SummaryRow.objects.count()


def count_people() -> int:
    """Passers in the open figures: as anyone may know it."""
    rows = SummaryRow.objects.filter(camera__is_public=True).values_list("figures", flat=True)
    return sum(figures["people"] for figures in rows)


def _camera(row: CameraRow) -> CameraView:
    return CameraView(
        id=row.id,
        site_id=row.site_id,
        site=Words(row.site_ko, row.site_en),
        kind=SiteKind(row.site_kind),
        longitude=row.longitude,
        latitude=row.latitude,
        number=row.number,
        file=row.file,
        changed=row.changed,
        is_public=row.is_public,
    )


def _event(row: EventRow) -> EventView:
    return EventView(
        id=row.id,
        camera=_camera(row.camera),
        rule=row.rule,
        rule_version=row.rule_version,
        zone_id=row.zone_id,
        start=row.start,
        end=row.end,
        score=row.score,
        evidence=row.evidence,
        decision=Decision(row.decision),
        note=row.note,
        decided=row.decided,
        by_name=row.by_name,
    )


def _clip(row: ClipRow) -> ClipView:
    return ClipView(
        id=row.id,
        camera_id=row.camera_id,
        name=row.name,
        bytes=row.bytes,
        start=row.start,
        end=row.end,
        frames=row.frames,
        damaged=row.damaged,
        repairs=row.repairs,
        state=ClipState(row.state),
        original_erased=row.original_erased,
        withdrawn=row.withdrawn,
        reason=row.reason,
    )


def _run(row: RunRow) -> RunView:
    return RunView(
        id=row.id,
        camera_id=row.camera_id,
        state=RunState(row.state),
        job_id=row.job_id,
        clips=row.clips,
        refused=[(name, Refused(code, **facts).words) for name, code, facts in row.refused],
        started=row.started,
        ended=row.ended,
        by_name=row.by_name,
    )
