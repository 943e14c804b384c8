"""What a Parquet's metadata says of its shapes: which column, in which system, or nothing."""

import json
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.data.ingest.core.formats.geoparquet import ShapeColumn, shape_column


def written(folder: Path, about: bytes | None) -> Path:
    schema = pa.schema([("geom", pa.binary())], metadata=None if about is None else {b"geo": about})
    pq.write_table(pa.table({"geom": [b""]}, schema=schema), folder / "map.parquet")
    return folder / "map.parquet"


def about(**column: Any) -> bytes:
    return json.dumps({"primary_column": "geom", "columns": {"geom": column}}).encode()


@pytest.mark.parametrize(
    ("said", "declared"),
    [
        (about(encoding="WKB"), "OGC:CRS84"),
        (about(encoding="wkb", crs="EPSG:5186"), "EPSG:5186"),
        (about(encoding="WKB", crs={"type": "ProjectedCRS"}), '{"type": "ProjectedCRS"}'),
        (about(encoding="WKB", crs=None), ""),
    ],
)
def test_a_column_of_shapes_and_its_system(said: bytes, declared: str, tmp_path: Path) -> None:
    assert shape_column(written(tmp_path, said)) == ShapeColumn(name="geom", declared=declared)


@pytest.mark.parametrize(
    "said",
    [
        None,
        b"{}",
        b"[]",
        b"no json",
        about(encoding="point"),
        about(),
        json.dumps({"primary_column": "other", "columns": {}}).encode(),
        json.dumps({"primary_column": "geom", "columns": {"geom": "WKB"}}).encode(),
    ],
)
def test_without_a_column_in_wkb_there_is_none(said: bytes | None, tmp_path: Path) -> None:
    assert shape_column(written(tmp_path, said)) is None


def test_what_is_no_parquet_has_none(tmp_path: Path) -> None:
    (tmp_path / "map.parquet").write_bytes(b"PAR1")
    assert shape_column(tmp_path / "map.parquet") is None
    assert shape_column(tmp_path / "gone.parquet") is None
