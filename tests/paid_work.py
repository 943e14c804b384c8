"""A small job of paid work for the tests, and the steps of its people as functions."""

import io
import json
import zipfile
from collections.abc import Mapping
from datetime import UTC, datetime
from typing import Any

import cv2
import numpy as np

from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import SYSTEM, OrganisationId, Person
from naru.base.kit.words import Words
from naru.systems.work import task_loading
from naru.systems.work.actions import checking, engaging, jobs, labelling, training
from naru.systems.work.actions.jobs import NewTask
from naru.systems.work.actions.labelling import Save
from naru.systems.work.core.job_rules import LabelKind
from naru.systems.work.reads import contracts, desk
from naru.systems.work.reads.jobs import JobView
from naru.systems.work.rules_text import EXAMPLE

NOW = datetime(2026, 3, 2, 1, tzinfo=UTC)  # a Monday in the city
BUDGET = 1_000_000
RULES: dict[str, Any] = json.loads(EXAMPLE) | {
    "batch_size": 4,
    "doubled_share": "0",
    "gold_in_batch": 1,
    "training": {"size": 2, "pass_share": "1", "tries": 2, "won": 1000},
}


def enter_rates() -> None:
    """Figures of law as a city would have entered them."""
    from samples.rates import bring_rates

    bring_rates(as_json=True, again=False)


def label_of(text: str) -> str:
    """What is right: every text of these tests says it."""
    return "road" if "길" in text else "noise"


def make_job(
    owner: OrganisationId, by: Person, clock: FrozenClock, *, tasks: int = 6, title: str = "민원 분류", **rules: Any
) -> JobView:
    """Open, with money: two tasks to learn by, two of hidden gold, the rest to be done."""
    found = draft(owner, by, clock, tasks=tasks, title=title, **rules)
    jobs.deposit(found.id, BUDGET, by=SYSTEM, clock=clock)
    return jobs.open_job(found.id, by=by, clock=clock)


def draft(
    owner: OrganisationId, by: Person, clock: FrozenClock, *, tasks: int = 6, title: str = "민원 분류", **rules: Any
) -> JobView:
    words, guide = Words(title, "Complaints by kind"), Words("무엇에 대한 민원인지 고릅니다.", "Say what it is about.")
    found = jobs.make_job(owner, LabelKind.TEXT_CLASS, words, guide, RULES | rules, by=by, clock=clock)
    known = [
        NewTask(key=f"known{n}", content={"text": text}, gold={"label": label_of(text)}, is_training=n < 2)
        for n, text in enumerate(("길이 패였어요", "밤에 시끄러워요", "길에 물이 고여요", "공사 소리가 커요"))
    ]
    fresh = [
        NewTask(key=f"t{n}", content={"text": f"{'길이 좁아요' if n % 2 else '소리가 커요'} {n}"}) for n in range(tasks)
    ]
    jobs.add_tasks(found.id, [*known, *fresh], by=by, clock=clock)
    return found


def engage(job: JobView, worker: Person, owner: Person, clock: FrozenClock) -> contracts.ContractView:
    """Asked, identity checked, signed by both."""
    asked = engaging.ask(job.id, by=worker, clock=clock)
    offered = engaging.offer(asked.id, identity_checked=True, by=owner, clock=clock)
    document = contracts.document(offered)
    assert document is not None
    return engaging.sign(asked.id, document.newest.sha256, by=worker, clock=clock)


def qualify(job: JobView, worker: Person, clock: FrozenClock) -> None:
    begun = training.begin(job.id, by=worker, clock=clock)
    for task_id, task in desk.tasks_by_id(begun.answers).items():
        training.save(job.id, task_id, {"label": label_of(task.content["text"])}, by=worker)
    assert training.finish(job.id, by=worker, clock=clock).passed


def ready(job: JobView, worker: Person, owner: Person, clock: FrozenClock) -> contracts.ContractView:
    found = engage(job, worker, owner, clock)
    qualify(job, worker, clock)
    return found


def take(job: JobView, worker: Person, clock: FrozenClock) -> desk.AssignmentView:
    return labelling.take(job.id, won=job.won, by=worker, clock=clock)


def texts(found: desk.AssignmentView) -> dict[str, str]:
    """Of its tasks, by id, in their order."""
    return {each["id"]: each["content"]["text"] for each in desk.desk(found)["tasks"]}


def answer_all(
    found: desk.AssignmentView, worker: Person, clock: FrozenClock, *, worked_ms: int = 0, wrong: int = 0
) -> None:
    """Each text as it should be, but for the last ``wrong`` ones."""
    listed = list(texts(found).items())
    for place, (task_id, text) in enumerate(listed):
        is_wrong = place >= len(listed) - wrong
        label = "other" if is_wrong else label_of(text)
        said = Save(task_id=task_id, value={"label": label}, number=1, worked_ms=worked_ms)
        labelling.save(found.id, said, by=worker, clock=clock)


def do_batch(job: JobView, worker: Person, clock: FrozenClock, *, wrong: int = 0) -> desk.AssignmentView:
    """Taken, answered, handed in."""
    found = take(job, worker, clock)
    answer_all(found, worker, clock, wrong=wrong)
    return labelling.hand_in(found.id, by=worker, clock=clock)


def accept(found: desk.AssignmentView, owner: Person, clock: FrozenClock) -> desk.AssignmentView:
    return checking.check(found.id, {}, by=owner, clock=clock)


# --- boxes ---

CAR = [40, 60, 140, 120, "car"]
STREETS: dict[str, Any] = {
    "images": [
        {"id": 1, "file_name": "training/a.png"},
        {"id": 2, "file_name": "training/b.png"},
        {"id": 3, "file_name": "c.png"},
    ],
    "categories": [{"id": 7, "name": "car"}],
    "annotations": [{"image_id": each, "category_id": 7, "bbox": [40, 60, 100.2, 59.8]} for each in (1, 2, 3)],
}


def streets(annotated: Mapping[str, Any]) -> io.BytesIO:
    """Four pictures of a car, the first two to learn by; the last has no box yet."""
    packed = io.BytesIO()
    with zipfile.ZipFile(packed, "w") as archive:
        for shade, name in enumerate(("training/a.png", "training/b.png", "c.png", "d.png")):
            picture = np.full((200, 320, 3), 150 + shade, np.uint8)
            picture[60:120, 40:140] = (190, 90, 40)
            archive.writestr(name, bytes(cv2.imencode(".png", picture)[1]))
        archive.writestr("annotations.json", json.dumps(annotated))
    packed.seek(0)
    return packed


def box_job(owner: OrganisationId, by: Person, clock: FrozenClock, annotated: Mapping[str, Any] = STREETS) -> JobView:
    words = Words("차", "Cars")
    rules = RULES | {"labels": [{"name": "car", "ko": "차", "en": "Car"}], "gold_in_batch": 0}
    rules["question"] = {"ko": "차마다 상자가 꼭 맞나요?", "en": "Does every car have its box?"}
    found = jobs.make_job(owner, LabelKind.IMAGE_BOX, words, words, rules, by=by, clock=clock)
    task_loading.load(found, "거리.zip", streets(annotated), by=by, clock=clock)
    jobs.deposit(found.id, BUDGET, by=SYSTEM, clock=clock)
    return jobs.open_job(found.id, by=by, clock=clock)


def take_boxes(job: JobView, worker: Person, owner: Person, clock: FrozenClock) -> desk.AssignmentView:
    """Engaged, and trained by boxes that are near enough."""
    engage(job, worker, owner, clock)
    for task in training.begin(job.id, by=worker, clock=clock).answers:
        training.save(job.id, task, {"boxes": [[44, 60, 140, 124, "car"]]}, by=worker)
    assert training.finish(job.id, by=worker, clock=clock).passed
    return take(job, worker, clock)
