"""Which parsed queries may run: a query reads mounted tables and computes, and nothing else.

The rules here are the second wall. The first is the process: no network, no files but the mounted tables', a deadline.
Nobody's rights are decided here, because the tables a person may not read were never mounted.
"""

from collections.abc import Collection, Iterator
from typing import Any

from naru.base.kit.refusals import Refused

JSON = dict[str, Any]

QUERIES = frozenset({"SELECT_NODE", "SET_OPERATION_NODE", "RECURSIVE_CTE_NODE", "CTE_NODE"})
SOURCES = frozenset(
    {"BASE_TABLE", "TABLE_FUNCTION", "SUBQUERY", "JOIN", "EXPRESSION_LIST", "PIVOT", "SHOW_REF", "EMPTY"}
)
MODIFIERS = frozenset({"ORDER_MODIFIER", "LIMIT_MODIFIER", "LIMIT_PERCENT_MODIFIER", "DISTINCT_MODIFIER"})
ORDERS = frozenset({"ASCENDING", "DESCENDING", "ORDER_DEFAULT"})
NODES = QUERIES | SOURCES | MODIFIERS | ORDERS
EXPRESSIONS = frozenset(
    [
        "BETWEEN",
        "CASE",
        "CAST",
        "COLLATE",
        "COLUMN_REF",
        "COMPARISON",
        "CONJUNCTION",
        "CONSTANT",
        "FUNCTION",
        "LAMBDA",
        "LAMBDA_REF",
        "OPERATOR",
        "PARAMETER",
        "POSITIONAL_REFERENCE",
        "STAR",
        "SUBQUERY",
        "TYPE",
        "WINDOW",
    ]
)
TABLE_FUNCTIONS = frozenset({"range", "generate_series", "unnest", "json_each", "json_tree", "repeat", "repeat_row"})
DESCRIPTIONS = frozenset({"DESCRIBE", "SUMMARY"})
SCHEMAS = frozenset({"", "main", "ascii"})
CATALOGUES = frozenset({"", "memory"})
CLOSED_PREFIXES = ("pg_", "duckdb_", "pragma_", "has_", "inet_", "read_", "parquet_", "sniff_", "icu_calendar", "naru_")
OPEN_DESPITE_PREFIX = frozenset({"pg_typeof", "pg_size_pretty"})
CLOSED_FUNCTIONS = frozenset(
    {
        *{"getenv", "getvariable", "current_setting", "current_query", "current_query_id", "current_connection_id"},
        *{"current_transaction_id", "txid_current", "in_search_path", "current_schemas", "current_role"},
        *{"write_log", "parse_duckdb_log_message", "nextval", "currval", "setval", "sleep_ms", "add_parquet_key"},
        *{"json_execute_serialized_sql", "json_serialize_plan", "json_deserialize_sql", "json_serialize_sql"},
        *{"query", "query_table", "glob", "which_secret", "summary", "seq_scan", "map_to_pg_oid", "obj_description"},
        *{"shobj_description", "checkpoint", "force_checkpoint", "enable_logging", "disable_logging", "stats"},
    }
)
NOWHERE = 1 << 62  # DuckDB gives an absent position as the largest number


def check(statement: JSON, text: str, mounted: Collection[str], system: Collection[str]) -> None:
    """Refuse all but a query over ``mounted`` tables; ``system`` are the engine's views. Names in lower case.

    ``statement`` is DuckDB's serialised syntax tree. Only the kinds of nodes listed here may stand in it, and a name given by
    WITH counts only where that query reaches. Raises ``Refused`` with a place in ``text``: ``sql_unknown_table``,
    ``sql_not_allowed``, ``sql_only_select``, ``sql_show``."""
    stack: list[tuple[Any, frozenset[str]]] = [(statement, frozenset(mounted))]
    while stack:
        item, tables = stack.pop()
        if isinstance(item, list):
            stack.extend((each, tables) for each in item)
        elif isinstance(item, dict):
            _check_kind(item, text)
            _check_node(item, text, tables)
            stack.extend(_parts(item, tables, text, system))


def _parts(
    node: JSON, tables: frozenset[str], text: str, system: Collection[str]
) -> Iterator[tuple[Any, frozenset[str]]]:
    """What the node holds, each with the names that may be read there: a query of WITH sees those before it."""
    if node.get("type") == "RECURSIVE_CTE_NODE":
        tables |= _named(str(node.get("cte_name", "")), text, system)
    for entry in (node.get("cte_map") or {}).get("map", ()):
        yield entry["value"], tables
        tables |= _named(str(entry["key"]), text, system)
    yield from ((value, tables) for key, value in node.items() if key != "cte_map")


def _named(name: str, text: str, system: Collection[str]) -> frozenset[str]:
    if name.lower() in system:
        raise refusal("sql_not_allowed", text, None, what=name.lower())
    return frozenset({name.lower()})


def _check_kind(node: JSON, text: str) -> None:
    """The parser knows more than queries: INSERT, UPDATE, DELETE, MERGE and COPY may stand behind WITH."""
    kind = node.get("type")
    if not isinstance(kind, str) or kind.endswith("_TYPE_INFO"):
        return
    if "class" in node:
        if node["class"] not in EXPRESSIONS:
            raise refusal("sql_not_allowed", text, node, what=str(node["class"]))
    elif kind not in NODES:
        raise Refused("sql_only_select", statement=kind.split("_")[0])


def _check_node(node: JSON, text: str, tables: frozenset[str]) -> None:
    match node.get("type"):
        case "BASE_TABLE":
            name = node["table_name"]
            where = (node["catalog_name"].lower() in CATALOGUES, node["schema_name"].lower() in SCHEMAS)
            if not all(where) or name.lower() not in tables:
                raise refusal("sql_unknown_table", text, node, name=name)
        case "TABLE_FUNCTION":
            name = node["function"]["function_name"]
            if name.lower() not in TABLE_FUNCTIONS:
                raise refusal("sql_not_allowed", text, node, what=f"{name}()")
        case "SHOW_REF":
            _check_description(node, text)
        case _:
            if "function_name" in node and _is_closed(str(node["function_name"]).lower()):
                raise refusal("sql_not_allowed", text, node, what=f"{node['function_name']}()")


def _check_description(node: JSON, text: str) -> None:
    """DESCRIBE and SUMMARIZE hold the query they describe, whose nodes are checked like all others; SHOW names things
    of the engine's own."""
    if node["show_type"] not in DESCRIPTIONS or node["table_name"] or not isinstance(node["query"], dict):
        raise refusal("sql_show", text, node)


def _is_closed(function: str) -> bool:
    if function in OPEN_DESPITE_PREFIX:
        return False
    return function in CLOSED_FUNCTIONS or function.startswith(CLOSED_PREFIXES)


def refusal(code: str, text: str, node: JSON | None, **facts: Any) -> Refused:
    """The refusal with the ``line`` and ``column`` of the node, 1 and 1 where it has no place."""
    offset = (node or {}).get("query_location")
    line, column = place(text, offset if isinstance(offset, int) and offset < NOWHERE else 0)
    return Refused(code, line=line, column=column, **facts)


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from one, of a byte offset into the text."""
    before = text.encode()[:offset].decode(errors="ignore")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
