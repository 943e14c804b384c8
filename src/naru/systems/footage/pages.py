"""Pages of footage: sites and their figures, events to review, a camera's set-up, its clips, a run's progress."""

from typing import Any

import orjson
from django.apps import apps
from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.kit.guard import Visit, person_of, require, signed_in
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue.core.vocabulary import LICENCES
from naru.systems.footage import actions, counts_view, publishing, reads, site_view, storage
from naru.systems.footage.core import rights
from naru.systems.footage.core.cameras.entry import camera_of
from naru.systems.footage.core.states import DECISION_WORDS, ClipState, Decision, RunState

FOOTAGE = Words("유동인구와 공원", "Footfall and parks")
EVENTS = Words("사건 검토", "Events to review")
PICTURES = {"backdrop.jpg": "image/jpeg", "heat.png": "image/png", "ground.png": "image/png"}


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """Every site that one may see on a map and as small pictures."""
    person = person_of(request)
    sites = reads.sites(person)
    may_see = rights.may_see_footage(person)
    return render(
        request,
        "footage/overview.html",
        {
            "crumbs": [(FOOTAGE, "")],
            "kinds": site_view.by_kind(sites, reads.waiting_events() if may_see else {}),
            "sites": sites,
            "given": site_view.places(sites, _language(request)),
            "box": site_view.bounds(sites),
            "outlines": _outlines(),
            "may_see": may_see,
            "waiting": sum(reads.waiting_events().values()) if may_see else 0,
            "nothing": Words("아직 공개한 곳이 없습니다", "No site is open yet"),
            "nothing_more": Words(
                "도시가 수치를 공개하면 여기서 볼 수 있습니다.", "Figures appear here once the city opens them."
            ),
        },
    )


def _outlines() -> str:
    """The districts under the map, where asking is installed."""
    if not apps.is_installed("naru.data.query"):
        return ""
    from naru.data.query.pages.maps import outlines

    return outlines()


@require_safe
def site(request: HttpRequest, site_id: str) -> HttpResponse:
    """``?camera=`` one of its cameras; the first without."""
    person = person_of(request)
    view = reads.site(site_id, person)
    camera = next((each for each in view.cameras if each.id == request.GET.get("camera")), view.cameras[0])
    return render(
        request,
        "footage/site.html",
        {
            "crumbs": [(FOOTAGE, reverse("footage:overview")), (view.name, "")],
            "site": view,
            "camera": camera,
            "view": site_view.figures(view, camera, reads.sites(person), language=_language(request)),
            "may_see": rights.may_see_footage(person),
            "may_set_up": rights.may_set_up(person),
            "may_open": rights.may_open_figures(person),
            "dataset_id": publishing.dataset_of(view.id, person),
            "licences": LICENCES.values(),
            "events": [site_view.event(each) for each in reads.events(person, camera_id=camera.id, limit=6)]
            if rights.may_see_footage(person)
            else [],
            "none": Words("아직 분석한 영상이 없습니다", "No clip has been run yet"),
            "none_more": Words(
                "영상을 넣으면 여기서 수치와 그림을 봅니다.", "Bring clips, and figures and pictures appear here."
            ),
        },
    )


@require_safe
def report(request: HttpRequest, site_id: str) -> HttpResponse:
    """The site on paper: the same figures, one camera after another."""
    person = person_of(request)
    view = reads.site(site_id, person)
    sites = reads.sites(person)
    return render(
        request,
        "footage/report.html",
        {
            "crumbs": [
                (FOOTAGE, reverse("footage:overview")),
                (view.name, reverse("footage:site", args=[view.id])),
                (Words("보고서", "Report"), ""),
            ],
            "site": view,
            "views": [
                site_view.figures(view, camera, sites, language=_language(request))
                for camera in view.cameras
                if camera.id in view.summaries
            ],
            "cameras": ", ".join(camera.id for camera in view.cameras),
            "basis": camera_of(view.cameras[0].file).legal_basis,
        },
    )


@require_safe
def compare(request: HttpRequest) -> HttpResponse:
    """``?site=`` up to four; the busiest two without."""
    sites = [each for each in reads.sites(person_of(request)) if each.summaries]
    asked = request.GET.getlist("site")
    chosen = [each for each in sites if each.id in asked][:4] or sorted(sites, key=lambda each: -each.people)[:2]
    return render(
        request,
        "footage/compare.html",
        {
            "crumbs": [(FOOTAGE, reverse("footage:overview")), (Words("견주기", "Compare"), "")],
            "sites": [(each, each in chosen) for each in sites],
            "chosen": [
                (each, site_view.figures(each, _seen(each), sites, language=_language(request))) for each in chosen
            ],
            "profile": site_view.profiles(chosen, language=_language(request)),
            "area_kinds": counts_view.kinds_of(sites),
        },
    )


def _seen(site: reads.SiteView) -> reads.CameraView:
    return next(camera for camera in site.cameras if camera.id in site.summaries)


@require_safe
@signed_in
def events(request: Visit) -> HttpResponse:
    """``?decision=&camera=&rule=``; without, what waits for a decision."""
    asked = request.GET.get("decision", Decision.OPEN.value)
    decision = Decision(asked) if asked in set(Decision) else None
    found = reads.events(
        request.person, decision=decision, camera_id=request.GET.get("camera", ""), rule=request.GET.get("rule", "")
    )
    return render(
        request,
        "footage/events.html",
        {
            "crumbs": [(FOOTAGE, reverse("footage:overview")), (EVENTS, "")],
            "events": [site_view.event(each) for each in found],
            "decision": asked,
            "decisions": DECISION_WORDS.items(),
            "rules": site_view.rules(reads.decided(request.person)),
            "may_review": rights.may_review(request.person),
            "none": Words("여기에 볼 사건이 없습니다", "No event is here"),
            "none_more": Words(
                "새 영상을 분석하면 규칙이 찾은 사건이 여기 모입니다.", "What the rules find in new clips gathers here."
            ),
        },
    )


@require_POST
@signed_in
def review(request: Visit, event_id: str) -> HttpResponse:
    """One decision; by script only the card comes back."""
    view = actions.review_event(
        event_id, request.POST.get("decision", ""), note=request.POST.get("note", "").strip(), by=request.person
    )
    if "HX-Request" in request.headers:
        return render(request, "footage/_event.html", {"event": site_view.event(view), "may_review": True})
    return redirect(f"{reverse('footage:events')}?camera={view.camera.id}")


@require_safe
@signed_in
def evidence(request: Visit, event_id: str, number: int) -> FileResponse:
    """A masked picture of the event."""
    view = reads.event(event_id, request.person)
    return _file(view.camera.id, f"{view.id}-{number}.jpg", "image/jpeg")


@require_safe
def picture(request: HttpRequest, camera_id: str, name: str) -> FileResponse:
    """The empty scene and the heat over it: to whoever may see the camera's figures."""
    view = reads.camera(camera_id, person_of(request))
    if name not in PICTURES:
        raise Refused("not_found")
    return _file(view.id, name, PICTURES[name])


def _file(camera_id: str, name: str, media_type: str) -> FileResponse:
    path = storage.picture(camera_id, name)
    if not path.exists():
        raise Refused("not_found")
    response = FileResponse(path.open("rb"), content_type=media_type)
    response.headers["Cache-Control"] = "private, max-age=60"
    return response


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def set_up(request: Visit, camera_id: str) -> HttpResponse:
    """Zones and lines drawn on a masked frame; saving makes a new version of the camera."""
    view = reads.camera(camera_id, request.person)
    require(rights.may_set_up(request.person), request.person)
    if request.method == "POST":
        actions.set_up_camera(camera_of(_file_of(request)), by=request.person)
        messages.success(
            request,
            Words("카메라 설치 정보를 저장했습니다. 다음 분석부터 씁니다.", "Saved; the next run uses it.").in_(
                _language(request)
            ),
        )
        return redirect("footage:set_up", camera_id=view.id)
    return render(
        request,
        "footage/set_up.html",
        {
            "crumbs": [
                (FOOTAGE, reverse("footage:overview")),
                (view.site, reverse("footage:site", args=[view.site_id])),
                (Words("카메라 설치 정보", "Camera set-up"), ""),
            ],
            "camera": view,
            "setup": site_view.set_up(view),
            "file_text": orjson.dumps(view.file, option=orjson.OPT_INDENT_2).decode(),
            "runs": reads.runs(request.person, camera_id=view.id, limit=5),
            "has_backdrop": storage.picture(view.id, "backdrop.jpg").exists(),
        },
    )


def _file_of(request: HttpRequest) -> dict[str, Any]:
    try:
        stored = orjson.loads(request.POST.get("file", ""))
    except orjson.JSONDecodeError as broken:
        raise Refused("camera_file_malformed", file="JSON", line=1, problem=str(broken)) from broken
    if not isinstance(stored, dict):
        raise Refused("camera_field_missing", place="id")
    return stored


def _language(request: HttpRequest) -> str:
    return str(getattr(request, "LANGUAGE_CODE", "ko"))


@require_POST
@signed_in
def open_figures(request: Visit, camera_id: str) -> HttpResponse:
    view = actions.open_figures(camera_id, opened=request.POST.get("open") == "1", by=request.person)
    return redirect("footage:site", site_id=view.site_id)


@require_POST
@signed_in
def publish(request: Visit, site_id: str) -> HttpResponse:
    """The site's open figures as a dataset."""
    publishing.publish_figures(site_id, licence=request.POST.get("licence", ""), by=request.person)
    return redirect("footage:site", site_id=site_id)


@require_safe
@signed_in
def clips(request: Visit, camera_id: str) -> HttpResponse:
    """A camera's clips: watched masked, withdrawn with what came from them."""
    found = reads.clips(camera_id, request.person)
    view = reads.camera(camera_id, request.person)
    return render(
        request,
        "footage/clips.html",
        {
            "crumbs": [
                (FOOTAGE, reverse("footage:overview")),
                (view.site, reverse("footage:site", args=[view.site_id])),
                (Words("영상", "Clips"), ""),
            ],
            "camera": view,
            "clips": [site_view.clip(each) for each in found],
            "runs": reads.runs(request.person, camera_id=view.id),
            "may_set_up": rights.may_set_up(request.person),
            "none": Words("아직 영상이 없습니다", "No clip yet"),
            "none_more": Words("위에서 영상 파일을 골라 분석을 시작해 보세요.", "Choose clips above and start a run."),
        },
    )


@require_safe
@signed_in
def masked_clip(request: Visit, clip_id: str) -> FileResponse:
    """The clip with every head and plate covered."""
    view = reads.clip(clip_id, request.person)
    if view.state is ClipState.WITHDRAWN:
        raise Refused("clip_withdrawn", file=view.name, clip=view.id)
    path = storage.masked(view.camera_id, view.id)
    if path is None:
        raise Refused("not_found")
    return FileResponse(path.open("rb"), content_type="video/mp4")


@never_cache
@require_safe
@signed_in
def original(request: Visit, clip_id: str) -> FileResponse:
    """The clip as the camera took it: for those named, or through emergency access."""
    return FileResponse(reads.original(clip_id, request.person), content_type="video/mp4")


@require_POST
@signed_in
def start_run(request: Visit, camera_id: str) -> HttpResponse:
    """Run what was chosen in the form, beside what is there already."""
    require(rights.may_set_up(request.person), request.person)
    files = request.FILES.getlist("clips")
    run_id = actions.bring_uploaded(camera_id, files, by=request.person)
    return redirect("footage:run", run_id=run_id)


@require_safe
@signed_in
def run(request: Visit, run_id: str) -> HttpResponse:
    view, job = reads.run(run_id, request.person)
    camera = reads.camera(view.camera_id, request.person)
    return render(
        request,
        "footage/run.html",
        {
            "crumbs": [
                (FOOTAGE, reverse("footage:overview")),
                (camera.site, reverse("footage:site", args=[camera.site_id])),
                (Words("분석", "Run"), ""),
            ],
            "run": view,
            "job": job,
            "camera": camera,
            "is_over": _is_over(view),
        },
    )


@require_safe
@signed_in
def run_state(request: Visit, run_id: str) -> HttpResponse:
    """How far a run is; the page is asked anew once it has ended."""
    view, job = reads.run(run_id, request.person)
    response = render(request, "footage/_run_state.html", {"run": view, "job": job, "is_over": _is_over(view)})
    if _is_over(view) and "HX-Request" in request.headers:
        response.headers["HX-Refresh"] = "true"
    return response


def _is_over(view: reads.RunView) -> bool:
    return view.state in {RunState.DONE, RunState.FAILED}
