"""Request, quote, counter, accept, sign on both sides, end without a contract: the steps of the Dataspace Protocol."""

from dataclasses import replace

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import SYSTEM, OrganisationId, Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.terms import actions as terms
from naru.commons.terms import reads as terms_reads
from naru.commons.terms.core.documents import Document
from naru.systems.exchange import paper
from naru.systems.exchange.actions import contracts
from naru.systems.exchange.actions.rows import (
    locked_negotiation,
    locked_offer,
    party_mark,
    registered,
    require_buyer,
    side_of,
)
from naru.systems.exchange.core import plans, term_blocks
from naru.systems.exchange.core.negotiations import NegotiationState, Side, Step, moved
from naru.systems.exchange.core.offers import Offer, require_open
from naru.systems.exchange.core.plans import PlanKind, plan_from
from naru.systems.exchange.core.term_blocks import Blocks
from naru.systems.exchange.core.values import Negotiation
from naru.systems.exchange.models import Negotiation as NegotiationRow
from naru.systems.exchange.models import NegotiationStep
from naru.systems.exchange.notices import QUOTE, SIGNATURE, announce, to_buyer, to_seller
from naru.systems.exchange.reads import offers as offer_reads
from naru.systems.exchange.reads import trades

TEXT_LONGEST = 2000
MONTHS_MOST = 120
# What the other side is told of a step; what the platform does by itself it tells nobody.
TOLD: dict[Step, tuple[str, Words]] = {
    Step.REQUEST: (QUOTE, Words("거래 요청이 왔습니다", "A request has come")),
    Step.OFFER: (QUOTE, Words("견적이 왔습니다", "A quote has come")),
    Step.ACCEPT: (SIGNATURE, Words("견적을 받아들였습니다. 서명해 주세요", "Your quote was accepted; please sign")),
    Step.AGREE: (SIGNATURE, Words("판매자가 서명했습니다. 서명해 주세요", "The seller has signed; please sign")),
    Step.VERIFY: (SIGNATURE, Words("계약이 맺어졌습니다", "The contract is made")),
    Step.TERMINATE: (QUOTE, Words("협상이 끝났습니다", "The negotiation was ended")),
}


@transaction.atomic
def request(
    offer_id: str,
    *,
    buyer: OrganisationId,
    by: Person,
    months: int | None = 12,
    price_krw: int | None = None,
    purpose: str = "",
    text: str = "",
    consumer_pid: str = "",
    clock: Clock = SYSTEM_CLOCK,
) -> Negotiation:
    """Ask for what is offered, as it stands or at another price. What needs no approval the seller has signed beforehand.

    Raises ``Refused``: ``not_found``, ``forbidden``, ``offer_not_open``, ``offer_own``, ``dataset_gone``,
    ``party_not_registered``, ``months_refused``, ``negotiation_text_refused``.
    """
    require_buyer(by, buyer)
    row = locked_offer(offer_id)
    offer = offer_reads.offer_value(row)
    require_open(offer, buyer, clock.today())
    if not offer_reads.is_available(offer_reads.dataset_of(offer.dataset_id)):
        raise Refused("dataset_gone")
    registered(buyer, clock=clock)
    plan = offer.plan if price_krw is None else plans.checked(replace(offer.plan, price_krw=price_krw))
    made = NegotiationRow.objects.create(
        offer=row,
        buyer=buyer,
        seller=offer.seller,
        plan=plan.to_json(),
        blocks=offer.blocks.to_json(),
        months=_checked_months(months),
        purpose=purpose.strip()[:500],
        consumer_pid=consumer_pid,
        created=clock.now(),
        changed=clock.now(),
    )
    _take(made, None, Step.REQUEST, Side.CONSUMER, by=by, text=text, price_krw=plan.price_krw, clock=clock)
    if _stands(offer, price_krw):
        _agree(made, offer, by=SYSTEM, note=paper.standing_note(offer), clock=clock)
    return trades.negotiation_values([made])[0]


@transaction.atomic
def quote(
    id: str,
    price_krw: int,
    *,
    by: Person,
    months: int | None = None,
    blocks: Blocks | None = None,
    text: str = "",
    clock: Clock = SYSTEM_CLOCK,
) -> Negotiation:
    """The seller's price, and other terms where they are given. Raises ``Refused`` as ``core.negotiations.moved``, and
    ``plan_price_refused``, ``not_found``, ``forbidden``."""
    row = locked_negotiation(id)
    side_of(by, buyer=row.buyer, seller=row.seller, wanted=Side.PROVIDER)
    return _propose(
        row, Step.OFFER, Side.PROVIDER, price_krw, by=by, months=months, blocks=blocks, text=text, clock=clock
    )


@transaction.atomic
def counter(
    id: str, price_krw: int, *, by: Person, months: int | None = None, text: str = "", clock: Clock = SYSTEM_CLOCK
) -> Negotiation:
    """The buyer's own price for what was quoted. Raises as ``quote``."""
    row = locked_negotiation(id)
    side_of(by, buyer=row.buyer, seller=row.seller, wanted=Side.CONSUMER)
    return _propose(
        row, Step.REQUEST, Side.CONSUMER, price_krw, by=by, months=months, blocks=None, text=text, clock=clock
    )


@transaction.atomic
def accept(id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Negotiation:
    """The buyer takes what was quoted; the seller signs next. Raises as ``quote``."""
    row = locked_negotiation(id)
    side_of(by, buyer=row.buyer, seller=row.seller, wanted=Side.CONSUMER)
    _take(row, NegotiationState(row.state), Step.ACCEPT, Side.CONSUMER, by=by, clock=clock)
    return trades.negotiation_values([row])[0]


@transaction.atomic
def agree(id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Negotiation:
    """The seller signs the contract of what was proposed last. Raises as ``quote``, and ``party_not_registered``."""
    row = locked_negotiation(id)
    side_of(by, buyer=row.buyer, seller=row.seller, wanted=Side.PROVIDER)
    _agree(row, offer_reads.offer_value(row.offer), by=by, note="", clock=clock)
    return trades.negotiation_values([row])[0]


@transaction.atomic
def verify(id: str, *, digest: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> Negotiation:
    """The buyer signs the very bytes that the seller signed; with that the contract is made.

    Asked again it changes nothing. Raises as ``quote``, and ``terms_digest_differs``.
    """
    row = locked_negotiation(id)
    side_of(by, buyer=row.buyer, seller=row.seller, wanted=Side.CONSUMER)
    if row.state == NegotiationState.FINALIZED:
        return trades.negotiation_values([row])[0]
    _take(row, NegotiationState(row.state), Step.VERIFY, Side.CONSUMER, by=by, clock=clock)
    newest = terms_reads.document(row.document_id).newest.number
    terms.sign(row.document_id, newest, party=party_mark(row.buyer), digest=digest, by=by, clock=clock)
    _take(row, NegotiationState.VERIFIED, Step.FINALIZE, Side.PROVIDER, by=SYSTEM, clock=clock)
    contracts.make_contract(row, by=by, clock=clock)
    return trades.negotiation_values([row])[0]


@transaction.atomic
def terminate(id: str, *, reason: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> Negotiation:
    """Either side ends it, and says why. Raises as ``quote``, and ``negotiation_text_refused``."""
    row = locked_negotiation(id)
    side = side_of(by, buyer=row.buyer, seller=row.seller)
    if not reason.strip():
        raise Refused("negotiation_text_refused", longest=TEXT_LONGEST)
    _take(row, NegotiationState(row.state), Step.TERMINATE, side, by=by, text=reason, clock=clock)
    return trades.negotiation_values([row])[0]


def _propose(
    row: NegotiationRow,
    step: Step,
    side: Side,
    price_krw: int,
    *,
    by: Person,
    months: int | None,
    blocks: Blocks | None,
    text: str,
    clock: Clock,
) -> Negotiation:
    plan = plan_from(row.plan)
    kind = PlanKind.ONCE if plan.kind is PlanKind.QUOTE and months is None else plan.kind
    kind = PlanKind.MONTHLY if kind is PlanKind.QUOTE else kind
    row.plan = plans.checked(replace(plan, kind=kind, price_krw=price_krw)).to_json()
    if blocks is not None:
        row.blocks = term_blocks.checked(blocks).to_json()
    if months is not None:
        row.months = _checked_months(months)
    _take(row, NegotiationState(row.state), step, side, by=by, text=text, price_krw=price_krw, clock=clock)
    return trades.negotiation_values([row])[0]


def _agree(row: NegotiationRow, offer: Offer, *, by: Person, note: str, clock: Clock) -> Document:
    """The seller's signature under the contract; without approval by the hand that listed the standing offer."""
    _take(row, NegotiationState(row.state), Step.AGREE, Side.PROVIDER, by=by, clock=clock)
    policy, body = paper.contract(row, offer, clock=clock)
    sides = [party_mark(row.seller), party_mark(row.buyer)]
    document = terms.draft(
        "contract", parties=sides, policy=policy, body=body, proposed_by=sides[0], by=by, clock=clock
    )
    row.document_id = document.id
    row.save(update_fields=["document_id"])
    digest = document.newest.sha256
    return terms.sign(document.id, 1, party=sides[0], digest=digest, by=by, note=note, clock=clock)


def _stands(offer: Offer, price_krw: int | None) -> bool:
    """Whether a request for it as it stands needs no further word of the seller."""
    return not offer.needs_approval and price_krw is None and offer.plan.kind is not PlanKind.QUOTE


def _take(
    row: NegotiationRow,
    current: NegotiationState | None,
    step: Step,
    side: Side,
    *,
    by: Person,
    text: str = "",
    price_krw: int | None = None,
    clock: Clock,
) -> None:
    if len(text) > TEXT_LONGEST:
        raise Refused("negotiation_text_refused", longest=TEXT_LONGEST)
    row.state, row.changed = moved(current, step, side).value, clock.now()
    row.save()
    NegotiationStep.objects.create(
        negotiation=row,
        number=row.steps.count() + 1,
        step=step.value,
        side=side.value,
        price_krw=price_krw,
        text=text.strip(),
        by_id=by.id,
        by_name=by.name,
        at=clock.now(),
    )
    facts = {"step": step.value, "state": row.state, "side": side.value}
    record(by.actor, "negotiation.step_taken", row.id, facts=facts, clock=clock)
    if step in TOLD and by is not SYSTEM:
        _tell_other_side(row, step, side, by=by, clock=clock)


def _tell_other_side(row: NegotiationRow, step: Step, side: Side, *, by: Person, clock: Clock) -> None:
    topic, words = TOLD[step]
    title = row.offer
    announce(
        to_seller(row.seller) if side is Side.CONSUMER else to_buyer(row.buyer),
        topic=topic,
        title=Words(f"{words.ko}: {title.title_ko}", f"{words.en}: {title.title_en or title.title_ko}"),
        about=Ref("negotiation", row.id),
        key=f"{row.id}:{row.steps.count()}",
        by=by,
        clock=clock,
    )


def _checked_months(months: int | None) -> int | None:
    if months is not None and not 1 <= months <= MONTHS_MOST:
        raise Refused("months_refused", most=MONTHS_MOST)
    return months
