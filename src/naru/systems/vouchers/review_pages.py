"""Pages for reviewers: what is to be scored, interests, one application blind beside its sheet."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.kit.guard import Visit, signed_in
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.cases import reads as cases
from naru.commons.cases import review as reviewing
from naru.commons.cases.core.forms import blind
from naru.commons.cases.core.states import CaseState
from naru.commons.cases.page_parts import answer_words, whole
from naru.systems.vouchers import reads
from naru.systems.vouchers.page_parts import VOUCHERS


@never_cache
@require_safe
@signed_in
def review(request: Visit, programme_id: str) -> HttpResponse:
    """The reviewer's applications by number, and what is still to be scored."""
    found, seat = _seat(request, programme_id)
    sheets = cases.sheets_of(seat)
    listed = cases.cases_about(found.ref, states=[CaseState.COMPLETE])
    rows = [
        {"case": each, "title": each.answers.get("title"), "out": each.id in seat.recused, "sheet": sheets.get(each.id)}
        for each in listed
    ]
    due = [row for row in rows if not row["out"]]
    context = {
        "programme": found,
        "seat": seat,
        "rows": rows,
        "scored": sum(row["sheet"] is not None for row in due),
        "due": len(due),
        "most": sum(each.most for each in found.rules.criteria),
        "crumbs": [VOUCHERS, (found.title, f"/vouchers/programmes/{found.id}/"), (Words("심사", "Review"), "")],
    }
    return render(request, "vouchers/review.html", context)


@require_POST
@signed_in
def declare_interests(request: Visit, programme_id: str) -> HttpResponse:
    found, _ = _seat(request, programme_id)
    detail = request.POST.get("detail", "")
    reviewing.declare_interests(found.ref, dict.fromkeys(request.POST.getlist("case"), detail), by=request.person)
    return redirect("vouchers:review", programme_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def sheet(request: Visit, programme_id: str, case_id: str) -> HttpResponse:
    """One application, blind, beside its sheet; saved, the next one that has none."""
    found, seat = _seat(request, programme_id)
    case = next(
        (each for each in cases.cases_about(found.ref, states=[CaseState.COMPLETE]) if each.id == case_id), None
    )
    if case is None or case.id in seat.recused:
        raise Refused("not_found")
    if request.method == "POST":
        points = {each.name: whole(request.POST.get(each.name, "")) for each in found.rules.criteria}
        remark = request.POST.get("remark", "")
        reviewing.score(case.id, points, criteria=found.rules.criteria, remark=remark, by=request.person)
        return redirect(_next_sheet(found, seat))
    own = cases.sheets_of(seat).get(case.id)
    context = {
        "programme": found,
        "case": case,
        "seat": seat,
        "answers": [
            (field, answer_words(field, value))
            for field, value in blind(found.form, case.answers)
            if field.name != "title"
        ],
        "criteria": [(each, own[0].points.get(each.name) if own else None) for each in found.rules.criteria],
        "remark": own[1] if own else "",
        "crumbs": [
            VOUCHERS,
            (found.title, f"/vouchers/programmes/{found.id}/"),
            (Words("심사", "Review"), f"/vouchers/programmes/{found.id}/review/"),
            (Words(f"신청 {case.number}", f"Application {case.number}"), ""),
        ],
    }
    return render(request, "vouchers/sheet.html", context)


@require_POST
@signed_in
def sign_sheets(request: Visit, programme_id: str) -> HttpResponse:
    found, _ = _seat(request, programme_id)
    reviewing.sign_sheets(found.ref, by=request.person)
    return redirect("vouchers:review", programme_id)


def _seat(request: Visit, programme_id: str) -> tuple[reads.Programme, cases.SeatView]:
    """For whoever sits on the panel; for others it is not there."""
    found = reads.programme(programme_id)
    seat = cases.seat_of(found.ref, request.person.id)
    if seat is None:
        raise Refused("not_found")
    return found, seat


def _next_sheet(found: reads.Programme, seat: cases.SeatView) -> str:
    scored = cases.sheets_of(seat)
    place = f"/vouchers/programmes/{found.id}/review/"
    for each in cases.cases_about(found.ref, states=[CaseState.COMPLETE]):
        if each.id not in scored and each.id not in seat.recused:
            return f"{place}{each.id}/"
    return place
