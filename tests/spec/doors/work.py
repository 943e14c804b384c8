"""Doors of paid work."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from django.core.files.uploadedfile import SimpleUploadedFile

from naru.base.kit.clock import SYSTEM_CLOCK, FrozenClock
from naru.commons.acceptance.core.deliveries import Verdict
from naru.commons.cases import reads as cases
from naru.systems.work.actions import checking, disputes, engaging, paying, training
from naru.systems.work.actions.checking import Judged
from naru.systems.work.models import Alarm
from naru.systems.work.reads import contracts, desk, earnings, quality
from tests import paid_work as steps
from tests.personas import make_person
from tests.spec.doors.door import ANYONE, AUDITORS, OFFICERS, SIGNED_IN, Door, Rows, Who
from tests.spec.doors.world import World

OWNERS = frozenset({"steward", "owner"})
SEERS = OWNERS | AUDITORS
WORKER = frozenset({"outsider"})
OTHERS = SIGNED_IN - SEERS - WORKER
Args = Callable[[World], dict[str, str]]


def _of(part: str, which: str) -> Args:
    return lambda world: {part: world.things[f"work_{which}"]}


def _job(which: str) -> Args:
    return _of("job_id", which)


def _post(
    args: Any, who: Who, body: Callable[[World], dict[str, Any]] = lambda world: {}, *, hidden_from: Who = frozenset()
) -> Door:
    return Door("POST", who, args, body=body, hidden_from=hidden_from)


def make_things(world: World) -> dict[str, str]:
    """The organisation has jobs; the outsider works on one, was paid, and disputes a refusal; the newcomer asks."""
    steps.enter_rates()
    owner, outsider = world.people["owner"], world.people["outsider"]
    clock = FrozenClock(SYSTEM_CLOCK.now())
    job = steps.make_job(world.own.id, owner, clock, tasks=30)
    contract = steps.ready(job, outsider, owner, clock)
    checked = steps.do_batch(job, outsider, clock)
    answer, second, *_ = [each for each in desk.answers(checked, owner) if each.gold is None]
    refused = {each.id: Judged(verdict=Verdict.REFUSED, reason="아님") for each in (answer, second)}
    checking.check(checked.id, refused, by=owner, clock=clock)
    disputes.dispute(answer.id, "맞습니다", by=outsider, clock=clock)
    (case,) = cases.cases_about(disputes.ref_of(answer.id))
    waiting = steps.do_batch(job, outsider, clock)
    held = steps.take(job, outsider, clock)
    asked = engaging.ask(job.id, by=world.newcomer, clock=clock)
    alarm = Alarm.objects.create(contract_id=contract.id, kind="gold", facts={"right": 1, "of": 4}, raised=clock.now())
    offered = _offered(world, clock)
    return {
        "work_job": job.id,
        "work_draft": steps.draft(world.own.id, owner, clock, title="초안 일감").id,
        "work_closing": _closing(world, clock),
        "work_contract": contract.id,
        "work_asked": asked.id,
        "work_offered": offered.id,
        "work_digest": _digest(offered),
        "work_held": held.id,
        "work_waiting": waiting.id,
        "work_checked": checked.id,
        "work_task": next(iter(steps.texts(held))),
        "work_answer": second.id,
        "work_case": case.id,
        "work_alarm": alarm.id,
        "work_disputed": _disputed(world, clock),
        "work_payout": _paid(world, clock),
        "work_trained": _in_training(world, clock),
    }


def _offered(world: World, clock: FrozenClock) -> contracts.ContractView:
    job = steps.make_job(world.own.id, world.people["owner"], clock, title="서명할 일감")
    asked = engaging.ask(job.id, by=world.people["outsider"], clock=clock)
    return engaging.offer(asked.id, identity_checked=True, by=world.people["owner"], clock=clock)


def _digest(found: contracts.ContractView) -> str:
    document = contracts.document(found)
    assert document is not None
    return document.newest.sha256


def _closing(world: World, clock: FrozenClock) -> str:
    return steps.make_job(world.own.id, world.people["owner"], clock, title="마칠 일감").id


def _disputed(world: World, clock: FrozenClock) -> str:
    """A task whose two answers differ."""
    owner = world.people["owner"]
    job = steps.make_job(
        world.own.id, owner, clock, tasks=1, doubled_share="1", gold_in_batch=0, title="둘이 하는 일감"
    )
    for number in range(2):
        worker = make_person(f"작업{number}", f"worker{number}@door.example")
        steps.ready(job, worker, owner, clock)
        steps.accept(steps.do_batch(job, worker, clock, wrong=number), owner, clock)
    return quality.disputes(job.id)[0].task_id


def _paid(world: World, clock: FrozenClock) -> str:
    later = FrozenClock(clock.now() + timedelta(days=8))
    paying.pay_due(clock=later)
    return earnings.payouts(world.people["outsider"])[0].id


def _in_training(world: World, clock: FrozenClock) -> str:
    job = steps.make_job(world.own.id, world.people["owner"], clock, title="연습할 일감")
    steps.engage(job, world.people["outsider"], world.people["owner"], clock)
    begun = training.begin(job.id, by=world.people["outsider"], clock=clock)
    for task_id, task in desk.tasks_by_id(begun.answers).items():
        training.save(job.id, task_id, {"label": steps.label_of(task.content["text"])}, by=world.people["outsider"])
    return job.id


def _rules(world: World) -> dict[str, Any]:
    return {
        "organisation": world.own.id,
        "kind": "text_class",
        "title": "새 일감",
        "guide": "고릅니다",
        "rules": json.dumps(steps.RULES),
    }


def _file(world: World) -> dict[str, Any]:
    return {"file": SimpleUploadedFile("t.csv", "key,text\n새 작업,길이 좁아요\n".encode())}


DOORS: Rows = {
    "work:home": [Door("GET", ANYONE)],
    "work:mine": [Door("GET", SIGNED_IN)],
    "work:new": [Door("GET", OWNERS | {"stranger"}), _post(lambda world: {}, OWNERS, _rules)],
    "work:pay_due": [_post(lambda world: {}, OFFICERS)],
    "work:job": [
        Door("GET", ANYONE, _job("job")),
        Door("GET", SEERS, _job("draft"), hidden_from=ANYONE - SEERS),
    ],
    "work:ask": [_post(_job("closing"), SIGNED_IN - OWNERS)],
    "work:take": [_post(_job("job"), WORKER, lambda world: {"won": "120"})],
    "work:training": [Door("GET", WORKER, _job("trained")), _post(_job("trained"), WORKER)],
    "work:save_training": [_post(_job("trained"), WORKER)],
    "work:finish_training": [_post(_job("trained"), WORKER)],
    "work:image": [
        Door(
            "GET",
            frozenset(),
            lambda world: {"job_id": world.things["work_job"], "sha256": "0" * 64},
            hidden_from=SIGNED_IN,
        )
    ],
    "work:office": [Door("GET", SEERS, _job("job"))],
    "work:add_tasks": [_post(_job("draft"), OWNERS, _file, hidden_from=SIGNED_IN - SEERS)],
    "work:deposit": [_post(_job("job"), OFFICERS, lambda world: {"won": "1"})],
    "work:change": [_post(_job("closing"), OWNERS, lambda world: {"to": "pause"})],
    "work:labels": [Door("GET", OWNERS, _job("job"))],
    "work:contract": [Door("GET", SEERS | WORKER, _of("contract_id", "contract"), hidden_from=OTHERS)],
    "work:offer": [
        _post(_of("contract_id", "asked"), OWNERS, lambda world: {"identity": "checked"}, hidden_from=SIGNED_IN - SEERS)
    ],
    "work:sign": [
        _post(
            _of("contract_id", "offered"),
            WORKER,
            lambda world: {"digest": world.things["work_digest"]},
            hidden_from=OTHERS,
        )
    ],
    "work:decline": [_post(_of("contract_id", "asked"), OWNERS, hidden_from=SIGNED_IN - SEERS)],
    "work:end": [_post(_of("contract_id", "contract"), OWNERS | WORKER, hidden_from=OTHERS)],
    "work:assignment": [
        Door("GET", SEERS | WORKER, _of("assignment_id", "held"), hidden_from=OTHERS, note="held"),
        Door("GET", SEERS | WORKER, _of("assignment_id", "checked"), hidden_from=OTHERS, note="checked"),
    ],
    "work:save": [_post(_of("assignment_id", "waiting"), WORKER, hidden_from=OTHERS)],
    "work:hand_in": [_post(_of("assignment_id", "held"), WORKER, hidden_from=OTHERS)],
    "work:give_back": [_post(_of("assignment_id", "held"), WORKER, hidden_from=OTHERS)],
    "work:check": [_post(_of("assignment_id", "waiting"), OWNERS, hidden_from=OTHERS)],
    "work:dispute": [_post(_of("answer_id", "answer"), WORKER, lambda world: {"why": "맞습니다"}, hidden_from=OTHERS)],
    "work:decide_dispute": [
        _post(
            _of("case_id", "case"),
            frozenset({"steward", "officer"}),
            lambda world: {"outcome": "upheld", "reason": "맞음"},
            hidden_from=SIGNED_IN - SEERS,
        )
    ],
    "work:adjudicate": [_post(_of("task_id", "disputed"), OWNERS, hidden_from=SIGNED_IN - SEERS)],
    "work:answer_alarm": [_post(_of("alarm_id", "alarm"), OWNERS, lambda world: {"answer": "봄"}, hidden_from=OTHERS)],
    "work:payout": [Door("GET", SEERS | WORKER, _of("payout_id", "payout"), hidden_from=OTHERS)],
    "api:work_jobs": [Door("GET", ANYONE)],
}
