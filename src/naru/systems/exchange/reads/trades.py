"""Negotiations, contracts, orders and disputes: to their two sides, and to officers and auditors."""

from collections.abc import Iterable

from django.db.models import Q

from naru.base.kit.actor import actor_words
from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.exchange.core.contracts import ContractState
from naru.systems.exchange.core.disputes import DisputeState, Outcome
from naru.systems.exchange.core.matching import payment_code
from naru.systems.exchange.core.negotiations import NegotiationState, Side, Step
from naru.systems.exchange.core.offers import scope_from
from naru.systems.exchange.core.orders import OrderState, Part, SourceKind
from naru.systems.exchange.core.plans import plan_from
from naru.systems.exchange.core.term_blocks import blocks_from
from naru.systems.exchange.core.values import Contract, Dispute, EvidenceNote, Negotiation, Order, Taken
from naru.systems.exchange.models import Contract as ContractRow
from naru.systems.exchange.models import Dispute as DisputeRow
from naru.systems.exchange.models import Negotiation as NegotiationRow
from naru.systems.exchange.models import Order as OrderRow
from naru.systems.exchange.reads.offers import names_of


def sees_all(person: Person) -> bool:
    return person.is_officer or person.is_auditor


def may_see_trade(person: Person, buyer: str, seller: str) -> bool:
    """Both sides, officers and auditors: nobody else learns of it, nor of its price."""
    return sees_all(person) or bool({OrganisationId(buyer), OrganisationId(seller)} & person.organisations)


def _sides(person: Person, prefix: str = "") -> Q:
    if sees_all(person):
        return Q()
    own = list(person.organisations)
    return Q(**{f"{prefix}buyer__in": own}) | Q(**{f"{prefix}seller__in": own})


def negotiation(id: str, person: Person) -> Negotiation:
    """Raises ``Refused``: ``not_found``."""
    row = NegotiationRow.objects.select_related("offer").filter(_sides(person), id=id).first()
    if row is None:
        raise Refused("not_found")
    return negotiation_values([row])[0]


def negotiations(person: Person, *, buyer: str = "", seller: str = "", open_only: bool = False) -> list[Negotiation]:
    """The last changed first."""
    rows = NegotiationRow.objects.select_related("offer").filter(_sides(person)).order_by("-changed")
    rows = rows.filter(buyer=buyer) if buyer else rows
    rows = rows.filter(seller=seller) if seller else rows
    if open_only:
        rows = rows.exclude(state__in=[NegotiationState.FINALIZED.value, NegotiationState.TERMINATED.value])
    return negotiation_values(rows[:200])


def negotiation_values(rows: Iterable[NegotiationRow]) -> list[Negotiation]:
    listed = list(rows)
    names = names_of(id for row in listed for id in (row.buyer, row.seller))
    made = dict(ContractRow.objects.filter(negotiation__in=listed).values_list("negotiation", "id"))
    return [
        Negotiation(
            id=row.id,
            offer_id=row.offer_id,
            title=Words(row.offer.title_ko, row.offer.title_en or row.offer.title_ko),
            buyer=OrganisationId(row.buyer),
            seller=OrganisationId(row.seller),
            buyer_name=names[row.buyer],
            seller_name=names[row.seller],
            state=NegotiationState(row.state),
            plan=plan_from(row.plan),
            blocks=blocks_from(row.blocks),
            months=row.months,
            purpose=row.purpose,
            document_id=row.document_id,
            contract_id=made.get(row.id, ""),
            consumer_pid=row.consumer_pid,
            steps=[
                Taken(
                    number=step.number,
                    step=Step(step.step),
                    side=Side(step.side),
                    price_krw=step.price_krw,
                    text=step.text,
                    by=actor_words(step.by_id, step.by_name),
                    at=step.at,
                )
                for step in row.steps.order_by("number")
            ],
            changed=row.changed,
        )
        for row in listed
    ]


def contract(id: str, person: Person) -> Contract:
    """Raises ``Refused``: ``not_found``."""
    row = ContractRow.objects.filter(_sides(person), id=id).first()
    if row is None:
        raise Refused("not_found")
    return contract_values([row])[0]


def contracts(person: Person, *, buyer: str = "", seller: str = "", offer_id: str = "") -> list[Contract]:
    """The newest first."""
    rows = ContractRow.objects.filter(_sides(person)).order_by("-created", "-id")
    for field, value in (("buyer", buyer), ("seller", seller), ("offer", offer_id)):
        rows = rows.filter(**{field: value}) if value else rows
    return contract_values(rows[:500])


def contract_values(rows: Iterable[ContractRow]) -> list[Contract]:
    listed = list(rows)
    names = names_of(id for row in listed for id in (row.buyer, row.seller))
    return [
        Contract(
            id=row.id,
            number=row.number,
            offer_id=row.offer_id,
            document_id=row.document_id,
            dataset_id=row.dataset_id,
            title=Words(row.title_ko, row.title_en),
            buyer=OrganisationId(row.buyer),
            seller=OrganisationId(row.seller),
            buyer_name=names[row.buyer],
            seller_name=names[row.seller],
            plan=plan_from(row.plan),
            blocks=blocks_from(row.blocks),
            scope=scope_from(row.scope),
            starts=row.starts,
            ends=row.ends,
            state=ContractState(row.state),
            ended_reason=row.ended_reason,
            created=row.created,
        )
        for row in listed
    ]


def order(id: str, person: Person) -> Order:
    """Raises ``Refused``: ``not_found``."""
    row = OrderRow.objects.select_related("contract").filter(_sides(person, "contract__"), id=id).first()
    if row is None:
        raise Refused("not_found")
    return order_values([row])[0]


def orders(person: Person, *, contract_id: str = "", seller: str = "", buyer: str = "") -> list[Order]:
    """The newest first."""
    rows = OrderRow.objects.select_related("contract").filter(_sides(person, "contract__")).order_by("-created", "-id")
    for field, value in (("contract", contract_id), ("contract__seller", seller), ("contract__buyer", buyer)):
        rows = rows.filter(**{field: value}) if value else rows
    return order_values(rows[:500])


def order_values(rows: Iterable[OrderRow]) -> list[Order]:
    listed = list(rows)
    names = names_of(id for row in listed for id in (row.contract.buyer, row.contract.seller))
    return [
        Order(
            id=row.id,
            contract_id=row.contract_id,
            number=f"{row.contract.number}-{row.period}{f'.{row.part}' if row.part else ''}",
            title=Words(row.contract.title_ko, row.contract.title_en),
            buyer=OrganisationId(row.contract.buyer),
            seller=OrganisationId(row.contract.seller),
            buyer_name=names[row.contract.buyer],
            seller_name=names[row.contract.seller],
            period=row.period,
            is_of_use=row.part > 0,
            period_starts=row.period_starts,
            period_ends=row.period_ends,
            supply_krw=row.supply_krw,
            vat_krw=row.vat_krw,
            state=OrderState(row.state),
            parts=part_values(row),
            received_krw=row.received_krw,
            refunded_krw=row.refunded_krw,
            code=payment_code(row.id),
            due=row.due,
            window_until=row.window_until,
            created=row.created,
            paid_at=row.paid_at,
            delivered_at=row.delivered_at,
        )
        for row in listed
    ]


def part_values(row: OrderRow) -> tuple[Part, ...]:
    return tuple(
        Part(kind=SourceKind(part.kind), account=part.account, won=part.won, refunded_krw=part.refunded_krw)
        for part in row.parts.order_by("position")
    )


def dispute(id: str, person: Person) -> Dispute:
    """Raises ``Refused``: ``not_found``."""
    row = (
        DisputeRow.objects.select_related("order__contract").filter(_sides(person, "order__contract__"), id=id).first()
    )
    if row is None:
        raise Refused("not_found")
    return dispute_values([row])[0]


def disputes(person: Person, *, order_id: str = "") -> list[Dispute]:
    """The newest first."""
    rows = DisputeRow.objects.select_related("order__contract").filter(_sides(person, "order__contract__"))
    rows = rows.filter(order=order_id) if order_id else rows
    return dispute_values(rows.order_by("-opened")[:200])


def dispute_values(rows: Iterable[DisputeRow]) -> list[Dispute]:
    listed = list(rows)
    orders_by_id = {each.id: each for each in order_values([row.order for row in listed])}
    return [
        Dispute(
            id=row.id,
            order=orders_by_id[row.order_id],
            state=DisputeState(row.state),
            claim=row.claim,
            asked_krw=row.asked_krw,
            opened_by_name=row.opened_by_name,
            opened=row.opened,
            decide_by=row.decide_by,
            answer=row.answer,
            outcome=Outcome(row.outcome) if row.outcome else None,
            won=row.won,
            reason=row.reason,
            decided_by_name=row.decided_by_name,
            decided=row.decided,
            evidence=[
                EvidenceNote(text=each.text, by_name=each.by_name, side=each.side, at=each.at)
                for each in row.evidence.order_by("at", "id")
            ],
        )
        for row in listed
    ]
