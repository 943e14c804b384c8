"""Parts of files, as programs ask for them."""

import pytest

from naru.data.query.core.byte_ranges import WHOLE, parse_range


@pytest.mark.parametrize(
    ("header", "size", "part"),
    [
        ("bytes=0-0", 10, (0, 0)),
        ("bytes=0-9", 10, (0, 9)),
        ("bytes=0-99", 10, (0, 9)),
        ("bytes=9-", 10, (9, 9)),
        ("bytes=10-", 10, None),
        ("bytes=-4", 10, (6, 9)),
        ("bytes=-99", 10, (0, 9)),
        ("bytes=-0", 10, None),
        ("bytes=-1", 0, None),
        ("Bytes = 1 - 2", 10, (1, 2)),
        ("bytes=5-4", 10, WHOLE),
        ("bytes=0-1,4-5", 10, WHOLE),
        ("items=0-1", 10, WHOLE),
        ("bytes=-", 10, WHOLE),
        ("", 10, WHOLE),
    ],
)
def test_a_range_is_read(header: str, size: int, part: tuple[int, int] | None) -> None:
    assert parse_range(header, size) == part
