"""A camera's figures as tables to publish: by quarters of an hour, each row naming the clips that it was counted on."""

from collections.abc import Callable, Mapping, Sequence
from types import MappingProxyType

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from naru.systems.footage.core.cameras.values import Camera
from naru.systems.footage.core.figures.bins import BIN_US, crossing_bins, track_bins, visit_bins
from naru.systems.footage.core.figures.coverage import coverage
from naru.systems.footage.core.summaries import PEOPLE, SummarySettings

Execute = Callable[[ir.Expr], pa.Table]
INSTANT = pa.timestamp("us", "UTC")
TRACE = ("clips", pa.string())  # ids, with commas: the table of clips says what each is
TABLES = MappingProxyType(
    {
        "people": pa.schema(
            [("camera", pa.string()), ("begins", INSTANT), ("people", pa.int64()), ("seen_s", pa.float64()), TRACE]
        ),
        "lines": pa.schema(
            [
                ("camera", pa.string()),
                ("line", pa.string()),
                ("begins", INSTANT),
                ("ins", pa.int64()),
                ("outs", pa.int64()),
                TRACE,
            ]
        ),
        "zones": pa.schema(
            [
                ("camera", pa.string()),
                ("zone", pa.string()),
                ("begins", INSTANT),
                ("visits", pa.int64()),
                ("visiting", pa.int64()),
                ("passing", pa.int64()),
                ("seconds", pa.float64()),
                TRACE,
            ]
        ),
        "clips": pa.schema(
            [
                ("clip", pa.string()),
                ("camera", pa.string()),
                ("begins", INSTANT),
                ("ends", INSTANT),
                ("frames", pa.int64()),
                ("damaged", pa.int64()),
                ("sha256", pa.string()),
            ]
        ),
    }
)


def figure_tables(camera: Camera, tables: Mapping[str, ir.Table], execute: Execute) -> dict[str, pa.Table]:
    """``tables`` by their names in ``core.tables``: clips, tracks, visits, crossings, of this camera → ``TABLES`` by their names."""
    clips = execute(tables["clips"].order_by("start_us"))
    people = tables["tracks"].filter(tables["tracks"]["class"].isin(PEOPLE))
    lines = {line.id: line.name_ko for line in camera.lines}
    zones = {zone.id: zone.name_ko for zone in camera.zones}
    return {
        "people": _people(camera, execute(track_bins(people)), clips),
        "lines": _binned(execute(crossing_bins(tables["crossings"])), clips, "lines", line=("line_id", lines)),
        "zones": _binned(
            execute(visit_bins(tables["visits"], stay_s=SummarySettings().stay_s)), clips, "zones", zone=("zone_id", zones)
        ),
        "clips": _clips(clips),
    }  # fmt: skip


def _people(camera: Camera, counted: pa.Table, clips: pa.Table) -> pa.Table:
    """Every quarter of which something was recorded, also where nobody came: nobody is a figure."""
    spans = list(zip(clips["start_us"].to_pylist(), clips["end_us"].to_pylist(), strict=True))
    seen = coverage(clips, due=spans)
    found = dict(zip(counted["bin_us"].to_pylist(), counted["tracks"].to_pylist(), strict=True))
    bins = seen["bin_us"].to_pylist()
    return pa.table(
        {
            "camera": [camera.id] * len(bins),
            "begins": seen["bin_us"].cast(INSTANT),
            "people": [found.get(begin, 0) for begin in bins],
            "seen_s": seen["seen_s"],
            "clips": _traces(bins, clips),
        },
        schema=TABLES["people"],
    )


def _binned(counted: pa.Table, clips: pa.Table, name: str, **place: tuple[str, Mapping[str, str]]) -> pa.Table:
    [(column, (id_column, names))] = place.items()
    rows = counted.sort_by([("bin_us", "ascending"), (id_column, "ascending")])
    columns = {
        **{each: rows[each] for each in rows.column_names},
        "camera": rows["camera_id"],
        column: pa.array([names.get(each, each) for each in rows[id_column].to_pylist()], pa.string()),
        "begins": rows["bin_us"].cast(INSTANT),
        "clips": pa.array(_traces(rows["bin_us"].to_pylist(), clips), pa.string()),
    }
    schema = TABLES[name]
    return pa.table([columns[each] for each in schema.names], schema.names).cast(schema)


def _traces(bins: Sequence[int], clips: pa.Table) -> list[str]:
    """Of each quarter the clips that show some of it, in their order."""
    ids = clips["clip_id"].to_pylist()
    starts, ends = clips["start_us"].to_numpy(), clips["end_us"].to_numpy()
    return [",".join(ids[at] for at in np.flatnonzero((starts < begin + BIN_US) & (ends > begin))) for begin in bins]


def _clips(clips: pa.Table) -> pa.Table:
    named = {"clip": "clip_id", "camera": "camera_id", "begins": "start_us", "ends": "end_us"}
    schema = TABLES["clips"]
    return pa.table(
        [pc.cast(clips[named.get(field.name, field.name)], field.type) for field in schema], schema.names
    ).cast(schema)
