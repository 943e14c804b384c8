"""The lines of a file of JSON lines, whatever they hold."""

from collections.abc import Iterator
from pathlib import Path

from naru.base.kit.refusals import Refused

LINE_BYTES = 16 << 20


def json_lines(path: Path, name: str) -> Iterator[tuple[int, bytes]]:
    """The non-blank lines with their 1-based numbers, the mark at the beginning left out.

    Raises ``Refused`` (``json_is_broken``) at a line of 16 MiB or more."""
    with path.open("rb") as file:
        if file.read(3) != b"\xef\xbb\xbf":
            file.seek(0)
        number = 0
        while line := file.readline(LINE_BYTES):
            number += 1
            if len(line) == LINE_BYTES:
                raise Refused("json_is_broken", file=name, line=number, reason="line too long")
            if line.strip():
                yield number, line
