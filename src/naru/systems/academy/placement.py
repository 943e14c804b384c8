"""Postings and referrals: a firm says whom it looks for, a graduate says to which of them they may be shown.

*Theory of operation.* A firm reads counts until a graduate consents to this posting; then, sent by a person of the city, their name
and certificates. Consent is for one posting and can be taken back; every read of a profile asks for it at that instant. Nobody who
looks for work pays or is asked to (직업안정법 32), and a posting under the minimum wage is not taken (25).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import ROUND_FLOOR, Decimal
from typing import Any

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require, require_officer, require_write
from naru.base.kit.person import SYSTEM, OrganisationId, Person, PersonId
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.duties import actions as duties
from naru.commons.notices.actions import tell
from naru.commons.notices.core.values import ToOrganisation, ToPerson
from naru.commons.rates.actions import use_rates
from naru.commons.rates.reads import rate
from naru.systems.academy import reads
from naru.systems.academy.core import matching, rights
from naru.systems.academy.core.badges import Skill
from naru.systems.academy.core.retention import retention_day
from naru.systems.academy.core.states import (
    POSTINGS,
    REFERRALS,
    SEEN_BY_FIRM,
    CredentialState,
    PostingState,
    ReferralState,
    moved,
)
from naru.systems.academy.models import Credential, Posting, Referral
from naru.systems.academy.notices import REFERRED
from naru.systems.academy.rate_names import MINIMUM_WAGE, RETENTION_MONTHS, SMALL_CELL, WEEKS_MONTH

FIRM_MOVES = frozenset(ReferralState) - {ReferralState.CONSENTED, ReferralState.WITHDRAWN, ReferralState.SENT}
CONTRACTS = {
    "permanent": Words("정규직", "Permanent"),
    "fixed": Words("계약직", "Fixed term"),
    "intern": Words("인턴", "Internship"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class PostingView:
    id: str
    firm: str
    firm_name: Words
    title: str
    text: str
    place: str
    contract: Words
    hours_week: int
    pay_krw_month: int
    people: int
    asked: tuple[matching.Asked, ...]
    skills: Mapping[str, Skill]
    state: PostingState
    closes: date

    @property
    def ref(self) -> Ref:
        return Ref("academy_posting", self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class ReferralView:
    """``name`` and ``certificates`` are "" and none for a firm that may not see them."""

    id: str
    posting_id: str
    person_id: str
    name: str
    certificates: tuple[str, ...]
    state: ReferralState
    score: int
    changed: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class NewPosting:
    """The conditions that a posting states (직업안정법 시행령: 모집하는 일, 곳, 임금, 시간, 사람 수, 기한)."""

    firm: OrganisationId
    title: str
    text: str
    place: str
    contract: str
    hours_week: int
    pay_krw_month: int
    people: int
    asked: Sequence[Mapping[str, Any]]
    closes: date


@transaction.atomic
def open_posting(said: NewPosting, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> PostingView:
    """Raises ``Refused``: ``posting_refused``, ``posting_under_minimum_wage``, ``forbidden``."""
    require(rights.may_post_for(by, said.firm), by)
    _require_said(said, clock)
    row = Posting.objects.create(
        firm_id=said.firm,
        title=said.title.strip(),
        text=said.text.strip(),
        place=said.place.strip(),
        contract=said.contract,
        hours_week=said.hours_week,
        pay_krw_month=said.pay_krw_month,
        people=said.people,
        asked=[dict(each) for each in said.asked],
        opened=clock.now(),
        closes=said.closes,
    )
    _require_wage(row, clock)
    record(by.actor, "academy_posting.opened", row.id, facts={"title": row.title}, clock=clock)
    return posting(row.id)


def _require_said(said: NewPosting, clock: Clock) -> None:
    known = reads.skills_by_code([str(each.get("code", "")) for each in said.asked])
    faults = [
        *([("이름", "a title")] if not said.title.strip() else []),
        *([("하는 일", "what is done")] if not said.text.strip() else []),
        *([("일하는 곳", "the place")] if not said.place.strip() else []),
        *([("계약", "the contract")] if said.contract not in CONTRACTS else []),
        *([("한 주의 시간", "hours a week")] if not 1 <= said.hours_week <= 52 else []),
        *([("사람 수", "how many people")] if said.people < 1 else []),
        *([("마감일", "the last day")] if said.closes < clock.today() else []),
        *([("기술", "skills")] if not said.asked or any(_is_wrong(each, known) for each in said.asked) else []),
    ]
    if faults:
        raise Refused(
            "posting_refused", what=", ".join(ko for ko, _ in faults), what_en=", ".join(en for _, en in faults)
        )


def _is_wrong(asked: Mapping[str, Any], known: Mapping[str, Skill]) -> bool:
    level, weight = asked.get("level", 1), asked.get("weight", 1)
    return (
        asked.get("code") not in known
        or level not in matching.LEVELS
        or not isinstance(weight, int)
        or not 1 <= weight <= 9
    )


def _require_wage(row: Posting, clock: Clock) -> None:
    figures = use_rates(Ref("academy_posting", row.id), MINIMUM_WAGE, WEEKS_MONTH, on=clock.today(), clock=clock)
    hours = row.hours_week * Decimal(str(figures[WEEKS_MONTH].value))
    hour = int((row.pay_krw_month / hours).to_integral_value(rounding=ROUND_FLOOR))
    least = int(figures[MINIMUM_WAGE].value)
    if hour < least:
        raise Refused("posting_under_minimum_wage", hour=f"{hour:,}", least=f"{least:,}")


@transaction.atomic
def close_posting(posting_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Raises ``Refused``: ``not_found``, ``academy_cannot_move``."""
    row = _locked(posting_id)
    require(rights.may_post_for(by, row.firm_id) or by.is_officer, by)
    row.state = moved(PostingState(row.state), PostingState.CLOSED, POSTINGS).value
    row.save()
    record(by.actor, "academy_posting.closed", row.id, clock=clock)


# --- reading ---


def postings(*, clock: Clock = SYSTEM_CLOCK) -> list[PostingView]:
    """Those that are open today, the newest first."""
    rows = Posting.objects.select_related("firm").filter(state=PostingState.OPEN, closes__gte=clock.today())
    return _values(list(rows.order_by("-opened", "-id")))


def postings_of(firms: Sequence[str]) -> list[PostingView]:
    return _values(list(Posting.objects.select_related("firm").filter(firm__in=list(firms)).order_by("-opened", "-id")))


def posting(posting_id: str) -> PostingView:
    """Raises ``Refused``: ``not_found``."""
    row = Posting.objects.select_related("firm").filter(id=posting_id).first()
    if row is None:
        raise Refused("not_found")
    return _values([row])[0]


def _values(rows: Sequence[Posting]) -> list[PostingView]:
    skills = reads.skills_by_code([each["code"] for row in rows for each in row.asked])
    return [
        PostingView(
            id=row.id,
            firm=row.firm_id,
            firm_name=Words(row.firm.name_ko, row.firm.name_en),
            title=row.title,
            text=row.text,
            place=row.place,
            contract=CONTRACTS[row.contract],
            hours_week=row.hours_week,
            pay_krw_month=row.pay_krw_month,
            people=row.people,
            asked=tuple(
                matching.Asked(
                    code=each["code"],
                    level=int(each.get("level", 1)),
                    weight=int(each.get("weight", 1)),
                    is_must=bool(each.get("is_must", False)),
                )
                for each in row.asked
            ),
            skills=skills,
            state=PostingState(row.state),
            closes=row.closes,
        )
        for row in rows
    ]


def match_of(found: PostingView, person: Person) -> matching.Match:
    """One's own: why one fits, what is missing and which course gives it."""
    return matching.match(reads.profile_of(person.id), found.asked, reads.courses_by_skill())


def own_matches(person: Person, *, clock: Clock = SYSTEM_CLOCK) -> list[tuple[PostingView, matching.Match]]:
    """Every open posting, what fits best first."""
    profile, courses = reads.profile_of(person.id), reads.courses_by_skill()
    found = [(each, matching.match(profile, each.asked, courses)) for each in postings(clock=clock)]
    return sorted(found, key=lambda pair: (-pair[1].score, pair[0].closes, pair[0].id))


def fitting_count(found: PostingView, *, clock: Clock = SYSTEM_CLOCK) -> int | None:
    """How many graduates have all that must be there; None where they are too few to be counted."""
    people = sorted(
        set(Credential.objects.filter(state=CredentialState.ISSUED).values_list("enrolment__person", flat=True))
    )
    profiles = list(reads.profiles_of(people).values())
    if not profiles:
        return None
    count = int((matching.scores(profiles, [found.asked])[:, 0] > 0).sum())
    least = int(rate(SMALL_CELL, clock.today(), clock=clock).value)
    return count if count >= least else None


def referrals_for(found: PostingView, person: Person) -> list[ReferralView]:
    """Whom the firm may see, or for officers all of them; for others nobody. Raises ``Refused``: ``forbidden``."""
    is_firm = rights.may_post_for(person, found.firm)
    require(is_firm or person.is_officer, person)
    rows = Referral.objects.select_related("person").filter(posting=found.id).order_by("-score", "consented", "id")
    if not person.is_officer:
        rows = rows.filter(state__in=[each.value for each in SEEN_BY_FIRM])
    return [_referral_value(row) for row in rows]


def own_referrals(person: Person) -> list[tuple[PostingView, ReferralView]]:
    if person.is_anonymous:
        return []
    rows = list(
        Referral.objects.select_related("person", "posting__firm").filter(person=person.id).order_by("-changed", "-id")
    )
    listed = {each.id: each for each in _values([row.posting for row in rows])}
    return [(listed[row.posting_id], _referral_value(row)) for row in rows]


def referral_of(found: PostingView, person: Person) -> ReferralView | None:
    if person.is_anonymous:
        return None
    row = Referral.objects.select_related("person").filter(posting=found.id, person=person.id).first()
    return None if row is None else _referral_value(row)


def _referral_value(row: Referral) -> ReferralView:
    live = Credential.objects.filter(enrolment__person=row.person_id, state=CredentialState.ISSUED).order_by("issued")
    return ReferralView(
        id=row.id,
        posting_id=row.posting_id,
        person_id=row.person_id,
        name=row.person.name,
        certificates=tuple(live.values_list("number", flat=True)),
        state=ReferralState(row.state),
        score=row.score,
        changed=row.changed,
    )


# --- acting ---


@transaction.atomic
def consent(posting_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> ReferralView:
    """For this posting alone. Raises ``Refused``: ``posting_closed``, ``no_certificate_yet``, ``academy_cannot_move``."""
    require_write(by)
    row = _locked(posting_id)
    if PostingState(row.state) is not PostingState.OPEN or row.closes < clock.today():
        raise Refused("posting_closed")
    if not Credential.objects.filter(enrolment__person=by.id, state=CredentialState.ISSUED).exists():
        raise Refused("no_certificate_yet")
    score = match_of(posting(posting_id), by).score
    known = Referral.objects.select_for_update().filter(posting=row, person=by.id).first()
    if known is None:
        known = Referral(posting=row, person_id=by.id, state=ReferralState.CONSENTED.value)
    elif known.state == ReferralState.CONSENTED:
        return _referral_value(known)
    else:
        known.state = moved(ReferralState(known.state), ReferralState.CONSENTED, REFERRALS).value
    known.score, known.consented, known.changed = score, clock.now(), clock.now()
    known.save()
    record(by.actor, "academy_referral.consented", known.id, clock=clock)
    return _referral_value(known)


@transaction.atomic
def withdraw_consent(referral_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """From now on the firm sees nothing of the person. Raises ``Refused``: ``not_found``, ``academy_cannot_move``."""
    row = _referral(referral_id)
    if row.person_id != by.id:
        raise Refused("not_found")
    _move(row, ReferralState.WITHDRAWN, by=by, clock=clock)


@transaction.atomic
def send(referral_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """The city sends someone who consented to the firm. Raises ``Refused``: ``not_found``, ``academy_cannot_move``."""
    require_officer(by)
    row = _referral(referral_id)
    _move(row, ReferralState.SENT, by=by, clock=clock)
    tell(
        ToOrganisation(OrganisationId(row.posting.firm_id)),
        topic=REFERRED,
        title=Words(f"추천이 왔습니다: {row.posting.title}", f"A referral for {row.posting.title}"),
        about=Ref("academy_posting", row.posting_id),
        key=f"sent:{row.id}",
        by=by.actor,
        clock=clock,
    )


@transaction.atomic
def move(referral_id: str, to: ReferralState, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """By the firm or the city: interview, offer, hire or not; so many months after the hiring retained, or left.

    Raises ``Refused``: ``not_found``, ``forbidden``, ``academy_cannot_move``, ``retention_too_early``.
    """
    row = _referral(referral_id)
    is_firm = rights.may_post_for(by, row.posting.firm_id) and ReferralState(row.state) in SEEN_BY_FIRM
    require((is_firm and to in FIRM_MOVES) or by.is_officer, by)
    if to not in FIRM_MOVES:
        raise Refused("not_found")
    if to is ReferralState.RETAINED and row.hired is not None:
        _require_retained(row, clock)
    _move(row, to, by=by, clock=clock)
    if to is ReferralState.HIRED:
        _owe_retention(row, clock)
    elif to in {ReferralState.RETAINED, ReferralState.LEFT}:
        duties.fulfil(_retention_key(row), evidence=Ref("academy_referral", row.id), by=by, clock=clock)
    tell(
        ToPerson(PersonId(row.person_id)),
        topic=REFERRED,
        title=Words(f"{row.posting.title}: {to.words.ko}", f"{row.posting.title}: {to.words.en}"),
        about=Ref("academy_posting", row.posting_id),
        key=f"{to.value}:{row.id}",
        by=by.actor,
        clock=clock,
    )


def _owe_retention(row: Referral, clock: Clock) -> None:
    """The firm says by that day whether the person still works there."""
    duties.owe(
        _retention_key(row),
        what=Words(f"재직 확인: {row.posting.title}", f"Say whether they still work there: {row.posting.title}"),
        due=_retention_day(row, clock),
        about=Ref("academy_posting", row.posting_id),
        organisation=row.posting.firm_id,
        source="데이터 아카데미 취업 추천",
        by=SYSTEM,
        clock=clock,
    )


def _require_retained(row: Referral, clock: Clock) -> None:
    day = _retention_day(row, clock)
    if clock.today() < day:
        raise Refused("retention_too_early", day=f"{day}")


def _retention_day(row: Referral, clock: Clock) -> date:
    assert row.hired is not None, "only who was hired is retained"
    months = int(rate(RETENTION_MONTHS, row.hired, clock=clock).value)
    return retention_day(row.hired, months)


def _retention_key(row: Referral) -> str:
    return f"academy:retention:{row.id}"


def _move(row: Referral, to: ReferralState, *, by: Person, clock: Clock) -> None:
    row.state, row.changed = moved(ReferralState(row.state), to, REFERRALS).value, clock.now()
    if to is ReferralState.HIRED:
        row.hired = clock.today()
    row.save()
    record(by.actor, "academy_referral.moved", row.id, facts={"state": to.value}, clock=clock)


def _locked(posting_id: str) -> Posting:
    row = Posting.objects.select_for_update(of=("self",)).filter(id=posting_id).first()
    if row is None:
        raise Refused("not_found")
    return row


def _referral(referral_id: str) -> Referral:
    row = Referral.objects.select_for_update(of=("self",)).select_related("posting").filter(id=referral_id).first()
    if row is None:
        raise Refused("not_found")
    return row


def posting_of(referral_id: str) -> str:
    return Referral.objects.values_list("posting_id", flat=True).get(id=referral_id)


def has_certificate(person: Person) -> bool:
    return Credential.objects.filter(enrolment__person=person.id, state=CredentialState.ISSUED).exists()
