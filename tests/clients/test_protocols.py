"""Other people's clients and validators, pointed at a running site: what they read is what the catalogue holds.

Their environments are made from the package registry and kept; where there is none, their tests are skipped and say so. What
passed is written down for the conformance page where ``NARU_RECORD_CONFORMANCE`` names a file (``make clients``).
"""

import json
from pathlib import Path
from typing import Any
from urllib.parse import quote
from urllib.request import urlopen

import jsonschema_rs
import pyogrio
import pyoxigraph as ox
import pytest

from naru.base.kit.person import SYSTEM, Person, Scope
from naru.base.kit.words import Words
from naru.data.catalogue import actions
from naru.data.catalogue.core.values import DistributionIn
from tests.clients.environments import said_by
from tests.clients.recording import write_down
from tests.protocols import HOSTILE, City, add_table, publish, token_of

pytestmark = [pytest.mark.slow, pytest.mark.django_db(transaction=True), pytest.mark.xdist_group("clients")]

PORTALS = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "portals"
OPEN = {"공영주차장", "설명만있는자료"}
NAMES = ["이름", "위도", "경도", "면수", "연 날"]
FIRST = ["주차장 1", "35.1", "129.03", "10", "2020-01-01"]


def material(*path: str) -> Path:
    """A file of the outside world's, beside this checkout; skips without it."""
    found = PORTALS.joinpath(*path)
    if not found.exists():
        pytest.skip(f"{found.name} is not beside this checkout (../shared/data/portals)")
    return found


def test_ckans_client_searches_reads_and_writes(city: City, junho: Person, live_server: Any) -> None:
    said = said_by("protocols", "read_catalogue.py", "ckanapi", live_server.url, city.open.id, city.table.sql_name)
    version = said.pop("version")
    assert said == {
        "found": 2,
        "facets": 2,
        "every": sorted([city.open.id, city.plain.id]),
        "title": "공영주차장",
        "resources": 2,
        "rows": ["주차장 1", "주차장 11", "주차장 16"],
        "total": 5,
        "sql": [{"n": 25}],
        "missing": "NotFound",
        "listed": 2,
    }
    token = token_of(junho, Scope.READ, Scope.WRITE)
    wrote = said_by("protocols", "read_catalogue.py", "ckanapi_writes", live_server.url, token)
    wrote.pop("version")
    assert wrote == {
        "refused": "NotAuthorized",
        "state": "active",
        "licence": "cc-by-4.0",
        "wrong": ["license_id"],
        "title": "고친 제목",
        "kept": "바깥 도구가 썼습니다.",
        "added": "https://source.example/b.csv",
        "resources": 2,
        "gone": "deleted",
    }
    write_down(
        "ckan",
        "ckanapi",
        version,
        Words("찾고, 행을 읽고, SQL로 묻고, 토큰으로 씀", "Searched, read rows, asked in SQL, wrote with a token"),
    )


def test_oai_clients_gather_everything_and_read_every_error(city: City, live_server: Any) -> None:
    said = said_by("protocols", "read_catalogue.py", "sickle", live_server.url)
    version = said.pop("version")
    assert said == {
        "granularity": "YYYY-MM-DDThh:mm:ssZ",
        "titles": sorted(OPEN),
        "deleted": 1,
        "transport": 2,
        "sets": 18 + 1,
        "identifiers": 3,
        "caught": ["IdDoesNotExist", "NoRecordsMatch", "BadArgument"],
        "rdf": True,
    }
    write_down("oai_pmh", "sickle", version, Words("모든 동사와 오류 세 가지", "Every verb and three errors"))
    other = said_by("protocols", "read_catalogue.py", "scythe", live_server.url)
    assert other["titles"] == sorted(OPEN)
    write_down("oai_pmh", "oaipmh-scythe", other["version"], Words("모든 기록을 모음", "Gathered every record"))


def test_owslib_reads_places_and_records(city: City, live_server: Any) -> None:
    table = city.table.sql_name
    said = said_by("protocols", "read_catalogue.py", "owslib_features", live_server.url, table)
    version = said.pop("version")
    assert said == {
        "collections": [table],
        "seen": list(range(1, 26)),
        "inside": 3,
        "extent": pytest.approx([129.03, 35.1, 129.26, 35.123]),
        "conforms": 4,
        "queryables": sorted([*NAMES, "geometry"]),
    }
    write_down(
        "ogc_features", "OWSLib", version, Words("모든 쪽과 상자, 열을 읽음", "Read every page, a box, the queryables")
    )
    records = said_by("protocols", "read_catalogue.py", "owslib_records", live_server.url)
    version = records.pop("version")
    assert records.pop("found")[0] == "공영주차장"
    assert records == {"records": ["datasets"], "matched": 2, "more": True, "title": "공영주차장"}
    write_down("ogc_records", "OWSLib", version, Words("찾고 넘기고 한 건을 읽음", "Searched, paged, read one record"))


def test_pystac_finds_footage(city: City, live_server: Any) -> None:
    for number in range(3):
        clip = DistributionIn(title=f"광장 {number}", format="mp4", url=f"https://source.example/{number}.mp4")
        actions.add_distribution(city.plain.id, clip, by=SYSTEM)
    said = said_by("protocols", "read_catalogue.py", "pystac", live_server.url)
    version = said.pop("version")
    assert said == {"collections": [city.plain.id], "items": ["video/mp4"] * 3, "post": 3, "get": 3}
    write_down(
        "stac", "pystac-client", version, Words("묶음과 항목을 읽고 찾음", "Read collections and items, and searched")
    )


def test_gdal_reads_every_row_in_its_place(city: City, live_server: Any) -> None:
    """As QGIS and ogr2ogr do: the driver is theirs."""
    if "OAPIF" not in pyogrio.list_drivers():
        pytest.skip("this GDAL has no OGC API driver")
    address = f"OAPIF:{live_server.url}/api/ogc/features/collections/{quote(city.table.sql_name)}"
    layer = pyogrio.list_layers(address)[0][0]
    info = pyogrio.read_info(address, layer=layer, force_feature_count=True, force_total_bounds=True)
    assert (info["features"], info["geometry_type"]) == (25, "Point")
    assert info["total_bounds"] == pytest.approx([129.03, 35.1, 129.26, 35.123])
    assert "CRS84" in info["crs"] or "4326" in info["crs"]
    write_down(
        "ogc_features",
        "GDAL",
        pyogrio.__gdal_version_string__,
        Words("행과 범위를 모두 셈", "Counted every row and the extent"),
    )


def test_strict_parsers_and_the_official_shapes_accept_the_catalogue(city: City, live_server: Any) -> None:
    """Also with texts and addresses that break careless writers."""
    publish(
        HOSTILE, description=HOSTILE, keywords=(HOSTILE.replace("\n", " "),), landing_page="https://a.example/a b<c>"
    )
    folder = material("shapes", "dcat-ap-3.0.1")
    for ending, syntax in (
        ("ttl", ox.RdfFormat.TURTLE),
        ("rdf", ox.RdfFormat.RDF_XML),
        ("jsonld", ox.RdfFormat.JSON_LD),
    ):
        body = urlopen(f"{live_server.url}/api/dcat/catalog.{ending}").read()
        assert sum(1 for _ in ox.parse(body, format=syntax, base_iri=live_server.url)) > 100
    said = said_by("protocols", "read_catalogue.py", "pyshacl", live_server.url, str(folder))
    assert said["violations"]["shapes"] == []
    assert said["violations"]["range"] == []
    assert len(set(said["triples"])) == 1
    write_down(
        "dcat",
        "pySHACL",
        said["version"],
        Words("DCAT-AP 3.0.1 공식 셰이프에 어긋남 없음", "No violation of the official DCAT-AP 3.0.1 shapes"),
    )
    write_down(
        "dcat", "Oxigraph", ox.__version__, Words("세 문법을 엄격하게 읽음", "Parsed all three syntaxes strictly")
    )


def test_search_engines_and_readers_of_news_read_pages_and_feeds(city: City, live_server: Any) -> None:
    publish(HOSTILE, description=HOSTILE)
    said = said_by("protocols", "read_catalogue.py", "extruct", live_server.url, city.open.id)
    version = said.pop("version")
    licence = "https://creativecommons.org/licenses/by/4.0/"
    assert said.pop("name") == [
        {"@language": "ko", "@value": "공영주차장"},
        {"@language": "en", "@value": "공영주차장 in English"},
    ]
    assert said == {"type": "Dataset", "downloads": 3, "licence": licence}
    write_down(
        "schema_org",
        "extruct",
        version,
        Words("데이터셋 쪽에서 JSON-LD를 꺼냄", "Took JSON-LD out of a dataset's page"),
    )
    news = said_by("protocols", "read_catalogue.py", "feedparser", live_server.url)
    assert news["bozo"] == [False, False]
    assert [len(titles) for titles in news["titles"]] == [3, 3]
    assert news["dates"] == [True, True]
    write_down(
        "feeds", "feedparser", news["version"], Words("Atom과 RSS를 흠 없이 읽음", "Read Atom and RSS without a fault")
    )


def test_frictionless_finds_the_package_valid_and_reads_its_rows(city: City, live_server: Any) -> None:
    alone = publish("표만 있는 자료")  # no file elsewhere, which a validator would want to fetch
    table = add_table(alone.id, "표")
    address = f"{live_server.url}/api/packages/{alone.id}/datapackage.json"
    said = said_by("frictionless", "read_package.py", address, table.id)
    assert said.pop("errors") == []
    version = said.pop("version")
    assert said == {"valid": True, "title": "표만 있는 자료", "names": NAMES, "rows": 25, "first": FIRST}
    write_down(
        "data_package",
        "frictionless",
        version,
        Words("꾸러미를 검사하고 행을 읽음", "Validated the package and read its rows"),
    )


def test_mlcroissant_finds_no_fault_and_makes_records(city: City, live_server: Any) -> None:
    said = said_by(
        "mlcroissant", "read_croissant.py", f"{live_server.url}/api/croissant/{city.open.id}.json", city.table.id
    )
    assert (said["errors"], said["warnings"]) == ([], [])
    assert (said["rows"], said["names"]) == (5, ["ireum", "wido", "gyeongdo", "myeonsu", "yeon_nal"])
    assert said["first"][0] == "주차장 1"
    write_down(
        "croissant",
        "mlcroissant",
        said["version"],
        Words("검사하고 체크섬을 맞춘 뒤 행을 만듦", "Validated, checked the checksum, made records"),
    )


@pytest.mark.parametrize("mode", ["auto", "legacy"])
def test_the_mcp_client_searches_asks_and_charts(mode: str, city: City, live_server: Any) -> None:
    said = said_by("mcp", "read_mcp.py", mode, city.table.sql_name, f"{live_server.url}/api/mcp")
    version = said.pop("version")
    assert said == {
        "tools": ["search", "describe", "query", "chart"],
        "found": ["공영주차장", "설명만있는자료"],
        "columns": NAMES,
        "rows": [[25]],
        "cited": [[city.table.sql_name, 1]],
        "chart": "bar",
        "wrong": True,
    }
    write_down(
        "mcp",
        "mcp (Python SDK)",
        version,
        Words("찾고 묻고 그리고 근거를 받음", "Searched, asked, charted, was told what to cite"),
    )


def test_lineage_fits_the_specifications_own_schema(city: City, live_server: Any) -> None:
    schema = json.loads(material("openlineage", "OpenLineage.json").read_text())
    validator = jsonschema_rs.Draft202012Validator({**schema, "oneOf": [{"$ref": "#/$defs/RunEvent"}]})
    (event,) = json.loads(urlopen(f"{live_server.url}/api/openlineage/{city.open.id}.json").read())
    validator.validate(event)
    facets = {**event["job"]["facets"], **event["outputs"][0]["facets"], **event["outputs"][0]["outputFacets"]}
    for facet in facets.values():
        name = facet["_schemaURL"].rpartition("/")[2]
        own = json.loads(material("openlineage", "facets", f"{name}.json").read_text())
        assert facet["_schemaURL"].startswith(own["$id"])
        required = own["$defs"][name].get("required") or next(
            (part["required"] for part in own["$defs"][name].get("allOf", ()) if "required" in part), []
        )
        assert set(required) <= facet.keys()
    write_down(
        "openlineage",
        "OpenLineage JSON Schema",
        "2-0-2",
        Words("사건과 면이 명세의 스키마에 맞음", "Event and facets fit the specification's schemas"),
    )
