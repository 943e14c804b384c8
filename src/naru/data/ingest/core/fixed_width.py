"""Text whose columns stand at fixed places, padded with blanks, brought to tabs.

A Hangul letter takes two places, as on a terminal and in CP949's bytes, or one, as programs of today count. Places that
are blank in every line part the columns; whichever way of counting leaves fewer empty cells is the file's.
"""

import re
import unicodedata
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass
from itertools import chain, islice
from pathlib import Path

LINES = 400
FEWEST_LINES = 3
FILLED = 0.8  # of the lines have something in their first two columns
_GAP = re.compile(r"\S {2,}\S")
_RULE = re.compile(r"[-=_─━═]{2,}")
_WIDE = {"W", "F"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Places:
    """Where columns begin; ``is_wide``: a Hangul letter takes two places."""

    starts: tuple[int, ...]
    is_wide: bool

    def cells_of(self, line: str) -> list[str]:
        """The cells of the line, blanks around them taken off."""
        places = _wide(line) if self.is_wide else line
        return [
            "".join(places[start:end]).strip() for start, end in zip(self.starts, [*self.starts[1:], None], strict=True)
        ]


def find_places(head: str) -> Places | None:
    """The columns of a file's first lines, None where it has none at fixed places."""
    lines = [line.rstrip() for line in islice(head.splitlines(), LINES) if line.strip()]
    if len(lines) < FEWEST_LINES or "\t" in head or not _GAP.search(head):
        return None
    found = [Places(starts=_starts([form(line) for line in lines]), is_wide=is_wide) for form, is_wide in _FORMS]
    best = max(found, key=lambda places: (sum(all(places.cells_of(line)) for line in lines), len(places.starts)))
    filled = sum(all(best.cells_of(line)[:2]) for line in lines)
    return best if len(best.starts) > 1 and filled >= FILLED * len(lines) else None


def with_tabs(text: Path, places: Places, target: Path) -> Path:
    """The file with tabs between its columns, line for line; a line that only rules off the header is left blank."""
    with text.open(encoding="utf-8-sig", newline="") as lines, target.open("w", encoding="utf-8", newline="") as out:
        out.writelines("\t".join(_cells(line.rstrip("\r\n"), places)).rstrip("\t") + "\n" for line in lines)
    return target


def _cells(line: str, places: Places) -> list[str]:
    cells = places.cells_of(line) if line.strip() else []
    return [] if all(map(_RULE.fullmatch, cells)) else cells


def _starts(lines: Sequence[Sequence[str]]) -> tuple[int, ...]:
    width = max(map(len, lines))
    used = [any(at < len(line) and line[at] != " " for line in lines) for at in range(width)]
    return tuple(at for at in range(width) if used[at] and (at == 0 or not used[at - 1]))


def _wide(line: str) -> list[str]:
    """The line's letters, an empty one behind each that takes two places."""
    return list(chain.from_iterable(_letters(line)))


def _letters(line: str) -> Iterator[tuple[str, ...]]:
    return ((letter, "") if unicodedata.east_asian_width(letter) in _WIDE else (letter,) for letter in line)


_FORMS: tuple[tuple[Callable[[str], Sequence[str]], bool], ...] = ((_wide, True), (str, False))
