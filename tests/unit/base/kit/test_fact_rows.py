"""Rows at hand behind a figure: counted, added up and listed in their order."""

from datetime import UTC, datetime

from naru.base.kit.fact_rows import FactRow, ListedRows
from naru.base.kit.ref import Ref


def a_row(key: str, day: int, amount: int = 1, recorded: int | None = None) -> FactRow:
    return FactRow(
        key=key,
        ref=Ref("dataset", key),
        at=datetime(2026, 3, day, tzinfo=UTC),
        amount=amount,
        recorded=None if recorded is None else datetime(2026, 3, recorded, tzinfo=UTC),
    )


ROWS = ListedRows([a_row("c", 3, 5), a_row("b", 1, 2), a_row("a", 3), a_row("d", 2, 0)])


def test_count_and_sum_are_of_all_rows() -> None:
    assert ROWS.tally() == (ROWS.count(), ROWS.total()) == (4, 8)
    assert ListedRows([]).tally() == (0, 0)
    assert ROWS.text() == ""


def test_pages_follow_time_then_key_and_leave_nothing_out() -> None:
    assert [row.key for row in ROWS.page(0, 9)] == ["b", "d", "a", "c"]
    assert [row.key for row in ROWS.page(1, 2)] == ["d", "a"]
    assert ROWS.page(4, 2) == []


def test_a_row_is_known_when_it_was_recorded_else_when_it_was() -> None:
    assert a_row("a", 3).known.day == 3
    assert a_row("a", 3, recorded=9).known.day == 9
    assert a_row("a", 3).amount == 1
