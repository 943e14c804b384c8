"""Deletion orders: placed with the end of a consent, told until they are answered, proved, or a person's task."""

from collections.abc import Collection, Mapping
from datetime import timedelta
from typing import Any

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import SYSTEM, OrganisationId, Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.duties import actions as duties
from naru.commons.notices.actions import tell
from naru.commons.notices.core.values import ToOrganisation, ToPerson, ToRole
from naru.commons.rates import reads as rates
from naru.systems.mydata import reads, standards
from naru.systems.mydata.adapters import participants
from naru.systems.mydata.core import consent as core
from naru.systems.mydata.core import deletion
from naru.systems.mydata.core.deletion import Line
from naru.systems.mydata.core.documents import did_of, verify
from naru.systems.mydata.core.states import ORDERS, OrderState, PullState, moved
from naru.systems.mydata.models import Consent, DeletionOrder, Event, Pull, Token
from naru.systems.mydata.notices import DELETION, DUTY
from naru.systems.mydata.rate_names import DELETION_DAYS

SOURCE = "개인정보 보호법 35의2, 21"

VERBS = {
    "agreed": "mydata_consent.agreed",
    "declined": "mydata_consent.declined",
    "suspended": "mydata_consent.suspended",
    "resumed": "mydata_consent.resumed",
    "narrowed": "mydata_consent.narrowed",
    "withdrawn": "mydata_consent.withdrawn",
    "expired": "mydata_consent.expired",
    "offer_over": "mydata_consent.offer_over",
    "renewed": "mydata_consent.renewed",
    "attested": "mydata_consent.attested",
    "deleted": "mydata_consent.deleted",
    "overdue": "mydata_consent.overdue",
}
"""What the trail calls each event of a consent."""


def place(row: Consent, items: Collection[str], *, by: Person, clock: Clock) -> DeletionOrder:
    """One order for all that the receiver had, or may have had, of these items; inside the transaction that ends them."""
    now = clock.now()
    lines = _lines(row, items)
    days = rates.rate(DELETION_DAYS, clock.today(), clock=clock).integer
    order = DeletionOrder.objects.create(
        consent=row,
        service_id=row.service_id,
        items=sorted({each.item for each in lines}),
        lines=deletion.lines_json(lines),
        digest=deletion.lines_digest(lines),
        ordered=now,
        due=now + timedelta(days=days),
        next_try=now,
    )
    said = {"items": ", ".join(sorted(items)), "digest": order.digest}
    Event.objects.create(consent=row, at=now, kind="ordered", facts=said, by_id=by.id)
    record(by.actor, "mydata_consent.ordered", row.id, facts=said, clock=clock)
    duties.owe(
        f"mydata.deletion:{order.id}",
        what=Words("마이데이터 삭제 증명 보내기", "Prove that data were deleted"),
        due=(now + timedelta(days=days)).date(),
        about=Ref(reads.SERVICE, row.service_id),
        source=SOURCE,
        organisation=row.service.organisation_id,
        by=SYSTEM,
        clock=clock,
    )
    return order


def _lines(row: Consent, items: Collection[str]) -> list[Line]:
    """Every value that left, or may have, and is in no order yet."""
    before = {
        (pull, item)
        for lines in DeletionOrder.objects.filter(consent=row).values_list("lines", flat=True)
        for pull, item, _ in lines
    }
    pulls = Pull.objects.filter(consent=row, state__in=(PullState.PERMITTED, PullState.SENT)).order_by("id")
    return [
        Line(pull=pull.id, item=item, hash=pull.hashes.get(item, ""))
        for pull in pulls
        for item in sorted(set(pull.hashes if pull.state == PullState.SENT else pull.items) & set(items))
        if (pull.id, item) not in before
    ]


# --- telling ---


def claims_of(order: DeletionOrder) -> dict[str, Any]:
    """What a receiver is told: enough to find what it has, and nothing of what it is."""
    return {
        "order": order.id,
        "consent": order.consent.pseudonym,
        "items": order.items,
        "lines": order.lines,
        "digest": order.digest,
        "due": order.due.isoformat(),
        "over": order.consent.withdrawn is not None,
    }


def tell_waiting(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """Try each order that is due to be told, with growing gaps; how many receivers answered."""
    waiting = DeletionOrder.objects.exclude(state=OrderState.ATTESTED).filter(next_try__lte=clock.now())
    return sum(
        tell_order(order_id, clock=clock)
        for order_id in waiting.order_by("next_try").values_list("id", flat=True)[:200]
    )


def tell_order(order_id: str, *, clock: Clock = SYSTEM_CLOCK) -> bool:
    """Once. The receiver's answer is no proof yet: that comes by ``attest``."""
    order = DeletionOrder.objects.select_related("service", "consent").filter(id=order_id).first()
    if order is None or order.state == OrderState.ATTESTED:
        return False
    service = order.service
    try:
        participants.ask(
            service.address, "/naru/orders", who=service.id, key=service.key, claims=claims_of(order), now=clock.now()
        )
        answered = True
    except Refused:
        answered = False
    _note_try(order_id, answered=answered, clock=clock)
    return answered


@transaction.atomic
def _note_try(order_id: str, *, answered: bool, clock: Clock) -> None:
    order = DeletionOrder.objects.select_for_update().get(id=order_id)
    order.attempts += 1
    order.next_try = clock.now() + deletion.next_reminder(order.attempts)
    if answered and order.state == OrderState.ORDERED:
        order.state = moved(OrderState.ORDERED, OrderState.ACKNOWLEDGED, ORDERS).value
    order.save()


# --- proof ---


@transaction.atomic
def attest(service_id: str, signed: Mapping[str, Any], *, clock: Clock = SYSTEM_CLOCK) -> DeletionOrder:
    """A receiver's signed answer to an order. The same one again changes nothing.

    Raises ``Refused``: ``not_yours``, ``document_false``, and as ``core.deletion.check_attestation``.
    """
    order = DeletionOrder.objects.select_for_update().filter(id=str(signed.get("order"))[:26]).first()
    if order is None or order.service_id != service_id:
        raise Refused("not_yours")
    if order.state == OrderState.ATTESTED:
        return order
    row = Consent.objects.select_for_update().select_related("service").get(id=order.consent_id)
    said = verify(signed, {did_of(bytes.fromhex(row.service.key))})
    checked = deletion.attestation_of(said)
    lines = deletion.lines_of(order.lines)
    deletion.check_attestation(checked, lines, order=order.id, grounds=standards.retention_grounds())
    was_overdue = order.state == OrderState.OVERDUE
    order.state = moved(OrderState(order.state), OrderState.ATTESTED, ORDERS).value
    order.attested, order.attestation = clock.now(), dict(signed)
    order.save()
    _after_proof(order, row, was_overdue=was_overdue, clock=clock)
    return order


def verify_attestation(signed: Mapping[str, Any]) -> reads.Order:
    """The order that a proof answers, where its signature is the receiver's and it is the one that was taken in.

    Raises ``Refused``: ``document_false``.
    """
    rows = DeletionOrder.objects.select_related("service__organisation")
    order = rows.filter(id=str(signed.get("order"))[:26]).first()
    if order is None:
        raise Refused("document_false")
    said = verify(signed, {did_of(bytes.fromhex(order.service.key))})
    if said.get("digest") != order.digest:
        raise Refused("document_false")
    return reads.order_value(order)


def _after_proof(order: DeletionOrder, row: Consent, *, was_overdue: bool, clock: Clock) -> None:
    open_ones = DeletionOrder.objects.filter(consent=row).exclude(state=OrderState.ATTESTED).count()
    change = core.attested(reads.consent_value(row), orders_open=open_ones)
    save_change(row, change, by=SYSTEM, clock=clock, facts={"digest": order.digest})
    duties.fulfil(f"mydata.deletion:{order.id}", evidence=order.digest, by=SYSTEM, clock=clock)
    said = (
        Words("기한이 지나 삭제 증명이 왔습니다", "a late proof of deletion")
        if was_overdue
        else Words("삭제 증명이 왔습니다", "proof of deletion")
    )
    title = Words(f"{row.service.title_ko}: {said.ko}", f"{row.service.title_en}: {said.en}")
    _tell_citizen(row, title, key=f"attested:{order.id}", clock=clock)


# --- overdue ---


def mark_overdue(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """Orders whose day has passed: the receiver is blocked from here on, the citizen and the officers are told."""
    late = DeletionOrder.objects.filter(
        state__in=(OrderState.ORDERED, OrderState.ACKNOWLEDGED), due__lte=clock.now()
    ).values_list("id", flat=True)
    return sum(_mark(order_id, clock) for order_id in list(late))


@transaction.atomic
def _mark(order_id: str, clock: Clock) -> bool:
    order = DeletionOrder.objects.select_for_update().select_related("service").get(id=order_id)
    if order.state not in (OrderState.ORDERED, OrderState.ACKNOWLEDGED):
        return False
    row = Consent.objects.select_for_update().select_related("service").get(id=order.consent_id)
    order.state = moved(OrderState(order.state), OrderState.OVERDUE, ORDERS).value
    order.save(update_fields=["state"])
    save_change(row, core.overdue(reads.consent_value(row)), by=SYSTEM, clock=clock)
    record(SYSTEM.actor, "mydata_service.blocked", row.service_id, facts={"order": order.id}, clock=clock)
    title = Words(
        f"{row.service.title_ko}: 삭제를 증명하지 않았습니다", f"{row.service.title_en} has not proved deletion"
    )
    _tell_citizen(row, title, key=f"overdue:{order.id}", clock=clock)
    tell(
        ToRole("officer"),
        ToOrganisation(OrganisationId(row.service.organisation_id)),
        topic=DUTY,
        title=title,
        about=Ref(reads.SERVICE, row.service_id),
        key=f"overdue:{order.id}",
        by=SYSTEM.actor,
        clock=clock,
    )
    return True


def _tell_citizen(row: Consent, title: Words, *, key: str, clock: Clock) -> None:
    if row.person_id:
        tell(
            ToPerson(row.person_id),
            topic=DELETION,
            title=title,
            about=Ref(reads.CONSENT, row.id),
            key=key,
            by=SYSTEM.actor,
            clock=clock,
        )


# --- saving a change ---


def save_change(
    row: Consent, change: core.Change, *, by: Person, clock: Clock, facts: Mapping[str, str] | None = None
) -> None:
    """The consent as the core decided, its history and the trail; what hangs on it goes in the same transaction."""
    after, now = change.consent, clock.now()
    row.state, row.starts, row.ends = after.state.value, after.starts, after.ends
    row.choices = sorted(choice.name for choice in after.choices)
    if change.cancels:
        row.withdrawn = now
        Pull.objects.filter(consent=row, state=PullState.PLANNED).update(state=PullState.CANCELLED)
        Token.objects.filter(consent=row).delete()
    row.save()
    for kind, said in change.events:
        whole = {**said, **(facts or {})}
        Event.objects.create(consent=row, at=now, kind=kind, facts=whole, by_id=by.id)
        record(by.actor, VERBS[kind], row.id, facts=whole, clock=clock)
    if change.deletes:
        place(row, change.deletes, by=by, clock=clock)
