"""Pages of what leaves a set and what is taken back: the release gate, releases and their files, withdrawals."""

from django.contrib import messages
from django.http import FileResponse, HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import redirect, render
from django.urls import reverse
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.jobs import actions as jobs
from naru.base.kit.guard import Visit, person_of, require, signed_in
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.footage.core import rights
from naru.systems.footage.core.labels.formats.register import FORMATS
from naru.systems.footage.core.sets.states import Target
from naru.systems.footage.sets import measuring, packages, pictures, reaches, reads, releases, set_view, withdrawals
from naru.systems.footage.sets.pages import language_of, may_have, set_crumbs

WITHDRAWALS = Words("철회", "Withdrawals")
MEASURE = "footage.measure_set"


@require_safe
@signed_in
def gate(request: Visit, set_id: str) -> HttpResponse:
    """Whether the set may be released as it is, with every reason why not."""
    view = reads.training_set(set_id, request.person)
    reasons = releases.gate(set_id, request.person)
    known = measuring.latest(set_id)
    clips = reads.set_clips(set_id, request.person)
    return render(
        request,
        "footage/gate.html",
        {
            "crumbs": set_crumbs(
                (view.plan.title, reverse("footage:set", args=[view.id])), (Words("배포 심사", "Release gate"), "")
            ),
            "set": view,
            "reasons": set_view.reasons(reasons, clips),
            "is_measured": reasons is not None,
            "key": known.key if known else "",
            "page": set_view.page(view, None, known),
            "left_out": [set_view.clip(each) for each in clips if each.due not in ("done", "out")],
            "may_release": rights.may_release(request.person),
            "may_run": rights.may_run_sets(request.person),
        },
    )


@require_POST
@signed_in
def measure(request: Visit, set_id: str) -> HttpResponse:
    """Begin to measure; a worker looks at every clip."""
    require(rights.may_run_sets(request.person), request.person)
    view = reads.training_set(set_id, request.person)
    title = Words(f"학습 데이터 재기: {view.plan.title.ko}", f"Measure {view.plan.title.en}")
    about = reverse("footage:gate", args=[set_id])
    jobs.start(
        MEASURE,
        {"set_id": set_id},
        by=request.person.id,
        title=title,
        about=about,
        ordering_key=f"footage-set:{set_id}",
    )
    said = Words("재기 시작했습니다. 끝나면 이 화면에 나옵니다.", "It is being measured; the figures appear here.")
    messages.success(request, said.in_(language_of(request)))
    return redirect("footage:gate", set_id=set_id)


@require_POST
@signed_in
def release_now(request: Visit, set_id: str) -> HttpResponse:
    made = releases.release(set_id, key=request.POST.get("key", ""), by=request.person)
    return redirect("footage:release", release_id=made.id) if made else redirect("footage:gate", set_id=set_id)


@require_safe
def release(request: HttpRequest, release_id: str) -> HttpResponse:
    person = person_of(request)
    view = reads.release(release_id, person)
    training = reads.training_set(view.set_id, person)
    return render(
        request,
        "footage/release.html",
        {
            "crumbs": set_crumbs(
                (view.plan.title, reverse("footage:set", args=[view.set_id])),
                (Words(f"배포판 {view.number}", f"Release {view.number}"), ""),
            ),
            "release": view,
            "set": training,
            "page": set_view.release_page(view),
            "formats": FORMATS.values(),
            "may_have": reads.may_read_release(view, person, dataset_id=training.dataset_id),
            "may_see": rights.may_see_footage(person),
        },
    )


@require_safe
def package(request: HttpRequest, release_id: str, format: str) -> StreamingHttpResponse:
    """All of a release as one ZIP, with its labels in a format."""
    person = person_of(request)
    view = packages.open_release(release_id, person)
    site = request.build_absolute_uri("/").rstrip("/")
    response = StreamingHttpResponse(
        packages.package(view, format, site=site, by=person), content_type="application/zip"
    )
    response.headers["Content-Disposition"] = f'attachment; filename="{view.set_id}-{view.number}-{format}.zip"'
    return response


@require_safe
def description(request: HttpRequest, release_id: str, name: str) -> HttpResponse:
    """``manifest.json``, ``croissant.json``, ``DATASHEET.ko.md``, ``DATASHEET.en.md``: whoever may know of the set."""
    view = reads.release(release_id, person_of(request))
    files = packages.descriptions(view, site=request.build_absolute_uri("/").rstrip("/"))
    if name not in files:
        raise Refused("not_found")
    kind = "application/json" if name.endswith(".json") else "text/markdown; charset=utf-8"
    return HttpResponse(files[name], content_type=kind)


@require_safe
def released_table(request: HttpRequest, release_id: str, name: str) -> StreamingHttpResponse:
    """``labels`` or ``clips``."""
    view = packages.open_release(release_id, person_of(request))
    files = releases.csv_files(view.set_id, view.manifest.clips)
    if f"{name}.csv" not in files:
        raise Refused("not_found")
    return StreamingHttpResponse(files[f"{name}.csv"], content_type="text/csv; charset=utf-8")


@require_safe
def released_clip(request: HttpRequest, release_id: str, clip_id: str) -> FileResponse:
    """A masked clip of a release."""
    view = packages.open_release(release_id, person_of(request))
    return FileResponse(packages.masked_path(view, clip_id).open("rb"), content_type="video/mp4")


@require_safe
def sample(request: HttpRequest, set_id: str, clip_id: str, number: int) -> FileResponse:
    """A masked frame with its boxes: of a release to whom it is released, of the rest to officers and auditors."""
    person = person_of(request)
    view = reads.training_set(set_id, person)
    latest = reads.latest_release(set_id)
    is_released = latest is not None and clip_id in {clip.clip_id for clip in latest.manifest.clips}
    if not rights.may_see_footage(person) and not (is_released and may_have(latest, view.dataset_id, person)):
        raise Refused("not_found")
    paths = pictures.samples_of(set_id, clip_id)
    if number >= len(paths) or not paths[number].exists():
        raise Refused("not_found")
    return FileResponse(paths[number].open("rb"), content_type="image/jpeg")


@require_safe
@signed_in
def withdrawals_page(request: Visit) -> HttpResponse:
    return render(
        request,
        "footage/withdrawals.html",
        {
            "crumbs": set_crumbs((WITHDRAWALS, "")),
            "withdrawals": [set_view.withdrawal(each) for each in reads.withdrawals(request.person)],
            "none": Words("아직 철회한 것이 없습니다", "Nothing was withdrawn yet"),
            "none_more": Words(
                "영상 목록에서 철회를 누르면 무엇이 함께 사라지는지 먼저 보여 줍니다.",
                "Press Withdraw beside a clip: it first shows what goes with it.",
            ),
        },
    )


@require_safe
@signed_in
def new_withdrawal(request: Visit) -> HttpResponse:
    """``?clip=&track=``: the way to one person's withdrawal, from the reviewer."""
    require(rights.may_see_footage(request.person), request.person)
    clip, track = request.GET.get("clip", ""), request.GET.get("track", "")
    if not clip or not track.isdecimal():
        raise Refused("withdrawal_target_unknown", target=f"{clip}:{track}")
    return redirect("footage:withdraw", target=Target.TRACK.value, id=f"{clip}:{track}")


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def withdraw(request: Visit, target: str, id: str) -> HttpResponse:
    """What a withdrawal reaches, before it is done; POST does it."""
    if target not in set(Target):
        raise Refused("not_found")
    chosen = Target(target)
    if request.method == "POST":
        basis, reason = request.POST.get("basis", ""), request.POST.get("reason", "")
        made = withdrawals.withdraw(chosen, id, basis=basis, reason=reason, by=request.person)
        return redirect("footage:withdrawal", withdrawal_id=made.id)
    return render(
        request,
        "footage/withdraw.html",
        {
            "crumbs": set_crumbs((WITHDRAWALS, reverse("footage:withdrawals")), (Words("철회하기", "Withdraw"), "")),
            "reach": set_view.reach(reaches.reach(chosen, id, by=request.person)),
            "target": set_view.target(chosen, id, request.person),
            "may_withdraw": rights.may_release(request.person),
        },
    )


@require_safe
@signed_in
def withdrawal(request: Visit, withdrawal_id: str) -> HttpResponse:
    view = reads.withdrawal(withdrawal_id, request.person)
    return render(
        request,
        "footage/withdrawal.html",
        {
            "crumbs": set_crumbs(
                (WITHDRAWALS, reverse("footage:withdrawals")), (Words("철회 하나", "A withdrawal"), "")
            ),
            "withdrawal": set_view.withdrawal(view),
            "reach": set_view.reach(view.reach),
            "proofs": set_view.proofs(view, request.person),
            "releases": [reads.release(each, request.person) for each in view.releases],
        },
    )
