"""Parts of a file as HTTP asks for them (RFC 9110, 14): one range of bytes; several at once are answered with the whole."""

import re
from dataclasses import dataclass

RANGE = re.compile(r"bytes=(\d{0,18})-(\d{0,18})")


@dataclass(frozen=True, slots=True)
class ByteRange:
    """``length`` bytes from ``start`` on, of ``size``."""

    start: int
    length: int
    size: int
    is_whole: bool

    @property
    def content_range(self) -> str:
        return f"bytes {self.start}-{self.start + self.length - 1}/{self.size}"


def byte_range(header: str | None, size: int) -> ByteRange | None:
    """None where no byte of the file lies in what is asked (416). What is no range is passed over, as the RFC says."""
    whole = ByteRange(0, size, size, is_whole=True)
    found = RANGE.fullmatch(header.strip().replace(" ", "")) if header else None
    if found is None or found.groups() == ("", ""):
        return whole
    first, last = found.groups()
    if first == "":
        length = min(int(last), size)
        return ByteRange(size - length, length, size, is_whole=False) if length else None
    if last and int(last) < int(first):
        return whole
    end = min(int(last), size - 1) if last else size - 1
    return ByteRange(int(first), end - int(first) + 1, size, is_whole=False) if int(first) <= end else None
