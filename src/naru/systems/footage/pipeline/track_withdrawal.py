"""One person's track taken back: every stored table without their rows, every masked copy covering them whole; later runs keep to it.

*Theory of operation.* The boxes are written down first: killed in between, doing it again goes on, and no run follows the person any more.
Results are not mended in place: each is made anew under the old one's key and what was taken from it, then the camera's record names the new ones,
then the old ones are dropped.
"""

import shutil
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import ibis
import pyarrow as pa
import pyarrow.compute as pc

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.systems.footage.core.figures.flows import flows
from naru.systems.footage.core.mask.paths import paths
from naru.systems.footage.core.mask.regions import in_order, regions_of
from naru.systems.footage.core.mask.values import RegionConfig
from naru.systems.footage.core.tables import FLOWS
from naru.systems.footage.core.track.withdrawn import WithdrawnBoxes, boxes_of_track, tracks_to_cover, without
from naru.systems.footage.pipeline import current
from naru.systems.footage.pipeline.current import TABLES, Current, CurrentClip
from naru.systems.footage.pipeline.store import Result, Store
from naru.systems.footage.pipeline.withdrawn_boxes import write_down

Cover = Callable[[Path, pa.Table, pa.Table, Path], None]
"""Paints over a masked copy: (the copy, FRAMES, regions as MASKS, where to)."""

VERSION = 1
LOOK = "look"  # what small models saw of the clip: sets/pictures.py


@dataclass(frozen=True, slots=True, kw_only=True)
class TrackWithdrawal:
    """``boxes`` by clip; ``replaced``: "stage/key" of the results that are gone."""

    camera_id: str
    track_id: int
    boxes: Mapping[str, WithdrawnBoxes]
    replaced: tuple[str, ...]


def track_boxes(store: Store, camera_id: str, track_id: int) -> dict[str, WithdrawnBoxes]:
    """Where a track is, in each clip that shows it; also once its withdrawal has begun. Empty where there is none."""
    begun: Any = store.read_json(_begun(camera_id, track_id))
    if begun is not None:
        return {clip_id: WithdrawnBoxes.from_json(stored) for clip_id, stored in begun.items()}
    camera = current.of_camera(store, camera_id)
    if camera is None or not camera.has("tracks"):
        return {}
    tracks = camera.table("tracks")
    mine = tracks.filter(pc.equal(tracks["track_id"], track_id))
    return {
        clip_id: boxes_of_track(mine.filter(pc.equal(mine["clip_id"], clip_id)), track_id)
        for clip_id in mine["clip_id"].unique().to_pylist()
    }


def _begun(camera_id: str, track_id: int) -> str:
    return f"withdrawn-tracks/{camera_id}-{track_id}"


def withdraw_track(camera_id: str, track_id: int, store: Store, cover: Cover) -> TrackWithdrawal:
    """``cover`` paints a masked copy over. Raises ``Refused``: ``withdrawal_target_unknown``."""
    with store.at_work():
        camera, boxes = current.of_camera(store, camera_id), track_boxes(store, camera_id, track_id)
        if camera is None or not boxes:
            raise Refused("withdrawal_target_unknown", target=f"{camera_id}:{track_id}")
        store.write_json(_begun(camera_id, track_id), {clip_id: of.to_json() for clip_id, of in boxes.items()})
        write_down(store, boxes)
        clips = [_clip(camera, clip, boxes[clip.clip_id], cover) for clip in camera.clips if clip.clip_id in boxes]
        results = _of_camera(camera, track_id)
        _name(store, camera_id, results, dict(clips))
        old = _old_results(camera, boxes)
        for result in old:
            store.drop(result)
        replaced = tuple(f"{result.stage}/{result.key}" for result in old)
        return TrackWithdrawal(camera_id=camera_id, track_id=track_id, boxes=boxes, replaced=replaced)


def _clip(camera: Current, clip: CurrentClip, boxes: WithdrawnBoxes, cover: Cover) -> tuple[str, dict[str, str]]:
    """The clip's results without the person, by stage."""
    made = dict(clip.results)
    for stage, name in (("detect", "detections"), ("track", "tracks")):
        if stage in clip.results:
            table = camera.store.table(stage, clip.results[stage], name)
            left, key, which = {name: without(table, boxes)}, clip.results[stage], boxes.to_json()
            made[stage] = _once(camera, stage, key, left, clips=[clip.clip_id], which=which).key
    made.pop("votes", None)  # of crops of people: the next run has them voted again
    if "mask" in clip.results:
        made["mask"] = _masked(camera, clip, boxes, cover).key
    return clip.clip_id, made


def _masked(camera: Current, clip: CurrentClip, boxes: WithdrawnBoxes, cover: Cover) -> Result:
    frames, masks = camera.clip_table(clip, "frames"), camera.clip_table(clip, "masks")
    times = frames["t_us"].to_pylist()
    tracks = tracks_to_cover(boxes, camera_id=camera.camera["id"], clip_id=clip.clip_id, times_us=times)
    regions = regions_of(paths(tracks, frames, RegionConfig()), clip.clip_id, RegionConfig())
    masked = camera.masked(clip)
    assert masked is not None, "a mask result has its clip beside it"

    def make(folder: Path) -> Mapping[str, pa.Table]:
        cover(masked, frames, regions, folder / "masked.mp4")
        return {"masks": in_order(pa.concat_tables([masks, regions]))}

    inputs: JSON = {"of": clip.results["mask"], "covers": boxes.to_json(), "version": VERSION}
    return camera.store.once("mask", inputs, clips=[clip.clip_id], make=make)


def _of_camera(camera: Current, track_id: int) -> dict[str, str]:
    """The camera's results without the track, by stage; flows are made of the visits that are left."""
    made = dict(camera.results)
    ids = [clip.clip_id for clip in camera.clips]
    for stage, key in camera.results.items():
        names = [name for name, of in TABLES.items() if of == stage]
        tables = {
            name: _without_id(camera.store.table(stage, key, name), track_id) for name in names if name != "flows"
        }
        if "visits" in tables:
            engine = ibis.duckdb.connect()
            counted = engine.to_pyarrow(flows(ibis.memtable(tables["visits"]))).cast(FLOWS)
            tables["flows"] = counted.sort_by([(name, "ascending") for name in FLOWS.names])
        made[stage] = _once(camera, stage, key, tables, clips=ids, which=str(track_id)).key
    return made


def _without_id(table: pa.Table, track_id: int) -> pa.Table:
    if "track_ids" in table.column_names:  # an event that shows the person is gone whole
        return table.filter(
            pa.array([track_id not in (each or ()) for each in table["track_ids"].to_pylist()], pa.bool_())
        )
    return table.filter(pc.not_equal(table["track_id"], track_id))


def _once(
    camera: Current, stage: str, key: str, tables: Mapping[str, pa.Table], *, clips: Sequence[str], which: JSON
) -> Result:
    """``which``: what was taken out of the result of ``key``. Files that lie beside its tables go along."""

    def make(folder: Path) -> Mapping[str, pa.Table]:
        for file in camera.store.file(stage, key, ".").glob("report.json"):
            shutil.copy(file, folder)
        return tables

    inputs: JSON = {"of": key, "without": which, "version": VERSION}
    return camera.store.once(stage, inputs, clips=clips, make=make)


def _name(store: Store, camera_id: str, results: Mapping[str, str], clips: Mapping[str, Mapping[str, str]]) -> None:
    said: Any = store.read_json(f"cameras/{camera_id}")
    named = [{**each, "results": dict(clips.get(each["clip_id"], each["results"]))} for each in said["clips"]]
    store.write_json(f"cameras/{camera_id}", {**said, "results": dict(results), "clips": named})


def _old_results(camera: Current, boxes: Mapping[str, WithdrawnBoxes]) -> list[Result]:
    """Those that show the person still; frames and probes show nobody."""
    keys = [(stage, key) for stage, key in camera.results.items()]
    for clip in camera.clips:
        if clip.clip_id in boxes:
            keys += [
                (stage, key) for stage, key in clip.results.items() if stage in ("detect", "track", "votes", "mask")
            ]
    named = [result for stage, key in keys if (result := camera.store.result(stage, key)) is not None]
    return named + [result for result in camera.store.results(LOOK) if boxes.keys() & set(result.clips)]
