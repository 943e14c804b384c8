"""Few rows of footage, written by hand: walkers whose boxes stand on given points."""

import itertools
from collections.abc import Iterable, Sequence
from pathlib import Path
from typing import Any

import ibis
import ibis.expr.types as ir
import pyarrow as pa

from naru.systems.footage.core.cameras.values import Camera, Line, Pixel, SiteKind, Zone, ZoneKind
from naru.systems.footage.core.tables import TRACKS

SECOND = 1_000_000
SHARED = Path(__file__).resolve().parents[1].parent / "shared" / "data" / "footage"

Walk = tuple[int, float, Sequence[Pixel]]  # track, first second, foot points


def tracks(
    *walks: Walk, step_s: float = 1.0, camera: str = "c", kind: str = "person", height: float = 20.0
) -> pa.Table:
    """TRACKS of boxes ten wide: one foot point every ``step_s``."""
    rows = [
        {
            "camera_id": camera,
            "clip_id": "clip",
            "track_id": name,
            "frame": round((begin + at * step_s) / step_s),
            "t_us": round((begin + at * step_s) * SECOND),
            "class": kind,
            "score": 0.9,
            "x1": x - 5,
            "y1": y - height,
            "x2": x + 5,
            "y2": y,
            "interpolated": False,
        }
        for name, begin, points in walks
        for at, (x, y) in enumerate(points)
    ]
    return pa.Table.from_pylist(rows, schema=TRACKS)


def camera(*, zones: Sequence[Zone] = (), lines: Sequence[Line] = (), name: str = "c", **other: Any) -> Camera:
    whole: dict[str, Any] = {
        "id": name, "site_id": "s", "site_ko": "곳", "site_en": "site", "site_kind": SiteKind.TRADE_AREA,
        "longitude": 129.0, "latitude": 35.1, "width": 100, "height": 100, "time_zone": "Asia/Seoul",
        "operator": "부산광역시", "legal_basis": "개인정보 보호법 제25조", "retention_days": 30,
    }  # fmt: skip
    return Camera(**(whole | other), zones=tuple(zones), lines=tuple(lines))


def zone(name: str, *points: Pixel, kind: ZoneKind = ZoneKind.AREA, **other: Any) -> Zone:
    return Zone(id=name, name_ko=name, name_en=name, kind=kind, points=points, **other)


def line(name: str, *points: Pixel) -> Line:
    return Line(id=name, name_ko=name, name_en=name, points=points)


def square(left: float, top: float, size: float = 10) -> tuple[Pixel, ...]:
    return (left, top), (left + size, top), (left + size, top + size), (left, top + size)


def lazy(table: pa.Table) -> ir.Table:
    return ibis.memtable(table)


def rows(expression: ir.Table, *names: str) -> list[tuple[Any, ...]]:
    """The answer's rows in order, by these columns or by all."""
    answer = expression.to_pyarrow()
    return sorted(zip(*(answer[name].to_pylist() for name in names or answer.column_names), strict=True))


def along(*points: Pixel, steps: int = 1) -> list[Pixel]:
    """From point to point in equal steps, both ends included."""
    ways: Iterable[tuple[Pixel, Pixel]] = itertools.pairwise(points)
    walked = [
        (x0 + (x1 - x0) * step / steps, y0 + (y1 - y0) * step / steps)
        for (x0, y0), (x1, y1) in ways
        for step in range(steps)
    ]
    return [*walked, points[-1]]
