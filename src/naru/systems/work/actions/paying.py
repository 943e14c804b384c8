"""What is earned is paid on its day, with a statement."""

from collections.abc import Iterable
from datetime import date
from itertools import groupby

from django.db import transaction

from naru.base.kit import crash
from naru.base.kit.canonical import JSON
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.person import SYSTEM, Person, PersonId, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.notices.actions import tell
from naru.commons.notices.core.values import ToPerson
from naru.commons.papers import actions as papers
from naru.commons.rates import actions as rates
from naru.systems.work import bookkeeping
from naru.systems.work.core import pay, rights
from naru.systems.work.core.job_rules import ContractKind, read_rules
from naru.systems.work.core.pay import Net
from naru.systems.work.models import Contract, Earning, Payout
from naru.systems.work.notices import PAID
from naru.systems.work.paper_templates import STATEMENT
from naru.systems.work.rate_names import INCOME_TAX, LOCAL_TAX, SMALL_SUM
from naru.systems.work.reads.earnings import PAYOUT, PURPOSES

Due = tuple[str, str, str]  # person, organisation, kind of contract


def earn(contract: Contract, purpose: str, subject: str, won: int, *, clock: Clock) -> Earning:
    """Once for each purpose and thing: the database refuses a second. Its money is on the person's account already."""
    rules = read_rules(contract.job.rules)
    if contract.first_paid is None:
        contract.first_paid = clock.now()
        contract.save(update_fields=["first_paid"])
    return Earning.objects.create(
        contract=contract,
        purpose=purpose,
        subject=subject,
        won=won,
        at=clock.now(),
        due=pay.payday(clock.today(), rules.pay_weekday),
    )


def pay_due(*, by: Person = SYSTEM, clock: Clock = SYSTEM_CLOCK) -> int:
    """Everybody whose day has come, each in a transaction of their own; how many were paid."""
    require(rights.may_pay_out(by), by, scope=Scope.ADMIN)
    return sum(_pay(each, clock.today(), by, clock) for each in _due(clock.today()))


def _due(day: date) -> list[Due]:
    rows = Earning.objects.filter(payout=None, due__lte=day)
    return sorted(set(rows.values_list("contract__person_id", "contract__job__organisation_id", "contract__kind")))


@transaction.atomic
def _pay(due: Due, day: date, by: Person, clock: Clock) -> bool:
    """Looked at again under lock; a second on the same day waits for the next."""
    person_id, organisation_id, kind = due
    if Payout.objects.filter(person=person_id, organisation=organisation_id, kind=kind, day=day).exists():
        return False
    rows = list(
        Earning.objects.select_for_update(of=("self",))
        .filter(payout=None, due__lte=day, contract__person=person_id, contract__kind=kind)
        .filter(contract__job__organisation=organisation_id)
        .select_related("contract__job")
        .order_by("contract__job", "at", "id")
    )
    if not rows:
        return False
    last = Payout.objects.order_by("-number").values_list("number", flat=True).first()
    row = Payout(
        number=(last or 0) + 1,
        person_id=person_id,
        organisation_id=organisation_id,
        kind=kind,
        day=day,
        paid=clock.now(),
    )
    net = _net(row, sum(each.won for each in rows), ContractKind(kind), clock)
    row.gross_krw, row.income_tax_krw, row.local_tax_krw = net.gross_krw, net.income_tax_krw, net.local_tax_krw
    row.save(force_insert=True)
    Earning.objects.filter(id__in=[each.id for each in rows]).update(payout=row)
    bookkeeping.pay_out(row, net, clock=clock)
    facts = {"gross": net.gross_krw, "tax": net.tax_krw}
    record(by.actor, "work_payout.paid", row.id, facts=facts, clock=clock)
    crash.point("work.payout.recorded")
    _hand_statement(row, net, rows, by, clock)
    return True


def _net(row: Payout, gross: int, kind: ContractKind, clock: Clock) -> Net:
    """Freelance pay is taxed here; an employee's wages are settled by their employer's payroll."""
    if kind is ContractKind.EMPLOYMENT:
        return Net(gross_krw=gross, income_tax_krw=0, local_tax_krw=0)
    used = rates.use_rates(Ref(PAYOUT, row.id), INCOME_TAX, LOCAL_TAX, SMALL_SUM, on=row.day, clock=clock)
    return pay.withheld(
        gross,
        income_share=used[INCOME_TAX].decimal,
        local_share=used[LOCAL_TAX].decimal,
        small_sum_krw=used[SMALL_SUM].integer,
    )


def _hand_statement(row: Payout, net: Net, rows: list[Earning], by: Person, clock: Clock) -> None:
    person = PersonId(str(row.person_id))
    row.refresh_from_db()
    values: dict[str, JSON] = {
        "number": row.number,
        "day": row.day.isoformat(),
        "worker": row.person.name,
        "payer": row.organisation.name_ko,
        "kind": ContractKind(row.kind).words.ko,
        "gross": net.gross_krw,
        "income_tax": net.income_tax_krw,
        "local_tax": net.local_tax_krw,
        "net": net.net_krw,
        "lines": _lines(rows),
    }
    paper = papers.issue(STATEMENT, values, about=Ref(PAYOUT, row.id), by=by, clock=clock)
    row.paper_id = paper.id
    row.save(update_fields=["paper_id"])
    tell(
        ToPerson(person),
        topic=PAID,
        title=Words(f"작업 보수 {net.net_krw:,}원을 지급했습니다", f"{net.net_krw:,} won were paid for your work"),
        about=Ref(PAYOUT, row.id),
        key="paid",
        by=by.actor,
        clock=clock,
    )


def _lines(rows: Iterable[Earning]) -> list[JSON]:
    """By job and purpose: how many, how much."""
    found: list[JSON] = []
    for (title, purpose), group in groupby(rows, key=lambda each: (each.contract.job.title_ko, each.purpose)):
        listed = list(group)
        found.append([title, PURPOSES[purpose].ko, len(listed), sum(each.won for each in listed)])
    return found
