"""A voucher's agreement: named supplier, three signatures, and the reports that are owed after it."""

from decimal import Decimal

from django.db import transaction

from naru.base.kit.canonical import JSON
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.person import SYSTEM, OrganisationId, Person, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.base.trail.actions import record
from naru.commons.duties import actions as duties
from naru.commons.ledger import actions as ledger
from naru.commons.ledger.core.sources import SpendingRule
from naru.commons.papers import actions as papers
from naru.commons.terms import actions as terms
from naru.commons.terms import reads as term_reads
from naru.systems.vouchers import reads
from naru.systems.vouchers.core import money, rights
from naru.systems.vouchers.core.due_dates import months_after
from naru.systems.vouchers.core.states import AWARDS, AwardState, moved
from naru.systems.vouchers.models import Award as AwardRow
from naru.systems.vouchers.models import Outcome
from naru.systems.vouchers.paper_templates import AGREEMENT
from naru.systems.vouchers.steps import locked, tell_both

PAY = "naru:pay"  # the act that the agreement allows


@transaction.atomic
def draft_agreement(award_id: str, supplier: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.Award:
    """The holder names a supplier; the document waits for three signatures. Raises ``Refused``: ``supplier_related``."""
    row = locked(award_id)
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
    tell_both(row, supplier, Words("협약서에 서명해 주세요", "Please sign the agreement"), "agreement", by, clock)
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


def _require_unrelated(holder: str, supplier: str, clock: Clock) -> None:
    one, other = (reads.ties_of([each], clock=clock).representatives for each in (holder, supplier))
    if holder == supplier or one & other:
        raise Refused("supplier_related")


@transaction.atomic
def sign(award_id: str, party: str, digest: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.Award:
    """For one party; the last signature makes the voucher spendable.

    Raises ``Refused``: ``not_found``, ``forbidden``, or as ``terms.sign``.
    """
    row = locked(award_id)
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


def _acts_for(by: Person, party: str) -> bool:
    if party == "city":
        return rights.may_run(by)
    return by.stewards(OrganisationId(party.removeprefix("org:")))


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
    row = locked(award_id)
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
