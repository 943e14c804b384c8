"""Pages of research: one's workspaces, a workspace, a result, and what the keepers of data are asked for."""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import Visit, signed_in
from naru.base.kit.person import OrganisationId
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.systems.firms.actions import results
from naru.systems.firms.actions import workspaces as actions
from naru.systems.firms.core.states import DataState
from naru.systems.firms.pages.display import RESEARCH, posted_day, say
from naru.systems.firms.reads import workspaces as reads

SHOWN_ROWS = 50


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def workspaces(request: Visit) -> HttpResponse:
    """One's own; opening another."""
    if request.method == "POST":
        organisation = request.POST.get("organisation", "")
        made = actions.open_workspace(
            request.POST.get("title", ""),
            purpose=request.POST.get("purpose", ""),
            ends=posted_day(request, "ends"),
            organisation=OrganisationId(organisation) if organisation else None,
            by=request.person,
        )
        return redirect("firms:workspace", made.id)
    today = SYSTEM_CLOCK.today()
    context = {
        "workspaces": [(each, each.is_open(today)) for each in reads.own_workspaces(request.person)],
        "own": [each for each, _ in people.organisations_of(request.person)],
        "asks": sum(data.state is DataState.ASKED for data, _ in reads.asks_for(request.person)),
        "crumbs": [(RESEARCH[0], "")],
    }
    return render(request, "firms/workspaces.html", context)


@never_cache
@require_safe
@signed_in
def workspace(request: Visit, workspace_id: str) -> HttpResponse:
    found, person = reads.workspace(workspace_id, request.person), request.person
    context = {
        "workspace": found,
        "is_open": found.is_open(SYSTEM_CLOCK.today()),
        "is_lead": found.is_led_by(person),
        "data": reads.data_of(found),
        "queries": reads.queries_of(found),
        "notes": reads.notes_of(found),
        "results": reads.results_of(found, person),
        "sql": request.GET.get("sql", "")[:3000],
        "dataset": request.GET.get("dataset", "")[:40],
        "crumbs": [RESEARCH, (Words(found.title, found.title), "")],
    }
    return render(request, "firms/workspace.html", context)


@require_POST
@signed_in
def add_person(request: Visit, workspace_id: str) -> HttpResponse:
    actions.add_person(workspace_id, request.POST.get("email", ""), by=request.person)
    return redirect("firms:workspace", workspace_id)


@require_POST
@signed_in
def remove_person(request: Visit, workspace_id: str) -> HttpResponse:
    person_id = request.POST.get("person", "")
    actions.remove_person(workspace_id, person_id, by=request.person)
    if person_id == request.person.id:
        return redirect("firms:workspaces")
    return redirect("firms:workspace", workspace_id)


@require_POST
@signed_in
def ask_for_data(request: Visit, workspace_id: str) -> HttpResponse:
    """``dataset``: its id, or the address of its page."""
    dataset = request.POST.get("dataset", "").strip().rstrip("/").rpartition("/")[2]
    actions.ask_for_data(workspace_id, dataset, request.POST.get("why", ""), by=request.person)
    return redirect("firms:workspace", workspace_id)


@require_POST
@signed_in
def save_query(request: Visit, workspace_id: str) -> HttpResponse:
    title, sql = request.POST.get("title", ""), request.POST.get("sql", "")
    results.save_query(workspace_id, title, sql, by=request.person)
    return redirect("firms:workspace", workspace_id)


@require_POST
@signed_in
def write_note(request: Visit, workspace_id: str) -> HttpResponse:
    results.write_note(workspace_id, request.POST.get("text", ""), by=request.person)
    return redirect("firms:workspace", workspace_id)


@require_POST
@signed_in
def keep_result(request: Visit, workspace_id: str) -> HttpResponse:
    title, sql = request.POST.get("title", ""), request.POST.get("sql", "")
    made = results.keep_result(workspace_id, title, sql, by=request.person)
    return redirect("firms:result", made.id)


@require_POST
@signed_in
def close(request: Visit, workspace_id: str) -> HttpResponse:
    actions.close_workspace(workspace_id, by=request.person)
    return redirect("firms:workspace", workspace_id)


@never_cache
@require_safe
@signed_in
def result(request: Visit, result_id: str) -> HttpResponse:
    """``?again``: asked of the same versions once more, whether it comes out the same."""
    found = reads.result(result_id, request.person)
    space = reads.workspace(found.workspace_id, request.person)
    context = {
        "result": found,
        "rows": found.answer.rows[:SHOWN_ROWS],
        "again": results.comes_out_again(found.id, by=request.person) if "again" in request.GET else None,
        "may_publish": space.is_open(SYSTEM_CLOCK.today()) and not found.dataset_id,
        "crumbs": [
            RESEARCH,
            (Words(space.title, space.title), f"/research/{space.id}/"),
            (Words(found.title, found.title), ""),
        ],
    }
    return render(request, "firms/result.html", context)


@require_POST
@signed_in
def publish_result(request: Visit, result_id: str) -> HttpResponse:
    dataset_id = results.publish_result(result_id, request.POST.get("description", ""), by=request.person)
    said = Words("초안으로 되돌렸습니다. 살펴보고 공개해 주세요.", "It is a draft now. Look at it, then publish it.")
    say(request, said)
    return redirect("catalogue:dataset", dataset_id)


# --- for those who keep data ---


@never_cache
@require_safe
@signed_in
def asks(request: Visit) -> HttpResponse:
    """What waits for the visitor's word, and what they let others use."""
    found = reads.asks_for(request.person)
    context = {
        "waiting": [each for each in found if each[0].state is DataState.ASKED],
        "granted": [each for each in found if each[0].state is DataState.GRANTED],
        "crumbs": [RESEARCH, (Words("데이터 요청", "Requests for data"), "")],
    }
    return render(request, "firms/asks.html", context)


@require_POST
@signed_in
def decide_data(request: Visit, data_id: str) -> HttpResponse:
    reason = request.POST.get("reason", "")
    match request.POST.get("act", ""):
        case "grant":
            actions.grant_data(data_id, may_publish="may_publish" in request.POST, by=request.person)
        case "decline":
            actions.decline_data(data_id, reason, by=request.person)
        case "end":
            actions.end_data(data_id, reason, by=request.person)
        case _:
            raise Refused("not_found")
    return redirect("firms:asks")
