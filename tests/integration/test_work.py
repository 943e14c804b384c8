"""A job's way from a file of tasks to people's money, with each rule that money and people are held to."""

import io
import zipfile
from datetime import date, timedelta
from functools import partial
from typing import Any

import cv2
import numpy as np
import pytest
from django.core.files.uploadedfile import SimpleUploadedFile
from django.db import IntegrityError, transaction

from naru.base.kit.clock import FrozenClock
from naru.base.kit.ids import new_id
from naru.base.kit.person import SYSTEM, Person, Role
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.acceptance.core.deliveries import Verdict
from naru.commons.cases import reads as cases
from naru.commons.ledger import reads as ledger
from naru.commons.notices import reads as notices
from naru.systems.work import bookkeeping, task_loading
from naru.systems.work.actions import alarms, checking, disputes, engaging, jobs, labelling, paying, training
from naru.systems.work.actions.checking import Judged
from naru.systems.work.actions.labelling import Save
from naru.systems.work.core.job_rules import LabelKind
from naru.systems.work.core.states import AnswerState, AssignmentState, BatchState, JobState, TaskState
from naru.systems.work.models import Alarm, Answer, Assignment, Batch, Task
from naru.systems.work.reads import desk, earnings, images, quality
from naru.systems.work.reads import jobs as reads
from naru.systems.work.reads.people import created
from tests import paid_work as work
from tests.personas import Organisations, browser_of, make_person

pytestmark = pytest.mark.django_db
REFUSE = partial(Judged, verdict=Verdict.REFUSED)
MEND = partial(Judged, verdict=Verdict.REWORK)


@pytest.fixture
def clock() -> FrozenClock:
    work.enter_rates()
    return FrozenClock(work.NOW)


@pytest.fixture
def owner(organisations: Organisations) -> Person:
    return make_person("강운영", "owner@seller.example", belongs=[(organisations.seller, Role.STEWARD)])


@pytest.fixture
def second(organisations: Organisations) -> Person:
    return make_person("한검수", "second@seller.example", belongs=[(organisations.seller, Role.STEWARD)])


@pytest.fixture
def worker(db: None) -> Person:
    return make_person("이작업", "worker@work.example")


@pytest.fixture
def other(db: None) -> Person:
    return make_person("박작업", "other@work.example")


@pytest.fixture
def job(clock: FrozenClock, organisations: Organisations, owner: Person) -> reads.JobView:
    return work.make_job(organisations.seller.id, owner, clock)


def refused_code(act: Any) -> str:
    with pytest.raises(Refused) as refused, transaction.atomic():
        act()
    return refused.value.code


def earned(person: Person) -> int:
    return ledger.account(bookkeeping.pay_account(person.id)).balance_krw


# --- the whole way ---


def test_engaged_trained_labelled_checked_and_paid(
    job: reads.JobView, worker: Person, owner: Person, clock: FrozenClock
) -> None:
    work.ready(job, worker, owner, clock)
    assert earned(worker) == 1000  # for the training
    found = work.take(job, worker, clock)
    assert (found.size, found.reward_krw) == (4, 480)
    clock.advance(timedelta(minutes=1))
    work.answer_all(found, worker, clock, worked_ms=15_000)
    labelling.hand_in(found.id, by=worker, clock=clock)
    done = work.accept(found, owner, clock)
    assert (done.state, done.pieces, done.earned_krw, done.top_up_krw) == (AssignmentState.CHECKED, 4, 480, 0)
    assert earned(worker) == 1480
    assert bookkeeping.available_krw(job.id) == work.BUDGET - 1480
    assert reads.progress(job.id).settled == 3  # the fourth was gold
    standing = earnings.standing(worker, clock=clock)
    assert (standing.today_krw, standing.waiting_krw, standing.payday) == (1480, 1480, date(2026, 3, 6))
    assert paying.pay_due(clock=clock) == 0  # not yet Friday
    clock.advance(timedelta(days=4))
    assert paying.pay_due(clock=clock) == 1
    assert paying.pay_due(clock=clock) == 0
    (paid,) = earnings.payouts(worker)
    assert (paid.gross_krw, paid.income_tax_krw, paid.local_tax_krw, paid.net_krw) == (1480, 40, 0, 1440)
    assert earned(worker) == 0
    assert ledger.account(bookkeeping.TAX).balance_krw == 40
    assert ledger.trial_balance().is_sound
    assert notices.told(about=paid.ref)


def test_the_steps_come_one_after_the_other(
    job: reads.JobView, worker: Person, owner: Person, outsider: Person, clock: FrozenClock
) -> None:
    assert refused_code(lambda: work.take(job, worker, clock)) == "work_contract_needed"
    asked = engaging.ask(job.id, by=worker, clock=clock)
    assert engaging.ask(job.id, by=worker, clock=clock).id == asked.id
    offer = partial(engaging.offer, asked.id, by=owner, clock=clock)
    assert refused_code(lambda: offer(identity_checked=False)) == "work_identity_unchecked"
    offer(identity_checked=True)
    assert refused_code(lambda: engaging.sign(asked.id, "0" * 64, by=worker, clock=clock)).startswith("terms_")
    assert refused_code(lambda: engaging.sign(asked.id, "0" * 64, by=outsider, clock=clock)) == "not_found"
    assert refused_code(lambda: training.begin(job.id, by=worker, clock=clock)) == "work_contract_needed"


def test_who_runs_a_job_does_not_work_on_it(job: reads.JobView, owner: Person, clock: FrozenClock) -> None:
    assert refused_code(lambda: engaging.ask(job.id, by=owner, clock=clock)) == "forbidden"


# --- training ---


def test_only_who_passes_takes_batches_and_is_paid_for_it_once(
    job: reads.JobView, worker: Person, owner: Person, clock: FrozenClock
) -> None:
    work.engage(job, worker, owner, clock)
    begun = training.begin(job.id, by=worker, clock=clock)
    assert training.begin(job.id, by=worker, clock=clock).id == begun.id
    assert refused_code(lambda: training.finish(job.id, by=worker, clock=clock)) == "work_unanswered"
    for task in begun.answers:
        training.save(job.id, task, {"label": "other"}, by=worker)
    assert training.finish(job.id, by=worker, clock=clock).passed is False
    assert refused_code(lambda: work.take(job, worker, clock)) == "work_not_qualified"
    work.qualify(job, worker, clock)
    assert training.begin(job.id, by=worker, clock=clock).passed is True  # no third try, nothing more to earn
    assert refused_code(lambda: training.finish(job.id, by=worker, clock=clock)) == "not_found"
    assert earned(worker) == 1000


def test_tries_end(job: reads.JobView, worker: Person, owner: Person, clock: FrozenClock) -> None:
    work.engage(job, worker, owner, clock)
    for _ in range(2):
        for task in training.begin(job.id, by=worker, clock=clock).answers:
            training.save(job.id, task, {"label": "other"}, by=worker)
        training.finish(job.id, by=worker, clock=clock)
    assert refused_code(lambda: training.begin(job.id, by=worker, clock=clock)) == "work_tries_used"


def test_the_tool_is_told_no_right_answer(
    job: reads.JobView, worker: Person, owner: Person, clock: FrozenClock
) -> None:
    contract = work.engage(job, worker, owner, clock)
    begun = training.begin(job.id, by=worker, clock=clock)
    assert "gold" not in str(desk.training_desk(contract, begun))
    for task in begun.answers:
        training.save(job.id, task, {"label": work.label_of(Task.objects.get(id=task).content["text"])}, by=worker)
    training.finish(job.id, by=worker, clock=clock)
    found = work.do_batch(job, worker, clock)
    assert "gold" not in str(desk.desk(found))
    assert all(each.gold is None and each.is_right is None for each in desk.answers(found, worker))
    assert any(each.gold for each in desk.answers(found, owner))


# --- taking and leases ---


def test_the_reward_is_the_one_that_was_shown(
    job: reads.JobView, worker: Person, owner: Person, clock: FrozenClock
) -> None:
    work.ready(job, worker, owner, clock)
    jobs.raise_price(job.id, 130, by=owner, clock=clock)
    assert refused_code(lambda: work.take(job, worker, clock)) == "work_reward_changed"
    taken = labelling.take(job.id, won=130, by=worker, clock=clock)
    jobs.raise_price(job.id, 140, by=owner, clock=clock)
    assert desk.assignment(taken.id, worker).won == 130
    assert refused_code(lambda: jobs.raise_price(job.id, 140, by=owner, clock=clock)) == "work_price_too_low"


def test_a_batch_is_in_one_persons_hands(
    job: reads.JobView, worker: Person, other: Person, owner: Person, clock: FrozenClock
) -> None:
    work.ready(job, worker, owner, clock)
    contract = work.ready(job, other, owner, clock)
    mine, theirs = work.take(job, worker, clock), work.take(job, other, clock)
    assert not set(work.texts(mine)) & set(work.texts(theirs)) - set(
        Task.objects.filter(gold__isnull=False).values_list("id", flat=True)
    )
    assert refused_code(lambda: work.take(job, worker, clock)) == "work_has_batch"
    row = Assignment.objects.get(id=mine.id)
    with pytest.raises(IntegrityError), transaction.atomic():
        Assignment.objects.create(
            id=new_id(),
            batch=row.batch,
            contract_id=contract.id,
            by="piece",
            won=1,
            held_krw=1,
            taken=clock.now(),
            leased_until=clock.now(),
            heard=clock.now(),
        )


def test_an_abandoned_batch_returns(
    job: reads.JobView, worker: Person, other: Person, owner: Person, clock: FrozenClock
) -> None:
    work.ready(job, worker, owner, clock)
    work.ready(job, other, owner, clock)
    left = bookkeeping.available_krw(job.id)
    found = work.take(job, worker, clock)
    assert bookkeeping.available_krw(job.id) < left
    clock.advance(timedelta(minutes=120))
    assert labelling.end_leases(clock=clock) == 0  # to the minute
    clock.advance(timedelta(seconds=1))
    task = next(iter(work.texts(found)))
    late = Save(task_id=task, value={"label": "road"}, number=1, worked_ms=0)
    assert refused_code(lambda: labelling.save(found.id, late, by=worker, clock=clock)) == "work_lease_over"
    assert labelling.end_leases(clock=clock) == 1
    assert desk.assignment(found.id, worker).state is AssignmentState.LAPSED
    assert bookkeeping.available_krw(job.id) == left
    assert work.take(job, other, clock).number == found.number


def test_what_was_answered_is_kept_when_a_batch_is_given_back(
    job: reads.JobView, worker: Person, owner: Person, clock: FrozenClock
) -> None:
    work.ready(job, worker, owner, clock)
    found = work.take(job, worker, clock)
    first, *rest = work.texts(found).items()
    said = Save(task_id=first[0], value={"label": work.label_of(first[1])}, number=1, worked_ms=0)
    labelling.save(found.id, said, by=worker, clock=clock)
    labelling.give_back(found.id, by=worker, clock=clock)
    half = desk.assignment(found.id, worker)
    assert (half.state, half.size) == (AssignmentState.HANDED_IN, 1)
    assert {task for batch in Batch.objects.filter(state=BatchState.OPEN) for task in batch.tasks} >= {
        task for task, _ in rest
    }
    assert work.accept(half, owner, clock).earned_krw == 120


def test_no_more_is_taken_than_there_is_money_for(
    organisations: Organisations, worker: Person, owner: Person, clock: FrozenClock
) -> None:
    job = work.make_job(organisations.seller.id, owner, clock, training=work.RULES["training"] | {"won": 0})
    work.ready(job, worker, owner, clock)
    held = 2 * 10_320  # two hours at the minimum wage
    left = bookkeeping.available_krw(job.id)
    other = work.make_job(organisations.seller.id, owner, clock, title="다른 일감")
    assert left == work.BUDGET
    taken = work.take(job, worker, clock)
    assert bookkeeping.available_krw(job.id) == left - held
    assert desk.held_krw(job.id) == held
    assert desk.held_krw(other.id) == 0
    labelling.give_back(taken.id, by=worker, clock=clock)
    poor = work.draft(organisations.seller.id, owner, clock, title="가난한 일감")
    jobs.open_job(poor.id, by=owner, clock=clock)
    jobs.deposit(poor.id, held + 1000 - 1, by=SYSTEM, clock=clock)
    work.ready(reads.job(poor.id, owner), worker, owner, clock)
    assert refused_code(lambda: work.take(poor, worker, clock)) == "work_budget_too_small"
    jobs.deposit(poor.id, 1, by=SYSTEM, clock=clock)
    assert work.take(poor, worker, clock).size == 4


# --- saving ---


def test_saves_come_in_any_order_and_the_newest_stands(
    job: reads.JobView, worker: Person, owner: Person, clock: FrozenClock
) -> None:
    work.ready(job, worker, owner, clock)
    found = work.take(job, worker, clock)
    task = next(iter(work.texts(found)))
    save = lambda label, number: labelling.save(  # noqa: E731
        found.id, Save(task_id=task, value={"label": label}, number=number, worked_ms=0), by=worker, clock=clock
    )
    assert save("road", 2).number == 2
    assert save("noise", 1).number == 2  # late
    assert save("noise", 2).number == 2  # again
    assert Answer.objects.get(assignment=found.id, task=task).value == {"label": "road"}
    assert save("noise", 3).number == 3
    assert Answer.objects.get(assignment=found.id, task=task).value == {"label": "noise"}
    gold = Task.objects.filter(is_training=True).values_list("id", flat=True)[0]
    strange = Save(task_id=gold, value={"label": "road"}, number=1, worked_ms=0)
    assert refused_code(lambda: labelling.save(found.id, strange, by=worker, clock=clock)) == "work_answer_refused"


def test_time_is_never_more_than_passed(job: reads.JobView, worker: Person, owner: Person, clock: FrozenClock) -> None:
    work.ready(job, worker, owner, clock)
    found = work.take(job, worker, clock)
    first, second, *_ = work.texts(found)
    clock.advance(timedelta(seconds=10))
    said = lambda task, ms: Save(task_id=task, value={"label": "road"}, number=1, worked_ms=ms)  # noqa: E731
    assert labelling.save(found.id, said(first, 9_000), by=worker, clock=clock).worked_ms == 9_000
    assert labelling.save(found.id, said(second, 9_000), by=worker, clock=clock).worked_ms == 9_000  # no time passed


# --- checking ---


def test_maker_is_never_checker(
    organisations: Organisations,
    job: reads.JobView,
    worker: Person,
    owner: Person,
    outsider: Person,
    clock: FrozenClock,
) -> None:
    work.ready(job, worker, owner, clock)
    found = work.do_batch(job, worker, clock)
    assert refused_code(lambda: work.accept(found, worker, clock)) == "work_own_answer"
    assert refused_code(lambda: work.accept(found, outsider, clock)) == "not_found"
    assert work.accept(found, owner, clock).state is AssignmentState.CHECKED
    assert refused_code(lambda: work.accept(found, owner, clock)) == "work_cannot_move"


def test_what_is_to_be_mended_goes_back_to_its_maker_first(
    job: reads.JobView, worker: Person, owner: Person, clock: FrozenClock
) -> None:
    work.ready(job, worker, owner, clock)
    found = work.do_batch(job, worker, clock)
    first, second, *_ = desk.answers(found, owner)
    assert (
        refused_code(lambda: checking.check(found.id, {first.id: MEND()}, by=owner, clock=clock))
        == "work_reason_missing"
    )
    judged = {first.id: MEND(reason="길이 아닙니다"), second.id: REFUSE(reason="읽을 수 없음")}
    checking.check(found.id, judged, by=owner, clock=clock)
    assert desk.assignment(found.id, worker).state is AssignmentState.REWORK
    assert earned(worker) == 1000
    assert refused_code(lambda: work.take(job, worker, clock)) == "work_rework_first"
    clock.advance(timedelta(minutes=1))
    shown = {each["id"]: each for each in desk.desk(desk.assignment(found.id, worker))["tasks"]}
    assert shown[first.task_id]["reason"] == "길이 아닙니다"
    assert shown[second.task_id]["closed"] is True
    closed = Save(task_id=second.task_id, value={"label": "road"}, number=9, worked_ms=0)
    assert refused_code(lambda: labelling.save(found.id, closed, by=worker, clock=clock)) == "work_lease_over"
    mended = Save(task_id=first.task_id, value={"label": "other"}, number=2, worked_ms=0)
    labelling.save(found.id, mended, by=worker, clock=clock)
    assert {each["id"]: each for each in desk.desk(desk.assignment(found.id, worker))["tasks"]}[first.task_id][
        "reason"
    ] == ""
    labelling.hand_in(found.id, by=worker, clock=clock)
    done = work.accept(found, owner, clock)
    assert (done.pieces, done.earned_krw) == (3, 360)


def test_a_rework_that_nobody_does_is_refused_and_the_rest_paid(
    job: reads.JobView, worker: Person, owner: Person, clock: FrozenClock
) -> None:
    work.ready(job, worker, owner, clock)
    found = work.do_batch(job, worker, clock)
    first = next(each for each in desk.answers(found, owner) if each.gold is None)
    checking.check(found.id, {first.id: MEND(reason="다시")}, by=owner, clock=clock)
    clock.advance(timedelta(days=3, seconds=1))
    assert labelling.end_leases(clock=clock) == 1
    done = desk.assignment(found.id, worker)
    assert (done.state, done.pieces, done.earned_krw) == (AssignmentState.CHECKED, 3, 360)
    assert Answer.objects.get(id=first.id).state == AnswerState.REFUSED
    assert [first.task_id] in [batch.tasks for batch in Batch.objects.filter(state=BatchState.OPEN)]


def test_nobody_is_paid_twice_for_a_task(
    job: reads.JobView, worker: Person, other: Person, owner: Person, clock: FrozenClock
) -> None:
    """Refused, a task is for others: its maker never gets it again."""
    work.ready(job, worker, owner, clock)
    found = work.do_batch(job, worker, clock)
    refused = {each.id: REFUSE(reason="아님") for each in desk.answers(found, owner)}
    assert checking.check(found.id, refused, by=owner, clock=clock).earned_krw == 0
    work.accept(work.do_batch(job, worker, clock), owner, clock)
    assert refused_code(lambda: work.take(job, worker, clock)) == "work_none_left"
    work.ready(job, other, owner, clock)
    again = work.take(job, other, clock)
    assert again.size == 3
    assert earned(worker) == 1000 + 480


def test_a_batch_under_the_minimum_wage_is_topped_up_and_stops(
    job: reads.JobView, worker: Person, owner: Person, clock: FrozenClock
) -> None:
    work.ready(job, worker, owner, clock)
    found = work.take(job, worker, clock)
    clock.advance(timedelta(minutes=30))
    work.answer_all(found, worker, clock, worked_ms=30 * 60_000)
    labelling.hand_in(found.id, by=worker, clock=clock)
    done = work.accept(found, owner, clock)
    assert (done.earned_krw, done.top_up_krw) == (480, 10_320 // 2 - 480)
    assert earned(worker) == 1000 + 10_320 // 2
    assert reads.job(job.id, owner).state is JobState.STOPPED
    assert Batch.objects.get(id=Assignment.objects.get(id=found.id).batch_id).state == BatchState.STOPPED
    assert notices.told(about=job.ref)
    assert refused_code(lambda: work.take(job, worker, clock)) == "work_not_open"
    jobs.raise_price(job.id, 1300, by=owner, clock=clock)
    assert reads.job(job.id, owner).state is JobState.OPEN
    assert labelling.take(job.id, won=1300, by=worker, clock=clock).won == 1300


def test_an_hour_under_the_minimum_wage_is_no_price(
    organisations: Organisations, owner: Person, clock: FrozenClock
) -> None:
    make = partial(work.draft, organisations.seller.id, owner, clock)
    assert refused_code(lambda: make(pay={"by": "hour", "won": 10_319})) == "work_price_under_minimum"
    assert make(pay={"by": "hour", "won": 10_320}).won == 10_320


# --- double labelling ---


@pytest.fixture
def doubled(clock: FrozenClock, organisations: Organisations, owner: Person) -> reads.JobView:
    return work.make_job(organisations.seller.id, owner, clock, tasks=3, doubled_share="1", gold_in_batch=0)


def test_two_who_agree_settle_a_task_and_two_who_do_not_need_a_third(
    doubled: reads.JobView, worker: Person, other: Person, owner: Person, outsider: Person, clock: FrozenClock
) -> None:
    for each in (worker, other):
        work.ready(doubled, each, owner, clock)
    work.accept(work.do_batch(doubled, worker, clock), owner, clock)
    assert refused_code(lambda: work.take(doubled, worker, clock)) == "work_none_left"  # not the same tasks twice
    assert reads.progress(doubled.id).settled == 0
    work.accept(work.do_batch(doubled, other, clock, wrong=1), owner, clock)
    progress = reads.progress(doubled.id)
    assert (progress.settled, progress.disputed) == (2, 1)
    (differs,) = quality.disputes(doubled.id)
    value = {"label": "noise"}
    decide = partial(checking.adjudicate, differs.task_id, value, clock=clock)
    assert refused_code(lambda: decide(by=worker)) == "not_found"
    assert refused_code(lambda: checking.adjudicate(differs.task_id, {"label": "x"}, by=owner)) == "work_answer_refused"
    decide(by=owner)
    settled = Task.objects.get(id=differs.task_id)
    assert (settled.state, settled.how, settled.settled) == (TaskState.SETTLED, "adjudicated", value)
    assert refused_code(lambda: decide(by=owner)) == "work_cannot_move"
    labels = jobs.export_labels(doubled.id, by=owner, clock=clock)
    assert sorted(each["how"] for each in labels) == ["adjudicated", "agreed", "agreed"]
    assert not {"person", "name", "by"} & set(labels[0])


def test_agreement_is_reckoned_from_the_answers(
    doubled: reads.JobView, worker: Person, other: Person, owner: Person, clock: FrozenClock
) -> None:
    for each, wrong in ((worker, 0), (other, 1)):
        work.ready(doubled, each, owner, clock)
        work.accept(work.do_batch(doubled, each, clock, wrong=wrong), owner, clock)
    found = quality.quality(doubled)
    assert found.alpha.units == 3
    assert found.alpha.value is not None
    assert found.alpha.value < 1
    assert {each.contract.person_id for each in found.people} == {worker.id, other.id}
    assert all(each.kappa.units == 3 for each in found.people)


# --- alarms, disputes, ends ---


def test_a_fall_on_gold_raises_an_alarm_once(
    organisations: Organisations, worker: Person, owner: Person, clock: FrozenClock
) -> None:
    job = work.make_job(organisations.seller.id, owner, clock, tasks=6, batch_size=3, gold_in_batch=2)
    contract = work.ready(job, worker, owner, clock)
    for _ in range(2):
        found = work.take(job, worker, clock)
        for task_id in work.texts(found):
            said = Save(task_id=task_id, value={"label": "other"}, number=1, worked_ms=0)
            labelling.save(found.id, said, by=worker, clock=clock)
        labelling.hand_in(found.id, by=worker, clock=clock)
    (alarm,) = Alarm.objects.all()
    assert (alarm.kind, alarm.facts["right"]) == ("gold", 0)
    assert notices.told(about=Ref("work_contract", contract.id))
    assert refused_code(lambda: alarms.answer(alarm.id, "", by=owner, clock=clock)) == "work_reason_missing"
    assert refused_code(lambda: alarms.answer(alarm.id, "봄", by=worker, clock=clock)) in {"forbidden", "not_found"}
    clock.advance(timedelta(minutes=1))
    assert alarms.answer(alarm.id, "지침을 다시 설명함", by=owner, clock=clock) == job.id
    assert quality.alarms(job.id)[0].answer == "지침을 다시 설명함"


def test_a_dispute_is_decided_by_somebody_else_and_paid(
    job: reads.JobView, worker: Person, owner: Person, second: Person, clock: FrozenClock
) -> None:
    work.ready(job, worker, owner, clock)
    found = work.do_batch(job, worker, clock)
    answer = next(each for each in desk.answers(found, owner) if each.gold is None)
    assert (
        refused_code(lambda: disputes.dispute(answer.id, "맞습니다", by=worker, clock=clock)) == "work_not_disputable"
    )
    checking.check(found.id, {answer.id: REFUSE(reason="아님")}, by=owner, clock=clock)
    assert earned(worker) == 1000 + 360
    disputes.dispute(answer.id, "글에 길이라고 적혀 있습니다", by=worker, clock=clock)
    assert refused_code(lambda: disputes.dispute(answer.id, "다시", by=worker, clock=clock)) == "case_exists"
    (case,) = cases.cases_about(disputes.ref_of(answer.id))
    decide = partial(disputes.decide, case.id, upheld=True, clock=clock)
    assert refused_code(lambda: decide(reason="봄", by=owner)) == "work_own_answer"  # who refused it
    assert refused_code(lambda: decide(reason="봄", by=worker)) == "not_found"
    assert refused_code(lambda: decide(reason=" ", by=second)) == "work_reason_missing"
    decide(reason="글이 맞습니다", by=second)
    assert earned(worker) == 1000 + 480
    assert Task.objects.get(id=answer.task_id).how == "single"
    assert not [each for each in Batch.objects.filter(state=BatchState.OPEN) if answer.task_id in each.tasks]
    assert ledger.trial_balance().is_sound


def test_after_the_contract_nothing_is_saved_and_what_was_done_is_paid(
    job: reads.JobView, worker: Person, owner: Person, clock: FrozenClock
) -> None:
    contract = work.ready(job, worker, owner, clock)
    found = work.take(job, worker, clock)
    first, *_ = work.texts(found).items()
    said = Save(task_id=first[0], value={"label": work.label_of(first[1])}, number=1, worked_ms=0)
    labelling.save(found.id, said, by=worker, clock=clock)
    engaging.end(contract.id, "이사", by=worker, clock=clock)
    assert refused_code(lambda: labelling.save(found.id, said, by=worker, clock=clock)) == "work_lease_over"
    assert refused_code(lambda: work.take(job, worker, clock)) == "work_contract_needed"
    assert refused_code(lambda: jobs.close(job.id, by=owner, clock=clock)) == "work_to_check"
    assert work.accept(desk.assignment(found.id, owner), owner, clock).earned_krw == 120
    assert jobs.close(job.id, by=owner, clock=clock) == work.BUDGET - 1000 - 120
    assert bookkeeping.available_krw(job.id) == 0


def test_jobs_are_people_with_a_contract_that_was_paid_and_lasted(
    organisations: Organisations, job: reads.JobView, worker: Person, other: Person, owner: Person, clock: FrozenClock
) -> None:
    second = work.make_job(organisations.seller.id, owner, clock, title="둘째 일감")
    work.ready(job, worker, owner, clock)
    work.ready(second, worker, owner, clock)
    work.engage(job, other, owner, clock)  # never paid
    start = clock.now()
    assert created(start + timedelta(days=30) - timedelta(seconds=1)) == []
    (found,) = created(start + timedelta(days=30))
    assert found.person_id == worker.id


# --- doors ---


def test_the_pages_of_a_job(
    organisations: Organisations, job: reads.JobView, worker: Person, owner: Person, clock: FrozenClock
) -> None:
    work.ready(job, worker, owner, clock)
    found = work.do_batch(job, worker, clock)
    for person, addresses in (
        (worker, ("/work/", f"/work/jobs/{job.id}/", "/work/mine/", f"/work/assignments/{found.id}/")),
        (owner, (f"/work/jobs/{job.id}/office/", f"/work/assignments/{found.id}/", "/work/new/")),
    ):
        browser = browser_of(person)
        for address in addresses:
            assert browser.get(address).status_code == 200, address
    answers = desk.answers(found, owner)
    said = {f"verdict-{answers[0].id}": "refused", f"reason-{answers[0].id}": "아님"}
    assert browser_of(owner).post(f"/work/assignments/{found.id}/check/", said).status_code == 302
    assert desk.assignment(found.id, owner).pieces == 3
    page = browser_of(worker).get(f"/work/assignments/{found.id}/").content.decode()
    assert "이의 내기" in page
    why = {"why": "글에 적힌 그대로입니다"}
    assert browser_of(worker).post(f"/work/answers/{answers[0].id}/dispute/", why).status_code == 302


def test_tasks_come_by_a_file(organisations: Organisations, owner: Person, clock: FrozenClock) -> None:
    job = work.draft(organisations.seller.id, owner, clock)
    before = Task.objects.filter(job=job.id).count()
    file = SimpleUploadedFile("민원.csv", "key,text\n하나,길이 패였어요\n둘,소리가 커요\n".encode("cp949"))
    browser = browser_of(owner)
    assert browser.post(f"/work/jobs/{job.id}/tasks/", {"file": file}).status_code == 302
    assert Task.objects.filter(job=job.id).count() == before + 2
    twice = SimpleUploadedFile("t.csv", "key,text\n하나,길\n".encode())
    assert browser.post(f"/work/jobs/{job.id}/tasks/", {"file": twice}).status_code == 422


def test_pictures_come_in_a_zip_and_are_shown_to_who_is_engaged(
    organisations: Organisations, worker: Person, outsider: Person, owner: Person, clock: FrozenClock
) -> None:
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for name in ("training/road/a.png", "training/noise/b.png", "work/c.png"):
            shade = np.full((4, 5, 3), len(name), np.uint8)
            archive.writestr(name, bytes(cv2.imencode(".png", shade)[1]))
        archive.writestr("read me.txt", "no picture")
    packed.seek(0)
    words = Words("그림", "Pictures")
    job = jobs.make_job(organisations.seller.id, LabelKind.IMAGE_CLASS, words, words, work.RULES, by=owner, clock=clock)
    assert task_loading.load(job, "그림.zip", packed, by=owner, clock=clock) == 3
    assert [each.gold for each in Task.objects.filter(job=job.id).order_by("key")] == [
        {"label": "noise"},
        {"label": "road"},
        None,
    ]
    opened = jobs.open_job(job.id, by=owner, clock=clock)
    sha256 = Task.objects.get(job=job.id, gold__isnull=True).content["image"]
    address = f"/work/jobs/{job.id}/images/{sha256}/"
    assert browser_of(outsider).get(address).status_code == 404
    work.engage(opened, worker, owner, clock)
    answer = browser_of(worker).get(address)
    assert (answer.status_code, answer.headers["Content-Type"]) == (200, "image/png")
    assert b"".join(answer.streaming_content).startswith(b"\x89PNG")  # type: ignore[attr-defined]
    assert images.in_use(sha256)


def test_boxes_are_learnt_checked_and_mended(
    organisations: Organisations, worker: Person, owner: Person, clock: FrozenClock
) -> None:
    job = work.box_job(organisations.seller.id, owner, clock)
    assert [each.gold for each in Task.objects.filter(job=job.id, is_training=True)] == [{"boxes": [work.CAR]}] * 2
    assert all(
        each.content["boxes"] == [] for each in Task.objects.filter(is_training=True)
    )  # what is right is not shown
    found = work.take_boxes(job, worker, owner, clock)
    shown = {each["content"]["caption"]: each for each in desk.desk(found)["tasks"]}
    assert (shown["c"]["content"]["boxes"], shown["d"]["content"]["boxes"]) == ([work.CAR], [])
    for name, boxes in (("c", [work.CAR]), ("d", [])):
        said = Save(task_id=shown[name]["id"], value={"boxes": boxes}, number=1, worked_ms=0)
        labelling.save(found.id, said, by=worker, clock=clock)
    labelling.hand_in(found.id, by=worker, clock=clock)
    page = browser_of(owner).get(f"/work/assignments/{found.id}/").content.decode()
    assert "차 1개" in page
    assert 'width="100" height="60"' in page
    work.accept(desk.assignment(found.id, owner), owner, clock)
    told = browser_of(owner).get(f"/work/jobs/{job.id}/labels.jsonl?as=coco").json()
    assert [each["bbox"] for each in told["annotations"]] == [[40, 60, 100, 60]]
    assert {each["key"]: each["boxes"] for each in reads.settled_labels(job.id)} == {"c.png": [work.CAR], "d.png": []}


@pytest.mark.parametrize(
    "annotated",
    [{"annotations": [{"image_id": 1}]}, {"categories": 3}, work.STREETS | {"categories": [{"id": 7, "name": "tram"}]}],
)
def test_boxes_that_cannot_be_read_are_refused(
    organisations: Organisations, owner: Person, clock: FrozenClock, annotated: dict[str, Any]
) -> None:
    make = partial(work.box_job, organisations.seller.id, owner, clock, annotated)
    assert refused_code(make) in {"work_file_refused", "work_task_refused"}


@pytest.mark.parametrize("body", [b"no zip", b"PK\x03\x04"])
def test_what_is_no_zip_is_refused(
    organisations: Organisations, owner: Person, clock: FrozenClock, body: bytes
) -> None:
    words = Words("그림", "Pictures")
    job = jobs.make_job(organisations.seller.id, LabelKind.IMAGE_CLASS, words, words, work.RULES, by=owner, clock=clock)
    load = partial(task_loading.load, job, "그림.zip", by=owner, clock=clock)
    assert refused_code(lambda: load(file=io.BytesIO(body))) == "work_file_refused"
