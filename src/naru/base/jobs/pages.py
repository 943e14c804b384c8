"""The pages of jobs: what waits, what runs and how far it is, what failed and why.

A person sees the jobs they asked for; an officer sees all of them, with the traces of errors.
"""

from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from naru.base.jobs import actions, reads
from naru.base.jobs.core.states import State
from naru.base.kit.guard import Visit, signed_in
from naru.base.kit.person import Person
from naru.base.kit.words import Words

JOBS = Words("작업", "Jobs")


@require_safe
@signed_in
def jobs(request: Visit) -> HttpResponse:
    """``?state=``, ``?routine=yes`` (what recurs and went well, too), ``?after=`` (a page's cursor)."""
    person = request.person
    state = _state_of(request.GET.get("state", ""))
    routine = request.GET.get("routine") == "yes"
    after = request.GET.get("after") or None
    page = reads.recent(asked_by=_whose(person), state=state, routine=routine, after=after, limit=30)
    return render(
        request,
        "jobs/jobs.html",
        {
            "page": page,
            "state": state,
            "routine": routine,
            "tabs": [(None, Words("전체", "All")), *((state, state.words) for state in State)],
            "sees_all": person.is_officer,
            "live": any(not job.state.is_final for job in page.rows),
            "crumbs": [(JOBS, "")],
            "nothing": Words("작업이 없습니다", "No jobs here"),
            "nothing_more": Words(
                "파일을 올리거나 자료를 적재하면 여기에서 진행 상황을 볼 수 있습니다.",
                "Upload a file or load data, and its progress shows here.",
            ),
        },
    )


@require_safe
@signed_in
def job(request: Visit, job_id: str) -> HttpResponse:
    """Officers see everybody's, others their own; any other is ``not_found``."""
    person = request.person
    one = reads.job(job_id, asked_by=_whose(person))
    seen = {"job": one, "sees_errors": person.is_officer, "crumbs": [(JOBS, "/jobs/"), (one.title, "")]}
    return render(request, "jobs/job.html", seen)


@require_safe
@signed_in
def progress(request: Visit, job_id: str) -> HttpResponse:
    """The part of a page that shows how far a job is; it asks again by itself, and reloads its page when all is done."""
    person = request.person
    one = reads.job(job_id, asked_by=_whose(person))
    response = render(request, "jobs/_progress.html", {"job": one})
    if one.state.is_final and "HX-Request" in request.headers:
        response.headers["HX-Refresh"] = "true"
    return response


@require_POST
@signed_in
def cancel(request: Visit, job_id: str) -> HttpResponse:
    one = reads.job(job_id, asked_by=_whose(request.person))
    actions.cancel(one.id, by=request.person.actor)
    return redirect("jobs:job", job_id=one.id)


@require_POST
@signed_in
def try_again(request: Visit, job_id: str) -> HttpResponse:
    one = reads.job(job_id, asked_by=_whose(request.person))
    actions.try_again(one.id, by=request.person.actor)
    return redirect("jobs:job", job_id=one.id)


def _whose(person: Person) -> str | None:
    return None if person.is_officer else person.id


def _state_of(asked: str) -> State | None:
    return State(asked) if asked in set(State) else None
