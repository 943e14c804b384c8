"""A cursor belongs to one list."""

import pytest

from naru.base.kit.cursors import decode_cursor, encode_cursor
from naru.base.kit.refusals import Refused


@pytest.mark.parametrize("after", [[], [1], ["가", None, 2**63 - 1], ["?" * 7, ">" * 8]])
def test_a_cursor_says_after_which_row_the_next_page_begins(after: list[object]) -> None:
    cursor = encode_cursor(after, ordering="mine")  # type: ignore[arg-type]
    assert decode_cursor(cursor, ordering="mine") == after
    assert cursor.isascii()
    assert not set("=+/") & set(cursor)


@pytest.mark.parametrize(
    "cursor", ["", "x", "!!", "한글", "W10", "MQ", "Ing", "e30", encode_cursor([1], ordering="other"), "A" * 5000]
)
def test_a_cursor_of_another_list_is_refused(cursor: str) -> None:
    with pytest.raises(Refused) as refused:
        decode_cursor(cursor, ordering="mine")
    assert (refused.value.code, refused.value.sentence.status) == ("bad_cursor", 400)
