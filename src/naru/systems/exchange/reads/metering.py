"""What was used under a contract, what that costs, and use that fits no line of a bill."""

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import SYSTEM, OrganisationId
from naru.base.kit.ref import Ref
from naru.base.kit.words import Words
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.entitlement import Holder
from naru.data.usage import reads as usage
from naru.data.usage.core.values import Sum
from naru.systems.exchange.core import metering as core
from naru.systems.exchange.core.metering import Bill, Misfit
from naru.systems.exchange.core.plans import Plan, PlanKind, Unit, metered_krw, period_on, plan_from
from naru.systems.exchange.core.values import Contract
from naru.systems.exchange.models import Contract as ContractRow
from naru.systems.exchange.models import MeteredBill

LAST = date.max


@dataclass(frozen=True, slots=True, kw_only=True)
class UseSoFar:
    """Of the present period: ``used`` in ``unit``, what it costs by now with the base price, and by the period's end."""

    unit: Unit
    used: int
    cost_krw: int
    expected_krw: int
    cap_krw: int | None
    starts: date
    ends: date | None

    @property
    def share(self) -> int | None:
        """Percent of the cap; None without one."""
        return None if not self.cap_krw else min(self.cost_krw * 100 // self.cap_krw, 100)


@dataclass(frozen=True, slots=True, kw_only=True)
class MisfitUse:
    """``used`` in ``unit``; ``period`` 0 where it is of none."""

    why: Misfit
    contract_id: str
    title: Words
    entitlement: str
    period: int
    day: date | None
    unit: Unit
    used: int


def use_so_far(row: ContractRow, *, clock: Clock = SYSTEM_CLOCK) -> UseSoFar | None:
    """None for what is not paid by use, and outside of the contract's term."""
    plan, today = plan_from(row.plan), clock.today()
    period = period_on(plan, row.starts, row.ends, today) if plan.kind is PlanKind.METERED else None
    if period is None:
        return None
    used = units_by_period(row, plan).get(period.number, 0)
    return UseSoFar(
        unit=plan.unit,
        used=used,
        cost_krw=metered_krw(plan, used),
        expected_krw=metered_krw(plan, core.expected_units(used, period, today)),
        cap_krw=plan.cap_krw,
        starts=period.starts,
        ends=period.ends,
    )


def units_by_period(row: ContractRow, plan: Plan) -> dict[int, int]:
    return core.by_period(plan, row.starts, row.ends, by_day(row))


def by_day(row: ContractRow) -> dict[date, Sum]:
    """Under every entitlement that the contract ever gave, as far as it was rolled up."""
    added: dict[date, Sum] = defaultdict(Sum)
    for id in entitlements_of(row):
        for day, one in usage.metered(entitlement=id, since=row.starts, until=LAST).by_day.items():
            added[day] += one
    return added


def entitlements_of(row: ContractRow | Contract) -> list[str]:
    """All that the contract ever gave, the newest first."""
    held = catalogue.entitlements_of(Holder.organisation(OrganisationId(row.buyer)), SYSTEM)
    return [each.id for each in held if each.terms.basis == Ref("contract", row.id)]


def is_used_since(row: ContractRow, day: date) -> bool:
    """Whether anything was read under the contract from that day on."""
    return any(used >= day for used in by_day(row))


def bills_of(row: ContractRow) -> list[Bill]:
    rows = MeteredBill.objects.filter(contract=row).order_by("period", "part")
    return [Bill(period=each.period, part=each.part, used=each.used, won=each.won) for each in rows]


def misfits() -> list[MisfitUse]:
    """Use of what is paid by use that no bill has and no coming one will have; derived each time, so none is lost."""
    rows = [row for row in ContractRow.objects.order_by("created") if plan_from(row.plan).kind is PlanKind.METERED]
    return [*(found for row in rows for found in _late(row)), *_homeless(rows)]


def _late(row: ContractRow) -> Iterable[MisfitUse]:
    plan = plan_from(row.plan)
    used = units_by_period(row, plan)
    for period, bill in core.latest(bills_of(row)).items():
        if used.get(period, 0) > bill.used:
            yield _misfit(Misfit.LATE, row, used[period] - bill.used, period=period)


def _homeless(rows: Iterable[ContractRow]) -> Iterable[MisfitUse]:
    """Under no entitlement that is known, or on a day of no period."""
    by_dataset: dict[str, list[ContractRow]] = defaultdict(list)
    for row in rows:
        by_dataset[row.dataset_id].append(row)
    for dataset, sold in by_dataset.items():
        owners = {id: row for row in sold for id in entitlements_of(row)}
        known = {each.id for each in catalogue.entitlements_on(dataset, SYSTEM)}
        for id, day, used in usage.entitled(dataset):
            owner = owners.get(id)
            plan = plan_from((owner or sold[0]).plan)
            if owner is None and id not in known:
                yield _misfit(Misfit.UNKNOWN, sold[0], core.units(plan.unit, used), entitlement=id, day=day)
            elif owner is not None and core.period_of(plan, owner.starts, owner.ends, day) is None:
                yield _misfit(Misfit.OUTSIDE, owner, core.units(plan.unit, used), entitlement=id, day=day)


def _misfit(
    why: Misfit, row: ContractRow, used: int, *, entitlement: str = "", period: int = 0, day: date | None = None
) -> MisfitUse:
    return MisfitUse(
        why=why,
        contract_id="" if why is Misfit.UNKNOWN else row.id,
        title=Words(row.title_ko, row.title_en),
        entitlement=entitlement,
        period=period,
        day=day,
        unit=plan_from(row.plan).unit,
        used=used,
    )
