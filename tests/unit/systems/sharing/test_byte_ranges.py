"""Ranges of bytes as RFC 9110 has them."""

import pytest

from naru.systems.sharing.core.byte_ranges import byte_range


@pytest.mark.parametrize(
    ("header", "start", "length"),
    [
        ("bytes=0-0", 0, 1),
        ("bytes=0-3", 0, 4),
        ("bytes=4-", 4, 6),
        ("bytes=9-", 9, 1),
        ("bytes=9-99", 9, 1),
        ("bytes=-1", 9, 1),
        ("bytes=-99", 0, 10),
        (" bytes=2 - 3", 2, 2),
    ],
)
def test_a_part(header: str, start: int, length: int) -> None:
    part = byte_range(header, 10)
    assert part is not None
    assert (part.start, part.length, part.is_whole) == (start, length, False)
    assert part.content_range == f"bytes {start}-{start + length - 1}/10"


@pytest.mark.parametrize("header", [None, "", "bytes=-", "bytes=3-2", "bytes=0-1,3-4", "lines=0-1", "bytes=a-b"])
def test_what_is_no_range_gives_the_whole(header: str | None) -> None:
    part = byte_range(header, 10)
    assert part is not None
    assert (part.start, part.length, part.is_whole) == (0, 10, True)


@pytest.mark.parametrize("header", ["bytes=10-", "bytes=10-12", "bytes=-0"])
def test_a_range_outside_is_refused(header: str) -> None:
    assert byte_range(header, 10) is None
