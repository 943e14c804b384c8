"""What the test of paid work's rush does inside an installation: the last batches, one check, one payday, many at once."""

from collections import Counter
from datetime import timedelta
from functools import partial
from typing import Any

from naru.base.kit.clock import SYSTEM_CLOCK, FrozenClock
from naru.base.kit.person import Role
from naru.commons.ledger import reads as ledger
from naru.systems.work import bookkeeping
from naru.systems.work.actions import labelling, paying
from naru.systems.work.models import Assignment, Batch, Earning, Payout
from naru.systems.work.reads import desk
from tests import paid_work as work
from tests.personas import make_organisation, make_person
from tests.rush import at_once

WORKERS = 6


def run() -> dict[str, Any]:
    """Six take at once where there are two batches; one batch is checked, and everybody paid, six times at once."""
    work.enter_rates()
    clock = FrozenClock(SYSTEM_CLOCK.now())
    organisation = make_organisation("rush", "기관")
    owner = make_person("운영", "owner@rush.example", belongs=[(organisation, Role.STEWARD)])
    job = work.make_job(organisation.id, owner, clock, tasks=6)
    people = [make_person(f"작업{number}", f"w{number}@rush.example") for number in range(WORKERS)]
    for each in people:
        work.ready(job, each, owner, clock)
    taken = at_once(*[partial(labelling.take, job.id, won=job.won, by=each, clock=clock) for each in people])
    held = next(each for each in taken if isinstance(each, desk.AssignmentView))
    worker = next(each for each in people if each.id == held.contract.person_id)
    work.answer_all(held, worker, clock)
    handed = at_once(*[partial(labelling.hand_in, held.id, by=worker, clock=clock)] * WORKERS)
    checked = at_once(*[partial(work.accept, held, owner, clock)] * WORKERS)
    clock.advance(timedelta(days=8))
    paid = at_once(*[partial(paying.pay_due, clock=clock)] * WORKERS)
    return {
        "taken": _outcomes(taken),
        "in_hands": Assignment.objects.values("batch").distinct().count(),
        "batches": Batch.objects.count(),
        "handed_in": _outcomes(handed),
        "checked": _outcomes(checked),
        "earned": Earning.objects.filter(purpose="batch").count(),
        "paid": sum(each for each in paid if isinstance(each, int)),
        "payouts": Payout.objects.count(),
        "left": ledger.account(bookkeeping.pay_account(worker.id)).balance_krw,
        "sound": ledger.trial_balance().is_sound,
    }


def _outcomes(found: list[object]) -> dict[str, int]:
    return Counter("done" if isinstance(each, desk.AssignmentView) else str(each) for each in found)
