"""How a version came to be, as an OpenLineage run event (spec 2-0-2): a file taken in, or other versions computed into it.

Each facet names who made it and the schema it follows, as the specification asks.
"""

import uuid
from collections.abc import Sequence
from datetime import UTC
from typing import Any

from naru.data.catalogue.core.columns import Column
from naru.data.catalogue.core.values import Lineage, LineageStep, Table, Version
from naru.systems.protocols.core.addresses import Addresses
from naru.systems.protocols.core.plain_text import plain

EVENT_SCHEMA = "https://openlineage.io/spec/2-0-2/OpenLineage.json#/$defs/RunEvent"
FACETS = "https://openlineage.io/spec/facets"
NAMESPACE = uuid.UUID("6f1d3c0e-8b2a-5c4f-9a7e-2d0b6c1e4f35")  # of run ids made from versions


def event(table: Table, lineage: Lineage, at: Addresses) -> dict[str, Any]:
    """Of the table's newest version; ``lineage`` as far as whoever asks may see it."""
    assert table.live is not None
    version = table.live
    return {
        "eventType": "COMPLETE",
        "eventTime": version.at.astimezone(UTC).isoformat(),
        "producer": at.site,
        "schemaURL": EVENT_SCHEMA,
        "run": {"runId": str(uuid.uuid5(NAMESPACE, version.id)), "facets": {}},
        "job": _job(table, version, at),
        "inputs": [_input(step, at) for step in lineage.inputs] or _file(version, at),
        "outputs": [_output(table, version, at)],
    }


def _job(table: Table, version: Version, at: Addresses) -> dict[str, Any]:
    computed = version.derivation
    kind = {"processingType": "BATCH", "integration": "NARU", "jobType": "DERIVATION" if computed else "LOAD"}
    name = f"{computed.by if computed else 'load'}/{table.sql_name}"
    facet = {**_facet("2-0-4/JobTypeJobFacet.json#/$defs/JobTypeJobFacet", at), **kind}
    return {"namespace": at.site, "name": plain(name), "facets": {"jobType": facet}}


def _input(step: LineageStep, at: Addresses) -> dict[str, Any]:
    return {
        "namespace": at.site,
        "name": step.sql_name,
        "facets": {"version": _version(str(step.number), at)},
    }


def _file(version: Version, at: Addresses) -> list[dict[str, Any]]:
    """The file that the rows were read from, named by its bytes; who reads a part of it is not told which it was."""
    if version.file is None or not version.scope.is_whole:
        return []
    return [
        {
            "namespace": f"{at.site}/files",
            "name": f"sha256:{version.file.sha256}",
            "facets": {"version": _version(version.file.sha256, at)},
        }
    ]


def _output(table: Table, version: Version, at: Addresses) -> dict[str, Any]:
    source = {
        **_facet("1-0-1/DatasourceDatasetFacet.json#/$defs/DatasourceDatasetFacet", at),
        "name": plain(table.dataset_title),
        "uri": at.table(table.dataset_id, table.sql_name),
    }
    statistics = {
        **_facet("1-0-2/OutputStatisticsOutputDatasetFacet.json#/$defs/OutputStatisticsOutputDatasetFacet", at),
        "rowCount": version.rows,
    }
    return {
        "namespace": at.site,
        "name": table.sql_name,
        "facets": {
            "schema": _schema(version.columns, at),
            "version": _version(str(version.number), at),
            "dataSource": source,
        },
        "outputFacets": {"outputStatistics": statistics},
    }


def _schema(columns: Sequence[Column], at: Addresses) -> dict[str, Any]:
    fields = [{"name": plain(column.name), "type": column.type.value} for column in columns]
    return {**_facet("1-2-0/SchemaDatasetFacet.json#/$defs/SchemaDatasetFacet", at), "fields": fields}


def _version(said: str, at: Addresses) -> dict[str, Any]:
    schema = "1-0-1/DatasetVersionDatasetFacet.json#/$defs/DatasetVersionDatasetFacet"
    return {**_facet(schema, at), "datasetVersion": said}


def _facet(schema: str, at: Addresses) -> dict[str, Any]:
    return {"_producer": at.site, "_schemaURL": f"{FACETS}/{schema}"}
