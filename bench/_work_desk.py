"""What ``bench.work`` does inside an installation: batches taken, answers saved one by one, handed in, checked."""

import statistics
import time

from naru.base.kit.clock import SYSTEM_CLOCK, FrozenClock
from naru.base.kit.person import Role
from naru.systems.work.actions import labelling
from naru.systems.work.actions.labelling import Save
from tests import paid_work as work
from tests.personas import make_organisation, make_person


def measure(saves: int) -> dict[str, float]:
    work.enter_rates()
    clock = FrozenClock(SYSTEM_CLOCK.now())
    organisation = make_organisation("bench", "재는 기관")
    owner = make_person("운영", "owner@bench.example", belongs=[(organisation, Role.STEWARD)])
    worker = make_person("작업", "worker@bench.example")
    job = work.make_job(organisation.id, owner, clock, tasks=saves, batch_size=20, gold_in_batch=0)
    work.ready(job, worker, owner, clock)
    took, saved, checked = [], [], []
    for _ in range(saves // 20):
        began = time.perf_counter()
        found = work.take(job, worker, clock)
        took.append(time.perf_counter() - began)
        for task_id, text in work.texts(found).items():
            said = Save(task_id=task_id, value={"label": work.label_of(text)}, number=1, worked_ms=0)
            began = time.perf_counter()
            labelling.save(found.id, said, by=worker, clock=clock)
            saved.append(time.perf_counter() - began)
        labelling.hand_in(found.id, by=worker, clock=clock)
        began = time.perf_counter()
        work.accept(found, owner, clock)
        checked.append(time.perf_counter() - began)
    return {
        "take_ms": 1000 * statistics.median(took),
        "save_ms": 1000 * statistics.median(saved),
        "save_p95_ms": 1000 * statistics.quantiles(saved, n=20)[-1],
        "check_ms": 1000 * statistics.median(checked),
    }
