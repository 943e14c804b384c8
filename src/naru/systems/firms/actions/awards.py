"""An award's way: agree, deliver milestones, check them, note what was taken up, report what came of it, end."""

from datetime import timedelta

from django.db import transaction

from naru.base.kit.canonical import JSON
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.person import SYSTEM, OrganisationId, Person, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.acceptance import actions as acceptance
from naru.commons.acceptance import reads as acceptance_reads
from naru.commons.acceptance.core.deliveries import Verdict
from naru.commons.duties import actions as duties
from naru.commons.notices.actions import tell
from naru.commons.notices.core.values import ToOrganisation, ToRole
from naru.commons.papers import actions as papers
from naru.commons.terms import actions as terms
from naru.commons.terms import reads as term_reads
from naru.systems.firms.actions.calls import require_officer
from naru.systems.firms.actions.text import written
from naru.systems.firms.core import rights
from naru.systems.firms.core.states import AWARDS, AwardState, moved
from naru.systems.firms.models import REASON_LONGEST, TEXT_LONGEST, Award, Milestone, Use
from naru.systems.firms.notices import TO_DO
from naru.systems.firms.paper_templates import AGREEMENT
from naru.systems.firms.reads import calls as reads

SUPPORT = "naru:support"  # the act that the agreement allows
AMOUNT_MOST = 10**9


@transaction.atomic
def draft_agreement(award_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.Award:
    """The document that city and firm sign; drawn up by either. Asked again, it is the one that is there."""
    row = locked(award_id)
    found = reads.award(row.id, by)
    require(_acts_for_firm(by, row) or rights.may_decide(by), by, scope=Scope.WRITE)
    moved(found.state, AwardState.AGREED, AWARDS)
    if row.document_id:
        return found
    rules = found.call.rules
    milestones: list[JSON] = [[each.words.ko, f"{each.days}일"] for each in rules.milestones]
    body: dict[str, JSON] = {
        "call": found.call.title.ko,
        "firm": found.name.ko,
        "title": found.title,
        "amount": found.amount_words.ko,
        "milestones": milestones,
    }
    document = terms.draft(
        reads.AWARD,
        parties=tuple(reads.parties_of(found)),
        policy={"permission": [{"uid": "support", "action": SUPPORT}]},
        body=body,
        proposed_by=reads.CITY,
        by=by,
        clock=clock,
    )
    row.document_id = document.id
    row.save()
    paper = body | {"sha256": document.newest.sha256}
    papers.issue(AGREEMENT, paper, about=Ref(reads.AWARD, row.id), by=by, clock=clock)
    record(by.actor, "support_award.agreement_drafted", row.id, facts={"sha256": document.newest.sha256}, clock=clock)
    _tell_firm(row, Words("협약서에 서명해 주세요", "Please sign the agreement"), key="agreement", by=by, clock=clock)
    return reads.award(row.id, SYSTEM)


@transaction.atomic
def sign(award_id: str, party: str, digest: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.Award:
    """For one party, over what it was shown; the second signature begins the support and its milestones.

    Raises ``Refused``: ``not_found``, ``forbidden``, or as ``terms.sign``.
    """
    row = locked(award_id)
    reads.award(row.id, by)
    acts = _acts_for(by, party, row)
    require(acts, by, scope=Scope.WRITE)
    if not row.document_id:
        raise Refused("award_not_agreed")
    document = term_reads.document(row.document_id)
    signed = terms.sign(document.id, document.newest.number, party=party, digest=digest, by=by, clock=clock)
    if signed.newest.in_force_since(signed.parties) is not None and row.state == AwardState.AWARDED:
        row.state, row.agreed = AwardState.AGREED.value, clock.now()
        row.save()
        record(by.actor, "support_award.agreed", row.id, facts={"sha256": digest}, clock=clock)
        _begin_milestones(row, clock)
    return reads.award(row.id, SYSTEM)


def _begin_milestones(row: Award, clock: Clock) -> None:
    """What is owed by when, on the page of all that is due."""
    for each in reads.call(row.call_id).rules.milestones:
        due = clock.today() + timedelta(days=each.days)
        milestone = Milestone.objects.create(award=row, code=each.code, due=due)
        duties.owe(
            _duty(milestone),
            what=Words(f"지원 과제: {each.words.ko}", f"Supported project: {each.words.en}"),
            due=due,
            about=Ref(reads.AWARD, row.id),
            organisation=row.organisation_id,
            source=f"협약 {row.document_id}",
            by=SYSTEM,
            clock=clock,
        )


@transaction.atomic
def deliver(milestone_id: str, what: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """By the firm. Raises ``Refused``: ``not_found``, ``award_not_agreed``, ``problem_text_refused``, or as ``acceptance.deliver``."""
    row, milestone = _of_milestone(milestone_id, by)
    require(_acts_for_firm(by, row), by, scope=Scope.WRITE)
    acceptance.deliver(Ref(reads.MILESTONE, milestone.id), written(what, TEXT_LONGEST)[:300], by=by, clock=clock)
    tell(
        ToRole("officer"),
        topic=TO_DO,
        title=Words("지원 과제의 결과를 확인해 주세요", "A milestone of support waits to be checked"),
        about=Ref(reads.AWARD, row.id),
        key=f"{milestone.id}:{clock.now().isoformat()}",
        by=by.actor,
        clock=clock,
    )


@transaction.atomic
def check(milestone_id: str, verdict: Verdict, *, reason: str = "", by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """By an officer who did not deliver it; what is accepted meets the duty. Raises ``Refused`` as ``acceptance.decide``."""
    require_officer(by)
    row, milestone = _of_milestone(milestone_id, by)
    delivery = acceptance_reads.latest(Ref(reads.MILESTONE, milestone.id))
    if delivery is None:
        raise Refused("not_found")
    acceptance.decide(delivery.id, verdict, reason=reason, by=by, clock=clock)
    if verdict is Verdict.ACCEPTED:
        duties.fulfil(_duty(milestone), evidence=Ref(reads.AWARD, row.id), by=by, clock=clock)
    said = Words(f"단계 확인: {verdict.words.ko}", f"A milestone was checked: {verdict.words.en}")
    _tell_firm(row, said, key=f"checked:{delivery.id}:{verdict.value}", by=by, clock=clock)


@transaction.atomic
def note_use(award_id: str, amount: int, note: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> int:
    """So much was taken up; how much is left. Raises ``Refused``: ``award_not_agreed``, ``award_used_up``, ``problem_text_refused``."""
    require_officer(by)
    row = locked(award_id)
    _require_agreed(row)
    rules = reads.call(row.call_id).rules
    left = row.amount - reads.used_of(row)
    if not 1 <= amount <= left:
        wanted, there = rules.amount(min(amount, AMOUNT_MOST)), rules.amount(left)
        raise Refused("award_used_up", left=there.ko, left_en=there.en, wanted=wanted.ko, wanted_en=wanted.en)
    made = Use.objects.create(award=row, amount=amount, note=written(note, 200), at=clock.now(), by_name=by.name)
    said = rules.amount(amount)
    facts = {"amount": said.ko, "amount_en": said.en, "note": made.note}
    record(by.actor, "support_award.used", row.id, facts=facts, clock=clock)
    return left - amount


@transaction.atomic
def report_result(award_id: str, text: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """What came of it, for everyone to read. Raises ``Refused``: ``not_found``, ``award_not_agreed``, ``problem_text_refused``."""
    row = locked(award_id)
    reads.award(row.id, by)
    require(_acts_for_firm(by, row), by, scope=Scope.WRITE)
    _require_agreed(row)
    row.result = written(text, TEXT_LONGEST)
    row.save()
    record(by.actor, "support_award.reported", row.id, clock=clock)


@transaction.atomic
def finish(award_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """All milestones accepted and the result said. Raises ``Refused``: ``not_found``, ``milestones_open``, ``award_without_result``."""
    require_officer(by)
    found = reads.award(award_id, by)
    open_ = len(found.milestones) - found.accepted
    if found.state is AwardState.AGREED and open_:
        raise Refused("milestones_open", count=open_)
    if found.state is AwardState.AGREED and not found.result:
        raise Refused("award_without_result")
    row = _ended(award_id, AwardState.DONE, clock=clock)
    record(by.actor, "support_award.done", row.id, clock=clock)


@transaction.atomic
def stop(award_id: str, reason: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """With the reason; what is still owed is void, and the agreement ends. Raises ``Refused``: ``not_found``, ``reason_needed``."""
    require_officer(by)
    if not reason.strip():
        raise Refused("reason_needed")
    row = _ended(award_id, AwardState.STOPPED, clock=clock)
    row.reason = reason.strip()[:REASON_LONGEST]
    row.save()
    duties.void(Ref(reads.AWARD, row.id), row.reason, by=by, clock=clock)
    if row.document_id:
        terms.end(row.document_id, on=clock.today(), reason=row.reason, by=by, clock=clock)
    record(by.actor, "support_award.stopped", row.id, facts={"reason": row.reason}, clock=clock)
    _tell_firm(row, Words("지원을 그만두었습니다", "The support was stopped"), key="stopped", by=by, clock=clock)


def _ended(award_id: str, to: AwardState, *, clock: Clock) -> Award:
    row = locked(award_id)
    row.state = moved(AwardState(row.state), to, AWARDS).value
    row.ended = clock.now()
    row.save()
    return row


def locked(award_id: str) -> Award:
    """Raises ``Refused``: ``not_found``."""
    row = Award.objects.select_for_update().filter(id=award_id).first()
    if row is None:
        raise Refused("not_found")
    return row


def _of_milestone(milestone_id: str, by: Person) -> tuple[Award, Milestone]:
    """The award first, for whoever may see it."""
    row = locked(reads.award_of_milestone(milestone_id))
    reads.award(row.id, by)
    _require_agreed(row)
    return row, Milestone.objects.get(id=milestone_id)


def _require_agreed(row: Award) -> None:
    if row.state != AwardState.AGREED:
        raise Refused("award_not_agreed")


def _acts_for_firm(by: Person, row: Award) -> bool:
    return rights.may_describe(by, OrganisationId(row.organisation_id))


def _acts_for(by: Person, party: str, row: Award) -> bool:
    if party == reads.CITY:
        return rights.may_decide(by)
    return party == f"org:{row.organisation_id}" and _acts_for_firm(by, row)


def _duty(milestone: Milestone) -> str:
    return f"firms.milestone:{milestone.id}"


def _tell_firm(row: Award, title: Words, *, key: str, by: Person, clock: Clock) -> None:
    tell(
        ToOrganisation(row.organisation_id),
        topic=TO_DO,
        title=Words(f"지원 {row.number}: {title.ko}", f"Support {row.number}: {title.en}"),
        about=Ref(reads.AWARD, row.id),
        key=key,
        by=by.actor,
        clock=clock,
    )
