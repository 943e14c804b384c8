"""Pages of problems: the board, a problem, a proof of concept that anyone can ask again, what is missing here."""

from typing import Any
from urllib.parse import urlencode

from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.kit.guard import Visit, officer_only, person_of, signed_in
from naru.base.kit.person import OrganisationId
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.firms.actions import pilots
from naru.systems.firms.actions import problems as actions
from naru.systems.firms.core import rights
from naru.systems.firms.core.states import Outcome, ProblemState
from naru.systems.firms.models import TEXT_LONGEST, TITLE_LONGEST
from naru.systems.firms.pages.display import BOARD, FIRMS, posted_day
from naru.systems.firms.reads import calls, directory, gaps
from naru.systems.firms.reads import problems as reads

SHOWN_STATES = (ProblemState.POSTED, ProblemState.PILOT, ProblemState.ADOPTED, ProblemState.STOPPED)


@require_safe
def missing(request: HttpRequest) -> HttpResponse:
    """Each line becomes a problem, or an officer's call, in two presses: the first opens the form with it written in.

    Searches are shown to officers alone: what anyone may type is no notice to everyone.
    """
    person = person_of(request)
    may_call = rights.may_decide(person)
    context = {
        "pairs": [(pair, _prefilled(_pair_said(pair))) for pair in gaps.unjoined_pairs()],
        "missed": [(each, _prefilled(_missed_said(each))) for each in gaps.missed_searches()] if may_call else [],
        "asked": [(view, _prefilled((view.title.ko, ""))) for view in gaps.asked_for(person)],
        "needs": [(firm, said, _prefilled((said[:60], said))) for firm, said in directory.needs()],
        "problems": [
            (each, urlencode({"title": each.title, "problem": each.id, "text": each.text[:1000]}))
            for each in gaps.without_data()
        ],
        "may_call": may_call,
        "crumbs": [FIRMS, (Words("여기에 없는 것", "What is missing here"), "")],
    }
    return render(request, "firms/missing.html", context)


def _prefilled(said: tuple[str, str]) -> str:
    title, text = said
    return urlencode({"title": title[:TITLE_LONGEST], "text": text[:TEXT_LONGEST]})


def _pair_said(pair: gaps.UnjoinedPair) -> tuple[str, str]:
    first, second = pair.first.dataset_title, pair.second.dataset_title
    columns = ", ".join(pair.columns)
    text = f"두 데이터는 같은 열({columns})이 있어 이을 수 있지만 아직 함께 쓰인 적이 없습니다: {first} / {second}"
    return f"{first}, {second} 함께 쓰기", text


def _missed_said(each: gaps.Missed) -> tuple[str, str]:
    text = f"석 달 동안 {each.days}일에 걸쳐 {each.times}번 찾았지만 맞는 데이터가 없었습니다: {each.words}"
    return f"‘{each.words}’ 데이터가 없습니다", text


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
        "due": reads.pilots_due(),
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
        "title": request.GET.get("title", "")[:TITLE_LONGEST],
        "text": request.GET.get("text", "")[:TEXT_LONGEST],
        "own": directory.own_firms(request.person),
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
        "own": directory.own_firms(person),
        "calls": calls.calls_for(found.id),
        "may_decide": rights.may_decide(person),
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
    made = pilots.begin_pilot(
        proposal_id,
        sql=request.POST.get("sql", ""),
        measures=request.POST.get("measures", ""),
        lower_is_better=request.POST.get("better") == "lower",
        ends=posted_day(request, "ends"),
        by=request.person,
    )
    return redirect("firms:pilot", made.id)


@require_safe
def pilot(request: HttpRequest, pilot_id: str) -> HttpResponse:
    """Its readings, each with what it read. ``?ask=`` asks the query again, of the newest versions or as a reading did."""
    found = reads.pilot(pilot_id)
    asked = request.GET.get("ask", "")
    context = {
        "pilot": found,
        "problem": reads.problem(found.problem_id),
        "again": _asked_again(found, asked) if asked else None,
        "asked": asked,
        "may_decide": rights.may_decide(person_of(request)) and found.outcome is None,
        "outcomes": list(Outcome),
        "crumbs": [BOARD, (Words(found.measures, found.measures), "")],
    }
    return render(request, "firms/pilot.html", context)


def _asked_again(found: reads.PilotView, asked: str) -> dict[str, Any]:
    """``asked``: "now", or a reading's place from 0."""
    place = int(asked) if asked.isascii() and asked.isdigit() and len(asked) < 4 else None
    if place is None:
        figure, _ = pilots.measure(found.sql)
        return {"figure": figure, "reading": None, "is_same": None}
    if place >= len(found.readings):
        raise Refused("not_found")
    reading = found.readings[place]
    figure, _ = pilots.measure(found.sql, list(reading.citations))
    return {"figure": figure, "reading": reading, "is_same": figure == reading.figure}


@require_POST
@officer_only
def measure(request: Visit, pilot_id: str) -> HttpResponse:
    pilots.measure_after(pilot_id, by=request.person)
    return redirect("firms:pilot", pilot_id)


@require_POST
@officer_only
def decide(request: Visit, pilot_id: str) -> HttpResponse:
    said = request.POST.get("outcome", "")
    if said not in {each.value for each in Outcome}:
        raise Refused("not_found")
    pilots.decide(pilot_id, Outcome(said), reason=request.POST.get("reason", ""), by=request.person)
    return redirect("firms:pilot", pilot_id)
