"""Where a table's rows lie: how many in the country, how many elsewhere, exchanged or at 0, 0."""

from collections.abc import Iterator, Sequence
from pathlib import Path

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq

from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.ingest.core.formats.country import in_country
from naru.data.ingest.core.values import PlaceCounts, TableReport
from naru.data.tables.core import lexicon

BATCH_ROWS = 65_536
NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL)
DEGREES = 4326


def counted(report: TableReport) -> PlaceCounts | None:
    """The places of the report's shapes, else of its longitudes and latitudes, else of its plane coordinates in a known
    system; None where it has none."""
    parquet = Path(report.parquet)
    if report.geometry:
        return _sum(_middles(parquet, report.geometry))
    if pair := _degrees_of(report.columns) or _plane_of(report.columns):
        return _sum(_points(parquet, *pair))
    return None


def _degrees_of(columns: Sequence[Column]) -> tuple[Column, Column] | None:
    """Longitude and latitude by their names: exchanged ones do not have the meanings, for their values forbid it."""
    numbers = [column for column in columns if column.type in NUMBERS]
    x, y = (
        next((column for column in numbers if name.search(column.name)), None)
        for name in (lexicon.LONGITUDE, lexicon.LATITUDE)
    )
    return (x, y) if x is not None and y is not None else None


def _plane_of(columns: Sequence[Column]) -> tuple[Column, Column] | None:
    x, y = (
        next((column for column in columns if column.meaning is meaning and column.epsg), None)
        for meaning in (Meaning.EASTING, Meaning.NORTHING)
    )
    return (x, y) if x is not None and y is not None else None


def _points(parquet: Path, x: Column, y: Column) -> Iterator[np.ndarray]:
    for batch in pq.ParquetFile(parquet).iter_batches(BATCH_ROWS, columns=[x.alias, y.alias]):
        pair = [batch.column(column.alias).cast(pa.float64(), safe=False) for column in (x, y)]
        places = np.column_stack([values.to_numpy(zero_copy_only=False) for values in pair])
        yield _in_degrees(places[np.isfinite(places).all(axis=1)], x.epsg or DEGREES)


def _middles(parquet: Path, geometry: str) -> Iterator[np.ndarray]:
    import shapely

    for batch in pq.ParquetFile(parquet).iter_batches(BATCH_ROWS, columns=[geometry]):
        bounds = shapely.bounds(shapely.from_wkb(batch.column(0).to_numpy(zero_copy_only=False), on_invalid="ignore"))
        middles = np.column_stack([bounds[:, [0, 2]].mean(axis=1), bounds[:, [1, 3]].mean(axis=1)])
        yield middles[np.isfinite(middles).all(axis=1)]


def _in_degrees(places: np.ndarray, epsg: int) -> np.ndarray:
    """The places in degrees; a zero stays one, whatever the system."""
    if epsg == DEGREES or not len(places):
        return places
    from pyproj import Transformer

    moved = np.column_stack(Transformer.from_crs(epsg, DEGREES, always_xy=True).transform(places[:, 0], places[:, 1]))
    moved[(places == 0).all(axis=1)] = 0
    return moved


def _sum(batches: Iterator[np.ndarray]) -> PlaceCounts:
    total = outside = exchanged = at_zero = 0
    for places in batches:
        zero, home, turned = (places == 0).all(axis=1), in_country(places), in_country(places[:, ::-1])
        total += len(places)
        at_zero += int(zero.sum())
        exchanged += int((turned & ~home).sum())
        outside += int((~home & ~turned & ~zero).sum())
    return PlaceCounts(total=total, outside=outside, exchanged=exchanged, at_zero=at_zero)
