"""Sets, clips, labellings, releases and withdrawals as values."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from typing import Any

from naru.systems.footage.core.labels.values import Media
from naru.systems.footage.core.sets.manifest import Manifest, ReleasedClip, clip_from_json
from naru.systems.footage.core.sets.plan import SetPlan
from naru.systems.footage.core.sets.plan_file import plan_from_mapping
from naru.systems.footage.core.sets.reach import Reach
from naru.systems.footage.core.sets.stages import Entry, Outcome, Stage
from naru.systems.footage.core.sets.states import LabelSource, ReleaseState, Target, WithdrawalState
from naru.systems.footage.models import Labelling as LabellingRow
from naru.systems.footage.models import Release as ReleaseRow
from naru.systems.footage.models import SetClip as SetClipRow
from naru.systems.footage.models import StageEntry as EntryRow
from naru.systems.footage.models import TrainingSet as SetRow
from naru.systems.footage.models import Withdrawal as WithdrawalRow

DONE, OUT = "done", "out"  # of ``SetClip.due``, beside the stages


@dataclass(frozen=True, slots=True, kw_only=True)
class SetView:
    id: str
    plan: SetPlan
    dataset_id: str
    created: datetime
    changed: datetime
    due: Mapping[str, int]  # clips by stage, "done" and "out"

    @property
    def clips(self) -> int:
        return sum(count for due, count in self.due.items() if due != OUT)


@dataclass(frozen=True, slots=True, kw_only=True)
class LabellingView:
    id: str
    source: LabelSource
    format: str
    inputs: Sequence[str]
    sha256: str
    boxes: int
    tracks: int
    faults: int
    classes: Mapping[str, int]
    losses: Mapping[str, int]
    person: str
    at: datetime
    by_id: str
    by_name: str
    erased: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class StageLine:
    """A line of the ledger with the name of who wrote it."""

    entry: Entry
    by_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class SetClipView:
    id: str
    set_id: str
    clip_id: str
    name: str
    camera_id: str
    site: str
    day: date
    width: int
    height: int
    frames: int
    fps: float
    due: str
    is_withdrawn: bool
    in_time: bool
    labels: LabellingView | None
    entries: Sequence[StageLine]

    @property
    def ledger(self) -> list[Entry]:
        return [line.entry for line in self.entries]

    @property
    def verified_labels(self) -> str:
        """The labelling that the last stage passed, if the clip has passed it since."""
        last = next((line.entry for line in reversed(self.entries) if line.entry.stage is Stage.VERIFY), None)
        return last.labels if last is not None and last.outcome is Outcome.PASSED and self.due == DONE else ""


@dataclass(frozen=True, slots=True, kw_only=True)
class ReleaseView:
    id: str
    set_id: str
    number: int
    state: ReleaseState
    plan: SetPlan
    manifest: Manifest
    digest: str
    figures: Mapping[str, Any]
    versions: Sequence[str]
    at: datetime
    by_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class WithdrawalView:
    id: str
    target: Target
    clip_id: str
    camera_id: str
    track_id: int | None
    basis: str
    reason: str
    state: WithdrawalState
    reach: Reach
    erasures: Sequence[str]
    releases: Sequence[str]
    decided: datetime
    done: datetime | None
    by_name: str


def set_value(row: SetRow, due: Mapping[str, int]) -> SetView:
    return SetView(
        id=row.id,
        plan=plan_from_mapping(row.plan),
        dataset_id=row.dataset_id,
        created=row.created,
        changed=row.changed,
        due=due,
    )


def labelling_value(row: LabellingRow) -> LabellingView:
    return LabellingView(
        id=row.id,
        source=LabelSource(row.source),
        format=row.format,
        inputs=row.inputs,
        sha256=row.sha256,
        boxes=row.boxes,
        tracks=row.tracks,
        faults=row.faults,
        classes=row.classes,
        losses=row.losses,
        person=row.person,
        at=row.at,
        by_id=row.by_id,
        by_name=row.by_name,
        erased=row.erased,
    )


def line_value(row: EntryRow) -> StageLine:
    entry = Entry(
        stage=Stage(row.stage),
        outcome=Outcome(row.outcome),
        by=row.by_id,
        at=row.at,
        labels=row.labels_id,
        reason=row.reason,
    )
    return StageLine(entry=entry, by_name=row.by_name)


def clip_value(row: SetClipRow) -> SetClipView:
    """Of a row with its clip, camera, labels and entries at hand."""
    return SetClipView(
        id=row.id,
        set_id=row.set_id,
        clip_id=row.clip_id,
        name=row.clip.name,
        camera_id=row.clip.camera_id,
        site=row.clip.camera.site_id,
        day=row.day,
        width=row.width,
        height=row.height,
        frames=row.clip.frames,
        fps=row.fps,
        due=row.due,
        is_withdrawn=row.clip.withdrawn is not None,
        in_time=row.in_time,
        labels=labelling_value(row.labels) if row.labels else None,
        entries=[line_value(entry) for entry in sorted(row.entries.all(), key=lambda entry: entry.id)],
    )


def media_of(row: SetClipRow) -> Media:
    """As the clip is called in label files: by its id, so that equal file names are no one clip."""
    return Media(name=row.clip_id, width=row.width, height=row.height, frames=row.clip.frames, fps=row.fps)


def manifest_value(stored: Mapping[str, Any]) -> Manifest:
    clips: tuple[ReleasedClip, ...] = tuple(map(clip_from_json, stored["clips"]))
    return Manifest(
        set_id=stored["set"],
        number=stored["release"],
        made=datetime.fromisoformat(stored["made"]),
        plan_sha256=stored["plan_sha256"],
        classes=tuple(stored["classes"]),
        clips=clips,
        indicators=stored["indicators"],
        files=stored["files"],
        withdrawn=tuple(stored["withdrawn"]),
    )


def release_value(row: ReleaseRow) -> ReleaseView:
    return ReleaseView(
        id=row.id,
        set_id=row.set_id,
        number=row.number,
        state=ReleaseState(row.state),
        plan=plan_from_mapping(row.plan),
        manifest=manifest_value(row.manifest),
        digest=row.digest,
        figures=row.figures,
        versions=row.versions,
        at=row.at,
        by_name=row.by_name,
    )


def withdrawal_value(row: WithdrawalRow) -> WithdrawalView:
    kinds = {name: tuple(value) for name, value in row.reach.items() if name != "boxes"}
    return WithdrawalView(
        id=row.id,
        target=Target(row.target),
        clip_id=row.clip_id,
        camera_id=row.camera_id,
        track_id=row.track_id,
        basis=row.basis,
        reason=row.reason,
        state=WithdrawalState(row.state),
        reach=Reach(boxes=row.reach["boxes"], **kinds),
        erasures=row.erasures,
        releases=row.releases,
        decided=row.decided,
        done=row.done,
        by_name=row.by_name,
    )
