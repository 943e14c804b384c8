"""What a ``Range`` header asks for (RFC 9110, 14): one part of a file, or all of it."""

import re

WHOLE = (-1, -1)
_ONE = re.compile(r"bytes\s*=\s*(\d{0,18})\s*-\s*(\d{0,18})\s*", re.IGNORECASE)


def parse_range(header: str, size: int) -> tuple[int, int] | None:
    """The first and the last byte that are wanted of so many; ``WHOLE`` for no range, one in another unit and several at
    once (which a server may answer with the whole, 14.2); None for one that lies beyond the end."""
    found = _ONE.fullmatch(header)
    if found is None or not any(found.groups()):
        return WHOLE
    begin, end = found.groups()
    if not begin:  # the last so many
        return (max(0, size - int(end)), size - 1) if int(end) and size else None
    if end and int(end) < int(begin):
        return WHOLE
    first, last = int(begin), min(int(end), size - 1) if end else size - 1
    return (first, last) if first < size else None
