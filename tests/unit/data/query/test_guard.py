"""Which parsed queries may run; the trees are as DuckDB's own parser gives them."""

import json
from typing import Any

import duckdb
import pytest

from naru.base.kit.refusals import Refused
from naru.data.query.core import guard


@pytest.fixture(scope="module")
def engine() -> Any:
    with duckdb.connect() as connection:
        yield connection


def tree(engine: duckdb.DuckDBPyConnection, text: str) -> Any:
    [[parsed]] = engine.execute("select json_serialize_sql(?)", [text]).fetchall()
    return json.loads(parsed)


def check(engine: duckdb.DuckDBPyConnection, text: str) -> None:
    guard.check(tree(engine, text), text, {"주차장"}, {"duckdb_views", "pg_class"})


@pytest.mark.parametrize(
    "text",
    [
        "select * from 주차장",
        "select * from main.주차장",
        "select * from ASCII.주차장",
        "select * from memory.main.주차장",
        "select * from MEMORY.Main.주차장",
        "with a as (select 1) select * from A",
        "with recursive r as (select 1 as n union all select n + 1 from r where n < 3) select * from r",
        "from range(3)",
        "from generate_series(1, 3)",
        "select unnest([1, 2])",
        "from unnest([1])",
        "from json_each('[1]')",
        "from json_tree('[1]')",
        "from repeat(1, 2)",
        "from repeat_row(1, num_rows = 2)",
        "select pg_typeof(1), pg_size_pretty(1)",
        "select sum(1), upper('a'), Concat('a', 'b')",
        "describe select 1",
        "summarize select 1",
        "select * from (describe 주차장)",
        "with a as (select 1 n), b as (select n from a) select * from b where n in (select n from a)",
        "with a as (select 1 n) select * from (with b as (select * from a) select * from b join a using (n))",
        "select distinct on (a) a, b from 주차장 order by all desc nulls last limit 10%",
        "select count(*) filter (where a > 1), sum(a) over w from 주차장 group by rollup (a, b) window w as (order by a)",
        "select case when a = 1 then 'x' end, a::decimal(10, 2), b collate nocase, a between 1 and 2, not a in (1, 2) from 주차장",
        "select list_transform([1], lambda x: x + 1), [x for x in [1, 2] if x > 1], {'a': 1}.a, [1][1:2], map {'a': 1}",
        "select exists (from 주차장), a = any (select a from 주차장), #1, columns('a.*'), interval 1 day from 주차장",
        "select * exclude (a) replace (b || 'x' as b) from 주차장 tablesample 10%",
        "pivot 주차장 on b in ('x', 'y') using sum(a)",
        "unpivot 주차장 on a into name n value v",
        "values (1, 2), (3, 4)",
        "from 주차장 x asof join 주차장 y on x.a >= y.a semi join 주차장 using (a) positional join 주차장",
        "from 주차장 union by name from 주차장 except from 주차장",
        "select $1",
    ],
)
def test_a_query_over_mounted_tables_may_run(engine: duckdb.DuckDBPyConnection, text: str) -> None:
    check(engine, text)


@pytest.mark.parametrize(
    ("text", "code", "facts"),
    [
        ("select * from 다른표", "sql_unknown_table", {"name": "다른표", "line": 1, "column": 15}),
        ("select *\nfrom 주차장, 다른표", "sql_unknown_table", {"name": "다른표", "line": 2, "column": 11}),
        ("select * from other.주차장", "sql_unknown_table", {"name": "주차장", "line": 1, "column": 15}),
        ("select * from other.main.주차장", "sql_unknown_table", {"name": "주차장", "line": 1, "column": 15}),
        ("select (select 1 from 다른표)", "sql_unknown_table", {"name": "다른표", "line": 1, "column": 23}),
        ("summarize 다른표", "sql_unknown_table", {"name": "다른표"}),
        ("from read_csv('/etc/passwd')", "sql_not_allowed", {"what": "read_csv()", "line": 1, "column": 6}),
        ("from Duckdb_Settings()", "sql_not_allowed", {"what": "duckdb_settings()", "line": 1, "column": 6}),
        ("select GETENV('HOME')", "sql_not_allowed", {"what": "getenv()", "line": 1, "column": 8}),
        ("select 1 + nextval('a')", "sql_not_allowed", {"what": "nextval()", "line": 1, "column": 12}),
        ("select getvariable('a')", "sql_not_allowed", {"what": "getvariable()"}),
        ("select stats(1)", "sql_not_allowed", {"what": "stats()"}),
        ("select pg_sleep(1)", "sql_not_allowed", {"what": "pg_sleep()"}),
        ("select has_table_privilege('a', 'b')", "sql_not_allowed", {"what": "has_table_privilege()"}),
        ("select icu_calendar_names()", "sql_not_allowed", {"what": "icu_calendar_names()"}),
        ("select json_execute_serialized_sql('')", "sql_not_allowed", {"what": "json_execute_serialized_sql()"}),
        ("with t as (insert into 주차장 values (1) returning *) from t", "sql_only_select", {"statement": "INSERT"}),
        ("with t as (delete from 주차장 returning *) from t", "sql_only_select", {"statement": "DELETE"}),
        ("with t as (update 주차장 set a = 1 returning *) from t", "sql_only_select", {"statement": "UPDATE"}),
        ("with t as (copy 주차장 to 'x.csv') from t", "sql_only_select", {"statement": "COPY"}),
        ("from (with 숨은 as (select 1) from 숨은), 숨은", "sql_unknown_table", {"name": "숨은"}),
        ("with a as (from b), b as (select 1) from a", "sql_unknown_table", {"name": "b"}),
        ("from (with \"/x.csv\" as (select 1) select 1), '/x.csv'", "sql_unknown_table", {"name": "/x.csv"}),
        ("show tables", "sql_show", {"line": 1, "column": 1}),
        ("show all tables", "sql_show", {"line": 1, "column": 1}),
        ("with duckdb_views as (select 1) select 1", "sql_not_allowed", {"what": "duckdb_views", "line": 1, "column": 1}),
        ("with PG_CLASS as (select 1) select 1", "sql_not_allowed", {"what": "pg_class"}),
    ],
)  # fmt: skip
def test_anything_else_is_refused_where_it_stands(
    engine: duckdb.DuckDBPyConnection, text: str, code: str, facts: dict[str, Any]
) -> None:
    with pytest.raises(Refused) as told:
        check(engine, text)
    assert told.value.code == code
    assert facts.items() <= {**told.value.facts, "what": str(told.value.facts.get("what")).lower()}.items()


@pytest.mark.parametrize(
    ("node", "is_described"),
    [
        ({"show_type": "DESCRIBE", "table_name": "", "query": {}}, True),
        ({"show_type": "SUMMARY", "table_name": "", "query": {}}, True),
        ({"show_type": "SHOW_FROM", "table_name": "", "query": {}}, False),
        ({"show_type": "DESCRIBE", "table_name": "tables", "query": {}}, False),
        ({"show_type": "DESCRIBE", "table_name": "", "query": None}, False),
    ],
)
def test_only_a_query_is_described(node: dict[str, Any], is_described: bool) -> None:
    tree = {"statements": [{"type": "SHOW_REF", **node}]}
    if is_described:
        guard.check(tree, "", (), ())
        return
    with pytest.raises(Refused) as told:
        guard.check(tree, "", (), ())
    assert (told.value.code, told.value.facts) == ("sql_show", {"line": 1, "column": 1})


@pytest.mark.parametrize(
    ("function", "is_closed"),
    [
        *((prefix + "x", True) for prefix in guard.CLOSED_PREFIXES),
        *((name, True) for name in sorted(guard.CLOSED_FUNCTIONS)),
        *((name, False) for name in sorted(guard.OPEN_DESPITE_PREFIX)),
        ("sum", False),
        ("x_pg_", False),
        ("getenvs", False),
    ],
)
def test_functions_that_look_outside_are_closed(function: str, is_closed: bool) -> None:
    tree = [{"class": "FUNCTION", "type": "FUNCTION", "function_name": function.upper()}]
    try:
        guard.check({"nodes": tree}, "", (), ())
    except Refused:
        assert is_closed
    else:
        assert not is_closed


def test_the_lists_of_what_is_closed_stay_whole() -> None:
    """Each of these reads what is not the person's: the machine, the session, other tables."""
    assert {"pg_", "duckdb_", "pragma_", "has_", "read_", "parquet_", "sniff_", "naru_"} <= set(guard.CLOSED_PREFIXES)
    assert len(guard.CLOSED_PREFIXES) == 10
    assert len(guard.CLOSED_FUNCTIONS) == 36
    assert frozenset({"pg_typeof", "pg_size_pretty"}) == guard.OPEN_DESPITE_PREFIX


@pytest.mark.parametrize(
    ("text", "offset", "place"),
    [
        ("", 0, (1, 1)),
        ("abc", 2, (1, 3)),
        ("가나다", 3, (1, 2)),
        ("가나다", 4, (1, 2)),
        ("a\nb", 2, (2, 1)),
        ("a\nbc\nd", 4, (2, 3)),
        ("a\n\nd", 3, (3, 1)),
        ("abc", 99, (1, 4)),
    ],
)
def test_a_place_is_told_as_line_and_letter(text: str, offset: int, place: tuple[int, int]) -> None:
    assert guard.place(text, offset) == place


@pytest.mark.parametrize(
    ("node", "column"),
    [
        (None, 1),
        ({}, 1),
        ({"query_location": 4}, 5),
        ({"query_location": None}, 1),
        ({"query_location": (1 << 62) - 1}, 9),
        ({"query_location": 1 << 62}, 1),
        ({"query_location": (1 << 64) - 1}, 1),
    ],
)
def test_a_place_that_the_engine_does_not_know_is_the_beginning(node: Any, column: int) -> None:
    facts = guard.refusal("sql_show", "select 1", node, what="x").facts
    assert facts == {"line": 1, "column": column, "what": "x"}


@pytest.mark.parametrize(
    ("node", "code"),
    [
        ({"type": "SELECT_NODE"}, None),
        ({"type": "MERGE_QUERY_NODE"}, "sql_only_select"),
        ({"type": "DELIM_GET"}, "sql_only_select"),
        ({"class": "CASE", "type": "CASE_EXPR"}, None),
        ({"class": "DEFAULT", "type": "VALUE_DEFAULT"}, "sql_not_allowed"),
        ({"type": "DECIMAL_TYPE_INFO"}, None),
        ({"type": {"id": "INTEGER"}}, None),
    ],
)
def test_a_kind_of_node_that_is_not_listed_is_refused(node: dict[str, Any], code: str | None) -> None:
    if code is None:
        guard.check({"nodes": [node]}, "", (), ())
        return
    with pytest.raises(Refused) as told:
        guard.check({"nodes": [node]}, "", (), ())
    assert told.value.code == code
