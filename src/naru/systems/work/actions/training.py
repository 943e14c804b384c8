"""Gold tasks by which one qualifies for a job."""

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.systems.work import bookkeeping
from naru.systems.work.actions.paying import earn
from naru.systems.work.actions.rows import in_force, locked_job
from naru.systems.work.core.answers import checked_answer, say_the_same
from naru.systems.work.core.job_rules import JobRules, LabelKind, read_rules
from naru.systems.work.models import Contract, Job, Task, Training


@transaction.atomic
def begin(job_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Training:
    """The try that goes on, or the next. Raises ``Refused``: ``work_contract_needed``, ``work_tries_used``."""
    job = locked_job(job_id)
    contract, rules = in_force(job, by), read_rules(job.rules)
    tries = list(Training.objects.filter(contract=contract).order_by("number"))
    if tries and (tries[-1].passed is None or tries[-1].passed):
        return tries[-1]
    if len(tries) >= rules.training.tries:
        raise Refused("work_tries_used", tries=rules.training.tries)
    tasks = Task.objects.filter(job=job, is_training=True).order_by("number").values_list("id", flat=True)
    answers = dict.fromkeys(tasks[: rules.training.size])
    return Training.objects.create(contract=contract, number=len(tries) + 1, answers=answers, begun=clock.now())


@transaction.atomic
def save(job_id: str, task_id: str, value: object, *, by: Person) -> None:
    """Raises ``Refused``: ``not_found``, ``work_contract_needed``, ``work_answer_refused``."""
    job = locked_job(job_id)
    row, _ = _going_on(job, by)
    if task_id not in row.answers:
        raise Refused("work_answer_refused", what=task_id[:80])
    task = Task.objects.get(id=task_id)
    said = checked_answer(LabelKind(job.kind), read_rules(job.rules).label_names, task.content, value)
    row.answers = row.answers | {task_id: said}
    row.save(update_fields=["answers"])


def _going_on(job: Job, by: Person) -> tuple[Training, Contract]:
    contract = in_force(job, by)
    row = Training.objects.select_for_update().filter(contract=contract, passed=None).first()
    if row is None:
        raise Refused("not_found")
    return row, contract


@transaction.atomic
def finish(job_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> Training:
    """Graded by the gold; whoever passes is paid for it, once. Raises ``Refused``: ``work_unanswered``, or as ``save``."""
    job = locked_job(job_id)
    row, contract = _going_on(job, by)
    rules = read_rules(job.rules)
    if missing := sum(each is None for each in row.answers.values()):
        raise Refused("work_unanswered", count=missing)
    gold = dict(Task.objects.filter(id__in=list(row.answers)).values_list("id", "gold"))
    row.right = sum(
        say_the_same(said, gold[task] or {}, box_overlap=rules.box_overlap) for task, said in row.answers.items()
    )
    row.passed, row.ended = row.right >= rules.training.pass_share * len(row.answers), clock.now()
    row.save()
    record(
        by.actor, "work_contract.trained", contract.id, facts={"right": row.right, "of": len(row.answers)}, clock=clock
    )
    if row.passed:
        _pay(contract, job, rules, by=by, clock=clock)
    return row


def _pay(contract: Contract, job: Job, rules: JobRules, *, by: Person, clock: Clock) -> None:
    won = rules.training.won
    if not won:
        return
    verb = "work_contract.training_paid"
    bookkeeping.pay_more(contract.id, job.id, str(contract.person_id), won, verb=verb, clock=clock)
    earn(contract, "training", contract.id, won, clock=clock)
    record(by.actor, verb, contract.id, facts={"won": won}, clock=clock)


def going_on(contract_id: str) -> Training | None:
    return Training.objects.filter(contract=contract_id, passed=None).first()
