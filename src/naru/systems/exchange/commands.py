"""``naru exchange``: the market by command: offer, request, quote, sign, pay, take statements, settle, revoke."""

from datetime import datetime
from pathlib import Path
from typing import TYPE_CHECKING, Any

import click
import orjson

from naru.base.kit.person import SYSTEM, OrganisationId
from naru.base.kit.words import Words

if TYPE_CHECKING:
    from naru.systems.exchange.core.values import Contract, Negotiation, Order

as_json = click.option("--json", "as_json", is_flag=True, help="JSON으로, 한 줄에 하나씩 · print JSON, one a line")
DAY = click.DateTime(["%Y-%m-%d"])


@click.group("exchange")
def exchange() -> None:
    """데이터 거래소 · The data exchange: from an offer to a payout."""


@exchange.command("offers")
@click.argument("text", default="")
@as_json
def list_offers(text: str, as_json: bool) -> None:
    """팔고 있는 상품을 보입니다 · List what is on sale."""
    from naru.systems.exchange.reads import offers

    for each in offers.offers(SYSTEM, text=text):
        offer = each.offer
        said = {
            "id": offer.id,
            "title": offer.title.ko,
            "plan": offer.plan.kind.value,
            "price_krw": offer.plan.price_krw,
        }
        _tell({**said, "seller": each.seller_name.ko}, as_json, "{id}  {title} · {plan} {price_krw:,} · {seller}")


@exchange.command()
@click.argument("dataset_id")
@click.argument("title_ko")
@click.argument("title_en")
@click.option(
    "--plan",
    type=click.Choice(["free", "once", "monthly", "yearly", "metered", "quote"]),
    default="monthly",
    show_default=True,
    help="요금제 · how it is paid for",
)
@click.option("--price", type=int, default=0, help="공급가액, 원 · won without VAT")
@click.option(
    "--tier",
    "tiers",
    multiple=True,
    help="쓴 만큼: '100000: 30' 또는 '*: 10' · as used: up to how many, won for each 1,000",
)
@click.option("--cap", type=int, help="쓴 만큼: 한 달 상한 · as used: the most in a month")
@click.option("--to", "named", multiple=True, help="이 기관에만 (주소 이름) · to this organisation only, by its slug")
@click.option("--approval", is_flag=True, help="요청마다 승인 · each request needs approval")
@as_json
def offer(
    dataset_id: str,
    title_ko: str,
    title_en: str,
    plan: str,
    price: int,
    tiers: tuple[str, ...],
    cap: int | None,
    named: tuple[str, ...],
    approval: bool,
    as_json: bool,
) -> None:
    """데이터셋을 상품으로 내놓습니다 · Put a dataset on sale."""
    from naru.systems.exchange.actions import offers
    from naru.systems.exchange.core.offers import Audience
    from naru.systems.exchange.core.plans import Plan, PlanKind, tiers_from
    from naru.systems.exchange.core.term_blocks import Blocks, Purpose

    draft = offers.OfferDraft(
        dataset_id=dataset_id,
        title=Words(title_ko, title_en),
        plan=Plan(kind=PlanKind(plan), price_krw=price, tiers=tiers_from("\n".join(tiers)), cap_krw=cap),
        blocks=Blocks(purposes=tuple(Purpose)),
        audience=Audience.NAMED if named else Audience.PUBLIC,
        named=[_organisation(slug) for slug in named],
        needs_approval=approval,
    )
    made = offers.draft_offer(draft, by=SYSTEM)
    offers.list_offer(made.id, by=SYSTEM)
    _tell({"id": made.id, "title": made.title.ko}, as_json, "{id}  {title}")


@exchange.command()
@click.argument("offer_id")
@click.option("--buyer", required=True, help="사는 기관의 주소 이름 · the buying organisation's slug")
@click.option("--months", type=int, default=12, show_default=True, help="기간, 달 · for how many months")
@click.option("--price", type=int, help="제안하는 공급가액 · another price, won without VAT")
@as_json
def request(offer_id: str, buyer: str, months: int, price: int | None, as_json: bool) -> None:
    """상품을 요청합니다 · Request an offer."""
    from naru.systems.exchange.actions import negotiations

    made = negotiations.request(offer_id, buyer=_organisation(buyer), months=months, price_krw=price, by=SYSTEM)
    _tell_negotiation(made, as_json)


@exchange.command()
@click.argument("negotiation_id")
@click.argument("price", type=int)
@click.option("--counter", is_flag=True, help="구매자가 되묻는 값 · the buyer's own price")
@as_json
def quote(negotiation_id: str, price: int, counter: bool, as_json: bool) -> None:
    """견적을 내거나 되묻습니다 · Quote a price, or counter it."""
    from naru.systems.exchange.actions import negotiations

    act = negotiations.counter if counter else negotiations.quote
    _tell_negotiation(act(negotiation_id, price, by=SYSTEM), as_json)


@exchange.command()
@click.argument("negotiation_id")
@as_json
def sign(negotiation_id: str, as_json: bool) -> None:
    """받아들이고 양쪽이 서명합니다 · Accept and sign for both sides, step by step as far as it goes."""
    from naru.commons.terms import reads as terms
    from naru.systems.exchange.actions import negotiations
    from naru.systems.exchange.core.negotiations import NegotiationState
    from naru.systems.exchange.reads import trades

    talk = trades.negotiation(negotiation_id, SYSTEM)
    if talk.state is NegotiationState.OFFERED:
        talk = negotiations.accept(negotiation_id, by=SYSTEM)
    if talk.state in {NegotiationState.REQUESTED, NegotiationState.ACCEPTED}:
        talk = negotiations.agree(negotiation_id, by=SYSTEM)
    digest = terms.document(talk.document_id).newest.sha256 if talk.document_id else ""
    _tell_negotiation(negotiations.verify(negotiation_id, digest=digest, by=SYSTEM), as_json)


@exchange.command("contracts")
@as_json
def list_contracts(as_json: bool) -> None:
    """계약을 보입니다 · List contracts."""
    from naru.systems.exchange.reads import trades

    for each in trades.contracts(SYSTEM):
        _tell_contract(each, as_json)


@exchange.command("orders")
@click.argument("contract_id", default="")
@as_json
def list_orders(contract_id: str, as_json: bool) -> None:
    """주문을 보입니다 · List orders."""
    from naru.systems.exchange.reads import trades

    for each in trades.orders(SYSTEM, contract_id=contract_id):
        _tell_order(each, as_json)


@exchange.command()
@click.argument("order_id")
@click.option("--voucher", "ruled", multiple=True, help="지출 규칙이 있는 계정 · an account with a spending rule")
@click.option("--prepaid", is_flag=True, help="예치금부터 · prepaid credit first")
@as_json
def pay(order_id: str, ruled: tuple[str, ...], prepaid: bool, as_json: bool) -> None:
    """결제 수단을 고릅니다. 나머지는 계좌 이체입니다 · Choose how to pay; the rest comes by bank transfer."""
    from naru.systems.exchange.actions import orders
    from naru.systems.exchange.core.orders import Choice, SourceKind

    chosen = [Choice(kind=SourceKind.RULED, account=each) for each in ruled]
    chosen += [Choice(kind=SourceKind.PREPAID, account="")] if prepaid else []
    chosen.append(Choice(kind=SourceKind.TRANSFER, account=""))
    _tell_order(orders.pay_order(order_id, chosen, by=SYSTEM), as_json)


@exchange.command("bank-statement")
@click.argument("file", type=click.Path(path_type=Path, exists=True, dir_okay=False))
@as_json
def bank_statement(file: Path, as_json: bool) -> None:
    """은행 거래내역 FILE을 읽어 주문과 맞춥니다 · Take in a bank statement and match it."""
    from dataclasses import asdict

    from naru.systems.exchange.actions import bank

    said = asdict(bank.take_statement(file.read_bytes(), by=SYSTEM))
    _tell(said, as_json, "입금 {lines} · 맞춤 {matched} · 주인 모름 {unmatched} · 이미 있음 {known} · {won:,}원")


@exchange.command("daily")
@as_json
def daily(as_json: bool) -> None:
    """하루 일을 지금 합니다 · Do the day's work now: ends, releases, renewals, credits."""
    from naru.systems.exchange.actions.daily import do_daily_work

    text = "끝남 {ended} · 확정 {released} · 청구 {billed} · 갱신 {renewed} · 정지 {suspended} · 적립 {credited}"
    _tell(do_daily_work(), as_json, text)


@exchange.command("use")
@as_json
def use(as_json: bool) -> None:
    """어느 청구에도 들지 않은 이용을 보입니다 · List use that fits no line of a bill."""
    from naru.systems.exchange.reads import metering

    for each in metering.misfits():
        said = {
            "why": each.why.value,
            "contract": each.contract_id,
            "period": each.period,
            "day": each.day.isoformat() if each.day else None,
            "used": each.used,
            "unit": each.unit.value,
        }
        _tell({**said, "title": each.title.ko}, as_json, "{why}  {title} {contract} {period} {day} · {used:,} {unit}")


@exchange.command("bill-late-use")
@click.argument("contract_id")
@click.argument("period", type=int)
@click.option("--waive", default="", help="청구하지 않는 까닭 · why it is not billed")
@as_json
def bill_late_use(contract_id: str, period: int, waive: str, as_json: bool) -> None:
    """청구한 뒤에 들어온 이용을 청구하거나 면제합니다 · Bill what came in late, or waive it."""
    from naru.systems.exchange.actions import metering

    metering.place_late_use(contract_id, period, waive=waive, by=SYSTEM)
    _tell({"contract": contract_id, "period": period, "waived": bool(waive)}, as_json, "✓ {contract} {period}")


@exchange.command()
@click.argument("month", type=click.DateTime(["%Y-%m"]))
@as_json
def settle(month: datetime, as_json: bool) -> None:
    """MONTH를 정산합니다 · Make the statements of a month that is over."""
    from naru.systems.exchange.actions import settlement

    for each in settlement.settle_month(f"{month:%Y-%m}", by=SYSTEM):
        said = {"id": each.id, "seller": each.seller_name.ko, "gross_krw": each.gross_krw, "net_krw": each.net_krw}
        _tell(said, as_json, "{id}  {seller} · {gross_krw:,} → {net_krw:,}")


@exchange.command("pay-refunds")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@as_json
def pay_refunds(file: Path, as_json: bool) -> None:
    """돌려줄 돈을 보내는 은행 파일을 FILE에 씁니다 · Send refunds that are due, and write the bank's file."""
    from naru.systems.exchange.actions import settlement

    content = settlement.pay_refunds(by=SYSTEM)
    file.write_bytes(content.encode("cp949", "replace"))
    _tell({"file": str(file), "rows": content.count("\r\n") - 1}, as_json, "✓ {file} · {rows}")


@exchange.command("pay-out")
@click.argument("month", type=click.DateTime(["%Y-%m"]))
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@as_json
def pay_out(month: datetime, file: Path, as_json: bool) -> None:
    """MONTH를 지급하고 은행에 낼 FILE을 만듭니다 · Pay a month out and write the bank's file."""
    from naru.systems.exchange.actions import settlement

    file.write_bytes(settlement.pay_out(f"{month:%Y-%m}", by=SYSTEM).encode("cp949", "replace"))
    _tell({"file": str(file)}, as_json, "{file}")


@exchange.command()
@click.argument("contract_id")
@click.argument("reason")
@as_json
def revoke(contract_id: str, reason: str, as_json: bool) -> None:
    """계약을 지금 정지합니다 · Revoke a contract at once."""
    from naru.systems.exchange.actions import contracts

    _tell_contract(contracts.revoke(contract_id, reason=reason, by=SYSTEM), as_json)


@exchange.command()
@click.argument("order_id")
@click.argument("file", type=click.Path(path_type=Path, dir_okay=False))
@as_json
def invoice(order_id: str, file: Path, as_json: bool) -> None:
    """주문의 전자세금계산서를 FILE에 씁니다 · Write an order's tax invoice."""
    from naru.systems.exchange.reads import money

    for each in money.invoices_of(order_id)[:1]:
        file.write_text(money.invoice_xml(each.id, SYSTEM), encoding="utf-8")
        _tell({"number": each.number, "file": str(file)}, as_json, "{number}")


def _organisation(slug: str) -> OrganisationId:
    from naru.base.people import reads as people

    return people.organisation_by_slug(slug).id


def _tell_negotiation(each: "Negotiation", as_json: bool) -> None:
    said = {"id": each.id, "state": each.state.value, "price_krw": each.plan.price_krw, "contract": each.contract_id}
    _tell(said, as_json, "{id}  {state}  {price_krw:,}  {contract}")


def _tell_contract(each: "Contract", as_json: bool) -> None:
    said = {
        "id": each.id,
        "number": each.number,
        "title": each.title.ko,
        "buyer": each.buyer_name.ko,
        "state": each.state.value,
        "ends": each.ends.isoformat() if each.ends else None,
    }
    _tell(said, as_json, "{id}  {number}  {title} · {buyer} · {state}")


def _tell_order(each: "Order", as_json: bool) -> None:
    said = {
        "id": each.id,
        "number": each.number,
        "state": each.state.value,
        "total_krw": each.total_krw,
        "awaited_krw": each.awaited_krw,
        "code": each.code,
    }
    _tell(said, as_json, "{id}  {number}  {state}  {total_krw:,}  {awaited_krw:,}  {code}")


def _tell(said: dict[str, Any], as_json: bool, line: str) -> None:
    click.echo(orjson.dumps(said).decode() if as_json else line.format(**said))
