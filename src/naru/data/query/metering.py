"""What leaves by the doors of query, counted for ``usage``."""

from collections.abc import Iterator

import pyarrow as pa

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import Person
from naru.data.catalogue import reads as catalogue
from naru.data.query.core.values import OpenTable
from naru.data.usage.core.values import Use
from naru.data.usage.recording import record


def count(table: OpenTable, person: Person, door: str, *, rows: int, bytes_: int = 0) -> None:
    """A whole answer that is about to leave, under the entitlement by which it is read."""
    used = None if table.is_open else catalogue.entitlement_used(person, table.id, SYSTEM_CLOCK.now())
    record(
        Use(
            door=door,
            dataset=table.dataset_id,
            table=table.id,
            version=table.version,
            rows=rows,
            bytes=bytes_,
            is_open=table.is_open,
            reader=person.token_id or person.id,
            holder=used.holder.id if used else "",
            entitlement=used.id if used else "",
            purpose=used.terms.purpose[:200] if used else "",
        )
    )


class Tally:
    """A file that leaves piece by piece: what did leave counts, also where the reader went away before the end."""

    def __init__(self, table: OpenTable, person: Person, door: str) -> None:
        self._of = (table, person, door)
        self._rows = 0

    def batches(self, batches: Iterator[pa.RecordBatch]) -> Iterator[pa.RecordBatch]:
        """The same batches, their rows counted."""
        for batch in batches:
            self._rows += batch.num_rows
            yield batch

    def pieces(self, pieces: Iterator[bytes]) -> Iterator[bytes]:
        """The same pieces, their bytes counted, and the read recorded once they end."""
        size = 0
        try:
            for piece in pieces:
                size += len(piece)
                yield piece
        finally:
            count(*self._of, rows=self._rows, bytes_=size)
