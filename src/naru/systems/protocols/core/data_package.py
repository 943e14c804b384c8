"""A dataset as a Frictionless data package (Data Package 2.0, Table Schema 2.0), each table one CSV of a fixed version."""

from typing import Any

from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.catalogue.core.listing import Listed
from naru.data.catalogue.core.values import Table
from naru.data.catalogue.core.vocabulary import LICENCES
from naru.data.query.core.downloads import unique
from naru.systems.protocols.core import entry
from naru.systems.protocols.core.addresses import Addresses
from naru.systems.protocols.core.plain_text import plain, web_iri
from naru.systems.protocols.core.vocabularies import media_type

FIELD_TYPES: dict[ColumnType, dict[str, str]] = {
    ColumnType.INTEGER: {"type": "integer"},
    ColumnType.DECIMAL: {"type": "number"},
    ColumnType.BOOLEAN: {"type": "boolean"},
    ColumnType.DATE: {"type": "date"},
    ColumnType.DATETIME: {"type": "datetime", "format": "%Y-%m-%d %H:%M:%S"},
    ColumnType.MONTH: {"type": "yearmonth"},
    ColumnType.QUARTER: {"type": "string"},
    ColumnType.YEAR: {"type": "year"},
    ColumnType.TIME: {"type": "string"},
    ColumnType.TEXT: {"type": "string"},
    ColumnType.GEOMETRY: {"type": "string"},
}


def package(listed: Listed, tables: tuple[Table, ...], at: Addresses) -> dict[str, Any]:
    """``tables`` have live rows."""
    it, said = listed.dataset, listed.dataset.description
    licence = LICENCES.get(said.licence)
    made: dict[str, Any] = {
        "$schema": "https://datapackage.org/profiles/2.0/datapackage.json",
        "name": it.id,
        "id": it.id,
        "title": plain(said.title),
        "description": plain(entry.description_text(said)),
        "homepage": web_iri(entry.landing_page(it, at)) or at.dataset(it.id),
        "created": it.created.isoformat(),
        "version": str(max(table.version for table in listed.tables)) if listed.tables else None,
        "keywords": [plain(keyword) for keyword in said.keywords],
        "licenses": [{"name": licence.code, "path": licence.url, "title": licence.words.en}] if licence else [],
        "contributors": [{"title": plain(it.publisher.ko), "roles": ["publisher"]}] if it.publisher.ko else [],
        "resources": [*(_table(table, at) for table in tables), *_elsewhere(listed)],
    }
    return {name: value for name, value in made.items() if value not in (None, []) or name == "resources"}


def _table(table: Table, at: Addresses) -> dict[str, Any]:
    assert table.live is not None
    return {
        "name": table.id,
        "type": "table",
        "title": plain(table.name),
        "path": at.download(table.sql_name, "csv", table.live.number),
        "format": "csv",
        "mediatype": media_type("csv"),
        "encoding": "utf-8",
        "dialect": {"delimiter": ",", "header": True},
        "schema": _schema(table),
    }


def _schema(table: Table) -> dict[str, Any]:
    assert table.live is not None
    names = unique([column.name for column in table.live.columns])
    fields = [_field(name, column) for name, column in zip(names, table.live.columns, strict=True)]
    by_alias = {column.alias: name for name, column in zip(names, table.live.columns, strict=True)}
    schema: dict[str, Any] = {"fields": fields, "missingValues": [""]}
    if table.key and all(alias in by_alias for alias in table.key):
        schema["primaryKey"] = [by_alias[alias] for alias in table.key]
    return schema


def _field(name: str, column: Column) -> dict[str, Any]:
    return {"name": name, **FIELD_TYPES[column.type], **({"unit": column.unit} if column.unit else {})}


def _elsewhere(listed: Listed) -> list[dict[str, Any]]:
    """Files at the source, which are described and not read."""
    return [
        {
            key: value
            for key, value in {
                "name": f"file-{each.id}",
                "title": plain(each.title or listed.dataset.title),
                "path": web_iri(each.url),
                "format": each.format.lower(),
                "mediatype": media_type(each.format.lower()),
                "bytes": each.bytes,
            }.items()
            if value not in (None, "")
        }
        for each in listed.distributions
        if web_iri(each.url)
    ]
