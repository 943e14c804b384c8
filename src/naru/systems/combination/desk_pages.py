"""The pages of a role's desk; each takes the desk that it draws from the role's own addresses."""

from collections.abc import Mapping
from typing import Any

from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import FileResponse, HttpRequest, HttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.urls import reverse
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import Visit, auditor_or_officer, officer_only, person_of
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.combination import desk_actions as actions
from naru.systems.combination import desk_reads as reads
from naru.systems.combination.desk import Desk, Input
from naru.systems.combination.desk_words import summary

COMBINATION = (Words("가명정보 결합", "Combination"), "/combination/")
CARDS_MOST = 20


@never_cache
@require_safe
def desk(request: HttpRequest, desk: Desk) -> HttpResponse:
    """What the role does; its cases to officers and auditors."""
    person = person_of(request)
    sees = person.is_officer or person.is_auditor
    context = {
        "desk": desk,
        "sees_cases": sees,
        "cases": reads.cases(desk, SYSTEM_CLOCK) if sees else [],
        "crumbs": [(desk.words, "")],
    }
    return render(request, "combination/desk.html", context)


@require_POST
@officer_only
def begin(request: Visit, desk: Desk) -> HttpResponse:
    spec = _contents(request, "spec", most=1)
    case_id = actions.begin(desk, spec[0] if spec else b"", request.POST.get("name", ""), by=request.person)
    return redirect("combination:case", case_id)


@never_cache
@require_safe
@auditor_or_officer
def case(request: Visit, case_id: str, desk: Desk) -> HttpResponse:
    return render(request, "combination/case.html", desk_context(reads.case(case_id, desk, SYSTEM_CLOCK), desk))


def desk_context(view: reads.CaseView, desk: Desk, *, filled: Mapping[str, str] | None = None) -> dict[str, Any]:
    """``filled``: by input's name, what its field begins with."""
    return {
        "desk": desk,
        "case": view,
        "verbs": [(verb, [(each, _initial(each, filled or {})) for each in verb.inputs]) for verb in view.verbs],
        "crumbs": [(desk.words, reverse("combination:desk")), (Words(view.id, view.id), "")],
    }


@require_POST
@officer_only
def meet(request: Visit, case_id: str, desk: Desk) -> HttpResponse:
    count = actions.meet(desk, case_id, _contents(request, "cards", most=CARDS_MOST), by=request.person)
    say(request, Words(f"명함 {count}장을 등록했습니다.", f"Learnt {count} cards."))
    return redirect("combination:case", case_id)


@require_POST
@officer_only
def act(request: Visit, case_id: str, verb: str, desk: Desk) -> HttpResponse:
    uploads = [(file.name or "", file.chunks()) for file in _files(request, "files")]
    answer = actions.act(desk, case_id, verb, request.POST.dict(), uploads, by=request.person)
    words, told = desk.verb(verb).words, summary(answer)
    say(request, Words(f"{words.ko}: {told.ko}", f"{words.en}: {told.en}"))
    return redirect("combination:case", case_id)


@require_safe
@auditor_or_officer
def sent_file(request: Visit, case_id: str, name: str, desk: Desk) -> HttpResponseBase:
    """A sealed file, a card or a certificate, to be carried to whom it is for."""
    return FileResponse(
        reads.sent_file(case_id, name).open("rb"), as_attachment=True, filename=f"{case_id}-{desk.role}-{name}"
    )


@require_safe
@auditor_or_officer
def dossier(request: Visit, case_id: str, desk: Desk) -> HttpResponse:
    name = f"{case_id}-{desk.role}-dossier.zip"
    headers = {"Content-Disposition": f'attachment; filename="{name}"'}
    return HttpResponse(actions.dossier(case_id), content_type="application/zip", headers=headers)


def say(request: HttpRequest, words: Words) -> None:
    messages.success(request, words.in_(get_language() or "ko"))


def _initial(each: Input, filled: Mapping[str, str]) -> str:
    return filled.get(each.name) or each.initial


def _files(request: HttpRequest, name: str) -> list[UploadedFile[Any]]:
    return [file for file in request.FILES.getlist(name) if isinstance(file, UploadedFile)]


def _contents(request: HttpRequest, name: str, *, most: int) -> list[bytes]:
    """Small files of JSON, one byte more than may be at most."""
    return [file.read(actions.JSON_MOST + 1) for file in _files(request, name)[:most]]


def sent_upload(request: HttpRequest) -> UploadedFile[Any]:
    """The one file that a form asked for. Raises ``Refused("desk_file_missing")``."""
    for file in _files(request, "file"):
        return file
    raise Refused("desk_file_missing")
