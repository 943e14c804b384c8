"""What is done for one camera over all of its clips: tracks joined, people described, figures counted, rules asked."""

import json
from collections.abc import Callable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from pathlib import Path

import ibis
import ibis.expr.types as ir
import pyarrow as pa
import pyarrow.compute as pc

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.systems.footage.core.attributes.votes import renumbered
from naru.systems.footage.core.cameras.rows import zone_rows
from naru.systems.footage.core.cameras.values import Camera
from naru.systems.footage.core.config_json import to_json
from naru.systems.footage.core.events.engine import find_events
from naru.systems.footage.core.figures.crossings import crossings
from naru.systems.footage.core.figures.flows import flows
from naru.systems.footage.core.figures.visits import visits
from naru.systems.footage.core.tables import ATTRIBUTES, CROSSINGS, FLOWS, FRAMES, TRACKS, VISITS
from naru.systems.footage.core.track.stitch import Report, join_clips, stitch
from naru.systems.footage.pipeline import frame_stages
from naru.systems.footage.pipeline.clip_run import ClipOutcome, clip_homography
from naru.systems.footage.pipeline.plan import VERSIONS, RunConfig
from naru.systems.footage.pipeline.store import Result, Store, content_hash

EDGES_X, EDGES_Y = ("x1", "x2"), ("y1", "y2")


@dataclass(frozen=True, slots=True, kw_only=True)
class CameraTask:
    """``clips``: those that were tracked, in the order of their begin."""

    camera: Camera
    clips: tuple[ClipOutcome, ...]
    store: Store
    config: RunConfig
    stages: frozenset[str]
    results: Mapping[str, Result] = field(default_factory=dict)


def in_order(clips: Sequence[ClipOutcome]) -> tuple[list[ClipOutcome], list[ClipOutcome]]:
    """Clips by the clock, and those refused: the same content once more, or a time that another clip shows whole. Ends that overlap stay: ``join`` cuts them."""
    kept: list[ClipOutcome] = []
    refused: list[ClipOutcome] = []
    for clip in sorted(clips, key=lambda each: (_us(each, "start_us"), -_us(each, "end_us"), each.clip_id)):
        same = next((each for each in kept if each.clip_id == clip.clip_id), None)
        over = same or next((each for each in kept if _us(each, "end_us") >= _us(clip, "end_us")), None)
        if over is None:
            kept.append(clip)
            continue
        code = "clip_given_twice" if same else "clip_time_taken"
        refused.append(replace(clip, refused=Refused(code, file=clip.task.name, other=over.task.name)))
    return kept, refused


def join(task: CameraTask) -> CameraTask:
    """The clips' tracks as the camera's: an instant that two clips show counts once."""
    inputs: JSON = {
        "clips": [
            [clip.clip_id, clip.results["track"].hashes["tracks"], str(_us(clip, "start_us"))] for clip in task.clips
        ],
        "camera": task.camera.id,
        "homography": [repr(each) for each in _ground(task)],
        "config": to_json(task.config.stitch),
        "version": VERSIONS["stitch"],
    }

    def make(folder: Path) -> Mapping[str, pa.Table]:
        parts, seen_us = [], 0
        for clip in task.clips:
            tracks = task.store.table("track", clip.results["track"].key, "tracks")
            parts.append(tracks.filter(pc.greater_equal(tracks["t_us"], seen_us)))
            seen_us = _us(clip, "end_us")
        stitched = stitch(
            join_clips(parts) if parts else TRACKS.empty_table(),
            frames=_frames(task),
            homography=_ground(task),
            settings=task.config.stitch,
        )
        (folder / "report.json").write_text(json.dumps(_report(stitched.report)), encoding="utf-8")
        return {"tracks": stitched.tracks}

    return _with(task, "stitch", _once(task, "stitch", inputs, make))


def _frames(task: CameraTask) -> pa.Table:
    tables = [task.store.table("probe", clip.results["probe"].key, "frames") for clip in task.clips]
    return pa.concat_tables(tables) if tables else FRAMES.empty_table()


def _ground(task: CameraTask) -> tuple[float, ...]:
    """From the pixels of the clips to metres. Clips of several sizes have no one such way: their tracks lie in the picture only."""
    sizes = {(clip.row["width"], clip.row["height"]) for clip in task.clips}
    return clip_homography(task.camera, task.clips[0].row) if len(sizes) == 1 else ()


def describe(task: CameraTask) -> CameraTask:
    """Attributes, visits, crossings, flows and events, as far as the task wants."""
    tracks = task.store.table("stitch", task.results["stitch"].key, "tracks")
    if "attributes" in task.stages:
        task = _with(task, "attributes", _attributes(task, tracks))
    scaled = in_camera_pixels(tracks, task)
    if "count" in task.stages:
        task = _with(task, "count", _count(task, scaled))
    if "events" in task.stages:
        task = _with(task, "events", _events(task, scaled))
    return task


def in_camera_pixels(tracks: pa.Table, task: CameraTask) -> pa.Table:
    """Boxes of clips of another size, in the pixels that the camera's zones are drawn in."""
    camera = task.camera
    for clip in task.clips:
        across, down = camera.width / clip.row["width"], camera.height / clip.row["height"]
        if (across, down) != (1.0, 1.0):
            mine = pc.equal(tracks["clip_id"], clip.clip_id)
            for names, scale in ((EDGES_X, across), (EDGES_Y, down)):
                for name in names:
                    scaled = pc.if_else(mine, pc.multiply(tracks[name], pa.scalar(scale, pa.float32())), tracks[name])
                    tracks = tracks.set_column(tracks.schema.get_field_index(name), TRACKS.field(name), scaled)
    return tracks


def _attributes(task: CameraTask, tracks: pa.Table) -> Result:
    votes = [
        task.store.table("votes", clip.results["votes"].key, "votes") for clip in task.clips if "votes" in clip.results
    ]
    inputs: JSON = {
        "votes": [content_hash(each) for each in votes],
        "tracks": task.results["stitch"].hashes["tracks"],
        "config": to_json(task.config.attributes),
        "version": VERSIONS["attributes"],
    }

    def make(_folder: Path) -> Mapping[str, pa.Table]:
        if not votes:
            return {"attributes": ATTRIBUTES.empty_table()}
        named = renumbered(pa.concat_tables(votes), tracks)
        return {"attributes": frame_stages.attributes(named, tracks, task.config.attributes)}

    return _once(task, "attributes", inputs, make)


def _count(task: CameraTask, tracks: pa.Table) -> Result:
    inputs: JSON = {
        "tracks": content_hash(tracks),
        "zones": content_hash(zone_rows([task.camera])),
        "config": to_json(task.config.count),
        "version": VERSIONS["count"],
    }

    def make(_folder: Path) -> Mapping[str, pa.Table]:
        engine, rows, chosen = ibis.duckdb.connect(), ibis.memtable(tracks), task.config.count
        stays = _asked(engine, visits(rows, [task.camera], gap_s=chosen.gap_s, enter_s=chosen.enter_s), VISITS)
        passed = _asked(engine, crossings(rows, [task.camera]), CROSSINGS)
        return {"visits": stays, "crossings": passed, "flows": _asked(engine, flows(ibis.memtable(stays)), FLOWS)}

    return _once(task, "count", inputs, make)


def _events(task: CameraTask, tracks: pa.Table) -> Result:
    described = task.store.table("attributes", task.results["attributes"].key, "attributes")
    inputs: JSON = {
        "tracks": content_hash(tracks),
        "attributes": content_hash(described),
        "zones": content_hash(zone_rows([task.camera])),
        "hours": repr([zone.hours for zone in task.camera.zones]),
        "acts": [list(zone.acts) for zone in task.camera.zones],
        "time_zone": task.camera.time_zone,
        "rules": to_json(task.config.rules),
        "version": VERSIONS["events"],
    }

    def make(_folder: Path) -> Mapping[str, pa.Table]:
        return {"events": find_events(tracks, [task.camera], task.config.rules, attributes=described)}

    return _once(task, "events", inputs, make)


def _once(task: CameraTask, stage: str, inputs: JSON, make: Callable[[Path], Mapping[str, pa.Table]]) -> Result:
    return task.store.once(stage, inputs, clips=[clip.clip_id for clip in task.clips], make=make)


def _with(task: CameraTask, stage: str, result: Result) -> CameraTask:
    return replace(task, results={**task.results, stage: result})


def _asked(engine: ibis.BaseBackend, table: ir.Table, schema: pa.Schema) -> pa.Table:
    """An engine answers rows in any order; a result has one."""
    return engine.to_pyarrow(table).cast(schema).sort_by([(name, "ascending") for name in schema.names])


def _us(clip: ClipOutcome, name: str) -> int:
    instant: int = clip.row[name]
    return instant


def _report(report: Report) -> dict[str, object]:
    joins = [asdict(each) for each in report.joins]
    return {"before": report.before, "after": report.after, "joins": joins, "refused": dict(report.refused)}
