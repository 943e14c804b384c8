"""A site's open figures as a dataset of the catalogue: by quarters of an hour, each row naming the clips it was counted on.

*Theory of operation.* Once a site's figures are published, every run of its cameras makes the next version, of the cameras whose figures are
open. A clip that is withdrawn takes all versions with it at once; the run that follows publishes anew, without it. Equal rows are no new version.
"""

from collections.abc import Mapping, Sequence
from dataclasses import replace
from datetime import UTC, date, datetime
from pathlib import Path
from tempfile import TemporaryDirectory

import ibis
import pyarrow as pa
import pyarrow.parquet as pq

from naru.base.kit.canonical import sha256_of
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.person import SYSTEM, Person, Scope
from naru.base.kit.refusals import Refused
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.columns import ColumnType
from naru.data.catalogue.core.states import VersionState
from naru.data.catalogue.core.values import Dataset, DatasetId, Derived, Description, TableId
from naru.data.tables import actions as tables
from naru.data.tables.core.description import KnownColumn
from naru.systems.footage import reads, storage
from naru.systems.footage.core import rights
from naru.systems.footage.core.cameras.entry import camera_of
from naru.systems.footage.core.figure_tables import TABLES, figure_tables
from naru.systems.footage.pipeline import current
from naru.systems.footage.pipeline.current import Current
from naru.systems.footage.pipeline.store import content_hash

SOURCE = "footage_figures"
BY = "footage.figures 1"
CLIPS = KnownColumn(name="센 영상", alias="clips", type=ColumnType.TEXT)
CAMERA = KnownColumn(name="카메라", alias="camera", type=ColumnType.TEXT)
BEGINS = KnownColumn(name="시작", alias="begins", type=ColumnType.DATETIME)
COLUMNS: Mapping[str, tuple[str, Sequence[KnownColumn]]] = {
    "people": (
        "15분마다 지나간 사람",
        (
            CAMERA,
            BEGINS,
            KnownColumn(name="사람", alias="people", type=ColumnType.INTEGER, unit="명"),
            KnownColumn(name="본 시간", alias="seen_s", type=ColumnType.DECIMAL, unit="초"),
            CLIPS,
        ),
    ),
    "lines": (
        "15분마다 선을 넘은 사람",
        (
            CAMERA,
            KnownColumn(name="선", alias="line", type=ColumnType.TEXT),
            BEGINS,
            KnownColumn(name="들어옴", alias="ins", type=ColumnType.INTEGER, unit="명"),
            KnownColumn(name="나감", alias="outs", type=ColumnType.INTEGER, unit="명"),
            CLIPS,
        ),
    ),
    "zones": (
        "15분마다 구역에 온 사람",
        (
            CAMERA,
            KnownColumn(name="구역", alias="zone", type=ColumnType.TEXT),
            BEGINS,
            KnownColumn(name="방문", alias="visits", type=ColumnType.INTEGER, unit="번"),
            KnownColumn(name="머묾", alias="visiting", type=ColumnType.INTEGER, unit="번"),
            KnownColumn(name="지나감", alias="passing", type=ColumnType.INTEGER, unit="번"),
            KnownColumn(name="안에 있던 시간", alias="seconds", type=ColumnType.DECIMAL, unit="초"),
            CLIPS,
        ),
    ),
    "clips": (
        "센 영상",
        (
            KnownColumn(name="영상 번호", alias="clip", type=ColumnType.TEXT),
            CAMERA,
            BEGINS,
            KnownColumn(name="끝", alias="ends", type=ColumnType.DATETIME),
            KnownColumn(name="그림 수", alias="frames", type=ColumnType.INTEGER, unit="장"),
            KnownColumn(name="깨진 그림", alias="damaged", type=ColumnType.INTEGER, unit="장"),
            KnownColumn(name="해시", alias="sha256", type=ColumnType.TEXT),
        ),
    ),
}


def publish_figures(site_id: str, *, licence: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> DatasetId:
    """Publish the open figures of a site, and from now on those of each run. For officers, by a token only with ``admin``.

    ``licence``: a code of ``vocabulary.LICENCES``. Raises ``Refused``: ``sign_in_first``, ``forbidden``, ``not_found``,
    ``figures_not_open``, and as ``catalogue.publish_dataset``.
    """
    require(rights.may_open_figures(by), by, scope=Scope.ADMIN)
    site = reads.site(site_id, by)
    cameras = _open_cameras(site)
    if not cameras:
        raise Refused("figures_not_open", site_ko=site.name.ko, site_en=site.name.en)
    about = replace(_description(site, cameras), licence=licence)
    dataset = catalogue.register_dataset(about, by=by, source=SOURCE, source_id=site_id, clock=clock)
    _publish_tables(dataset, site, cameras, by, clock)
    catalogue.publish_dataset(DatasetId(dataset.id), by=by, clock=clock)
    return DatasetId(dataset.id)


def dataset_of(site_id: str, person: Person) -> str:
    """Where the site's figures are published, for those who may see them there; "" where nowhere."""
    dataset = catalogue_reads.dataset_by_source(SOURCE, site_id, person)
    return dataset.id if dataset else ""


def refresh(site_id: str, *, clock: Clock = SYSTEM_CLOCK) -> None:
    """What is published follows what is open: the next version, or none at all where no camera of the site is open any more."""
    dataset = catalogue_reads.dataset_by_source(SOURCE, site_id, SYSTEM)
    if dataset is None:
        return
    site = reads.site(site_id, SYSTEM)
    if cameras := _open_cameras(site):
        _publish_tables(dataset, site, cameras, SYSTEM, clock)
    else:
        take_back(site_id, "공개한 카메라가 없음 · no camera is open", clock=clock)


def take_back(site_id: str, reason: str, *, clock: Clock = SYSTEM_CLOCK) -> None:
    """Withdraw every version of the site's published figures."""
    if not (dataset_id := dataset_of(site_id, SYSTEM)):
        return
    for title, _ in COLUMNS.values():
        table = catalogue.ensure_table(DatasetId(dataset_id), title, by=SYSTEM)
        for version in catalogue_reads.versions(TableId(table.id), SYSTEM):
            if version.state is VersionState.LIVE:
                catalogue.withdraw_version(version.id, reason=reason, by=SYSTEM, clock=clock)


def _open_cameras(site: reads.SiteView) -> list[reads.CameraView]:
    return [camera for camera in site.cameras if camera.is_public and camera.id in site.summaries]


def _publish_tables(
    dataset: Dataset, site: reads.SiteView, cameras: Sequence[reads.CameraView], by: Person, clock: Clock
) -> None:
    """The next version of each table. Of the description only the period follows; the rest is its editors'."""
    dataset_id, now = DatasetId(dataset.id), _description(site, cameras)
    about = replace(dataset.description, period_start=now.period_start, period_end=now.period_end)
    catalogue.describe_dataset(dataset_id, about, by=by, clock=clock)
    found = {each.camera["id"]: each for each in current.read(storage.store())}
    made = [
        _tables_of(camera, found[camera.id])
        for camera in cameras
        if camera.id in found and found[camera.id].has("visits")
    ]
    with TemporaryDirectory(prefix="naru-figures-") as folder:
        for name, (title, columns) in COLUMNS.items():
            rows = pa.concat_tables([TABLES[name].empty_table(), *(of[name] for of in made)])
            table = catalogue.ensure_table(dataset_id, title, by=by, clock=clock)
            path = Path(folder) / f"{name}.parquet"
            pq.write_table(rows, path, compression="zstd")
            _version(TableId(table.id), path, rows, columns, by, clock)


def _tables_of(view: reads.CameraView, found: Current) -> dict[str, pa.Table]:
    clips = pa.concat_tables([found.clip_table(clip, "clips") for clip in found.clips])
    of_camera = {name: found.table(name) for name in ("tracks", "visits", "crossings")}
    lazy = {name: ibis.memtable(table) for name, table in {"clips": clips, **of_camera}.items()}
    return figure_tables(camera_of(view.file), lazy, ibis.duckdb.connect().to_pyarrow)


def _version(
    table_id: TableId, path: Path, rows: pa.Table, columns: Sequence[KnownColumn], by: Person, clock: Clock
) -> None:
    """Equal rows are the version that is there, but for one that was withdrawn."""
    before = catalogue_reads.versions(table_id, by)
    withdrawn = sum(version.state is VersionState.WITHDRAWN for version in before)
    digest = sha256_of({"by": BY, "rows": content_hash(rows), "after": withdrawn})
    derived = Derived(inputs=(), by=BY, digest=digest)
    tables.publish(table_id, path, derived, columns=columns, commit_key=digest, by=by, clock=clock)


def _description(site: reads.SiteView, cameras: Sequence[reads.CameraView]) -> Description:
    summaries = [site.summaries[camera.id] for camera in cameras]
    return Description(
        title=f"{site.name.ko} 유동인구",
        title_en=f"Footfall at {site.name.en}",
        description="얼굴과 번호판을 가린 영상에서 센 사람, 15분마다. ‘센 영상’ 열은 그 수를 센 영상의 번호입니다.",
        description_en="People counted in footage with faces and plates covered, by quarters of an hour. The column of clips names those that each figure was counted on.",
        publisher=camera_of(cameras[0].file).operator,
        keywords=("유동인구", "CCTV"),
        period_start=min(_day(each.first_us) for each in summaries),
        period_end=max(_day(each.last_us) for each in summaries),
    )


def _day(us: int) -> date:
    return datetime.fromtimestamp(us / 1_000_000, UTC).date()
