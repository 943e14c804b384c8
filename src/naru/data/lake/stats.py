"""What a Parquet file's footer says of its rows, as a Delta log's ``stats`` (Delta protocol, per-file statistics)."""

from collections.abc import Iterator
from datetime import date, datetime
from pathlib import Path
from typing import Any

import orjson
import pyarrow.parquet as pq

LONGEST_TEXT = 32  # longer minima and maxima are left out rather than truncated


def footer_stats(path: Path) -> tuple[int, str]:
    """The number of rows, and the stats as JSON."""
    footer = pq.read_metadata(path)
    names = footer.schema.to_arrow_schema().names
    minima: dict[str, Any] = {}
    maxima: dict[str, Any] = {}
    nulls: dict[str, int] = {}
    for index, name in enumerate(names if len(names) == footer.num_columns else ()):
        groups = list(_groups(footer, index))
        if all(group is not None and group.has_null_count for group in groups):
            nulls[name] = sum(group.null_count for group in groups)
        seen = [group for group in groups if group is not None and group.has_min_max]
        if seen and len(seen) == len(groups):
            low, high = _json(min(group.min for group in seen)), _json(max(group.max for group in seen))
            if low is not None and high is not None:
                minima[name], maxima[name] = low, high
    stats = {"numRecords": footer.num_rows, "minValues": minima, "maxValues": maxima, "nullCount": nulls}
    return footer.num_rows, orjson.dumps(stats).decode()


def _groups(footer: pq.FileMetaData, column: int) -> Iterator[Any]:
    for group in range(footer.num_row_groups):
        yield footer.row_group(group).column(column).statistics


def _json(value: Any) -> Any:
    match value:
        case bool() | bytes():
            return None
        case int() | float():
            return value if value == value and abs(value) != float("inf") else None
        case datetime():
            return value.strftime("%Y-%m-%dT%H:%M:%S.%f") + "Z"
        case date():
            return value.isoformat()
        case str():
            return value if len(value) <= LONGEST_TEXT else None
        case _:
            return None
