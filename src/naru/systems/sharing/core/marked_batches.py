"""A batch of rows with its recipient's mark."""

from collections.abc import Sequence

import pyarrow as pa
import pyarrow.compute as pc

from naru.systems.sharing.core import fingerprint
from naru.systems.sharing.core.fingerprint import MarkedColumn


def marked_batch(batch: pa.RecordBatch, columns: Sequence[MarkedColumn], key: bytes) -> pa.RecordBatch:
    """The batch with its marked columns' figures as the mark wants them; nulls stay null."""
    arrays = dict(zip(batch.schema.names, batch.columns, strict=True))
    for column in columns:
        cells = arrays[column.name]
        valid = pc.is_valid(cells).to_numpy(zero_copy_only=False)
        figures = pc.fill_null(cells, 0).to_numpy(zero_copy_only=False)
        moved = fingerprint.marked(figures, column, key)
        arrays[column.name] = pa.array(moved, cells.type, mask=None if valid.all() else ~valid)
    return pa.RecordBatch.from_arrays(list(arrays.values()), schema=batch.schema)
