"""Jobs for everyone: what is done, what it pays before anything is taken, how long others took."""

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_safe

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import person_of
from naru.systems.work.core import rights
from naru.systems.work.core.states import JobState
from naru.systems.work.pages.parts import WORK, hours, seconds
from naru.systems.work.reads import contracts, desk, earnings
from naru.systems.work.reads import jobs as reads
from naru.systems.work.reads.people import jobs_created


@never_cache
@require_safe
def home(request: HttpRequest) -> HttpResponse:
    person = person_of(request)
    listed = [(each, reads.progress(each.id)) for each in reads.jobs(person)]
    standing = None if person.is_anonymous else earnings.standing(person, clock=SYSTEM_CLOCK)
    context = {
        "jobs": [(job, progress, seconds(progress.usual_ms)) for job, progress in listed],
        "standing": standing,
        "worked": hours(standing.worked_ms) if standing else None,
        "engaged": bool(not person.is_anonymous and contracts.own_contracts(person)),
        "created": jobs_created(SYSTEM_CLOCK.now()),
        "may_make": any(rights.may_run(person, str(each)) for each in person.roles),
        "crumbs": [(WORK[0], "")],
    }
    return render(request, "work/home.html", context)


@never_cache
@require_safe
def job(request: HttpRequest, job_id: str) -> HttpResponse:
    person = person_of(request)
    found = reads.job(job_id, person)
    progress = reads.progress(found.id)
    own = contracts.own_contract(found.id, person)
    context = {
        "job": found,
        "progress": progress,
        "usual": seconds(progress.usual_ms),
        "contract": own,
        "in_hand": desk.in_hand(own.id) if own else [],
        "trainings": contracts.trainings(own.id) if own else [],
        "is_open": found.state is JobState.OPEN,
        "may_run": rights.may_see_office(person, found.organisation),
        "may_ask": not person.is_system and not rights.may_run(person, found.organisation),
        "crumbs": [WORK, (found.title, "")],
    }
    return render(request, "work/job.html", context)
