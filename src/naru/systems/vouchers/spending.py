"""A voucher's way: agreed, own share paid in, delivered, inspected, approved, paid; returned, recovered, reported on."""

from collections.abc import Callable
from datetime import date
from decimal import Decimal

from django.db import transaction

from naru.base.kit.canonical import JSON
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.ids import new_id
from naru.base.kit.person import SYSTEM, OrganisationId, Person, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.base.trail.actions import record
from naru.commons.acceptance import actions as acceptance
from naru.commons.acceptance import reads as deliveries
from naru.commons.acceptance.core.deliveries import Verdict
from naru.commons.duties import actions as duties
from naru.commons.ledger import actions as ledger
from naru.commons.ledger.core.sources import SpendingRule
from naru.commons.ledger.core.transfers import Act
from naru.commons.notices.actions import tell
from naru.commons.notices.core.values import ToOrganisation
from naru.commons.papers import actions as papers
from naru.commons.terms import actions as terms
from naru.commons.terms import reads as term_reads
from naru.systems.vouchers import bookkeeping, reads
from naru.systems.vouchers.core import money, rights
from naru.systems.vouchers.core.states import AWARDS, CLAIMS, RECOVERIES, AwardState, ClaimState, RecoveryState, moved
from naru.systems.vouchers.models import Award as AwardRow
from naru.systems.vouchers.models import Claim as ClaimRow
from naru.systems.vouchers.models import Outcome, Recovery
from naru.systems.vouchers.notices import MONEY, TO_DO
from naru.systems.vouchers.paper_templates import AGREEMENT

CLAIM = "voucher_claim"
PAY = "naru:pay"  # the act that the agreement allows


@transaction.atomic
def draft_agreement(award_id: str, supplier: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.Award:
    """The holder names a supplier; the document waits for three signatures. Raises ``Refused``: ``supplier_related``."""
    row = _locked(award_id)
    require(rights.may_apply_for(by, OrganisationId(row.organisation_id)), by, scope=Scope.WRITE)
    moved(AwardState(row.state), AwardState.AGREED, AWARDS)
    _require_unrelated(row.organisation_id, people.organisation(supplier).id, clock)
    row.supplier_id = supplier
    row.save()
    found = reads.award(row.id, SYSTEM)
    body = _agreement(found)
    if row.document_id:
        terms.end(row.document_id, on=clock.today(), reason="공급기업을 바꿈", by=by, clock=clock)
    document = terms.draft(
        reads.AWARD,
        parties=tuple(reads.parties_of(found)),
        policy={"permission": [{"uid": "pay", "action": PAY}]},
        body=body,
        proposed_by=f"org:{found.holder}",
        by=by,
        clock=clock,
    )
    row.document_id = document.id
    row.save()
    paper = body | {"sha256": document.newest.sha256}
    papers.issue(AGREEMENT, paper, about=Ref(reads.AWARD, row.id), by=by, clock=clock)
    record(by.actor, "award.agreement_drafted", row.id, facts={"sha256": document.newest.sha256}, clock=clock)
    _tell(row, supplier, Words("협약서에 서명해 주세요", "Please sign the agreement"), "agreement", by, clock)
    return reads.award(row.id, SYSTEM)


def _agreement(found: reads.Award) -> dict[str, JSON]:
    assert found.supplier_name is not None, "it was just named"
    return {
        "programme": found.programme.title.ko,
        "firm": found.holder_name.ko,
        "supplier": found.supplier_name.ko,
        "won": found.won,
        "own_share": f"{found.own_share:.2%}",
        "until": found.until.isoformat(),
    }


@transaction.atomic
def sign(award_id: str, party: str, digest: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.Award:
    """For one party; the last signature makes the voucher spendable.

    Raises ``Refused``: ``not_found``, ``forbidden``, or as ``terms.sign``.
    """
    row = _locked(award_id)
    reads.award(row.id, by)
    require(_acts_for(by, party), by, scope=Scope.WRITE)
    document = term_reads.document(row.document_id)
    signed = terms.sign(document.id, document.newest.number, party=party, digest=digest, by=by, clock=clock)
    if signed.newest.in_force_since(signed.parties) is not None and row.state == AwardState.AWARDED:
        row.state, row.agreed = AwardState.AGREED.value, clock.now()
        row.save()
        rule = SpendingRule(
            categories=("exchange.order",),
            share_most=1 - Decimal(row.own_share),
            until=row.until,
            payees=(str(row.supplier_id),),
        )
        ledger.set_spending_rule(money.award(row.id), rule, by=SYSTEM, clock=clock)
        record(by.actor, "award.agreed", row.id, facts={"sha256": digest}, clock=clock)
        _owe_reports(row, clock)
    return reads.award(row.id, SYSTEM)


def _owe_reports(row: AwardRow, clock: Clock) -> None:
    for months in reads.programme(row.programme_id).rules.report_months:
        duties.owe(
            f"voucher:{row.id}:{months}",
            what=Words(f"바우처 {months}개월 성과 알리기", f"Report the voucher's outcomes after {months} months"),
            due=months_after(row.until, months),
            about=Ref(reads.AWARD, row.id),
            organisation=row.organisation_id,
            source=f"협약 {row.document_id}",
            by=SYSTEM,
            clock=clock,
        )


def months_after(day: date, months: int) -> date:
    """The same day of that month, or its last one (민법 160)."""
    year, month = divmod(day.year * 12 + day.month - 1 + months, 12)
    for last in (day.day, 30, 29, 28):
        try:
            return date(year, month + 1, last)
        except ValueError:
            continue
    raise AssertionError("every month has 28 days")


@transaction.atomic
def deposit_own(award_id: str, won: int, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.Award:
    """An officer saw the firm's own share on the account. Raises ``Refused``: ``voucher_not_agreed``."""
    _require_officer(by)
    row = _locked(award_id)
    _require_agreed(row)
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
    row = _locked(award_id)
    require(bool(row.supplier_id) and by.stewards(OrganisationId(str(row.supplier_id))), by, scope=Scope.WRITE)
    _require_agreed(row)
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
    row, claim = _locked_claim(claim_id)
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
    _require_officer(by)
    row, claim = _locked_claim(claim_id)
    _require_other(by, claim.delivered_by)
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
    _tell(row, str(row.supplier_id), said, f"inspected:{delivery.id}", by, clock)


@transaction.atomic
def approve(claim_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Neither who delivered nor who inspected; from a price on, two people. Raises ``Refused``: ``four_eyes``."""
    _require_officer(by)
    row, claim = _locked_claim(claim_id)
    moved(ClaimState(claim.state), ClaimState.APPROVED, CLAIMS)
    _require_other(by, claim.delivered_by, claim.inspected_by, *claim.approved_by)
    claim.approved_by = [*claim.approved_by, by.id]
    threshold = reads.programme(row.programme_id).rules.two_approvers_from_krw
    if len(claim.approved_by) >= (2 if claim.price_krw >= threshold else 1):
        claim.state = ClaimState.APPROVED.value
    claim.save()
    record(by.actor, "claim.approved", claim.id, facts={"approvals": len(claim.approved_by)}, clock=clock)


@transaction.atomic
def pay(claim_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """The supplier is paid, never the firm: by a person who did none of the steps before. Raises ``Refused``: ``four_eyes``."""
    _require_officer(by)
    row, claim = _locked_claim(claim_id)
    claim.state = moved(ClaimState(claim.state), ClaimState.PAID, CLAIMS).value
    _require_other(by, claim.delivered_by, claim.inspected_by, *claim.approved_by)
    claim.paid_by, claim.paid = by.id, clock.now()
    claim.save()
    bookkeeping.pay(claim, clock=clock)
    record(by.actor, "claim.paid", claim.id, facts={"won": claim.price_krw}, clock=clock)
    left = reads.award(row.id, SYSTEM).left_krw
    said = Words(
        f"{claim.price_krw:,}원을 지급했습니다. 바우처에 남은 돈 {left:,}원, {row.until}까지",
        f"{claim.price_krw:,} won paid; {left:,} won are left until {row.until}",
    )
    _tell(row, str(row.supplier_id), said, f"paid:{claim.id}", by, clock, topic=MONEY)


@transaction.atomic
def refund(claim_id: str, won: int, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """The supplier gave back part of a price: subsidy to its sources pro rata, the rest to the firm's own share.

    Raises ``Refused``: ``refund_too_large``, ``voucher_cannot_move``.
    """
    _require_officer(by)
    row, claim = _locked_claim(claim_id)
    most = claim.price_krw - claim.refunded_krw if claim.state == ClaimState.PAID else 0
    if not 0 < won <= most:
        raise Refused("refund_too_large", most=most)
    subsidy, own = money.step(claim.refunded_krw, won, [claim.subsidy_krw, claim.own_krw])
    id, act = f"{claim.id}:refund:{claim.refunded_krw}", Act("claim.refunded", claim.id)
    sources = _sources(row)
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
    _require_officer(by)
    row = _locked(award_id)
    row.state = moved(AwardState(row.state), AwardState.CLOSED, AWARDS).value
    ended = [ClaimState.PAID, ClaimState.REFUSED]
    waiting = ClaimRow.objects.filter(award=row).exclude(state__in=ended).count()
    if waiting:
        raise Refused("claims_open", count=waiting)
    found = reads.award(row.id, SYSTEM)
    act = Act("award.closed", row.id)
    bookkeeping.give_back(
        row, found.left_krw, _sources(row), id=f"{row.id}:close", act=act, debit=money.award(row.id), clock=clock
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
    _require_officer(by)
    row = _locked(award_id)
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
    _require_officer(by)
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


@transaction.atomic
def report_outcome(
    award_id: str,
    months: int,
    *,
    sales_krw: int,
    hires: int,
    datasets: int,
    note: str = "",
    by: Person,
    clock: Clock = SYSTEM_CLOCK,
) -> None:
    """What came of it, so many months after. Raises ``Refused``: ``not_found``, ``no_such_duty``."""
    row = _locked(award_id)
    require(rights.may_apply_for(by, OrganisationId(row.organisation_id)), by, scope=Scope.WRITE)
    Outcome.objects.update_or_create(
        award=row,
        months=months,
        defaults={
            "sales_krw": sales_krw,
            "hires": hires,
            "datasets": datasets,
            "note": note[:2000],
            "at": clock.now(),
        },
    )
    duties.fulfil(f"voucher:{row.id}:{months}", evidence=Ref(reads.AWARD, row.id), by=by, clock=clock)
    record(by.actor, "award.outcome_reported", row.id, facts={"months": months}, clock=clock)


def _tell(row: AwardRow, supplier: str, said: Words, key: str, by: Person, clock: Clock, *, topic: str = TO_DO) -> None:
    tell(
        ToOrganisation(row.organisation_id),
        ToOrganisation(supplier),
        topic=topic,
        title=Words(f"바우처 {row.number}: {said.ko}", f"Voucher {row.number}: {said.en}"),
        about=Ref(reads.AWARD, row.id),
        key=key,
        by=by.actor,
        clock=clock,
    )


def _require_unrelated(holder: str, supplier: str, clock: Clock) -> None:
    one, other = (reads.ties_of([each], clock=clock).representatives for each in (holder, supplier))
    if holder == supplier or one & other:
        raise Refused("supplier_related")


def _require_agreed(row: AwardRow) -> None:
    if row.state != AwardState.AGREED:
        raise Refused("voucher_not_agreed")


def _require_other(by: Person, *before: str) -> None:
    if by.id in before:
        raise Refused("four_eyes")


def _require_officer(by: Person) -> None:
    require(rights.may_run(by), by, scope=Scope.ADMIN)


def _acts_for(by: Person, party: str) -> bool:
    if party == "city":
        return rights.may_run(by)
    return by.stewards(OrganisationId(party.removeprefix("org:")))


def _sources(row: AwardRow) -> list[str]:
    return [source.code for source in reads.programme(row.programme_id).rules.sources]


def _locked(award_id: str) -> AwardRow:
    row = AwardRow.objects.select_for_update().filter(id=award_id).first()
    if row is None:
        raise Refused("not_found")
    return row


def _locked_claim(claim_id: str) -> tuple[AwardRow, ClaimRow]:
    """The award first, whose money it is."""
    award_id = ClaimRow.objects.filter(id=claim_id).values_list("award_id", flat=True).first()
    if award_id is None:
        raise Refused("not_found")
    row = _locked(award_id)
    return row, ClaimRow.objects.select_for_update().get(id=claim_id)
