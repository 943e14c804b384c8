"""Real payloads of portals, served by a server on this machine: each kind finds in them what ``expect.json`` says is there.

The payloads lie in ``../shared/data/portals``; its README tells where each comes from.
"""

import json
from collections.abc import Callable, Iterator, Mapping
from pathlib import Path
from typing import Any

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.harvest.adapters.http_session import HttpSession
from naru.systems.harvest.core.manners import Manners
from naru.systems.harvest.core.values import Harvested, Page, SourceConfig
from naru.systems.harvest.kinds.register import kind_named
from naru.systems.harvest.kinds.session import Answer
from tests.portals import Portal, Reply, portal

DATA = Path(__file__).resolve().parents[3] / "shared" / "data"
MATERIAL = DATA / "portals"
EXPECT: dict[str, Any] = json.loads((MATERIAL / "expect.json").read_text()) if MATERIAL.exists() else {}
pytestmark = pytest.mark.skipif(not EXPECT, reason="no ../shared/data/portals beside this checkout")

TYPES = {
    "json": "application/json",
    "jsonld": "application/ld+json",
    "ttl": "text/turtle",
    "rdf": "application/rdf+xml",
}


@pytest.fixture(scope="module")
def site() -> Iterator[Portal]:
    """Serves the folder of the material."""
    with portal() as opened:
        for path in (each for each in DATA.rglob("*") if each.is_file() and each.suffix != ".gz"):
            media_type = TYPES.get(path.suffix.lstrip("."), "text/html" if path.suffix == ".html" else "text/xml")
            opened.routes[f"/{path.relative_to(DATA)}"] = _serving(path, media_type)
        yield opened


def _serving(path: Path, media_type: str) -> Callable[[Mapping[str, str]], Reply]:
    return lambda query: Reply(path.read_bytes(), 200, media_type)


def walk(site: Portal, kind: str, path: str, settings: Any, **options: Any) -> list[Page]:
    settings.NARU_FETCH_LOOPBACK = frozenset({site.port})
    address = path if "://" in path else f"{site.address}/{path}"
    config = SourceConfig(address=address, options=options)
    return list(kind_named(kind).pages(config, HttpSession(Manners()), None))


def records_of(pages: list[Page]) -> list[Harvested]:
    return [record for page in pages for record in page.records]


def named(*starts: str) -> list[str]:
    return sorted(name for name in EXPECT if name.startswith(starts))


TWICE = {"dcat/w3c/csiro-dap-examples.ttl": 1}  # two blank nodes with one identifier and one title


@pytest.mark.parametrize("name", named("dcat/"))
def test_dcat(name: str, site: Portal, settings: Any) -> None:
    expected = EXPECT[name]
    if "must" in expected:
        with pytest.raises(Refused, match="cannot be read"):
            walk(site, "dcat", f"portals/{name}", settings)
        return
    records = records_of(walk(site, "dcat", f"portals/{name}", settings))
    assert len(records) == expected["datasets"]
    assert sum(len(each.distributions) for each in records) == expected["distributions_linked"]
    titles = {each.description.title for each in records}
    assert titles >= {title for title in expected["first_titles_sorted"] if title}
    saying = [(each.remote_id, each.description.title) for each in records if each.description.title]
    assert len(saying) - len(set(saying)) == TWICE.get(name, 0), "every other record is one of its own"
    again = records_of(walk(site, "dcat", f"portals/{name}", settings))
    assert [each.remote_id for each in again] == [each.remote_id for each in records]


@pytest.mark.parametrize("name", named("datajson/"))
def test_data_json(name: str, site: Portal, settings: Any) -> None:
    expected = EXPECT[name]
    records = records_of(walk(site, "data_json", f"portals/{name}", settings))
    assert len(records) == expected["datasets"]
    assert sum(len(each.distributions) for each in records) == expected["distributions"]
    without = [each for each in records if not each.description.title]
    assert len(without) == expected["without_title"]
    codes = [finding.code for each in records for finding in each.findings]
    assert codes.count("no_identifier") == expected["without_identifier"]


@pytest.mark.parametrize("name", [name for name in named("ckan/") if EXPECT[name].get("datasets_in_page")])
def test_ckan(name: str, site: Portal, settings: Any) -> None:
    """A recorded answer, served as the search's only page."""
    expected, answer = EXPECT[name], json.loads((MATERIAL / name).read_text())
    result = answer.get("result", answer)
    packages = result.get("results", [result])
    said = {"success": True, "result": {"count": len(packages), "results": packages}}
    site.says("/recorded/api/3/action/package_search", said)
    records = records_of(walk(site, "ckan", f"{site.address}/recorded", settings))
    assert len(records) == expected["datasets_in_page"]
    assert sum(len(each.distributions) for each in records) == expected["resources"]
    assert all(each.description.modified for each in records if expected.get("modified"))
    if expected.get("licence") == "cc-by":
        assert records[0].description.licence == "cc-by-4.0"


@pytest.mark.parametrize("name", [name for name in named("oaipmh/") if EXPECT[name].get("records")])
def test_oai_pmh(name: str, site: Portal, settings: Any) -> None:
    expected, body = EXPECT[name], (MATERIAL / name).read_bytes()
    if b"ListRecords" not in body:
        pytest.skip("one record asked for by its id")
    said = {"": body}
    site.routes["/oai"] = lambda query: Reply(said[""] if "resumptionToken" not in query else LAST, 200, "text/xml")
    pages = walk(site, "oai_pmh", f"{site.address}/oai", settings)
    assert (len(pages[0].records), pages[0].total) == (expected["records"], int(expected["completeListSize"]))
    assert pages[0].cursor == {"token": expected["token"]}


LAST = b'<OAI-PMH xmlns="http://www.openarchives.org/OAI/2.0/"><error code="noRecordsMatch">none</error></OAI-PMH>'


@pytest.mark.parametrize("name", [name for name in named("oaipmh/") if EXPECT[name].get("error")])
def test_oai_errors_are_errors_whatever_their_status(name: str, site: Portal, settings: Any) -> None:
    body = (MATERIAL / name).read_bytes()
    site.routes["/oai-error"] = lambda query: Reply(body, 422, "text/xml")
    if EXPECT[name]["error"] == "noRecordsMatch":
        assert records_of(walk(site, "oai_pmh", f"{site.address}/oai-error", settings)) == []
        return
    with pytest.raises(Refused):
        walk(site, "oai_pmh", f"{site.address}/oai-error", settings)


@pytest.mark.parametrize("name", named("frictionless/"))
def test_frictionless(name: str, site: Portal, settings: Any) -> None:
    expected = EXPECT[name]
    if "must" in expected:
        with pytest.raises(Refused, match="line 7"):
            walk(site, "frictionless", f"portals/{name}", settings)
        return
    (record,) = records_of(walk(site, "frictionless", f"portals/{name}", settings))
    assert record.remote_id == expected["name"]
    inside = [path for path in expected["paths"] if path and ".." not in path]
    assert len(record.distributions) >= len(inside)
    refused = [finding.facts["said"] for finding in record.findings if finding.code == "path_refused"]
    assert refused == [path for path in expected["paths"] if path and ".." in path]


@pytest.mark.parametrize("name", [name for name in named("ogc/wfs") if EXPECT[name]["feature_types"]])
def test_wfs(name: str, site: Portal, settings: Any) -> None:
    records = records_of(walk(site, "wfs", f"portals/{name}", settings))
    assert len(records) == EXPECT[name]["feature_types"]
    assert [each.remote_id for each in records[:3]] == EXPECT[name]["first_names"][:3]
    places = {(each.distributions[0].url, each.distributions[0].title) for each in records}
    assert len(places) == len(records), "layers of one service do not overwrite each other"


def test_a_schema_is_no_wfs(site: Portal, settings: Any) -> None:
    with pytest.raises(Refused):
        walk(site, "wfs", "portals/ogc/wfs/wfs_schema_dov_hhz.xml", settings)


@pytest.mark.parametrize("name", named("listing/"))
def test_web_folders(name: str) -> None:
    from naru.systems.harvest.kinds.web_folder import WebFolder, files

    body = (MATERIAL / name).read_bytes()
    base = "https://waf.example/waf/NOAA/nmfs/garfo/iso/xml/" if "noaa" in name else "https://waf.example/"
    answer = Answer(url=base, status=200, body=body)
    assert WebFolder().fits(answer)
    assert len([each for each in files(answer) if each.endswith(".xml")]) == EXPECT[name]["xml_files"] or "iis" in name


BROKEN = {  # no Turtle: a slash within a prefixed name, a prefix without its dot
    "example-bee-population-dataset-series-api.ttl",
    "example-bee-population-dataset-series-combined.ttl",
    "example-bees_wasps_dataset.ttl",
}


@pytest.mark.parametrize("name", sorted(each.name for each in (DATA / "dcat/examples").glob("*.ttl")) if EXPECT else [])
def test_the_examples_of_dcat_ap_are_read(name: str, site: Portal, settings: Any) -> None:
    if name in BROKEN:
        with pytest.raises(Refused, match="line"):
            walk(site, "dcat", f"dcat/examples/{name}", settings)
        return
    records = records_of(walk(site, "dcat", f"dcat/examples/{name}", settings))
    body = (DATA / "dcat/examples" / name).read_text()
    assert bool(records) == (" dcat:Dataset" in body)
