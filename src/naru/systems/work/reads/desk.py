"""The tasks of a batch or a training as the browser's tool has them, without a right answer; an assignment as it stands."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from django.db.models import Count, Q, QuerySet
from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.systems.work.core import rights
from naru.systems.work.core.job_rules import PayBy
from naru.systems.work.core.states import HOLDING, WORKING, AnswerState, AssignmentState
from naru.systems.work.models import Answer, Assignment, Task, Training
from naru.systems.work.reads.contracts import ContractView, contract_value
from naru.systems.work.reads.jobs import JobView

ASSIGNMENT, ANSWER = "work_assignment", "work_answer"


@dataclass(frozen=True, slots=True, kw_only=True)
class AssignmentView:
    id: str
    number: int
    contract: ContractView
    state: AssignmentState
    by: PayBy
    won: int
    size: int
    taken: datetime
    leased_until: datetime
    worked_ms: int
    handed_in: datetime | None
    sent_back: datetime | None
    checked: datetime | None
    checked_by: str
    pieces: int
    earned_krw: int
    top_up_krw: int

    @property
    def ref(self) -> Ref:
        return Ref(ASSIGNMENT, self.id)

    @property
    def job(self) -> JobView:
        return self.contract.job

    @property
    def total_krw(self) -> int:
        return self.earned_krw + self.top_up_krw

    @property
    def may_save(self) -> bool:
        return self.state in WORKING

    @property
    def reward_krw(self) -> int | None:
        return self.won * self.size if self.by is PayBy.PIECE else None


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerView:
    """``gold``: the right answer of a gold task, for the job's people alone."""

    id: str
    task_id: str
    number: int
    content: Mapping[str, Any]
    value: Mapping[str, Any]
    state: AnswerState
    reason: str
    is_right: bool | None
    gold: Mapping[str, Any] | None


def assignment(assignment_id: str, person: Person) -> AssignmentView:
    """To its person and the job's people. Raises ``Refused``: ``not_found``."""
    row = _rows().filter(id=assignment_id).first()
    if row is None:
        raise Refused("not_found")
    owner = row.contract.job.organisation_id
    if person.id != row.contract.person_id and not rights.may_see_office(person, owner):
        raise Refused("not_found")
    return assignment_value(row)


def in_hand(contract_id: str) -> list[AssignmentView]:
    """What its person has not handed in, or is to mend."""
    rows = _rows().filter(contract=contract_id, state__in=WORKING).order_by("taken", "id")
    return [assignment_value(row) for row in rows]


def assignments(
    *, contract_id: str = "", job_id: str = "", states: Sequence[AssignmentState] = ()
) -> list[AssignmentView]:
    rows = _rows().order_by("-taken", "-id")
    rows = rows.filter(contract=contract_id) if contract_id else rows.filter(batch__job=job_id)
    return [assignment_value(row) for row in (rows.filter(state__in=states) if states else rows)]


def answers(found: AssignmentView, person: Person) -> list[AnswerView]:
    """In the order of the batch; the right answers of gold stay out of it for whoever does not run the job."""
    tells = rights.may_see_office(person, found.job.organisation) and person.id != found.contract.person_id
    rows = Answer.objects.filter(assignment=found.id).select_related("task")
    order = {task: place for place, task in enumerate(_tasks_of(found))}
    return [
        AnswerView(
            id=row.id,
            task_id=str(row.task_id),
            number=order[str(row.task_id)] + 1,
            content=row.task.content,
            value=row.value,
            state=AnswerState(row.state),
            reason=row.reason,
            is_right=row.is_right if tells else None,
            gold=row.task.gold if tells else None,
        )
        for row in sorted(rows, key=lambda each: order[str(each.task_id)])
    ]


def desk(found: AssignmentView) -> dict[str, Any]:
    """What the tool needs: tasks in their order with what was saved, and which of them are still to be done."""
    saved = {str(row.task_id): row for row in Answer.objects.filter(assignment=found.id)}
    tasks = tasks_by_id(_tasks_of(found))
    done = {AnswerState.ACCEPTED, AnswerState.REFUSED}
    return _desk(
        found.job,
        [
            _task(tasks[task_id])
            | _saved(saved.get(task_id), found.sent_back)
            | {"closed": task_id in saved and AnswerState(saved[task_id].state) in done}
            for task_id in _tasks_of(found)
        ],
    ) | {"id": found.id, "until": found.leased_until.isoformat(), "worked": found.worked_ms}


def training_desk(found: ContractView, row: Training) -> dict[str, Any]:
    tasks = tasks_by_id(row.answers)
    listed = [_task(tasks[task]) | {"value": row.answers[task], "number": 0} for task in row.answers]
    return _desk(found.job, listed) | {"id": row.id, "until": "", "worked": 0}


def _desk(job: JobView, tasks: list[dict[str, Any]]) -> dict[str, Any]:
    labels = [{"name": each.name, "ko": each.words.ko, "en": each.words.en} for each in job.rules.labels]
    return {"kind": job.kind.value, "labels": labels, "idle": job.rules.idle_s, "tasks": tasks}


def _task(task: Task) -> dict[str, Any]:
    content = dict(task.content)
    if "image" in content:
        content["image"] = reverse("work:image", args=[task.job_id, content["image"]])
    return {"id": task.id, "content": content}


def _saved(row: Answer | None, sent_back: datetime | None) -> dict[str, Any]:
    """With the reason that it came back for, until it was answered anew."""
    if row is None:
        return {"value": None, "number": 0, "reason": ""}
    is_new = sent_back is not None and row.saved > sent_back
    return {"value": row.value, "number": row.number, "reason": "" if is_new else row.reason}


def tasks_by_id(ids: Sequence[str] | Mapping[str, Any]) -> dict[str, Task]:
    return {row.id: row for row in Task.objects.filter(id__in=list(ids))}


def _tasks_of(found: AssignmentView) -> list[str]:
    return list(Assignment.objects.values_list("batch__tasks", flat=True).get(id=found.id))


def _rows() -> "QuerySet[Assignment]":
    return Assignment.objects.select_related("batch", "contract__job__organisation", "contract__person")


def assignment_value(row: Assignment) -> AssignmentView:
    return AssignmentView(
        id=row.id,
        number=row.batch.number,
        contract=contract_value(row.contract),
        state=AssignmentState(row.state),
        by=PayBy(row.by),
        won=row.won,
        size=len(row.batch.tasks),
        taken=row.taken,
        leased_until=row.leased_until,
        worked_ms=row.worked_ms,
        handed_in=row.handed_in,
        sent_back=row.sent_back,
        checked=row.checked,
        checked_by=row.checked_by,
        pieces=row.pieces,
        earned_krw=row.earned_krw,
        top_up_krw=row.top_up_krw,
    )


def pieces_of(person: Person) -> dict[str, tuple[int, int]]:
    """By one's own contract: answers accepted, of those that were judged."""
    judged = Answer.objects.filter(
        assignment__contract__person=person.id, state__in=[AnswerState.ACCEPTED, AnswerState.REFUSED]
    )
    rows = judged.values("assignment__contract").annotate(
        all=Count("*"), accepted=Count("pk", filter=Q(state=AnswerState.ACCEPTED))
    )
    return {row["assignment__contract"]: (row["accepted"], row["all"]) for row in rows}


def held_krw(job_id: str) -> int:
    """What is set apart for batches in people's hands."""
    return sum(Assignment.objects.filter(batch__job=job_id, state__in=HOLDING).values_list("held_krw", flat=True))
