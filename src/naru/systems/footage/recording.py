"""A run carried out: the pipeline over a camera's sealed clips, then what its pages show, then the rows, all at once.

*Theory of operation.* The pipeline keeps each step under what went into it, so a run that was killed goes on where it stood. Pictures and
the summary are made anew and replace those before; clips, events and the summary are written in one transaction that the job's lease
fences. What a reviewer decided on an event stays while the event is found again.
"""

from collections.abc import Callable, Iterator, Sequence
from dataclasses import replace
from datetime import UTC, datetime, timedelta
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.compute as pc
from django_tasks.utils import normalize_json

from naru.base.jobs.attempt import Attempt
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import SYSTEM
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.systems.footage import publishing, storage
from naru.systems.footage.adapters import pictures, video_frames
from naru.systems.footage.core.cameras.entry import camera_of
from naru.systems.footage.core.cameras.values import Camera
from naru.systems.footage.core.states import RunState
from naru.systems.footage.core.summaries import summarise
from naru.systems.footage.core.summary import CameraSummary
from naru.systems.footage.core.track.density import DENSITY, density
from naru.systems.footage.models import Camera as CameraRow
from naru.systems.footage.models import Clip as ClipRow
from naru.systems.footage.models import Event as EventRow
from naru.systems.footage.models import Run as RunRow
from naru.systems.footage.models import Summary as SummaryRow
from naru.systems.footage.pipeline import current
from naru.systems.footage.pipeline.current import Current
from naru.systems.footage.pipeline.runner import Progress, Request, run
from naru.systems.footage.pipeline.spread import over_processes

STAGES = frozenset({"mask", "count", "events"})
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
PARTS = {
    "clips": Words("영상 읽기", "Reading clips"),
    "join": Words("궤적 잇기", "Joining tracks"),
    "finish": Words("얼굴과 번호판 가리기", "Covering faces and plates"),
    "describe": Words("세기", "Counting"),
}
EVIDENCE_MAXIMUM = 3  # pictures of an event


def carry_out(run_id: str, attempt: Attempt, *, clock: Clock = SYSTEM_CLOCK) -> dict[str, int]:
    """How many clips were read and how many refused. Raises what refuses the run as a whole."""
    row = RunRow.objects.select_related("camera").get(id=run_id)
    camera = camera_of(row.camera.file)
    RunRow.objects.filter(id=row.id).update(state=RunState.RUNNING.value)
    try:
        refused = _run(camera, attempt)
        found = next(each for each in current.read(storage.store()) if each.camera["id"] == camera.id)
        summary = _summary(camera, found) if found.clips else None
        _draw(camera, found, summary)
    except Refused as stopped:
        with attempt.fenced():
            _end(row, RunState.FAILED, [stopped], clips=0, clock=clock)
        raise
    with attempt.fenced():
        _keep(row, found, summary, clock)
        _end(row, RunState.DONE, refused, clips=len(found.clips), clock=clock)
    publishing.refresh(camera.site_id, clock=clock)
    return {"clips": len(found.clips), "refused": len(refused)}


def _run(camera: Camera, attempt: Attempt) -> Sequence[Refused]:
    """The clips that could not be read. Those whose originals are erased count on; a camera whose last clip was withdrawn has nothing left."""
    known = next((each for each in current.read(storage.store()) if each.camera["id"] == camera.id), None)
    if not storage.sealed_clips(camera.id) and not (known and known.clips):
        return ()
    keys = {path: storage.key_of(path) for path in storage.sealed_files(camera.id)}
    request = Request(
        folder=storage.originals(camera.id),
        cameras=(camera,),
        store=storage.store(),
        stages=STAGES,
        keys=keys,
        remember=True,
    )
    return run(request, spread=over_processes(1), tell=_telling(attempt)).refused


def _telling(attempt: Attempt) -> Callable[[Progress], None]:
    def tell(progress: Progress) -> None:
        attempt.progress(progress.done, progress.total, PARTS[progress.part])

    return tell


def _summary(camera: Camera, found: Current) -> CameraSummary:
    clips = pa.concat_tables([found.clip_table(clip, "clips") for clip in found.clips])
    names = ("tracks", "attributes", "visits", "crossings", "flows")
    tables = {"clips": clips, **{name: found.table(name) for name in names}}
    engine = ibis.duckdb.connect()
    summary = summarise(camera, {name: ibis.memtable(table) for name, table in tables.items()}, engine.to_pyarrow)
    return replace(summary, **_crowds(found))


def _crowds(found: Current) -> dict[str, Any]:
    """Minutes in which people are counted by picture, for they cannot be followed."""
    clips = [density(found.clip_table(clip, "detections")) for clip in found.clips if "detect" in clip.results]
    minutes = pa.concat_tables([DENSITY.empty_table(), *clips])
    people = minutes.filter(minutes["crowded"])["people"]
    return {"crowded_minutes": len(people), "crowded_people": pc.mean(people).as_py() or 0.0}


def _draw(camera: Camera, found: Current, summary: CameraSummary | None) -> None:
    """The empty scene, heat over it and on the ground, pictures of events; those of before that no longer hold are erased."""
    if summary is None:
        storage.erase(storage.pictures_of(camera.id))
        return
    size = (camera.width, camera.height)
    if (scene := pictures.backdrop(_spread_frames(found))) is not None:
        pictures.write(storage.picture(camera.id, "backdrop.jpg"), pictures.coarse(scene))
    pictures.write(storage.picture(camera.id, "heat.png"), pictures.heat(summary.heat, size))
    if summary.ground is not None:
        pictures.write(storage.picture(camera.id, "ground.png"), pictures.ground(summary.ground))
    for event in found.table("events").to_pylist():
        _draw_event(camera, found, event)


def _spread_frames(found: Current) -> Iterator[pictures.Picture]:
    """Masked frames spread evenly over all clips."""
    each = max(1, pictures.BACKDROP_FRAMES // len(found.clips))
    for clip in found.clips:
        if (masked := found.masked(clip)) is not None:
            wanted = {round(at) for at in _evenly(clip.row["frames"], each)}
            yield from video_frames.at_numbers(masked, wanted)


def _evenly(count: int, wanted: int) -> list[float]:
    return [(at + 0.5) * count / wanted for at in range(min(count, wanted))]


def _draw_event(camera: Camera, found: Current, event: dict[str, Any]) -> None:
    for number, at_us in enumerate(event["evidence_us"][:EVIDENCE_MAXIMUM]):
        path = storage.picture(camera.id, f"{event['event_id']}-{number}.jpg")
        clip = next((each for each in found.clips if each.row["start_us"] <= at_us <= each.row["end_us"]), None)
        masked = found.masked(clip) if clip else None
        if clip is None or masked is None or path.exists():
            continue
        times = found.clip_table(clip, "frames")["t_us"].to_numpy()
        frame = int(abs(times - at_us).argmin())
        for picture in video_frames.at_numbers(masked, {frame}):
            pictures.write(path, pictures.outlined(picture, _boxes(found, event, int(times[frame]))))


def _boxes(found: Current, event: dict[str, Any], at_us: int) -> list[list[float]]:
    tracks = found.table("tracks")
    rows = tracks.filter(
        pc.and_(pc.is_in(tracks["track_id"], pa.array(event["track_ids"], pa.int64())), pc.equal(tracks["t_us"], at_us))
    )
    return [[row["x1"], row["y1"], row["x2"], row["y2"]] for row in rows.to_pylist()]


def _keep(row: RunRow, found: Current, summary: CameraSummary | None, clock: Clock) -> None:
    """The camera's clips, events and summary as this run found them."""
    for clip in found.clips:
        ClipRow.objects.update_or_create(
            id=clip.clip_id,
            defaults={
                "camera_id": row.camera_id,
                "name": clip.name.rpartition("/")[2],
                "bytes": clip.row["bytes"],
                "start": _instant(clip.row["start_us"]),
                "end": _instant(clip.row["end_us"]),
                "frames": clip.row["frames"],
                "damaged": clip.row["damaged"],
                "repairs": list(clip.row["repairs"]),
            },
        )
    events = found.table("events").to_pylist() if found.has("events") else []
    EventRow.objects.filter(camera_id=row.camera_id).exclude(id__in=[event["event_id"] for event in events]).delete()
    for event in events:
        EventRow.objects.update_or_create(id=event["event_id"], defaults=_event(row.camera_id, event))
    if summary is None:
        SummaryRow.objects.filter(camera_id=row.camera_id).delete()
        CameraRow.objects.filter(id=row.camera_id).update(is_public=False)
        return
    figures = {"run": row, "figures": summary.to_json(), "made": clock.now()}
    SummaryRow.objects.update_or_create(camera_id=row.camera_id, defaults=figures)


def _event(camera_id: str, event: dict[str, Any]) -> dict[str, Any]:
    return {
        "camera_id": camera_id,
        "rule": event["rule"],
        "rule_version": event["rule_version"],
        "zone_id": event["zone_id"] or "",
        "start": _instant(event["start_us"]),
        "end": _instant(event["end_us"]),
        "score": event["score"],
        "evidence": event["evidence_us"][:EVIDENCE_MAXIMUM],
        "clips": event["clip_ids"],
    }


def _end(row: RunRow, state: RunState, refused: Sequence[Refused], *, clips: int, clock: Clock) -> None:
    said = [[str(each.facts.get("file", "")), each.code, normalize_json(each.facts)] for each in refused]
    RunRow.objects.filter(id=row.id).update(state=state.value, ended=clock.now(), clips=clips, refused=said)
    facts = {"run": row.id, "clips": clips, "refused": len(refused)}
    record(SYSTEM.actor, "camera.run_ended", row.camera_id, facts=facts, clock=clock)


def _instant(us: int) -> datetime:
    return EPOCH + timedelta(microseconds=us)
