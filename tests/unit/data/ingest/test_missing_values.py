"""What is missing everywhere, and what only among numbers and dates."""

import pytest

from naru.data.ingest.core.missing_values import ALWAYS, WHERE_TYPED, WHITESPACE


@pytest.mark.parametrize(
    ("text", "always", "where_typed"),
    [
        ("", True, True), ("-", True, True), ("…", True, True), ("N/A", True, True), ("#N/A", True, True),
        ("NA", False, True), ("X", False, True), ("·", False, True), ("없음", False, True), ("미정", False, True),
        ("알수없음", False, True), ("#DIV/0!", False, True), ("?", False, True), ("0000-00-00", False, True),
        ("0", False, False), ("가", False, False),
    ],
)  # fmt: skip
def test_mark_stands_for_a_missing_value(text: str, always: bool, where_typed: bool) -> None:
    assert (text in ALWAYS, text in WHERE_TYPED) == (always, where_typed)


def test_white_space_holds_what_spreadsheets_and_web_pages_put_around_values() -> None:
    assert set(WHITESPACE) == set(" \t\r\n\v\f\xa0\u3000\u200b\ufeff")
