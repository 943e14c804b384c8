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
from naru.systems.exchange.actions import settlement
from naru.systems.exchange.pages.display import chart, crumbs, text
from naru.systems.exchange.reads import market, money, trades

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
        "themes": [
            (THEMES[code].words if code in THEMES else Words("그 밖", "Other"), won) for code, won in figures.by_theme
        ],
        "theme_most": max((won for _, won in figures.by_theme), default=1) or 1,
        "seller_most": max((won for _, won in figures.sellers), default=1) or 1,
        "concentration": round(figures.concentration * 100),
        "disputes": [each for each in trades.disputes(request.person) if each.outcome is None],
        "warnings": [
            (warning, Words(row.title_ko, row.title_en), row.id)
            for warning, row in market.warnings(on=SYSTEM_CLOCK.today())
        ],
        "accounts": [known[code] for code in accounts.PLATFORM if code in known],
        "statements": money.statements()[:12],
        "unmatched": len(money.deposits(unmatched_only=True)),
    }
    return render(request, "exchange/office.html", context)


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
    """``act``: ``settle`` a month, or ``pay`` it out and get the bank's file."""
    month = text(request, "month")
    if not MONTH.fullmatch(month):
        raise Refused("month_not_over", month=month[:7])
    if request.POST.get("act") == "pay":
        file = settlement.pay_out(month, by=request.person)
        response = HttpResponse(file.encode("cp949", "replace"), content_type="text/csv; charset=euc-kr")
        response["Content-Disposition"] = f'attachment; filename="payout-{month}.csv"'
        return response
    settlement.settle_month(month, by=request.person)
    return redirect("exchange:office")
