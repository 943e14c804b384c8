"""Pages of calls: what is open, applying step by step, the office."""

import json
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import Visit, auditor_or_officer, officer_only, person_of, signed_in
from naru.base.kit.person import OrganisationId
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.commons.cases import reads as cases
from naru.commons.cases.core.states import EDITED
from naru.commons.cases.page_parts import form_rows, form_state, next_step, origin_of
from naru.commons.papers import reads as papers
from naru.systems.firms.actions import calls as actions
from naru.systems.firms.core import rights
from naru.systems.firms.models import TITLE_LONGEST
from naru.systems.firms.pages.display import SUPPORT, posted_day, say
from naru.systems.firms.reads import calls as reads
from naru.systems.firms.reads import directory

RULES_LONGEST = 20_000


@require_safe
def calls(request: HttpRequest) -> HttpResponse:
    person, now = person_of(request), SYSTEM_CLOCK.now()
    context = {
        "calls": [(each, each.is_open(now), reads.count_applied(each)) for each in reads.calls()],
        "own": reads.own_applications(person),
        "may_call": rights.may_decide(person),
        "crumbs": [(SUPPORT[0], "")],
    }
    return render(request, "firms/calls.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@officer_only
def new_call(request: Visit) -> HttpResponse:
    """Written in from a gap or a problem (``?title=&text=&problem=``); the rules follow an earlier call (``?like=``)."""
    if request.method == "POST":
        title, text = request.POST.get("title", ""), request.POST.get("text", "")
        found = actions.open_call(
            Words(title, request.POST.get("title_en", "") or title),
            summary=Words(text, request.POST.get("text_en", "") or text),
            rules=_rules(request.POST.get("rules", "")),
            closes_on=posted_day(request, "closes_on"),
            problem_id=request.POST.get("problem", ""),
            by=request.person,
        )
        return redirect("firms:call", found.id)
    earlier = reads.calls()
    chosen = next((each for each in earlier if each.id == request.GET.get("like")), next(iter(earlier), None))
    context = {
        "title": request.GET.get("title", "")[:TITLE_LONGEST],
        "text": request.GET.get("text", "")[:2000],
        "problem": request.GET.get("problem", "")[:40],
        "earlier": earlier,
        "chosen": chosen,
        "rules": json.dumps(reads.rules_json(chosen.id), ensure_ascii=False, indent=2) if chosen else "",
        "crumbs": [SUPPORT, (Words("공고하기", "Open a call"), "")],
    }
    return render(request, "firms/new_call.html", context)


def _rules(text: str) -> dict[str, Any]:
    try:
        said = json.loads(text[:RULES_LONGEST])
    except (ValueError, RecursionError) as error:
        raise Refused("call_rules_refused", what=f"{error}"[:200]) from None
    if not isinstance(said, dict):
        raise Refused("call_rules_refused", what="{ … }")
    return said


@require_safe
def call(request: HttpRequest, call_id: str) -> HttpResponse:
    """What there is, who is judged how, what was awarded; the way to apply for whoever may."""
    found, person = reads.call(call_id), person_of(request)
    context = {
        "call": found,
        "is_open": found.is_open(SYSTEM_CLOCK.now()),
        "applied": reads.count_applied(found),
        "own": directory.own_firms(person),
        "applications": [each for each in reads.own_applications(person) if each.about == found.ref],
        "awards": reads.awards_of_call(found.id),
        "is_reviewer": reads.is_reviewer(found, person),
        "sees_applicants": reads.may_see_applicants(found, person),
        "crumbs": [SUPPORT, (found.title, "")],
    }
    return render(request, "firms/call.html", context)


@require_POST
@signed_in
def apply(request: Visit, call_id: str) -> HttpResponse:
    case = actions.apply(call_id, OrganisationId(request.POST.get("organisation", "")), by=request.person)
    return redirect("firms:application", case.id)


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def application(request: Visit, case_id: str) -> HttpResponse:
    """While it is written: one step at a time, saved as one goes on; then: how it stands."""
    case = reads.application(case_id, request.person)
    found = reads.call(case.about.id)
    name = request.POST.get("step") or request.GET.get("step") or found.form.steps[0].name
    step = found.form.step(name) or found.form.steps[0]
    faults: dict[str, Words] = {}
    if request.method == "POST":
        faults = actions.save(case.id, step.name, request.POST.dict(), by=request.person, origin=origin_of(request))
        if not faults:
            return redirect(f"{request.path}?step={next_step(found.form, step.name)}")
        case = reads.application(case_id, request.person)
    is_own = rights.may_describe(request.person, case.organisation)
    context = form_state(case, found.form) | {
        "case": case,
        "call": found,
        "step": step,
        "rows": form_rows(case, step.fields, faults, request),
        "is_own": is_own,
        "may_edit": is_own and case.state in EDITED,
        "may_run": rights.may_decide(request.person),
        "supplements": cases.supplements(case.id),
        "decision": cases.decisions([case.id]).get(case.id),
        "award_id": reads.award_of_case(case.id),
        "papers": papers.papers_about(Ref(reads.APPLICATION, case.id)),
        "crumbs": [SUPPORT, (found.title, f"/support/{found.id}/"), (Words("신청", "Application"), "")],
    }
    return render(request, "firms/application.html", context, status=422 if faults else 200)


@require_POST
@signed_in
def file(request: Visit, case_id: str) -> HttpResponse:
    actions.file(case_id, by=request.person)
    say(request, Words("신청서를 냈습니다.", "Your application is filed."))
    return redirect("firms:application", case_id)


@require_POST
@signed_in
def withdraw(request: Visit, case_id: str) -> HttpResponse:
    actions.withdraw(case_id, by=request.person)
    return redirect("firms:application", case_id)


@require_POST
@signed_in
def object_to(request: Visit, case_id: str) -> HttpResponse:
    actions.object_to(case_id, request.POST.get("text", ""), by=request.person)
    return redirect("firms:application", case_id)


# --- the office ---


@never_cache
@require_safe
@auditor_or_officer
def office(request: Visit, call_id: str) -> HttpResponse:
    """The applications, the panel and how far it is, the ranking once all have signed; never for one who reviews them."""
    found = reads.call(call_id)
    if not reads.may_see_applicants(found, request.person):
        raise Refused("forbidden")
    seats = cases.seats(found.ref)
    is_signed = bool(seats) and all(seat.signed for seat in seats)
    listed = {each.id: each for each in cases.cases_about(found.ref)}
    places, tallies = actions.ranking(found) if is_signed and found.announced is None else ([], {})
    decisions = cases.decisions(listed)
    context = {
        "call": found,
        "rows": [(each, decisions.get(each.id)) for each in listed.values()],
        "seats": [(people.person(seat.person_id).name, seat) for seat in seats],
        "ranking": [(listed[each.case_id], each, tallies[each.case_id]) for each in places],
        "may_run": rights.may_decide(request.person),
        "crumbs": [SUPPORT, (found.title, f"/support/{found.id}/"), (Words("운영", "Office"), "")],
    }
    return render(request, "firms/office.html", context)


@require_POST
@officer_only
def ask_supplement(request: Visit, case_id: str) -> HttpResponse:
    actions.ask_supplement(case_id, request.POST.get("text", ""), by=request.person)
    return redirect("firms:application", case_id)


@require_POST
@officer_only
def complete(request: Visit, call_id: str) -> HttpResponse:
    count = actions.complete_all(call_id, by=request.person)
    say(request, Words(f"심사로 {count}건을 넘겼습니다.", f"{count} go on to review."))
    return redirect("firms:office", call_id)


@require_POST
@officer_only
def draw_panel(request: Visit, call_id: str) -> HttpResponse:
    """Candidates by their addresses, one a line."""
    addresses = request.POST.get("candidates", "").split()
    actions.draw_panel(call_id, [people.person_by_email(each).id for each in addresses], by=request.person)
    return redirect("firms:office", call_id)


@require_POST
@officer_only
def announce(request: Visit, call_id: str) -> HttpResponse:
    actions.announce(call_id, by=request.person)
    say(request, Words("결과를 알렸습니다.", "The results are announced."))
    return redirect("firms:office", call_id)
