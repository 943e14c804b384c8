"""A citizen's data from two real holders to a real receiver and back out of it: the whole way, and what may go wrong on it."""

import json
import logging
import time
from collections.abc import Callable, Iterator
from datetime import timedelta
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
from django.db import connection

from naru.base.kit.clock import SYSTEM_CLOCK, FrozenClock
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.refusals import Refused
from naru.systems.mydata import actions, oauth, orders, reads, receipts, registering, transport
from naru.systems.mydata.core import deletion, jose
from naru.systems.mydata.core.states import ConsentState
from naru.systems.mydata.models import DeletionOrder, Pull, Token
from naru.systems.mydata.models import Service as ServiceRow
from naru.systems.mydata.oauth import Client
from naru.systems.mydata.reference.program import Declined, send
from naru.systems.mydata.reference.receiver import Receiver
from naru.systems.mydata.transport import Report
from tests import mydata
from tests.mydata import ALL, SECRET, Town
from tests.personas import browser_of, make_person

pytestmark = pytest.mark.django_db(transaction=True)


@pytest.fixture
def citizen(db: None) -> Person:
    return make_person("다은", "daeun@home.example")


@pytest.fixture
def place(live_server: Any, citizen: Person, settings: Any) -> Iterator[Town]:
    made = mydata.town()
    mydata.know(made, citizen)
    with made.running(f"{live_server.url}/mydata") as running:
        settings.NARU_FETCH_LOOPBACK = frozenset(running.ports)
        yield running


def code_of(act: Callable[[], object]) -> str:
    with pytest.raises(Refused) as refused:
        act()
    return refused.value.code


def agreed(place: Town, citizen: Person, names: list[str] = ALL) -> str:
    consent = actions.offer(place.service.id, citizen=citizen.id, by=citizen)
    actions.agree(consent, names, by=citizen)
    return consent


def pull(place: Town) -> int:
    walker = place.programs["walk"]
    came: int = walker.pull(walker.due())
    return came


def values(place: Town) -> dict[str, Any]:
    parts = (part for each in place.programs["walk"].parts.values() for part in each.values())
    return {item: value for part in parts for item, value in part.values.items()}


def everything_written(home: Path) -> bytes:
    """The database as SQL, and every file of the home."""
    with connection.cursor() as cursor:
        tables = connection.introspection.table_names(cursor)
        rows = []
        for table in tables:
            cursor.execute(f'SELECT * FROM "{table}"')
            rows.append(repr(cursor.fetchall()))
    files = [each.read_bytes() for each in home.rglob("*") if each.is_file()]
    return "\n".join(rows).encode() + b"".join(files)


def test_from_her_own_row_to_the_proof_of_deletion(
    place: Town, citizen: Person, home: Path, caplog: pytest.LogCaptureFixture
) -> None:
    caplog.set_level(logging.DEBUG)
    walker = place.programs["walk"]
    browser = browser_of(citizen)
    browser.defaults["HTTP_HOST"] = urlsplit(walker.city).netloc
    asked = urlsplit(walker.start())
    answer = browser.get(f"{asked.path}?{asked.query}")
    assert answer.status_code == 302
    offer = answer["Location"]
    page = browser.get(offer).content.decode()
    assert page.count('name="choice"') == 4
    assert "checked" not in page
    assert all(text in page for text in ("98 mg/dL", SECRET, "41 회"))
    assert browser.post(offer, {"answer": "yes"}).status_code == 422
    chosen = ["walk:health_check.glucose", "walk:bus_card.rides"]
    consent_page = browser.post(offer, {"answer": "yes", "choice": chosen})["Location"]
    consent_id = consent_page.rstrip("/").rpartition("/")[2]
    back = browser.get(f"{consent_page}back/")["Location"]
    assert "iss" in parse_qs(urlsplit(back).query)
    with urlopen(back) as said:
        assert "health_check.glucose: 98" in said.read().decode()
    assert values(place) == {"health_check.glucose": 98, "bus_card.rides": 41}
    card = reads.consent(consent_id, citizen)
    assert (card.times, {each.ko for each in card.holders}) == (2, {"건강보험", "교통카드"})
    assert pull(place) == 0, "what was sent is not sent again"

    browser.post(f"{consent_page}withdraw/")
    assert reads.consent(consent_id, citizen).consent.state is ConsentState.DELETION_PENDING
    assert orders.tell_waiting() == 1
    assert reads.consent(consent_id, citizen).consent.state is ConsentState.DELETED
    assert values(place) == {}
    assert walker.parts == {}
    (order,) = reads.orders_of(consent_id)
    assert {each.code for each in order.deleted} == {"health_check.glucose", "bus_card.rides"}
    proof = json.loads(browser.get(f"{consent_page}proofs/{order.id}/").content)
    assert orders.verify_attestation(proof).id == order.id
    proof["deleted"] = []
    assert code_of(lambda: orders.verify_attestation(proof)) == "document_false"
    receipt = json.loads(browser.get(f"{consent_page}receipt/").content)
    assert receipts.verify(receipt)["dpv:hasConsentStatus"]["naru:state"] == "deleted"
    assert "지웠다는 증명" in browser.get(consent_page).content.decode()
    written = everything_written(home) + caplog.text.encode()
    assert "health_check.glucose" in written.decode(errors="replace")
    assert SECRET not in written.decode(errors="replace")


def test_only_what_was_agreed_to_leaves_and_nothing_after_she_said_no(place: Town, citizen: Person) -> None:
    consent = agreed(place, citizen, ["walk:bus_card.rides"])
    walker = place.programs["walk"]
    due = walker.due()
    assert [each["items"] for each in due] == [["bus_card.rides"]]
    actions.suspend(consent, by=citizen)
    assert pull(place) == 0
    assert walker.due() == []
    assert walker.pull(due) == 0
    assert set(walker.refused.values()) == {"suspended"}
    actions.resume(consent, by=citizen)
    assert pull(place) == 1
    assert values(place) == {"bus_card.rides": 41}
    actions.withdraw(consent, by=citizen)
    assert walker.pull(due) == 0
    assert set(walker.refused.values()) == {"withdrawn"}
    assert transport.plan_due() == 0


def test_a_holder_that_is_slow_sends_nothing_and_says_so(place: Town, citizen: Person) -> None:
    agreed(place, citizen, ["walk:bus_card.rides"])
    place.programs["bus"].wait = lambda: time.sleep(1.1)
    walker = place.programs["walk"]
    with pytest.raises(Declined) as declined:
        walker.pull(walker.due())
    assert declined.value.status == 503
    assert values(place) == {}
    assert [row.ground for row in Pull.objects.all()] == ["impossible"]


def test_a_holder_that_answers_twice_is_counted_once(place: Town, citizen: Person) -> None:
    consent = agreed(place, citizen, ["walk:bus_card.rides"])
    assert pull(place) == 1
    (row,) = Pull.objects.filter(consent_id=consent)
    bus = Client(holder=place.bus.id)
    said = Report(pull=row.id, about=deletion.about(row.id, "b-1"), hashes=dict(row.hashes))
    assert transport.report(bus, [said, said]) == []
    other = Report(pull=row.id, about=said.about, hashes={"bus_card.rides": "1" * 64})
    assert [each.kind for each in transport.report(bus, [other])] == ["differs"]
    row.refresh_from_db()
    assert row.hashes == said.hashes, "the first report stands"
    assert reads.consent(consent, citizen).times == 1


def test_somebody_elses_row_is_thrown_away_told_and_ordered_back(place: Town, citizen: Person, home: Path) -> None:
    """The holder's program mixes up two of its customers: it reads h-2's row where h-1 was named."""
    consent = agreed(place, citizen, ["walk:health_check.glucose"])
    health = place.programs["health"]
    honest = health._part
    health._part = lambda permit: honest({**permit, "subject": "h-2"})
    assert pull(place) == 0
    assert len(place.programs["walk"].discarded) == 1
    assert values(place) == {}
    assert [fault[2] for fault in reads.faults(SYSTEM)] == ["someone_else"]
    (order,) = reads.orders_of(consent)
    assert [each.code for each in order.items] == ["health_check.glucose"]
    assert reads.consent(consent, citizen).consent.state is ConsentState.ACTIVE
    assert any(line.kind == "fault" for line in reads.history(consent))


def test_a_preview_of_somebody_else_or_of_more_is_not_shown(place: Town, citizen: Person) -> None:
    offer = actions.offer(place.service.id, citizen=citizen.id, by=citizen)
    health = place.programs["health"]
    honest = health.answer_city
    health.answer_city = lambda asked, claims: honest(asked, {**claims, "about": "0" * 64})
    assert code_of(lambda: actions.preview(offer, by=citizen)) == "holder_answer_refused"
    health.answer_city = lambda asked, claims: honest(asked, {**claims, "values": {"health_check.doctor": SECRET}})
    assert code_of(lambda: actions.preview(offer, by=citizen)) == "holder_answer_refused"
    health.key = mydata.key_of("a thief")
    assert code_of(lambda: actions.preview(offer, by=citizen)) == "holder_answer_refused"
    page = browser_of(citizen).get(f"/mydata/offers/{offer}/")
    assert page.status_code == 200
    assert SECRET not in page.content.decode()


def test_a_report_is_no_way_in_for_values(place: Town, citizen: Person, home: Path) -> None:
    consent = agreed(place, citizen, ["walk:bus_card.rides"])
    health = place.programs["bus"]
    honest = health._part
    health._part = lambda permit: {
        **(part := honest(permit)),
        "report": {**part["report"], "hashes": {"bus_card.rides": SECRET, SECRET: "0" * 64}},
    }
    pull(place)
    assert [row.hashes for row in Pull.objects.filter(consent_id=consent)] == [{}]
    assert SECRET not in everything_written(home).decode(errors="replace")


def test_a_token_is_of_no_use_to_another_client(place: Town, citizen: Person) -> None:
    """Stolen from the receiver, or shown by it twice: only the key it was given to may use it, for each request once."""
    agreed(place, citizen, ["walk:bus_card.rides"])
    walker = place.programs["walk"]
    token, due = walker.own_token(), walker.due()
    url = f"{due[0]['address']}/transfers"
    thief = Receiver(id=walker.id, key=mydata.key_of("a thief"), city=walker.city)
    with pytest.raises(Declined) as declined:
        thief.call("POST", url, {"pulls": [due[0]["pull"]]}, token=token)
    assert declined.value.status == 401
    with pytest.raises(Declined):
        thief.call("GET", f"{walker.city}/wire/due/", token=token)
    with pytest.raises(Declined):
        thief.own_token()
    headers = {
        "Authorization": f"DPoP {token}",
        "DPoP": jose.dpop(walker.jwk, "GET", f"{walker.city}/wire/due/", now=walker.now(), token=token),
    }
    assert send("GET", f"{walker.city}/wire/due/", b"", headers)["pulls"]
    with pytest.raises(Declined):
        send("GET", f"{walker.city}/wire/due/", b"", headers)
    assert [row.state for row in Pull.objects.all()] == ["planned"]


def test_a_code_is_changed_once_by_the_one_who_asked_with_its_verifier(place: Town, citizen: Person) -> None:
    walker = place.programs["walk"]
    consent, verifier = asked_and_agreed(place, citizen)
    code = code_from(walker, consent, citizen)
    thief = Receiver(id=walker.id, key=mydata.key_of("a thief"), city=walker.city, redirect_url=walker.redirect_url)
    for program, known in ((thief, verifier), (walker, "w" * 64)):
        with pytest.raises(Declined):
            program.take(code, known)
    assert walker.take(code, verifier)
    assert values(place) == {"bus_card.rides": 41}
    with pytest.raises(Declined):
        walker.take(code, verifier)
    assert Token.objects.filter(consent_id=consent).count() == 0, (
        "a code that comes twice ends every token of its consent"
    )
    late = code_from(walker, consent, citizen)
    actions.withdraw(consent, by=citizen)
    with pytest.raises(Declined):
        walker.take(late, verifier)


def asked_and_agreed(place: Town, citizen: Person) -> tuple[str, str]:
    walker = place.programs["walk"]
    query = parse_qs(urlsplit(walker.start()).query)
    consent = oauth.authorize(query["client_id"][0], query["request_uri"][0], by=citizen)
    actions.agree(consent, ["walk:bus_card.rides"], by=citizen)
    return consent, next(iter(walker.begun.values()))


def code_from(walker: Receiver, consent: str, citizen: Person) -> str:
    return parse_qs(urlsplit(oauth.way_back(consent, issuer=walker.city, by=citizen)).query)["code"][0]


def test_a_request_opens_once_and_for_one_person(place: Town, citizen: Person, outsider: Person) -> None:
    query = parse_qs(urlsplit(place.programs["walk"].start()).query)
    client_id, uri = query["client_id"][0], query["request_uri"][0]
    consent = oauth.authorize(client_id, uri, by=citizen)
    for by in (citizen, outsider):
        assert code_of(lambda by=by: oauth.authorize(client_id, uri, by=by)) == "oauth_request_refused"  # type: ignore[misc]
    assert code_of(lambda: actions.open_offer(consent, by=outsider)) == "offer_taken"
    assert code_of(lambda: actions.agree(consent, ALL, by=outsider)) == "not_found"


def test_a_receiver_that_vanishes_is_told_again_and_at_last_blocked_everywhere(
    place: Town, citizen: Person, minji: Person
) -> None:
    walker = place.programs["walk"]
    walker.proves = False
    consent = agreed(place, citizen)
    assert pull(place) == 2
    second = agreed(place, citizen, ["walk:bus_card.rides"])
    due = walker.due()
    actions.withdraw(consent, by=citizen)
    ServiceRow.objects.update(address="http://127.0.0.1:9")
    clock = FrozenClock(SYSTEM_CLOCK.now())
    tries = 0
    for _ in range(12):
        assert orders.tell_waiting(clock=clock) == 0
        clock.advance(timedelta(days=1))
        tries += 1
    assert orders.mark_overdue(clock=clock) == 1
    assert DeletionOrder.objects.get(consent_id=consent).attempts == tries
    assert walker.pull(due) == 0
    assert set(walker.refused.values()) == {"unsafe_receiver"}
    assert code_of(lambda: actions.offer(place.service.id, citizen=citizen.id, by=citizen)) == "receiver_blocked"
    assert reads.consent(second, citizen).consent.state is ConsentState.ACTIVE
    assert [each.state.value for each in reads.open_orders(minji)] == ["overdue"]
    assert walker.catch_up() == 1
    assert walker.pull(due) == 1, "a proof that comes late lifts the block"


def test_clocks_two_minutes_apart_are_no_hindrance_and_ten_are(place: Town, citizen: Person) -> None:
    walker, bus = place.programs["walk"], place.programs["bus"]
    agreed(place, citizen, ["walk:bus_card.rides"])
    bus.now = lambda: SYSTEM_CLOCK.now() - timedelta(seconds=50)
    walker.now = lambda: SYSTEM_CLOCK.now() + timedelta(seconds=50)
    assert pull(place) == 1
    late = Receiver(
        id=walker.id, key=walker.key, city=walker.city, now=lambda: SYSTEM_CLOCK.now() + timedelta(minutes=10)
    )
    with pytest.raises(Declined):
        late.own_token()


def test_a_consent_screen_is_neither_framed_nor_scripted(place: Town, citizen: Person) -> None:
    offer = actions.offer(place.service.id, citizen=citizen.id, by=citizen)
    page = browser_of(citizen).get(f"/mydata/offers/{offer}/")
    policy = page.headers["Content-Security-Policy"]
    assert "frame-ancestors 'none'" in policy
    assert "script-src 'self'" in policy
    assert page.headers["X-Frame-Options"] == "DENY"
    assert "no-store" in page.headers["Cache-Control"]
    forged = browser_of(citizen, enforce_csrf_checks=True).post(
        f"/mydata/offers/{offer}/", {"answer": "yes", "choice": ALL}
    )
    assert forged.status_code == 403
    assert reads.consent(offer, citizen).consent.state is ConsentState.OFFERED


def test_a_code_from_the_holder_links_its_customer_once(place: Town, citizen: Person, outsider: Person) -> None:
    place.programs["health"].codes["1234-5678"] = ("h-2", "2014-02-28")
    registering.link(place.health.id, "1234-5678", by=outsider)
    assert code_of(lambda: registering.link(place.health.id, "1234-5678", by=outsider)) == "link_refused"
    consent = actions.offer(place.service.id, citizen=outsider.id, by=outsider)
    assert code_of(lambda: actions.agree(consent, ALL, by=outsider)) == "guardian_required"
    place.programs["health"].codes["again"] = ("h-1", "")
    assert code_of(lambda: registering.link(place.health.id, "again", by=outsider)) == "link_refused"


def test_one_press_stops_all_and_a_proxy_decides_until_her_last_day(
    place: Town, citizen: Person, outsider: Person
) -> None:
    ids = [agreed(place, citizen, ["walk:bus_card.rides"]) for _ in range(3)]
    clock = FrozenClock(SYSTEM_CLOCK.now())
    registering.give_proxy(outsider.email, ends=clock.now() + timedelta(days=2), by=citizen)
    clock.advance(timedelta(days=2))
    assert code_of(lambda: actions.stop_all(citizen.id, by=outsider, clock=clock)) == "not_found"
    clock.advance(timedelta(microseconds=-1))
    assert actions.stop_all(citizen.id, by=outsider, clock=clock) == 3
    assert {reads.consent(each, citizen).consent.state for each in ids} == {ConsentState.DELETION_PENDING}
    assert DeletionOrder.objects.count() == 3
    assert actions.stop_all(citizen.id, by=citizen) == 0
