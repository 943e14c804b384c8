"""Lines of text files with their places: UTF-8, at most so many, none of them endless."""

from collections.abc import Iterator
from typing import BinaryIO

from naru.base.kit.refusals import Refused

LONGEST = 10_000  # bytes of a line
MOST = 10_000_000


def lines(file: BinaryIO, *, name: str, format: str) -> Iterator[tuple[int, str]]:
    """(number from 1, text without its end) of each line that is not empty. Raises ``Refused``: ``labels_unreadable``, ``labels_too_many``."""
    number = 0
    while raw := file.readline(LONGEST + 1):
        number += 1
        if len(raw) > LONGEST:
            raise Refused(
                "labels_unreadable", file=name, format=format, place=f"line {number}", problem="a line without an end"
            )
        if number > MOST:
            raise Refused("labels_too_many", file=name, limit=MOST)
        try:
            text = raw.decode("utf-8-sig" if number == 1 else "utf-8").strip()
        except UnicodeDecodeError:
            raise Refused(
                "labels_unreadable", file=name, format=format, place=f"line {number}", problem="it is not UTF-8"
            ) from None
        if text:
            yield number, text
