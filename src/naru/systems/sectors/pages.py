"""Sectors' pages: the four sectors, profiles, a file tried, a report, what a dataset claims."""

from collections import Counter
from pathlib import Path
from tempfile import NamedTemporaryFile
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse, HttpResponseBase
from django.shortcuts import redirect, render
from django.utils.dateparse import parse_date
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import Visit, person_of, signed_in
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue import policy
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.values import DatasetId
from naru.systems.sectors import actions, figures, library, pictures, reads
from naru.systems.sectors.core.profiles import Sector

SECTORS = (Words("특화 산업", "Sectors"), "/sectors/")
TRY = Words("파일 검사", "Check a file")


@require_safe
def overview(request: HttpRequest) -> HttpResponse:
    """The four sectors, each with its figures."""
    person = person_of(request)
    profiles = library.profiles()
    cards = []
    for sector in Sector:
        members = reads.members(sector, person)
        cards.append(
            {
                "sector": sector,
                "profiles": [each for each in profiles if each.sector is sector],
                "datasets": len(members),
                "conforming": sum(each.claim.standing.opens for each in members),
            }
        )
    return render(request, "sectors/overview.html", {"cards": cards, "crumbs": [(SECTORS[0], "")]})


@require_safe
def sector(request: HttpRequest, name: str) -> HttpResponse:
    """One sector as a page to print: what it has, how good it is, its indicators, its gaps."""
    if name not in {each.value for each in Sector}:
        raise Refused("not_found")
    found, person = Sector(name), person_of(request)
    members = reads.members(found, person)
    profiles = [each for each in library.profiles() if each.sector is found]
    claimed = {each.claim.profile.name for each in members if each.claim.standing.opens}
    lists = library.code_lists()
    context = {
        "sector": found,
        "members": members,
        "standings": pictures.standings([each.claim.standing for each in members]),
        "figures": [pictures.figure(each, lists.get(each.indicator.by_codes)) for each in figures.of_sector(found)],
        "publishers": Counter(each.dataset.publisher for each in members).most_common(),
        "gaps": [each for each in profiles if each.name not in claimed],
        "profiles": profiles,
        "today": SYSTEM_CLOCK.today(),
        "crumbs": [SECTORS, (found.words, "")],
    }
    return render(request, "sectors/sector.html", context)


@require_safe
def profile(request: HttpRequest, name: str) -> HttpResponse:
    """What a profile asks for, rule by rule."""
    found = library.profile(name)
    context = {
        "profile": found,
        "lists": [known for each in found.code_lists if (known := library.code_lists().get(each)) is not None],
        "crumbs": [SECTORS, (found.sector.words, f"/sectors/{found.sector.value}/"), (found.title, "")],
    }
    return render(request, "sectors/profile.html", context)


@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def try_file(request: Visit) -> HttpResponse:
    """Drop a file, choose a profile, read the report."""
    if request.method == "POST":
        given, name = request.FILES.get("file"), request.POST.get("profile", "")
        if not isinstance(given, UploadedFile) or not name:
            raise Refused("trial_needs_file")
        path = _stored(given)
        try:
            made = actions.try_file(path, given.name or "file", name, by=request.person)
        finally:
            path.unlink(missing_ok=True)
        return redirect("sectors:trial", made)
    profiles = library.profiles()
    context = {
        "groups": [(sector, [each for each in profiles if each.sector is sector]) for sector in Sector],
        "chosen": request.GET.get("profile", ""),
        "crumbs": [SECTORS, (TRY, "")],
    }
    return render(request, "sectors/try.html", context)


def _stored(given: UploadedFile[Any]) -> Path:
    folder = Path(settings.NARU_HOME) / "tmp"
    folder.mkdir(parents=True, exist_ok=True)
    with NamedTemporaryFile(dir=folder, prefix="trial-", delete=False) as target:
        for chunk in given.chunks():
            target.write(chunk)
    return Path(target.name)


@never_cache
@require_safe
@signed_in
def trial(request: Visit, trial_id: str) -> HttpResponse:
    found = reads.trial(trial_id, request.person)
    context = {
        "trial": found,
        "profile": found.profile,
        "report": found.report,
        "shares": pictures.shares(found.report),
        "failing": pictures.failing(found.report),
        "shows_rows": True,
        "crumbs": [SECTORS, (TRY, "/sectors/try/"), (Words(found.file_name, found.file_name), "")],
    }
    return render(request, "sectors/trial.html", context)


@require_POST
@signed_in
def mend(request: Visit, trial_id: str) -> HttpResponse:
    place = request.POST.get("cause", "")
    if not place.isdigit():
        raise Refused("cause_cannot_be_mended")
    made = actions.mend_trial(trial_id, int(place), by=request.person)
    said = Words("고친 파일을 만들고 다시 검사했습니다.", "The mended file was made and checked again.")
    messages.success(request, said.in_(get_language() or "ko"))
    return redirect("sectors:trial", made)


@never_cache
@require_safe
@signed_in
def trial_file(request: Visit, trial_id: str) -> HttpResponseBase:
    found = reads.trial(trial_id, request.person)
    path = reads.trial_file(trial_id, request.person)
    return FileResponse(path.open("rb"), as_attachment=True, filename=found.file_name)


# --- what a dataset claims ---


@require_http_methods(["GET", "HEAD", "POST"])
def dataset(request: HttpRequest, dataset_id: str) -> HttpResponse:
    """The dataset's claims; claiming one more, for those in charge."""
    person = person_of(request)
    found = catalogue.dataset(dataset_id, person)
    if request.method == "POST":
        made = actions.claim_profile(found.id, request.POST.get("profile", ""), by=person)
        _check(request, made)
        return redirect("sectors:claim", made)
    claims = reads.claims_of(found.id)
    claimed = {each.profile.name for each in claims}
    context = {
        "dataset": found,
        "claims": claims,
        "may_edit": policy.may_edit(person, found.rights),
        "profiles": [each for each in library.profiles() if each.is_claimable and each.name not in claimed],
        "crumbs": [
            (Words(found.title, found.description.title_en or found.title), f"/datasets/{found.id}/"),
            (SECTORS[0], ""),
        ],
    }
    return render(request, "sectors/dataset.html", context)


def _check(request: HttpRequest, claim_id: str) -> None:
    """Its refusal is said beside what was done; the claim stands."""
    try:
        actions.check_claim(claim_id, by=person_of(request))
    except Refused as refused:
        messages.warning(request, refused.words.in_(get_language() or "ko"))


@require_safe
def claim(request: HttpRequest, claim_id: str) -> HttpResponse:
    """The report of the newest check; values of rows only for those who may read them."""
    person = person_of(request)
    found, view = reads.claim(claim_id, person)
    context = {
        "dataset": found,
        "claim": view,
        "profile": view.profile,
        "report": view.report,
        "shares": pictures.shares(view.report) if view.report else [],
        "failing": pictures.failing(view.report) if view.report else [],
        "shows_rows": reads.may_see_rows(found, person),
        "may_edit": policy.may_edit(person, found.rights),
        "crumbs": [
            (Words(found.title, found.description.title_en or found.title), f"/datasets/{found.id}/"),
            (SECTORS[0], f"/sectors/datasets/{found.id}/"),
            (view.profile.title, ""),
        ],
    }
    return render(request, "sectors/claim.html", context)


@require_POST
@signed_in
def check(request: Visit, claim_id: str) -> HttpResponse:
    actions.check_claim(claim_id, by=request.person)
    return redirect("sectors:claim", claim_id)


@require_POST
@signed_in
def drop(request: Visit, claim_id: str) -> HttpResponse:
    dataset_id: DatasetId = actions.drop_claim(claim_id, by=request.person)
    return redirect("sectors:dataset", dataset_id)


@require_POST
@signed_in
def waive(request: Visit, claim_id: str) -> HttpResponse:
    until = parse_date(request.POST.get("until", "")) if request.POST.get("until") else None
    actions.waive(claim_id, until=until, why=request.POST.get("why", ""), by=request.person)
    return redirect("sectors:claim", claim_id)
