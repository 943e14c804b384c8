"""Results against truth: detections, tracks, figures and events of each camera that has a folder of truth.

``truth/<camera id>/<table>.parquet`` in the schemas of ``core/tables.py``; a table that is missing is not compared.
"""

from collections import Counter
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc
import pyarrow.parquet as pq

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.events.intervals import Span, event_score, false_alarms_per_hour
from naru.systems.footage.core.metrics.evaluate import evaluate_sequences
from naru.systems.footage.core.metrics.precision import average_precision
from naru.systems.footage.pipeline import current
from naru.systems.footage.pipeline.current import Current
from naru.systems.footage.pipeline.store import Store

MOVING = "moving"
OVERLAP = 0.3


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """``ap50`` is over all classes as one where the detector knows no classes. Counts are (truth, found); events (truth, found, right).

    ``event_f1``: by rule, at a temporal overlap of ``OVERLAP``; ``false_alarms``: an hour that the camera watched.
    """

    camera_id: str
    ap50: float | None
    hota: float
    mota: float
    idf1: float
    switches: int
    tracks: tuple[int, int]
    crossings: dict[str, tuple[int, int]]
    visits: dict[str, tuple[int, int]]
    events: dict[str, tuple[int, int, int]]
    event_f1: dict[str, float]
    false_alarms: dict[str, float]


def compare(store: Store, truth: Path) -> tuple[Comparison, ...]:
    """Raises ``Refused``: ``footage_store_empty``, ``footage_truth_missing``."""
    cameras = list(current.read(store))
    if not cameras:
        raise Refused("footage_store_empty", store=str(store.root))
    found = tuple(
        _compare(each, folder)
        for each in cameras
        if each.has("tracks") and (folder := truth / each.camera["id"]) and (folder / "tracks.parquet").exists()
    )
    if not found:
        raise Refused("footage_truth_missing", folder=str(truth))
    return found


def _compare(of: Current, truth: Path) -> Comparison:
    wanted, tracks = _read(truth, "tracks"), of.table("tracks")
    seen = wanted.filter(pc.invert(wanted["interpolated"]))
    scores = evaluate_sequences(_by_clip(seen, tracks, of))
    return Comparison(
        camera_id=of.camera["id"],
        ap50=_ap50(of, truth),
        hota=round(scores.hota, 4),
        mota=round(scores.mota, 4),
        idf1=round(scores.idf1, 4),
        switches=scores.idsw,
        tracks=(_tracks(wanted), _tracks(tracks)),
        crossings=_paired(of, truth, "crossings", ("line_id", "direction")),
        visits=_paired(of, truth, "visits", ("zone_id",)),
        events=_events(of, truth),
        event_f1=_f1(of, truth),
        false_alarms=_false_alarms(of, truth),
    )


def _read(truth: Path, name: str) -> pa.Table:
    return pq.read_table(truth / f"{name}.parquet")


def _tracks(table: pa.Table) -> int:
    return len(pc.unique(table["track_id"]))


def _by_clip(truth: pa.Table, tracks: pa.Table, of: Current) -> Iterator[tuple[pa.Table, pa.Table]]:
    for clip in of.clips:
        wanted, found = (each.filter(pc.equal(each["clip_id"], clip.clip_id)) for each in (truth, tracks))
        yield wanted, found


def _ap50(of: Current, truth: Path) -> float | None:
    if not (truth / "detections.parquet").exists():
        return None
    wanted = _read(truth, "detections")
    found = pa.concat_tables([of.clip_table(clip, "detections") for clip in of.clips])
    if MOVING in pc.unique(found["class"]).to_pylist():
        wanted, found = _of_one_class(wanted), _of_one_class(found)
    return round(average_precision(wanted, found).ap50, 4)


def _of_one_class(table: pa.Table) -> pa.Table:
    one = pa.array([MOVING] * len(table), pa.string())
    return table.set_column(table.schema.get_field_index("class"), "class", one)


def _paired(of: Current, truth: Path, name: str, keys: tuple[str, ...]) -> dict[str, tuple[int, int]]:
    if not of.has(name) or not (truth / f"{name}.parquet").exists():
        return {}
    wanted, found = (_counted(table, keys) for table in (_read(truth, name), of.table(name)))
    return {key: (wanted[key], found[key]) for key in sorted({*wanted, *found})}


def _counted(table: pa.Table, keys: tuple[str, ...]) -> Counter[str]:
    return Counter(" ".join(row) for row in zip(*(table[key].to_pylist() for key in keys), strict=True))


def _events(of: Current, truth: Path) -> dict[str, tuple[int, int, int]]:
    """An event is right that overlaps a true one of its rule and camera in time; each true one counts once."""
    if not of.has("events") or not (truth / "events.parquet").exists():
        return {}
    wanted, found = _read(truth, "events").to_pylist(), of.table("events").to_pylist()
    counts = {}
    for rule in sorted({row["rule"] for row in (*wanted, *found)}):
        due, made = [row for row in wanted if row["rule"] == rule], [row for row in found if row["rule"] == rule]
        right = sum(
            any(row["start_us"] <= each["end_us"] and each["start_us"] <= row["end_us"] for each in made) for row in due
        )
        counts[rule] = (len(due), len(made), right)
    return counts


def _f1(of: Current, truth: Path) -> dict[str, float]:
    return {
        rule: round(event_score(wanted, found, overlap=OVERLAP).f1, 4)
        for rule, (wanted, found) in _spans(of, truth).items()
    }


def _false_alarms(of: Current, truth: Path) -> dict[str, float]:
    watched_us = sum(clip.row["end_us"] - clip.row["start_us"] for clip in of.clips)
    return {
        rule: round(false_alarms_per_hour(wanted, found, watched_us=watched_us), 2)
        for rule, (wanted, found) in _spans(of, truth).items()
        if watched_us
    }


def _spans(of: Current, truth: Path) -> dict[str, tuple[list[Span], list[Span]]]:
    """By rule: when it was so, and when it was said."""
    if not of.has("events") or not (truth / "events.parquet").exists():
        return {}
    sides = [_read(truth, "events").to_pylist(), of.table("events").to_pylist()]
    rules = sorted({row["rule"] for side in sides for row in side})

    def times(side: list[dict[str, Any]], rule: str) -> list[Span]:
        return [(row["start_us"], row["end_us"]) for row in side if row["rule"] == rule]

    return {rule: (times(sides[0], rule), times(sides[1], rule)) for rule in rules}
