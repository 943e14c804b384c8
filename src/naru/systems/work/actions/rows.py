"""Rows under lock, for whoever may."""

from collections.abc import Sequence

from naru.base.kit.guard import require, require_write
from naru.base.kit.person import Person, Scope
from naru.base.kit.refusals import Refused
from naru.systems.work.core import rights
from naru.systems.work.core.states import ContractState
from naru.systems.work.models import Assignment, Batch, Contract, Job


def locked_job(job_id: str) -> Job:
    row = Job.objects.select_for_update().filter(id=job_id).first()
    if row is None:
        raise Refused("not_found")
    return row


def job_to_run(job_id: str, by: Person) -> Job:
    """A job under lock, for its stewards; nobody else learns of a draft."""
    row = locked_job(job_id)
    if row.state == "draft" and not rights.may_see_office(by, row.organisation_id):
        raise Refused("not_found")
    require(rights.may_run(by, row.organisation_id), by, scope=Scope.WRITE)
    return row


def locked_contract(contract_id: str) -> Contract:
    row = Contract.objects.select_for_update(of=("self",)).select_related("job").filter(id=contract_id).first()
    if row is None:
        raise Refused("not_found")
    return row


def own_contract(contract_id: str, by: Person) -> Contract:
    """One's own, under lock; others' are not there."""
    row = locked_contract(contract_id)
    _require_own(row, by)
    return row


def contract_to_run(contract_id: str, by: Person) -> Contract:
    row = locked_contract(contract_id)
    if by.id != row.person_id and not rights.may_see_office(by, row.job.organisation_id):
        raise Refused("not_found")
    require(rights.may_run(by, row.job.organisation_id), by, scope=Scope.WRITE)
    return row


def in_force(job: Job, by: Person) -> Contract:
    """One's contract for the job, under lock. Raises ``Refused``: ``work_contract_needed``."""
    require_write(by)
    row = Contract.objects.select_for_update(of=("self",)).filter(job=job, person=by.id).first()
    if row is None or row.state != ContractState.IN_FORCE:
        raise Refused("work_contract_needed")
    row.job = job
    return row


def locked_assignment(assignment_id: str) -> Assignment:
    row = (
        Assignment.objects.select_for_update(of=("self",))
        .select_related("batch", "contract__job")
        .filter(id=assignment_id)
        .first()
    )
    if row is None:
        raise Refused("not_found")
    return row


def own_assignment(assignment_id: str, by: Person) -> Assignment:
    row = locked_assignment(assignment_id)
    _require_own(row.contract, by)
    return row


def add_batch(job: Job, tasks: Sequence[str], state: str) -> Batch:
    """With the next number; the job is locked, or the batch comes of one that nobody else divides now."""
    last = Batch.objects.filter(job=job).order_by("-number").values_list("number", flat=True).first()
    return Batch.objects.create(job=job, number=(last or 0) + 1, tasks=list(tasks), state=state)


def _require_own(row: Contract, by: Person) -> None:
    if row.person_id != by.id:
        if rights.may_see_office(by, row.job.organisation_id):
            raise Refused("forbidden")
        raise Refused("sign_in_first" if by.is_anonymous else "not_found")
    require_write(by)
