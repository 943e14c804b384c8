"""Who is engaged, and whether they passed the training."""

from dataclasses import dataclass
from datetime import datetime

from django.db.models import QuerySet

from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.commons.terms import reads as terms
from naru.commons.terms.core.documents import Document
from naru.systems.work.core import rights
from naru.systems.work.core.job_rules import ContractKind
from naru.systems.work.core.states import ContractState
from naru.systems.work.models import Contract, Training
from naru.systems.work.reads.jobs import JobView, job_value

CONTRACT = "work_contract"


@dataclass(frozen=True, slots=True, kw_only=True)
class ContractView:
    """``passed`` the training; ``tries`` of it were begun."""

    id: str
    job: JobView
    person_id: str
    person_name: str
    kind: ContractKind
    state: ContractState
    document_id: str
    identity_checked: datetime | None
    asked: datetime
    began: datetime | None
    ended: datetime | None
    passed: bool
    tries: int

    @property
    def ref(self) -> Ref:
        return Ref(CONTRACT, self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class TrainingView:
    number: int
    right: int
    of: int
    passed: bool | None


def contract(contract_id: str, person: Person) -> ContractView:
    """To the person and to the job's people. Raises ``Refused``: ``not_found``."""
    row = _rows().filter(id=contract_id).first()
    if row is None or not (person.id == row.person_id or rights.may_see_office(person, row.job.organisation_id)):
        raise Refused("not_found")
    return contract_value(row)


def own_contract(job_id: str, person: Person) -> ContractView | None:
    row = None if person.is_anonymous else _rows().filter(job=job_id, person=person.id).first()
    return contract_value(row) if row else None


def own_contracts(person: Person) -> list[ContractView]:
    return [contract_value(row) for row in _rows().filter(person=person.id).order_by("-asked", "-id")]


def contracts(job: JobView) -> list[ContractView]:
    """Of a job, the oldest first."""
    return [contract_value(row) for row in _rows().filter(job=job.id).order_by("asked", "id")]


def document(found: ContractView) -> Document | None:
    return terms.document(found.document_id) if found.document_id else None


def trainings(contract_id: str) -> list[TrainingView]:
    rows = Training.objects.filter(contract=contract_id).order_by("number")
    return [TrainingView(number=row.number, right=row.right, of=len(row.answers), passed=row.passed) for row in rows]


def _rows() -> "QuerySet[Contract]":
    return Contract.objects.select_related("job__organisation", "person")


def contract_value(row: Contract) -> ContractView:
    passed = [each.passed for each in Training.objects.filter(contract=row.id)]
    return ContractView(
        id=row.id,
        job=job_value(row.job),
        person_id=str(row.person_id),
        person_name=row.person.name,
        kind=ContractKind(row.kind),
        state=ContractState(row.state),
        document_id=row.document_id,
        identity_checked=row.identity_checked,
        asked=row.asked,
        began=row.began,
        ended=row.ended,
        passed=True in passed,
        tries=len(passed),
    )
