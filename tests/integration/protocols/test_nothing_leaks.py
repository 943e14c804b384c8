"""Every protocol × reader: what is listed, named and counted is exactly what the reader may read, generated from both tables."""

import json
import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from naru.base.kit.person import Person, Scope
from naru.data.catalogue.core.states import State
from naru.data.catalogue.core.values import Dataset
from tests.personas import any_browser, browser_of
from tests.protocols import City, bearer_of, token_of

pytestmark = pytest.mark.django_db

READERS: Mapping[str, frozenset[str]] = {  # which of the city's published datasets each may read
    "anyone": frozenset({"open", "plain"}),
    "outsider": frozenset({"open", "plain", "signed_in"}),
    "holder": frozenset({"open", "plain", "signed_in", "granted"}),
    "officer": frozenset({"open", "plain", "signed_in", "granted"}),
}
NAMES = ("open", "plain", "signed_in", "granted", "draft", "withdrawn", "sealed")


@dataclass(frozen=True)
class Asking:
    """One reader at the doors."""

    client: Client
    headers: Mapping[str, str]

    def get(self, address: str) -> str:
        response = self.client.get(address, headers=self.headers)
        body = b"".join(response.streaming_content) if response.streaming else response.content
        return body.decode()

    def action(self, name: str, /, **given: Any) -> Any:
        response = self.client.post(
            f"/api/3/action/{name}", json.dumps(given), content_type="application/json", headers=self.headers
        )
        return response.json().get("result")

    def tool(self, name: str, /, **given: Any) -> Any:
        asked = {"jsonrpc": "2.0", "id": 1, "method": "tools/call", "params": {"name": name, "arguments": given}}
        response = self.client.post(
            "/api/mcp", json.dumps(asked), content_type="application/json", headers=self.headers
        )
        return response.json()["result"]


@pytest.fixture
def readers(city: City, outsider: Person, seoyeon: Person, minji: Person) -> dict[str, Asking]:
    people = {"outsider": outsider, "holder": seoyeon, "officer": minji}
    return {
        "anyone": Asking(any_browser(), {}),
        **{name: Asking(any_browser(), bearer_of(token_of(each, Scope.READ))) for name, each in people.items()},
    }


Listing = Callable[[Asking], str]
LISTINGS: Mapping[str, Listing] = {
    "DCAT Turtle": lambda by: by.get("/api/dcat/catalog.ttl"),
    "DCAT RDF/XML": lambda by: by.get("/api/dcat/catalog.rdf"),
    "DCAT JSON-LD": lambda by: by.get("/api/dcat/catalog.jsonld"),
    "DCAT page": lambda by: by.get("/api/dcat/catalog.ttl?limit=100"),
    "data.json": lambda by: by.get("/api/data.json"),
    "Atom": lambda by: by.get("/api/feeds/datasets.atom"),
    "RSS": lambda by: by.get("/api/feeds/datasets.rss"),
    "Records": lambda by: by.get("/api/ogc/records/collections/datasets/items?limit=100"),
    "package_search": lambda by: json.dumps(by.action("package_search", rows=100), ensure_ascii=False),
    "current_package_list_with_resources": lambda by: json.dumps(
        by.action("current_package_list_with_resources"), ensure_ascii=False
    ),
}
CALLED = {"open": "공영주차장", "plain": "설명만있는자료", "signed_in": "회원만보는자료", "granted": "이용권자료",
          "draft": "초안인자료", "withdrawn": "거둔자료", "sealed": "봉인자료"}  # fmt: skip


def test_a_listing_names_exactly_what_its_reader_may_read(
    readers: dict[str, Asking], city: City, minji: Person
) -> None:
    wrong = {
        (reader, name): named
        for reader, may_read in READERS.items()
        for name, listing in LISTINGS.items()
        if (named := _named(listing(readers[reader]))) != may_read
    }
    assert not wrong
    for client in (any_browser(), browser_of(minji)):  # search engines are told the same, whoever asks
        text = Asking(client, {}).get("/sitemap-1.xml")
        assert [name for name in NAMES if getattr(city, name).id in text] == ["open", "plain"]


def _named(text: str) -> frozenset[str]:
    return frozenset(name for name, title in CALLED.items() if title in text)


OAI = "/api/oai?verb=ListRecords&metadataPrefix="


def test_oai_lists_what_its_reader_may_read_and_says_of_what_was_open_that_it_is_gone(
    readers: dict[str, Asking], city: City
) -> None:
    for reader in READERS:
        _oai_is_right(reader, readers, city)


def _oai_is_right(reader: str, readers: dict[str, Asking], city: City) -> None:
    for prefix in ("oai_dc", "rdf"):
        text = readers[reader].get(OAI + prefix)
        assert _named(text) == READERS[reader]
        gone = [part for part in text.split("<record>")[1:] if 'status="deleted"' in part]
        assert [city.withdrawn.id in part for part in gone] == [True]
    identifiers = readers[reader].get("/api/oai?verb=ListIdentifiers&metadataPrefix=oai_dc")
    assert identifiers.count("<header>") == len(READERS[reader])


def test_every_count_is_of_what_its_reader_may_read(readers: dict[str, Asking]) -> None:
    for reader in READERS:
        _counts_are_right(reader, readers)


def _counts_are_right(reader: str, readers: dict[str, Asking]) -> None:
    by, wanted = readers[reader], len(READERS[reader])
    features = 1 + (reader in {"holder", "officer"})
    publishers = {"anyone": 1, "outsider": 2}.get(reader, 3)
    records = json.loads(by.get("/api/ogc/records/collections/datasets/items"))
    assert {
        "package_search": by.action("package_search", rows=0)["count"],
        "package_list": len(by.action("package_list")),
        "hydra": int(by.get("/api/dcat/catalog.ttl?limit=1").split('hydra:totalItems "')[1].split('"')[0]),
        "records": records["numberMatched"],
        "record collection": json.loads(by.get("/api/ogc/records/collections/datasets"))["numberOfRecords"],
        "themes": by.action("group_show", id="transport")["package_count"],
        "publishers": len(by.action("organization_list")),
        "sets": by.get("/api/oai?verb=ListSets").count("<setSpec>publisher:"),
        "places": len(json.loads(by.get("/api/ogc/features/collections"))["collections"]),
        "mcp": by.tool("search", query="")["structuredContent"]["total"],
    } == {
        "package_search": wanted,
        "package_list": wanted,
        "hydra": wanted,
        "records": wanted,
        "record collection": wanted,
        "themes": wanted,
        "publishers": publishers,
        "sets": publishers,
        "places": features,
        "mcp": wanted,
    }


FACETS = '["organization", "groups", "res_format", "license_id"]'


def test_a_search_for_a_hidden_word_finds_and_counts_nothing(readers: dict[str, Asking], city: City) -> None:
    for reader, may_read in READERS.items():
        for name in set(NAMES) - may_read:
            is_insider = reader == "officer" and name != "sealed"
            _is_not_found(readers[reader], getattr(city, name), is_insider=is_insider)


def _is_not_found(by: Asking, it: Dataset, *, is_insider: bool) -> None:
    """Whoever looks after it may still open it by its id."""
    word = it.description.keywords[0]
    searched = json.dumps(by.action("package_search", q=word, **{"facet.field": FACETS}), ensure_ascii=False)
    assert it.id not in searched
    assert it.description.publisher not in searched
    for fq in (f'tags:"{word}"', f"id:{it.id}"):
        narrowed = by.action("package_search", fq=fq)
        assert (narrowed["count"], narrowed["results"]) == (0, [])
    assert it.description.publisher not in json.dumps(by.action("organization_list"), ensure_ascii=False)
    assert (by.action("package_show", id=it.id) is None) is not is_insider
    record = by.get(f"/api/oai?verb=GetRecord&metadataPrefix=oai_dc&identifier=oai:testserver:{it.id}")
    assert it.title not in record
    assert ("idDoesNotExist" in record) is (it.state is not State.WITHDRAWN)
    found = json.loads(by.get(f"/api/ogc/records/collections/datasets/items?ids={it.id}"))
    assert (found["numberMatched"], found["features"]) == (0, [])
    assert it.title not in json.dumps(by.tool("search", query=word), ensure_ascii=False)


def test_rows_that_are_for_a_holder_are_read_by_the_holder_alone(readers: dict[str, Asking], city: City) -> None:
    for reader in ("anyone", "outsider"):
        _reads_nothing(readers[reader], city.granted_table.sql_name)
    _reads_all(readers["holder"], city)


def test_rows_that_are_sealed_are_read_by_none_of_them(readers: dict[str, Asking], city: City) -> None:
    for by in readers.values():
        _reads_nothing(by, city.sealed_table.sql_name)


OF_A_DATASET = (
    "/api/dcat/datasets/{}.ttl",
    "/api/packages/{}/datapackage.json",
    "/api/croissant/{}.json",
    "/api/openlineage/{}.json",
    "/api/3/action/package_show?id={}",
    "/api/oai?verb=GetRecord&metadataPrefix=rdf&identifier=oai:testserver:{}",
    "/api/ogc/records/collections/datasets/items/{}",
    "/api/stac/collections/{}",
)


def test_what_is_sealed_says_as_little_at_its_own_address_as_what_never_was(
    readers: dict[str, Asking], city: City
) -> None:
    never = "0" * len(city.sealed.id)
    for by in readers.values():
        for address in OF_A_DATASET:
            said = by.get(address.format(city.sealed.id)).replace(city.sealed.id, never)
            assert _timeless(said) == _timeless(by.get(address.format(never))), address


def _timeless(text: str) -> str:
    return re.sub(r"<responseDate>[^<]*", "", text)


def _reads_nothing(by: Asking, name: str) -> None:
    sql = f'SELECT * FROM "{name}"'
    assert by.action("datastore_search", resource_id=name) is None
    assert by.action("datastore_search_sql", sql=sql) is None
    assert by.action("resource_show", id=name) is None
    assert by.tool("query", sql=sql)["isError"]
    assert by.tool("chart", table=name)["isError"]
    assert by.tool("describe", name=name)["isError"]
    assert "주차장 1" not in by.get(f"/api/ogc/features/collections/{quote(name)}/items")


def _reads_all(by: Asking, city: City) -> None:
    name = city.granted_table.sql_name
    sql = f'SELECT count(*) AS n FROM "{name}"'
    assert by.action("datastore_search", resource_id=name, limit=1)["total"] == 25
    assert by.action("datastore_search_sql", sql=sql)["records"] == [{"n": 25}]
    answer = by.tool("query", sql=sql)["structuredContent"]
    assert answer["rows"] == [[25]]
    assert [(each["table"], each["version"]) for each in answer["sources"]] == [(name, 1)]
    assert json.loads(by.get(f"/api/ogc/features/collections/{quote(name)}/items"))["numberMatched"] == 25
