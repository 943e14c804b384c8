"""All stages over a folder: clips spread over processes, then each camera over its clips; and what the run found current.

*Theory of operation.* Clips are followed first, each by itself (probe, detect, track), then every camera's tracks are joined, then clips are
finished with the joined tracks (votes, masks), then cameras are described (attributes, figures, events). Every step asks the store first, so
that a second run over the same folder reads names only, and a killed one goes on where it stood.
"""

from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, field
from datetime import datetime, timedelta
from pathlib import Path
from zoneinfo import ZoneInfo

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.cameras.values import Camera
from naru.systems.footage.pipeline import current
from naru.systems.footage.pipeline.camera_run import CameraTask, describe, in_order, join
from naru.systems.footage.pipeline.clip_run import ClipOutcome, ClipTask, finish_pair, follow
from naru.systems.footage.pipeline.plan import OF_A_CAMERA, RunConfig, closure
from naru.systems.footage.pipeline.remembered import remembered
from naru.systems.footage.pipeline.sources import assign, clip_files
from naru.systems.footage.pipeline.spread import Spread
from naru.systems.footage.pipeline.store import Result, Store

EPOCH = datetime.fromisoformat("1970-01-01T00:00:00+00:00")
LATE = frozenset({"votes", "mask"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Request:
    """``folder`` may be a single clip. ``stages``: those wanted; what they need comes with them. ``keys``: of sealed clips, by their paths.
    ``remember``: clips that the last run knew and whose files are gone since go on to count.
    """

    folder: Path
    cameras: tuple[Camera, ...]
    store: Store
    stages: frozenset[str]
    config: RunConfig = field(default_factory=RunConfig)
    start: datetime | None = None  # without a zone: of each clip's camera
    keys: Mapping[Path, str] = field(default_factory=dict, repr=False)
    remember: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Progress:
    """``part``: "clips" "join" "finish" "describe"; ``done`` of ``total``, the last of which was ``name``."""

    part: str
    done: int
    total: int
    name: str = ""
    refused: Refused | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Run:
    """``made`` and ``reused``: results by stage."""

    cameras: tuple[CameraTask, ...]
    refused: tuple[Refused, ...]
    made: Mapping[str, int]
    reused: Mapping[str, int]
    seconds: Mapping[str, float]  # of one process, by stage, of what was made


def run(request: Request, *, spread: Spread, tell: Callable[[Progress], None]) -> Run:
    """Raises ``Refused`` where nothing can be done at all: no clips, a model that does not fit its card, a store that cannot be written."""
    wanted = closure(request.stages)
    with request.store.at_work():
        sources, refused = assign(clip_files(request.folder), request.folder, request.cameras)
        known = remembered(request.store, request.cameras, request.config, wanted) if request.remember else []
        if not sources and not refused and not known:
            raise Refused("footage_folder_empty", folder=str(request.folder))
        tasks = [
            ClipTask(path=each.path, name=each.name, camera=each.camera, store=request.store, config=request.config, stages=wanted, start_us=_start_us(request.start, each.camera), key=request.keys.get(each.path, ""))
            for each in sources
        ]  # fmt: skip
        for each in refused:
            tell(Progress(part="clips", done=0, total=len(tasks), name=str(each.facts["file"]), refused=each))
        followed = list(_told(spread(follow, tasks), "clips", len(tasks), tell))
        there = {outcome.clip_id for outcome in followed}
        followed += [outcome for outcome in known if outcome.clip_id not in there]
        cameras, late = _by_camera(request, followed, wanted)
        for outcome in late:
            tell(
                Progress(
                    part="clips", done=len(tasks), total=len(tasks), name=outcome.task.name, refused=outcome.refused
                )
            )
        if "stitch" in wanted:
            cameras = list(_cameras_told(spread(join, cameras), "join", len(cameras), tell))
        if wanted & LATE:
            cameras = _finished(cameras, spread, tell)
        if wanted & OF_A_CAMERA - {"stitch"}:
            cameras = list(_cameras_told(spread(describe, cameras), "describe", len(cameras), tell))
        cameras.sort(key=lambda each: each.camera.id)
        everything = [*followed, *late, *(clip for camera in cameras for clip in camera.clips)]
        refused += _refusals(everything)
        for camera in cameras:
            current.write(
                camera, [clip for clip in everything if clip.refused and clip.task.camera.id == camera.camera.id]
            )
        return _summed(cameras, refused)


def _start_us(start: datetime | None, camera: Camera) -> int | None:
    if start is None:
        return None
    instant = start if start.tzinfo else start.replace(tzinfo=ZoneInfo(camera.time_zone))
    return (instant - EPOCH) // timedelta(microseconds=1)


def _told(
    outcomes: Iterable[ClipOutcome], part: str, total: int, tell: Callable[[Progress], None]
) -> Iterator[ClipOutcome]:
    tell(Progress(part=part, done=0, total=total))
    for done, outcome in enumerate(outcomes, 1):
        tell(Progress(part=part, done=done, total=total, name=outcome.task.name, refused=outcome.refused))
        yield outcome


def _cameras_told(
    tasks: Iterable[CameraTask], part: str, total: int, tell: Callable[[Progress], None]
) -> Iterator[CameraTask]:
    tell(Progress(part=part, done=0, total=total))
    for done, task in enumerate(tasks, 1):
        tell(Progress(part=part, done=done, total=total, name=task.camera.id))
        yield task


def _by_camera(
    request: Request, followed: Sequence[ClipOutcome], wanted: frozenset[str]
) -> tuple[list[CameraTask], list[ClipOutcome]]:
    """One task a camera with its clips in order; and the clips that showed nothing that others had not shown."""
    clips: dict[str, list[ClipOutcome]] = defaultdict(list)
    for outcome in followed:
        if not outcome.refused:
            clips[outcome.task.camera.id].append(outcome)
    tasks, late = [], []
    for camera in request.cameras:
        kept, taken = in_order(clips[camera.id])
        late += taken
        if kept or any(outcome.task.camera.id == camera.id for outcome in followed):
            tasks.append(
                CameraTask(camera=camera, clips=tuple(kept), store=request.store, config=request.config, stages=wanted)
            )
    return tasks, late


def _finished(cameras: Sequence[CameraTask], spread: Spread, tell: Callable[[Progress], None]) -> list[CameraTask]:
    pairs: list[tuple[ClipOutcome, Result]] = [
        (clip, camera.results["stitch"]) for camera in cameras for clip in camera.clips if not clip.remembered
    ]
    done = {outcome.task.name: outcome for outcome in _told(spread(finish_pair, pairs), "finish", len(pairs), tell)}
    return [
        CameraTask(
            camera=camera.camera,
            clips=tuple(done.get(clip.task.name, clip) for clip in camera.clips),
            store=camera.store,
            config=camera.config,
            stages=camera.stages,
            results=camera.results,
        )
        for camera in cameras
    ]


def _refusals(outcomes: Sequence[ClipOutcome]) -> list[Refused]:
    """Each clip's once, in the order of names."""
    by_name = {outcome.task.name: outcome.refused for outcome in outcomes if outcome.refused}
    return [by_name[name] for name in sorted(by_name)]


def _summed(cameras: Sequence[CameraTask], refused: Sequence[Refused]) -> Run:
    results = [result for camera in cameras for clip in camera.clips for result in clip.results.values()]
    results += [result for camera in cameras for result in camera.results.values()]
    made: dict[str, int] = defaultdict(int)
    reused: dict[str, int] = defaultdict(int)
    seconds: dict[str, float] = defaultdict(float)
    for result in results:
        (made if result.fresh else reused)[result.stage] += 1
        seconds[result.stage] += result.seconds if result.fresh else 0.0
    return Run(
        cameras=tuple(cameras), refused=tuple(refused), made=dict(made), reused=dict(reused), seconds=dict(seconds)
    )
