"""Our own harvester, pointed at us through each protocol, finds the same catalogue, field by field.

What a protocol cannot say is listed beside it; everything else is compared, for a dataset with every field and for one with
as few as there can be, and with texts that break careless writers.
"""

from dataclasses import dataclass
from typing import Any
from urllib.parse import quote

import pytest
from django.test import Client

from naru.base.kit.person import ANONYMOUS
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.description import clean
from naru.data.catalogue.core.listing import Listed
from naru.data.catalogue.core.values import Description
from naru.systems.harvest.core import fields
from naru.systems.harvest.core.values import Harvested, SourceConfig
from naru.systems.harvest.kinds.register import KINDS
from naru.systems.harvest.kinds.session import Answer
from naru.systems.protocols.core import entry
from naru.systems.protocols.core.addresses import Addresses
from tests.personas import any_browser
from tests.protocols import HOSTILE, City, publish

pytestmark = pytest.mark.django_db
AT = Addresses("http://testserver")
ENGLISH = frozenset({"title_en", "description_en"})


@dataclass(frozen=True)
class Door:
    """Where a kind begins, and the fields that its protocol has no place for (or the harvester derives: themes)."""

    kind: str
    address: str
    unsaid: frozenset[str] = frozenset()
    files: bool = True
    dates_of_record: bool = False  # issued and modified are those of the record


DOORS = (
    Door("dcat", "/api/dcat/catalog.ttl"),
    Door("dcat", "/api/dcat/catalog.rdf?limit=2"),
    Door("dcat", "/api/dcat/catalog.jsonld?limit=1"),
    Door("ckan", ""),
    Door("data_json", "/api/data.json", ENGLISH | {"themes"}),
    Door("oai_pmh", "/api/oai", ENGLISH | {"themes", "frequency", "contact", "period_start", "period_end", "modified"}, files=False),
    Door(
        "ogc_records",
        "/api/ogc/records/collections/datasets/items?limit=2",
        ENGLISH | {"themes", "frequency", "place"},
        dates_of_record=True,
    ),
)  # fmt: skip


class Inside:
    """The harvester's session, answered by the site in this process."""

    def __init__(self, client: Client) -> None:
        self.client = client

    def get(self, url: str, *, accept: str = "*/*") -> Answer:
        response = self.client.get(url.removeprefix(AT.site), headers={"Accept": accept})
        body = b"".join(response.streaming_content) if response.streaming else response.content
        headers = {name.lower(): value for name, value in response.headers.items()}
        return Answer(url=url, status=response.status_code, body=body, headers=headers)


def walk(door: Door) -> dict[str, Harvested]:
    config = SourceConfig(address=AT.site + door.address, page_size=2)
    found: dict[str, Harvested] = {}
    for page in KINDS[door.kind].pages(config, Inside(any_browser()), None):
        for record in page.records:
            if not record.is_gone:
                found[record.remote_id.rpartition(":")[2]] = record
    return found


def expected(listed: Listed, door: Door) -> dict[str, Any]:
    """What the protocols say of it: where a field is empty, what they put in its place."""
    said, it = listed.dataset.description, listed.dataset
    modified = entry.modified(listed)
    wanted: dict[str, Any] = {name: getattr(said, name) for name in Description.__slots__}
    wanted |= {
        "description": clean(said.description, keep_lines=True) or (said.title if door.kind != "ckan" else ""),
        "issued": entry.issued(listed),
        "modified": modified,
        "landing_page": said.landing_page or AT.dataset(it.id),
        "keywords": said.keywords or ((said.title,) if door.kind == "data_json" else ()),
    }
    lines = {name: fields.line(wanted[name]) for name in ("title", "title_en")}  # a harvester takes marks of HTML out
    wanted |= {**lines, "keywords": tuple(map(fields.line, wanted["keywords"]))}
    if door.kind == "data_json":
        wanted["modified"] = modified or entry.issued(listed)
        wanted["contact"] = said.contact or "부산광역시"
    if door.kind == "ckan" and modified is None:
        wanted["modified"] = it.changed.date()
    if door.dates_of_record:
        wanted["issued"], wanted["modified"] = it.created.date(), it.changed.date()
    return {name: value for name, value in wanted.items() if name not in door.unsaid}


@pytest.fixture
def whole(city: City) -> dict[str, Listed]:
    publish(HOSTILE, description=HOSTILE * 3, keywords=(HOSTILE.replace("\n", " "),), contact="051-123-4567")
    publish(
        "빈 자료", title_en="", description="", description_en="", themes=(), keywords=(), frequency="", place="",
        period_start=None, period_end=None, contact="", landing_page="", issued=None, modified=None, files=2,
    )  # fmt: skip
    return {each.dataset.id: each for each in catalogue.walked(ANONYMOUS)}


def test_each_protocol_gives_the_same_catalogue_back(whole: dict[str, Listed]) -> None:
    wrong = []
    for door in DOORS:
        found = walk(door)
        assert found.keys() == whole.keys(), door
        for id_, listed in whole.items():
            got = found[id_].description
            for name, value in expected(listed, door).items():
                if getattr(got, name) != value and not (name == "themes" and not value):
                    wrong.append((door.kind, door.address, listed.dataset.title, name, getattr(got, name), value))
            if door.files and _files(found[id_]) != _ways(listed, door):
                wrong.append(
                    (door.kind, door.address, listed.dataset.title, "files", _files(found[id_]), _ways(listed, door))
                )
    assert not wrong, "\n".join(map(str, wrong))


def _files(record: Harvested) -> list[tuple[str, str]]:
    return sorted((each.format, each.url) for each in record.distributions)


def _ways(listed: Listed, door: Door) -> list[tuple[str, str]]:
    """CKAN names a table once."""
    ways = entry.ways(listed, AT)
    return sorted((way.format, way.url) for way in ways if door.kind != "ckan" or way.format != "parquet")


def test_a_data_package_is_the_dataset_again(whole: dict[str, Listed], city: City) -> None:
    door = Door("frictionless", f"/api/packages/{city.open.id}/datapackage.json")
    (found,) = walk(door).values()
    said = city.open.description
    assert found.remote_id == city.open.id
    kept = ("title", "description", "publisher", "keywords", "licence", "landing_page")
    assert {name: getattr(found.description, name) for name in kept} == {name: getattr(said, name) for name in kept}
    csv = AT.download(city.table.sql_name, "csv", 1)
    assert [(each.format, each.url) for each in found.distributions] == [
        ("csv", csv),
        ("xlsx", "https://source.example/0.xlsx"),
    ]


def test_each_table_with_places_is_a_collection_again(city: City) -> None:
    (found,) = walk(Door("ogc_features", "/api/ogc/features")).values()
    assert (found.remote_id, found.description.title) == (city.table.sql_name, city.table.name)
    place = f"{AT.features}/collections/{quote(city.table.sql_name)}/items"
    assert [each.url for each in found.distributions] == [place]


def test_news_are_records_again(whole: dict[str, Listed]) -> None:
    for kind in ("atom", "rss"):
        found = walk_by_page(Door("rss", f"/api/feeds/datasets.{kind}"))
        assert {page: each.description.title for page, each in found.items()} == {
            AT.dataset(id_): fields.line(each.dataset.title) for id_, each in whole.items()
        }


def walk_by_page(door: Door) -> dict[str, Harvested]:
    config = SourceConfig(address=AT.site + door.address)
    pages = KINDS[door.kind].pages(config, Inside(any_browser()), None)
    return {record.description.landing_page: record for page in pages for record in page.records}
