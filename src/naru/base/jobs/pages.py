"""The pages of jobs: what waits, what runs and how far it is, what failed and why.

A person sees the jobs they asked for; an officer sees all of them, with the traces of errors.
"""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol, cast

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.views.decorators.http import require_POST, require_safe

from naru.base.jobs import actions, reads
from naru.base.jobs.core.states import State
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.core.values import Actor

JOBS = Words("작업", "Jobs")


class Visitor(Protocol):
    """What these pages must know of ``request.person``, whose package stands above this one."""

    id: str
    is_officer: bool

    @property
    def is_anonymous(self) -> bool: ...

    @property
    def actor(self) -> Actor: ...


def signed_in(page: Callable[..., HttpResponse]) -> Callable[..., HttpResponse]:
    """A person who follows a link is sent to sign in and back; a form or a script is told."""

    @wraps(page)
    def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponse:
        if not _visitor(request).is_anonymous:
            return page(request, *args, **kwargs)
        if request.method in {"GET", "HEAD"} and "HX-Request" not in request.headers:
            return redirect_to_login(request.get_full_path())
        raise Refused("sign_in_first")

    return guarded


@require_safe
@signed_in
def jobs(request: HttpRequest) -> HttpResponse:
    visitor = _visitor(request)
    state = _state_of(request.GET.get("state", ""))
    routine = request.GET.get("routine") == "yes"
    after = request.GET.get("after") or None
    page = reads.recent(asked_by=_whose(visitor), state=state, routine=routine, after=after, limit=30)
    return render(
        request,
        "jobs/jobs.html",
        {
            "page": page,
            "state": state,
            "routine": routine,
            "tabs": [(None, Words("전체", "All")), *((state, state.words) for state in State)],
            "sees_all": visitor.is_officer,
            "live": any(not job.state.is_final for job in page.rows),
            "trail": [(JOBS, "")],
            "nothing": Words("작업이 없습니다", "No jobs here"),
            "nothing_more": Words(
                "파일을 올리거나 자료를 적재하면 여기에서 진행 상황을 볼 수 있습니다.",
                "Upload a file or load data, and its progress shows here.",
            ),
        },
    )


@require_safe
@signed_in
def job(request: HttpRequest, job_id: str) -> HttpResponse:
    visitor = _visitor(request)
    one = reads.job(job_id, asked_by=_whose(visitor))
    seen = {"job": one, "sees_errors": visitor.is_officer, "trail": [(JOBS, "/jobs/"), (one.title, "")]}
    return render(request, "jobs/job.html", seen)


@require_safe
@signed_in
def progress(request: HttpRequest, job_id: str) -> HttpResponse:
    """The part of a page that shows how far a job is; it asks again by itself, and reloads its page when all is done."""
    visitor = _visitor(request)
    one = reads.job(job_id, asked_by=_whose(visitor))
    response = render(request, "jobs/_progress.html", {"job": one})
    if one.state.is_final and "HX-Request" in request.headers:
        response.headers["HX-Refresh"] = "true"
    return response


@require_POST
@signed_in
def cancel(request: HttpRequest, job_id: str) -> HttpResponse:
    one = reads.job(job_id, asked_by=_whose(_visitor(request)))
    actions.cancel(one.id, by=_visitor(request).actor)
    return redirect("jobs:job", job_id=one.id)


@require_POST
@signed_in
def try_again(request: HttpRequest, job_id: str) -> HttpResponse:
    one = reads.job(job_id, asked_by=_whose(_visitor(request)))
    actions.try_again(one.id, by=_visitor(request).actor)
    return redirect("jobs:job", job_id=one.id)


def _visitor(request: HttpRequest) -> Visitor:
    return cast("Visitor", request.person)  # type: ignore[attr-defined]


def _whose(visitor: Visitor) -> str | None:
    return None if visitor.is_officer else visitor.id


def _state_of(asked: str) -> State | None:
    return State(asked) if asked in set(State) else None
