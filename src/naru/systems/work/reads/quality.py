"""Agreement, answers that differ, alarms."""

from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from naru.base.kit.canonical import canonical_json
from naru.base.kit.refusals import Refused
from naru.systems.work.core import agreement
from naru.systems.work.core.agreement import Estimate, Unit
from naru.systems.work.core.answers import box_units, labels_of, letters
from naru.systems.work.core.drift import counts, gold_drift, label_distance
from naru.systems.work.core.job_rules import LabelKind
from naru.systems.work.core.states import AnswerState, TaskState
from naru.systems.work.models import Alarm, Answer, Task
from naru.systems.work.reads.contracts import ContractView, contracts
from naru.systems.work.reads.jobs import JobView

JUDGED = [AnswerState.HANDED_IN, AnswerState.ACCEPTED, AnswerState.REFUSED, AnswerState.REWORK]


@dataclass(frozen=True, slots=True, kw_only=True)
class PersonQuality:
    """Of one person: gold right, answers accepted, agreement with the others on tasks that two did, labels' distance."""

    contract: ContractView
    gold: Estimate
    accepted: Estimate
    kappa: Estimate
    distance: float | None
    drift: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Quality:
    alpha: Estimate
    by_label: dict[str, Estimate]
    people: list[PersonQuality]
    gold: Estimate


@dataclass(frozen=True, slots=True, kw_only=True)
class Dispute:
    """A task whose answers differ, without whose they are."""

    task_id: str
    number: int
    content: Mapping[str, Any]
    answers: list[tuple[str, Mapping[str, Any]]]  # id, value


@dataclass(frozen=True, slots=True, kw_only=True)
class AlarmView:
    id: str
    contract_id: str
    person_name: str
    kind: str
    facts: Mapping[str, Any]
    raised: datetime
    answered: datetime | None
    answer: str


def quality(job: JobView) -> Quality:
    """Every figure from the answers themselves, of which each person's on a task counts once."""
    rows = _judged(job.id)
    units = _units(job.kind, rows)
    right = [row for row in rows if row.is_right is not None]
    labels = [each.name for each in job.rules.labels]
    return Quality(
        alpha=agreement.alpha_with_interval(units, seed=job.id),
        by_label=agreement.by_label(units, labels, seed=job.id),
        people=_people(job, rows, units),
        gold=agreement.share(sum(bool(row.is_right) for row in right), len(right)),
    )


def _judged(job_id: str) -> list[Answer]:
    rows = Answer.objects.filter(task__job=job_id, state__in=JUDGED).select_related("task").order_by("saved", "id")
    return list(rows)


def _units(kind: LabelKind, rows: Sequence[Answer]) -> list[Unit]:
    """What was said of each task that more than one did: a text letter by letter, boxes thing by thing, else as a whole."""
    by_task: dict[str, dict[str, Answer]] = defaultdict(dict)
    for row in rows:
        if row.task.gold is None:
            by_task[str(row.task_id)][row.person_id] = row
    units: list[Unit] = []
    for said in by_task.values():
        if len(said) < 2:
            continue
        if kind is LabelKind.TEXT_SPAN:
            length = len(next(iter(said.values())).task.content["text"])
            marked = {who: letters(row.value, length) for who, row in said.items()}
            units += [{who: each[place] for who, each in marked.items()} for place in range(length)]
        elif kind is LabelKind.IMAGE_BOX:
            units += box_units({who: row.value for who, row in said.items()})
        else:
            units.append({who: row.value["label"] for who, row in said.items()})
    return units


def _people(job: JobView, rows: Sequence[Answer], units: Sequence[Unit]) -> list[PersonQuality]:
    own: dict[str, list[Answer]] = defaultdict(list)
    for row in rows:
        own[row.person_id].append(row)
    return [
        _person(each, own[each.person_id], [row for row in rows if row.person_id != each.person_id], units)
        for each in contracts(job)
        if own[each.person_id]
    ]


def _person(
    found: ContractView, own: Sequence[Answer], others: Sequence[Answer], units: Sequence[Unit]
) -> PersonQuality:
    gold = [bool(row.is_right) for row in own if row.is_right is not None]
    decided = [row.state for row in own if row.state in (AnswerState.ACCEPTED, AnswerState.REFUSED)]
    pairs = [
        (unit[found.person_id], said)
        for unit in units
        if found.person_id in unit
        for who, said in unit.items()
        if who != found.person_id
    ]
    return PersonQuality(
        contract=found,
        gold=agreement.share(sum(gold), len(gold)),
        accepted=agreement.share(decided.count(AnswerState.ACCEPTED.value), len(decided)),
        kappa=agreement.kappa(pairs),
        distance=label_distance(_shares(own), _shares(others)),
        drift=gold_drift(gold).sum,
    )


def _shares(rows: Sequence[Answer]) -> Mapping[str, int]:
    return counts(label for row in rows if row.is_right is None for label in labels_of(row.value))


def disputes(job_id: str) -> list[Dispute]:
    found = []
    for task in Task.objects.filter(job=job_id, state=TaskState.DISPUTED).order_by("number"):
        rows = Answer.objects.filter(task=task, state=AnswerState.ACCEPTED).order_by("id")
        ordered = sorted(rows, key=lambda row: canonical_json(row.value))  # says nothing of who came first
        found.append(
            Dispute(
                task_id=task.id,
                number=task.number,
                content=task.content,
                answers=[(row.id, row.value) for row in ordered],
            )
        )
    return found


def disputable(job_id: str) -> list[tuple[str, Mapping[str, Any], Mapping[str, Any], str]]:
    """Refused answers: id, the task's content, what was answered, why it was refused."""
    rows = Answer.objects.filter(task__job=job_id, state=AnswerState.REFUSED).select_related("task").order_by("id")
    return [(row.id, row.task.content, row.value, row.reason) for row in rows]


def answer_of(task_id: str, answer_id: str) -> tuple[str, Mapping[str, Any] | None]:
    """The job of a task, and one of its answers; None where it is none of its own. Raises ``Refused``: ``not_found``."""
    job_id = Task.objects.filter(id=task_id).values_list("job_id", flat=True).first()
    if job_id is None:
        raise Refused("not_found")
    return str(job_id), Answer.objects.filter(id=answer_id, task=task_id).values_list("value", flat=True).first()


def alarms(job_id: str) -> list[AlarmView]:
    rows = Alarm.objects.filter(contract__job=job_id).select_related("contract__person").order_by("-raised", "-id")
    return [
        AlarmView(
            id=row.id,
            contract_id=str(row.contract_id),
            person_name=row.contract.person.name,
            kind=row.kind,
            facts=row.facts,
            raised=row.raised,
            answered=row.answered,
            answer=row.answer,
        )
        for row in rows
    ]
