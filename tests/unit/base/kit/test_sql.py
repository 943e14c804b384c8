"""Names and texts written into SQL."""

import duckdb
import pytest

from naru.base.kit.sql import literal, quoted


@pytest.mark.parametrize(
    ("text", "name", "said"),
    [
        ("", '""', "''"),
        ("요금", '"요금"', "'요금'"),
        ('a"b""', '"a""b"""""', '\'a"b""\''),
        ("it's ''", "\"it's ''\"", "'it''s '''''"),
        ("a\\'; --", '"a\\\'; --"', "'a\\''; --'"),
    ],
)
def test_marks_inside_are_doubled(text: str, name: str, said: str) -> None:
    assert quoted(text) == name
    assert literal(text) == said


@pytest.mark.parametrize("text", ["요금", 'a"b', "it's", "a\\'; drop table x; --", "줄\n바꿈"])
def test_what_is_written_is_read_as_it_was(text: str) -> None:
    with duckdb.connect() as con:
        answer = con.execute(f"SELECT {literal(text)} AS {quoted(text)}")
        assert [column[0] for column in answer.description or ()] == [text]
        assert answer.fetchall() == [(text,)]
