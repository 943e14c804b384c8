"""What signing makes; amend it, give notice, revoke it, end it at its term, order its next period."""

from datetime import date, timedelta

from django.db import transaction
from django.db.models import Q

from naru.base.kit import crash
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require_officer, require_scope
from naru.base.kit.person import SYSTEM, Person, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.notices.core.values import Recipient
from naru.commons.rates import reads as rates
from naru.commons.terms import actions as terms
from naru.commons.terms import reads as terms_reads
from naru.systems.exchange import delivery, paper
from naru.systems.exchange.actions import orders, papers
from naru.systems.exchange.actions.rows import locked_contract, party_mark, side_of
from naru.systems.exchange.core import plans
from naru.systems.exchange.core.contracts import ContractState, effective_end, moved
from naru.systems.exchange.core.negotiations import Side
from naru.systems.exchange.core.orders import OrderState
from naru.systems.exchange.core.plans import Plan, plan_from
from naru.systems.exchange.core.term_blocks import Blocks, blocks_from, checked
from naru.systems.exchange.core.values import Contract
from naru.systems.exchange.models import Contract as ContractRow
from naru.systems.exchange.models import Negotiation as NegotiationRow
from naru.systems.exchange.models import Order as OrderRow
from naru.systems.exchange.notices import END, PAYMENT, SIGNATURE, announce, to_buyer, to_seller
from naru.systems.exchange.rate_names import RENEWAL_DAYS
from naru.systems.exchange.reads import trades

TERM_ENDED = "기간 만료"


def make_contract(row: NegotiationRow, *, by: Person, clock: Clock) -> ContractRow:
    """Out of a negotiation that both have signed, with the order of its first period; inside the signing's transaction."""
    document = terms_reads.document(row.document_id)
    body = document.newest.body
    starts, ends = str(body["starts"]), body["ends"]
    made = ContractRow.objects.create(
        number=f"{clock.today().year}-{row.id[-6:].upper()}",
        negotiation=row,
        offer=row.offer,
        document_id=row.document_id,
        dataset_id=row.offer.dataset_id,
        seller=row.seller,
        buyer=row.buyer,
        title_ko=row.offer.title_ko,
        title_en=row.offer.title_en or row.offer.title_ko,
        plan=row.plan,
        blocks=row.blocks,
        scope=body["scope"],
        starts=date.fromisoformat(starts),
        ends=date.fromisoformat(str(ends)) if ends else None,
        created=clock.now(),
    )
    facts = {"number": made.number, "title": made.title_ko, "buyer": made.buyer, "seller": made.seller}
    record(by.actor, "contract.made", made.id, facts=facts, clock=clock)
    papers.issue_contract(made, document, document.newest, clock=clock)
    period = next(plans.periods(plan_from(made.plan), made.starts, made.ends))
    orders.place_order(made, period, trial_days=row.offer.trial_days, by=by, clock=clock)
    return made


@transaction.atomic
def amend(
    id: str, *, price_krw: int, blocks: Blocks, by: Person, side: Side | None = None, clock: Clock = SYSTEM_CLOCK
) -> Contract:
    """Propose other terms and sign them; they hold from the other side's signature on, for periods not yet ordered.

    Raises ``Refused``: ``not_found``, ``forbidden``, ``contract_over``, ``plan_price_refused``, or as ``term_blocks.checked``.
    """
    row = locked_contract(id)
    acting = side_of(by, buyer=row.buyer, seller=row.seller, wanted=side)
    _require_running(row)
    plans.checked(_priced(row, price_krw))
    before = dict(terms_reads.document(row.document_id).newest.body)
    policy, body = paper.amended(row, before, price_krw=price_krw, blocks=checked(blocks))
    mark = party_mark(row.seller if acting is Side.PROVIDER else row.buyer)
    document = terms.propose(row.document_id, policy=policy, body=body, party=mark, by=by, clock=clock)
    newest = document.newest
    terms.sign(row.document_id, newest.number, party=mark, digest=newest.sha256, by=by, clock=clock)
    facts = {"number": newest.number, "price": price_krw}
    record(by.actor, "contract.amendment_proposed", id, facts=facts, clock=clock)
    other = to_buyer(row.buyer) if acting is Side.PROVIDER else to_seller(row.seller)
    words = Words("계약 변경에 서명해 주세요", "Please sign an amendment")
    _announce(row, other, topic=SIGNATURE, words=words, key=f"amend:{newest.number}", by=by, clock=clock)
    return trades.contract_values([row])[0]


@transaction.atomic
def sign_amendment(
    id: str, *, digest: str, by: Person, side: Side | None = None, clock: Clock = SYSTEM_CLOCK
) -> Contract:
    """The other side's signature; with it the new terms hold. Raises as ``amend``, and ``terms_digest_differs``."""
    row = locked_contract(id)
    acting = side_of(by, buyer=row.buyer, seller=row.seller, wanted=side)
    _require_running(row)
    mark = party_mark(row.seller if acting is Side.PROVIDER else row.buyer)
    newest = terms_reads.document(row.document_id).newest
    document = terms.sign(row.document_id, newest.number, party=mark, digest=digest, by=by, clock=clock)
    in_force = document.in_force(clock.now())
    if in_force is not None and in_force.number == newest.number:
        row.plan, row.blocks = in_force.body["plan"], in_force.body["blocks"]
        row.save(update_fields=["plan", "blocks"])
        record(by.actor, "contract.amended", id, facts={"number": newest.number}, clock=clock)
        papers.issue_contract(row, document, in_force, clock=clock)
    return trades.contract_values([row])[0]


@transaction.atomic
def give_notice(id: str, *, reason: str, by: Person, side: Side | None = None, clock: Clock = SYSTEM_CLOCK) -> Contract:
    """Either side ends it after the notice period of its terms; no further period is ordered.

    Raises ``Refused``: ``not_found``, ``forbidden``, ``contract_over``, ``contract_reason_missing``.
    """
    row = locked_contract(id)
    acting = side_of(by, buyer=row.buyer, seller=row.seller, wanted=side)
    _require_running(row)
    if not reason.strip():
        raise Refused("contract_reason_missing")
    row.ends = effective_end(clock.today(), blocks_from(row.blocks).notice_days, row.ends)
    row.ended_reason = reason.strip()[:500]
    row.save(update_fields=["ends", "ended_reason"])
    terms.end(row.document_id, on=row.ends, reason=row.ended_reason, by=by, clock=clock)
    delivery.shorten(row, reason=row.ended_reason, clock=clock)
    facts = {"on": row.ends.isoformat(), "reason": row.ended_reason}
    record(by.actor, "contract.notice_given", id, facts=facts, clock=clock)
    other = to_buyer(row.buyer) if acting is Side.PROVIDER else to_seller(row.seller)
    words = Words(f"해지를 알려 왔습니다. 끝나는 날 {row.ends}", f"Notice was given for {row.ends}")
    _announce(row, other, topic=END, words=words, key=f"notice:{row.ends}", by=by, clock=clock)
    if row.ends <= clock.today():
        close(row, ContractState.TERMINATED, reason=row.ended_reason, by=by, clock=clock)
    return trades.contract_values([row])[0]


@transaction.atomic
def revoke(id: str, *, reason: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> Contract:
    """The city ends it at once: nothing is open any more. For officers, by a token only with ``admin``.

    Raises ``Refused``: ``not_found``, ``forbidden``, ``contract_over``, ``contract_reason_missing``.
    """
    require_officer(by)
    require_scope(by, Scope.ADMIN)
    row = locked_contract(id)
    _require_running(row)
    if not reason.strip():
        raise Refused("contract_reason_missing")
    close(row, ContractState.TERMINATED, reason=reason, by=by, clock=clock)
    return trades.contract_values([row])[0]


def close(row: ContractRow, state: ContractState, *, reason: str, by: Person, clock: Clock) -> None:
    """The end of a locked contract: access revoked, terms ended, orders of its periods that nobody paid cancelled."""
    row.state = moved(ContractState(row.state), state).value
    row.ended_reason = reason.strip()[:500]
    row.ends = min(row.ends, clock.today()) if row.ends else clock.today()
    row.save(update_fields=["state", "ended_reason", "ends"])
    delivery.revoke(row, reason=reason, clock=clock)
    terms.end(row.document_id, on=row.ends, reason=reason, by=by, clock=clock)
    for order in OrderRow.objects.filter(contract=row, state=OrderState.OPEN.value, part=0):
        orders.cancel_order(order.id, by=by, clock=clock)
    facts = {"state": state.value, "reason": row.ended_reason}
    record(by.actor, "contract.closed", row.id, facts=facts, clock=clock)
    words = Words("계약이 끝났습니다", "A contract has ended")
    _announce(row, to_buyer(row.buyer), to_seller(row.seller), topic=END, words=words, key="closed", by=by, clock=clock)
    crash.point("exchange.closed")


def end_due(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """End every contract whose term is over; how many."""
    running = Q(state__in=[ContractState.ACTIVE.value, ContractState.SUSPENDED.value])
    due = ContractRow.objects.filter(running, ends__lte=clock.today()).values_list("id", flat=True)
    for id in list(due):
        with transaction.atomic():
            row = locked_contract(id)
            if not ContractState(row.state).is_over:
                noticed = bool(row.ended_reason)
                state = ContractState.TERMINATED if noticed else ContractState.ENDED
                close(row, state, reason=row.ended_reason or TERM_ENDED, by=SYSTEM, clock=clock)
    return len(due)


def renew_due(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """Order the next period of every contract whose present one ends soon; how many."""
    active = list(ContractRow.objects.filter(state=ContractState.ACTIVE.value).values_list("id", flat=True))
    if not active:
        return 0  # an installation without contracts need have no such figure
    ahead = timedelta(days=rates.rate(RENEWAL_DAYS, clock.today(), clock=clock).integer)
    made = 0
    for id in active:
        with transaction.atomic():
            made += _renew(locked_contract(id), clock.today() + ahead, clock)
    return made


def _renew(row: ContractRow, until: date, clock: Clock) -> int:
    plan, made = plan_from(row.plan), 0
    if row.state != ContractState.ACTIVE or not plan.renews or not plan.price_krw:
        return 0
    ordered = set(row.orders.filter(part=0).values_list("period", flat=True))
    for period in plans.periods(plan, row.starts, row.ends):
        if period.starts > until:
            break
        if period.number not in ordered:
            order = orders.place_order(row, period, by=SYSTEM, clock=clock)
            words = Words(f"다음 기간 대금의 기한은 {order.due}", f"The next period is to be paid by {order.due}")
            _announce(
                row,
                to_buyer(row.buyer),
                topic=PAYMENT,
                words=words,
                key=f"renewed:{period.number}",
                by=SYSTEM,
                clock=clock,
            )
            made += 1
    return made


def suspend_unpaid(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """Nothing more is delivered where an order is overdue in a period that has begun; how many."""
    today = clock.today()
    late = OrderRow.objects.filter(state=OrderState.OPEN.value, due__lt=today, period_starts__lte=today)
    suspended = 0
    for id in set(late.values_list("contract", flat=True)):
        with transaction.atomic():
            row = locked_contract(id)
            if row.state == ContractState.ACTIVE:
                row.state = moved(ContractState.ACTIVE, ContractState.SUSPENDED).value
                row.save(update_fields=["state"])
                delivery.revoke(row, reason="미납", clock=clock)
                record(SYSTEM.actor, "contract.suspended", row.id, clock=clock)
                words = Words("대금이 밀려 이용을 멈췄습니다", "Suspended: a payment is overdue")
                key = f"suspended:{clock.today()}"
                _announce(
                    row,
                    to_buyer(row.buyer),
                    to_seller(row.seller),
                    topic=PAYMENT,
                    words=words,
                    key=key,
                    by=SYSTEM,
                    clock=clock,
                )
                suspended += 1
    return suspended


def _announce(row: ContractRow, *to: Recipient, topic: str, words: Words, key: str, by: Person, clock: Clock) -> None:
    title = Words(f"{words.ko}: {row.title_ko}", f"{words.en}: {row.title_en}")
    about = Ref("contract", row.id)
    announce(*to, topic=topic, title=title, about=about, key=key, by=by, clock=clock)


def _require_running(row: ContractRow) -> None:
    if ContractState(row.state).is_over:
        raise Refused("contract_over", number=row.number)


def _priced(row: ContractRow, price_krw: int) -> Plan:
    return plan_from({**row.plan, "price_krw": price_krw})
