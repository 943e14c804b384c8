"""What the doors answer beyond who may: pages that go on, conditions that narrow, texts that break nothing, messages by lines."""

import io
import json
from typing import Any
from urllib.parse import parse_qs, quote, urlsplit
from xml.etree import ElementTree

import pyoxigraph as ox
import pytest
from django.test import Client

from naru.base.kit.person import ANONYMOUS, SYSTEM
from naru.data.catalogue import actions
from naru.data.catalogue.core.values import DistributionIn
from naru.systems.protocols.core.addresses import Addresses
from naru.systems.protocols.mcp.server import server_for
from naru.systems.protocols.mcp.stdio import serve
from naru.systems.protocols.mcp.tools import Desk
from tests.protocols import HOSTILE, City, publish

pytestmark = pytest.mark.django_db

EPSG_5186 = "http://www.opengis.net/def/crs/EPSG/0/5186"
EPSG_4326 = "http://www.opengis.net/def/crs/EPSG/0/4326"


def items(client: Client, city: City, **asked: Any) -> dict[str, Any]:
    place = f"/api/ogc/features/collections/{quote(city.table.sql_name)}/items"
    answer: dict[str, Any] = client.get(place, asked).json()
    return answer


def ids(page: dict[str, Any]) -> list[int]:
    return [each["id"] for each in page["features"]]


def test_places_come_in_pages_and_are_narrowed_by_box_time_and_column(city: City, anyone: Client) -> None:
    first = items(anyone, city, limit=10, 면수=10)
    assert (ids(first), first["numberMatched"]) == ([1, 6, 11, 16, 21], 5)
    page, seen = items(anyone, city, limit=10, f="json"), []
    while True:
        seen += ids(page)
        following = [link["href"] for link in page["links"] if link["rel"] == "next"]
        if not following:
            break
        assert parse_qs(urlsplit(following[0]).query)["f"] == ["json"]
        page = anyone.get(following[0].removeprefix("http://testserver")).json()
    assert seen == list(range(1, 26))
    assert ids(items(anyone, city, offset=20, limit=3)) == [21, 22, 23]
    assert ids(items(anyone, city, bbox="129.03,35.1,129.05,36")) == [1, 2, 3]
    assert ids(items(anyone, city, bbox="129.041,35.1,-170,36"))[:2] == [3, 4]
    assert ids(items(anyone, city, datetime="2020-01-03/2020-01-04")) == [3, 4]
    assert ids(items(anyone, city, datetime="../2020-01-01")) == [1]
    last = items(anyone, city, after=24)
    assert (last["features"][0]["id"], last["features"][0]["geometry"]) == (25, None)


def test_places_are_said_in_the_axis_order_of_their_system(city: City, anyone: Client) -> None:
    (point,) = items(anyone, city, limit=1, crs=EPSG_4326)["features"]
    assert point["geometry"]["coordinates"] == pytest.approx([35.1, 129.03])
    (point,) = items(anyone, city, limit=1, crs=EPSG_5186)["features"]
    north, east = point["geometry"]["coordinates"]
    assert (north, east) == (pytest.approx(280_075, abs=1), pytest.approx(385_102, abs=1))
    box = {"bbox": f"{north - 5},{east - 5},{north + 5},{east + 5}", "bbox-crs": EPSG_5186}
    assert ids(items(anyone, city, **box)) == [1]
    place = f"/api/ogc/features/collections/{quote(city.table.sql_name)}/items"
    answer = anyone.get(place, {"crs": EPSG_5186, "limit": 1})
    assert answer.headers["Content-Crs"] == f"<{EPSG_5186}>"
    wrong = {"bbox": "1,2,3", "crs": "EPSG:1", "limit": "0", "이름없음": "1", "datetime": "soon", "면수": "많음"}
    assert [anyone.get(place, {name: value}).status_code for name, value in wrong.items()] == [400] * 6


def test_dcat_goes_on_behind_the_last_and_tells_what_changed(city: City, anyone: Client, body: Any) -> None:
    for number in range(3):
        publish(f"자료 {number}")
    address, seen = "/api/dcat/catalog.ttl?limit=2", []
    while address:
        response = anyone.get(address)
        quads = list(ox.parse(body(response), format=ox.RdfFormat.TURTLE))
        seen += [
            each.subject.value for each in quads if each.object == ox.NamedNode("http://www.w3.org/ns/dcat#Dataset")
        ]
        following = [each.object.value for each in quads if each.predicate.value.endswith("hydra/core#next")]
        assert bool(following) is ('rel="next"' in response.headers["Link"])
        address = following[0].removeprefix("http://testserver") if following else ""
    assert len(seen) == len(set(seen)) == 5
    changed = city.plain.changed.isoformat()
    text = body(anyone.get("/api/dcat/catalog.ttl", {"modified_since": changed})).decode()
    assert (city.plain.id in text, city.open.id in text, "자료 2" in text) == (True, False, True)
    assert anyone.get("/api/dcat/catalog.ttl", {"modified_sinse": changed}).status_code == 400
    assert anyone.get("/api/dcat/catalog.n3").status_code == 404
    assert anyone.get("/catalog.ttl?limit=2").headers["Location"] == "http://testserver/api/dcat/catalog.ttl?limit=2"


def test_texts_that_break_careless_writers_break_no_document(city: City, anyone: Client, body: Any) -> None:
    dataset = publish(
        HOSTILE, description=HOSTILE * 2, keywords=(HOSTILE.replace("\n", " "),), landing_page="https://a.example/a b"
    )
    for ending, syntax in (
        ("ttl", ox.RdfFormat.TURTLE),
        ("rdf", ox.RdfFormat.RDF_XML),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ):
        quads = list(ox.parse(body(anyone.get(f"/api/dcat/catalog.{ending}")), format=syntax))
        assert any("{{ 7*7 }}" in each.object.value for each in quads if isinstance(each.object, ox.Literal))
    for address in ("/api/feeds/datasets.atom", "/api/feeds/datasets.rss", "/sitemap-1.xml",
                    "/api/oai?verb=ListRecords&metadataPrefix=oai_dc", "/api/oai?verb=ListRecords&metadataPrefix=rdf",
                    "/api/oai?verb=<x%0B>&set=%22"):  # fmt: skip
        ElementTree.fromstring(body(anyone.get(address)))
    for address in ("/api/data.json", f"/api/packages/{dataset.id}/datapackage.json", f"/api/croissant/{dataset.id}.json",
                    f"/api/3/action/package_show?id={dataset.id}", "/api/ogc/records/collections/datasets/items"):  # fmt: skip
        text = body(anyone.get(address)).decode()
        assert "\\u003c" not in text
        assert json.loads(text)
    page = anyone.get(f"/datasets/{dataset.id}/").content.decode()
    said = page.split('<script type="application/ld+json">')[1].split("</script>")[0]
    assert json.loads(said)["name"][0]["@value"] == HOSTILE.replace("\x0b", "").replace("\n", " ").strip()


def test_ckan_is_asked_in_every_way_that_its_clients_have(city: City, anyone: Client) -> None:
    show = "/api/3/action/package_show"
    asked = json.dumps({"id": city.open.id})
    ways = [
        anyone.get(show, {"id": city.open.id}),
        anyone.get(show.replace("/3", ""), {"id": city.open.id}),
        anyone.post(show, asked, content_type="application/json"),
        anyone.post(show, {"id": city.open.id}),
        anyone.post(show, quote(asked), content_type="application/x-www-form-urlencoded"),
    ]
    assert [each.json()["result"]["title"] for each in ways] == ["공영주차장"] * 5
    table = city.table.sql_name
    for form, first in (("objects", {"이름": "주차장 1"}), ("lists", ["주차장 1"]), ("csv", "주차장 1\n주차장 2\n")):
        rows = {"resource_id": table, "fields": "이름", "limit": 2, "records_format": form}
        result = anyone.get("/api/3/action/datastore_search", rows).json()["result"]
        assert (result["records"] if form == "csv" else result["records"][0]) == first
    wrong = {
        "/api/3/action/package_show": (409, "Validation Error"),
        "/api/3/action/package_show?id=nothing": (404, "Not Found Error"),
        "/api/3/action/package_search?fq=-tags:a": (409, "Search Query Error"),
        "/api/3/action/package_create": (409, "Validation Error"),
        "/api/3/action/nothing": (404, "Not Found Error"),
        f"/api/3/action/datastore_search?resource_id={quote(table)}&filters=[1]": (409, "Search Query Error"),
        "/api/3/action/datastore_search_sql?sql=DROP TABLE a": (409, "Validation Error"),
    }
    answers = {address: anyone.get(address) for address in wrong}
    assert {at: (each.status_code, each.json()["error"]["__type"]) for at, each in answers.items()} == wrong


def test_lineage_of_a_loaded_table_names_its_file_and_its_columns(city: City, anyone: Client) -> None:
    (event,) = anyone.get(f"/api/openlineage/{city.open.id}.json").json()
    (output,) = event["outputs"]
    assert (output["name"], output["outputFacets"]["outputStatistics"]["rowCount"]) == (city.table.sql_name, 25)
    assert [each["name"] for each in output["facets"]["schema"]["fields"]] == ["이름", "위도", "경도", "면수", "연 날"]
    assert [each["name"].partition(":")[0] for each in event["inputs"]] == ["sha256"]


def test_models_ask_over_standard_input_one_message_a_line(city: City) -> None:
    asked = [
        {"jsonrpc": "2.0", "id": 1, "method": "initialize", "params": {"protocolVersion": "2025-06-18"}},
        {"jsonrpc": "2.0", "method": "notifications/initialized"},
        {
            "jsonrpc": "2.0",
            "id": 2,
            "method": "tools/call",
            "params": {"name": "chart", "arguments": {"table": city.table.sql_name, "kind": "bar", "x": "면수"}},
        },
        {"jsonrpc": "2.0", "id": 3, "method": "tools/call", "params": {"name": "chart", "arguments": {"tabel": "a"}}},
    ]
    outgoing = io.BytesIO()
    desk = Desk(person=ANONYMOUS, at=Addresses("https://city.example"))
    serve(lambda: server_for(desk), io.BytesIO(b"\n".join(json.dumps(each).encode() for each in asked)), outgoing)
    said = [json.loads(line) for line in outgoing.getvalue().splitlines()]
    assert [each["id"] for each in said] == [1, 2, 3]
    chart = said[1]["result"]["structuredContent"]
    assert (chart["kind"], chart["rows"], chart["sources"][0]["version"]) == ("bar", 25, 1)
    assert chart["chart_url"].startswith("https://city.example/charts/?table=")
    assert said[2]["result"]["isError"]
    assert "tabel" in said[2]["result"]["content"][0]["text"]


def test_a_page_of_another_site_asks_no_model_server(city: City, anyone: Client) -> None:
    asked = json.dumps({"jsonrpc": "2.0", "id": 1, "method": "ping"})
    for origin, status in (("https://evil.example", 403), ("http://testserver", 200)):
        response = anyone.post("/api/mcp", asked, content_type="application/json", headers={"Origin": origin})
        assert response.status_code == status


def test_pages_for_people_say_how_to_connect_and_what_passed(city: City, anyone: Client) -> None:
    connect = anyone.get("/connect/").content.decode()
    assert "http://testserver/api/mcp" in connect
    assert "http://testserver/api/ogc/features" in connect
    assert anyone.get("/connect/conformance/").status_code == 200
    page = anyone.get(f"/datasets/{city.open.id}/").content.decode()
    assert (
        f"ogr2ogr out.gpkg &quot;OAPIF:http://testserver/api/ogc/features/collections/{quote(city.table.sql_name)}"
        in page
    )
    assert "ogr2ogr" not in anyone.get(f"/datasets/{city.plain.id}/").content.decode()


def test_pictures_and_footage_are_found_as_items_of_their_dataset(city: City, anyone: Client) -> None:
    clip = DistributionIn(title="광장", format="mp4", url="https://source.example/plaza.mp4")
    actions.add_distribution(city.plain.id, clip, by=SYSTEM)
    actions.add_distribution(city.granted.id, clip, by=SYSTEM)
    (found,) = anyone.get("/api/stac/collections").json()["collections"]
    assert (found["id"], found["license"], found["extent"]["temporal"]["interval"]) == (
        city.plain.id,
        "CC-BY-4.0",
        [["2020-01-01T00:00:00Z", "2025-12-31T23:59:59Z"]],
    )
    (item,) = anyone.get(f"/api/stac/collections/{city.plain.id}/items").json()["features"]
    assert item["assets"]["data"]["type"] == "video/mp4"
    assert anyone.get(f"/api/stac/collections/{city.plain.id}/items/{item['id']}").json() == item
    asked = json.dumps({"collections": [city.plain.id, city.granted.id], "limit": 1})
    searched = anyone.post("/api/stac/search", asked, content_type="application/json").json()
    assert [each["id"] for each in searched["features"]] == [item["id"]]
    assert anyone.get("/api/stac/search?bbox=129,35,130,36").json()["features"] == []
    assert anyone.get(f"/api/stac/collections/{city.granted.id}").status_code == 404
