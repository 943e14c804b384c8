"""``naru footage``: a folder of clips into masked clips, tracks, figures and events; each stage alone; evaluate, report, withdraw."""

import os
import sys
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import orjson

from naru.base.kit.refusals import Refused
from naru.systems.footage.command_options import as_json_option, store_of, store_option
from naru.systems.footage.event_commands import kisa, review, rules
from naru.systems.footage.sets.commands import convert, training_set

if TYPE_CHECKING:
    from naru.systems.footage.pipeline.plan import RunConfig
    from naru.systems.footage.pipeline.spread import Spread

REFUSED_EXIT = 2


@click.group()
def footage() -> None:
    """CCTV 영상을 집계와 사건으로 바꿉니다 · Turn CCTV clips into figures and events.

    결과는 내용과 설정의 해시로 보관되어, 다시 실행하면 바뀐 것만 처리합니다. · Results are kept by the hash of content and settings: a
    rerun does only what changed.
    """


footage.add_command(review)
footage.add_command(rules)
footage.add_command(kisa)


def _model(name: str, help: str) -> Callable[[Any], Any]:
    return click.option(
        name, type=click.Path(path_type=Path, exists=True, dir_okay=False, resolve_path=True), help=help
    )


def _stage(name: str, stages: tuple[str, ...], ko: str, en: str) -> None:
    """Declare one command that runs ``stages`` and what they need."""

    @footage.command(name, help=f"{ko} · {en}")
    @click.argument("folder", type=click.Path(path_type=Path, resolve_path=True))
    @click.option(
        "--cameras",
        required=True,
        type=click.Path(path_type=Path, exists=True),
        help="카메라 파일이나 폴더 · a camera file, or a folder of them",
    )
    @store_option
    @_model("--model", "검출 모델, 없으면 움직임만 · a detection model; without one, motion alone")
    @_model(
        "--card",
        "검출 모델의 카드, 없으면 그 옆의 .yaml이나 알려진 것 · the detection model's card; else the .yaml beside it, or a known one",
    )
    @_model("--person-model", "전신으로 성별을 보는 모델 · a model that tells sex from the whole person")
    @_model("--face-model", "얼굴을 찾는 모델 · a model that finds faces: they are masked too, and looked at for age")
    @_model("--age-model", "얼굴로 나이를 보는 모델 · a model that tells age from a face")
    @_model("--plate-model", "번호판을 찾는 모델 · a model that finds plates")
    @click.option(
        "--every",
        type=click.IntRange(1, 100),
        default=1,
        show_default=True,
        help="몇 장마다 볼지 · look at each so many frames",
    )
    @click.option(
        "--start",
        type=click.DateTime(["%Y-%m-%dT%H:%M:%S", "%Y-%m-%dT%H:%M", "%Y-%m-%d"]),
        help="시작을 알 수 없는 영상의 시작(카메라의 시간대) · when clips begin that do not say so, in their camera's time zone",
    )
    @click.option(
        "--rules",
        type=click.Path(path_type=Path, exists=True, dir_okay=False),
        help="사건 규칙 파일, 없으면 여섯 행위 · a file of event rules; else the six acts",
    )
    @click.option(
        "--spark",
        metavar="MASTER",
        help="영상을 나눌 Spark 마스터, 예: spark://host:7077 · a Spark master whose executors take the clips; they share --store",
    )
    @click.option(
        "--processes",
        type=click.IntRange(1, 64),
        help="동시에 처리할 영상의 수, 없으면 코어의 수 · how many clips at once; else one a core",
    )
    @as_json_option
    def command(**options: Any) -> None:
        _run(stages, **options)

    command.short_help = f"{ko} · {en}"


for _declared in (
    ("run", ("mask", "count", "events"), "모든 단계를 차례로 합니다", "Run every stage."),
    ("probe", ("probe",), "영상을 끝까지 살핍니다", "Decode clips to their end: what they are, what had to be put right."),
    ("detect", ("detect",), "사람과 차를 찾습니다", "Find people and vehicles in each frame."),
    ("track", ("track",), "프레임을 이어 궤적을 만듭니다", "Follow them from frame to frame."),
    ("stitch", ("stitch",), "끊긴 궤적을 잇습니다", "Join tracks over gaps and clips."),
    ("mask", ("mask",), "머리와 번호판을 가린 영상을 만듭니다", "Make clips with heads and plates covered."),
    ("count", ("count",), "방문, 교차, 흐름을 셉니다", "Count visits, crossings and flows."),
    ("events", ("events",), "규칙으로 사건을 찾습니다", "Find events by rules."),
):  # fmt: skip
    _stage(*_declared)


@footage.command()
@click.option(
    "--truth",
    required=True,
    type=click.Path(path_type=Path, exists=True, file_okay=False),
    help="정답 표의 폴더 · folder of truth: <camera id>/<table>.parquet",
)
@store_option
@as_json_option
def evaluate(truth: Path, store: Path | None, as_json: bool) -> None:
    """결과를 정답과 견줍니다 · Compare results with truth."""
    from naru.systems.footage import report_view
    from naru.systems.footage.pipeline.evaluation import compare

    report_view.print_comparisons(compare(store_of(store), truth), as_json=as_json)


@footage.command()
@store_option
@as_json_option
def report(store: Path | None, as_json: bool) -> None:
    """카메라마다 집계를 보여 줍니다 · Show the figures of each camera."""
    from naru.systems.footage import report_view
    from naru.systems.footage.pipeline.report import reports

    report_view.print_reports(reports(store_of(store)), as_json=as_json)


@footage.command()
@click.argument("clip", metavar="CLIP")
@store_option
@as_json_option
def withdraw(clip: str, store: Path | None, as_json: bool) -> None:
    """영상(번호나 이름)과 거기서 나온 것을 모두 거둡니다 · Take a clip back (by id or name), with all that came from it."""
    from naru.systems.footage import report_view
    from naru.systems.footage.pipeline.withdrawal import withdraw as take_back

    report_view.print_withdrawal(take_back(clip, store_of(store)), as_json=as_json)


def _run(
    stages: tuple[str, ...],
    *,
    folder: Path,
    cameras: Path,
    store: Path | None,
    every: int,
    start: datetime | None,
    processes: int | None,
    rules: Path | None,
    spark: str | None,
    as_json: bool,
    **models: Path | None,
) -> None:
    from naru.systems.footage import report_view
    from naru.systems.footage.adapters.camera_files import read_cameras
    from naru.systems.footage.pipeline.runner import Request, run

    config = _config(every=every, rules=rules, **models)
    request = Request(
        folder=folder,
        cameras=read_cameras(cameras, rules=config.rules),
        store=store_of(store),
        stages=frozenset(stages),
        config=config,
        start=start,
    )
    with _spread(spark, processes) as spread, report_view.progress(as_json=as_json) as tell:
        done = run(request, spread=spread, tell=tell)
    report_view.print_run(done, as_json=as_json)
    if done.refused:
        sys.exit(REFUSED_EXIT)


@contextmanager
def _spread(spark: str | None, processes: int | None) -> "Iterator[Spread]":
    """Raises ``Refused``: ``footage_spark_missing``."""
    from naru.systems.footage.pipeline.spread import over_processes, over_spark

    if spark is None:
        yield over_processes(processes or _cores())
        return
    try:
        from pyspark.sql import SparkSession
    except ImportError:
        raise Refused("footage_spark_missing") from None
    session = SparkSession.builder.master(spark).appName("naru footage").getOrCreate()
    try:
        yield over_spark(session.sparkContext)
    finally:
        session.stop()


def _config(
    *,
    every: int,
    rules: Path | None,
    model: Path | None,
    card: Path | None,
    person_model: Path | None,
    face_model: Path | None,
    age_model: Path | None,
    plate_model: Path | None,
) -> "RunConfig":
    from naru.systems.footage.adapters.rule_files import read_rules
    from naru.systems.footage.core.attributes.values import VoteConfig
    from naru.systems.footage.core.detect.values import DetectConfig, ModelFiles
    from naru.systems.footage.core.events.acts import ACTS
    from naru.systems.footage.core.mask.values import MaskConfig
    from naru.systems.footage.pipeline.plan import RunConfig

    def files(weights: Path | None, card: Path | None = None) -> ModelFiles | None:
        return ModelFiles(weights=weights, card=card) if weights else None

    face = files(face_model)
    return RunConfig(
        rules=read_rules(rules) if rules else ACTS,
        detect=DetectConfig(model=files(model, card), every=every),
        mask=MaskConfig(face=face, plate=files(plate_model)),
        votes=VoteConfig(person=files(person_model), face=face, age=files(age_model)),
    )


def _cores() -> int:
    return len(os.sched_getaffinity(0))


@footage.command("set-up")
@click.argument("cameras", type=click.Path(path_type=Path, exists=True))
@as_json_option
def set_up(cameras: Path, as_json: bool) -> None:
    """카메라 파일을 사이트의 설치 정보로 올립니다 · Take camera files as the site's set-up."""
    from naru.base.kit.person import SYSTEM
    from naru.systems.footage import actions
    from naru.systems.footage.adapters.camera_files import read_cameras

    for camera in read_cameras(cameras):
        view = actions.set_up_camera(camera, by=SYSTEM)
        line = {"camera": view.id, "site": view.site.ko, "version": view.number}
        click.echo(orjson.dumps(line).decode() if as_json else f"{view.id}  {view.site.ko}  {view.number}")


@footage.command()
@click.argument("folder", type=click.Path(path_type=Path, exists=True))
@as_json_option
def bring(folder: Path, as_json: bool) -> None:
    """FOLDER의 영상을 사이트에 넣고 카메라마다 분석을 시작합니다 · Bring the clips of FOLDER to the site and start a run for each camera."""
    from naru.base.kit.person import SYSTEM
    from naru.systems.footage import actions, reads
    from naru.systems.footage.core.cameras.entry import camera_of
    from naru.systems.footage.pipeline.sources import assign, clip_files

    known = [camera_of(camera.file) for site in reads.sites(SYSTEM) for camera in site.cameras]
    sources, refused = assign(clip_files(folder), folder, known)
    for camera in sorted({source.camera.id for source in sources}):
        clips = [source.path for source in sources if source.camera.id == camera]
        run_id = actions.bring_files(camera, clips, by=SYSTEM)
        line = {"camera": camera, "clips": len(clips), "run": run_id}
        click.echo(orjson.dumps(line).decode() if as_json else f"{camera}  {len(clips)}  /footage/runs/{run_id}/")
    for each in refused:
        click.echo(f"{each.words.ko} · {each.words.en}", err=True)
    if refused:
        sys.exit(REFUSED_EXIT)


footage.add_command(training_set)
footage.add_command(convert)
