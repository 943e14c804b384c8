"""What was probably meant by a query that does not read."""

import pytest

from naru.data.query.core.sql_hints import function_hint, normalised, syntax_hint


@pytest.mark.parametrize(
    ("text", "hint"),
    [
        ("select ‘중구’", "sql_curly_quotes"),
        ("select “구” from 표", "sql_curly_quotes"),
        ("select '“중구”'", None),
        ("select count（*） from 표", "sql_full_width"),
        ("select 1，2", "sql_full_width"),
        ("select １", "sql_full_width"),
        ('select "요금（원）" from 표', None),
        ("select TOP 10 * from 표", "sql_top"),
        ("select distinct top(5) 구 from 표", "sql_top"),
        ("select top from 표", None),
        ("select laptop 10", None),
        ("selec 1", None),
    ],
)
def test_habits_are_known(text: str, hint: str | None) -> None:
    assert syntax_hint(text) == hint


@pytest.mark.parametrize(("name", "is_known"), [("to_char", True), ("TO_CHAR", True), ("nvl", True), ("sum", False)])
def test_functions_of_other_engines_are_known(name: str, is_known: bool) -> None:
    assert (function_hint(name) is not None) is is_known


def test_syllables_are_whole() -> None:
    assert normalised("\u1103\u1169\u11bc\ufeff") == "동"
