"""Which text columns have white space, or a spreadsheet's ``="…"``, around their values: seen on every row, taken off
only where there is some."""

from collections.abc import Mapping, Sequence
from pathlib import Path

import duckdb
import numpy as np
import pyarrow as pa
import pyarrow.compute as pc

from naru.data.ingest.core.missing_values import WHITESPACE

_MARKS = "".join(f"\\x{{{ord(mark):04X}}}" for mark in WHITESPACE)
PADDED = f"^[{_MARKS}]|[{_MARKS}]$"
TRIMMED = f"trim({{c}}, {' || '.join(f'chr({ord(mark)})' for mark in WHITESPACE)})"
FORMULA = '="'  # ="00123" is how exports keep a spreadsheet from taking the zeros off a code
UNWRAPPED = f"regexp_replace({TRIMMED}, '^=\"([^\"]*)\"$', '\\1')"


def bare_fields(con: duckdb.DuckDBPyConnection, raw: pa.Table | Path, fields: Sequence[str]) -> Mapping[str, str]:
    """The columns of the relation ``raw`` (which lies in ``raw``) with something around their values, and the SQL over
    ``{c}`` that takes it off."""
    found = _in_memory(raw, fields) if isinstance(raw, pa.Table) else _in_file(con, fields)
    return {
        name: UNWRAPPED if formulas else TRIMMED for name, (padded, formulas) in found.items() if padded or formulas
    }


def _in_memory(raw: pa.Table, fields: Sequence[str]) -> dict[str, tuple[bool, bool]]:
    around = {name: [_around(chunk) for chunk in raw.column(name).chunks] for name in fields}
    return {name: (any(p for p, _ in seen), any(f for _, f in seen)) for name, seen in around.items()}


def _in_file(con: duckdb.DuckDBPyConnection, fields: Sequence[str]) -> dict[str, tuple[bool, bool]]:
    if not fields:
        return {}
    checks = (f"bool_or(regexp_matches({c}, '{PADDED}')), bool_or(starts_with({c}, '{FORMULA}'))" for c in fields)
    [found] = con.execute(f"SELECT {', '.join(checks)} FROM raw").fetchall()
    return {name: (found[2 * i], found[2 * i + 1]) for i, name in enumerate(fields)}


def _around(values: pa.StringArray) -> tuple[bool, bool]:
    """Does any value begin or end with white space, and does any begin a formula? Read off the array's bytes, a hundred
    times as fast as trimming."""
    buffers = values.buffers()
    if not len(values) or buffers[2] is None:
        return False, False
    ends = np.frombuffer(buffers[1], np.int32)[values.offset : values.offset + len(values) + 1]
    data = np.frombuffer(buffers[2], np.uint8)
    starts, stops = ends[:-1][ends[1:] > ends[:-1]], ends[1:][ends[1:] > ends[:-1]]
    if not len(starts):
        return False, False
    firsts, lasts = data[starts], data[stops - 1]
    formulas = bool((firsts == ord("=")).any()) and bool(pc.any(pc.starts_with(values, FORMULA)).as_py())
    if (_ASCII_SPACE[firsts] | _ASCII_SPACE[lasts]).any():
        return True, formulas
    wide = _WIDE_FIRST[firsts] | _WIDE_LAST[lasts]
    if not wide.any():
        return False, formulas
    held = values.filter(pa.array(pc.not_equal(values, "")))
    suspects = held.take(pa.array(np.flatnonzero(wide)[:20_000])).to_pylist()
    return any(text != text.strip(WHITESPACE) for text in suspects), formulas


def _table(*members: int) -> np.ndarray[tuple[int], np.dtype[np.bool_]]:
    table = np.zeros(256, np.bool_)
    table[list(members)] = True
    return table


_ASCII_SPACE = _table(*range(0x21))
_WIDE_FIRST = _table(0xC2, 0xE3, 0xE2, 0xEF)  # first bytes of U+00A0, U+3000, U+200B and its like, U+FEFF
_WIDE_LAST = _table(0xA0, 0x80, 0x8B, 0xBF, 0x87, 0x89, 0xAF, 0x8E, 0x8F)  # and their last
