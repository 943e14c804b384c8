"""Streams out of the container of old office files ("OLE2"), by its tables of sectors.

Source: [MS-CFB]. Sectors of one size lie one after another behind the header; a table says which follows which, and
another table does the same for the small sectors that short streams lie in.
"""

import struct
from collections.abc import Collection, Sequence
from dataclasses import dataclass
from pathlib import Path

HEADER_SECTORS = 109  # of the table, named in the header itself
END = 0xFFFFFFFA  # numbers from here on end a chain
ENTRY_BYTES = 128
ROOT, STREAM = 5, 2


def read_stream(path: Path, names: Collection[str]) -> bytes:
    """The first stream of one of these names, empty where there is none. Raises ``ValueError`` for what is no container."""
    try:
        return _Container(path.read_bytes()).stream(names)
    except (struct.error, IndexError) as error:
        raise ValueError(str(error)) from error


@dataclass(frozen=True, slots=True)
class _Entry:
    name: str
    kind: int
    start: int
    size: int


class _Container:
    def __init__(self, data: bytes) -> None:
        self._data = data
        shift, small_shift = struct.unpack_from("<HH", data, 30)
        if shift not in (9, 12) or small_shift != 6:
            raise ValueError("sectors of an unknown size")
        self._size, self._small_size = 1 << shift, 1 << small_shift
        self._directory_at, self._cutoff, small_at = struct.unpack_from("<I4xII", data, 48)
        self._next = self._table()
        self._small_next = _numbers(self._chain(small_at)) if small_at < END else ()

    def stream(self, names: Collection[str]) -> bytes:
        raw = self._chain(self._directory_at)
        entries = [_entry(raw[at : at + ENTRY_BYTES]) for at in range(0, len(raw), ENTRY_BYTES)]
        found = next((entry for entry in entries if entry.kind == STREAM and entry.name in names), None)
        if found is None:
            return b""
        if found.size >= self._cutoff:
            return self._chain(found.start)[: found.size]
        root = next(entry for entry in entries if entry.kind == ROOT)
        room, size = self._chain(root.start), self._small_size
        places = _followed(found.start, self._small_next)
        return b"".join(room[at * size : (at + 1) * size] for at in places)[: found.size]

    def _table(self) -> Sequence[int]:
        """The number of the sector that follows each."""
        named = list(struct.unpack_from(f"<{HEADER_SECTORS}I", self._data, 76))
        at, further = struct.unpack_from("<II", self._data, 68)
        for _ in range(min(further, len(self._data) // self._size)):
            *more, at = _numbers(self._sector(at))
            named += more
        return _numbers(b"".join(self._sector(number) for number in named if number < END))

    def _chain(self, start: int) -> bytes:
        return b"".join(self._sector(number) for number in _followed(start, self._next))

    def _sector(self, number: int) -> bytes:
        return self._data[(number + 1) * self._size : (number + 2) * self._size]


def _followed(start: int, following: Sequence[int]) -> list[int]:
    chain: list[int] = []
    while start < END:
        chain.append(start)
        if len(chain) > len(following):
            raise ValueError("a chain without an end")
        start = following[start]
    return chain


def _numbers(raw: bytes) -> Sequence[int]:
    return struct.unpack(f"<{len(raw) // 4}I", raw[: len(raw) // 4 * 4])


def _entry(raw: bytes) -> _Entry:
    length, kind = struct.unpack_from("<HB", raw, 64)
    start, size = struct.unpack_from("<II", raw, 116)
    return _Entry(raw[: max(0, length - 2)].decode("utf-16-le", "replace"), kind, start, size)
