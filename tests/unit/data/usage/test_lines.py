"""A read is one line; lines of one key add up; what is open carries nobody's name."""

from datetime import date

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.data.usage.core.lines import PURPOSE_LENGTH, Key, added_up, line
from naru.data.usage.core.values import Sum, Use

DAY = date(2026, 5, 1)
CLOSED = Use(
    door="rows",
    dataset="d",
    table="t",
    version=3,
    rows=5,
    bytes=70,
    reader="seoyeon",
    holder="lab",
    entitlement="e",
    purpose="상권",
)


def key(**said: object) -> Key:
    whole: dict[str, object] = {
        "day": DAY,
        "dataset": "d",
        "table": "t",
        "version": 3,
        "door": "rows",
        "reader": "seoyeon",
        "holder": "lab",
        "entitlement": "e",
        "purpose": "상권",
    }
    return Key(**(whole | said))  # type: ignore[arg-type]


def test_reads_of_one_key_are_added_up() -> None:
    more = Use(door="rows", dataset="d", table="t", version=3, rows=2, bytes=30, reader="junho")
    assert added_up([line(DAY, CLOSED), line(DAY, CLOSED), line(DAY, more)]) == {
        key(): Sum(reads=2, rows=10, bytes=140),
        key(reader="junho", holder="", entitlement="", purpose=""): Sum(reads=1, rows=2, bytes=30),
    }


def test_of_what_is_open_nobody_is_written_down() -> None:
    opened = Use(
        door="rows", dataset="d", is_open=True, reader="seoyeon", holder="lab", entitlement="e", purpose="상권"
    )
    written = line(DAY, opened)
    assert all(text.encode() not in written for text in ("seoyeon", "lab", "상권"))
    assert added_up([written]) == {
        key(table="", version=0, reader="", holder="", entitlement="", purpose=""): Sum(reads=1)
    }


@pytest.mark.parametrize(
    "torn", [b"", b"[", b"{}", b'["2026-05-01","d"]', b'["x","d","t","r","","","","",1,1,1]', b"\xff\x00"]
)
def test_a_torn_line_counts_for_nothing_and_spoils_no_other(torn: bytes) -> None:
    assert added_up([torn, line(DAY, CLOSED)]) == {key(): Sum(reads=1, rows=5, bytes=70)}


@pytest.mark.parametrize(("length", "kept"), [(PURPOSE_LENGTH, PURPOSE_LENGTH), (PURPOSE_LENGTH + 1, PURPOSE_LENGTH)])
def test_a_purpose_is_cut_to_what_a_row_holds(length: int, kept: int) -> None:
    (only,) = added_up([line(DAY, Use(door="rows", dataset="d", purpose="가" * length))])
    assert len(only.purpose) == kept


@given(st.lists(st.tuples(st.sampled_from(["a\nb", "가", '"']), st.integers(0, 2**40), st.integers(0, 2**40))))
def test_nothing_is_lost_whatever_a_name_holds(reads: list[tuple[str, int, int]]) -> None:
    lines = [line(DAY, Use(door="rows", dataset=name, rows=rows, bytes=size)) for name, rows, size in reads]
    assert all(each.count(b"\n") == 1 for each in lines)
    total = sum(added_up(lines).values(), Sum())
    assert total == Sum(reads=len(reads), rows=sum(r for _, r, _ in reads), bytes=sum(b for _, _, b in reads))
