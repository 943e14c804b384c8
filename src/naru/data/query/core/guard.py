"""Which parsed queries may run: a query reads mounted tables and computes, and nothing else.

The rules here are the second wall. The first is the process: no network, no files but the mounted tables', a deadline.
Nobody's rights are decided here, because the tables a person may not read were never mounted.
"""

from collections.abc import Collection, Iterator
from typing import Any

from naru.base.kit.refusals import Refused

JSON = dict[str, Any]

TABLE_FUNCTIONS = frozenset({"range", "generate_series", "unnest", "json_each", "json_tree", "repeat", "repeat_row"})
DESCRIPTIONS = frozenset({"DESCRIBE", "SUMMARY"})
SCHEMAS = frozenset({"", "main", "ascii"})
CATALOGUES = frozenset({"", "memory"})
CLOSED_PREFIXES = ("pg_", "duckdb_", "pragma_", "has_", "inet_", "read_", "parquet_", "sniff_", "icu_calendar")
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

    ``statement`` is DuckDB's serialised syntax tree. Raises ``Refused`` with a place in ``text``:
    ``sql_unknown_table``, ``sql_not_allowed``, ``sql_show``."""
    nodes = list(_nodes(statement))
    ctes = {name.lower() for node in nodes for name in _cte_names(node)}
    for name in ctes & set(system):
        raise refusal("sql_not_allowed", text, None, what=name)
    tables = {*mounted, *ctes}
    for node in nodes:
        _check_node(node, text, tables)


def _check_node(node: JSON, text: str, tables: set[str]) -> None:
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


def _nodes(root: Any) -> Iterator[JSON]:
    stack = [root]
    while stack:
        item = stack.pop()
        if isinstance(item, dict):
            yield item
            stack.extend(item.values())
        elif isinstance(item, list):
            stack.extend(item)


def _cte_names(node: JSON) -> Iterator[str]:
    ctes = node.get("cte_map")
    if isinstance(ctes, dict):
        yield from (entry["key"] for entry in ctes.get("map", ()))
    if node.get("type") == "RECURSIVE_CTE_NODE":
        yield str(node.get("cte_name", ""))


def refusal(code: str, text: str, node: JSON | None, **facts: Any) -> Refused:
    """The refusal with the ``line`` and ``column`` of the node, 1 and 1 where it has no place."""
    offset = (node or {}).get("query_location")
    line, column = place(text, offset if isinstance(offset, int) and offset < NOWHERE else 0)
    return Refused(code, line=line, column=column, **facts)


def place(text: str, offset: int) -> tuple[int, int]:
    """Line and column, from one, of a byte offset into the text."""
    before = text.encode()[:offset].decode(errors="ignore")
    return before.count("\n") + 1, len(before) - (before.rfind("\n") + 1) + 1
