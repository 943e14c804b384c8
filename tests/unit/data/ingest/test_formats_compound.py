"""Streams out of containers that are written here by the same specification, sector for sector."""

import struct
from collections.abc import Mapping
from pathlib import Path

import pytest

from naru.data.ingest.core.formats.compound import read_stream

END, FREE, OF_TABLE = 0xFFFFFFFE, 0xFFFFFFFF, 0xFFFFFFFD
CUTOFF, SMALL = 4096, 64
ROOT, STORAGE, STREAM = 5, 1, 2


def an_entry(name: str, kind: int, start: int, size: int) -> bytes:
    raw = name.encode("utf-16-le")
    return struct.pack("<64sHB49xII4x", raw, len(raw) + 2 if raw else 0, kind, start, size)


def chained(first: int, count: int) -> list[int]:
    return [*range(first + 1, first + count), END] if count else []


def container(
    streams: Mapping[str, bytes], *, shift: int = 9, small_shift: int = 6, further: bool = False, storages: int = 0
) -> bytes:
    """``further``: the table's sectors are named in a sector of their own instead of the header."""
    size = 1 << shift
    sectors, following = list[bytes](), list[int]()

    def place(content: bytes) -> int:
        parts = [content[at : at + size].ljust(size, b"\0") for at in range(0, len(content), size)]
        first = len(sectors)
        sectors.extend(parts)
        following.extend(chained(first, len(parts)))
        return first if parts else END

    room, small_next, starts = b"", list[int](), list[int]()
    for content in streams.values():
        count = -(-len(content) // SMALL)
        if len(content) >= CUTOFF:
            starts.append(place(content))
        else:
            starts.append(len(small_next) if count else END)
            small_next += chained(len(small_next), count)
            room += content.ljust(count * SMALL, b"\0")
    named = zip(streams.items(), starts, strict=True)
    entries = [an_entry("Root Entry", ROOT, place(room), len(room))]
    entries += [an_entry(name, STORAGE, 0, 0) for name in list(streams)[:storages]]
    entries += [an_entry(name, STREAM, start, len(content)) for (name, content), start in named]
    directory_at = place(b"".join(entries))
    small_at = place(struct.pack(f"<{len(small_next)}I", *small_next))
    further_at = len(sectors) if further else END
    if further:
        sectors.append(b"")
        following.append(0xFFFFFFFC)
    count = next(n for n in range(1, 99) if (len(sectors) + n) * 4 <= n * size)
    tables = list(range(len(sectors), len(sectors) + count))
    following += [OF_TABLE] * count
    raw = struct.pack(f"<{len(following)}I", *following).ljust(count * size, b"\xff")
    sectors += [raw[at : at + size] for at in range(0, len(raw), size)]
    if further:
        sectors[further_at] = struct.pack(f"<{len(tables)}I", *tables).ljust(size - 4, b"\xff") + struct.pack("<I", END)
    header = struct.pack(
        "<8s16sHHHHH6xIIIIIIIII",
        *(
            bytes.fromhex("d0cf11e0a1b11ae1"),
            b"",
            0x3E,
            3,
            0xFFFE,
            shift,
            small_shift,
            0,
            count,
            directory_at,
            0,
            CUTOFF,
        ),
        *(small_at, 1 if small_next else 0, further_at, int(further)),
    )
    in_header = [FREE] * 109 if further else [*tables, *[FREE] * (109 - len(tables))]
    return (header + struct.pack("<109I", *in_header)).ljust(size, b"\0") + b"".join(sectors)


def numbered(length: int) -> bytes:
    return b"".join(struct.pack("<I", number) for number in range(length // 4 + 1))[:length]


def written(folder: Path, content: bytes) -> Path:
    path = folder / "old.xls"
    path.write_bytes(content)
    return path


@pytest.mark.parametrize("further", [False, True])
@pytest.mark.parametrize("shift", [9, 12])
@pytest.mark.parametrize("length", [0, 1, 63, 64, 65, 4095, 4096, 4097, 70_000])
def test_a_stream_comes_out_byte_for_byte(length: int, shift: int, further: bool, tmp_path: Path) -> None:
    streams = {"First": b"x" * 100, "Workbook": numbered(length), "Last": b"y" * 5000}
    path = written(tmp_path, container(streams, shift=shift, further=further))
    for name, content in streams.items():
        assert read_stream(path, (name,)) == content


def test_the_first_of_the_names_is_read_and_a_folder_is_no_stream(tmp_path: Path) -> None:
    path = written(tmp_path, container({"Book": b"old", "Workbook": b"new"}, storages=2))
    assert read_stream(path, ("Workbook", "Book")) == b"old"
    assert read_stream(path, ("Workbook",)) == b"new"
    assert read_stream(path, ("Other",)) == b""


@pytest.mark.parametrize(("shift", "small_shift"), [(8, 6), (10, 6), (9, 7), (9, 5)])
def test_sectors_of_an_unknown_size_are_refused(shift: int, small_shift: int, tmp_path: Path) -> None:
    path = written(tmp_path, container({"Workbook": b"x"}, shift=shift, small_shift=small_shift))
    with pytest.raises(ValueError, match="unknown size"):
        read_stream(path, ("Workbook",))


def test_what_ends_early_or_in_a_circle_is_refused(tmp_path: Path) -> None:
    whole = container({"Workbook": numbered(5000)})
    for length in (0, 31, 75, 511):
        with pytest.raises(ValueError):
            read_stream(written(tmp_path, whole[:length]), ("Workbook",))
    table_at = len(whole) - 512
    assert whole[table_at : table_at + 4] == struct.pack("<I", 1)  # of the stream's first sector
    circle = whole[:table_at] + struct.pack("<I", 0) + whole[table_at + 4 :]
    with pytest.raises(ValueError, match="without an end"):
        read_stream(written(tmp_path, circle), ("Workbook",))
