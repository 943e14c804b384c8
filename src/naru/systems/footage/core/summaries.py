"""From a camera's tables to its summary.

Everything large is an Ibis expression that answers at most a few thousand rows, on whichever engine holds the tables; the rest
is arithmetic over those.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime, timedelta
from itertools import pairwise
from zoneinfo import ZoneInfo

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from naru.systems.footage.core.cameras.values import Camera
from naru.systems.footage.core.counts import (
    day_counts,
    door_figures,
    due_spans,
    hand_audit,
    line_figures,
    minutes_seen,
    party_sizes,
)
from naru.systems.footage.core.figures.dwell import Survival, survival
from naru.systems.footage.core.figures.visits import stays
from naru.systems.footage.core.groups import group_shares
from naru.systems.footage.core.summary import (
    DAY,
    WEEK,
    CameraSummary,
    CurveStep,
    Estimate,
    Flow,
    Grid,
    Group,
    ZoneFigures,
)

Execute = Callable[[ir.Expr], pa.Table]
SECOND, MINUTE, QUARTER, HOUR = 1_000_000, 60_000_000, 900_000_000, 3_600_000_000
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
HEAT_COLUMNS = 80
LONGEST_STEP_S = 1.0  # between two frames of a track: a longer gap is not standing there
PEOPLE = ("person", "bicycle", "motorcycle", "kickboard")
MODES = ("walk", "bicycle", "motorcycle", "kickboard", "car", "bus", "truck")
SEXES = ("female", "male")
AGE_BANDS = ("0-9", "10-19", "20-29", "30-39", "40-49", "50-59", "60-69", "70+")


@dataclass(frozen=True, slots=True, kw_only=True)
class SummarySettings:
    stay_s: float = 5.0  # from which on somebody who crossed a zone stayed in it
    curve_steps: int = 60
    least_group: int = 5  # passers below which a group is kept back
    ground_cell_m: float = 0.5
    ground_cells: int = 20_000  # at most; a wider ground has coarser cells


def summarise(
    camera: Camera,
    tables: Mapping[str, ir.Table],
    execute: Execute,
    *,
    settings: SummarySettings = SummarySettings(),
) -> CameraSummary:
    """``tables`` by their names in ``core.tables``: clips (at least one), tracks, attributes, visits, crossings, flows, of this camera."""
    shown = execute(tables["clips"].order_by("start_us"))
    clips = shown.to_pylist()
    spans = merged([(clip["start_us"], clip["end_us"]) for clip in clips])
    people = tables["tracks"].filter(tables["tracks"]["class"].isin(PEOPLE))
    born = execute(people.group_by("track_id").agg(t_us=people.t_us.min()).order_by("track_id"))
    begins = born["t_us"].to_numpy()
    steps = execute(standing(people))
    zone, whole = ZoneInfo(camera.time_zone), (spans[0][0], spans[-1][1])
    due = due_spans(camera.hours, zone, whole)
    seen_minutes, due_minutes = minutes_seen(shown, due)
    return CameraSummary(
        camera_id=camera.id,
        first_us=clips[0]["start_us"],
        last_us=max(clip["end_us"] for clip in clips),
        clips=len(clips),
        frames=sum(clip["frames"] for clip in clips),
        damaged=sum(clip["damaged"] for clip in clips),
        seen_minutes=seen_minutes,
        due_minutes=due_minutes,
        people=len(begins),
        hours=by_hours(begins, spans, zone),
        quarters=by_quarters(begins, spans),
        zones=_zones(camera, tables["visits"], execute, settings),
        lines=line_figures(camera, tables["crossings"], execute, span=whole),
        flows=_flows(execute(tables["flows"].group_by(["from_zone", "to_zone"]).agg(tracks=ibis._.tracks.sum()))),
        modes=_groups(tables["attributes"], "mode", MODES, execute, settings),
        sexes=_groups(_known(tables["attributes"], "sex"), "sex", SEXES, execute, settings),
        ages=_groups(_known(tables["attributes"], "age_band"), "age_band", AGE_BANDS, execute, settings),
        heat=heat_grid(steps, camera),
        ground=ground_grid(steps, settings) if camera.ground_points else None,
        doors=door_figures(camera, people, execute),
        parties=party_sizes(people, [(camera.id, name) for name in born["track_id"].to_pylist()], execute),
        days=day_counts(begins, shown, due, zone),
        audit=hand_audit(camera, tables["crossings"], execute),
    )


def merged(spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Spans of time in order, overlapping ones put together."""
    whole: list[tuple[int, int]] = []
    for begin, end in sorted(spans):
        if whole and begin <= whole[-1][1]:
            whole[-1] = (whole[-1][0], max(end, whole[-1][1]))
        else:
            whole.append((begin, end))
    return whole


def by_hours(
    begins: Sequence[int] | np.ndarray, spans: Sequence[tuple[int, int]], zone: ZoneInfo
) -> tuple[tuple[float | None, ...], ...]:
    """People a minute seen by weekday and hour of ``zone``; ``begins``: when each was first seen, ``spans``: what was recorded."""
    seen = np.zeros((WEEK, DAY))
    people = np.zeros((WEEK, DAY))
    for begin, end in spans:
        for start, stop in _hours_of(begin, end):
            seen[_weekday_and_hour(start, zone)] += (stop - start) / MINUTE
    hours, counts = np.unique(np.asarray(begins, dtype=np.int64) // HOUR, return_counts=True)
    for hour, count in zip(hours.tolist(), counts.tolist(), strict=True):
        people[_weekday_and_hour(hour * HOUR, zone)] += count
    return tuple(
        tuple(float(people[day, hour] / seen[day, hour]) if seen[day, hour] else None for hour in range(DAY))
        for day in range(WEEK)
    )


def _hours_of(begin: int, end: int) -> list[tuple[int, int]]:
    """A span cut at full hours."""
    edges = [begin, *range((begin // HOUR + 1) * HOUR, end, HOUR), end]
    return list(pairwise(edges))


def _weekday_and_hour(us: int, zone: ZoneInfo) -> tuple[int, int]:
    local = (EPOCH + timedelta(microseconds=us)).astimezone(zone)
    return local.weekday(), local.hour


def by_quarters(begins: Sequence[int] | np.ndarray, spans: Sequence[tuple[int, int]]) -> tuple[tuple[int, int], ...]:
    """Every quarter of an hour of which something was recorded, with the people first seen in it."""
    recorded = {quarter for begin, end in spans for quarter in range(begin // QUARTER, (end - 1) // QUARTER + 1)}
    quarters, counts = np.unique(np.asarray(begins, dtype=np.int64) // QUARTER, return_counts=True)
    people = dict(zip(quarters.tolist(), counts.tolist(), strict=True))
    return tuple((quarter * QUARTER, people.get(quarter, 0)) for quarter in sorted(recorded))


def standing(tracks: ir.Table) -> ir.Table:
    """``x, y, gx, gy, seconds``: each foot point and how long the track stood there until its next frame."""
    window = ibis.window(group_by="track_id", order_by="t_us")
    step = (tracks.t_us.lead().over(window) - tracks.t_us) / SECOND
    return tracks.select(
        x=(tracks.x1 + tracks.x2) / 2,
        y=tracks.y2,
        gx=tracks.gx,
        gy=tracks.gy,
        seconds=ibis.cases((step > LONGEST_STEP_S, 0.0), else_=step).fill_null(0.0),
    )


def heat_grid(steps: pa.Table, camera: Camera) -> Grid:
    """Seconds by cells of the picture, ``HEAT_COLUMNS`` across."""
    rows = max(1, round(HEAT_COLUMNS * camera.height / camera.width))
    extent = (0.0, 0.0, float(camera.width), float(camera.height))
    return _grid(steps["x"].to_numpy(), steps["y"].to_numpy(), steps["seconds"].to_numpy(), HEAT_COLUMNS, rows, extent)


def ground_grid(steps: pa.Table, settings: SummarySettings) -> Grid | None:
    """Seconds by cells of the ground, over where anyone stood; None where nobody did."""
    there = steps.filter(pc.is_valid(steps["gx"]))
    if there.num_rows == 0:
        return None
    x, y = there["gx"].to_numpy(), there["gy"].to_numpy()
    left, right = np.quantile(x, [0.005, 0.995])
    bottom, top = np.quantile(y, [0.005, 0.995])
    width, height = max(float(right - left), 1.0), max(float(top - bottom), 1.0)
    cell = max(settings.ground_cell_m, float(np.sqrt(width * height / settings.ground_cells)))
    columns, rows = int(np.ceil(width / cell)), int(np.ceil(height / cell))
    extent = (float(left), float(bottom), columns * cell, rows * cell)
    return _grid(x, y, there["seconds"].to_numpy(), columns, rows, extent)


def _grid(
    x: np.ndarray,
    y: np.ndarray,
    seconds: np.ndarray,
    columns: int,
    rows: int,
    extent: tuple[float, float, float, float],
) -> Grid:
    left, top, width, height = extent
    column = np.floor((x - left) / width * columns).astype(np.int64)
    row = np.floor((y - top) / height * rows).astype(np.int64)
    inside = (column >= 0) & (column < columns) & (row >= 0) & (row < rows)
    cells = np.bincount((row * columns + column)[inside], weights=seconds[inside], minlength=columns * rows)
    return Grid(columns=columns, rows=rows, extent=extent, seconds=tuple(np.round(cells, 2).tolist()))


def _known(attributes: ir.Table, column: str) -> ir.Table:
    return attributes.filter(attributes[column] != "unknown")


def _groups(
    attributes: ir.Table, column: str, order: Sequence[str], execute: Execute, settings: SummarySettings
) -> tuple[Group, ...]:
    counts = execute(attributes.group_by(column).agg(n=ibis._.count())).to_pylist()
    return group_shares({row[column]: row["n"] for row in counts}, order, least=settings.least_group)


def _zones(camera: Camera, visits: ir.Table, execute: Execute, settings: SummarySettings) -> tuple[ZoneFigures, ...]:
    kinds = stays(visits, stay_s=settings.stay_s)
    rows = execute(
        kinds.group_by("zone_id").agg(
            visits=kinds.count(),
            visitors=kinds.track_id.nunique(where=kinds.kind == "visiting"),
            all=kinds.track_id.nunique(),
        )
    ).to_pylist()
    counted = {row["zone_id"]: row for row in rows}
    return tuple(
        _zone(zone.id, counted[zone.id], execute(visits.filter(visits.zone_id == zone.id)), settings)
        if zone.id in counted
        else ZoneFigures(zone_id=zone.id, visits=0, visitors=0, passers=0, dwell_s=Estimate(value=None))
        for zone in camera.zones
    )


def _zone(zone_id: str, counts: Mapping[str, int], visits: pa.Table, settings: SummarySettings) -> ZoneFigures:
    curve = survival(visits)
    median = curve.quantile(0.5)
    return ZoneFigures(
        zone_id=zone_id,
        visits=counts["visits"],
        visitors=counts["visitors"],
        passers=counts["all"] - counts["visitors"],
        dwell_s=Estimate(value=median.seconds, low=median.low, high=median.high),
        curve=thinned(curve, settings.curve_steps),
    )


def thinned(curve: Survival, steps: int) -> tuple[CurveStep, ...]:
    """At most ``steps`` of the staircase, the first and the last among them."""
    count = len(curve.seconds)
    chosen = sorted({round(at) for at in np.linspace(0, count - 1, min(steps, count)).tolist()}) if count else []
    return tuple(
        CurveStep(
            seconds=float(curve.seconds[at]),
            share=float(curve.share[at]),
            low=float(curve.low[at]),
            high=float(curve.high[at]),
        )
        for at in chosen
    )


def _flows(rows: pa.Table) -> tuple[Flow, ...]:
    return tuple(
        Flow(**row)
        for row in sorted(rows.to_pylist(), key=lambda row: (-row["tracks"], row["from_zone"], row["to_zone"]))
    )
