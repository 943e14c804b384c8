"""Doors of the protocols. Whole catalogues are open to anyone, each as far as they may read; a refusal inside a 200 passes."""

from dataclasses import replace
from typing import Any

from naru.base.kit.person import Scope
from naru.data.catalogue.core.values import Table
from tests.spec.doors.door import (
    ANYONE,
    NOBODY,
    STEWARDS,
    Door,
    Rows,
    of_each_dataset,
    of_each_table,
)
from tests.spec.doors.world import World


def _ending(name: str) -> Any:
    return lambda world: {"ending": name}


def _action(name: str) -> Any:
    return lambda world: {"action": name}


def _as(doors: list[Door], **more: Any) -> list[Door]:
    """The same doors with more in their address."""
    return [replace(door, args=lambda world, door=door: {**door.args(world), **more}) for door in doors]


def _ids(which: str) -> Any:
    def query(world: World) -> str:
        table: Table = getattr(world, which)
        return f"?id={table.dataset_id}"

    return query


def _open(world: World) -> dict[str, str]:
    return {"dataset_id": world.open.dataset_id}


ASKED = {"jsonrpc": "2.0", "id": 1, "method": "tools/list"}
EVERYONE = [Door("GET", ANYONE)]
READING = [
    Door("GET", ANYONE, _action("package_search")),
    Door("POST", ANYONE, _action("package_search"), note="by a program"),
    *(
        replace(door, args=_action("package_show"), query=_ids(door.note), note=f"package_show {door.note}")
        for door in of_each_dataset("GET")
    ),
]
WRITING = [
    Door("GET", NOBODY, _action("nothing"), hidden_from=ANYONE, note="no action"),
    Door(
        "POST",
        STEWARDS,
        _action("package_patch"),
        body=lambda world: {"id": world.open.dataset_id, "license_id": "cc-by-4.0", "author": "우리 기관"},
        scope=Scope.WRITE,
    ),
]

DOORS: Rows = {
    "protocols:connect": EVERYONE,
    "protocols:conformance": EVERYONE,
    "protocols:robots": EVERYONE,
    "protocols:sitemap": EVERYONE,
    "protocols:sitemap_file": [Door("GET", ANYONE, lambda world: {"number": 1})],
    "protocols:data_json_well_known": EVERYONE,
    "protocols:dcat_well_known": [Door("GET", ANYONE, _ending("ttl"))],
    "protocols:data_json": EVERYONE,
    "protocols:dcat": [Door("GET", ANYONE, _ending("rdf"))],
    "protocols:dcat_dataset": _as(of_each_dataset("GET"), ending="ttl"),
    "protocols:data_package": of_each_dataset("GET"),
    "protocols:croissant": of_each_dataset("GET"),
    "protocols:lineage": of_each_dataset("GET"),
    "protocols:feed": [Door("GET", ANYONE, lambda world: {"kind": "atom"})],
    "protocols:oai": [
        Door("GET", ANYONE, query=lambda world: "?verb=Identify"),
        Door("POST", ANYONE, body=lambda world: {"verb": "Identify"}),
    ],
    "protocols:mcp": [Door("POST", ANYONE, body=lambda world: ASKED)],
    "protocols:ckan_help": EVERYONE,
    "protocols:ckan_reading": READING,
    "protocols:ckan_writing": WRITING,
    "protocols:ckan_reading_unnumbered": READING[:2],
    "protocols:ckan_writing_unnumbered": WRITING[:1],
    "protocols:features": EVERYONE,
    "protocols:features_conformance": EVERYONE,
    "protocols:features_api": EVERYONE,
    "protocols:features_collections": EVERYONE,
    "protocols:features_collection": of_each_table("GET", "name"),
    "protocols:features_queryables": of_each_table("GET", "name"),
    "protocols:features_items": of_each_table("GET", "name"),
    "protocols:features_item": of_each_table("GET", "name", number=1),
    "protocols:records": EVERYONE,
    "protocols:records_conformance": EVERYONE,
    "protocols:records_api": EVERYONE,
    "protocols:records_collections": EVERYONE,
    "protocols:records_collection": EVERYONE,
    "protocols:records_items": EVERYONE,
    "protocols:records_item": of_each_dataset("GET"),
    "protocols:stac": EVERYONE,
    "protocols:stac_conformance": EVERYONE,
    "protocols:stac_api": EVERYONE,
    "protocols:stac_collections": EVERYONE,
    "protocols:stac_search": [Door("GET", ANYONE), Door("POST", ANYONE)],
    "protocols:stac_collection": [Door("GET", NOBODY, _open, hidden_from=ANYONE, note="without pictures")],
    "protocols:stac_items": [Door("GET", NOBODY, _open, hidden_from=ANYONE, note="without pictures")],
    "protocols:stac_item": [
        Door("GET", NOBODY, lambda world: {**_open(world), "item_id": "1"}, hidden_from=ANYONE, note="without pictures")
    ],
}
