"""Programmes, applications and vouchers as their people see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal

from django.conf import settings

from naru.base.kit.clock import SYSTEM_CLOCK, Clock, in_city
from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.cases import reads as cases
from naru.commons.cases.core.forms import Form
from naru.commons.cases.core.interests import Ties
from naru.commons.cases.core.states import CaseState
from naru.commons.ledger import reads as ledger
from naru.commons.parties import reads as parties
from naru.commons.terms import reads as terms
from naru.systems.vouchers.core import money, rights
from naru.systems.vouchers.core.eligibility import Check, FirmFacts, checks
from naru.systems.vouchers.core.programme import Rules, form_of, rules_of
from naru.systems.vouchers.core.states import AwardState, ClaimState, RecoveryState
from naru.systems.vouchers.models import Award as AwardRow
from naru.systems.vouchers.models import Claim as ClaimRow
from naru.systems.vouchers.models import Outcome, Recovery
from naru.systems.vouchers.models import Programme as ProgrammeRow

APPLICATION, PROGRAMME, AWARD = "voucher_application", "voucher_programme", "voucher_award"


@dataclass(frozen=True, slots=True, kw_only=True)
class Programme:
    """``seed`` is shown once the panel is drawn: with the candidates it draws the same again."""

    id: str
    title: Words
    summary: Words
    year: int
    rules: Rules
    opens: datetime
    closes: datetime
    spend_until: date
    announced: datetime | None

    @property
    def ref(self) -> Ref:
        return Ref(PROGRAMME, self.id)

    @property
    def form(self) -> Form:
        return form_of(self.rules)

    def is_open(self, now: datetime) -> bool:
        """Both its first and its last instant are within."""
        return self.opens <= now <= self.closes


@dataclass(frozen=True, slots=True, kw_only=True)
class Figures:
    """A programme in numbers anyone may know. Won: ``budget = free + awarded``, ``awarded = left + held + paid + returned``."""

    applied: int
    eligible: int
    awarded: int
    agreed: int
    delivered: int
    budget_krw: int
    awarded_krw: int
    held_krw: int
    paid_krw: int
    returned_krw: int

    @property
    def free_krw(self) -> int:
        return self.budget_krw - self.awarded_krw

    @property
    def left_krw(self) -> int:
        return self.awarded_krw - self.held_krw - self.paid_krw - self.returned_krw


@dataclass(frozen=True, slots=True, kw_only=True)
class Claim:
    id: str
    what: str
    dataset_id: str
    sha256: str
    price_krw: int
    subsidy_krw: int
    own_krw: int
    refunded_krw: int
    state: ClaimState
    began: date | None
    delivered: datetime
    approvals: int
    paid: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Owed:
    id: str
    won: int
    paid_krw: int
    reason: str
    state: RecoveryState


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """``left_krw`` can still be spent, ``own_left_krw`` is what the firm has paid in and not spent."""

    id: str
    case_id: str
    programme: Programme
    number: int
    holder: OrganisationId
    holder_name: Words
    supplier: str
    supplier_name: Words | None
    kind: str
    won: int
    own_share: Decimal
    state: AwardState
    document_id: str
    agreed: datetime | None
    until: date
    returned_krw: int
    left_krw: int
    held_krw: int
    own_left_krw: int
    own_needed_krw: int
    claims: Sequence[Claim]
    recoveries: Sequence[Owed]
    outcomes: Sequence[int]

    @property
    def paid_krw(self) -> int:
        """Of the subsidy, refunds counted."""
        return self.won - self.left_krw - self.held_krw - self.returned_krw


def programmes() -> list[Programme]:
    """The newest first; all of them are public."""
    return [programme_value(row) for row in ProgrammeRow.objects.order_by("-opens", "-id")]


def programme(programme_id: str) -> Programme:
    """Raises ``Refused``: ``not_found``."""
    row = ProgrammeRow.objects.filter(id=programme_id).first()
    if row is None:
        raise Refused("not_found")
    return programme_value(row)


def seed_of(programme_id: str) -> str:
    return ProgrammeRow.objects.values_list("seed", flat=True).get(id=programme_id)


def figures(found: Programme) -> Figures:
    listed = cases.cases_about(found.ref)
    filed = [case for case in listed if case.filed is not None]
    rows = list(AwardRow.objects.filter(programme_id=found.id))
    accounts = ledger.names_of(money.award(row.id) for row in rows)
    held = sum(account.held_krw for account in accounts.values())
    left = sum(account.available_krw for account in accounts.values())
    won, returned = sum(row.won for row in rows), sum(row.returned_krw for row in rows)
    decisions = cases.decisions(case.id for case in filed)
    out = sum(decision.outcome == "ineligible" for decision in decisions.values())
    judged = sum(case.state in {CaseState.COMPLETE, CaseState.DECIDED, CaseState.OBJECTED} for case in filed)
    return Figures(
        applied=len(filed),
        eligible=judged - out,
        awarded=len(rows),
        agreed=sum(row.agreed is not None for row in rows),
        delivered=ClaimRow.objects.filter(award__programme_id=found.id, state=ClaimState.PAID)
        .values("award")
        .distinct()
        .count(),
        budget_krw=found.rules.budget_krw,
        awarded_krw=won,
        held_krw=held,
        paid_krw=won - left - held - returned,
        returned_krw=returned,
    )


def application(case_id: str, person: Person) -> cases.Case:
    """For the applicant's own people, officers and auditors. Raises ``Refused``: ``not_found``."""
    found = cases.case(case_id, APPLICATION)
    if not rights.may_see_application(person, found.organisation):
        raise Refused("not_found")
    return found


def facts_of(organisation: str, found: Programme, *, clock: Clock = SYSTEM_CLOCK) -> FirmFacts:
    """What the platform knows of a firm: nobody is asked for a paper that would say the same."""
    party = parties.party_of(organisation, clock=clock)
    year = AwardRow.objects.filter(organisation_id=organisation, programme__year=found.year)
    owed = Recovery.objects.filter(award__organisation_id=organisation, state=RecoveryState.ORDERED)
    return FirmFacts(
        business_number=party.business_written if party and party.business_number else "",
        address=party.details.address if party else "",
        closed=party.closed if party and party.is_closed(clock.today()) else None,
        recoveries_open=owed.count(),
        awards_this_year=year.exclude(programme_id=found.id).count(),
        city=settings.NARU_CITY.ko.removesuffix("광역시").removesuffix("특별시").removesuffix("시"),
    )


def eligibility(case: cases.Case, found: Programme, *, clock: Clock = SYSTEM_CLOCK) -> list[Check]:
    return checks(facts_of(case.organisation, found, clock=clock), found.rules.eligibility)


def ties_of(organisations: Sequence[str], *, clock: Clock = SYSTEM_CLOCK) -> Ties:
    """What ties some organisations to others: who represents them, where they lie, whom they have agreed with here."""
    known = [party for each in organisations if (party := parties.party_of(each, clock=clock))]
    bought = AwardRow.objects.filter(organisation_id__in=organisations, supplier__isnull=False)
    sold = AwardRow.objects.filter(supplier_id__in=organisations)
    return Ties(
        organisations=frozenset(organisations),
        representatives=frozenset(party.details.representative for party in known if party.details.representative),
        addresses=frozenset(party.details.address for party in known if party.details.address),
        contracts=frozenset(
            [*bought.values_list("supplier_id", flat=True), *sold.values_list("organisation_id", flat=True)]
        ),
    )


def award(award_id: str, person: Person) -> Award:
    """For the firm's and the supplier's people, officers and auditors. Raises ``Refused``: ``not_found``."""
    row = AwardRow.objects.select_related("programme", "organisation", "supplier").filter(id=award_id).first()
    if row is None or not rights.may_see_award(person, OrganisationId(row.organisation_id), row.supplier_id or ""):
        raise Refused("not_found")
    return award_value(row)


def awards(found: Programme, person: Person) -> list[Award]:
    """By their numbers, those that the person may see."""
    rows = AwardRow.objects.select_related("programme", "organisation", "supplier").filter(programme_id=found.id)
    return [
        award_value(row)
        for row in rows.order_by("number")
        if rights.may_see_award(person, OrganisationId(row.organisation_id), row.supplier_id or "")
    ]


def award_of_case(case_id: str) -> str | None:
    return AwardRow.objects.filter(case_id=case_id).values_list("id", flat=True).first()


def own_applications(person: Person) -> list[cases.Case]:
    """Of the person's organisations, the newest first."""
    return cases.cases_of(person.roles, APPLICATION)


def parties_of(found: Award) -> dict[str, Words]:
    """Who signs the agreement, by the name that the document gives them."""
    assert found.supplier_name is not None, "an agreement has a supplier"
    return {
        "city": settings.NARU_CITY,
        f"org:{found.holder}": found.holder_name,
        f"org:{found.supplier}": found.supplier_name,
    }


def signatures(found: Award) -> list[tuple[str, Words, datetime | None]]:
    """Each party, and when it signed the newest version."""
    if not found.document_id:
        return []
    version = terms.document(found.document_id).newest
    return [
        (party, name, signed.at if (signed := version.signed_by(party)) else None)
        for party, name in parties_of(found).items()
    ]


def count_awarded() -> int:
    return AwardRow.objects.count()


def programme_value(row: ProgrammeRow) -> Programme:
    return Programme(
        id=row.id,
        title=Words(row.title_ko, row.title_en),
        summary=Words(row.summary_ko, row.summary_en),
        year=row.year,
        rules=rules_of(row.rules),
        opens=row.opens,
        closes=row.closes,
        spend_until=row.spend_until,
        announced=row.announced,
    )


def award_value(row: AwardRow) -> Award:
    accounts = ledger.names_of([money.award(row.id), money.own(row.id)])
    voucher, own = accounts[money.award(row.id)], accounts[money.own(row.id)]
    return Award(
        id=row.id,
        case_id=row.case_id,
        programme=programme_value(row.programme),
        number=row.number,
        holder=OrganisationId(row.organisation_id),
        holder_name=Words(row.organisation.name_ko, row.organisation.name_en),
        supplier=row.supplier_id or "",
        supplier_name=Words(row.supplier.name_ko, row.supplier.name_en) if row.supplier else None,
        kind=row.kind,
        won=row.won,
        own_share=row.own_share,
        state=AwardState(row.state),
        document_id=row.document_id,
        agreed=row.agreed,
        until=row.until,
        returned_krw=row.returned_krw,
        left_krw=voucher.available_krw,
        held_krw=voucher.held_krw,
        own_left_krw=own.available_krw,
        own_needed_krw=money.own_for(row.won, row.own_share),
        claims=[claim_value(each) for each in ClaimRow.objects.filter(award=row).order_by("id")],
        recoveries=[
            Owed(id=each.id, won=each.won, paid_krw=each.paid_krw, reason=each.reason, state=RecoveryState(each.state))
            for each in Recovery.objects.filter(award=row).order_by("id")
        ],
        outcomes=list(Outcome.objects.filter(award=row).order_by("months").values_list("months", flat=True)),
    )


def claim_value(row: ClaimRow) -> Claim:
    return Claim(
        id=row.id,
        what=row.what,
        dataset_id=row.dataset_id,
        sha256=row.sha256,
        price_krw=row.price_krw,
        subsidy_krw=row.subsidy_krw,
        own_krw=row.own_krw,
        refunded_krw=row.refunded_krw,
        state=ClaimState(row.state),
        began=row.began,
        delivered=row.delivered,
        approvals=len(row.approved_by),
        paid=row.paid,
    )


def agreed_on(row: AwardRow) -> date | None:
    return in_city(row.agreed).date() if row.agreed else None


def award_of_claim(claim_id: str) -> str:
    """Raises ``Refused``: ``not_found``."""
    found = ClaimRow.objects.filter(id=claim_id).values_list("award_id", flat=True).first()
    if found is None:
        raise Refused("not_found")
    return found
