"""A voucher is spent: own share paid in, delivered with the price held, inspected, approved, paid."""

from datetime import date
from decimal import Decimal

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.ids import new_id
from naru.base.kit.person import SYSTEM, OrganisationId, Person, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.acceptance import actions as acceptance
from naru.commons.acceptance import reads as deliveries
from naru.commons.acceptance.core.deliveries import Verdict
from naru.systems.vouchers import bookkeeping, reads
from naru.systems.vouchers.core import money
from naru.systems.vouchers.core.states import CLAIMS, ClaimState, moved
from naru.systems.vouchers.models import Claim as ClaimRow
from naru.systems.vouchers.notices import MONEY
from naru.systems.vouchers.steps import locked, locked_claim, require_agreed, require_officer, require_other, tell_both

CLAIM = "voucher_claim"


@transaction.atomic
def deposit_own(award_id: str, won: int, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.Award:
    """An officer saw the firm's own share on the account. Raises ``Refused``: ``voucher_not_agreed``."""
    require_officer(by)
    row = locked(award_id)
    require_agreed(row)
    bookkeeping.deposit(row, won, id=f"{row.id}:own:{new_id()}", clock=clock)
    record(by.actor, "award.deposited", row.id, facts={"won": won}, clock=clock)
    return reads.award(row.id, SYSTEM)


@transaction.atomic
def deliver(
    award_id: str,
    what: str,
    *,
    sha256: str,
    price_krw: int,
    dataset_id: str = "",
    began: date | None = None,
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> str:
    """The supplier delivers, by the hash of a report or of a dataset's version; the price is held on both sides.

    Raises ``Refused``: ``forbidden``, ``voucher_not_agreed``, ``voucher_expired``, ``voucher_too_small``, ``own_share_missing``.
    """
    row = locked(award_id)
    require(bool(row.supplier_id) and by.stewards(OrganisationId(str(row.supplier_id))), by, scope=Scope.WRITE)
    require_agreed(row)
    if clock.today() > row.until:
        raise Refused("voucher_expired", until=row.until.isoformat())
    price = money.split(price_krw, Decimal(row.own_share))
    claim = ClaimRow.objects.create(
        award=row,
        what=what.strip()[:200],
        dataset_id=dataset_id,
        sha256=sha256,
        price_krw=price_krw,
        subsidy_krw=price.subsidy_krw,
        own_krw=price.own_krw,
        began=began,
        delivered=clock.now(),
        delivered_by=by.id,
    )
    bookkeeping.hold(claim, clock=clock)
    acceptance.deliver(Ref(CLAIM, claim.id), claim.what, by=by, clock=clock)
    record(by.actor, "claim.delivered", claim.id, facts={"won": price_krw, "what": claim.what}, clock=clock)
    return claim.id


@transaction.atomic
def redeliver(claim_id: str, sha256: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """What was to be reworked, at the same price; its money is still held. Raises ``Refused``: ``voucher_cannot_move``."""
    row, claim = locked_claim(claim_id)
    require(by.stewards(OrganisationId(str(row.supplier_id))), by, scope=Scope.WRITE)
    claim.state = moved(ClaimState(claim.state), ClaimState.DELIVERED, CLAIMS).value
    claim.sha256 = sha256
    claim.save()
    acceptance.deliver(Ref(CLAIM, claim.id), claim.what, by=by, clock=clock)
    record(by.actor, "claim.delivered", claim.id, facts={"won": claim.price_krw, "what": claim.what}, clock=clock)


INSPECTED = {
    Verdict.ACCEPTED: ClaimState.ACCEPTED,
    Verdict.REWORK: ClaimState.REWORK,
    Verdict.REFUSED: ClaimState.REFUSED,
}


@transaction.atomic
def inspect(claim_id: str, verdict: Verdict, *, reason: str = "", by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """A person who did not deliver looks at it; refused, its money is free again. Raises ``Refused``: ``four_eyes``."""
    require_officer(by)
    row, claim = locked_claim(claim_id)
    require_other(by, claim.delivered_by)
    claim.state = moved(ClaimState(claim.state), INSPECTED[verdict], CLAIMS).value
    claim.inspected_by = by.id
    claim.save()
    delivery = deliveries.latest(Ref(CLAIM, claim.id))
    assert delivery is not None, "a claim was delivered"
    acceptance.decide(delivery.id, verdict, reason=reason, by=by, clock=clock)
    if verdict is Verdict.REFUSED:
        bookkeeping.release(claim, clock=clock)
    record(by.actor, "claim.inspected", claim.id, facts={"verdict": verdict.value}, clock=clock)
    said = Words(f"검수 결과: {verdict.words.ko}", f"Inspection: {verdict.words.en}")
    tell_both(row, str(row.supplier_id), said, f"inspected:{delivery.id}", by, clock)


@transaction.atomic
def approve(claim_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Neither who delivered nor who inspected; from a price on, two people. Raises ``Refused``: ``four_eyes``."""
    require_officer(by)
    row, claim = locked_claim(claim_id)
    moved(ClaimState(claim.state), ClaimState.APPROVED, CLAIMS)
    require_other(by, claim.delivered_by, claim.inspected_by, *claim.approved_by)
    claim.approved_by = [*claim.approved_by, by.id]
    threshold = reads.programme(row.programme_id).rules.two_approvers_from_krw
    if len(claim.approved_by) >= (2 if claim.price_krw >= threshold else 1):
        claim.state = ClaimState.APPROVED.value
    claim.save()
    record(by.actor, "claim.approved", claim.id, facts={"approvals": len(claim.approved_by)}, clock=clock)


@transaction.atomic
def pay(claim_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """The supplier is paid, never the firm: by a person who did none of the steps before. Raises ``Refused``: ``four_eyes``."""
    require_officer(by)
    row, claim = locked_claim(claim_id)
    claim.state = moved(ClaimState(claim.state), ClaimState.PAID, CLAIMS).value
    require_other(by, claim.delivered_by, claim.inspected_by, *claim.approved_by)
    claim.paid_by, claim.paid = by.id, clock.now()
    claim.save()
    bookkeeping.pay(claim, clock=clock)
    record(by.actor, "claim.paid", claim.id, facts={"won": claim.price_krw}, clock=clock)
    left = reads.award(row.id, SYSTEM).left_krw
    said = Words(
        f"{claim.price_krw:,}원을 지급했습니다. 바우처에 남은 돈 {left:,}원, {row.until}까지",
        f"{claim.price_krw:,} won paid; {left:,} won are left until {row.until}",
    )
    tell_both(row, str(row.supplier_id), said, f"paid:{claim.id}", by, clock, topic=MONEY)
