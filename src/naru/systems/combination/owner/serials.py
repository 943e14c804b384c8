"""Random serials, one a record: they say nothing, and only the owner knows whose they are."""

import secrets

import pyarrow as pa
import pyarrow.compute as pc

SERIAL_BITS = 63


def draw_serials(records: int) -> pa.Array:
    """So many different positive integers, from the operating system's source."""
    while True:
        drawn = pa.Array.from_buffers(pa.int64(), records, [None, pa.py_buffer(secrets.token_bytes(records * 8))])
        serials = pc.bit_wise_and(drawn, 2**SERIAL_BITS - 1)
        if pc.count_distinct(serials).as_py() == records:
            return serials


def in_serial_order(table: pa.Table) -> pa.Table:
    """By serial, that is in an order that nobody can foresee or tell from the owner's."""
    return table.sort_by("serial")
