"""A scene and what was seen in it → the tables that a perfect pipeline would find.

A track is one actor's time in the picture; its rows are the frames from the first to the last in which it can be seen. Where it is hidden
in between, the row is ``interpolated`` and has no score. Positions on the ground are those of the script, and zones and lines are
those of the camera's file, so that a count from truth has no error of a box in it.
"""

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from itertools import pairwise

import pyarrow as pa
from shapely import LineString, Point, Polygon

from naru.systems.footage.core.cameras.values import Camera, Line
from naru.systems.footage.core.tables import SCHEMAS
from samples.scenes.camera_file import camera_of
from samples.scenes.pen import Box
from samples.scenes.render import Sight
from samples.scenes.values import VEHICLES, Means, Scene
from samples.scenes.video import CODEC

LEAST_IN_PICTURE = 0.35  # of a box: with less of it in the picture, somebody is not there yet
LEAST_VISIBLE = 0.25  # of what is drawn: with less of it to be seen, somebody is hidden
QUARTER_US = 15 * 60 * 1_000_000
Row = dict[str, object]


@dataclass(frozen=True, slots=True, kw_only=True)
class ClipFacts:
    """What only the finished file knows."""

    sha256: str
    name: str
    bytes: int

    @property
    def clip_id(self) -> str:
        return self.sha256[:16]


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One row of a track. ``box`` is cut to the picture, ``at`` is the ground under it as a pixel of the unshaken camera."""

    frame: int
    box: Box
    hidden: bool
    ground: tuple[float, float]
    at: tuple[float, float]
    marks: tuple[tuple[str, Box], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    id: int
    actor: int
    steps: tuple[Step, ...]


def truth(scene: Scene, frames: Sequence[Sequence[Sight]], clip: ClipFacts) -> dict[str, pa.Table]:
    """By the name of its schema: clips, frames, detections, tracks, masks, attributes, visits, crossings, flows, events."""
    camera = camera_of(scene)
    clock = _Clock(scene, clip)
    tracks = tracks_of(scene, frames)
    visits = list(_visits(camera, tracks, clock))
    rows: dict[str, Iterable[Row]] = {
        "clips": [_clip(scene, clip, clock)],
        "frames": (clock.stamp(frame) | {"damaged": False} for frame in range(scene.frames)),
        "detections": _detections(scene, tracks, clock),
        "tracks": _track_rows(scene, tracks, clock),
        "masks": _masks(tracks, clip),
        "attributes": _attributes(scene, tracks),
        "visits": visits,
        "crossings": _crossings(camera, tracks, clock),
        "flows": _flows(camera, visits),
        "events": _events(scene, tracks, clock),
    }
    return {name: pa.Table.from_pylist(list(each), schema=SCHEMAS[name]) for name, each in rows.items()}


def tracks_of(scene: Scene, frames: Sequence[Sequence[Sight]]) -> tuple[Track, ...]:
    """Numbered from 1 in the order of their first frame, then of the script."""
    steps: dict[int, list[Step]] = defaultdict(list)
    for number, sights in enumerate(frames):
        for sight in sights:
            if step := _step(scene, number, sight):
                steps[sight.actor].append(step)
    seen = {actor: trimmed for actor, each in steps.items() if (trimmed := _trimmed(each))}
    order = sorted(seen, key=lambda actor: (seen[actor][0].frame, actor))
    return tuple(Track(id=number, actor=actor, steps=tuple(seen[actor])) for number, actor in enumerate(order, 1))


def _step(scene: Scene, number: int, sight: Sight) -> Step | None:
    x1, y1, x2, y2 = sight.box
    width, height = scene.optics.width, scene.optics.height
    cut = (max(x1, 0.0), max(y1, 0.0), min(x2, float(width)), min(y2, float(height)))
    area = max(cut[2] - cut[0], 0) * max(cut[3] - cut[1], 0)
    if area < LEAST_IN_PICTURE * (x2 - x1) * (y2 - y1):
        return None
    place = sight.place
    return Step(
        frame=number, box=cut, hidden=sight.visible < LEAST_VISIBLE, ground=(place.x, place.y), at=scene.optics.pixel(place.x, place.y), marks=sight.marks
    )  # fmt: skip


def _trimmed(steps: list[Step]) -> list[Step]:
    """From the first to the last frame in which somebody can be seen."""
    shown = [index for index, step in enumerate(steps) if not step.hidden]
    return steps[shown[0] : shown[-1] + 1] if shown else []


class _Clock:
    """Frames → instants, and what every row of this clip says."""

    def __init__(self, scene: Scene, clip: ClipFacts) -> None:
        self.start_us = microseconds(scene.start)
        self.step_us = 1_000_000 // scene.fps
        self.camera_id, self.clip_id = scene.camera_id, clip.clip_id

    def t_us(self, frame: float) -> int:
        return self.start_us + round(frame * self.step_us)

    def stamp(self, frame: int) -> Row:
        return {"camera_id": self.camera_id, "clip_id": self.clip_id, "frame": frame, "t_us": self.t_us(frame)}


def microseconds(instant: datetime) -> int:
    """Since 1970 in UTC."""
    return (instant - datetime.fromisoformat("1970-01-01T00:00:00+00:00")) // timedelta(microseconds=1)


def _clip(scene: Scene, clip: ClipFacts, clock: _Clock) -> Row:
    return {
        "clip_id": clip.clip_id,
        "camera_id": scene.camera_id,
        "name": clip.name,
        "sha256": clip.sha256,
        "bytes": clip.bytes,
        "codec": CODEC,
        "width": scene.optics.width,
        "height": scene.optics.height,
        "start_us": clock.start_us,
        "end_us": clock.t_us(scene.frames),
        "frames": scene.frames,
        "damaged": 0,
        "repairs": [],
    }


def _box(box: Box) -> Row:
    return dict(zip(("x1", "y1", "x2", "y2"), box, strict=True))


def class_of(means: Means) -> str:
    """Who pushes a bicycle is a person; who rides is one with what is ridden."""
    return "person" if means in {Means.WALK, Means.PUSHED_BICYCLE} else str(means)


def _detections(scene: Scene, tracks: Sequence[Track], clock: _Clock) -> Iterator[Row]:
    rows = [(step.frame, track.id, track, step) for track in tracks for step in track.steps if not step.hidden]
    for frame, _id, track, step in sorted(rows, key=lambda each: each[:2]):
        kind = class_of(scene.actors[track.actor].means)
        yield clock.stamp(frame) | {"class": kind, "score": 1.0, "source": "truth"} | _box(step.box)


def _track_rows(scene: Scene, tracks: Sequence[Track], clock: _Clock) -> Iterator[Row]:
    for track in tracks:
        kind = class_of(scene.actors[track.actor].means)
        for step in track.steps:
            ground = {"gx": step.ground[0], "gy": step.ground[1]}
            sure = {"class": kind, "score": None if step.hidden else 1.0, "interpolated": step.hidden}
            yield clock.stamp(step.frame) | {"track_id": track.id} | sure | _box(step.box) | ground


def _masks(tracks: Sequence[Track], clip: ClipFacts) -> Iterator[Row]:
    for track in tracks:
        for step in track.steps:
            if not step.hidden:
                for region, box in step.marks:
                    yield {"clip_id": clip.clip_id, "frame": step.frame, "track_id": track.id, "region": region} | _box(
                        box
                    )


def _attributes(scene: Scene, tracks: Sequence[Track]) -> Iterator[Row]:
    for track in tracks:
        actor = scene.actors[track.actor]
        seen = actor.look is not None and actor.means not in VEHICLES
        yield {
            "camera_id": scene.camera_id,
            "track_id": track.id,
            "sex": str(actor.look.sex) if seen and actor.look else "unknown",
            "sex_score": float(actor.look.sex == "male") if seen and actor.look else None,
            "age_band": actor.look.age_band if seen and actor.look else "unknown",
            "mode": "walk" if actor.means is Means.PUSHED_BICYCLE else str(actor.means),
            "votes": sum(not step.hidden for step in track.steps) if seen else 0,
        }


def _visits(camera: Camera, tracks: Sequence[Track], clock: _Clock) -> Iterator[Row]:
    """One for each unbroken stay of the ground point in a zone."""
    for zone in camera.zones:
        outline = Polygon(zone.points)
        for track in tracks:
            inside = [outline.covers(Point(step.at)) for step in track.steps]
            for number, (first, last) in enumerate(_runs(inside), 1):
                yield {
                    "camera_id": camera.id,
                    "zone_id": zone.id,
                    "track_id": track.id,
                    "visit": number,
                    "start_us": clock.t_us(track.steps[first].frame),
                    "end_us": clock.t_us(track.steps[last].frame),
                    "left_censored": first == 0,
                    "right_censored": last == len(inside) - 1,
                }


def _runs(flags: Sequence[bool]) -> Iterator[tuple[int, int]]:
    """First and last position of every unbroken run of true."""
    begin = None
    for position, flag in enumerate([*flags, False]):
        if flag and begin is None:
            begin = position
        elif not flag and begin is not None:
            yield begin, position - 1
            begin = None


def _crossings(camera: Camera, tracks: Sequence[Track], clock: _Clock) -> Iterator[Row]:
    for line in camera.lines:
        for track in tracks:
            for before, after in pairwise(track.steps):
                if direction := _crossed(line, before.at, after.at):
                    t_us = clock.t_us(after.frame)
                    yield {
                        "camera_id": camera.id,
                        "line_id": line.id,
                        "track_id": track.id,
                        "t_us": t_us,
                        "direction": direction,
                    }


def _crossed(line: Line, before: tuple[float, float], after: tuple[float, float]) -> str | None:
    """``in`` from the left of the line's way to its right, as the picture shows it."""
    if before == after or not LineString(line.points).intersects(LineString([before, after])):
        return None
    (x0, y0), (x1, y1) = line.points[0], line.points[-1]
    sides = [(x1 - x0) * (y - y0) - (y1 - y0) * (x - x0) for x, y in (before, after)]
    if (sides[0] < 0) == (sides[1] < 0):
        return None
    return "in" if sides[0] < 0 else "out"


def _flows(camera: Camera, visits: Sequence[Row]) -> list[Row]:
    """How many tracks went from one zone to the next they stood in, by the quarter of an hour in which they reached it."""
    stays: dict[object, list[tuple[int, str]]] = defaultdict(list)
    for visit in visits:
        stays[visit["track_id"]].append((int(str(visit["start_us"])), str(visit["zone_id"])))
    legs = {
        (track, source, target, start - start % QUARTER_US)
        for track, each in stays.items()
        for (_, source), (start, target) in pairwise(sorted(each))
        if source != target
    }
    counts = Counter(leg[1:] for leg in legs)
    return [
        {"camera_id": camera.id, "from_zone": source, "to_zone": target, "bin_us": bin_us, "tracks": count}
        for (source, target, bin_us), count in sorted(counts.items())
    ]


def _events(scene: Scene, tracks: Sequence[Track], clock: _Clock) -> Iterator[Row]:
    ids = {track.actor: track.id for track in tracks}
    for number, act in enumerate(scene.acts, 1):
        begin, until = (clock.t_us(seconds * scene.fps) for seconds in (act.begin_s, act.end_s))
        yield {
            "event_id": f"{scene.camera_id}-{number}",
            "rule": act.rule,
            "rule_version": 1,
            "camera_id": scene.camera_id,
            "zone_id": act.zone_id,
            "track_ids": [ids[actor] for actor in act.actors],
            "start_us": begin,
            "end_us": until,
            "score": 1.0,
            "clip_ids": [clock.clip_id],
            "evidence_us": [begin, (begin + until) // 2],
        }
