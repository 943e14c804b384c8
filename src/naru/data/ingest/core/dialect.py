"""How delimited text is cut: which mark parts the fields, which quotes them, which escapes a quote."""

import csv
import io
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Any

DELIMITERS = (",", "\t", ";", "|", "^", "~", ":", "\x1f", "\x01", "\a", "!", "#", "$", "&", "*", "/", " ")
SURE_OF = 5  # the delimiters that need no more than two fields a row; the others are letters of ordinary text too
QUOTES = ('"', "'")
csv.field_size_limit(1 << 26)


@dataclass(frozen=True, slots=True)
class Dialect:
    """RFC 4180 by default; a quote within quotes is doubled, or follows ``escape`` where one is given.

    ``is_spaced``: blanks may stand between a delimiter and a quote. ``is_loose``: quotes within quotes stand as they are,
    and only one before a delimiter or the line's end closes a field, which has no line ends in it."""

    delimiter: str = ","
    quote: str = '"'
    escape: str | None = None
    is_spaced: bool = False
    is_loose: bool = False

    @property
    def is_standard(self) -> bool:
        """Cut alike by every reader of CSV."""
        return not self.is_spaced and not self.is_loose

    def reader_options(self) -> dict[str, Any]:
        """The keyword arguments of ``csv.reader``."""
        return {
            "delimiter": self.delimiter,
            "quotechar": self.quote,
            "escapechar": self.escape,
            "doublequote": True,
            "skipinitialspace": self.is_spaced,
        }


@dataclass(frozen=True, slots=True)
class Record:
    """One row as it was cut, the line it begins on (1-based) and its text."""

    line: int
    fields: list[str]
    raw: str


def lines_of(text: str) -> Iterable[str]:
    """Lines with their ends, cut at CRLF, LF and CR alone (`str.splitlines` cuts at ten marks more)."""
    return io.StringIO(text, newline="")


def records(lines: Iterable[str], dialect: Dialect) -> Iterator[Record]:
    """Cut lines into rows, blank ones left out: the rule that the fast reader must agree with.

    A quote counts only at a field's beginning. A quote never closed is taken for a letter, and its rows are cut one by one."""
    if dialect.is_loose:
        yield from _loose_records(lines, dialect)
        return
    kept = _Kept(lines)
    reader = csv.reader(kept, **dialect.reader_options())
    for fields in reader:
        line, raw = kept.take()
        if "\n" in raw and _is_open(raw, dialect):
            yield from _unquoted(line, raw, dialect)
        elif fields:
            yield Record(line, fields, raw)


def _loose_records(lines: Iterable[str], dialect: Dialect) -> Iterator[Record]:
    for number, line in enumerate(lines, 1):
        if text := line.rstrip("\r\n"):
            yield Record(number, list(_loose_fields(text, dialect)), text)


def _loose_fields(text: str, dialect: Dialect) -> Iterator[str]:
    at, none_closes = 0, False
    while at <= len(text):
        while dialect.is_spaced and text[at : at + 1] == " ":
            at += 1
        closed = None
        if text[at : at + 1] == dialect.quote and not none_closes:
            closed = _closed(text, at + 1, dialect)
            none_closes = closed is None
        if closed is None:
            end = text.find(dialect.delimiter, at)
            closed = (text[at:], len(text)) if end < 0 else (text[at:end], end)
        field, end = closed
        yield field
        at = end + 1


def _closed(text: str, at: int, dialect: Dialect) -> tuple[str, int] | None:
    """The quoted field that begins here and where the delimiter after it stands, None where no quote closes it."""
    quote, ends, parts = dialect.quote, ("", dialect.delimiter), list[str]()
    while (found := text.find(quote, at)) >= 0:
        behind = text[found + 1 : found + 2]
        if behind in ends:
            return "".join([*parts, text[at:found]]), found + 1
        is_doubled = behind == quote
        if is_doubled and text[found + 2 : found + 3] in ends:
            return "".join([*parts, text[at : found + 1]]), found + 2
        parts.append(text[at : found + 1])
        at = found + 1 + is_doubled
    return None


class _Kept:
    """Lines on their way into the reader, remembered until a row has been made of them."""

    def __init__(self, lines: Iterable[str]) -> None:
        self._lines, self._number, self._held = iter(lines), 0, list[str]()

    def __iter__(self) -> Iterator[str]:
        return self

    def __next__(self) -> str:
        line = next(self._lines)
        self._held.append(line)
        return line

    def take(self) -> tuple[int, str]:
        first, raw = self._number + 1, "".join(self._held).rstrip("\r\n")
        self._number += len(self._held)
        self._held.clear()
        return first, raw


def _is_open(raw: str, dialect: Dialect) -> bool:
    quotes = raw.count(dialect.quote)
    if dialect.escape:
        quotes -= raw.count(dialect.escape + dialect.quote)
    return quotes % 2 == 1


def _unquoted(line: int, raw: str, dialect: Dialect) -> Iterator[Record]:
    for number, text in enumerate((part.rstrip("\r\n") for part in lines_of(raw)), line):
        reader = csv.reader(
            [text], delimiter=dialect.delimiter, skipinitialspace=dialect.is_spaced, quoting=csv.QUOTE_NONE
        )
        fields = next(reader, [])
        if fields:
            yield Record(number, fields, text)


def find_dialect(head: str, delimiter: str | None = None) -> Dialect:
    """The dialect whose cut of a file's first 400 lines is the most regular; a comma when nothing parts anything.

    A ``delimiter`` that a person named is taken; only quote and escape are then found."""
    lines = list(lines_of(head))[:400]
    escapes = {quote: (None, "\\") if f"\\{quote}" in head else (None,) for quote in QUOTES}
    standard = [
        Dialect(mark, quote, escape)
        for mark in ([delimiter] if delimiter else DELIMITERS)
        for quote in QUOTES
        for escape in escapes[quote]
    ]
    candidates = [*standard, *(other for dialect in standard for other in _looser(dialect, head))]
    best = max(candidates, key=lambda dialect: _regularity(lines, dialect))
    return best if delimiter or _regularity(lines, best) > NONE else Dialect()


def _looser(dialect: Dialect, head: str) -> Iterator[Dialect]:
    """The same dialect as people write it by hand, where the text gives cause to think of that."""
    if dialect.delimiter == " " or dialect.quote not in head:
        return
    is_spaced = f"{dialect.delimiter} {dialect.quote}" in head
    if is_spaced:
        yield replace(dialect, is_spaced=True)
    if dialect.quote == QUOTES[0] and dialect.escape is None:
        yield replace(dialect, is_loose=True, is_spaced=is_spaced)


NONE = (0.0, False, 0, 0)


def _regularity(lines: list[str], dialect: Dialect) -> tuple[float, bool, int, int]:
    """How many rows share the commonest width, in steps that noise does not cross; whether the first one does; then
    precedence."""
    if not any(dialect.delimiter in line for line in lines):
        return NONE
    rows = list(records(lines, dialect))
    widths = Counter(len(row.fields) for row in rows)
    width, count = max(widths.items(), key=lambda item: (item[1], item[0]))
    wide = {number: rows_ for number, rows_ in widths.items() if number > 1}
    order = DELIMITERS.index(dialect.delimiter) if dialect.delimiter in DELIMITERS else 0
    if not wide or (width == 1 and count > len(rows) * 0.5) or (order >= SURE_OF and (width < 3 or count < len(rows))):
        return NONE
    width, count = max(wide.items(), key=lambda item: (item[1], item[0]))
    quoting = _quoting(rows, dialect.quote)
    share = round(count / len(rows), 1) * (2 if order < SURE_OF else 1)
    return (share, len(rows[0].fields) == width, quoting, width * 100 - order)


def _quoting(rows: list[Record], quote: str) -> int:
    """Quotes left inside fields speak against a quote; the double quote is the one that is usual."""
    left = sum(
        1
        for row in rows
        for field in row.fields
        if (field.startswith(quote) or field.endswith(quote)) and not field.startswith(f"={quote}")
    )
    return -left + (1 if quote == '"' else 0)
