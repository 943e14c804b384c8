"""Pages for reviewers of a call: interests, what is to be scored, one application blind beside its sheet."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
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
from naru.systems.firms.pages.display import SUPPORT
from naru.systems.firms.reads import calls as reads


@never_cache
@require_safe
@signed_in
def review(request: Visit, call_id: str) -> HttpResponse:
    """The reviewer's applications by number, and what is still to be scored."""
    found, seat = _seat(request, call_id)
    sheets = cases.sheets_of(seat)
    rows = [
        {"case": each, "title": each.answers.get("title"), "out": each.id in seat.recused, "sheet": sheets.get(each.id)}
        for each in cases.cases_about(found.ref, states=[CaseState.COMPLETE])
    ]
    due = [row for row in rows if not row["out"]]
    context = {
        "seat": seat,
        "rows": rows,
        "scored": sum(row["sheet"] is not None for row in due),
        "due": len(due),
        "most": sum(each.most for each in found.rules.criteria),
        "declare_url": reverse("firms:declare_interests", args=[found.id]),
        "sign_url": reverse("firms:sign_sheets", args=[found.id]),
        "crumbs": [SUPPORT, (found.title, f"/support/{found.id}/"), (Words("심사", "Review"), "")],
    }
    return render(request, "firms/review.html", context)


@require_POST
@signed_in
def declare_interests(request: Visit, call_id: str) -> HttpResponse:
    found, _ = _seat(request, call_id)
    chosen = dict.fromkeys(request.POST.getlist("case"), request.POST.get("detail", ""))
    known = {each.id for each in cases.cases_about(found.ref)}
    if not chosen.keys() <= known:
        raise Refused("not_found")
    reviewing.declare_interests(found.ref, chosen, by=request.person)
    return redirect("firms:review", call_id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def sheet(request: Visit, call_id: str, case_id: str) -> HttpResponse:
    """One application, blind, beside its sheet; saved, the list again."""
    found, seat = _seat(request, call_id)
    listed = cases.cases_about(found.ref, states=[CaseState.COMPLETE])
    case = next((each for each in listed if each.id == case_id and each.id not in seat.recused), None)
    if case is None:
        raise Refused("not_found")
    if request.method == "POST":
        points = {each.name: whole(request.POST.get(each.name, "")) for each in found.rules.criteria}
        remark = request.POST.get("remark", "")
        reviewing.score(case.id, points, criteria=found.rules.criteria, remark=remark, by=request.person)
        return redirect("firms:review", call_id)
    own = cases.sheets_of(seat).get(case.id)
    context = {
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
            SUPPORT,
            (found.title, f"/support/{found.id}/"),
            (Words("심사", "Review"), f"/support/{found.id}/review/"),
            (Words(f"신청 {case.number}", f"Application {case.number}"), ""),
        ],
    }
    return render(request, "firms/sheet.html", context)


@require_POST
@signed_in
def sign_sheets(request: Visit, call_id: str) -> HttpResponse:
    found, _ = _seat(request, call_id)
    reviewing.sign_sheets(found.ref, by=request.person)
    return redirect("firms:review", call_id)


def _seat(request: Visit, call_id: str) -> tuple[reads.Call, cases.SeatView]:
    """For whoever sits on the panel; for others it is not there."""
    found = reads.call(call_id)
    seat = cases.seat_of(found.ref, request.person.id)
    if seat is None:
        raise Refused("not_found")
    return found, seat
