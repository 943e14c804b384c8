"""A refusal is looked at by somebody who neither made the answer nor refused it."""

from datetime import timedelta

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require, require_write
from naru.base.kit.person import Person, PersonId, Role, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.cases import actions as cases
from naru.commons.cases import reads as case_reads
from naru.commons.cases import review
from naru.commons.cases.core.forms import Field, FieldKind, Form, Step
from naru.commons.notices.actions import tell
from naru.commons.notices.core.values import ToOrganisation, ToPerson
from naru.commons.rates import actions as rates
from naru.systems.work import bookkeeping
from naru.systems.work.actions.checking import settle
from naru.systems.work.actions.paying import earn
from naru.systems.work.actions.rows import locked_job
from naru.systems.work.core import pay, rights
from naru.systems.work.core.job_rules import PayBy
from naru.systems.work.core.states import ANSWERS, BATCHES, AnswerState, BatchState, moved
from naru.systems.work.models import Answer, Batch
from naru.systems.work.notices import DISPUTE as TOPIC
from naru.systems.work.rate_names import MINIMUM_WAGE
from naru.systems.work.reads.desk import ANSWER

DISPUTE = "work_dispute"
NO_END = timedelta(days=1)  # a refusal can be disputed at any time: its case has no last day
FORM = Form(
    steps=(
        Step(
            name="why",
            words=Words("이의", "Dispute"),
            fields=(Field(name="why", words=Words("까닭", "Why"), kind=FieldKind.TEXT, least=2, most=2000),),
        ),
    )
)


@transaction.atomic
def dispute(answer_id: str, why: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> str:
    """By its maker; the assignment's id. Raises ``Refused``: ``not_found``, ``work_not_disputable``, ``case_exists``."""
    require_write(by)
    row = _locked(answer_id)
    if row.person_id != by.id:
        require(not rights.may_see_office(by, row.assignment.contract.job.organisation_id), by)
        raise Refused("not_found")
    if row.state != AnswerState.REFUSED:
        raise Refused("work_not_disputable")
    case = cases.open_case(DISPUTE, about=Ref(ANSWER, row.id), organisation=None, by=by, clock=clock)
    if cases.save_answers(case.id, {"why": why}, form=FORM, step="why", clock=clock):
        raise Refused("work_reason_missing")
    cases.file_case(case.id, form=FORM, until=clock.now() + NO_END, by=by, clock=clock)
    record(by.actor, "work_answer.disputed", row.id, clock=clock)
    job = row.assignment.contract.job
    tell(
        ToOrganisation(job.organisation_id, least=Role.STEWARD),
        topic=TOPIC,
        title=Words(f"{job.title_ko}: 인정하지 않은 답에 이의가 왔습니다", f"{job.title_en}: a refusal is disputed"),
        about=Ref("work_job", job.id),
        key=case.id,
        by=by.actor,
        clock=clock,
    )
    return str(row.assignment_id)


@transaction.atomic
def decide(case_id: str, *, upheld: bool, reason: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> str:
    """Upheld, the answer is accepted and paid by a further entry; the job's id.

    Raises ``Refused``: ``not_found``, ``work_own_answer`` for whoever made or refused it, ``work_reason_missing``,
    ``case_cannot_move``.
    """
    case = case_reads.case(case_id, DISPUTE)
    row = _locked(case.about.id)
    job = locked_job(str(row.assignment.contract.job_id))
    if not rights.may_see_office(by, job.organisation_id):
        raise Refused("sign_in_first" if by.is_anonymous else "not_found")
    require(rights.may_run(by, job.organisation_id) or rights.may_deposit(by), by, scope=Scope.WRITE)
    if by.id in (row.person_id, row.assignment.checked_by):
        raise Refused("work_own_answer")
    if not reason.strip():
        raise Refused("work_reason_missing")
    outcome = review.Outcome(outcome="upheld" if upheld else "confirmed", reasons=[Words(reason, reason)])
    review.decide(case_id, outcome, by=by, clock=clock)
    if upheld:
        _uphold(row, by=by, clock=clock)
    else:
        record(by.actor, "work_answer.confirmed", row.id, clock=clock)
    said = Words("받아들였습니다", "upheld") if upheld else Words("받아들이지 않았습니다", "not upheld")
    tell(
        ToPerson(PersonId(row.person_id)),
        topic=TOPIC,
        title=Words(f"{job.title_ko}: 이의를 {said.ko}", f"{job.title_en}: your dispute was {said.en}"),
        text=Words(reason, reason),
        about=Ref("work_assignment", str(row.assignment_id)),
        key=case_id,
        by=by.actor,
        clock=clock,
    )
    return job.id


def ref_of(answer_id: str) -> Ref:
    return Ref(ANSWER, answer_id)


def _uphold(row: Answer, *, by: Person, clock: Clock) -> None:
    assignment, verb = row.assignment, "work_answer.upheld"
    row.state = moved(AnswerState(row.state), AnswerState.ACCEPTED, ANSWERS).value
    row.save(update_fields=["state"])
    least = rates.use_rates(Ref(ANSWER, row.id), MINIMUM_WAGE, on=clock.today(), clock=clock)[MINIMUM_WAGE].integer
    answered = Answer.objects.filter(assignment=assignment).count()
    won = pay.reward(
        PayBy(assignment.by),
        assignment.won,
        accepted=1,
        answered=answered,
        worked_ms=assignment.worked_ms,
        minimum_krw=least,
    ).total_krw
    job_id = str(assignment.contract.job_id)
    if won:
        bookkeeping.pay_more(row.id, job_id, row.person_id, won, verb=verb, clock=clock)
        earn(assignment.contract, "dispute", row.id, won, clock=clock)
    record(by.actor, verb, row.id, facts={"won": won}, clock=clock)
    settle(assignment.contract.job, [row.task])
    _take_out(row, job_id)


def _take_out(row: Answer, job_id: str) -> None:
    """Refused, the task was for others to do; nobody is to be paid for it again."""
    waiting = Batch.objects.select_for_update().filter(job=job_id, state__in=[BatchState.OPEN, BatchState.STOPPED])
    for batch in waiting:
        if row.task_id in batch.tasks:
            batch.tasks = [each for each in batch.tasks if each != row.task_id]
            if not batch.tasks:
                batch.state = moved(BatchState(batch.state), BatchState.DONE, BATCHES).value
            batch.save(update_fields=["tasks", "state"])


def _locked(answer_id: str) -> Answer:
    row = (
        Answer.objects.select_for_update(of=("self",))
        .select_related("assignment__contract__job", "task")
        .filter(id=answer_id)
        .first()
    )
    if row is None:
        raise Refused("not_found")
    return row
