"""The sequences that came with the research, step by step through the real actions; what each step expects is in them."""

import json
import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, timedelta
from pathlib import Path
from typing import Any

import pytest

from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.base.trail import reads as trail
from naru.commons.notices import reads as notices
from naru.systems.mydata import actions, oauth, orders, reads, registering, transport, vaults
from naru.systems.mydata.adapters import participants
from naru.systems.mydata.core import deletion, jose
from naru.systems.mydata.models import DeletionOrder
from naru.systems.mydata.oauth import Client
from naru.systems.mydata.reference.receiver import Receiver
from naru.systems.mydata.transport import Report
from tests import mydata
from tests.mydata import TERMS, Town
from tests.personas import make_organisation, make_person

SCENARIOS = Path(__file__).parents[3] / "shared/data/mydata/scenarios.json"
ITEMS = {"a": "health_check.weight", "b": "health_check.glucose"}
CODES = {"incomplete": "service_incomplete"}
NOW = datetime(2026, 11, 29, 1, tzinfo=UTC)
pytestmark = [
    pytest.mark.django_db,
    pytest.mark.skipif(not SCENARIOS.exists(), reason=f"the scenarios are not here: {SCENARIOS}"),
]


@dataclass
class World:
    """One citizen, one receiver ``r1`` that she deals with and ``r2`` that she does not."""

    place: Town
    citizen: Person
    guardian: Person
    other: str
    clock: FrozenClock = field(default_factory=lambda: FrozenClock(NOW))
    consent: str = ""

    @property
    def pseudonym(self) -> str:
        from naru.systems.mydata.models import Consent

        return Consent.objects.get(id=self.consent).pseudonym

    def names(self, items: list[str]) -> list[str]:
        return [f"walk:{ITEMS[each]}" for each in items]

    # --- steps ---

    def subject(self, said: Mapping[str, Any]) -> None:
        born = date(NOW.year - said["age"], 1, 1)
        registering.enter_link(self.place.health.id, self.citizen.id, subject="h-1", born=born, clock=self.clock)

    def offer(self, said: Mapping[str, Any]) -> None:
        self.write({**TERMS, "condition_of_unrelated_benefit": said["condition_of_unrelated_benefit"]})

    def request(self, said: Mapping[str, Any]) -> None:
        purpose = {**TERMS["purposes"][0], "ko": said["purpose"]}
        self.write({**TERMS, "purposes": [purpose], "period_days": said["period"], "retention_days": said["retention"]})

    def write(self, terms: Mapping[str, Any]) -> None:
        registering.write_service(
            self.place.receiver,
            Words("서비스", "Service"),
            terms=terms,
            address="http://127.0.0.1:9",
            redirect_url="http://127.0.0.1:9/",
            jwk=mydata.jwk_of("another"),
            by=SYSTEM,
            clock=self.clock,
        )

    def grant(self, said: Mapping[str, Any]) -> None:
        by = self.citizen
        if said.get("guardian") == "verified":
            by = self.guardian
            ends = self.clock.now() + timedelta(days=30)
            registering.give_proxy(
                by.email, ends=ends, citizen=self.citizen.id, is_guardian=True, by=SYSTEM, clock=self.clock
            )
        self.consent = actions.offer(self.place.service.id, citizen=self.citizen.id, by=by, clock=self.clock)
        actions.agree(self.consent, self.names(said["items"]), by=by, clock=self.clock)

    def pull(self, said: Mapping[str, Any]) -> None:
        """Ask for all that is not sent yet, report what was permitted. Raises what stands for the ground of a refusal."""
        client, jkt = Client(service=self.place.service.id), "k"
        token = oauth.exchange({"grant_type": "client_credentials"}, client, jose.Proof(jkt=jkt), clock=self.clock)
        ids = self.planned()
        holder = Client(holder=self.place.health.id)
        answer = transport.permit(holder, token=token.token, jkt=jkt, pull_ids=ids, clock=self.clock)
        if answer.refused:
            raise Refused(next(iter(answer.refused.values())))
        for pull, (subject, items) in answer.given.items():
            hashes = {item: deletion.value_hash(b"k" * 32, item, said.get("value", 1)) for item in items}
            transport.report(
                holder, [Report(pull=pull, about=deletion.about(pull, subject), hashes=hashes)], clock=self.clock
            )

    def planned(self) -> list[str]:
        from naru.systems.mydata.models import Pull

        return list(Pull.objects.filter(consent_id=self.consent, sent__isnull=True).values_list("id", flat=True))

    def narrow(self, said: Mapping[str, Any]) -> None:
        actions.narrow(self.consent, self.names(said["items"]), by=self.citizen, clock=self.clock)

    def withdraw(self, said: Mapping[str, Any]) -> None:
        match said.get("at"):
            case "holder":
                self.pull({})
                ids = {"holder_id": self.place.health.id}
                actions.withdraw_at(self.pseudonym, at="holder", by=SYSTEM, clock=self.clock, **ids)
            case "receiver":
                ids = {"service_id": self.place.service.id}
                actions.withdraw_at(self.pseudonym, at="receiver", by=SYSTEM, clock=self.clock, **ids)
            case _:
                actions.withdraw(self.consent, by=self.citizen, clock=self.clock)

    def suspend(self, said: Mapping[str, Any]) -> None:
        actions.suspend(self.consent, by=self.citizen, clock=self.clock)

    def resume(self, said: Mapping[str, Any]) -> None:
        actions.resume(self.consent, by=self.citizen, clock=self.clock)

    def wait(self, text: str) -> None:
        days = re.fullmatch(r"\+P(\d+)D", text)
        assert days
        self.clock.advance(timedelta(days=int(days[1])))
        orders.mark_overdue(clock=self.clock)

    def attest(self, said: Mapping[str, Any]) -> None:
        service = self.place.service.id if said["receiver"] == "r1" else self.other
        order = DeletionOrder.objects.get(consent_id=self.consent)
        walker = Receiver(id=service, key=mydata.key_of("walk"), city="", now=self.clock.now)
        orders.attest(service, walker.attestation(order.id, deletion.lines_of(order.lines)), clock=self.clock)

    def self_request(self, said: Mapping[str, Any]) -> None:
        assert said["items"] == ["*"]
        assert vaults.fill("열두글자보다긴암호입니다", by=self.citizen, clock=self.clock)

    def parallel(self, said: list[str]) -> None:
        """Whichever is first: the race itself is run with real threads in ``test_mydata_rush``."""
        self.withdraw({})
        with pytest.raises(Refused) as refused:
            self.pull({})
        assert refused.value.code == "withdrawn"

    # --- expectations ---

    def expect(self, said: Mapping[str, Any]) -> None:
        for name, value in said.items():
            assert getattr(self, f"sees_{name}")(value), name

    def order(self) -> reads.Order:
        (order,) = reads.orders_of(self.consent)
        return order

    def card(self) -> reads.Card:
        return reads.consent(self.consent, self.citizen, clock=self.clock)

    def sees_deletion_order_items(self, items: list[str]) -> bool:
        return [each.code for each in self.order().items] == [ITEMS[each] for each in items]

    def sees_still_active(self, items: list[str]) -> bool:
        consent = self.card().consent
        return consent.is_live(self.clock.now()) and consent.items == {ITEMS[each] for each in items}

    def sees_deletion_order(self, state: str) -> bool:
        return self.order().state.value == state

    def sees_receiver_blocked_for_new_offers(self, value: bool) -> bool:
        with pytest.raises(Refused) as refused:
            actions.offer(self.place.service.id, citizen=self.citizen.id, by=self.citizen, clock=self.clock)
        return value and refused.value.code == "receiver_blocked"

    def sees_citizen_notified(self, value: bool) -> bool:
        told = notices.told(about=Ref(reads.CONSENT, self.consent))
        return bool(told) is value

    def sees_status(self, state: str) -> bool:
        return self.card().consent.state.value == state

    def sees_receiver_notified_within(self, text: str) -> bool:
        """The order waits to be told from the instant on, and a worker looks each minute."""
        assert text == "PT1M"
        return DeletionOrder.objects.get(consent_id=self.consent).next_try == self.clock.now()

    def sees_same_result_as_withdraw_at_receiver(self, value: bool) -> bool:
        return value and self.card().consent.state.value == "deletion_pending"

    def sees_formats(self, formats: list[str]) -> bool:
        taken = {each: vaults.take_out(each, "열두글자보다긴암호입니다", by=self.citizen) for each in formats}
        assert taken["pdf"].content.startswith(b"%PDF")
        assert b"61.5" in taken["json"].content
        assert "몸무게".encode() in taken["csv"].content
        return set(taken) == set(formats)

    def sees_one_way_hashed_items_excluded(self, value: bool) -> bool:
        return value and b"resident_hash" not in self.taken()

    def sees_other_people_in_records_masked(self, value: bool) -> bool:
        return value and b"health_check.doctor" in self.taken() and mydata.SECRET.encode() not in self.taken()

    def taken(self) -> bytes:
        return vaults.take_out("json", "열두글자보다긴암호입니다", by=self.citizen).content

    def sees_trail_contains(self, item: str) -> bool:
        return ITEMS[item] in self.trail()

    def sees_trail_lacks(self, value: str) -> bool:
        return value not in self.trail()

    def trail(self) -> str:
        heads = trail.heads()
        records = (record for stream in heads for record in trail.records(stream, up_to=heads[stream].number))
        return "\n".join(f"{record.verb} {record.facts}" for record in records)


@pytest.fixture
def world(monkeypatch: pytest.MonkeyPatch) -> World:
    clock = FrozenClock(NOW)
    place = mydata.town(clock=clock)
    citizen = make_person("다은", "daeun@home.example")
    registering.enter_link(place.health.id, citizen.id, subject="h-1", clock=clock)
    other = registering.write_service(
        make_organisation("second", "두 번째").id,
        Words("다른 서비스", "Another"),
        terms=TERMS,
        address="http://127.0.0.1:9",
        redirect_url="http://127.0.0.1:9/",
        jwk=mydata.jwk_of("second"),
        by=SYSTEM,
    )
    monkeypatch.setattr(participants, "ask", holder_answers)
    return World(
        place=place,
        citizen=people.person(citizen.id),
        guardian=make_person("보호자", "guardian@home.example"),
        other=other.id,
        clock=clock,
    )


def holder_answers(address: str, path: str, *, claims: Mapping[str, Any], **more: Any) -> dict[str, Any]:
    """The holder's program over no wire: ``test_mydata`` has the real one."""
    row = mydata.ROWS[claims["subject"]] | {"health_check.resident_hash": "ab" * 32}
    values = {item: row[item] for item in claims["items"] if item in row}
    return {"values": values, "about": deletion.about(claims["about"], claims["subject"])}


CASES = json.loads(SCENARIOS.read_text())["cases"] if SCENARIOS.exists() else []
STEPS = {"clock": "wait"}


@pytest.mark.parametrize("case", CASES, ids=[case["id"] for case in CASES])
def test_a_sequence_of_the_research_goes_as_it_says(case: dict[str, Any], world: World) -> None:
    run(world, case["steps"])


def run(world: World, steps: list[dict[str, Any]]) -> None:
    for step in steps:
        act = getattr(world, STEPS.get(step["do"], step["do"]))
        wanted = str(step.get("expect", "ok"))
        if wanted.startswith("refused:"):
            code = wanted.removeprefix("refused:")
            with pytest.raises(Refused) as refused:
                act(step["with"])
            assert refused.value.code == CODES.get(code, code), f"{step}: {refused.value.code}"
        else:
            act(step["with"])
