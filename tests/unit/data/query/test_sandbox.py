"""One SELECT and its answer: what is counted, what is cut, how each value is written, and what a person is told."""

import os
from pathlib import Path
from typing import Any

import duckdb
import pyarrow as pa
import pyarrow.parquet as pq
import pytest
import shapely

from naru.base.kit.refusals import Refused
from naru.data.query.core import sandbox
from naru.data.query.core.sandbox import Mount, MountedColumn, Question


@pytest.fixture(autouse=True)
def niceness(monkeypatch: pytest.MonkeyPatch) -> list[int]:
    """The child makes itself nicer; the process of the tests stays as it is."""
    asked: list[int] = []
    monkeypatch.setattr(os, "nice", asked.append)
    return asked


def ask(text: str, *, mounts: tuple[Mount, ...] = (), rows: int = 100, bytes_: int = 1 << 20, **facts: Any) -> Any:
    return sandbox.answer(Question(text=text, mounts=mounts, rows=rows, bytes=bytes_, **facts).to_json())


def refused(text: str, **limits: Any) -> tuple[str, dict[str, Any]]:
    with pytest.raises(Refused) as told:
        ask(text, **limits)
    return told.value.code, told.value.facts


# --- how much ---


@pytest.mark.parametrize(("limit", "shown", "truncated"), [(2, 2, True), (3, 3, False), (4, 3, False)])
def test_an_answer_has_at_most_the_rows_asked_for(limit: int, shown: int, truncated: bool) -> None:
    answer = ask("from range(3)", rows=limit)
    assert (len(answer["rows"]), answer["truncated"]) == (shown, truncated)


@pytest.mark.parametrize(
    ("row", "size"),
    [
        ("repeat('가', 97) as a", 100),
        ("i as a", 8),
        ("null as a", 8),
        ("true as a", 8),
        ("1.5 as a", 8),
        ("repeat('a', 7) as a, repeat('b', 17) as b, i as c", 10 + 20 + 8),
        ("[1, 2, 3] as a", 9),
        ("{'a': 1} as a", 8),
        ("i as a, [1, 2, 3] as b, {'key': 'abc'} as c", 8 + 9 + 14),
    ],
)
def test_every_column_and_batch_counts_towards_the_bytes_of_an_answer(row: str, size: int) -> None:
    count = 600  # rows come in batches of 512
    text = f"select {row} from range({count}) t(i)"
    whole, cut = ask(text, rows=1000, bytes_=size * count), ask(text, rows=1000, bytes_=size * count - 1)
    assert (len(whole["rows"]), whole["truncated"]) == (count, False)
    assert (len(cut["rows"]), cut["truncated"]) == (count - 1, True)


def test_one_value_has_at_most_a_hundred_thousand_characters() -> None:
    [[whole, cut]] = ask("select repeat('a', 100000), repeat('a', 100001)")["rows"]
    assert whole == "a" * 100_000
    assert cut == "a" * 100_000 + "…"


def test_of_bytes_the_first_fifty_thousand_are_written() -> None:
    [[whole, cut]] = ask("select repeat('\\xAB'::blob, 50000), repeat('\\xAB'::blob, 50001)")["rows"]
    assert whole == cut == "ab" * 50_000


def test_a_text_has_at_most_fifty_thousand_characters() -> None:
    text = "select 1 as 가".ljust(50_000)
    assert ask(text)["rows"] == [[1]]
    assert refused(text + " ") == ("sql_too_long", {"length": 50_001, "limit": 50_000})


def test_a_query_has_the_memory_threads_and_zone_that_it_is_given(niceness: list[int]) -> None:
    assert ask("select timestamptz '2021-08-12 00:00:00+00' as a", zone="UTC")["rows"] == [
        ["2021-08-12T00:00:00+00:00"]
    ]
    connection = sandbox._open(Question(text="", mounts=(), rows=1, bytes=1, memory="256MB", threads=2))
    settings = {
        name: connection.execute(f"select current_setting('{name}')").fetchone()[0]  # type: ignore[index]
        for name in (
            *("memory_limit", "threads", "TimeZone", "temp_directory", "enable_external_access", "lock_configuration"),
            *("python_enable_replacements", "autoinstall_known_extensions", "autoload_known_extensions"),
            *("allow_community_extensions", "allowed_paths"),
        )
    }
    connection.close()
    assert settings == {
        "memory_limit": "244.1 MiB",
        "threads": 2,
        "TimeZone": "Asia/Seoul",
        "temp_directory": "",
        "enable_external_access": False,
        "lock_configuration": True,
        "python_enable_replacements": False,
        "autoinstall_known_extensions": False,
        "autoload_known_extensions": False,
        "allow_community_extensions": False,
        "allowed_paths": [],
    }
    assert niceness == [10]


# --- values ---


WRITTEN = [
    ("1::tinyint", "integer", 1),
    ("1::smallint", "integer", 1),
    ("1::bigint", "integer", 1),
    ("1::utinyint", "integer", 1),
    ("1::usmallint", "integer", 1),
    ("1::uinteger", "integer", 1),
    ("1::ubigint", "integer", 1),
    ("1::uhugeint", "integer", 1),
    ("9223372036854775807", "integer", 9223372036854775807),
    ("9223372036854775808::hugeint", "integer", "9223372036854775808"),
    ("-9223372036854775808::hugeint", "integer", -9223372036854775808),
    ("-9223372036854775809::hugeint", "integer", "-9223372036854775809"),
    ("1.50::decimal(5, 2)", "decimal", 1.5),
    ("2::decimal(38, 0)", "decimal", 2),
    ("12345678901234567890::decimal(38, 0)", "decimal", "12345678901234567890"),
    ("9007199254740993.1234::decimal(20, 4)", "decimal", "9007199254740993.1234"),
    ("90071992547409.25::decimal(20, 2)", "decimal", 90071992547409.25),
    ("1.5::float", "decimal", 1.5),
    ("'nan'::double", "decimal", None),
    ("'-inf'::double", "decimal", None),
    ("true", "boolean", True),
    ("null", "text", None),
    ("'가'", "text", "가"),
    ("date '2021-08-12'", "date", "2021-08-12"),
    ("date '0001-01-01'", "date", "0001-01-01"),
    ("date '9999-12-31'", "date", "9999-12-31"),
    ("date '10000-01-01'", "date", "10000-01-01"),
    ("date 'infinity'", "date", "infinity"),
    ("date '-infinity'", "date", "-infinity"),
    ("timestamp '1969-12-31 23:59:59'", "datetime", "1969-12-31T23:59:59"),
    ("timestamp '0001-01-01 00:00:00'", "datetime", "0001-01-01T00:00:00"),
    ("'infinity'::timestamp", "datetime", "infinity"),
    ("timestamptz '2021-08-12 09:30:00+00'", "datetime", "2021-08-12T18:30:00+09:00"),
    ("timestamptz '9999-12-31 23:59:59+00'", "datetime", "9999-12-31T23:59:59+00:00"),
    ("'-infinity'::timestamptz", "datetime", "-infinity"),
    ("time '09:30:00'", "time", "09:30:00"),
    ("'\\xAB\\x01'::blob", "text", "ab01"),
    ("uuid '123e4567-e89b-12d3-a456-426614174000'", "text", "123e4567-e89b-12d3-a456-426614174000"),
    ("[1, null, 2]", "json", [1, None, 2]),
    ("array_value(1, 2)", "json", [1, 2]),
    ("[date 'infinity', null, date '2021-01-01']", "json", ["infinity", None, "2021-01-01"]),
    ("{'a': 1, 'b': date '2021-01-01'}", "json", {"a": 1, "b": "2021-01-01"}),
    ("{'a': date 'infinity', 'b': 1.5::float}", "json", {"a": "infinity", "b": 1.5}),
    ("map {'k': 1}", "json", [["k", 1]]),
    ("map {'k': date 'infinity'}", "json", [["k", "infinity"]]),
    ("union_value(a := 1)", "json", 1),
    ("'{\"a\": 1}'::json", "json", '{"a": 1}'),
]


@pytest.fixture(scope="module")
def written() -> Any:
    """All of them in one query."""
    with pytest.MonkeyPatch.context() as patch:
        patch.setattr(os, "nice", lambda by: None)
        return ask(f"select {', '.join(f'{expression} as v{n}' for n, (expression, *_) in enumerate(WRITTEN))}")


@pytest.mark.parametrize("number", range(len(WRITTEN)), ids=[expression for expression, *_ in WRITTEN])
def test_values_are_written_in_json(number: int, written: Any) -> None:
    _, type_, value = WRITTEN[number]
    assert written["columns"][number] == {"name": f"v{number}", "type": type_}
    assert written["rows"][0][number] == value
    assert type(written["rows"][0][number]) is type(value)


def test_a_value_past_the_calendar_changes_nothing_about_its_neighbours() -> None:
    moments = "timestamptz '2021-08-12 09:30:00+09', 'infinity', null, timestamptz '20000-01-01 00:00:00+09'"
    assert ask(f"select unnest([{moments}]) as v")["rows"] == [
        ["2021-08-12T09:30:00+09:00"],
        ["infinity"],
        [None],
        ["20000-01-01 00:00:00.000000+0900"],
    ]
    nested = "[date 'infinity'], null, [date '2021-01-01']"
    assert ask(f"select unnest([{nested}]) as v")["rows"] == [[["infinity"]], [None], [["2021-01-01"]]]
    structs = "{'a': date 'infinity'}, null, {'a': null}"
    assert ask(f"select unnest([{structs}]) as v")["rows"] == [[{"a": "infinity"}], [None], [{"a": None}]]


@pytest.mark.parametrize(
    "interval",
    [
        *(
            "1 year 2 months 3 days 04:05:06",
            "1 year",
            "2 years",
            "11 months",
            "1 month",
            "1 day",
            "2 days",
            "00:00:00",
        ),
        *("-1 year -2 months", "-1 month", "-3 days", "-01:30:00", "00:00:01.5", "00:00:59.000001", "100:00:00"),
        *("3 days 00:00:01", "-1 day 12:00:00", "23:59:59.999999"),
    ],
)
def test_an_interval_is_written_as_the_engine_writes_it(interval: str) -> None:
    assert ask(f"select interval '{interval}', interval '{interval}'::varchar")["rows"] == [[interval, interval]]


@pytest.mark.parametrize(
    ("nanoseconds", "written"), [(0, "00:00:00"), (999, "00:00:00"), (1000, "00:00:00.000001"), (-1000, "-00:00:00.000001")]
)  # fmt: skip
def test_an_interval_knows_microseconds(nanoseconds: int, written: str) -> None:
    assert sandbox._json(pa.scalar((0, 0, nanoseconds), pa.month_day_nano_interval()).as_py()) == written


# --- tables ---


def test_a_table_is_mounted_by_name_and_in_ascii_by_alias(tmp_path: Path) -> None:
    point = shapely.Point(129.0, 35.0)
    for number in (1, 2):
        pq.write_table(
            pa.table({"gu": [f"{number}구"], "weird": [number], "shape": [point.wkb]}), tmp_path / f"{number}'.parquet"
        )
    mount = Mount(
        name='표 "하나"',
        files=tuple(str(tmp_path / f"{number}'.parquet") for number in (1, 2)),
        columns=(
            MountedColumn(name="구", alias="gu", type="text"),
            MountedColumn(name='이상한 "열"', alias="weird", type="integer"),
        ),
    )
    assert Question.from_json(Question(text="x", mounts=(mount,), rows=1, bytes=1).to_json()).mounts == (mount,)
    assert ask('select 구, "이상한 ""열""" from "표 ""하나""" order by 1', mounts=(mount,))["rows"] == [
        ["1구", 1],
        ["2구", 2],
    ]
    assert ask('select gu, weird from ascii."표 ""하나""" order by 1 desc', mounts=(mount,))["rows"] == [
        ["2구", 2],
        ["1구", 1],
    ]
    assert refused('select * from "표 ""둘"""', mounts=(mount,))[0] == "sql_unknown_table"


def test_a_geometry_is_read_as_one() -> None:
    shape, plain = (MountedColumn(name="도형", alias="shape", type=type_) for type_ in ("geometry", "text"))
    assert sandbox._source(shape) == 'st_geomfromwkb("shape")'
    assert sandbox._source(plain) == '"shape"'
    assert sandbox._type("GEOMETRY") == "geometry"


# --- refusals ---


@pytest.mark.parametrize(
    ("text", "code", "facts"),
    [
        ("", "sql_empty", {}),
        (" \n", "sql_empty", {}),
        ("-- only a comment", "sql_empty", {}),
        ("select 1; select 2", "sql_one_statement", {"count": 2}),
        ("pivot (select 1 as a, 2 as b) on a using sum(b)", "sql_pivot_without_list", {}),
        ("drop table x", "sql_only_select", {"statement": "DROP"}),
        ("explain select 1", "sql_only_select", {"statement": "EXPLAIN"}),
        ("set threads = 1", "sql_only_select", {"statement": "SET"}),
        ("show tables", "sql_show", {"line": 1, "column": 1}),
        ("select", "sql_syntax", {"detail": "SELECT clause without selection list", "line": 1, "column": 1}),
        ("select 1\n + ", "sql_syntax", {"detail": 'syntax error at or near "+"', "line": 2, "column": 2}),
        ("select * from nope", "sql_unknown_table", {"name": "nope", "line": 1, "column": 15}),
        ("select * from duckdb_views", "sql_unknown_table", {"name": "duckdb_views", "line": 1, "column": 15}),
        ("select\n  nope\nfrom (select 1 as noper)", "sql_unknown_column", {"name": "nope", "nearest": "noper", "line": 2, "column": 3}),
        ('select "nope" from (select 1 as noper)', "sql_unknown_quoted", {"name": "nope", "nearest": "noper", "line": 1, "column": 8}),
        ("select a.x from (select 1 as y) a", "sql_unknown_column", {"name": "x", "nearest": "-", "line": 1, "column": 8}),
        ("select nofun(1)", "sql_unknown_function", {"name": "nofun", "nearest": "count", "line": 1, "column": 8}),
        ("select 'x'::int", "sql_value", {"detail": "Could not convert string 'x' to INT32", "line": 1, "column": 11}),
        ("select getenv('HOME')", "sql_not_allowed", {"what": "getenv()", "line": 1, "column": 8}),
        ("select error('a /etc/passwd/x b')", "sql_wrong", {"detail": "a … b", "line": 1, "column": 1}),
    ],
)  # fmt: skip
def test_a_query_that_cannot_run_is_told_why_and_where(text: str, code: str, facts: dict[str, Any]) -> None:
    assert refused(text) == (code, facts)


def test_a_query_that_outgrows_its_memory_is_told_so() -> None:
    assert refused("select array_agg(i) from range(10000000) t(i)", memory="20MB") == ("sql_too_big", {})


@pytest.mark.parametrize(
    ("message", "code", "facts"),
    [
        (
            '{"exception_type": "Permission", "exception_message": "x", "position": "7"}',
            "sql_not_allowed",
            {"what": "‘read_text’"},
        ),
        ('{"exception_type": "IO", "position": "7"}', "sql_not_allowed", {"what": "‘read_text’"}),
        ('{"exception_type": "HTTP", "position": "7"}', "sql_not_allowed", {"what": "‘read_text’"}),
        ('{"exception_type": "Missing Extension", "position": "7"}', "sql_not_allowed", {"what": "‘read_text’"}),
        ('{"exception_type": "Autoload", "position": "7"}', "sql_not_allowed", {"what": "‘read_text’"}),
        ('{"exception_type": "Catalog", "error_subtype": "MISSING_ENTRY", "type": "Table", "name": "t", "position": "7"}',
         "sql_unknown_table", {"name": "t", "nearest": "-"}),
        ('{"exception_type": "Catalog", "error_subtype": "MISSING_ENTRY", "type": "Scalar Function", "position": "7"}',
         "sql_unknown_function", {"name": "?", "nearest": "-"}),
        ('{"exception_type": "Binder", "error_subtype": "COLUMN_NOT_FOUND", "candidates": "a,b", "position": "7"}',
         "sql_unknown_column", {"name": "?", "nearest": "a, b"}),
        ('{"exception_type": "Invalid", "exception_message": "one\\ntwo", "position": "7"}', "sql_wrong", {"detail": "one"}),
        ('{"exception_type": "Invalid", "position": "7"}', "sql_wrong", {"detail": "Error"}),
    ],
)  # fmt: skip
def test_the_engines_complaint_becomes_a_refusal(message: str, code: str, facts: dict[str, Any]) -> None:
    told = sandbox.translated(duckdb.Error(message), "select read_text('x')")
    assert (told.code, told.facts) == (code, {**facts, "line": 1, "column": 8})


@pytest.mark.parametrize(
    ("message", "code", "facts"),
    [
        ("Conversion Error: no date: x", "sql_value", {"detail": "no date: x", "line": 1, "column": 1}),
        ("Conversion Error", "sql_value", {"detail": "Conversion Error", "line": 1, "column": 1}),
        ("Out of Memory Error: full", "sql_too_big", {}),
        ("Something", "sql_wrong", {"detail": "Something", "line": 1, "column": 1}),
    ],
)
def test_a_complaint_in_words_is_understood_too(message: str, code: str, facts: dict[str, Any]) -> None:
    told = sandbox.translated(duckdb.Error(message), "select")
    assert (told.code, told.facts) == (code, facts)


@pytest.mark.parametrize(
    ("text", "position", "words"),
    [
        ("select 가나 from x", 7, "가나 from x"),
        ("select f(1)", 7, "f"),
        ("select a\nb", 7, "a"),
        ("x" * 50, 0, "x" * 40),
    ],
)
def test_the_words_at_a_byte_are_told(text: str, position: int, words: str) -> None:
    assert sandbox._words_at(text, {"position": str(position)}) == words


@pytest.mark.parametrize(
    ("message", "shown"),
    [
        ("cannot open /proc/self/fd/9", "cannot open …"),
        ("cannot open '/a/b/' now", "cannot open '…' now"),
        ("1/2 is /half", "1/2 is /half"),
        ("x" * 301, "x" * 300),
    ],
)
def test_paths_of_this_machine_are_left_out(message: str, shown: str) -> None:
    assert sandbox.scrubbed(message) == shown
