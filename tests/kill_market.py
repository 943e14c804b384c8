"""What the kill tests of trades do inside the installation: bring a trade to a step, act, and say all that is true of it."""

from collections import Counter
from collections.abc import Callable, Mapping
from contextlib import suppress
from datetime import UTC, datetime, timedelta

from naru.base.kit.clock import FrozenClock
from naru.base.kit.person import SYSTEM, OrganisationId
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.base.people.models import Organisation as OrganisationRow
from naru.base.trail.models import RecordRow
from naru.commons.ledger import reads as ledger
from naru.commons.ledger.core.transfers import Transfer
from naru.commons.papers.models import Paper
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.models import Entitlement
from naru.data.usage import recording
from naru.data.usage.core.values import Use
from naru.systems.exchange import ledger_accounts as accounts
from naru.systems.exchange.actions import (
    bank,
    contracts,
    disputes,
    metering,
    orders,
    refunds,
    release,
    settlement,
)
from naru.systems.exchange.core.disputes import Decision, Outcome
from naru.systems.exchange.core.matching import payment_code
from naru.systems.exchange.core.orders import Choice, SourceKind
from naru.systems.exchange.core.plans import Plan, PlanKind, Tier, Unit
from naru.systems.exchange.models import Contract, Dispute, Invoice, MeteredBill, Order, Settlement
from naru.systems.exchange.reads import metering as uses
from tests import kill_city, markets
from tests.personas import make_organisation

NOW = datetime(2026, 9, 7, 3, tzinfo=UTC)
PREPAID, TRANSFER = (Choice(kind=kind, account="") for kind in (SourceKind.PREPAID, SourceKind.TRANSFER))
BY_USE = Plan(kind=PlanKind.METERED, unit=Unit.ROWS, tiers=(Tier(up_to=None, won=10, per=1),))
TITLE = "견본 {number}"


def clock(days: int = 0) -> FrozenClock:
    return FrozenClock(NOW + timedelta(days=days))


def trade(number: int) -> Order:
    """The first order of the trade, with its contract."""
    return Order.objects.select_related("contract").get(
        contract__title_ko=TITLE.format(number=number), period=1, part=0
    )


def begin(number: int, *, by_use: bool = False, alone: bool = False) -> None:
    """A buyer of its own and a contract that both have signed; ``alone`` gives it a seller of its own, too."""
    seller = f"seller-{number}" if alone else "seller"
    if not OrganisationRow.objects.filter(slug=seller).exists():
        _open_shop(seller, 2 * number)
    selling = people.organisation_by_slug(seller).id
    buying = make_organisation(f"buyer-{number}", f"buyer {number}").id
    markets.register(buying, Words(f"buyer {number}", f"buyer {number}"), business_number(2 * number + 1))
    sides = markets.Sides(seller=SYSTEM, buyer=SYSTEM, selling=selling, buying=buying)
    title = TITLE.format(number=number)
    table = catalogue.tables_of(catalogue.kept_by(selling, SYSTEM)[0].id, SYSTEM)[0]
    more = {"plan": BY_USE} if by_use else {}
    offer = markets.listed_offer(table, SYSTEM, clock=clock(), title=Words(title, title), **more)
    markets.signed(offer, sides, clock=clock())
    markets.prepay(buying, 330_000, str(number))


def _open_shop(slug: str, number: int) -> None:
    selling = make_organisation(slug, slug).id
    markets.enter_figures()
    accounts.open_platform(clock=clock())
    markets.register(selling, Words(slug, slug), business_number(number))
    markets.spending_table(selling, slug)


def business_number(number: int) -> str:
    """One with the right check digit."""
    digits = [int(digit) for digit in f"{300_000_000 + number}"]
    weighted = sum(digit * weight for digit, weight in zip(digits, (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=True))
    return f"{300_000_000 + number}{(10 - (weighted + digits[8] * 5 // 10) % 10) % 10}"


def pay(number: int) -> None:
    orders.pay_order(trade(number).id, [PREPAID], by=SYSTEM, clock=clock())


def choose_transfer(number: int) -> None:
    orders.pay_order(trade(number).id, [TRANSFER], by=SYSTEM, clock=clock())


def take_statement(number: int) -> None:
    code = payment_code(trade(number).id)
    bank.take_statement(
        markets.statement((f"2026.09.07 13:00:{number % 60:02d}", code, 330_000)), by=SYSTEM, clock=clock()
    )


def accept(number: int) -> None:
    release.accept_delivery(trade(number).id, by=markets.OTHER_HAND, clock=clock(1))


def withdraw(number: int) -> None:
    refunds.withdraw_order(trade(number).id, by=SYSTEM, clock=clock(1))


def dispute(number: int) -> None:
    disputes.open_dispute(trade(number).id, claim="시험", asked_krw=100_000, by=SYSTEM, clock=clock(1))


def decide(number: int) -> None:
    [row] = Dispute.objects.filter(order=trade(number))
    decision = Decision(outcome=Outcome.REFUND, won=99_999, reason="시험")
    disputes.decide_dispute(row.id, decision, by=SYSTEM, clock=clock(2))


def revoke(number: int) -> None:
    contracts.revoke(trade(number).contract_id, reason="시험", by=SYSTEM, clock=clock(3))


def settle(number: int) -> None:
    settlement.settle_month("2026-09", by=SYSTEM, clock=clock(40))


def pay_out(number: int) -> None:
    settlement.pay_out("2026-09", by=SYSTEM, clock=clock(41))


def use(number: int) -> None:
    row = trade(number).contract
    [entitlement] = uses.entitlements_of(row)
    recording.record(Use(door="rows", dataset=row.dataset_id, rows=1234, entitlement=entitlement), clock=clock())


def bill(number: int) -> None:
    metering.bill_due(clock=clock(35))


ACTS: Mapping[str, Callable[[int], None]] = {
    act.__name__: act
    for act in (
        pay,
        choose_transfer,
        take_statement,
        accept,
        withdraw,
        dispute,
        decide,
        revoke,
        settle,
        pay_out,
        use,
        bill,
    )
}
BEFORE: Mapping[str, tuple[str, ...]] = {
    "pay": (),
    "take_statement": ("choose_transfer",),
    "accept": ("pay",),
    "withdraw": ("pay",),
    "decide": ("pay", "dispute"),
    "revoke": ("pay",),
    "settle": ("pay", "accept"),
    "pay_out": ("pay", "accept", "settle"),
    "bill": ("use",),
}


def bring_to(number: int, act: str) -> None:
    """A new trade as it is right before the act."""
    begin(number, by_use=act == "bill", alone=act in {"settle", "pay_out"})
    for each in BEFORE[act]:
        ACTS[each](number)


def do(number: int, act: str, times: int = 1, out: str = "") -> None:
    """What was done already may be refused: that is an answer, too. The trade's account goes to ``out``."""
    for _ in range(times):
        with suppress(Refused):
            ACTS[act](number)
    if out:
        kill_city.tell(out, lambda: account(number))


def account(number: int) -> dict[str, object]:
    """All that is true of a trade, without ids: equal for two trades that went the same way."""
    contract = trade(number).contract
    rows = list(Order.objects.filter(contract=contract).order_by("period", "part"))
    subjects = {contract.id, contract.negotiation_id, *(row.id for row in rows)}
    subjects |= set(Dispute.objects.filter(order__in=rows).values_list("id", flat=True))
    invoices = Invoice.objects.filter(order__in=rows)
    return {
        "orders": [[row.period, row.part, row.state, row.received_krw, row.refunded_krw] for row in rows],
        "contract": contract.state,
        "entries": sorted(_entry(each, contract) for row in rows for each in ledger.of_act(row.id)),
        "balances": [ledger.account(accounts.own(kind, contract.buyer)).balance_krw for kind in accounts.OWN],
        "invoices": sorted(invoices.values_list("supply_krw", "amendment")),
        "papers": sorted(
            Counter(Paper.objects.filter(about_id__in=subjects).values_list("template", flat=True)).items()
        ),
        "open": Entitlement.objects.filter(holder_id=contract.buyer, revoked_at=None).count(),
        "said": sorted(Counter(RecordRow.objects.filter(subject__in=subjects).values_list("verb", flat=True)).items()),
        "statements": sorted(
            Settlement.objects.filter(seller=contract.seller, month="2026-09").values_list("month", "net_krw")
        ),
        "bills": sorted(MeteredBill.objects.filter(contract=contract).values_list("period", "part", "used", "won")),
        "sound": ledger.trial_balance().is_sound,
    }


def _entry(each: Transfer, contract: Contract) -> list[object]:
    names = {contract.seller: "seller", contract.buyer: "buyer"}
    plain = [
        ":".join(names.get(OrganisationId(part), part) for part in code.split(":"))
        for code in (each.debit, each.credit)
    ]
    return [each.act.verb, each.kind.value, *plain, each.won]
