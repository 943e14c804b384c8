"""The rows of an exercise's cases, made once inside the limited child: a case's SELECT over the open tables, as Parquet."""

from pathlib import Path
from typing import Any

import duckdb

from naru.base.kit.refusals import Refused
from naru.base.kit.sql import literal, quoted
from naru.systems.academy import refusals as _refusals  # noqa: F401 - declares the sentences

JSON = dict[str, Any]


def make(payload: JSON) -> JSON:
    """``{columns: {table: [{name, type}]}, rows: {table: n}}`` of the files written to ``out`` from ``tables`` by ``changes``.

    Raises ``Refused``: ``exercise_case_refused``.
    """
    connection = duckdb.connect(config={"threads": 1, "autoinstall_known_extensions": False})
    connection.execute("set TimeZone = 'Asia/Seoul'")
    for table in payload["tables"]:
        connection.execute(f"create view {quoted(table['name'])} as {_source(table)}")
    columns, rows = {}, {}
    for table in payload["tables"]:
        name = table["name"]
        text = payload["changes"].get(name, f"select * from {quoted(name)}").replace("{seed}", str(payload["seed"]))  # noqa: S608
        target = Path(payload["out"]) / f"{table['slug']}.parquet"
        try:
            limited = f"select * from ({text}) limit {payload['rows']}"  # noqa: S608
            connection.execute(f"copy ({limited}) to {literal(str(target))} (format parquet)")
        except duckdb.Error as error:
            raise Refused("exercise_case_refused", case=payload["case"], what=f"{error}".split("\n")[0][:200]) from None
        made = connection.execute(f"describe select * from read_parquet({literal(str(target))})").fetchall()  # noqa: S608
        columns[name] = [{"name": column, "type": _kind(str(kind))} for column, kind, *_ in made]
        counted = connection.execute(f"select count(*) from read_parquet({literal(str(target))})").fetchone()  # noqa: S608
        rows[name] = counted[0] if counted else 0
    return {"columns": columns, "rows": rows}


def _source(table: JSON) -> str:
    if table["file"].endswith(".csv"):
        return f"select * from read_csv({literal(table['file'])}, header = true)"  # noqa: S608
    return f"select * from read_parquet({literal(table['file'])})"  # noqa: S608


def _kind(kind: str) -> str:
    base = kind.split("(")[0]
    return KINDS.get(base, "text")


KINDS = {
    **dict.fromkeys(("TINYINT", "SMALLINT", "INTEGER", "BIGINT", "HUGEINT"), "integer"),
    **dict.fromkeys(("FLOAT", "DOUBLE", "DECIMAL"), "decimal"),
    **dict.fromkeys(("TIMESTAMP", "TIMESTAMP WITH TIME ZONE"), "datetime"),
    "BOOLEAN": "boolean",
    "DATE": "date",
    "TIME": "time",
}
