"""Ask, offer, sign, decline, end."""

from django.db import transaction

from naru.base.kit.canonical import JSON
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require, require_write
from naru.base.kit.person import Person, PersonId
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.base.trail.actions import record
from naru.commons.notices.actions import tell
from naru.commons.notices.core.values import ToOrganisation, ToPerson
from naru.commons.terms import actions as terms
from naru.commons.terms import reads as term_reads
from naru.systems.work.actions.labelling import leave
from naru.systems.work.actions.rows import contract_to_run, locked_contract, own_contract
from naru.systems.work.core import rights
from naru.systems.work.core.job_rules import JobRules, read_rules
from naru.systems.work.core.states import CONTRACTS, WORKING, AssignmentState, ContractState, JobState, moved
from naru.systems.work.models import Assignment, Contract, Job
from naru.systems.work.notices import CONTRACT as TOPIC
from naru.systems.work.reads import contracts as reads
from naru.systems.work.reads import jobs

WORKS = "naru:work"  # the act that a contract allows


@transaction.atomic
def ask(job_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.ContractView:
    """Asked already, it stays as it is. Raises ``Refused``: ``not_found``, ``work_not_open``, ``work_own_job``."""
    require_write(by)
    job = jobs.job(job_id, by)
    if job.state is not JobState.OPEN:
        raise Refused("work_not_open", state=job.state.words.ko, state_en=job.state.words.en)
    require(not by.is_system and not rights.may_run(by, job.organisation), by)
    row, made = Contract.objects.get_or_create(
        job_id=job.id, person_id=by.id, defaults={"kind": job.rules.contract.value, "asked": clock.now()}
    )
    if made:
        record(by.actor, "work_contract.asked", row.id, clock=clock)
        title = Words(f"{job.title.ko}: 참여 신청이 왔습니다", f"{job.title.en}: someone asks to take part")
        _tell(row, ToOrganisation(row.job.organisation_id), title, "asked", by, clock)
    return reads.contract_value(row)


@transaction.atomic
def offer(contract_id: str, *, identity_checked: bool, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.ContractView:
    """The owner saw who it is, and signs first. Raises ``Refused``: ``work_identity_unchecked``, ``work_cannot_move``."""
    row = contract_to_run(contract_id, by)
    row.state = moved(ContractState(row.state), ContractState.OFFERED, CONTRACTS).value
    if not identity_checked:
        raise Refused("work_identity_unchecked")
    owner, worker = parties(row)
    document = terms.draft(
        reads.CONTRACT,
        parties=(owner, worker),
        policy={"permission": [{"uid": "work", "action": WORKS}]},
        body=_body(row.job, read_rules(row.job.rules), str(row.person_id)),
        proposed_by=owner,
        by=by,
        clock=clock,
    )
    terms.sign(document.id, 1, party=owner, digest=document.newest.sha256, by=by, clock=clock)
    row.document_id, row.identity_checked, row.identity_checked_by = document.id, clock.now(), by.id
    row.save()
    record(by.actor, "work_contract.offered", row.id, clock=clock)
    title = Words(f"{row.job.title_ko}: 계약서에 서명해 주세요", f"{row.job.title_en}: please sign the contract")
    _tell(row, ToPerson(PersonId(str(row.person_id))), title, "offered", by, clock)
    return reads.contract_value(row)


def parties(row: Contract) -> tuple[str, str]:
    return f"org:{row.job.organisation_id}", f"person:{row.person_id}"


def _body(job: Job, rules: JobRules, person_id: str) -> dict[str, JSON]:
    """What is signed, in words: what is done, what is paid, when, and what neither side owes the other."""
    free = rules.contract.value == "freelance"
    return {
        "job": job.title_ko,
        "worker": people.person(PersonId(person_id)).name,
        "contract": rules.contract.words.ko,
        "pay": f"{rules.by.words.ko} {job.won:,}원, 인정한 작업에 측정한 시간의 최저임금 이상",
        "weekday": rules.pay_weekday,
        "training": f"연습 {rules.training.size}건, 통과하면 {rules.training.won:,}원",
        "checks": "일한 사람이 아닌 사람이 검수하고, 인정하지 않으면 까닭을 알리며, 이의를 낼 수 있다.",
        "hours": (
            "정해진 시간과 출석이 없고, 쉬는 것에 불이익이 없다."
            if free
            else " ~ ".join(f"{each:%H:%M}" for each in rules.hours or ()) or "시간을 정하지 않는다."
        ),
    }


@transaction.atomic
def sign(contract_id: str, digest: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.ContractView:
    """The worker signs what was shown; from then on the contract holds. Raises ``Refused`` as ``terms.sign``."""
    row = own_contract(contract_id, by)
    row.state = moved(ContractState(row.state), ContractState.IN_FORCE, CONTRACTS).value
    document = term_reads.document(row.document_id)
    terms.sign(document.id, document.newest.number, party=parties(row)[1], digest=digest, by=by, clock=clock)
    row.began = clock.now()
    row.save()
    record(by.actor, "work_contract.signed", row.id, facts={"sha256": digest}, clock=clock)
    return reads.contract_value(row)


@transaction.atomic
def decline(contract_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """By either side, before it holds. Raises ``Refused``: ``work_cannot_move``."""
    row = _of_either(contract_id, by)
    row.state = moved(ContractState(row.state), ContractState.DECLINED, CONTRACTS).value
    row.save()
    record(by.actor, "work_contract.declined", row.id, clock=clock)


@transaction.atomic
def end(contract_id: str, reason: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """By either side: what was answered is still checked and paid, nothing more is taken. Raises ``Refused``."""
    row = _of_either(contract_id, by)
    row.state = moved(ContractState(row.state), ContractState.ENDED, CONTRACTS).value
    for held in Assignment.objects.filter(contract=row, state__in=WORKING).select_related("batch", "contract__job"):
        leave(held, AssignmentState.RETURNED, by=by, clock=clock)
    row.ended = clock.now()
    row.save(update_fields=["state", "ended"])
    said = reason.strip()[:200] or "-"
    terms.end(row.document_id, on=clock.today(), reason=said, by=by, clock=clock)
    record(by.actor, "work_contract.ended", row.id, facts={"reason": said}, clock=clock)


def _of_either(contract_id: str, by: Person) -> Contract:
    row = locked_contract(contract_id)
    return own_contract(contract_id, by) if row.person_id == by.id else contract_to_run(contract_id, by)


def _tell(row: Contract, to: ToPerson | ToOrganisation, title: Words, key: str, by: Person, clock: Clock) -> None:
    tell(to, topic=TOPIC, title=title, about=Ref(reads.CONTRACT, row.id), key=key, by=by.actor, clock=clock)
