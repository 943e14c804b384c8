"""For officers and auditors: the market in figures, bank statements, settling, and what to look at."""

import re

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import Visit, auditor_or_officer, officer_only
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.ledger import reads as ledger
from naru.data.catalogue.core.vocabulary import THEMES
from naru.systems.exchange import ledger_accounts as accounts
from naru.systems.exchange.actions import bank as bank_actions
from naru.systems.exchange.actions import metering as metering_actions
from naru.systems.exchange.actions import settlement
from naru.systems.exchange.pages.display import chart, crumbs, language, text
from naru.systems.exchange.reads import market, metering, money, trades, valuations
from naru.systems.exchange.reads.offers import names_of

OFFICE = Words("시장 현황", "The market in figures")
MONTH = re.compile(r"\d{4}-(0[1-9]|1[0-2])")


@require_safe
@auditor_or_officer
def office(request: Visit) -> HttpResponse:
    """Volume, fields, concentration, time to delivery; disputes that wait; signs of fraud; the exchange's accounts."""
    figures = market.market()
    known = ledger.names_of(accounts.PLATFORM)
    context = {
        "crumbs": crumbs((OFFICE, "")),
        "figures": figures,
        "chart": chart(figures.volume),
        "themes": [(code, _theme_words(code), won) for code, won in figures.by_theme],
        "theme_most": max((won for _, won in figures.by_theme), default=1) or 1,
        "seller_most": max((won for _, _, won in figures.sellers), default=1) or 1,
        "concentration": round(figures.concentration * 100),
        "disputes": [each for each in trades.disputes(request.person) if each.outcome is None],
        "warnings": [
            (warning, Words(row.title_ko, row.title_en), row.id)
            for warning, row in valuations.warnings(on=SYSTEM_CLOCK.today())
        ],
        "accounts": [known[code] for code in accounts.PLATFORM if code in known],
        "statements": money.statements()[:12],
        "misfits": metering.misfits(),
        "refunds_krw": sum(each.available_krw for each in ledger.accounts_like(accounts.code_of("refund", ""))),
        "unmatched": len(money.deposits(unmatched_only=True)),
    }
    return render(request, "exchange/office.html", context)


def _theme_words(code: str) -> Words:
    return THEMES[code].words if code in THEMES else Words("그 밖", "Other")


@require_safe
@auditor_or_officer
def paid(request: Visit) -> HttpResponse:
    """The orders behind a figure of the market: ``?month=``, ``?theme=``, ``?seller=``; from each one on to its entries."""
    month, theme, seller = (request.GET.get(name) for name in ("month", "theme", "seller"))
    rows = market.paid_orders(month=month or "", theme=theme, seller=seller or "")
    listed = trades.order_values(rows[:500])
    said = [month] if month else []
    said += [_theme_words(theme).in_(language())] if theme is not None else []
    said += [names_of([seller])[seller].in_(language())] if seller else []
    context = {
        "crumbs": crumbs((OFFICE, "/market/office/"), (Words("거래한 주문", "Paid orders"), "")),
        "narrowed": " · ".join(said),
        "orders": listed,
        "count": len(rows),
        "supply_krw": sum(row.supply_krw for row in rows),
        "nothing": Words("맞는 주문이 없습니다", "No order fits"),
        "nothing_more": Words("시장 현황에서 다른 값을 골라 보세요.", "Choose another figure of the market."),
    }
    return render(request, "exchange/paid.html", context)


@require_POST
@officer_only
def late_use(request: Visit) -> HttpResponse:
    """``act``: ``bill`` what came in after a period's bill, or ``waive`` it with a reason."""
    typed = text(request, "period")
    if not typed.isdecimal() or len(typed) > 4:
        raise Refused("not_found")
    waive = (text(request, "text") or "면제") if request.POST.get("act") == "waive" else ""
    metering_actions.place_late_use(text(request, "contract"), int(typed), waive=waive, by=request.person)
    return redirect("exchange:office")


@require_http_methods(["GET", "HEAD", "POST"])
@auditor_or_officer
def bank(request: Visit) -> HttpResponse:
    """Deposits as the bank told them, those without an owner first; officers bring statements."""
    if request.method == "POST":
        upload = request.FILES.get("statement")
        if upload is None:
            raise Refused("statement_unreadable")
        taken = bank_actions.take_statement(upload.read(bank_actions.STATEMENT_BYTES_MOST + 1), by=request.person)
        said = Words(
            f"입금 {taken.lines}건을 읽었습니다. 맞춘 것 {taken.matched}, 주인 모름 {taken.unmatched}, 이미 있던 것 {taken.known}",
            f"Read {taken.lines} deposits: {taken.matched} matched, {taken.unmatched} without an owner, {taken.known} known already.",
        )
        messages.success(request, said.in_(get_language() or "ko"))
        return redirect("exchange:bank")
    context = {
        "crumbs": crumbs((OFFICE, "/market/office/"), (Words("입금", "Deposits"), "")),
        "unmatched": money.deposits(unmatched_only=True),
        "deposits": money.deposits(limit=50),
        "open_orders": [each for each in trades.orders(request.person) if each.awaited_krw],
        "is_officer": request.person.is_officer,
        "nothing": Words("아직 입금이 없습니다", "No deposit yet"),
        "nothing_more": Words("은행에서 받은 거래내역을 올려 주세요.", "Bring a statement of the bank."),
    }
    return render(request, "exchange/bank.html", context)


@require_POST
@officer_only
def assign(request: Visit, line_id: str) -> HttpResponse:
    bank_actions.assign_line(line_id, text(request, "order"), by=request.person)
    return redirect("exchange:bank")


@require_POST
@officer_only
def settle(request: Visit) -> HttpResponse:
    """``act``: ``settle`` a month, ``pay`` it out and get the bank's file, or the file of ``refund``s."""
    if request.POST.get("act") == "refund":
        return _file(settlement.pay_refunds(by=request.person), "refunds")
    month = text(request, "month")
    if not MONTH.fullmatch(month):
        raise Refused("month_not_over", month=month[:7])
    if request.POST.get("act") == "pay":
        return _file(settlement.pay_out(month, by=request.person), f"payout-{month}")
    settlement.settle_month(month, by=request.person)
    return redirect("exchange:office")


def _file(content: str, name: str) -> HttpResponse:
    """As banks read it."""
    response = HttpResponse(content.encode("cp949", "replace"), content_type="text/csv; charset=euc-kr")
    response["Content-Disposition"] = f'attachment; filename="{name}.csv"'
    return response
