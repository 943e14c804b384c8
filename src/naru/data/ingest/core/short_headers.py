"""Rows of text that are all wider than the header: which of their cells belong together, or that nobody can tell.

A spreadsheet's export is as wide in its header as in its rows. A header that falls short has rows in which a delimiter
was not quoted ("Fri, 11 Oct 2024"), or that begin with their numbers; read from the left, every cell behind is another
column's.
"""

import csv
from collections.abc import Sequence
from dataclasses import replace
from pathlib import Path

from naru.data.ingest.core import dates
from naru.data.ingest.core.dialect import Dialect, Record, records
from naru.data.ingest.core.layout import Layout, is_label
from naru.data.ingest.core.type_rules import names_number

MOSTLY = 0.5


def missing_names(rows: Sequence[Sequence[str]], layout: Layout) -> int:
    """How many cells the header falls short of the rows; 0 where it does not, or the cells beyond it are empty."""
    names = [rows[i] for i in layout.header] or _likely_names(rows, layout)
    widest = max(map(len, names), default=layout.width)
    body = [row for row in rows[layout.first :] if any(row) and row not in names]
    beyond = sum(1 for row in body if any(cell.strip() for cell in row[widest:]))
    return max(layout.width - widest, 0) if beyond > MOSTLY * len(body) else 0


def joint(rows: Sequence[Sequence[str]], layout: Layout, delimiter: str) -> int | None:
    """The cell that with the one behind it is a date in every row, if one is."""
    body = [row for row in rows[layout.first :] if len(row) == layout.width]
    for at in range(layout.width - 1):
        if body and all(_is_date(f"{row[at]}{delimiter}{row[at + 1]}") and not _is_date(row[at]) for row in body):
            return at
    return None


def are_numbered(rows: Sequence[Sequence[str]], layout: Layout) -> bool:
    """Do all the rows begin with their numbers, which the header does not name? A row as wide as the header, or a first
    name for numbers, says that it is some other cell that is too many."""
    names = [rows[i] for i in layout.header]
    body = [row for row in rows[layout.first :] if sum(map(bool, row)) > 1 and row not in names]
    if any(names_number(row[0]) for row in names if row) or any(len(row) != layout.width for row in body):
        return False
    numbers = [row[0].strip() for row in body]
    return len(numbers) > 1 and numbers in ([str(i) for i in range(first, first + len(numbers))] for first in (0, 1))


def joined(text: Path, dialect: Dialect, at: int, width: int, target: Path) -> Path:
    """The file with cell ``at`` of every row of this width and the one behind it in one, quoted where that takes it."""
    with text.open(encoding="utf-8-sig", newline="") as lines, target.open("w", encoding="utf-8", newline="") as out:
        writer = csv.writer(out, delimiter=dialect.delimiter, quotechar='"', lineterminator="\n")
        for record in records(lines, dialect):
            writer.writerow(_put_together(record, at, width, dialect.delimiter))
    return target


def numbered(head: Sequence[Record], layout: Layout) -> list[Record]:
    """The first rows with a cell without a name before those of the header."""
    return [
        replace(record, fields=["", *record.fields]) if i in layout.header else record for i, record in enumerate(head)
    ]


def _likely_names(rows: Sequence[Sequence[str]], layout: Layout) -> list[Sequence[str]]:
    """The row of two labels and more with which a table begins whose header nothing told."""
    nearest = (rows[i] for i in (layout.first - 1, layout.first) if 0 <= i < len(rows))
    return [row for row in nearest if 1 < len(row) < layout.width and all(map(is_label, row))][:1]


def _put_together(record: Record, at: int, width: int, delimiter: str) -> list[str]:
    fields = record.fields
    if len(fields) != width:
        return fields
    return [*fields[:at], f"{fields[at]}{delimiter}{fields[at + 1]}".strip(), *fields[at + 2 :]]


def _is_date(text: str) -> bool:
    return dates.parse(text) is not None
