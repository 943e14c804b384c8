"""Rules over stored tracks → events."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import asdict, dataclass, field, replace
from zoneinfo import ZoneInfo

import ibis
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from naru.base.kit.canonical import JSON, sha256_of
from naru.systems.footage.core.cameras.values import Camera, Hours, Zone
from naru.systems.footage.core.events.hours import holds
from naru.systems.footage.core.events.relations import related
from naru.systems.footage.core.events.rules import UNSUPPORTED, Rule
from naru.systems.footage.core.events.scenes import SECOND_US, CameraScene, camera_scene
from naru.systems.footage.core.figures.visits import visits
from naru.systems.footage.core.metrics.boxes import Flags, Ints
from naru.systems.footage.core.tables import EVENTS

FLICKER_S = 2.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Seconds:
    """An actor's seconds in a zone in which all holds that a rule asks; ``supported``: those with a sign."""

    name: int
    second: Ints
    supported: Ints = field(default_factory=lambda: np.empty(0, np.int64))


@dataclass(frozen=True, slots=True, kw_only=True)
class Event:
    """A row of EVENTS."""

    event_id: str
    rule: str
    rule_version: int
    camera_id: str
    zone_id: str
    track_ids: list[int]
    start_us: int
    end_us: int
    score: float
    clip_ids: list[str]
    evidence_us: list[int]


def find_events(
    tracks: pa.Table, cameras: Sequence[Camera], rules: Sequence[Rule], *, attributes: pa.Table | None = None
) -> pa.Table:
    """TRACKS of any cameras (and ATTRIBUTES) → EVENTS, in order of camera, begin and rule.

    ``evidence_us``: the first, the middle and the last instant at which the rule held. An event's id is made of the rule, its version,
    the zone, the begin and the tracks: replayed, it is the same.
    """
    rows: list[dict[str, object]] = []
    for camera in cameras:
        of = tracks.filter(pc.equal(tracks["camera_id"], camera.id))
        if len(of):
            scene, modes = camera_scene(of), _modes(attributes, camera.id)
            rows += [row for rule in rules for row in _of_rule(of, camera, rule, scene, modes)]
    found = pa.Table.from_pylist(rows, schema=EVENTS)
    return found.sort_by([(name, "ascending") for name in ("camera_id", "start_us", "rule", "event_id")])


def _modes(attributes: pa.Table | None, camera_id: str) -> Mapping[int, str]:
    if attributes is None:
        return {}
    of = attributes.filter(pc.equal(attributes["camera_id"], camera_id))
    return dict(zip(of["track_id"].to_pylist(), of["mode"].to_pylist(), strict=True))


def _of_rule(
    tracks: pa.Table, camera: Camera, rule: Rule, scene: CameraScene, modes: Mapping[int, str]
) -> Iterable[dict[str, object]]:
    actors = [name for name, of in scene.tracks.items() if _acts(rule, of.kind, modes.get(name))]
    zones = [zone for zone in camera.zones if zone.kind in rule.zone_kinds and (not zone.acts or rule.id in zone.acts)]
    if not actors or not zones:
        return
    there = _seconds_in(tracks.filter(pc.is_in(tracks["track_id"], pa.array(actors))), camera, zones)
    for zone in zones:
        held = [_held(of, zone, rule, scene, camera, there[zone.id]) for of in there.get(zone.id, [])]
        for run in _runs(held, rule.gap_s):
            event = _event(tracks, camera, zone, rule, run, _is_supported(run, held))
            if event.end_us - event.start_us >= rule.least_s * SECOND_US:
                yield asdict(event)


def _acts(rule: Rule, kind: str, mode: str | None) -> bool:
    """What a track's means of movement is known to be counts more than its class: a pushed bicycle is walking."""
    if mode and mode != "unknown" and rule.modes:
        return mode in rule.modes
    return kind in rule.classes


def _seconds_in(tracks: pa.Table, camera: Camera, zones: Sequence[Zone]) -> dict[str, list[Seconds]]:
    """By zone: the seconds of each track's visits; a flicker of the foot is none."""
    looked_at = replace(camera, zones=tuple(zones))
    stays = visits(ibis.memtable(tracks), [looked_at], gap_s=FLICKER_S, enter_s=0).to_pyarrow()
    spans: dict[tuple[str, int], list[Ints]] = {}
    for row in stays.to_pylist():
        seconds = np.arange(row["start_us"] // SECOND_US, row["end_us"] // SECOND_US + 1)
        spans.setdefault((row["zone_id"], row["track_id"]), []).append(seconds)
    there: dict[str, list[Seconds]] = {}
    for (zone, name), parts in sorted(spans.items()):
        there.setdefault(zone, []).append(Seconds(name=name, second=np.unique(np.concatenate(parts))))
    return there


def _held(
    actor: Seconds, zone: Zone, rule: Rule, scene: CameraScene, camera: Camera, others: Sequence[Seconds]
) -> Seconds:
    presence = scene.tracks[actor.name]
    together = [other.second for other in others]
    good = np.isin(presence.second, actor.second)
    for relation in rule.relations:
        good &= related(relation, presence, scene, together)
    signs = np.full(len(good), not rule.supports)
    for relation in rule.supports:
        signs |= related(relation, presence, scene, together)
    if rule.id not in zone.acts:
        good &= signs
    if rule.most_s is not None:
        good &= signs | ~_lasting(presence.second, good, rule.most_s)
    good &= _open(presence.second, (rule.hours, zone.hours), ZoneInfo(camera.time_zone))
    return Seconds(name=actor.name, second=presence.second[good], supported=presence.second[signs])


def _open(second: Ints, calendars: Sequence[Sequence[Hours]], clock: ZoneInfo) -> Flags:
    """Calendars are asked once for each minute: they open and close on full ones."""
    minutes, place = np.unique(second // 60, return_inverse=True)
    held = [all(holds(hours, minute * 60 * SECOND_US, clock) for hours in calendars) for minute in minutes.tolist()]
    return np.array(held, bool)[place]


def _lasting(second: Ints, good: Flags, most_s: float) -> Flags:
    """Good seconds of a run that goes on for longer than ``most_s``, or as long as its track is seen: nobody knows how long.

    A run ends where more than a flicker is missing.
    """
    at = np.flatnonzero(good)
    lasting = np.zeros(len(good), bool)
    for run in np.split(at, np.flatnonzero(np.diff(second[at]) > FLICKER_S) + 1):
        if len(run):
            lasting[run] = second[run[-1]] - second[run[0]] > most_s or run[-1] == len(second) - 1
    return lasting


def _runs(held: Sequence[Seconds], gap_s: float) -> Iterable[list[tuple[int, int]]]:
    """(second, track) of all actors, in order, split where more than the gap lies between."""
    marks = sorted((int(second), of.name) for of in held for second in of.second)
    run: list[tuple[int, int]] = []
    for mark in marks:
        if run and mark[0] - run[-1][0] > gap_s:
            yield run
            run = []
        run.append(mark)
    if run:
        yield run


def _is_supported(run: list[tuple[int, int]], held: Sequence[Seconds]) -> bool:
    signs = {of.name: set(of.supported.tolist()) for of in held}
    return any(second in signs[name] for second, name in run)


def _event(
    tracks: pa.Table, camera: Camera, zone: Zone, rule: Rule, run: list[tuple[int, int]], supported: bool
) -> Event:
    names = sorted({name for _, name in run})
    own = tracks.filter(pc.is_in(tracks["track_id"], pa.array(names)))
    begin, end = run[0][0] * SECOND_US, (run[-1][0] + 1) * SECOND_US
    seen = own.filter(pc.and_(pc.greater_equal(own["t_us"], begin), pc.less(own["t_us"], end)))
    instants = sorted(seen["t_us"].to_pylist())
    start_us, end_us = instants[0], instants[-1]
    key: JSON = [rule.id, rule.version, camera.id, zone.id, str(start_us), names]
    return Event(
        event_id=sha256_of(key)[:16],
        rule=rule.id,
        rule_version=rule.version,
        camera_id=camera.id,
        zone_id=zone.id,
        track_ids=names,
        start_us=start_us,
        end_us=end_us,
        score=min(1.0, (end_us - start_us) / SECOND_US / max(rule.sure_s, 1e-6)) * (1.0 if supported else UNSUPPORTED),
        clip_ids=sorted(set(seen["clip_id"].to_pylist())),
        evidence_us=sorted({start_us, instants[len(instants) // 2], end_us}),
    )
