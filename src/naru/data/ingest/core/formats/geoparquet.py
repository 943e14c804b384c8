"""GeoParquet: which column of a Parquet holds shapes, and in which system (geoparquet.org, 1.1)."""

import json
from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

KEY = b"geo"
UNSAID = "OGC:CRS84"  # the system of a column that says none


@dataclass(frozen=True, slots=True, kw_only=True)
class ShapeColumn:
    """The column of shapes in WKB; ``declared`` is its system as PROJ's JSON or an authority's name, "" for none."""

    name: str
    declared: str


def shape_column(path: Path) -> ShapeColumn | None:
    """The main column of shapes, where the file's metadata names one that is written as WKB."""
    try:
        about: Any = json.loads((pq.read_schema(path).metadata or {}).get(KEY, b"{}"))
        name = about["primary_column"]
        column = about["columns"][name]
    except (pa.ArrowException, OSError, ValueError, KeyError, TypeError):
        return None
    if not isinstance(column, Mapping) or str(column.get("encoding")).upper() != "WKB":
        return None
    system = column.get("crs", UNSAID)
    declared = system if isinstance(system, str) else json.dumps(system) if system else ""
    return ShapeColumn(name=str(name), declared=declared)
