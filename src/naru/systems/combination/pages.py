"""Pages of combination: what it is, where each case stands, the reviewers' report, a reviewer's vote."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_POST, require_safe

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import Visit, person_of, signed_in
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.combination import reads
from naru.systems.combination.agency.case import open_case
from naru.systems.combination.agency.releasing import vote as cast_vote
from naru.systems.combination.core.report.style import POLICY
from naru.systems.combination.core.review import Choice, Vote

COMBINATION = Words("가명정보 결합", "Combination")


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """How a combination goes; its cases to officers and auditors."""
    person = person_of(request)
    sees = person.is_officer or person.is_auditor
    cases = reads.cases(SYSTEM_CLOCK) if sees else []
    return render(
        request, "combination/overview.html", {"crumbs": [(COMBINATION, "")], "cases": cases, "sees_cases": sees}
    )


@require_safe
@signed_in
def case(request: Visit, case_id: str) -> HttpResponse:
    """Where a case stands, its dossier, and for a reviewer the vote."""
    view = reads.case(case_id, request.person, SYSTEM_CLOCK)
    votes = reads.is_reviewer(view, request.person) and request.person.email not in view.voted
    return render(
        request,
        "combination/case.html",
        {
            "crumbs": [(COMBINATION, reverse("combination:overview")), (Words(view.id, view.id), "")],
            "case": view,
            "votes": votes,
        },
    )


@require_safe
@signed_in
def report(request: Visit, case_id: str) -> HttpResponse:
    """The reviewers' report, as its digest in the dossier has it."""
    response = HttpResponse(reads.report(reads.case(case_id, request.person, SYSTEM_CLOCK)))
    response["Content-Security-Policy"] = POLICY
    return response


@require_POST
@signed_in
def vote(request: Visit, case_id: str) -> HttpResponse:
    """A reviewer's vote on the bytes whose digest the page showed."""
    view = reads.case(case_id, request.person, SYSTEM_CLOCK)
    if not reads.is_reviewer(view, request.person) or not request.person.may_write():
        raise Refused("forbidden")
    choice = request.POST.get("choice", "")
    if choice not in set(Choice):
        raise Refused("release_choice_unknown")
    condition = request.POST.get("condition", "").strip()
    cast = Vote(
        member=request.person.email,
        choice=Choice(choice),
        digest=request.POST.get("digest", ""),
        conditions=(condition,) if condition else (),
    )
    with open_case(reads.place_of(case_id), SYSTEM_CLOCK) as folder:
        cast_vote(folder, cast)
    language = str(getattr(request, "LANGUAGE_CODE", "ko"))
    messages.success(request, Words("표결했습니다.", "Your vote is cast.").in_(language))
    return redirect("combination:case", case_id)
