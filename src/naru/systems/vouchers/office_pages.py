"""Pages for the city's officers and auditors: applications, panel and results, inspections and payments, what looks wrong."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from naru.base.kit.guard import Visit, auditor_or_officer, officer_only
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.commons.acceptance.core.deliveries import Verdict
from naru.commons.cases import reads as cases
from naru.systems.vouchers import actions, audit, reads, returns, spending
from naru.systems.vouchers.core import rights
from naru.systems.vouchers.page_parts import VOUCHERS, amount, money_bar, say


@never_cache
@require_safe
@auditor_or_officer
def office(request: Visit, programme_id: str) -> HttpResponse:
    """Every application with its eligibility, the panel and how far it is, the ranking once all have signed."""
    found = reads.programme(programme_id)
    seats = cases.seats(found.ref)
    signed = bool(seats) and all(seat.signed for seat in seats)
    listed = cases.cases_about(found.ref)
    decisions = cases.decisions(each.id for each in listed)
    places, tallies = actions.ranking(found) if signed and found.announced is None else ([], {})
    labels = {each.id: each for each in listed}
    context = {
        "programme": found,
        "rows": [(each, reads.eligibility(each, found), decisions.get(each.id)) for each in listed],
        "seats": [(people.person(seat.person_id).name, seat) for seat in seats],
        "ranking": [(labels[each.case_id], each, tallies[each.case_id]) for each in places],
        "may_run": rights.may_run(request.person),
        "crumbs": [VOUCHERS, (found.title, f"/vouchers/programmes/{found.id}/"), (Words("운영", "Office"), "")],
    }
    return render(request, "vouchers/office.html", context)


@require_POST
@officer_only
def ask_supplement(request: Visit, case_id: str) -> HttpResponse:
    actions.ask_supplement(case_id, request.POST.get("text", ""), by=request.person)
    return redirect("vouchers:application", case_id)


@require_POST
@officer_only
def check(request: Visit, programme_id: str) -> HttpResponse:
    passed, barred = actions.check_all(programme_id, by=request.person)
    say(request, Words(f"심사로 {passed}건, 자격 없음 {barred}건", f"{passed} to review, {barred} not eligible"))
    return redirect("vouchers:office", programme_id)


@require_POST
@officer_only
def draw_panel(request: Visit, programme_id: str) -> HttpResponse:
    """Candidates by their addresses, one a line."""
    addresses = request.POST.get("candidates", "").split()
    actions.draw_panel(programme_id, [people.person_by_email(each).id for each in addresses], by=request.person)
    return redirect("vouchers:office", programme_id)


@require_POST
@officer_only
def announce(request: Visit, programme_id: str) -> HttpResponse:
    actions.announce(programme_id, by=request.person)
    say(request, Words("결과를 알렸습니다.", "The results are announced."))
    return redirect("vouchers:office", programme_id)


@never_cache
@require_safe
@auditor_or_officer
def show_signals(request: Visit, programme_id: str) -> HttpResponse:
    found = reads.programme(programme_id)
    context = {
        "programme": found,
        "signals": audit.signals_of(programme_id, by=request.person),
        "awards": reads.awards(found, request.person),
        "money": money_bar(reads.figures(found)),
        "crumbs": [VOUCHERS, (found.title, f"/vouchers/programmes/{found.id}/"), (Words("감사", "Audit"), "")],
    }
    return render(request, "vouchers/audit.html", context)


@require_safe
@auditor_or_officer
def settlement(request: Visit, programme_id: str) -> HttpResponse:
    body = "".join(audit.settlement(programme_id, by=request.person))
    headers = {"Content-Disposition": 'attachment; filename="settlement.csv"'}
    return HttpResponse(body.encode("utf-8-sig"), content_type="text/csv; charset=utf-8", headers=headers)


@require_POST
@officer_only
def deposit_own(request: Visit, award_id: str) -> HttpResponse:
    spending.deposit_own(award_id, amount(request, "won"), by=request.person)
    return redirect("vouchers:award", award_id)


@require_POST
@officer_only
def inspect(request: Visit, claim_id: str) -> HttpResponse:
    verdict = Verdict(request.POST.get("verdict", Verdict.ACCEPTED))
    spending.inspect(claim_id, verdict, reason=request.POST.get("reason", ""), by=request.person)
    return redirect("vouchers:award", reads.award_of_claim(claim_id))


@require_POST
@officer_only
def approve(request: Visit, claim_id: str) -> HttpResponse:
    spending.approve(claim_id, by=request.person)
    return redirect("vouchers:award", reads.award_of_claim(claim_id))


@require_POST
@officer_only
def pay(request: Visit, claim_id: str) -> HttpResponse:
    spending.pay(claim_id, by=request.person)
    return redirect("vouchers:award", reads.award_of_claim(claim_id))


@require_POST
@officer_only
def close(request: Visit, award_id: str) -> HttpResponse:
    returns.close(award_id, by=request.person)
    return redirect("vouchers:award", award_id)
