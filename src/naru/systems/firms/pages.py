"""Pages of firms and problems: the directory, a firm's page, the board, a problem, who supplies whom, what is missing."""

from datetime import date
from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.kit.guard import Visit, officer_only, person_of, signed_in
from naru.base.kit.person import OrganisationId
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.systems.firms import actions, reads
from naru.systems.firms.core import rights
from naru.systems.firms.core.states import Outcome, ProblemState

FIRMS = (Words("데이터 기업", "Data firms"), "/firms/")
BOARD = (Words("문제 게시판", "Problems"), "/problems/")
SHOWN_STATES = (ProblemState.POSTED, ProblemState.PILOT, ProblemState.ADOPTED, ProblemState.STOPPED)


@require_safe
def directory(request: HttpRequest) -> HttpResponse:
    text = request.GET.get("q", "")[:200]
    listed = reads.firms(text)
    context = {"firms": listed, "q": text, "own": reads.own_firms(person_of(request)), "crumbs": [(FIRMS[0], "")]}
    return render(request, "firms/directory.html", context)


@require_safe
def firm(request: HttpRequest, slug: str) -> HttpResponse:
    found = reads.firm(slug)
    may_edit = rights.may_describe(person_of(request), found.organisation.id)
    crumbs = [FIRMS, (found.organisation.name, "")]
    return render(request, "firms/firm.html", {"firm": found, "may_edit": may_edit, "crumbs": crumbs})


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def edit(request: Visit, slug: str) -> HttpResponse:
    """A firm edits what it says; what is known of it nobody edits."""
    organisation = people.organisation_by_slug(slug)
    if not rights.may_describe(request.person, organisation.id):
        raise Refused("forbidden")
    if request.method == "POST":
        count = request.POST.get("people", "").strip()
        actions.describe_firm(
            organisation.id,
            what=request.POST.get("what", ""),
            needs=request.POST.get("needs", ""),
            people=int(count) if count.isdecimal() and len(count) < 7 else None,
            website=request.POST.get("website", ""),
            shows_partners="shows_partners" in request.POST,
            by=request.person,
        )
        return redirect("firms:firm", slug)
    crumbs = [FIRMS, (organisation.name, "")]
    context = {"organisation": organisation, "firm": reads.profile_of(organisation.id), "crumbs": crumbs}
    return render(request, "firms/edit.html", context)


@require_POST
@signed_in
def growth(request: Visit, slug: str) -> HttpResponse:
    organisation = people.organisation_by_slug(slug)
    actions.report_growth(
        organisation.id,
        year=_number(request, "year"),
        jobs=_number(request, "jobs"),
        investment_krw=_number(request, "investment_krw"),
        evidence=request.POST.get("evidence", ""),
        by=request.person,
    )
    return redirect("firms:firm", slug)


def _number(request: HttpRequest, name: str) -> int:
    """-1, which every rule refuses, for what is no whole number."""
    said = request.POST.get(name, "").replace(",", "").strip()
    return int(said) if said.isdecimal() and len(said) < 16 else -1


@require_safe
def ecosystem(request: HttpRequest) -> HttpResponse:
    context = {"found": reads.ecosystem_now(), "crumbs": [FIRMS, (Words("누가 누구에게", "Who supplies whom"), "")]}
    return render(request, "firms/ecosystem.html", context)


@require_safe
def missing(request: HttpRequest) -> HttpResponse:
    """Each line becomes a problem in two presses: the first opens the form with it written in, the second posts it."""
    context = {
        "pairs": [(pair, _prefilled(pair)) for pair in reads.unjoined_pairs()],
        "asked": reads.asked_for(person_of(request)),
        "needs": reads.needs(),
        "problems": reads.without_data(),
        "crumbs": [FIRMS, (Words("여기에 없는 것", "What is missing here"), "")],
    }
    return render(request, "firms/missing.html", context)


def _prefilled(pair: reads.UnjoinedPair) -> str:
    first, second = pair.first.dataset_title, pair.second.dataset_title
    title = f"{first}, {second} 함께 쓰기"[: actions.TITLE_LONGEST]
    columns = ", ".join(pair.columns)
    text = f"두 데이터는 같은 열({columns})이 있어 이을 수 있지만 아직 함께 쓰인 적이 없습니다: {first} / {second}"
    return urlencode({"title": title, "text": text})


# --- problems ---


@require_safe
def board(request: HttpRequest) -> HttpResponse:
    state = request.GET.get("state", "")
    chosen = ProblemState(state) if state in {each.value for each in SHOWN_STATES} else None
    every = reads.problems()
    context = {
        "problems": [each for each in every if chosen in {None, each.state}],
        "states": [(each, sum(problem.state is each for problem in every)) for each in SHOWN_STATES],
        "chosen": chosen,
        "all": len(every),
        "crumbs": [(BOARD[0], "")],
    }
    return render(request, "firms/board.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def post(request: Visit) -> HttpResponse:
    if request.method == "POST":
        organisation = request.POST.get("organisation", "")
        made = actions.post_problem(
            request.POST.get("title", ""),
            request.POST.get("text", ""),
            organisation=OrganisationId(organisation) if organisation else None,
            by=request.person,
        )
        return redirect("firms:problem", made.id)
    context = {
        "title": request.GET.get("title", "")[: actions.TITLE_LONGEST],
        "text": request.GET.get("text", "")[: actions.TEXT_LONGEST],
        "own": reads.own_firms(request.person),
        "crumbs": [BOARD, (Words("문제 올리기", "Post a problem"), "")],
    }
    return render(request, "firms/post.html", context)


@require_safe
def problem(request: HttpRequest, problem_id: str) -> HttpResponse:
    found, person = reads.problem(problem_id), person_of(request)
    context: dict[str, Any] = {
        "problem": found,
        "proposals": reads.proposals(found.id, person),
        "around": reads.around(found, person),
        "supports": reads.is_supporter(found.id, person),
        "may_withdraw": rights.may_withdraw(person, found.by_id) and found.state is ProblemState.POSTED,
        "own": reads.own_firms(person),
        "outcomes": list(Outcome),
        "crumbs": [BOARD, (Words(found.title, found.title), "")],
    }
    return render(request, "firms/problem.html", context)


@require_POST
@signed_in
def support(request: Visit, problem_id: str) -> HttpResponse:
    actions.support(problem_id, by=request.person)
    return redirect("firms:problem", problem_id)


@require_POST
@signed_in
def withdraw(request: Visit, problem_id: str) -> HttpResponse:
    actions.withdraw_problem(problem_id, by=request.person)
    return redirect("firms:board")


@require_POST
@officer_only
def merge(request: Visit, problem_id: str) -> HttpResponse:
    into = request.POST.get("into", "")
    actions.merge_problems(problem_id, into, by=request.person)
    return redirect("firms:problem", into)


@require_POST
@signed_in
def propose(request: Visit, problem_id: str) -> HttpResponse:
    actions.propose(
        problem_id,
        OrganisationId(request.POST.get("organisation", "")),
        title=request.POST.get("title", ""),
        text=request.POST.get("text", ""),
        datasets=request.POST.getlist("dataset"),
        by=request.person,
    )
    return redirect("firms:problem", problem_id)


@require_POST
@officer_only
def begin_pilot(request: Visit, proposal_id: str) -> HttpResponse:
    pilot = actions.begin_pilot(
        proposal_id,
        sql=request.POST.get("sql", ""),
        measures=request.POST.get("measures", ""),
        lower_is_better=request.POST.get("better") == "lower",
        ends=_day(request.POST.get("ends", "")),
        by=request.person,
    )
    return redirect("firms:problem", reads.problem_of(pilot.id))


@require_POST
@officer_only
def measure(request: Visit, pilot_id: str) -> HttpResponse:
    actions.measure_after(pilot_id, by=request.person)
    return redirect("firms:problem", reads.problem_of(pilot_id))


@require_POST
@officer_only
def decide(request: Visit, pilot_id: str) -> HttpResponse:
    said = request.POST.get("outcome", "")
    if said not in {each.value for each in Outcome}:
        raise Refused("not_found")
    actions.decide(pilot_id, Outcome(said), reason=request.POST.get("reason", ""), by=request.person)
    return redirect("firms:problem", reads.problem_of(pilot_id))


def _day(said: str) -> date:
    try:
        day = parse_date(said)
    except ValueError:
        day = None
    if day is None:
        raise Refused("pilot_end_refused", said=said[:20])
    return day
