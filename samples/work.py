"""The sample city's paid work: five jobs on the city's own things, people engaged, trained, checked and paid over five weeks; some
answers differ, some were refused, one is disputed, somebody's work fell off.

Complaints by kind and shops in reviews are texts, the same shop in two lists is rows beside each other, and pictures of parks and
streets are drawn here. What people answer follows from the seed: most are right, some are hasty.
"""

import json
import random
from collections.abc import Iterator
from datetime import UTC, datetime, timedelta
from typing import Any

import click
from django.db import transaction

from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import SYSTEM, OrganisationId, Person, Role
from naru.base.kit.refusals import Refused
from naru.base.people import actions as people
from naru.base.people import reads as people_reads
from naru.commons.acceptance.core.deliveries import Verdict
from naru.commons.cases import reads as cases
from naru.systems.work import task_loading
from naru.systems.work.actions import checking, disputes, engaging, jobs, labelling, paying, training
from naru.systems.work.actions.checking import Judged
from naru.systems.work.actions.labelling import Save
from naru.systems.work.core.job_rules import LabelKind
from naru.systems.work.core.states import AssignmentState
from naru.systems.work.reads import contracts, desk, quality
from naru.systems.work.reads import jobs as reads
from samples.work_jobs import COMPLAINTS, Plan, plans, zipped
from samples.work_streets import packed, streets

START = datetime(2026, 9, 28, 0, tzinfo=UTC)  # a Monday in the city
MAIL = "work.example"
WORKERS = 12
WEEKS = 5
BUDGET = 3_000_000
NAMES = (
    "김가람",
    "이나래",
    "박다온",
    "최라희",
    "정마루",
    "강바다",
    "조사랑",
    "윤아라",
    "장자윤",
    "임차온",
    "한카라",
    "오타미",
)


def bring_work(*, as_json: bool, again: bool) -> bool:
    """Once; always all of it."""
    if not any(each.title == COMPLAINTS for each in reads.jobs(SYSTEM)):
        with transaction.atomic():
            _bring()
    found = [reads.progress(each.id) for each in reads.jobs(SYSTEM)]
    said = {
        "jobs": len(found),
        "settled": sum(each.settled for each in found),
        "paid_krw": sum(each.paid_krw for each in found),
    }
    text = f"데이터 일감 {said['jobs']}개, 라벨 {said['settled']:,}개 · {said['jobs']} jobs, {said['settled']:,} labels"
    click.echo(json.dumps(said) if as_json else text)
    return True


def _bring() -> None:
    clock, dice = FrozenClock(START), random.Random(2026)
    city = people.create_organisation(
        slug="data-labelling", name_ko="부산데이터라벨센터 (견본)", name_en="Busan Labelling Centre (sample)", by=SYSTEM
    )
    lead, second = (_steward(name, f"work{n}", city.id) for n, name in enumerate(("문라벨", "서검수")))
    workers = [_person(name, f"worker{n}") for n, name in enumerate(NAMES[:WORKERS])]
    made = [(plan, _open(plan, city.id, lead, clock)) for plan in (*plans(dice), streets(dice))]
    for place, (plan, job) in enumerate(made):
        for worker in workers[place * 2 : place * 2 + plan.people]:
            _engage(job, plan, worker, lead, clock)
    for week in range(WEEKS):
        for plan, job in made:
            _week(job, plan, week, lead, clock, dice)
        clock.advance(timedelta(days=7) - timedelta(seconds=(clock.now() - START).total_seconds() % (7 * 86400)))
        paying.pay_due(clock=clock)
    _decide_one(made[0][1], second, clock)


def _decide_one(job: reads.JobView, second: Person, clock: FrozenClock) -> None:
    """The first dispute is upheld by somebody who refused nothing; the others wait."""
    for answer_id, *_ in quality.disputable(job.id):
        for case in cases.cases_about(disputes.ref_of(answer_id)):
            why = "글에 두 가지가 함께 있어 둘 다 맞습니다"
            disputes.decide(case.id, upheld=True, reason=why, by=second, clock=clock)
            return


def _week(job: reads.JobView, plan: Plan, week: int, lead: Person, clock: FrozenClock, dice: random.Random) -> None:
    """Everyone who is free does a batch, mostly right; the lead checks what was handed in, but for the last week's."""
    for number, contract in enumerate(contracts.contracts(job)):
        if not contract.passed:
            continue
        worker = people_reads.person(contract.person_id)  # type: ignore[arg-type]
        try:
            found = labelling.take(job.id, won=reads.job(job.id, SYSTEM).won, by=worker, clock=clock)
        except Refused:
            continue
        hasty = 0.55 if number == 1 and week >= WEEKS // 2 else 0.05
        _answer(found, plan, worker, clock, dice, hasty)
        if week == WEEKS - 1:
            continue  # the last week's batches wait to be checked
        _check(found, plan, worker, lead, clock)


def _answer(
    found: desk.AssignmentView, plan: Plan, worker: Person, clock: FrozenClock, dice: random.Random, wrong: float
) -> None:
    for task_id, task in _in_order(found):
        seconds = (
            dice.randint(4, 9) if plan.kind not in (LabelKind.TEXT_SPAN, LabelKind.IMAGE_BOX) else dice.randint(14, 30)
        )
        clock.advance(timedelta(seconds=seconds))
        right = plan.right[task.key]
        value = _mistaken(plan, right, dice) if dice.random() < wrong else right
        said = Save(task_id=task_id, value=value, number=1, worked_ms=seconds * 1000)
        labelling.save(found.id, said, by=worker, clock=clock)
    labelling.hand_in(found.id, by=worker, clock=clock)


def _in_order(found: desk.AssignmentView) -> Iterator[tuple[str, Any]]:
    ids = [each["id"] for each in desk.desk(found)["tasks"]]
    tasks = desk.tasks_by_id(ids)
    return ((task_id, tasks[task_id]) for task_id in ids)


def _mistaken(plan: Plan, right: dict[str, Any], dice: random.Random) -> dict[str, Any]:
    if "spans" in right:
        return {"spans": right["spans"][:-1]}
    if "boxes" in right:
        return {"boxes": right["boxes"][:-1]}
    return {"label": dice.choice([each["name"] for each in plan.rules["labels"] if each["name"] != right["label"]])}


def _check(found: desk.AssignmentView, plan: Plan, worker: Person, lead: Person, clock: FrozenClock) -> None:
    tasks = desk.tasks_by_id([each.task_id for each in desk.answers(found, lead)])
    wrong = [each for each in desk.answers(found, lead) if each.value != plan.right[tasks[each.task_id].key]]
    judged = {each.id: Judged(verdict=Verdict.REFUSED, reason="지침의 보기와 다릅니다") for each in wrong[1:]}
    done = checking.check(found.id, judged, by=lead, clock=clock)
    if done.state is AssignmentState.CHECKED and len(wrong) > 3:
        disputes.dispute(wrong[-1].id, "글을 다르게 읽을 수 있다고 봅니다", by=worker, clock=clock)


def _open(plan: Plan, city: OrganisationId, lead: Person, clock: FrozenClock) -> reads.JobView:
    found = jobs.make_job(city, plan.kind, plan.title, plan.guide, plan.rules, by=lead, clock=clock)
    if plan.kind in (LabelKind.IMAGE_CLASS, LabelKind.IMAGE_BOX):
        pictures = zipped(plan) if plan.kind is LabelKind.IMAGE_CLASS else packed(plan)
        task_loading.load(found, "pictures.zip", pictures, by=lead, clock=clock)
    else:
        jobs.add_tasks(found.id, plan.tasks, by=lead, clock=clock)
    jobs.deposit(found.id, BUDGET, by=SYSTEM, clock=clock)
    return jobs.open_job(found.id, by=lead, clock=clock)


def _engage(job: reads.JobView, plan: Plan, worker: Person, lead: Person, clock: FrozenClock) -> None:
    asked = engaging.ask(job.id, by=worker, clock=clock)
    offered = engaging.offer(asked.id, identity_checked=True, by=lead, clock=clock)
    document = contracts.document(offered)
    assert document is not None, "it was just offered"
    engaging.sign(asked.id, document.newest.sha256, by=worker, clock=clock)
    begun = training.begin(job.id, by=worker, clock=clock)
    for task_id, task in desk.tasks_by_id(begun.answers).items():
        training.save(job.id, task_id, plan.right[task.key], by=worker)
    training.finish(job.id, by=worker, clock=clock)


def _steward(name: str, local: str, city: OrganisationId) -> Person:
    made = _person(name, local)
    people.add_member(organisation_id=city, person_id=made.id, role=Role.STEWARD, by=SYSTEM)
    return people_reads.person(made.id)


def _person(name: str, local: str) -> Person:
    account = people.create_user(email=f"{local}@{MAIL}", name=name, by=SYSTEM)
    return people_reads.person(account.id)
