"""What looks wrong in a programme, and its settlement file: gathered for auditors, decided by nobody here."""

import csv
import io
from collections.abc import Iterator
from decimal import Decimal

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.person import Person
from naru.base.kit.spreadsheet import inert
from naru.base.trail.actions import record
from naru.commons.cases import reads as cases
from naru.commons.cases.core.interests import Ties
from naru.data.catalogue.core import korean
from naru.systems.vouchers import reads
from naru.systems.vouchers.core import rights, signals
from naru.systems.vouchers.core.signals import Proposal, Signal, Spending
from naru.systems.vouchers.models import Claim as ClaimRow
from naru.systems.vouchers.models import Outcome

DEAR_TIMES = Decimal(3)  # shown to a person; no rule of law
TEXTS = ("why", "how", "gain")
COLUMNS = (
    *(
        "number",
        "firm",
        "business_number",
        "supplier",
        "kind",
        "awarded_krw",
        "paid_krw",
        "own_paid_krw",
        "returned_krw",
    ),
    *("state", "agreed", "claims", "sales_krw", "hires", "datasets"),
)


def signals_of(programme_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> list[Signal]:
    """For auditors and officers. Raises ``Refused``: ``not_found``, ``forbidden``."""
    require(rights.may_audit(by), by)
    found = reads.programme(programme_id)
    proposals = _proposals(found, clock)
    claims = _claims(found, clock)
    return [
        *signals.alike(proposals, least=found.rules.alike_from),
        *signals.reused_documents(proposals),
        *signals.same_origin(proposals),
        *signals.related_applicants(proposals),
        *signals.related_supplier(claims),
        *signals.circular(claims),
        *signals.dear(claims, times=DEAR_TIMES),
        *signals.early_work(claims),
    ]


def _proposals(found: reads.Programme, clock: Clock) -> list[Proposal]:
    listed = [case for case in cases.cases_about(found.ref) if case.filed is not None]
    texts = [" ".join(str(case.answers.get(name) or "") for name in TEXTS) for case in listed]
    korean.learn(texts)
    documents: dict[str, set[str]] = {}
    for each in cases.documents(case.id for case in listed):
        documents.setdefault(each.case_id, set()).add(each.sha256)
    return [
        Proposal(
            id=case.id,
            label=f"{case.number} {case.name.ko}",
            runs=signals.runs_of([part for word in korean.words(text) for part in korean.content(word)]),
            documents=frozenset(documents.get(case.id, ())),
            origins=case.origins,
            ties=_only_own(reads.ties_of([case.organisation], clock=clock)),
        )
        for case, text in zip(listed, texts, strict=True)
    ]


def _only_own(ties: Ties) -> Ties:
    """Between applicants a contract is nothing odd."""
    return Ties(organisations=ties.organisations, representatives=ties.representatives, addresses=ties.addresses)


def _claims(found: reads.Programme, clock: Clock) -> list[Spending]:
    rows = ClaimRow.objects.select_related("award").filter(award__programme_id=found.id).order_by("id")
    return [
        Spending(
            id=row.award_id,
            label=str(row.award.number),
            holder=row.award.organisation_id,
            supplier=str(row.award.supplier_id),
            price_krw=row.price_krw,
            kind=row.award.kind,
            began=row.began,
            agreed=reads.agreed_on(row.award),
            ties=(
                _only_own(reads.ties_of([row.award.organisation_id], clock=clock)),
                _only_own(reads.ties_of([str(row.award.supplier_id)], clock=clock)),
            ),
        )
        for row in rows
    ]


def settlement(programme_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Iterator[str]:
    """The ministry's file: CSV, a line a voucher, amounts from the ledger; that it was taken is in the trail."""
    require(rights.may_audit(by), by)
    found = reads.programme(programme_id)
    record(by.actor, "programme.exported", found.id, clock=clock)
    return _lines(found, by)


def _lines(found: reads.Programme, by: Person) -> Iterator[str]:
    yield _line(COLUMNS)
    for each in reads.awards(found, by):
        paid = [claim for claim in each.claims if claim.paid]
        outcome = Outcome.objects.filter(award_id=each.id).order_by("-months").first()
        facts = reads.facts_of(each.holder, found)
        yield _line(
            (
                each.number,
                each.holder_name.ko,
                facts.business_number,
                each.supplier_name.ko if each.supplier_name else "",
                each.kind,
                each.won,
                sum(claim.subsidy_krw for claim in paid),
                sum(claim.own_krw for claim in paid),
                each.returned_krw,
                each.state.value,
                each.agreed.date().isoformat() if each.agreed else "",
                len(paid),
                outcome.sales_krw if outcome else "",
                outcome.hires if outcome else "",
                outcome.datasets if outcome else "",
            )
        )


def _line(cells: tuple[object, ...]) -> str:
    """What a spreadsheet would take for a formula is written as text."""
    text = io.StringIO()
    csv.writer(text).writerow(map(inert, cells))
    return text.getvalue()
