"""A dataset in Croissant (MLCommons), each table one CSV of a fixed version whose checksum is said.

The context is the recipes' own, letter by letter: readers compare it (mlcroissant #959, #975). Source:
https://docs.mlcommons.org/croissant/docs/croissant-spec-1.1.html.
"""

from collections.abc import Mapping
from typing import Any

from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.catalogue.core.listing import Listed
from naru.data.catalogue.core.values import Table
from naru.data.catalogue.core.vocabulary import LICENCES
from naru.data.query.core.downloads import unique
from naru.systems.protocols.core import entry
from naru.systems.protocols.core.addresses import Addresses
from naru.systems.protocols.core.plain_text import plain

CONFORMS_TO = "http://mlcommons.org/croissant/1.1"
CONTEXT: dict[str, Any] = {
    "@language": "ko",
    "@vocab": "https://schema.org/",
    "arrayShape": "cr:arrayShape",
    "citeAs": "cr:citeAs",
    "column": "cr:column",
    "conformsTo": "dct:conformsTo",
    "containedIn": "cr:containedIn",
    "cr": "http://mlcommons.org/croissant/",
    "rai": "http://mlcommons.org/croissant/RAI/",
    "data": {"@id": "cr:data", "@type": "@json"},
    "dataType": {"@id": "cr:dataType", "@type": "@vocab"},
    "dct": "http://purl.org/dc/terms/",
    "description": {"@container": "@language"},
    "equivalentProperty": "cr:equivalentProperty",
    "examples": {"@id": "cr:examples", "@type": "@json"},
    "extract": "cr:extract",
    "field": "cr:field",
    "fileObject": "cr:fileObject",
    "fileProperty": "cr:fileProperty",
    "fileSet": "cr:fileSet",
    "format": "cr:format",
    "includes": "cr:includes",
    "isArray": "cr:isArray",
    "isLiveDataset": "cr:isLiveDataset",
    "jsonPath": "cr:jsonPath",
    "key": "cr:key",
    "md5": "cr:md5",
    "name": {"@container": "@language"},
    "parentField": "cr:parentField",
    "path": "cr:path",
    "recordSet": "cr:recordSet",
    "references": "cr:references",
    "regex": "cr:regex",
    "repeated": "cr:repeated",
    "replace": "cr:replace",
    "samplingRate": "cr:samplingRate",
    "sc": "https://schema.org/",
    "separator": "cr:separator",
    "source": "cr:source",
    "subField": "cr:subField",
    "transform": "cr:transform",
}
DATA_TYPES = {
    ColumnType.INTEGER: "sc:Integer",
    ColumnType.DECIMAL: "sc:Float",
    ColumnType.BOOLEAN: "sc:Boolean",
    ColumnType.DATE: "sc:Date",
    ColumnType.YEAR: "sc:Integer",
}


def description(
    listed: Listed, tables: tuple[Table, ...], checksums: Mapping[str, str], at: Addresses
) -> dict[str, Any]:
    """``checksums``: table id → SHA-256 of its CSV; a table without one is left to its address (a live dataset)."""
    it, said = listed.dataset, listed.dataset.description
    licence = LICENCES.get(said.licence)
    changed = entry.modified(listed)
    made: dict[str, Any] = {
        "@context": CONTEXT,
        "@type": "sc:Dataset",
        "@id": at.dataset_iri(it.id),
        "conformsTo": CONFORMS_TO,
        "name": plain(said.title),
        "description": plain(entry.description_text(said)),
        "url": at.dataset(it.id),
        "license": licence.url if licence else None,
        "creator": {"@type": "sc:Organization", "name": plain(it.publisher.ko)} if it.publisher.ko else None,
        "publisher": {"@type": "sc:Organization", "name": plain(it.publisher.ko)} if it.publisher.ko else None,
        "keywords": [plain(keyword) for keyword in said.keywords],
        "inLanguage": "ko",
        "datePublished": entry.issued(listed).isoformat(),
        "dateModified": changed.isoformat() if changed else None,
        "version": f"{max((table.version for table in listed.tables), default=1)}.0.0",
        "citeAs": _citation(listed, at),
        "isLiveDataset": True if any(table.id not in checksums for table in tables) else None,
        "distribution": [_file(table, checksums.get(table.id, ""), at) for table in tables],
        "recordSet": [_records(table) for table in tables],
    }
    return {name: value for name, value in made.items() if value not in (None, [])}


def _citation(listed: Listed, at: Addresses) -> str:
    it = listed.dataset
    return plain(f"{it.publisher.ko or '나루'}, {it.title}, {entry.issued(listed).year}, {at.dataset(it.id)}")


def _file(table: Table, checksum: str, at: Addresses) -> dict[str, Any]:
    assert table.live is not None
    made = {
        "@type": "cr:FileObject",
        "@id": f"{table.id}.csv",
        "name": f"{table.id}.csv",
        "description": plain(table.name),
        "contentUrl": at.download(table.sql_name, "csv", table.live.number),
        "encodingFormat": "text/csv",
        "sha256": checksum,
    }
    return {name: value for name, value in made.items() if value}


def _records(table: Table) -> dict[str, Any]:
    assert table.live is not None
    columns = table.live.columns
    names = unique([column.name for column in columns])
    return {
        "@type": "cr:RecordSet",
        "@id": table.id,
        "name": plain(table.name),
        "field": [_field(table, name, column) for name, column in zip(names, columns, strict=True)],
    }


def _field(table: Table, name: str, column: Column) -> dict[str, Any]:
    """Named by its alias, which no version changes; read by the name that its file says."""
    return {
        "@type": "cr:Field",
        "@id": f"{table.id}/{column.alias}",
        "name": column.alias,
        "description": plain(name),
        "dataType": DATA_TYPES.get(column.type, "sc:Text"),
        "source": {"fileObject": {"@id": f"{table.id}.csv"}, "extract": {"column": name}},
    }
