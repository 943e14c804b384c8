"""A CSV that people send, read strictly: every fault is a refusal that names the line.

What may differ is read and said: a byte order mark, CRLF, blanks around a value, CP949, columns that nobody asked for. Whatever would
have to be guessed at is refused.
"""

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc
from pyarrow import csv

from naru.base.kit.refusals import Refused
from naru.systems.challenges.core.metrics.values import Array

NUMBER = r"^[+-]?([0-9]+\.?[0-9]*|\.[0-9]+)([eE][+-]?[0-9]+)?$"
NOT_FINITE = r"^(?i)[+-]?(nan|inf|infinity|null|none|na|n/a)$"
BLOCK_BYTES = 64 << 20
SHOWN_CHARACTERS = 40
BLANKS = " \t"  # a line break inside quotes belongs to the value


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """Trimmed texts by column; ``notes`` are codes of what was read although it is unusual."""

    columns: dict[str, pa.Array]
    rows: int
    notes: tuple[str, ...]

    def line(self, row: int) -> int:
        """Of the file, from 1 on, where the row begins; cells may hold line breaks."""
        before = sum(
            pc.sum(pc.count_substring(column.slice(0, row), "\n")).as_py() or 0 for column in self.columns.values()
        )
        return row + 2 + before

    def refuse(self, code: str, row: int, column: str, **facts: object) -> Refused:
        value = self.columns[column][row].as_py()
        return Refused(code, line=self.line(row), column=column, value=_short(value), **facts)


def read_sheet(body: bytes, wanted: Sequence[str]) -> Sheet:
    """Raises ``Refused``: ``submission_empty``, ``submission_encoding``, ``submission_header``, ``submission_ragged``."""
    text, notes = _utf8(body)
    if not text.strip():
        raise Refused("submission_empty")
    header = [name.strip().strip('"') for name in text.split(b"\n", 1)[0].decode().strip("\r").split(",")]
    if any(name not in header for name in wanted) or len(set(header)) < len(header):
        raise Refused("submission_header", wanted=",".join(wanted)[:200], got=",".join(header)[:200])
    if b"\n" not in text.rstrip(b"\r\n"):
        raise Refused("submission_empty")
    if set(header) - set(wanted):
        notes.append("extra_columns")
    table = _parsed(text.rstrip(b"\r\n"), header)
    columns = {name: pc.utf8_trim(table[name].combine_chunks(), characters=BLANKS) for name in header}
    return Sheet(columns=columns, rows=table.num_rows, notes=tuple(notes))


def _utf8(body: bytes) -> tuple[bytes, list[str]]:
    if body.startswith(b"\xef\xbb\xbf"):
        body = body[3:]
    if b"\x00" in body:
        raise Refused("submission_encoding")
    try:
        body.decode()
    except UnicodeDecodeError:
        try:
            return body.decode("cp949").encode(), ["cp949"]
        except UnicodeDecodeError:
            raise Refused("submission_encoding") from None
    return body, []


def _parsed(text: bytes, header: Sequence[str]) -> pa.Table:
    ragged: list[csv.InvalidRow] = []

    def note(row: csv.InvalidRow) -> str:
        ragged.append(row)
        return "skip"

    try:
        table = csv.read_csv(
            pa.BufferReader(text),
            read_options=csv.ReadOptions(
                column_names=list(header), skip_rows=1, use_threads=False, block_size=BLOCK_BYTES
            ),
            parse_options=csv.ParseOptions(
                newlines_in_values=b'"' in text, invalid_row_handler=note, ignore_empty_lines=False
            ),
            convert_options=csv.ConvertOptions(
                column_types=dict.fromkeys(header, pa.string()), strings_can_be_null=False, null_values=[]
            ),
        )
    except pa.ArrowInvalid:
        raise Refused("submission_ragged", line=0, wanted=len(header), got=0) from None
    if ragged:
        first = ragged[0]
        raise Refused(
            "submission_ragged", line=first.number or 0, wanted=first.expected_columns, got=first.actual_columns
        )
    return table


def numbers(sheet: Sheet, column: str, *, least: float = -np.inf, most: float = np.inf) -> Array:
    """Raises ``Refused``: ``submission_cell_empty``, ``submission_not_finite``, ``submission_not_number``,
    ``submission_out_of_range``."""
    texts = sheet.columns[column]
    _first(sheet, column, pc.equal(texts, ""), "submission_cell_empty")
    good = pc.match_substring_regex(texts, NUMBER)
    if not pc.all(good).as_py():
        odd = pc.and_(pc.invert(good), pc.match_substring_regex(texts, NOT_FINITE))
        _first(sheet, column, odd, "submission_not_finite")
        _first(sheet, column, pc.invert(good), "submission_not_number")
    values: Array = pc.cast(_unsigned(texts), pa.float64()).to_numpy(zero_copy_only=False)
    _first(sheet, column, pa.array(~np.isfinite(values)), "submission_not_finite")
    if least > -np.inf or most < np.inf:
        outside = pa.array((values < least) | (values > most))
        _first(sheet, column, outside, "submission_out_of_range", least=least, most=most)
    return values


def _unsigned(texts: pa.Array) -> pa.Array:
    """Arrow reads no leading plus."""
    return pc.utf8_ltrim(texts, characters="+")


def codes(sheet: Sheet, column: str, classes: Sequence[str]) -> Array:
    """Raises ``Refused``: ``submission_cell_empty``, ``submission_label_unknown``."""
    texts = sheet.columns[column]
    _first(sheet, column, pc.equal(texts, ""), "submission_cell_empty")
    found = pc.index_in(texts, value_set=pa.array(classes, pa.string()))
    _first(sheet, column, pc.is_null(found), "submission_label_unknown", classes=", ".join(classes)[:200])
    values: Array = found.to_numpy(zero_copy_only=False).astype(np.float64)
    return values


def places(sheet: Sheet, column: str, ids: pa.Array) -> npt.NDArray[np.int64] | None:
    """Of each row among ``ids``, each once; None where they stand in the same order.

    Raises ``Refused``: ``submission_id_unknown``, ``submission_id_twice``, ``submission_id_missing``.
    """
    own = sheet.columns[column]
    if len(own) == len(ids) and own.equals(ids):
        return None
    found = known_places(sheet, column, ids)
    counts = np.bincount(found, minlength=len(ids))
    if counts.max(initial=0) > 1:
        second = _second(found)
        first = int(np.flatnonzero(found == found[second])[0])
        raise sheet.refuse("submission_id_twice", second, column, first=sheet.line(first))
    if len(found) < len(ids):
        missing = int(np.flatnonzero(counts == 0)[0])
        raise Refused("submission_id_missing", count=len(ids) - len(found), id=_short(ids[missing].as_py()))
    return found


def known_places(sheet: Sheet, column: str, ids: pa.Array) -> npt.NDArray[np.int64]:
    """As ``places``, where an id may stand in several rows or in none."""
    found = pc.index_in(sheet.columns[column], value_set=ids)
    _first(sheet, column, pc.is_null(found), "submission_id_unknown")
    values: npt.NDArray[np.int64] = found.to_numpy(zero_copy_only=False).astype(np.int64)
    return values


def _second(found: npt.NDArray[np.int64]) -> int:
    """The first row whose id was there before."""
    _, firsts = np.unique(found, return_index=True)
    again = np.ones(len(found), dtype=bool)
    again[firsts] = False
    return int(np.flatnonzero(again)[0])


def _first(sheet: Sheet, column: str, faulty: pa.Array, code: str, **facts: object) -> None:
    row = pc.index(faulty, True).as_py()
    if row >= 0:
        raise sheet.refuse(code, row, column, **facts)


def _short(value: str) -> str:
    return value if len(value) <= SHOWN_CHARACTERS else f"{value[:SHOWN_CHARACTERS]}…"
