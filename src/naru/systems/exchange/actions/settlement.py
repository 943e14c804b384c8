"""A month's statements: what each seller sold, less the fee, with corrections as lines; and the payout to the bank."""

import csv
import io
from collections.abc import Iterable
from datetime import date, datetime, time

from django.db import transaction

from naru.base.kit import crash
from naru.base.kit.clock import CITY_ZONE, SYSTEM_CLOCK, Clock, in_city
from naru.base.kit.guard import require_officer, require_scope
from naru.base.kit.person import Person, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.commons.ledger import actions as ledger
from naru.commons.ledger import reads as ledger_reads
from naru.commons.ledger.core.transfers import Act, Payment
from naru.commons.parties import reads as parties
from naru.systems.exchange import ledger_accounts as accounts
from naru.systems.exchange.actions import invoices, papers
from naru.systems.exchange.actions.release import share_of
from naru.systems.exchange.core.orders import OrderState
from naru.systems.exchange.core.plans import months_later
from naru.systems.exchange.core.settlement import StatementLine, totals
from naru.systems.exchange.models import Correction
from naru.systems.exchange.models import Order as OrderRow
from naru.systems.exchange.models import Settlement as SettlementRow
from naru.systems.exchange.notices import SETTLEMENT, announce, to_seller
from naru.systems.exchange.reads import money


def settle_month(month: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> list[money.Statement]:
    """Make the statements of all sellers for a month that is over ("2026-11"); those that are there stay. For officers.

    Raises ``Refused``: ``forbidden``, ``month_not_over``.
    """
    require_officer(by)
    require_scope(by, Scope.ADMIN)
    starts, ends = _bounds(month)
    if clock.now() < ends:
        raise Refused("month_not_over", month=month)
    released = OrderRow.objects.filter(state=OrderState.RELEASED.value, released_at__lt=ends)
    sellers = set(released.values_list("contract__seller", flat=True))
    sellers |= set(Correction.objects.filter(settlement=None, at__lt=ends).values_list("seller", flat=True))
    for seller in sorted(sellers):
        _settle(seller, month, starts, ends, by=by, clock=clock)
    return money.statements(month=month)


@transaction.atomic
def _settle(seller: str, month: str, starts: datetime, ends: datetime, *, by: Person, clock: Clock) -> None:
    if SettlementRow.objects.filter(seller=seller, month=month).exists():
        return
    released = OrderRow.objects.select_for_update(of=("self",)).select_related("contract")
    orders = list(released.filter(state=OrderState.RELEASED.value, released_at__lt=ends, contract__seller=seller))
    corrections = list(Correction.objects.filter(settlement=None, seller=seller, at__lt=ends).order_by("at"))
    lines = [_line(row, clock) for row in orders] + [_corrected(each) for each in corrections]
    sums = totals(lines)
    row = SettlementRow.objects.create(
        seller=seller,
        month=month,
        lines=[money.line_json(line) for line in lines],
        gross_krw=sums.gross_krw,
        fee_krw=sums.fee_krw,
        fee_vat_krw=sums.fee_vat_krw,
        net_krw=sums.net_krw,
        made=clock.now(),
    )
    OrderRow.objects.filter(id__in=[each.id for each in orders]).update(state=OrderState.SETTLED.value)
    Correction.objects.filter(id__in=[each.id for each in corrections]).update(settlement=row)
    crash.point("exchange.settled")
    facts = {"seller": seller, "month": month, "net": sums.net_krw, "orders": len(orders)}
    record(by.actor, "settlement.made", row.id, facts=facts, clock=clock)
    invoices.issue_for_fee(row, clock=clock)
    papers.issue_statement(row, lines, clock=clock)
    words = Words(f"{month} 판매를 정산했습니다", f"Your sales of {month} are settled")
    _announce(row, words, "made", by=by, clock=clock)


def _announce(row: SettlementRow, words: Words, key: str, *, by: Person, clock: Clock) -> None:
    about = Ref("settlement", row.id)
    announce(to_seller(row.seller), topic=SETTLEMENT, title=words, about=about, key=key, by=by, clock=clock)


def _line(row: OrderRow, clock: Clock) -> StatementLine:
    shared = share_of(row, clock)
    assert row.released_at is not None
    credited = sum(Correction.objects.filter(order=row).values_list("won", flat=True))
    before = shared if not credited else share_of(_without(row, -credited), clock)
    return StatementLine(
        order_id=row.id,
        day=in_city(row.released_at).date(),
        gross_krw=before.total_krw,
        fee_krw=before.fee_krw,
        fee_vat_krw=before.fee_vat_krw,
        note=row.contract.title_ko,
    )


def _without(row: OrderRow, credited_krw: int) -> OrderRow:
    """The order as it was released, before later credits, which are lines of their own."""
    return OrderRow(
        id=row.id,
        supply_krw=row.supply_krw,
        vat_krw=row.vat_krw,
        refunded_krw=row.refunded_krw - credited_krw,
        fee_share=row.fee_share,
    )


def _corrected(each: Correction) -> StatementLine:
    return StatementLine(
        order_id=each.order_id,
        day=in_city(each.at).date(),
        gross_krw=each.won,
        fee_krw=0,
        fee_vat_krw=0,
        note=each.note,
    )


def pay_out(month: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> str:
    """The file for the bank of all that is due by the month's statements, and the entries; paid out already, the same file.

    Each seller gets what is on the statement and still due in the ledger: a seller who owes gets nothing until it is paid.
    Raises ``Refused``: ``forbidden``.
    """
    require_officer(by)
    require_scope(by, Scope.ADMIN)
    for row in SettlementRow.objects.filter(month=month, paid_out=None).order_by("seller"):
        _pay(row.id, by=by, clock=clock)
    return payout_file(month, clock=clock)


@transaction.atomic
def _pay(id: str, *, by: Person, clock: Clock) -> None:
    row = SettlementRow.objects.select_for_update().get(id=id)
    if row.paid_out is not None:
        return
    payable = accounts.own("payable", row.seller, clock=clock)
    won = min(max(row.net_krw, 0), ledger_reads.account(payable).available_krw)
    row.paid_out = clock.now()
    row.save(update_fields=["paid_out"])
    if won:
        act = Act("settlement.paid_out", row.id)
        ledger.enter(Payment(id=f"payout:{row.id}", debit=payable, credit=accounts.BANK, won=won, act=act), clock=clock)
    crash.point("exchange.paid_out")
    record(by.actor, "settlement.paid_out", row.id, facts={"won": won, "month": row.month}, clock=clock)
    words = Words(f"{row.month} 판매 대금을 지급했습니다", f"Your sales of {row.month} are paid out")
    _announce(row, words, "paid_out", by=by, clock=clock)


def payout_file(month: str, *, clock: Clock = SYSTEM_CLOCK) -> str:
    """What was paid out to sellers for a month, as ``_bank_file``."""
    rows = SettlementRow.objects.filter(month=month).exclude(paid_out=None).order_by("seller")
    paid = [
        (row.seller, sum(each.won for each in ledger_reads.of_act(row.id) if each.credit == accounts.BANK))
        for row in rows
    ]
    return _bank_file([(seller, won, f"데이터거래 {month}") for seller, won in paid if won], clock)


def pay_refunds(*, by: Person, clock: Clock = SYSTEM_CLOCK) -> str:
    """The file for the bank of all refunds that are due to buyers, and the entries; what was sent today stands in it again.

    Refunds of what was paid by transfer or card lie in their buyer's account until then. Raises ``Refused``: ``forbidden``.
    """
    require_officer(by)
    require_scope(by, Scope.ADMIN)
    day = f"refunds-{clock.today().isoformat()}"
    for account in ledger_reads.accounts_like(accounts.code_of("refund", "")):
        _send_back(account.code, account.owner, day, by=by, clock=clock)
    sent = [each for each in ledger_reads.of_act(day) if each.credit == accounts.BANK]
    owners = {each.debit: ledger_reads.account(each.debit).owner for each in sent}
    return _bank_file([(owners[each.debit], each.won, "환불") for each in sent], clock)


@transaction.atomic
def _send_back(code: str, buyer: str, day: str, *, by: Person, clock: Clock) -> None:
    won = ledger_reads.account(code).available_krw
    if won <= 0 or parties.party_of(buyer, clock=clock) is None:
        return
    number = sum(each.debit == code for each in ledger_reads.of_act(day)) + 1
    act = Act("settlement.refund_sent", day)
    ledger.enter(Payment(id=f"{code}:{day}:{number}", debit=code, credit=accounts.BANK, won=won, act=act), clock=clock)
    crash.point("exchange.refund_sent")
    record(by.actor, "settlement.refund_sent", day, facts={"won": won, "buyer": buyer}, clock=clock)


def _bank_file(rows: Iterable[tuple[str, int, str]], clock: Clock) -> str:
    """(organisation, won, what the recipient reads) as CSV that banks take for many transfers at once."""
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\r\n")
    writer.writerow(["입금은행", "입금계좌번호", "이체금액", "예금주", "받는분통장표시"])
    for organisation, won, said in rows:
        party = parties.party_of(organisation, clock=clock)
        if party is not None:
            details = party.details
            writer.writerow([details.bank, details.account_number, won, party.name.ko, said])
    return out.getvalue()


def _bounds(month: str) -> tuple[datetime, datetime]:
    first = date.fromisoformat(f"{month}-01")
    days = (first, months_later(first, 1))
    starts, ends = (datetime.combine(day, time.min, tzinfo=CITY_ZONE) for day in days)
    return starts, ends
