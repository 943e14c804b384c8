"""Calls, applications and awards, as their people see them."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime

from django.conf import settings
from django.db.models import QuerySet, Sum

from naru.base.kit.clock import in_city
from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.acceptance import reads as acceptance
from naru.commons.acceptance.core.deliveries import Delivery, Verdict
from naru.commons.cases import reads as cases
from naru.commons.cases.core.forms import Form
from naru.commons.cases.core.interests import Ties
from naru.commons.parties import reads as parties
from naru.commons.terms import reads as terms
from naru.systems.firms.core import rights
from naru.systems.firms.core.calls import Rules, form_of, rules_of
from naru.systems.firms.core.states import AwardState
from naru.systems.firms.models import Award as AwardRow
from naru.systems.firms.models import Call as CallRow
from naru.systems.firms.models import Milestone as MilestoneRow
from naru.systems.firms.models import Use as UseRow

CALL, APPLICATION, AWARD, MILESTONE = "support_call", "support_application", "support_award", "support_milestone"
CITY = "city"


@dataclass(frozen=True, slots=True, kw_only=True)
class Call:
    id: str
    title: Words
    summary: Words
    rules: Rules
    problem_id: str
    opens: datetime
    closes: datetime
    announced: datetime | None

    @property
    def ref(self) -> Ref:
        return Ref(CALL, self.id)

    @property
    def form(self) -> Form:
        return form_of(self.rules)

    def is_open(self, now: datetime) -> bool:
        """Both its first and its last instant are within."""
        return self.opens <= now <= self.closes


@dataclass(frozen=True, slots=True, kw_only=True)
class Milestone:
    """``deliveries`` in their rounds; the last one says how it stands."""

    id: str
    words: Words
    due: date
    deliveries: Sequence[Delivery]

    @property
    def newest(self) -> Delivery | None:
        return self.deliveries[-1] if self.deliveries else None

    @property
    def is_accepted(self) -> bool:
        return self.newest is not None and self.newest.verdict is Verdict.ACCEPTED

    @property
    def is_awaited(self) -> bool:
        """Something is still to be delivered for it."""
        return self.newest is None or self.newest.verdict is Verdict.REWORK


@dataclass(frozen=True, slots=True, kw_only=True)
class Use:
    amount: int
    note: str
    at: datetime
    by_name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Award:
    """``used`` of ``amount`` was taken up so far."""

    id: str
    case_id: str
    call: Call
    number: int
    title: str
    organisation: OrganisationId
    name: Words
    slug: str
    amount: int
    used: int
    state: AwardState
    document_id: str
    agreed: datetime | None
    milestones: Sequence[Milestone]
    uses: Sequence[Use]
    result: str
    ended: datetime | None
    reason: str

    @property
    def amount_words(self) -> Words:
        return self.call.rules.amount(self.amount)

    @property
    def used_words(self) -> Words:
        return self.call.rules.amount(self.used)

    @property
    def accepted(self) -> int:
        return sum(each.is_accepted for each in self.milestones)


def calls() -> list[Call]:
    """The newest first; all of them are public."""
    return [call_value(row) for row in CallRow.objects.order_by("-opens", "-id")]


def call(call_id: str) -> Call:
    """Raises ``Refused``: ``not_found``."""
    row = CallRow.objects.filter(id=call_id).first()
    if row is None:
        raise Refused("not_found")
    return call_value(row)


def calls_for(problem_id: str) -> list[Call]:
    return [call_value(row) for row in CallRow.objects.filter(problem_id=problem_id).order_by("opens", "id")]


def seed_of(call_id: str) -> str:
    return CallRow.objects.values_list("seed", flat=True).get(id=call_id)


def rules_json(call_id: str) -> dict[str, object]:
    """As they were written, for a call that follows them."""
    found: dict[str, object] = CallRow.objects.values_list("rules", flat=True).get(id=call_id)
    return found


def is_reviewer(found: Call, person: Person) -> bool:
    return not person.is_anonymous and cases.seat_of(found.ref, person.id) is not None


def may_see_applicants(found: Call, person: Person) -> bool:
    return rights.may_see_applicants(person, is_reviewer=is_reviewer(found, person))


def application(case_id: str, person: Person) -> cases.Case:
    """For the applicant's own people and whoever may know the applicants. Raises ``Refused``: ``not_found``."""
    found = cases.case(case_id, APPLICATION)
    sits = is_reviewer(call(found.about.id), person)
    if not rights.may_see_application(person, found.organisation, is_reviewer=sits):
        raise Refused("not_found")
    return found


def own_applications(person: Person) -> list[cases.Case]:
    """Of the person's organisations, the newest first."""
    return cases.cases_of(person.roles, APPLICATION)


def count_applied(found: Call) -> int | None:
    """How many filed; None while it is being judged: a count would say who is left."""
    if found.announced is None:
        return None
    return sum(each.filed is not None for each in cases.cases_about(found.ref))


def ties_of(organisations: Sequence[str]) -> Ties:
    """What ties some organisations to others, by what the register of parties knows."""
    known = [party for each in organisations if (party := parties.party_of(each))]
    return Ties(
        organisations=frozenset(organisations),
        representatives=frozenset(party.details.representative for party in known if party.details.representative),
        addresses=frozenset(party.details.address for party in known if party.details.address),
    )


def award(award_id: str, person: Person) -> Award:
    """For the firm's people, officers and auditors. Raises ``Refused``: ``not_found``."""
    row = _awards().filter(id=award_id).first()
    if row is None or not rights.may_see_award(person, OrganisationId(row.organisation_id)):
        raise Refused("not_found")
    return award_value(row)


def awards_of_call(call_id: str) -> list[Award]:
    """By their numbers. Public: they are there once they were announced."""
    return [award_value(row) for row in _awards().filter(call_id=call_id).order_by("number")]


def awards_of_firm(organisation: OrganisationId) -> list[Award]:
    return [award_value(row) for row in _awards().filter(organisation_id=organisation).order_by("-id")]


def award_of_case(case_id: str) -> str | None:
    return AwardRow.objects.filter(case_id=case_id).values_list("id", flat=True).first()


def award_of_milestone(milestone_id: str) -> str:
    """Raises ``Refused``: ``not_found``."""
    found = MilestoneRow.objects.filter(id=milestone_id).values_list("award_id", flat=True).first()
    if found is None:
        raise Refused("not_found")
    return found


def parties_of(found: Award) -> dict[str, Words]:
    """Who signs the agreement, by the name that the document gives them."""
    return {CITY: settings.NARU_CITY, f"org:{found.organisation}": found.name}


def signatures(found: Award) -> list[tuple[str, Words, datetime | None]]:
    """Each party, and when it signed."""
    if not found.document_id:
        return []
    version = terms.document(found.document_id).newest
    signed = ((party, name, version.signed_by(party)) for party, name in parties_of(found).items())
    return [(party, name, each.at if each else None) for party, name, each in signed]


def period(found: Call) -> tuple[str, str]:
    opens, closes = (f"{in_city(each):%Y-%m-%d %H:%M}" for each in (found.opens, found.closes))
    return opens, closes


def call_value(row: CallRow) -> Call:
    return Call(
        id=row.id,
        title=Words(row.title_ko, row.title_en),
        summary=Words(row.summary_ko, row.summary_en),
        rules=rules_of(row.rules),
        problem_id=row.problem_id or "",
        opens=row.opens,
        closes=row.closes,
        announced=row.announced,
    )


def award_value(row: AwardRow) -> Award:
    found = call_value(row.call)
    uses = list(UseRow.objects.filter(award=row).order_by("id"))
    return Award(
        id=row.id,
        case_id=row.case_id,
        call=found,
        number=row.number,
        title=row.title,
        organisation=OrganisationId(row.organisation_id),
        name=Words(row.organisation.name_ko, row.organisation.name_en),
        slug=row.organisation.slug,
        amount=row.amount,
        used=sum(each.amount for each in uses),
        state=AwardState(row.state),
        document_id=row.document_id,
        agreed=row.agreed,
        milestones=_milestones(row, found.rules),
        uses=[Use(amount=each.amount, note=each.note, at=each.at, by_name=each.by_name) for each in uses],
        result=row.result,
        ended=row.ended,
        reason=row.reason,
    )


def used_of(row: AwardRow) -> int:
    return UseRow.objects.filter(award=row).aggregate(used=Sum("amount"))["used"] or 0


def _milestones(row: AwardRow, rules: Rules) -> list[Milestone]:
    words = {each.code: each.words for each in rules.milestones}
    return [
        Milestone(
            id=each.id,
            words=words.get(each.code, Words(each.code, each.code)),
            due=each.due,
            deliveries=acceptance.deliveries(Ref(MILESTONE, each.id)),
        )
        for each in MilestoneRow.objects.filter(award=row).order_by("due", "id")
    ]


def _awards() -> QuerySet[AwardRow]:
    return AwardRow.objects.select_related("call", "organisation")
