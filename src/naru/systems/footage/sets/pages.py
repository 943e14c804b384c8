"""Pages of training sets: the sets, one of them, its plan, its five stages, the reviewer."""

from django.contrib import messages
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.kit.guard import Visit, person_of, require, signed_in
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused, as_problem
from naru.base.kit.words import Words
from naru.systems.footage import reads as footage_reads
from naru.systems.footage.core import rights
from naru.systems.footage.core.labels.formats.register import FORMATS
from naru.systems.footage.core.sets.stages import Outcome, Stage
from naru.systems.footage.sets import (
    actions,
    labelling,
    loading,
    masking,
    measuring,
    plan_text,
    reads,
    review_labels,
    set_view,
)
from naru.systems.footage.sets.shapes import ReleaseView

SETS = Words("학습 데이터", "Training sets")


def set_crumbs(*further: tuple[Words, str]) -> list[tuple[Words, str]]:
    """The way here from the list of sets."""
    return [(SETS, reverse("footage:sets")), *further]


def language_of(request: HttpRequest) -> str:
    return str(getattr(request, "LANGUAGE_CODE", "ko"))


@require_safe
def sets(request: HttpRequest) -> HttpResponse:
    """Those that are released to everyone's eyes; for officers and auditors all."""
    person = person_of(request)
    found = reads.sets(person)
    return render(
        request,
        "footage/sets.html",
        {
            "crumbs": [(SETS, "")],
            "sets": [set_view.card(each) for each in found],
            "may_run": rights.may_run_sets(person),
            "may_see": rights.may_see_footage(person),
            "nothing": Words("아직 배포한 학습 데이터가 없습니다", "No training set is released yet"),
            "nothing_more": Words(
                "영상에 라벨을 달고 다섯 단계를 거치면 여기에서 내려받을 수 있습니다.",
                "Clips that are labelled and pass five stages can be had here.",
            ),
        },
    )


@require_safe
def training_set(request: HttpRequest, set_id: str) -> HttpResponse:
    """Samples, classes, diversity, indicators, splits, versions, and how to load it."""
    person = person_of(request)
    view = reads.training_set(set_id, person)
    found = reads.releases(view.id)
    latest = next((each for each in found if each.state.value == "released"), None)
    may_see = rights.may_see_footage(person)
    measured = measuring.latest(view.id) if may_see else None
    return render(
        request,
        "footage/set.html",
        {
            "crumbs": set_crumbs((view.plan.title, "")),
            "set": view,
            "latest": latest,
            "releases": found,
            "page": set_view.page(view, latest, measured),
            "samples": set_view.samples(view.id, latest) if may_have(latest, view.dataset_id, person) else [],
            "formats": FORMATS.values(),
            "may_have": may_have(latest, view.dataset_id, person),
            "may_run": rights.may_run_sets(person),
            "may_see": may_see,
            "loading": loading.loading(view.id, latest, request.build_absolute_uri("/").rstrip("/")),
        },
    )


def may_have(latest: ReleaseView | None, dataset_id: str, person: Person) -> bool:
    """Whether there is a release, and its files are this person's to have."""
    return latest is not None and reads.may_read_release(latest, person, dataset_id=dataset_id)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def plan(request: Visit, set_id: str = "") -> HttpResponse:
    """What a set is to be, as text; a new one's begins with an example."""
    require(rights.may_run_sets(request.person), request.person)
    text = plan_text.EXAMPLE if not set_id else plan_text.written(reads.training_set(set_id, request.person).plan)
    if request.method == "POST":
        made = actions.set_up_set(plan_text.read(request.POST.get("plan", "")), by=request.person)
        said = Words("계획을 저장했습니다.", "The plan is saved.")
        messages.success(request, said.in_(language_of(request)))
        return redirect("footage:stages", set_id=made.id)
    return render(
        request,
        "footage/plan.html",
        {"crumbs": set_crumbs((Words("계획", "Plan"), "")), "plan_text": text, "set_id": set_id},
    )


@require_safe
@signed_in
def stages(request: Visit, set_id: str) -> HttpResponse:
    """``?due=`` a stage, ``done`` or ``out``: the board of the five stages, and the clips that wait at one."""
    view = reads.training_set(set_id, request.person)
    clips = reads.set_clips(set_id, request.person)
    due = request.GET.get("due", "")
    return render(
        request,
        "footage/stages.html",
        {
            "crumbs": set_crumbs(
                (view.plan.title, reverse("footage:set", args=[view.id])), (Words("다섯 단계", "Five stages"), "")
            ),
            "set": view,
            "board": set_view.board(view, due),
            "due": due,
            "clips": [set_view.clip(each) for each in clips if not due or each.due == due],
            "others": _not_taken(request, {clip.clip_id for clip in clips}),
            "formats": FORMATS.values(),
            "may_run": rights.may_run_sets(request.person),
            "none": Words("여기서 기다리는 영상이 없습니다", "No clip waits here"),
            "none_more": Words("아래에서 영상을 골라 세트에 넣어 주세요.", "Choose clips below and take them in."),
        },
    )


def _not_taken(request: Visit, taken: set[str]) -> list[tuple[Words, list[footage_reads.ClipView]]]:
    """Clips of the city that are not in the set, by site."""
    found = []
    for site in footage_reads.sites(request.person):
        clips = [
            clip
            for camera in site.cameras
            for clip in footage_reads.clips(camera.id, request.person)
            if clip.id not in taken and clip.state.value == "present"
        ]
        if clips:
            found.append((site.name, clips))
    return found


@require_POST
@signed_in
def take(request: Visit, set_id: str) -> HttpResponse:
    actions.take_clips(set_id, request.POST.getlist("clip"), by=request.person)
    return redirect("footage:stages", set_id=set_id)


@require_POST
@signed_in
def stage(request: Visit, set_id: str, clip_id: str) -> HttpResponse:
    """``stage``, ``outcome``, ``reason``; ``prelabel``, ``cover`` and ``merge`` instead of an outcome."""
    outcome, chosen = request.POST.get("outcome", ""), request.POST.get("stage", "")
    if outcome == "prelabel":
        labelling.prelabel(set_id, clip_id, by=request.person)
    elif outcome == "cover":
        masking.cover_labelled(set_id, clip_id, by=request.person)
    elif outcome == "merge":
        labelling.merge_labellings(set_id, clip_id, by=request.person)
    elif outcome in set(Outcome) and chosen in set(Stage):
        reason = request.POST.get("reason", "")
        actions.pass_stage(set_id, clip_id, Stage(chosen), Outcome(outcome), reason=reason, by=request.person)
    else:
        raise Refused("not_found")
    return redirect(f"{reverse('footage:stages', args=[set_id])}?due={request.POST.get('due', '')}")


@require_POST
@signed_in
def bring_labels(request: Visit, set_id: str) -> HttpResponse:
    """``format``, ``person``, ``gold`` and the files."""
    require(rights.may_run_sets(request.person), request.person)
    made = review_labels.bring_uploaded(
        set_id,
        request.FILES.getlist("labels"),
        format=request.POST.get("format", ""),
        person=request.POST.get("person", "").strip() or request.person.name,
        gold=request.POST.get("gold") == "1",
        by=request.person,
    )
    said = Words(f"영상 {len(made)}개의 라벨을 가져왔습니다.", f"Brought the labels of {len(made)} clips.")
    messages.success(request, said.in_(language_of(request)))
    return redirect("footage:stages", set_id=set_id)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def review(request: Visit, set_id: str, clip_id: str) -> HttpResponse:
    """Boxes and tracks over the masked clip; saving makes a labelling of its own. POST takes and gives JSON."""
    view = reads.set_clip(set_id, clip_id, request.person)
    training = reads.training_set(set_id, request.person)
    if request.method == "POST":
        require(rights.may_run_sets(request.person), request.person)
        try:
            made = review_labels.save(view, request.body, by=request.person)
        except Refused as refused:  # the reviewer is a script: it says the sentence beside the picture
            problem = as_problem(refused, language_of(request))
            return JsonResponse(problem, status=problem["status"])
        return JsonResponse({"labels": made.id, "boxes": made.boxes, "faults": made.faults})
    return render(
        request,
        "footage/label.html",
        {
            "crumbs": set_crumbs(
                (training.plan.title, reverse("footage:set", args=[set_id])),
                (Words("다섯 단계", "Five stages"), reverse("footage:stages", args=[set_id])),
                (Words(view.name, view.name), ""),
            ),
            "set": training,
            "clip": set_view.clip(view),
            "given": review_labels.given(training, view, request.person),
            "labellings": [set_view.labelling(each) for each in reads.labellings(set_id, clip_id, request.person)],
            "may_run": rights.may_run_sets(request.person),
        },
    )
