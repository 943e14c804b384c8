"""Terms signed and deliveries checked, in the database."""

from datetime import UTC, date, datetime, timedelta

import pytest
from django.db import DatabaseError, transaction

from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.trail import reads as trail
from naru.commons.acceptance import actions as acceptance
from naru.commons.acceptance import reads as deliveries
from naru.commons.acceptance.core.deliveries import Verdict
from naru.commons.terms import actions as terms
from naru.commons.terms import reads
from naru.commons.terms.core.documents import Document
from naru.commons.terms.models import Signature, Version

POLICY = {"permission": [{"action": "read", "uid": "p"}]}
STRICTER = {"permission": [{"action": "aggregate"}]}


@pytest.fixture
def clock() -> FrozenClock:
    return FrozenClock(datetime(2026, 11, 29, 3, tzinfo=UTC))


def draft(clock: FrozenClock) -> Document:
    return terms.draft(
        "contract",
        parties=["org:a", "org:b"],
        policy=POLICY,
        body={"t": "약정"},
        proposed_by="org:a",
        by=SYSTEM,
        clock=clock,
    )


def sign(document: Document, party: str, clock: FrozenClock) -> Document:
    newest = reads.document(document.id).newest
    return terms.sign(document.id, newest.number, party=party, digest=newest.sha256, by=SYSTEM, clock=clock)


def test_a_change_holds_once_both_have_signed_it(db: None, clock: FrozenClock) -> None:
    made = draft(clock)
    assert not reads.may(made.id, "org:b", "read", on=clock.now()).allowed
    sign(made, "org:a", clock)
    sign(made, "org:b", clock)
    sign(made, "org:b", clock)
    assert reads.may(made.id, "org:b", "read", on=clock.now()).allowed
    clock.advance(timedelta(days=1))
    terms.propose(made.id, policy=STRICTER, body={}, party="org:b", by=SYSTEM, clock=clock)
    sign(made, "org:b", clock)
    assert reads.may(made.id, "org:b", "read", on=clock.now()).allowed
    sign(made, "org:a", clock)
    assert not reads.may(made.id, "org:b", "read", on=clock.now()).allowed
    assert reads.may(made.id, "org:b", "aggregate", on=clock.now()).allowed
    assert reads.may(made.id, "org:b", "read", on=clock.now() - timedelta(hours=1)).allowed
    terms.end(made.id, on=date(2026, 12, 2), reason="기간 만료", by=SYSTEM, clock=clock)
    terms.end(made.id, on=date(2026, 12, 9), reason="늦은 끝", by=SYSTEM, clock=clock)
    assert reads.document(made.id).ended_on == date(2026, 12, 2)
    assert not reads.may(made.id, "org:b", "aggregate", on=clock.now() + timedelta(days=3)).allowed
    assert [each.facts["number"] for each in trail.of_verb("document.signed")] == [1, 1, 2, 2]


def test_what_was_signed_is_kept_byte_for_byte(db: None, clock: FrozenClock) -> None:
    made = draft(clock)
    assert reads.signed_bytes(
        made.id, 1
    ) == b'{"body":{"t":"%s"},"policy":{"permission":[{"action":"read","uid":"p"}]}}' % ("약정".encode())
    for row in (Version, Signature):
        sign(made, "org:a", clock)
        with pytest.raises(DatabaseError), transaction.atomic():
            row.objects.update(at=clock.now())
        with pytest.raises(DatabaseError), transaction.atomic():
            row.objects.all().delete()
    with pytest.raises(Refused) as refused:
        reads.signed_bytes(made.id, 2)
    assert refused.value.code == "no_such_document"


def test_a_delivery_is_checked_by_another_person_or_by_silence(
    minji: Person, junho: Person, clock: FrozenClock
) -> None:
    order = Ref("order", "o1")
    first = acceptance.deliver(order, "11월 판", by=junho, until=date(2026, 11, 30), clock=clock)
    with pytest.raises(Refused) as refused:
        acceptance.decide(first.id, Verdict.ACCEPTED, by=junho, clock=clock)
    assert refused.value.code == "delivery_own"
    acceptance.decide(first.id, Verdict.REWORK, by=minji, reason="열이 빠졌습니다", clock=clock)
    acceptance.decide(first.id, Verdict.REWORK, by=minji, reason="두 번 누름", clock=clock)
    second = acceptance.deliver(order, "11월 판, 고침", by=junho, until=date(2026, 11, 30), clock=clock)
    assert second.round == 2
    clock.advance(timedelta(days=1))
    assert deliveries.silent("order", on=clock.today()) == []
    with pytest.raises(Refused) as refused:
        acceptance.accept_by_silence(second.id, clock=clock)
    assert refused.value.code == "delivery_time_left"
    clock.advance(timedelta(days=1))
    assert [each.id for each in deliveries.silent("order", on=clock.today())] == [second.id]
    assert acceptance.accept_by_silence(second.id, clock=clock).verdict is Verdict.ACCEPTED
    assert [each.verdict for each in deliveries.deliveries(order)] == [Verdict.REWORK, Verdict.ACCEPTED]
