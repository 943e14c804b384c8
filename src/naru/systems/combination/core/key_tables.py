"""The table of keys that an owner sends to the authority: a serial, and for each agreed key two halves of 64 bits.

A key is the first 128 bits of a pseudorandom function's output: among 10⁷ × 10⁷ pairs the chance of a single false match is
below 10⁻²⁴. Two integers join as fast as integers do, on DuckDB and on Spark alike.
"""

from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from naru.base.kit.refusals import Refused

SERIAL = "serial"


def halves(position: int) -> tuple[str, str]:
    """The names of the columns that hold the key at this place of the specification, from 0."""
    return f"key{position}_high", f"key{position}_low"


@dataclass(frozen=True, slots=True, kw_only=True)
class KeyTable:
    """``table``: ``serial`` and the halves of each key, all int64; null halves where a record lacks that key."""

    party: str
    table: pa.Table


def schema(keys: int) -> pa.Schema:
    names = [SERIAL, *(name for position in range(keys) for name in halves(position))]
    return pa.schema([(name, pa.int64()) for name in names])


def check_key_table(party: str, table: pa.Table, *, keys: int) -> KeyTable:
    """What a party sent, if it is a table of keys and nothing else. Raises ``Refused``."""
    if table.schema.remove_metadata() != schema(keys):
        raise Refused("not_key_table", party=party)
    serials = table.column(SERIAL)
    if serials.null_count or pc.count_distinct(serials).as_py() != len(serials):
        raise Refused("serials_not_unique", party=party)
    return KeyTable(party=party, table=table)
