"""The first lines of a table's source as a person sees them, and which sheets are no tables but prose."""

from pathlib import Path

from naru.data.ingest.core.cells import as_text
from naru.data.ingest.core.values import Grid

PREVIEW_LINES = 12
PREVIEW_WIDTH = 240
PREVIEW_BYTES = 16_384


def first_lines(path: Path, encoding: str) -> list[str]:
    """The first lines as a person sees them in an editor: at most 12, each of at most 240 characters."""
    with path.open("rb") as file:
        head = file.read(PREVIEW_BYTES)
    return [
        line[:PREVIEW_WIDTH] for line in head.decode(encoding, "replace").lstrip("\ufeff").splitlines()[:PREVIEW_LINES]
    ]


def first_rows(grid: Grid) -> list[str]:
    """As ``first_lines``, the cells of a row parted by bars."""
    rows = [" │ ".join(as_text(cell) for cell in row) for row in grid.rows[:PREVIEW_LINES]]
    return [row.rstrip(" │")[:PREVIEW_WIDTH] for row in rows]


ABOUT = {"표지", "목차", "설명", "안내", "주석", "메타정보", "메타데이터", "통계설명", "readme", "metadata"}


def is_prose(grid: Grid) -> bool:
    """A cover or an explanation, by its name or because there are never two cells in a row, and sentences, or too little
    for a table."""
    if grid.name.strip().lower().replace(" ", "") in ABOUT:
        return True
    rows = [[str(cell).strip() for cell in row if cell is not None] for row in grid.rows]
    texts = [text for row in rows for text in dict.fromkeys(row) if text]
    if any(len(set(row)) > 1 for row in rows):
        return False
    return len(texts) < 3 or any(len(text) > 40 or text.endswith(".") or ":" in text for text in texts)
