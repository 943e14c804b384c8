"""One box: what is on sale, challenges, courses and programmes that a person may know of stand beside the datasets."""

from collections.abc import Mapping
from datetime import timedelta

import pytest
from django.db import connection
from django.test.utils import CaptureQueriesContext

from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import ANONYMOUS, Person
from naru.base.kit.words import Words
from naru.base.trail import reads as trail
from naru.data.catalogue.search import indexer
from naru.data.catalogue.search.beside import beside
from naru.systems.challenges import actions as challenges
from naru.systems.challenges import reads as challenge_reads
from tests import challenges as challenge_steps
from tests.academy import make_course, publish_python
from tests.markets import Sides, listed_offer, open_market, spending_table
from tests.personas import Organisations, browser_of, make_person
from tests.vouchers import programme

pytestmark = pytest.mark.django_db


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(challenge_steps.NOW)


@pytest.fixture
def sides(organisations: Organisations, junho: Person, seoyeon: Person) -> Sides:
    made = Sides(seller=junho, buyer=seoyeon, selling=organisations.seller.id, buying=organisations.buyer.id)
    open_market(made)
    return made


def found(text: str, person: Person = ANONYMOUS) -> Mapping[str, list[str]]:
    """Kind → titles."""
    return {kind.name: [hit.thing.title.ko for hit in kind.hits] for kind in beside(text, person)}


def test_offers_stand_beside_datasets_to_whom_they_are_shown(sides: Sides, clock: FrozenClock) -> None:
    table = spending_table(sides.selling)
    listed_offer(table, sides.seller, clock=clock)
    listed_offer(table, sides.seller, clock=clock, named=[sides.buying], title=Words("카드 매출 전용가", "Named"))
    assert found("카드 매출") == {"exchange.offers": ["카드 매출 월 구독"]}
    assert found("카드 매출", sides.buyer) == {"exchange.offers": ["카드 매출 전용가", "카드 매출 월 구독"]}
    assert found("공영주차장") == {}


def test_a_challenge_is_found_once_it_is_launched(clock: FrozenClock) -> None:
    officer = make_person("담당", "officer@city.example", is_officer=True)
    draft = challenges.set_up(challenge_steps.wanted(challenge_steps.source(), clock), by=officer, clock=clock)
    assert found("방문자") == {}
    assert found("방문자", officer) == {"challenges.challenges": ["다음 달 방문자"]}
    challenges.launch(draft.id, by=officer, clock=clock)
    assert found("상권 방문자 맞히기") == {"challenges.challenges": ["다음 달 방문자"]}


def test_courses_exercises_and_programmes_are_found(organisations: Organisations, clock: FrozenClock) -> None:
    make_course(organisations.seller.id, clock)
    exercise = publish_python()
    programme(clock)
    assert found("시험 과정")["academy.courses"] == ["시험 과정"]
    assert found(exercise.title.ko)["academy.exercises"] == [exercise.title.ko]
    [kind] = [each for each in beside(exercise.title.ko, ANONYMOUS) if each.name == "academy.exercises"]
    assert kind.hits[0].thing.note.en == f"level {exercise.level}, Python", "as it is written, not as it is stored"
    assert found("바우처")["vouchers.programmes"] == ["시험 바우처"]


def test_the_page_shows_them_on_its_first_page_and_not_where_datasets_are_narrowed_down(
    sides: Sides, clock: FrozenClock
) -> None:
    listed_offer(spending_table(sides.selling), sides.seller, clock=clock)
    indexer.refresh()
    client = browser_of(sides.buyer)
    page = client.get("/search/", {"q": "카드 매출"}).content.decode()
    assert "<mark>카드 매출</mark> 월 구독</a>" in page
    for narrowed in ({"theme": "transport"}, {"page": "2"}):
        assert "월 구독</a>" not in client.get("/search/", {"q": "카드 매출", **narrowed}).content.decode()
    assert "월 구독</a>" not in client.get("/search/").content.decode()


def test_the_api_tells_them_apart_by_kind(sides: Sides, clock: FrozenClock) -> None:
    listed_offer(spending_table(sides.selling), sides.seller, clock=clock)
    indexer.refresh()
    client = browser_of(sides.buyer)
    [kind] = client.get("/api/v1/datasets", {"q": "카드 매출"}).json()["beside"]
    assert (kind["kind"], kind["ko"], kind["total"]) == ("exchange.offers", "거래 상품", 1)
    [thing] = kind["things"]
    assert thing["title_en"] == "Monthly card spending"
    assert client.get(thing["address"]).status_code == 200
    assert client.get("/api/v1/datasets", {"q": "카드 매출", "theme": "transport"}).json()["beside"] == []


def test_more_of_a_kind_take_no_more_questions_to_the_database(sides: Sides, clock: FrozenClock) -> None:
    table = spending_table(sides.selling)

    def asked() -> int:
        trail.version()  # what was done up to here is written down
        with CaptureQueriesContext(connection) as queries:
            assert found("카드 매출")
        return len(queries)

    listed_offer(table, sides.seller, clock=clock)
    alone = asked()
    for number in range(3):
        listed_offer(table, sides.seller, clock=clock, title=Words(f"카드 매출 {number}", f"Spending {number}"))
    assert asked() == alone


def test_what_was_listed_holds_until_somebody_acts(sides: Sides, clock: FrozenClock) -> None:
    table = spending_table(sides.selling)
    listed_offer(table, sides.seller, clock=clock)
    found("카드 매출")
    with CaptureQueriesContext(connection) as queries:
        assert found("카드 매출") == {"exchange.offers": ["카드 매출 월 구독"]}
    assert len(queries) == 1, "the trail has not gone on"
    assert found("카드 매출", sides.buyer), "of each person by themselves"
    listed_offer(table, sides.seller, clock=clock, title=Words("카드 매출 둘", "Spending two"))
    assert len(found("카드 매출")["exchange.offers"]) == 2


def test_what_time_alone_changes_shows_within_a_minute(clock: FrozenClock, monkeypatch: pytest.MonkeyPatch) -> None:
    make_person("담당", "officer@city.example", is_officer=True)
    listed: list[Person] = []

    def challenges_of(person: Person) -> list[object]:
        listed.append(person)
        return []

    monkeypatch.setattr(challenge_reads, "challenges", challenges_of)
    for second in (0, 59, 60):
        clock.instant = challenge_steps.NOW + timedelta(seconds=second)
        beside("방문자", ANONYMOUS, clock=clock)
    assert len(listed) == 2
