"""Text as a sheet: its rows with the blank ones between them, so that several tables in one file can be told apart."""

from collections.abc import Sequence
from pathlib import Path

from naru.data.ingest.core.dialect import find_dialect, records
from naru.data.ingest.core.prose import is_text
from naru.data.ingest.core.values import Cell, Grid

LARGEST = 4 << 20  # bytes; files of several tables are made by hand, and larger ones are not
HEAD_CHARACTERS = 300_000


def as_grid(text: Path, name: str, delimiter: str | None = None) -> Grid | None:
    """The text's cells, a line of the file a row of the grid; None where no blank row or column parts them, and for text
    that is no table."""
    if text.stat().st_size > LARGEST:
        return None
    with text.open(encoding="utf-8-sig", newline="") as lines:
        head = lines.read(HEAD_CHARACTERS)
        if is_text(head, name):
            return None
        dialect = find_dialect(head, delimiter)
        lines.seek(0)
        rows = list[Sequence[Cell]]()
        for record in records(lines, dialect):
            rows += [()] * (record.line - 1 - len(rows))
            rows.append(record.fields)
            rows += [()] * record.raw.count("\n")
    return Grid(name=name, rows=rows) if _is_parted(rows) else None


def _is_parted(rows: Sequence[Sequence[Cell]]) -> bool:
    filled = [bool(any(row)) for row in rows]
    inner = filled[filled.index(True) : len(filled) - filled[::-1].index(True)] if any(filled) else []
    width = max(map(len, rows), default=0)
    used = [any(i < len(row) and row[i] for row in rows) for i in range(width)]
    return not all(inner) or not all(used[: max((i for i in range(width) if used[i]), default=0)])
