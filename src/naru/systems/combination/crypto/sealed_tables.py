"""Arrow tables in sealed files: written and read piece by piece."""

from pathlib import Path

import pyarrow as pa

from naru.base.kit.refusals import Refused
from naru.systems.combination.crypto.identities import Card, Identity
from naru.systems.combination.crypto.sealed_files import Header, opening, sealing

BATCH_ROWS = 1 << 16


def seal_table(path: Path, table: pa.Table, *, header: Header, sender: Identity, recipient: Card) -> None:
    """Write the table for its recipient; the file appears whole or not at all."""
    with (
        sealing(path, header=header, sender=sender, recipient=recipient) as writer,
        pa.ipc.new_stream(pa.PythonFile(writer, "w"), table.schema) as stream,
    ):
        stream.write_table(table, max_chunksize=BATCH_ROWS)


def open_table(path: Path, *, by: Identity, sender: Card, kind: str, spec: str) -> tuple[Header, pa.Table]:
    """The header and the table. Raises ``Refused`` as ``sealed_files.opening`` does."""
    with opening(path, by=by, sender=sender, kind=kind, spec=spec) as (header, reader):
        try:
            with pa.ipc.open_stream(pa.PythonFile(reader, "r")) as stream:
                return header, stream.read_all()
        except (pa.ArrowException, OSError):
            raise Refused("sealed_file_altered", file=path.name) from None
