"""Jobs, contracts, batches, answers, tasks and payments as others name them."""

from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.work.core import rights
from naru.systems.work.models import Answer, Task
from naru.systems.work.reads import contracts, desk, earnings, jobs


def job(job_id: str, person: Person) -> RefView | None:
    try:
        found = jobs.job(job_id, person)
    except Refused:
        return None
    office = rights.may_see_office(person, found.organisation)
    return RefView(title=found.title, address=reverse("work:office" if office else "work:job", args=[job_id]))


def contract(contract_id: str, person: Person) -> RefView | None:
    """To the person and the job's people."""
    try:
        found = contracts.contract(contract_id, person)
    except Refused:
        return None
    title = Words(f"{found.job.title.ko} 계약", f"Contract for {found.job.title.en}")
    return RefView(title=title, address=reverse("work:contract", args=[contract_id]))


def assignment(assignment_id: str, person: Person) -> RefView | None:
    """To its person and the job's people."""
    try:
        found = desk.assignment(assignment_id, person)
    except Refused:
        return None
    title = Words(f"{found.job.title.ko} 묶음 {found.number}", f"{found.job.title.en}, batch {found.number}")
    return RefView(title=title, address=reverse("work:assignment", args=[assignment_id]))


def answer(answer_id: str, person: Person) -> RefView | None:
    found = Answer.objects.filter(id=answer_id).values_list("assignment_id", flat=True).first()
    return assignment(str(found), person) if found else None


def task(task_id: str, person: Person) -> RefView | None:
    """To the job's people alone: a task may be gold."""
    found = Task.objects.select_related("job").filter(id=task_id).first()
    if found is None or not rights.may_see_office(person, found.job.organisation_id):
        return None
    return job(str(found.job_id), person)


def payout(payout_id: str, person: Person) -> RefView | None:
    try:
        found = earnings.payout(payout_id, person)
    except Refused:
        return None
    title = Words(f"작업 보수 {found.day}", f"Pay for work, {found.day}")
    return RefView(title=title, address=reverse("work:payout", args=[payout_id]))
