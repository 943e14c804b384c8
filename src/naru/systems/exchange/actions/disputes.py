"""Open a dispute over an order, answer it, bring evidence, decide it without interest, withdraw it."""

from datetime import timedelta

from django.db import transaction

from naru.base.kit import crash
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require_officer, require_scope
from naru.base.kit.person import OrganisationId, Person, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.notices.core.values import Recipient
from naru.commons.rates import actions as rates
from naru.systems.exchange.actions import refunds
from naru.systems.exchange.actions.release import release
from naru.systems.exchange.actions.rows import locked_order, require_buyer, side_of
from naru.systems.exchange.core import disputes as core
from naru.systems.exchange.core.disputes import Decision, DisputeState, Outcome
from naru.systems.exchange.core.negotiations import Side
from naru.systems.exchange.core.orders import OrderState, moved
from naru.systems.exchange.core.values import Dispute
from naru.systems.exchange.models import Dispute as DisputeRow
from naru.systems.exchange.models import Evidence
from naru.systems.exchange.notices import DISPUTE, OFFICERS, announce, to_buyer, to_seller
from naru.systems.exchange.rate_names import PROPOSAL_DAYS
from naru.systems.exchange.reads import trades

TEXT_LONGEST = 4000


@transaction.atomic
def open_dispute(order_id: str, *, claim: str, asked_krw: int, by: Person, clock: Clock = SYSTEM_CLOCK) -> Dispute:
    """The buyer's, within the window: from now on nothing is released. A decision is due in the days of the law.

    Raises ``Refused``: ``not_found``, ``forbidden``, ``order_state_has_no_such_step``, ``dispute_too_late``,
    ``dispute_text_refused``, ``refund_exceeds``.
    """
    row = locked_order(order_id)
    require_buyer(by, row.contract.buyer)
    row.state = moved(OrderState(row.state), OrderState.DISPUTED).value
    if row.window_until is not None and clock.today() > row.window_until:
        raise Refused("dispute_too_late", until=row.window_until.isoformat())
    left = row.supply_krw + row.vat_krw - row.refunded_krw
    if not 0 < asked_krw <= left:
        raise Refused("refund_exceeds", won=asked_krw, most=left)
    row.save(update_fields=["state"])
    days = rates.use_rates(Ref("order", row.id), PROPOSAL_DAYS, on=clock.today(), clock=clock)[PROPOSAL_DAYS].integer
    made = DisputeRow.objects.create(
        order=row,
        claim=_text(claim),
        asked_krw=asked_krw,
        opened_by_id=by.id,
        opened_by_name=by.name,
        opened=clock.now(),
        decide_by=clock.today() + timedelta(days=days),
    )
    facts = {"order": row.id, "asked": asked_krw, "decide_by": made.decide_by.isoformat()}
    record(by.actor, "dispute.opened", made.id, facts=facts, clock=clock)
    words = Words("분쟁이 제기되었습니다. 답해 주세요", "A dispute was opened; please answer")
    _announce(made, to_seller(row.contract.seller), OFFICERS, words=words, key="opened", by=by, clock=clock)
    return trades.dispute_values([made])[0]


@transaction.atomic
def answer_dispute(id: str, text: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Dispute:
    """The seller's side of it. Raises ``Refused``: ``not_found``, ``forbidden``, ``dispute_state_has_no_such_step``,
    ``dispute_text_refused``."""
    row = _locked(id)
    contract = row.order.contract
    side_of(by, buyer=contract.buyer, seller=contract.seller, wanted=Side.PROVIDER)
    row.state, row.answer = core.moved(DisputeState(row.state), DisputeState.ANSWERED).value, _text(text)
    row.save(update_fields=["state", "answer"])
    record(by.actor, "dispute.answered", id, clock=clock)
    words = Words("판매자가 분쟁에 답했습니다", "The seller has answered the dispute")
    _announce(row, to_buyer(contract.buyer), words=words, key="answered", by=by, clock=clock)
    return trades.dispute_values([row])[0]


@transaction.atomic
def add_evidence(id: str, text: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Dispute:
    """Either side's, until it is decided. Raises as ``answer_dispute``."""
    row = _locked(id)
    contract = row.order.contract
    side = side_of(by, buyer=contract.buyer, seller=contract.seller)
    core.moved(DisputeState(row.state), DisputeState.DECIDED)
    Evidence.objects.create(dispute=row, text=_text(text), by_name=by.name, side=side.value, at=clock.now())
    record(by.actor, "dispute.evidence_added", id, facts={"side": side.value}, clock=clock)
    return trades.dispute_values([row])[0]


@transaction.atomic
def decide_dispute(id: str, decision: Decision, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Dispute:
    """An officer's without interest: money goes back from what is held, the rest is released to the seller.

    Decided just so already, nothing changes. Raises ``Refused``: ``not_found``, ``forbidden``, ``dispute_interest``,
    ``dispute_state_has_no_such_step``, ``dispute_reason_missing``, ``refund_exceeds``.
    """
    require_officer(by)
    require_scope(by, Scope.ADMIN)
    row = _locked(id)
    if row.state == DisputeState.DECIDED and (row.outcome, row.won) == (decision.outcome.value, decision.won):
        return trades.dispute_values([row])[0]
    order = locked_order(row.order_id)
    if core.has_interest(by, {OrganisationId(order.contract.buyer), OrganisationId(order.contract.seller)}):
        raise Refused("dispute_interest")
    row.state = core.moved(DisputeState(row.state), DisputeState.DECIDED).value
    checked = core.checked(decision, order.supply_krw + order.vat_krw - order.refunded_krw)
    row.outcome, row.won, row.reason = checked.outcome.value, checked.won, checked.reason.strip()[:TEXT_LONGEST]
    row.decided_by_name, row.decided = by.name, clock.now()
    row.save()
    if checked.won:
        to_credit = checked.outcome is Outcome.CREDIT
        refunds.give_back(order, checked.won, verb="order.refunded", by=by, clock=clock, to_credit=to_credit)
    crash.point("exchange.decided")
    if order.state != OrderState.REFUNDED:
        release(order, by=by, clock=clock)
    facts = {"outcome": row.outcome, "won": row.won, "reason": row.reason}
    record(by.actor, "dispute.decided", id, facts=facts, clock=clock)
    words = Words("분쟁이 결정되었습니다", "A dispute was decided")
    sides = (to_buyer(order.contract.buyer), to_seller(order.contract.seller))
    _announce(row, *sides, words=words, key="decided", by=by, clock=clock)
    return trades.dispute_values([row])[0]


@transaction.atomic
def withdraw_dispute(id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Dispute:
    """The buyer's; the window runs on. Raises as ``answer_dispute``."""
    row = _locked(id)
    require_buyer(by, row.order.contract.buyer)
    row.state = core.moved(DisputeState(row.state), DisputeState.WITHDRAWN).value
    row.save(update_fields=["state"])
    order = locked_order(row.order_id)
    order.state = moved(OrderState(order.state), OrderState.DELIVERED).value
    order.save(update_fields=["state"])
    record(by.actor, "dispute.withdrawn", id, clock=clock)
    return trades.dispute_values([row])[0]


def _announce(row: DisputeRow, *to: Recipient, words: Words, key: str, by: Person, clock: Clock) -> None:
    contract = row.order.contract
    announce(
        *to,
        topic=DISPUTE,
        title=Words(f"{words.ko}: {contract.title_ko}", f"{words.en}: {contract.title_en}"),
        about=Ref("dispute", row.id),
        key=key,
        by=by,
        clock=clock,
    )


def _text(text: str) -> str:
    if not text.strip() or len(text) > TEXT_LONGEST:
        raise Refused("dispute_text_refused", longest=TEXT_LONGEST)
    return text.strip()


def _locked(id: str) -> DisputeRow:
    row = DisputeRow.objects.select_for_update(of=("self",)).select_related("order__contract").filter(id=id).first()
    if row is None:
        raise Refused("not_found")
    return row
