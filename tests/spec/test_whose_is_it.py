"""Whose is it: names, feeds, addresses and loads belong to an organisation, and rights are judged by the role of today."""

from collections.abc import Callable
from pathlib import Path

import orjson
import pytest
from django.test import Client

from naru.base.gates import actions as gates
from naru.base.gates.models import HoldRow
from naru.base.kit.person import SYSTEM, OrganisationId, Person, Role
from naru.base.kit.refusals import Refused
from naru.base.people import actions as people
from naru.base.people import reads as people_reads
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue.core.states import State
from naru.data.catalogue.core.values import Dataset, Description
from naru.data.catalogue.models import Dataset as DatasetRow
from naru.data.catalogue.models import Publisher
from naru.data.files import content
from naru.data.ingest import actions, harvest, reads
from naru.data.ingest.actions import LoadRequest
from naru.data.ingest.core.states import Decision
from naru.data.ingest.fetch import address_origin
from naru.data.ingest.models import Feed, FeedRun, Load, Source
from tests.personas import Organisations, make_person

pytestmark = pytest.mark.django_db(transaction=True)

PEOPLE = "동,휴대전화,점수\n우동,010-1234-5678,3\n중동,010-2345-6789,5\n좌동,010-3456-7890,4\n".encode()


# --- names of publishers ---


def draft(by: Person, publisher: str, organisation: OrganisationId | None) -> Dataset:
    about = Description(title="주차장", publisher=publisher, licence="kogl-1")
    return catalogue.register_dataset(about, by=by, organisation=organisation)


def published(by: Person, publisher: str, organisation: OrganisationId | None) -> State:
    return catalogue.publish_dataset(draft(by, publisher, organisation).id, by=by).state


def test_a_firm_publishes_under_its_own_name_and_under_one_that_is_nobodys(
    junho: Person, organisations: Organisations
) -> None:
    for name in ("해운대데이터", "haeundae data", "해운대데이터 연구소"):
        assert published(junho, name, organisations.seller.id) is State.PUBLISHED, name


def test_another_organisations_name_needs_its_consent_or_an_officers(
    junho: Person, seoyeon: Person, minji: Person, organisations: Organisations
) -> None:
    owner = make_person("대표", "owner@buyer.example", belongs=[(organisations.buyer, Role.OWNER)])
    made = draft(junho, "수영연구소", organisations.seller.id)
    assert catalogue.publish_dataset(made.id, by=junho).state is State.IN_REVIEW
    [hold] = HoldRow.objects.filter(gate="catalogue.publisher_name")
    for nobody in (junho, seoyeon):
        with pytest.raises(Refused):
            gates.release(hold.id, note="우리 이름입니다", by=nobody)
    gates.release(hold.id, note="함께 만든 데이터입니다", by=owner)
    assert catalogue.publish_dataset(made.id, by=junho).state is State.PUBLISHED
    assert published(minji, "수영연구소", organisations.city.id) is State.PUBLISHED


def test_a_name_that_others_published_under_is_foreign_until_an_officer_assigns_it(
    junho: Person, minji: Person, organisations: Organisations
) -> None:
    published(minji, "부산시설공단", None)
    made = draft(junho, "부산시설공단", organisations.seller.id)
    assert catalogue.publish_dataset(made.id, by=junho).state is State.IN_REVIEW
    slug = Publisher.objects.get(name="부산시설공단").slug
    with pytest.raises(Refused) as refused:
        catalogue.assign_publisher(slug, organisations.seller.id, by=junho)
    assert refused.value.code == "forbidden"
    catalogue.assign_publisher(slug, organisations.seller.id, by=minji)
    assert catalogue.publish_dataset(made.id, by=junho).state is State.PUBLISHED


def test_what_is_published_is_not_renamed_to_another(junho: Person, organisations: Organisations) -> None:
    made = draft(junho, "해운대데이터", organisations.seller.id)
    catalogue.publish_dataset(made.id, by=junho)
    about = Description(title="주차장", publisher="부산광역시", licence="kogl-1")
    with pytest.raises(Refused) as refused:
        catalogue.describe_dataset(made.id, about, by=junho)
    assert refused.value.code == "publisher_is_anothers"


# --- feeds and addresses ---


def feed(by: Person, organisation: OrganisationId | None, publisher: str, folder: Path) -> FeedRun:
    path = folder / "city.jsonl"
    path.write_bytes(orjson.dumps({"id": "1", "title": f"{publisher} 주차장", "organisation": publisher}))
    run_id = harvest.start_feed(content.take_file(path, path.name), "city", by=by, organisation=organisation)
    harvest.finish_feed(run_id)
    return FeedRun.objects.get(id=run_id)


def test_a_feed_of_a_name_is_each_organisations_own(
    junho: Person, minji: Person, organisations: Organisations, tmp_path: Path
) -> None:
    first = feed(junho, organisations.seller.id, "해운대데이터", tmp_path)
    officers = feed(minji, None, "부산광역시", tmp_path)
    assert (first.added, officers.added, officers.changed) == (1, 1, 0)
    assert first.feed_id != officers.feed_id
    assert feed(junho, organisations.seller.id, "해운대데이터", tmp_path).feed_id == first.feed_id
    assert {row.title for row in DatasetRow.objects.all()} == {"해운대데이터 주차장", "부산광역시 주차장"}


def test_a_feeds_records_under_another_name_wait_for_consent(
    junho: Person, organisations: Organisations, tmp_path: Path
) -> None:
    assert feed(junho, organisations.seller.id, "부산광역시", tmp_path).added == 1
    assert DatasetRow.objects.get().state == State.IN_REVIEW


@pytest.mark.parametrize("name", ["city", "feed:01ARZ3NDEKTSV4RRFFQ69G5FAV:city", "가" * 100])
def test_no_name_of_the_citys_is_an_organisations_key(name: str) -> None:
    own = OrganisationId("01ARZ3NDEKTSV4RRFFQ69G5FAV")
    keys = {harvest.source_key(name, None), harvest.source_key(name, own), harvest.source_key("city", own)}
    assert len(keys) == (2 if name == "city" else 3)
    assert all(len(key) <= 100 for key in keys)


def test_an_address_is_each_organisations_own(organisations: Organisations) -> None:
    url = "https://data.example/주차장.csv"
    origins = {
        address_origin(url, LoadRequest()),
        address_origin(url, LoadRequest(organisation=organisations.seller.id)),
        address_origin(url, LoadRequest(organisation=organisations.buyer.id)),
    }
    assert len(origins) == 3


# --- who left ---


@pytest.fixture
def waiting(junho: Person, organisations: Organisations) -> Load:
    """A load of 준호's that waits because of personal data."""
    stored = content.take_bytes(PEOPLE, "명단.csv")
    request = LoadRequest(organisation=organisations.seller.id, about={"title": "명단"})
    load_id = actions.start_load(stored, f"upload:{organisations.seller.id}:명단", request, by=junho)
    actions.finish_load(load_id)
    return Load.objects.get(id=load_id)


def test_who_left_an_organisation_has_nothing_of_what_they_once_brought(
    waiting: Load, junho: Person, organisations: Organisations, visit: Callable[[Person], Client]
) -> None:
    client = visit(junho)
    assert client.get(f"/ingest/loads/{waiting.id}/").status_code == 200
    make_person("후임", "next@seller.example", belongs=[(organisations.seller, Role.OWNER)])
    people.remove_member(organisation_id=organisations.seller.id, person_id=junho.id, by=SYSTEM)
    for address in ("", "state/", "aside/0/", "original/"):
        assert client.get(f"/ingest/loads/{waiting.id}/{address}").status_code == 404, address
    assert client.post(f"/ingest/loads/{waiting.id}/decide/", {"decision": "mask"}).status_code == 404
    left = people_reads.person(junho.id)
    assert not reads.loads(left)
    assert not reads.may_see(left, waiting)


def test_what_waited_goes_on_in_the_name_of_who_decides(
    waiting: Load, junho: Person, organisations: Organisations
) -> None:
    successor = make_person("후임", "next@seller.example", belongs=[(organisations.seller, Role.OWNER)])
    people.remove_member(organisation_id=organisations.seller.id, person_id=junho.id, by=SYSTEM)
    actions.decide_load(waiting.id, Decision.MASK, {"명단": ["휴대전화"]}, by=successor)
    actions.finish_load(waiting.id)
    assert reads.load(waiting.id, successor).state == "indexed"


def test_a_load_is_seen_by_today_s_stewards_of_its_dataset(waiting: Load, seoyeon: Person, minji: Person) -> None:
    assert not reads.may_see(seoyeon, waiting)
    assert reads.may_see(minji, waiting)
    assert Source.objects.count() == 1
    assert not Feed.objects.exists()
