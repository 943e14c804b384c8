"""A citizen's data from two real holders to a real receiver and back out of it: the whole way, and what may go wrong on it."""

import json
import logging
from collections.abc import Callable, Iterator
from pathlib import Path
from typing import Any
from urllib.parse import parse_qs, urlsplit
from urllib.request import urlopen

import pytest
from django.db import connection

from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.systems.mydata import actions, orders, reads, receipts, transport
from naru.systems.mydata.core.states import ConsentState
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
