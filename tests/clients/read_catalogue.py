"""Outside clients of catalogues, one argument each: what they read of ``site``. Runs in an environment of its own."""

import json
import sys
from importlib.metadata import version


def ckanapi(site, dataset, table):
    from ckanapi import NotFound, RemoteCKAN

    with RemoteCKAN(site, user_agent="naru-tests") as ckan:
        found = ckan.action.package_search(q="주차장", rows=2, **{"facet.field": ["organization"]})
        every = ckan.action.package_search(q="*:*", rows=100, sort="name asc")
        shown = ckan.action.package_show(id=dataset)
        rows = ckan.action.datastore_search(resource_id=table, limit=3, filters={"면수": 10}, sort="이름 asc")
        counted = ckan.action.datastore_search_sql(sql=f'SELECT count(*) AS n FROM "{table}"')
        try:
            ckan.action.package_show(id="nothing")
            missing = "shown"
        except NotFound:
            missing = "NotFound"
    with RemoteCKAN(site, get_only=True) as ckan:
        listed = ckan.action.package_list()
    return {
        "found": found["count"],
        "facets": found["search_facets"]["organization"]["items"][0]["count"],
        "every": [each["id"] for each in every["results"]],
        "title": shown["title"],
        "resources": len(shown["resources"]),
        "rows": [row["이름"] for row in rows["records"]],
        "total": rows["total"],
        "sql": counted["records"],
        "missing": missing,
        "listed": len(listed),
    }


def ckanapi_writes(site, token):
    from ckanapi import NotAuthorized, RemoteCKAN, ValidationError

    given = {
        "title": "CKAN으로 올린 자료",
        "notes": "바깥 도구가 썼습니다.",
        "license_id": "cc-by",
        "author": "해운대데이터",
        "owner_org": "haeundae-data",
        "tags": [{"name": "바깥"}],
        "extras": [{"key": "frequency", "value": "monthly"}],
        "resources": [{"name": "파일", "format": "CSV", "url": "https://source.example/a.csv"}],
    }
    with RemoteCKAN(site) as ckan:
        try:
            ckan.action.package_create(**given)
            refused = "made"
        except NotAuthorized:
            refused = "NotAuthorized"
    with RemoteCKAN(site, apikey=token) as ckan:
        made = ckan.action.package_create(**given)
        try:
            ckan.action.package_patch(id=made["id"], license_id="made-up")
            wrong = "taken"
        except ValidationError as error:
            wrong = sorted(set(error.error_dict) - {"__type", "message", "code"})
        patched = ckan.action.package_patch(id=made["id"], title="고친 제목")
        added = ckan.action.resource_create(package_id=made["id"], url="https://source.example/b.csv", format="csv")
        shown = ckan.action.package_show(id=made["id"])
        ckan.action.package_delete(id=made["id"])
        gone = ckan.action.package_show(id=made["id"])["state"]
    return {
        "refused": refused,
        "state": made["state"],
        "licence": made["license_id"],
        "wrong": wrong,
        "title": patched["title"],
        "kept": patched["notes"],
        "added": added["url"],
        "resources": len(shown["resources"]),
        "gone": gone,
    }


def sickle(site):
    from sickle import Sickle
    from sickle.oaiexceptions import BadArgument, IdDoesNotExist, NoRecordsMatch

    client = Sickle(f"{site}/api/oai")
    records = list(client.ListRecords(metadataPrefix="oai_dc"))
    living = [each for each in records if not each.deleted]
    caught = []
    for error, ask in (
        (IdDoesNotExist, lambda: client.GetRecord(identifier="oai:x:y", metadataPrefix="oai_dc")),
        (NoRecordsMatch, lambda: next(client.ListRecords(metadataPrefix="oai_dc", until="1999-01-01"))),
        (BadArgument, lambda: next(client.ListRecords(metadataPrefix="oai_dc", **{"from": "yesterday"}))),
    ):
        try:
            ask()
        except error as found:
            caught.append(type(found).__name__)
    one = client.GetRecord(identifier=living[0].header.identifier, metadataPrefix="rdf")
    return {
        "granularity": client.Identify().granularity,
        "titles": sorted(each.metadata["title"][0] for each in living),
        "deleted": len(records) - len(living),
        "transport": len(
            [each for each in client.ListRecords(metadataPrefix="oai_dc", set="theme:transport") if not each.deleted]
        ),
        "sets": len(list(client.ListSets())),
        "identifiers": len(list(client.ListIdentifiers(metadataPrefix="rdf"))),
        "caught": caught,
        "rdf": "dcat:Dataset" in one.raw,
    }


def scythe(site):
    from oaipmh_scythe import Scythe

    with Scythe(f"{site}/api/oai") as client:
        records = list(client.list_records(metadata_prefix="oai_dc", ignore_deleted=True))
        return {
            "titles": sorted(each.metadata["title"][0] for each in records),
            "name": client.identify().repositoryName,
        }


def owslib_features(site, table):
    from owslib.ogcapi.features import Features

    client = Features(f"{site}/api/ogc/features")
    seen, offset = [], 0
    while True:
        page = client.collection_items(table, limit=10, offset=offset)
        seen += [each["id"] for each in page["features"]]
        offset += 10
        if not any(link["rel"] == "next" for link in page["links"]):
            break
    inside = client.collection_items(table, bbox=[129.025, 35.0, 129.055, 36.0])
    return {
        "collections": client.feature_collections(),
        "seen": seen,
        "inside": inside["numberReturned"],
        "extent": client.collection(table)["extent"]["spatial"]["bbox"][0],
        "conforms": len(client.conformance()["conformsTo"]),
        "queryables": sorted(client.collection_queryables(table)["properties"]),
    }


def owslib_records(site):
    from owslib.ogcapi.records import Records

    client = Records(f"{site}/api/ogc/records")
    found = client.collection_items("datasets", q="주차장", limit=10)
    every = client.collection_items("datasets", limit=1)
    one = client.collection_item("datasets", found["features"][0]["id"])
    return {
        "records": client.records(),
        "found": [each["properties"]["title"] for each in found["features"]],
        "matched": every["numberMatched"],
        "more": any(link["rel"] == "next" for link in every["links"]),
        "title": one["properties"]["title"],
    }


def feedparser(site):
    import feedparser as reader

    feeds = [reader.parse(f"{site}/api/feeds/datasets.{kind}") for kind in ("atom", "rss")]
    return {
        "bozo": [bool(feed.bozo) for feed in feeds],
        "titles": [sorted(each.title for each in feed.entries) for feed in feeds],
        "dates": [
            all(each.get("updated_parsed") or each.get("published_parsed") for each in feed.entries) for feed in feeds
        ],
    }


def extruct(site, dataset):
    from urllib.request import urlopen

    import extruct as reader

    address = f"{site}/datasets/{dataset}/"
    found = reader.extract(urlopen(address).read().decode(), base_url=address, syntaxes=["json-ld"], uniform=True)
    (said,) = found["json-ld"]
    return {
        "type": said["@type"],
        "name": said["name"],
        "downloads": len(said["distribution"]),
        "licence": said["license"],
    }


def pyshacl(site, folder):
    from pathlib import Path
    from urllib.request import urlopen

    import pyshacl as validator
    import rdflib

    graph = rdflib.Graph().parse(data=urlopen(f"{site}/api/dcat/catalog.ttl").read(), format="turtle", publicID=site)
    same = [
        len(
            rdflib.Graph().parse(data=urlopen(f"{site}/api/dcat/catalog.{ending}").read(), format=syntax, publicID=site)
        )
        for ending, syntax in (("rdf", "xml"), ("jsonld", "json-ld"))
    ]
    found = {}
    for name in ("shapes", "range", "shapes_recommended"):
        shapes = rdflib.Graph().parse(Path(folder) / f"{name}.ttl")
        for triple in list(shapes.triples((None, rdflib.OWL.imports, None))):
            shapes.remove(triple)
        _, report, _ = validator.validate(
            graph, shacl_graph=shapes, inference="none", advanced=False, meta_shacl=False, allow_warnings=True
        )
        results = list(report.subjects(rdflib.RDF.type, rdflib.SH.ValidationResult))
        violations = [each for each in results if (each, rdflib.SH.resultSeverity, rdflib.SH.Violation) in report]
        found[name] = sorted(
            {
                str(report.value(each, rdflib.SH.resultMessage) or report.value(each, rdflib.SH.resultPath))
                for each in violations
            }
        )
    return {"violations": found, "triples": [len(graph), *same]}


def pystac(site):
    from pystac_client import Client

    client = Client.open(f"{site}/api/stac")
    collections = list(client.get_collections())
    return {
        "collections": [each.id for each in collections],
        "items": [item.assets["data"].media_type for each in collections for item in each.get_items()],
        "post": len(list(client.search(max_items=5).items())),
        "get": len(list(client.search(max_items=5, method="GET").items())),
    }


READERS = {
    "ckanapi": (ckanapi, "ckanapi"),
    "ckanapi_writes": (ckanapi_writes, "ckanapi"),
    "sickle": (sickle, "sickle"),
    "scythe": (scythe, "oaipmh-scythe"),
    "owslib_features": (owslib_features, "owslib"),
    "owslib_records": (owslib_records, "owslib"),
    "feedparser": (feedparser, "feedparser"),
    "extruct": (extruct, "extruct"),
    "pyshacl": (pyshacl, "pyshacl"),
    "pystac": (pystac, "pystac-client"),
}
if __name__ == "__main__":
    name, *given = sys.argv[1:]
    reader, package = READERS[name]
    print(json.dumps({"version": version(package), **reader(*given)}, ensure_ascii=False))
