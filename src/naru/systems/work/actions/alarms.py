"""Raised where somebody's work changed, answered by the job's people; nobody loses work or pay by an alarm alone."""

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import Person, Role
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.notices.actions import tell
from naru.commons.notices.core.values import ToOrganisation
from naru.systems.work.actions.rows import contract_to_run
from naru.systems.work.core.drift import gold_drift
from naru.systems.work.models import Alarm, Answer, Contract
from naru.systems.work.notices import ALARM


def watch(contract: Contract, *, by: Person, clock: Clock) -> None:
    """After each batch: the person's gold answers since the last alarm that was answered."""
    if Alarm.objects.filter(contract=contract, kind="gold", answered=None).exists():
        return
    last = Alarm.objects.filter(contract=contract, kind="gold").order_by("-answered").first()
    rows = Answer.objects.filter(assignment__contract=contract).exclude(is_right=None).order_by("saved", "id")
    if last is not None and last.answered is not None:
        rows = rows.filter(saved__gt=last.answered)
    right = [bool(each) for each in rows.values_list("is_right", flat=True)]
    found = gold_drift(right)
    if found.at is None:
        return
    facts = {"right": sum(right), "of": len(right), "at": found.at}
    alarm = Alarm.objects.create(contract=contract, kind="gold", facts=facts, raised=clock.now())
    record(by.actor, "work_contract.alarm_raised", contract.id, facts={"kind": "gold", **facts}, clock=clock)
    title = Words(
        f"{contract.job.title_ko}: 정답 작업을 틀리는 일이 늘었습니다", f"{contract.job.title_en}: more gold is missed"
    )
    tell(
        ToOrganisation(contract.job.organisation_id, least=Role.STEWARD),
        topic=ALARM,
        title=title,
        about=Ref("work_contract", contract.id),
        key=alarm.id,
        by=by.actor,
        clock=clock,
    )


@transaction.atomic
def answer(alarm_id: str, text: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> str:
    """What was found and done; the sum begins anew. The job's id. Raises ``Refused``: ``not_found``, ``work_reason_missing``."""
    alarm = Alarm.objects.select_for_update().filter(id=alarm_id).first()
    if alarm is None:
        raise Refused("sign_in_first" if by.is_anonymous else "not_found")
    contract = contract_to_run(str(alarm.contract_id), by)
    if not text.strip():
        raise Refused("work_reason_missing")
    if alarm.answered is None:
        alarm.answered, alarm.answered_by, alarm.answer = clock.now(), by.id, text.strip()[:300]
        alarm.save()
        record(by.actor, "work_contract.alarm_answered", contract.id, clock=clock)
    return str(contract.job_id)
