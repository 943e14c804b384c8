"""A release: the gate is asked, the manifest hashed, the rows published as versions of a dataset, the lineage written down.

*Theory of operation.* Measuring takes long and holds no lock; releasing is one transaction under the set's lock, and only for the figures that were
measured over exactly what the set is now (their key). Killed in between there is no release; the rows that lie in the lake already are
found again by their key.
"""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from datetime import date
from pathlib import Path
from tempfile import TemporaryDirectory

import pyarrow as pa
import pyarrow.parquet as pq
from django.db import transaction

from naru.base.gates.actions import ask
from naru.base.kit import crash
from naru.base.kit.canonical import sha256_of
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.person import Person, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue.core.columns import ColumnType
from naru.data.catalogue.core.states import Access
from naru.data.catalogue.core.values import DatasetId, Derived, Description, TableId
from naru.data.tables import actions as tables
from naru.data.tables.core.description import KnownColumn
from naru.systems.footage.core import rights
from naru.systems.footage.core.cameras.entry import camera_of
from naru.systems.footage.core.sets.gate import ClipFacts, Reason, ReleaseFacts, bars
from naru.systems.footage.core.sets.indicators import figures
from naru.systems.footage.core.sets.manifest import Manifest, ReleasedClip
from naru.systems.footage.core.sets.measured import Measured
from naru.systems.footage.core.sets.plan import SetPlan
from naru.systems.footage.core.sets.plan_file import plan_mapping
from naru.systems.footage.core.sets.release_tables import (
    CLIP_COLUMNS,
    LABEL_COLUMNS,
    ReleasedLabels,
    clip_rows,
    csv_pieces,
    label_rows,
)
from naru.systems.footage.models import Camera as CameraRow
from naru.systems.footage.models import Release as ReleaseRow
from naru.systems.footage.models import ReleasedClip as ReleasedClipRow
from naru.systems.footage.models import TrainingSet as SetRow
from naru.systems.footage.sets import label_store, measuring, reads
from naru.systems.footage.sets.actions import NAME_LENGTH, locked_set
from naru.systems.footage.sets.clip_tables import FoundClip, find_clips
from naru.systems.footage.sets.shapes import ReleaseView, SetClipView

ACT = "footage.release"  # as gates name it
SOURCE = "footage"
BY = "footage.release 1"
LABELS = "라벨"
CLIPS = "영상"
COLUMNS: Mapping[str, Sequence[KnownColumn]] = {
    LABELS: (
        KnownColumn(name="영상 번호", alias="clip", type=ColumnType.TEXT),
        KnownColumn(name="나눔", alias="split", type=ColumnType.TEXT),
        KnownColumn(name="그림 번호", alias="frame", type=ColumnType.INTEGER),
        KnownColumn(name="찍은 때", alias="t", type=ColumnType.DATETIME),
        KnownColumn(name="궤적 번호", alias="track", type=ColumnType.INTEGER),
        KnownColumn(name="분류", alias="class", type=ColumnType.TEXT),
        KnownColumn(name="왼쪽", alias="x1", type=ColumnType.DECIMAL, unit="px"),
        KnownColumn(name="위", alias="y1", type=ColumnType.DECIMAL, unit="px"),
        KnownColumn(name="오른쪽", alias="x2", type=ColumnType.DECIMAL, unit="px"),
        KnownColumn(name="아래", alias="y2", type=ColumnType.DECIMAL, unit="px"),
        KnownColumn(name="가림", alias="occluded", type=ColumnType.BOOLEAN),
        KnownColumn(name="직접 그림", alias="keyframe", type=ColumnType.BOOLEAN),
        KnownColumn(name="속성", alias="attributes", type=ColumnType.TEXT),
    ),
    CLIPS: (
        KnownColumn(name="영상 번호", alias="clip", type=ColumnType.TEXT),
        KnownColumn(name="파일", alias="file", type=ColumnType.TEXT),
        KnownColumn(name="나눔", alias="split", type=ColumnType.TEXT),
        KnownColumn(name="카메라", alias="camera", type=ColumnType.TEXT),
        KnownColumn(name="장소", alias="site", type=ColumnType.TEXT),
        KnownColumn(name="찍은 날", alias="day", type=ColumnType.DATE),
        KnownColumn(name="가로", alias="width", type=ColumnType.INTEGER, unit="px"),
        KnownColumn(name="세로", alias="height", type=ColumnType.INTEGER, unit="px"),
        KnownColumn(name="그림 수", alias="frames", type=ColumnType.INTEGER, unit="장"),
        KnownColumn(name="초당 그림 수", alias="fps", type=ColumnType.DECIMAL),
        KnownColumn(name="바이트", alias="bytes", type=ColumnType.INTEGER),
        KnownColumn(name="해시", alias="sha256", type=ColumnType.TEXT),
        KnownColumn(name="상자 수", alias="boxes", type=ColumnType.INTEGER, unit="개"),
    ),
}


def gate(set_id: str, by: Person, *, clock: Clock = SYSTEM_CLOCK) -> tuple[Reason, ...] | None:
    """Why the set may not be released as it is; None while it is not measured as it is. For officers and auditors."""
    require(rights.may_see_footage(by), by)
    plan = reads.training_set(set_id, by).plan
    clips = measuring.releasable(set_id, by)
    known = measuring.latest(set_id)
    if known is None or known.key != measuring.measurement_key(plan, clips):
        return None
    return bars(_facts(plan, clips, known.measured, clock))


def _facts(plan: SetPlan, clips: Sequence[SetClipView], measured: Measured, clock: Clock) -> ReleaseFacts:
    cameras = {
        row.id: camera_of(row.file) for row in CameraRow.objects.filter(id__in={clip.camera_id for clip in clips})
    }
    return ReleaseFacts(
        plan=plan,
        today=clock.today(),
        clips=[
            ClipFacts(
                clip_id=clip.clip_id,
                is_withdrawn=clip.is_withdrawn,
                legal_basis=cameras[clip.camera_id].legal_basis,
                masking=measured.proofs.get(clip.clip_id),
                in_time=clip.in_time,
                verified_labels=clip.verified_labels,
                labels=clip.labels.id if clip.labels else "",
            )
            for clip in clips
        ],
        indicators=figures(measured.indicators, plan.thresholds),
        sizes=measured.sizes,
        leaks=measured.leaks,
        shortcut=measured.shortcut,
    )


@transaction.atomic
def release(set_id: str, *, key: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> ReleaseView | None:
    """Release the set as it was measured under ``key``; None while another package's gate holds it.

    For officers, by a token only with ``admin``. Raises ``Refused``: ``sign_in_first``, ``forbidden``, ``not_found``,
    ``release_moved``, ``release_barred``, as ``gates.ask``.
    """
    require(rights.may_release(by), by, scope=Scope.ADMIN)
    row = locked_set(set_id)
    plan = reads.training_set(set_id, by).plan
    clips = measuring.releasable(set_id, by)
    known = measuring.latest(set_id)
    if known is None or known.key != key or key != measuring.measurement_key(plan, clips):
        raise Refused("release_moved")
    if found := bars(_facts(plan, clips, known.measured, clock)):
        raise Refused("release_barred", count=len(found), first_ko=found[0].words.ko, first_en=found[0].words.en)
    if ask(ACT, thing=Ref("training_set", set_id), by=by, facts={"key": key}, clock=clock):
        return None
    return make_release(row, plan, clips, known.measured, by=by, clock=clock)


def make_release(
    row: SetRow,
    plan: SetPlan,
    clips: Sequence[SetClipView],
    measured: Measured,
    *,
    withdrawn: Sequence[str] = (),
    by: Person,
    clock: Clock,
) -> ReleaseView:
    """The set's next release, of these clips with these labels. The caller holds the set's lock and has asked the gate."""
    last = ReleaseRow.objects.filter(set=row).order_by("-number").values_list("number", flat=True).first()
    found = find_clips(clip.camera_id for clip in clips)
    released = tuple(_released(clip, found.get(clip.clip_id), measured) for clip in clips)
    manifest = Manifest(
        set_id=row.id,
        number=(last or 0) + 1,
        made=clock.now(),
        plan_sha256=sha256_of(plan_mapping(plan)),
        classes=plan.class_names,
        clips=released,
        files={name: _sha256(pieces) for name, pieces in csv_files(row.id, released).items()},
        indicators=measured.to_json()["indicators"],
        withdrawn=tuple(withdrawn),
    )
    versions = _publish(row, plan, manifest, by, clock)
    made = ReleaseRow.objects.create(
        set=row,
        number=manifest.number,
        plan=plan_mapping(plan),
        manifest=manifest.to_json(),
        digest=manifest.digest,
        figures=measured.to_json(),
        versions=versions,
        at=clock.now(),
        by_id=by.id,
        by_name=by.name[:NAME_LENGTH],
    )
    ReleasedClipRow.objects.bulk_create(
        ReleasedClipRow(
            release=made,
            clip_id=clip.clip_id,
            camera_id=clip.camera_id,
            labels_id=clip.labels_id,
            mask_key=(proof.key if (proof := measured.proofs.get(clip.clip_id)) else ""),
            split=clip.split,
        )
        for clip in manifest.clips
    )
    crash.point("footage.release.made")
    facts = {"number": made.number, "digest": made.digest, "clips": len(manifest.clips), "title": plan.title.ko}
    record(by.actor, "training_set.released", row.id, facts=facts, clock=clock)
    return reads.release(made.id, by)


def _released(clip: SetClipView, found: FoundClip | None, measured: Measured) -> ReleasedClip:
    proof, labels = measured.proofs.get(clip.clip_id), clip.labels
    masked = found.masked() if found else None
    assert proof, "the gate lets no clip pass without one"
    assert masked, "the gate lets no clip pass without a masked copy"
    assert labels, "a clip that passed all stages has labels"
    return ReleasedClip(
        clip_id=clip.clip_id,
        name=f"clips/{clip.clip_id}.mp4",
        camera_id=clip.camera_id,
        site=clip.site,
        day=clip.day.isoformat(),
        split=measured.splits[clip.clip_id],
        width=clip.width,
        height=clip.height,
        frames=clip.frames,
        fps=clip.fps,
        bytes=masked.stat().st_size,
        sha256=proof.sha256,
        labels_id=labels.id,
        labels_sha256=labels.sha256,
        boxes=labels.boxes,
    )


def _publish(row: SetRow, plan: SetPlan, manifest: Manifest, by: Person, clock: Clock) -> list[str]:
    """Ids of the dataset's new versions: of its labels, and of its clips."""
    about = _description(plan, manifest)
    dataset = catalogue.register_dataset(about, by=by, source=SOURCE, source_id=row.id, clock=clock)
    if row.dataset_id != dataset.id:
        row.dataset_id = dataset.id
        row.save(update_fields=["dataset_id"])
        catalogue.set_access(dataset.id, Access(plan.access), by=by, clock=clock)
    catalogue.describe_dataset(dataset.id, about, by=by, clock=clock)
    versions: list[str] = []
    with TemporaryDirectory(prefix="naru-release-") as folder:
        rows: Mapping[str, tuple[pa.Schema, Iterable[pa.Table]]] = {
            LABELS: (LABEL_COLUMNS, label_tables(row.id, manifest.clips)),
            CLIPS: (CLIP_COLUMNS, [clip_rows(manifest.clips)]),
        }
        for name, (schema, parts) in rows.items():
            path = Path(folder) / f"{len(versions)}.parquet"
            _write(path, schema, parts)
            table = catalogue.ensure_table(dataset.id, name, by=by)
            versions.append(_version(TableId(table.id), path, manifest, name, by, clock))
            crash.point("footage.release.committed")
    catalogue.publish_dataset(DatasetId(dataset.id), by=by, clock=clock)
    return versions


def csv_files(set_id: str, clips: Sequence[ReleasedClip]) -> dict[str, Iterator[bytes]]:
    """The two tables as they go with the clips, by file name."""
    return {
        "labels.csv": csv_pieces(label_tables(set_id, clips)),
        "clips.csv": csv_pieces([clip_rows(clips)]),
    }


def _sha256(pieces: Iterable[bytes]) -> str:
    digest = hashlib.sha256()
    for piece in pieces:
        digest.update(piece)
    return digest.hexdigest()


def label_tables(set_id: str, clips: Sequence[ReleasedClip]) -> Iterator[pa.Table]:
    """LABEL_COLUMNS, a table a clip."""
    found = find_clips(clip.camera_id for clip in clips)
    yield from label_rows(
        ReleasedLabels(
            clip=clip,
            labels=label_store.read(set_id, clip.labels_id),
            times_us=found[clip.clip_id].times_us() if clip.clip_id in found else [],
        )
        for clip in clips
    )


def _write(path: Path, schema: pa.Schema, parts: Iterable[pa.Table]) -> None:
    with pq.ParquetWriter(path, schema, compression="zstd") as writer:
        for each in parts:
            writer.write_table(each)


def _version(table_id: TableId, path: Path, manifest: Manifest, name: str, by: Person, clock: Clock) -> str:
    digest = sha256_of({"by": BY, "manifest": manifest.digest, "table": name})
    derived = Derived(inputs=(), by=BY, digest=digest, notes={"release": manifest.number, "manifest": manifest.digest})
    version = tables.publish(table_id, path, derived, columns=COLUMNS[name], commit_key=digest, by=by, clock=clock)
    return version.id


def _description(plan: SetPlan, manifest: Manifest) -> Description:
    boxes = sum(clip.boxes for clip in manifest.clips)
    return Description(
        title=plan.title.ko,
        title_en=plan.title.en,
        description=f"{plan.purpose.ko}\n\n얼굴과 번호판을 가린 영상 {len(manifest.clips)}개, 라벨 상자 {boxes:,}개. 배포판 {manifest.number}.",
        description_en=f"{plan.purpose.en}\n\n{len(manifest.clips)} clips with faces and plates covered, {boxes:,} label boxes. Release {manifest.number}.",
        publisher=plan.publisher,
        keywords=("학습용 데이터", "CCTV", "라벨"),
        licence=plan.licence,
        period_start=min((_day(clip) for clip in manifest.clips), default=None),
        period_end=max((_day(clip) for clip in manifest.clips), default=None),
    )


def _day(clip: ReleasedClip) -> date:
    return date.fromisoformat(clip.day)
