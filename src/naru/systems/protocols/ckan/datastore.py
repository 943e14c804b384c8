"""CKAN's actions that read rows: a page of a table, and one SELECT over any tables that whoever asks may read."""

import csv
import io
from collections.abc import Mapping
from typing import Any
from urllib.parse import quote

from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.data.query import actions, metering
from naru.data.query import reads as query
from naru.data.query.core.values import SqlLimits
from naru.systems.protocols.core import ckan_rows, parameters
from naru.systems.protocols.core.addresses import Addresses

Given = Mapping[str, Any]
SQL_ROWS = 32_000
SQL_TYPES = {"integer": "int8", "decimal": "float8", "boolean": "bool", "datetime": "timestamptz", "geometry": "json"}


def datastore_search(person: Person, given: Given, at: Addresses) -> Any:
    """As the rows API answers, in the datastore's words; records are objects, lists or CSV."""
    table = query.open_table(_resource(given), person)
    asked = ckan_rows.selection(table.columns, given)
    said = {name: str(value) for name, value in given.items() if value is not None}
    limit = parameters.number(said, "limit", default=100, most=ckan_rows.LIMIT_MOST)
    offset = parameters.number(said, "offset", default=0, most=1_000_000_000)
    with_total = said.get("include_total", "true").lower() != "false"
    page = query.page(table, asked, offset=offset, limit=max(1, limit), count=with_total)
    rows = page.rows[:limit]
    metering.count(table, person, "ckan", rows=len(rows))
    form = said.get("records_format", "objects")
    path = f"/api/3/action/datastore_search?resource_id={quote(table.sql_name)}"
    return {
        "resource_id": table.sql_name,
        "fields": ckan_rows.fields(asked.columns),
        "records_format": form,
        "records": _records(rows, form),
        "limit": limit,
        "offset": offset,
        "total_was_estimated": False,
        **({"total": page.total} if with_total else {}),
        "_links": {"start": path, "next": f"{path}&offset={offset + limit}"},
        "version": table.version,
    }


def _records(rows: list[dict[str, Any]], form: str) -> Any:
    match form:
        case "objects":
            return rows
        case "lists":
            return [list(row.values()) for row in rows]
        case "csv" | "tsv":
            text = io.StringIO()
            writer = csv.writer(text, delimiter="," if form == "csv" else "\t", lineterminator="\n")
            writer.writerows(["" if value is None else value for value in row.values()] for row in rows)
            return text.getvalue()
    raise parameters.unreadable("records_format", form, "objects, lists, csv, tsv")


def datastore_search_sql(person: Person, given: Given, at: Addresses) -> Any:
    """The site's own SQL, in the limited child: a resource's id is its table's name there."""
    text = str(given.get("sql") or "")
    answer = actions.run_sql(text, person, SqlLimits(rows=SQL_ROWS))
    names = [column.name for column in answer.columns]
    fields = [{"id": column.name, "type": SQL_TYPES.get(column.type, column.type)} for column in answer.columns]
    return {
        "sql": text,
        "fields": fields,
        "records": [dict(zip(names, row, strict=True)) for row in answer.rows],
        "records_truncated": answer.truncated,
    }


def datastore_info(person: Person, given: Given, at: Addresses) -> Any:
    table = query.open_table(_resource(given), person)
    return {
        "meta": {"id": table.sql_name, "count": table.rows, "table_type": "BASE TABLE", "version": table.version},
        "fields": ckan_rows.fields(table.columns),
    }


def _resource(given: Given) -> str:
    value = str(given.get("resource_id") or given.get("id") or "").replace("\0", "")
    if not value:
        raise Refused("ckan_argument_missing", name="resource_id")
    return value
