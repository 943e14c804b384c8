"""Paying an order, checking what was delivered, withdrawing, disputing."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.http import content_disposition_header
from django.views.decorators.http import require_POST, require_safe

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import Visit, signed_in
from naru.base.kit.ref import Ref
from naru.base.kit.words import Words
from naru.commons.ledger import reads as ledger
from naru.commons.ledger.core.accounts import Account
from naru.commons.ledger.core.transfers import Transfer
from naru.commons.papers import reads as papers
from naru.commons.parties import reads as parties
from naru.commons.rates import reads as rates
from naru.systems.exchange.actions import cards, disputes, orders, refunds, release
from naru.systems.exchange.adapters.card_gateway import gateway
from naru.systems.exchange.core import offers as core
from naru.systems.exchange.core.orders import Choice, OrderState, SourceKind
from naru.systems.exchange.pages.display import crumbs, text, won
from naru.systems.exchange.rate_names import OPERATOR_NUMBER
from naru.systems.exchange.reads import money, trades

TRANSFER = Choice(kind=SourceKind.TRANSFER, account="")
ORDER_STEPS = (
    (Words("주문", "Order"), {OrderState.OPEN}),
    (Words("결제", "Payment"), {OrderState.PAID}),
    (Words("인도와 확인", "Delivered, to check"), {OrderState.DELIVERED, OrderState.DISPUTED}),
    (Words("확정", "Released"), {OrderState.RELEASED}),
    (Words("정산", "Settled"), {OrderState.SETTLED}),
)


@require_safe
@signed_in
def order(request: Visit, order_id: str) -> HttpResponse:
    """How it is paid, how far it is, and what its two sides may do."""
    person = request.person
    found = trades.order(order_id, person)
    is_buyer = core.may_buy(person, found.buyer)
    ruled, prepaid = orders.sources(order_id, person) if is_buyer and found.state is OrderState.OPEN else ([], 0)
    here = next((place for place, (_, states) in enumerate(ORDER_STEPS) if found.state in states), -1)
    context = {
        "crumbs": crumbs(
            (Words("계약", "Contract"), reverse("exchange:contract", args=[found.contract_id])),
            (Words(f"주문 {found.number}", f"Order {found.number}"), ""),
        ),
        "order": found,
        "stepper": [(words, place < here, place == here) for place, (words, _) in enumerate(ORDER_STEPS)],
        "is_buyer": is_buyer,
        "is_open": found.state is OrderState.OPEN,
        "is_delivered": found.state is OrderState.DELIVERED,
        "ruled": ruled,
        "prepaid": prepaid,
        "bank": _bank(),
        "has_cards": gateway() is not None,
        "card": money.card_payment(order_id),
        "invoices": [(each, papers.papers_about(Ref("invoice", each.id))) for each in money.invoices_of(order_id)],
        "receipts": papers.papers_about(Ref("order", order_id)),
        "disputes": trades.disputes(person, order_id=order_id),
        "entries": _entries(order_id) if trades.sees_all(person) else [],
    }
    return render(request, "exchange/order.html", context)


def _entries(order_id: str) -> list[tuple[Transfer, Account, Account]]:
    """Each with the accounts that it debits and credits."""
    found = ledger.of_act(order_id)
    names = ledger.names_of(code for each in found for code in (each.debit, each.credit))
    return [(each, names[each.debit], names[each.credit]) for each in found]


def _bank() -> tuple[str, str, Words] | None:
    """Bank, account and holder of whoever runs the exchange; None while that is not registered."""
    number = rates.rate(OPERATOR_NUMBER, SYSTEM_CLOCK.today()).text
    operator = parties.by_business_number(number)
    return (operator.details.bank, operator.details.account_number, operator.name) if operator else None


@require_POST
@signed_in
def order_act(request: Visit, order_id: str) -> HttpResponse:
    """``act``: ``pay``, ``cancel``, ``accept``, ``withdraw``, ``dispute``."""
    person = request.person
    trades.order(order_id, person)
    match request.POST.get("act"):
        case "pay" if request.POST.get("rest") == "card" and (through := gateway()):
            cards.begin_card_payment(order_id, _choices(request), by=person, through=through)
        case "pay":
            orders.pay_order(order_id, [*_choices(request), TRANSFER], by=person)
        case "cancel":
            orders.cancel_order(order_id, by=person)
        case "accept":
            release.accept_delivery(order_id, by=person)
        case "withdraw":
            refunds.withdraw_order(order_id, by=person)
        case _:
            asked = won(request, "won") or 0
            made = disputes.open_dispute(order_id, claim=text(request, "text"), asked_krw=asked, by=person)
            return redirect("exchange:dispute", made.id)
    return redirect("exchange:order", order_id)


def _choices(request: Visit) -> list[Choice]:
    """The ticked accounts in their order, then prepaid credit; what comes from outside pays the rest."""
    chosen = [
        Choice(kind=SourceKind.RULED, account=account, most=won(request, f"most-{account}"))
        for account in request.POST.getlist("ruled")
    ]
    if request.POST.get("prepaid"):
        chosen.append(Choice(kind=SourceKind.PREPAID, account="", most=won(request, "most-prepaid")))
    return chosen


@require_safe
@signed_in
def invoice(request: Visit, invoice_id: str) -> HttpResponse:
    """The electronic tax invoice as it was issued."""
    response = HttpResponse(
        money.invoice_xml(invoice_id, request.person), content_type="application/xml; charset=utf-8"
    )
    response["Content-Disposition"] = content_disposition_header(True, f"tax-invoice-{invoice_id}.xml")
    return response
