"""Pages of harvest: sources, trying one, its runs, what needs a person, whose word a record's fields are."""

from typing import Any

from django.contrib import messages
from django.http import HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.jobs import reads as job_reads
from naru.base.kit.guard import Visit, signed_in
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.harvest import actions, reads, record_reads, trial
from naru.systems.harvest.core.states import PairState, RecordState, RunState
from naru.systems.harvest.core.values import SourceConfig
from naru.systems.harvest.forms import SourceForm, initial_of

HARVEST = Words("수집", "Harvest")


@require_safe
@signed_in
def sources(request: Visit) -> HttpResponse:
    """Every source that one may see, those that need a person first."""
    found = sorted(reads.sources(request.person), key=lambda each: not (each.last and each.last.state is RunState.ASKS))
    context = {
        "crumbs": [(HARVEST, "")],
        "sources": found,
        "ended": reads.sources(request.person, ended=True),
        "pairs": len(record_reads.pairs(request.person)),
        "may_add": _may_add(request),
        "nothing": Words("아직 이어진 출처가 없습니다", "No source is kept in step yet"),
        "nothing_more": Words(
            "포털이나 API의 주소를 등록하면 목록이 들어오고, 바뀔 때마다 따라갑니다.",
            "Register a portal or an API: its catalogue comes in, and follows whatever changes there.",
        ),
    }
    return render(request, "harvest/sources.html", context)


def _may_add(request: Visit) -> bool:
    person = request.person
    return person.may_write() and (person.is_officer or any(person.stewards(each) for each in person.organisations))


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def new(request: Visit) -> HttpResponse:
    """A source is tried (``step=try``) and, once it was understood, saved and run (``step=save``)."""
    if not _may_add(request):
        raise Refused("forbidden")
    form = SourceForm(request.POST or None, person=request.person)
    tried = None
    if request.method == "POST" and form.is_valid():
        try:
            tried = _tried(form, request)
            if request.POST.get("step") == "save":
                return _saved(form, tried, request)
            form = _again(form, tried, request)
        except Refused as refused:
            if refused.sentence.status in {401, 403, 404}:
                raise
            form.add_error(None, refused.words.in_(get_language() or "ko"))
    crumbs = [(HARVEST, reverse("harvest:sources")), (Words("출처 등록", "Register a source"), "")]
    context = {"form": form, "tried": tried, "crumbs": crumbs}
    return render(request, "harvest/new.html", context, status=422 if form.errors else 200)


def _tried(form: SourceForm, request: Visit) -> trial.SourceTrial:
    said = form.cleaned_data
    config = SourceConfig(address=said["address"], key=form.typed_key())
    return trial.try_source(
        said["address"], kind=said["kind"], config=config, by=request.person, organisation=form.given_organisation()
    )


def _again(form: SourceForm, tried: trial.SourceTrial, request: Visit) -> SourceForm:
    """The same form, filled with what was found out; the key sealed."""
    given: dict[str, Any] = {**form.cleaned_data, "kind": tried.kind, "address": tried.config.address, "key": ""}
    given["sealed"] = form.sealed_again()
    given["name"] = given["name"] or tried.config.address.split("//")[-1].split("/")[0]
    return SourceForm(initial=given, person=request.person)


def _saved(form: SourceForm, tried: trial.SourceTrial, request: Visit) -> HttpResponse:
    settings = form.settings(kind=tried.kind, address=tried.config.address, options=dict(tried.config.options))
    source_id = actions.add_source(settings, by=request.person, organisation=form.given_organisation())
    return redirect("harvest:run", run_id=actions.start_run(source_id, by=request.person))


@require_safe
@signed_in
def source(request: Visit, source_id: str) -> HttpResponse:
    view = reads.source(source_id, request.person)
    context = {
        "crumbs": [(HARVEST, reverse("harvest:sources")), (Words(view.name, view.name), "")],
        "source": view,
        "runs": reads.runs(source_id, request.person),
        "records": record_reads.records(source_id, request.person, limit=20),
        "retired": record_reads.records(source_id, request.person, state=RecordState.RETIRED, limit=20),
    }
    return render(request, "harvest/source.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def settings(request: Visit, source_id: str) -> HttpResponse:
    view = reads.source(source_id, request.person)
    if not view.may_change:
        raise Refused("forbidden")
    form = SourceForm(request.POST or None, person=request.person, initial=initial_of(view))
    if request.method == "POST" and form.is_valid():
        try:
            actions.change_source(source_id, form.settings(kind=view.kind, options=view.options), by=request.person)
        except Refused as refused:
            if refused.sentence.status in {401, 403, 404}:
                raise
            form.add_error(None, refused.words.in_(get_language() or "ko"))
        else:
            return redirect("harvest:source", source_id=source_id)
    address = reverse("harvest:source", args=[source_id])
    crumbs = [
        (HARVEST, reverse("harvest:sources")),
        (Words(view.name, view.name), address),
        (Words("설정", "Settings"), ""),
    ]
    context = {"form": form, "source": view, "crumbs": crumbs}
    return render(request, "harvest/settings.html", context, status=422 if form.errors else 200)


@require_POST
@signed_in
def start_run(request: Visit, source_id: str) -> HttpResponse:
    return redirect("harvest:run", run_id=actions.start_run(source_id, by=request.person))


@require_POST
@signed_in
def end_source(request: Visit, source_id: str) -> HttpResponse:
    """``withdraw``: whether its datasets are withdrawn too."""
    actions.end_source(source_id, withdraws=request.POST.get("withdraw") == "yes", by=request.person)
    messages.success(request, Words("출처를 그만두었습니다.", "The source was ended.").in_(get_language() or "ko"))
    return redirect("harvest:source", source_id=source_id)


@require_safe
@signed_in
def run(request: Visit, run_id: str) -> HttpResponse:
    view = reads.run(run_id, request.person)
    owner = reads.source(view.source_id, request.person)
    crumbs = [
        (HARVEST, reverse("harvest:sources")),
        (Words(owner.name, owner.name), reverse("harvest:source", args=[owner.id])),
        (Words("수집 한 번", "One run"), ""),
    ]
    context = {
        **_progress(view),
        "crumbs": crumbs,
        "source": owner,
        "findings": reads.findings(run_id, request.person),
        "missing": record_reads.missing(run_id, request.person) if view.state is RunState.ASKS else [],
    }
    return render(request, "harvest/run.html", context)


@require_safe
@signed_in
def run_state(request: Visit, run_id: str) -> HttpResponse:
    """How far it is, asked again and again by its page; once over, the page is read anew."""
    view = reads.run(run_id, request.person)
    response = render(request, "harvest/_run_state.html", _progress(view))
    if view.is_over:
        response["HX-Refresh"] = "true"
    return response


def _progress(view: reads.RunView) -> dict[str, Any]:
    job = None
    if not view.is_over and view.job_id:
        job = job_reads.job(view.job_id)
    return {"run": view, "job": job}


@require_POST
@signed_in
def decide_run(request: Visit, run_id: str) -> HttpResponse:
    """``may_go``: "yes" where what is missing may be retired."""
    actions.decide_run(run_id, may_go=request.POST.get("may_go") == "yes", by=request.person)
    return redirect("harvest:run", run_id=run_id)


@require_safe
@signed_in
def record(request: Visit, record_id: str) -> HttpResponse:
    view = record_reads.record(record_id, request.person)
    crumbs = [
        (HARVEST, reverse("harvest:sources")),
        (Words(view.source_name, view.source_name), reverse("harvest:source", args=[view.source_id])),
        (Words(view.title, view.title), ""),
    ]
    return render(request, "harvest/record.html", {"record": view, "crumbs": crumbs})


@require_safe
@signed_in
def duplicates(request: Visit) -> HttpResponse:
    crumbs = [(HARVEST, reverse("harvest:sources")), (Words("같은 데이터셋", "The same dataset"), "")]
    context = {
        "crumbs": crumbs,
        "pairs": record_reads.pairs(request.person),
        "merged": record_reads.pairs(request.person, state=PairState.MERGED),
        "nothing": Words("확인할 짝이 없습니다", "There is nothing to compare"),
        "nothing_more": Words(
            "여러 출처에 같은 데이터셋이 있으면 여기서 물어봅니다.",
            "Datasets that several sources have are asked about here.",
        ),
    }
    return render(request, "harvest/duplicates.html", context)


@require_POST
@signed_in
def decide_pair(request: Visit, pair_id: str) -> HttpResponse:
    """``decision``: "merged" or "apart"."""
    asked = request.POST.get("decision", "")
    if asked not in {PairState.MERGED, PairState.APART}:
        raise Refused("harvest_pair_decided")
    actions.decide_pair(pair_id, PairState(asked), by=request.person)
    return redirect("harvest:duplicates")
