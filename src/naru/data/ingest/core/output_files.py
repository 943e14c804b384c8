"""What a reader wrote, read once more by another child: the footers of its Parquet, before anyone believes its report."""

from collections.abc import Mapping, Sequence
from typing import Any

import pyarrow.parquet as pq

from naru.base.kit.refusals import Refused
from naru.data.ingest.core.formats.parquet import codecs
from naru.data.ingest.core.quarantine import SCHEMA as QUARANTINE

WRITTEN = frozenset({"ZSTD"})


def check_outputs(payload: Mapping[str, Any]) -> int:
    """Compare the files of a report with what it says of them; how many were read.

    ``payload`` is ``{"tables": [[path, column names, rows]], "quarantines": [path]}``. Raises ``Refused`` ``child_output_refused``.
    """
    for path, names, rows in payload["tables"]:
        _check(path, names, rows)
    for path in payload["quarantines"]:
        _check(path, QUARANTINE.names)
    return len(payload["tables"]) + len(payload["quarantines"])


def _check(path: str, names: Sequence[str], rows: int | None = None) -> None:
    with pq.ParquetFile(path) as file:
        metadata, schema = file.metadata, file.schema_arrow
    is_ours = codecs(path) <= WRITTEN and list(schema.names) == list(names)
    if not is_ours or (rows is not None and metadata.num_rows != rows):
        raise Refused("child_output_refused", name=path.rpartition("/")[2])
