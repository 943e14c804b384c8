"""Money of a voucher comes back: refunded, left at its end, or paid wrongly and owed."""

from collections.abc import Callable

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.commons.ledger.core.transfers import Act
from naru.systems.vouchers import bookkeeping, reads
from naru.systems.vouchers.core import money
from naru.systems.vouchers.core.states import AWARDS, RECOVERIES, AwardState, ClaimState, RecoveryState, moved
from naru.systems.vouchers.models import Award as AwardRow
from naru.systems.vouchers.models import Claim as ClaimRow
from naru.systems.vouchers.models import Recovery
from naru.systems.vouchers.steps import locked, locked_claim, require_officer, sources_of


@transaction.atomic
def refund(claim_id: str, won: int, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """The supplier gave back part of a price: subsidy to its sources pro rata, the rest to the firm's own share.

    Raises ``Refused``: ``refund_too_large``, ``voucher_cannot_move``.
    """
    require_officer(by)
    row, claim = locked_claim(claim_id)
    most = claim.price_krw - claim.refunded_krw if claim.state == ClaimState.PAID else 0
    if not 0 < won <= most:
        raise Refused("refund_too_large", most=most)
    subsidy, own = money.step(claim.refunded_krw, won, [claim.subsidy_krw, claim.own_krw])
    id, act = f"{claim.id}:refund:{claim.refunded_krw}", Act("claim.refunded", claim.id)
    sources = sources_of(row)
    bookkeeping.give_back(row, subsidy, sources, id=id, act=act, debit=money.TREASURY, clock=clock)
    bookkeeping.give_back_own(row, own, id=f"{id}:own", act=act, debit=money.TREASURY, clock=clock)
    claim.refunded_krw += won
    claim.save()
    row.returned_krw += subsidy
    row.save()
    record(by.actor, "claim.refunded", claim.id, facts={"won": won}, clock=clock)


@transaction.atomic
def close(award_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> int:
    """What is left goes back to its sources, the firm's own rest to the firm; how much subsidy.

    Raises ``Refused``: ``claims_open``, ``voucher_cannot_move``.
    """
    require_officer(by)
    row = locked(award_id)
    row.state = moved(AwardState(row.state), AwardState.CLOSED, AWARDS).value
    ended = [ClaimState.PAID, ClaimState.REFUSED]
    waiting = ClaimRow.objects.filter(award=row).exclude(state__in=ended).count()
    if waiting:
        raise Refused("claims_open", count=waiting)
    found = reads.award(row.id, SYSTEM)
    act = Act("award.closed", row.id)
    bookkeeping.give_back(
        row, found.left_krw, sources_of(row), id=f"{row.id}:close", act=act, debit=money.award(row.id), clock=clock
    )
    bookkeeping.give_back_own(
        row, found.own_left_krw, id=f"{row.id}:close:own", act=act, debit=money.own(row.id), clock=clock
    )
    row.returned_krw += found.left_krw
    row.save()
    record(by.actor, "award.closed", row.id, facts={"won": found.left_krw}, clock=clock)
    return found.left_krw


def close_expired(*, by: Person = SYSTEM, clock: Clock = SYSTEM_CLOCK) -> int:
    """Vouchers whose last day has passed and of which nothing is under way; how many."""
    live = AwardRow.objects.filter(until__lt=clock.today(), state__in=[AwardState.AWARDED, AwardState.AGREED])
    return sum(_tried(lambda each=each: close(each, by=by, clock=clock)) for each in live.values_list("id", flat=True))  # type: ignore[misc]


def _tried(act: Callable[[], int]) -> bool:
    try:
        act()
    except Refused as refused:
        if refused.code != "claims_open":
            raise
        return False
    return True


@transaction.atomic
def order_recovery(award_id: str, won: int, reason: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> str:
    """What was paid wrongly is owed back: never more than was paid. Raises ``Refused``: ``recovery_too_large``."""
    require_officer(by)
    row = locked(award_id)
    ordered = sum(
        Recovery.objects.filter(award=row).exclude(state=RecoveryState.WRITTEN_OFF).values_list("won", flat=True)
    )
    most = reads.award(row.id, SYSTEM).paid_krw - ordered
    if not 0 < won <= most:
        raise Refused("recovery_too_large", most=most)
    recovery = Recovery.objects.create(
        award=row, won=won, reason=reason.strip()[:300], ordered=clock.now(), ordered_by=by.id
    )
    bookkeeping.order_recovery(row, won, id=recovery.id, clock=clock)
    record(by.actor, "recovery.ordered", recovery.id, facts={"won": won, "reason": recovery.reason}, clock=clock)
    return recovery.id


@transaction.atomic
def receive_recovery(recovery_id: str, won: int, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Part of what is owed came in. Raises ``Refused``: ``not_found``, ``recovery_too_large``."""
    require_officer(by)
    recovery = Recovery.objects.select_for_update().filter(id=recovery_id).first()
    if recovery is None:
        raise Refused("not_found")
    left = recovery.won - recovery.paid_krw
    if not 0 < won <= left:
        raise Refused("recovery_too_large", most=left)
    to = RecoveryState.PAID if won == left else RecoveryState.ORDERED
    recovery.state = moved(RecoveryState(recovery.state), to, RECOVERIES).value
    id = f"{recovery.id}:{recovery.paid_krw}"
    bookkeeping.receive_recovery(recovery.award, won, recovery=recovery.id, id=id, clock=clock)
    recovery.paid_krw += won
    recovery.save()
    record(by.actor, "recovery.paid", recovery.id, facts={"won": won}, clock=clock)
