"""The tool: training, a batch, saving; afterwards the same batch with what was accepted, and why not."""

import json
from typing import Any

from django.http import FileResponse, HttpResponse, HttpResponseBase, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.kit.guard import Visit, signed_in
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.work.actions import disputes, labelling
from naru.systems.work.actions import training as trainings
from naru.systems.work.core import rights
from naru.systems.work.core.states import AnswerState, AssignmentState
from naru.systems.work.pages.parts import WORK, answer_words, hours, job_crumb, number, say, shown
from naru.systems.work.reads import contracts, images, jobs
from naru.systems.work.reads import desk as reads

BODY_MOST = 300_000


@require_POST
@signed_in
def take(request: Visit, job_id: str) -> HttpResponse:
    found = labelling.take(job_id, won=number(request, "won"), by=request.person)
    return redirect("work:assignment", found.id)


@never_cache
@require_safe
@signed_in
def assignment(request: Visit, assignment_id: str) -> HttpResponse:
    """For its person the tool while it is theirs; for all who may see it, what became of each answer."""
    found = reads.assignment(assignment_id, request.person)
    is_own = found.contract.person_id == request.person.id
    rows = reads.answers(found, request.person)
    answers = [
        (each, shown(found.job, each.content, each.value), answer_words(found.job, each.content, each.value))
        for each in rows
    ]
    context = {
        "assignment": found,
        "job": found.job,
        "is_own": is_own,
        "answers": answers,
        "gold": {each.id: answer_words(found.job, each.content, each.gold) for each in rows if each.gold},
        "worked": hours(found.worked_ms),
        "to_mend": sum(each.state is AnswerState.REWORK for each in rows),
        "may_check": found.state is AssignmentState.HANDED_IN
        and rights.may_check(request.person, found.job.organisation, found.contract.person_id),
        "given": reads.desk(found) if is_own and found.may_save else None,
        "crumbs": [WORK, job_crumb(found.job), (Words(f"묶음 {found.number}", f"Batch {found.number}"), "")],
    }
    return render(request, "work/assignment.html", context)


@require_POST
@signed_in
def save(request: Visit, assignment_id: str) -> HttpResponse:
    """JSON: ``task``, ``value``, ``number``, ``worked``; answers with the number that stands."""
    said = _said(request)
    saved = labelling.save(
        assignment_id,
        labelling.Save(
            task_id=str(said.get("task", "")),
            value=said.get("value"),
            number=_whole(said.get("number")),
            worked_ms=_whole(said.get("worked")),
        ),
        by=request.person,
    )
    return JsonResponse({"number": saved.number, "worked": saved.worked_ms, "under": saved.is_under})


def _said(request: Visit) -> dict[str, Any]:
    """What was sent; nothing where it cannot be read, which is no answer to any task."""
    if len(request.body) > BODY_MOST:
        return {}
    try:
        said = json.loads(request.body)
    except ValueError:
        return {}
    return said if isinstance(said, dict) else {}


def _whole(said: object) -> int:
    return said if type(said) is int and 0 <= said < 2**31 else 0


@require_POST
@signed_in
def hand_in(request: Visit, assignment_id: str) -> HttpResponse:
    found = labelling.hand_in(assignment_id, by=request.person)
    say(request, Words("냈습니다. 다른 사람이 검수합니다.", "Handed in; somebody else checks it."))
    return redirect("work:job", found.job.id)


@require_POST
@signed_in
def give_back(request: Visit, assignment_id: str) -> HttpResponse:
    labelling.give_back(assignment_id, by=request.person)
    return redirect("work:mine")


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def training(request: Visit, job_id: str) -> HttpResponse:
    """GET shows it, POST begins the next try."""
    if request.method == "POST":
        trainings.begin(job_id, by=request.person)
        return redirect("work:training", job_id)
    job = jobs.job(job_id, request.person)
    own = contracts.own_contract(job.id, request.person)
    if own is None:
        raise Refused("work_contract_needed")
    going_on = trainings.going_on(own.id)
    context = {
        "job": job,
        "contract": own,
        "given": reads.training_desk(own, going_on) if going_on else None,
        "trainings": [each for each in contracts.trainings(own.id) if each.passed is not None],
        "left": job.rules.training.tries - own.tries,
        "crumbs": [WORK, job_crumb(job), (Words("연습", "Training"), "")],
    }
    return render(request, "work/training.html", context)


@require_POST
@signed_in
def save_training(request: Visit, job_id: str) -> HttpResponse:
    said = _said(request)
    trainings.save(job_id, str(said.get("task", "")), said.get("value"), by=request.person)
    return JsonResponse({"number": _whole(said.get("number")), "worked": 0, "under": False})


@require_POST
@signed_in
def finish_training(request: Visit, job_id: str) -> HttpResponse:
    done = trainings.finish(job_id, by=request.person)
    said = Words(
        f"연습을 통과했습니다: {done.right}개 맞음"
        if done.passed
        else f"아직 통과하지 못했습니다: {done.right}개 맞음",
        f"Passed: {done.right} right" if done.passed else f"Not passed yet: {done.right} right",
    )
    say(request, said)
    return redirect("work:job" if done.passed else "work:training", job_id)


@require_POST
@signed_in
def dispute(request: Visit, answer_id: str) -> HttpResponse:
    found = disputes.dispute(answer_id, request.POST.get("why", ""), by=request.person)
    say(
        request,
        Words("이의를 냈습니다. 검수하지 않은 사람이 봅니다.", "Disputed; somebody who did not check it looks at it."),
    )
    return redirect("work:assignment", found)


@require_safe
@signed_in
def image(request: Visit, job_id: str, sha256: str) -> HttpResponseBase:
    path, media_type = images.image(job_id, sha256, request.person)
    response = FileResponse(path.open("rb"), content_type=media_type)
    response["Cache-Control"] = "private, max-age=86400, immutable"
    response["Content-Security-Policy"] = "default-src 'none'; sandbox"
    return response
