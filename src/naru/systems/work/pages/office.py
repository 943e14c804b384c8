"""For the job's own people: make it, bring tasks, engage, check, decide between answers, look at quality, pay."""

import json
from typing import Any

from django.http import HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import Visit, officer_only, require, signed_in, takes_files
from naru.base.kit.person import OrganisationId
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.commons.acceptance.core.deliveries import Verdict
from naru.commons.cases import reads as cases
from naru.commons.cases.core.states import CaseState
from naru.systems.work import bookkeeping, task_loading
from naru.systems.work.actions import alarms as alarm_actions
from naru.systems.work.actions import checking, disputes, paying
from naru.systems.work.actions import jobs as actions
from naru.systems.work.core import rights
from naru.systems.work.core.coco import coco
from naru.systems.work.core.job_rules import LabelKind
from naru.systems.work.core.states import AssignmentState, ContractState, JobState
from naru.systems.work.pages.parts import WORK, answer_words, job_crumb, number, say, seconds, shown
from naru.systems.work.reads import contracts, desk, jobs, quality
from naru.systems.work.reads.people import signs_of
from naru.systems.work.rules_text import EXAMPLE


@never_cache
@require_safe
@signed_in
def office(request: Visit, job_id: str) -> HttpResponse:
    job = jobs.job(job_id, request.person)
    require(rights.may_see_office(request.person, job.organisation), request.person)
    progress, found = jobs.progress(job.id), quality.quality(job)
    engaged = contracts.contracts(job)
    context = {
        "job": job,
        "progress": progress,
        "usual": seconds(progress.usual_ms),
        "available": bookkeeping.available_krw(job.id),
        "held": desk.held_krw(job.id),
        "asked": [each for each in engaged if each.state in (ContractState.ASKED, ContractState.OFFERED)],
        "engaged": [
            (each, signs_of(each, clock=SYSTEM_CLOCK)) for each in engaged if each.state is ContractState.IN_FORCE
        ],
        "to_check": desk.assignments(job_id=job.id, states=[AssignmentState.HANDED_IN]),
        "disputed": [
            (
                each,
                shown(job, each.content),
                [
                    (key, answer_words(job, each.content, value), shown(job, each.content, value))
                    for key, value in each.answers
                ],
            )
            for each in quality.disputes(job.id)
        ],
        "disputes": _dispute_cases(job),
        "quality": found,
        "labels": [(job.rules.label_words(name), each) for name, each in found.by_label.items()],
        "alarms": quality.alarms(job.id),
        "may_run": rights.may_run(request.person, job.organisation),
        "may_deposit": rights.may_deposit(request.person),
        "is_draft": job.state is JobState.DRAFT,
        "crumbs": [WORK, job_crumb(job), (Words("운영", "Office"), "")],
    }
    return render(request, "work/office.html", context)


def _dispute_cases(job: jobs.JobView) -> list[tuple[Any, str, Words, str]]:
    """Open ones: the case, what was said, the answer and why it was refused."""
    found = []
    for answer_id, content, value, reason in quality.disputable(job.id):
        for case in cases.cases_about(disputes.ref_of(answer_id), states=[CaseState.FILED]):
            found.append((case, str(case.answers.get("why", "")), answer_words(job, content, value), reason))
    return found


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: Visit) -> HttpResponse:
    """A draft from a form: title, guide, kind, and the rules as JSON, which begin with an example."""
    firms = [people.organisation(each) for each in request.person.roles if rights.may_run(request.person, str(each))]
    require(bool(firms), request.person)
    refused = None
    if request.method == "POST":
        try:
            return redirect("work:office", _make(request).id)
        except Refused as each:
            if each.code == "forbidden":
                raise
            refused = each
    context = {
        "firms": firms,
        "kinds": [(each.value, each.words) for each in LabelKind],
        "said": request.POST,
        "rules": request.POST.get("rules", EXAMPLE),
        "refused": refused,
        "crumbs": [WORK, (Words("새 일감", "A new job"), "")],
    }
    return render(request, "work/new.html", context, status=refused.sentence.status if refused else 200)


def _make(request: Visit) -> jobs.JobView:
    said = request.POST
    try:
        rules, kind = json.loads(said.get("rules", "")), LabelKind(said.get("kind", ""))
    except ValueError as wrong:
        raise Refused("work_rules_refused", what=str(wrong)[:120]) from wrong
    if not isinstance(rules, dict) or not said.get("title", "").strip():
        raise Refused("work_rules_refused", what="title" if isinstance(rules, dict) else "JSON")
    title = Words(said["title"].strip(), said.get("title_en", "").strip() or said["title"].strip())
    guide = Words(said.get("guide", ""), said.get("guide_en", "") or said.get("guide", ""))
    return actions.make_job(OrganisationId(said.get("organisation", "")), kind, title, guide, rules, by=request.person)


@require_POST
@signed_in
@takes_files()
def add_tasks(request: Visit, job_id: str) -> HttpResponse:
    """A file of tasks (JSON Lines or CSV), or a ZIP of pictures."""
    job = jobs.job(job_id, request.person)
    require(rights.may_run(request.person, job.organisation), request.person)
    upload = request.FILES.get("file")
    if upload is None:
        raise Refused("work_file_refused", what="-")
    count = task_loading.load(job, upload.name or "", upload, by=request.person)
    say(request, Words(f"작업 {count}개를 더했습니다.", f"Added {count} tasks."))
    return redirect("work:office", job_id)


@require_POST
@officer_only
def deposit(request: Visit, job_id: str) -> HttpResponse:
    actions.deposit(job_id, number(request, "won"), by=request.person)
    return redirect("work:office", job_id)


@require_POST
@signed_in
def change(request: Visit, job_id: str) -> HttpResponse:
    """``to``: open, pause, close, price."""
    match request.POST.get("to"):
        case "pause":
            actions.pause(job_id, by=request.person)
        case "close":
            actions.close(job_id, by=request.person)
        case "price":
            actions.raise_price(job_id, number(request, "won"), by=request.person)
        case _:
            actions.open_job(job_id, by=request.person)
    return redirect("work:office", job_id)


@require_safe
@signed_in
def labels(request: Visit, job_id: str) -> HttpResponse:
    """Settled labels, JSON Lines; boxes as COCO where ``?as=coco`` asks for it."""
    rows = actions.export_labels(job_id, by=request.person)
    job = jobs.job(job_id, request.person)
    if job.kind is LabelKind.IMAGE_BOX and request.GET.get("as") == "coco":
        response = JsonResponse(coco(rows, job.rules.label_names))
        response["Content-Disposition"] = 'attachment; filename="annotations.json"'
        return response
    body = "".join(json.dumps(row, ensure_ascii=False) + "\n" for row in rows)
    headers = {"Content-Disposition": 'attachment; filename="labels.jsonl"'}
    return HttpResponse(body, content_type="application/jsonl; charset=utf-8", headers=headers)


@require_POST
@signed_in
def check(request: Visit, assignment_id: str) -> HttpResponse:
    """``verdict-<answer>`` and ``reason-<answer>`` for each; those not named are accepted."""
    judged = {
        name.removeprefix("verdict-"): checking.Judged(
            verdict=_verdict(str(value)), reason=request.POST.get(f"reason-{name.removeprefix('verdict-')}", "")
        )
        for name, value in request.POST.items()
        if name.startswith("verdict-")
    }
    found = checking.check(assignment_id, judged, by=request.person)
    return redirect("work:office", found.job.id)


def _verdict(said: str) -> Verdict:
    return Verdict(said) if said in {"accepted", "rework", "refused"} else Verdict.ACCEPTED


@require_POST
@signed_in
def adjudicate(request: Visit, task_id: str) -> HttpResponse:
    """``answer``: the id of the one that is right."""
    job_id, value = quality.answer_of(task_id, request.POST.get("answer", ""))
    checking.adjudicate(task_id, value, by=request.person)
    return redirect("work:office", job_id)


@require_POST
@signed_in
def decide_dispute(request: Visit, case_id: str) -> HttpResponse:
    upheld = request.POST.get("outcome") == "upheld"
    job_id = disputes.decide(case_id, upheld=upheld, reason=request.POST.get("reason", ""), by=request.person)
    return redirect("work:office", job_id)


@require_POST
@signed_in
def answer_alarm(request: Visit, alarm_id: str) -> HttpResponse:
    return redirect("work:office", alarm_actions.answer(alarm_id, request.POST.get("answer", ""), by=request.person))


@require_POST
@officer_only
def pay_due(request: Visit) -> HttpResponse:
    count = paying.pay_due(by=request.person)
    say(request, Words(f"{count}명에게 지급했습니다.", f"{count} people were paid."))
    return redirect("work:home")
