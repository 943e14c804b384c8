"""Pages of one application: written, filed, accepted; where it stands by the dossiers that came; what was released."""

import tempfile
from pathlib import Path
from typing import Any

from django.core.files.uploadedfile import UploadedFile
from django.http import HttpResponse, StreamingHttpResponse
from django.http.response import HttpResponseBase
from django.shortcuts import redirect, render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.kit.guard import Visit, officer_only, signed_in
from naru.base.kit.ref import Ref
from naru.base.kit.words import Words
from naru.commons.cases import reads as cases
from naru.commons.cases.core.forms import Field, FieldKind, gaps, progress
from naru.commons.cases.core.states import EDITED
from naru.commons.duties import reads as duties
from naru.commons.papers import reads as papers
from naru.data.files import content as files
from naru.systems.combination import actions, portal_folder, reads, releases
from naru.systems.combination.clock_view import clock_of
from naru.systems.combination.core import rights
from naru.systems.combination.core.application import FORM
from naru.systems.combination.desk_pages import COMBINATION, say, sent_upload


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
@signed_in
def application(request: Visit, case_id: str) -> HttpResponse:
    """While it is written: one step at a time; then where it stands, by the dossiers that came."""
    case, asked = reads.application(case_id, request.person)
    if request.method != "POST" and case.state not in EDITED:
        return render(request, "combination/application.html", _standing(request, case, asked))
    name = request.POST.get("step") or request.GET.get("step") or FORM.steps[0].name
    step = FORM.step(name) or FORM.steps[0]
    faults: dict[str, Words] = {}
    if request.method == "POST":
        _take_files(request, case.id)
        faults = actions.save(case.id, step.name, request.POST.dict(), by=request.person)
        if not faults:
            return redirect(f"{request.path}?step={_next(step.name)}")
        case, asked = reads.application(case_id, request.person)
    context = _form(request, case, asked) | {"step": step, "rows": _rows(case, step.fields, faults, request)}
    return render(request, "combination/form.html", context, status=422 if faults else 200)


def _form(request: Visit, case: cases.Case, asked: reads.Consultation) -> dict[str, Any]:
    documents = {each.field: each for each in cases.documents([case.id])}
    far = progress(FORM, case.answers, documents)
    return {
        "case": case,
        "asked": asked,
        "form": FORM,
        "may_edit": rights.may_apply_for(request.person, case.organisation),
        "progress": far,
        "done_steps": [name for name, done in far.steps.items() if done],
        "gaps": gaps(FORM, case.answers, documents),
        "supplements": [each for each in cases.supplements(case.id) if not each.answered],
        "crumbs": [COMBINATION, (Words("결합 신청", "Application"), "")],
    }


def _standing(request: Visit, case: cases.Case, asked: reads.Consultation) -> dict[str, Any]:
    documents = {each.field: each for each in cases.documents([case.id])}
    about, person = Ref(reads.APPLICATION, case.id), request.person
    far = reads.progress(case, asked)
    return {
        "case": case,
        "asked": asked,
        "progress": far,
        "clock": clock_of(far),
        "standings": reads.standings(asked.case_name),
        "release": reads.release_of(case.id),
        "has_kit": portal_folder.exists(asked.case_name),
        "is_own": rights.may_apply_for(person, case.organisation),
        "reads_release": case.organisation in person.roles,
        "may_run": rights.may_run(person),
        "answers": [
            (field, _shown(field, case.answers.get(field.name)), documents.get(field.name)) for field in FORM.fields
        ],
        "papers": papers.papers_about(about),
        "duties": duties.duties_about(about),
        "fee_key": actions.fee_key(case.id),
        "decision": cases.decisions([case.id]).get(case.id),
        "crumbs": [COMBINATION, (Words("결합 신청", "Application"), "")],
    }


def _rows(
    case: cases.Case, fields: tuple[Field, ...], faults: dict[str, Words], request: Visit
) -> list[dict[str, Any]]:
    """What was typed stands where it was refused."""
    documents = {each.field: each for each in cases.documents([case.id])}
    return [
        {
            "field": field,
            "value": request.POST.get(field.name, "") if field.name in faults else case.answers.get(field.name) or "",
            "fault": faults.get(field.name),
            "document": documents.get(field.name),
        }
        for field in fields
    ]


def _shown(field: Field, value: object) -> Words:
    match field.kind:
        case FieldKind.CHOICE:
            return dict(field.choices).get(str(value), Words("–", "–"))
        case FieldKind.CHECK:
            return Words("동의함", "Agreed") if value else Words("–", "–")
        case FieldKind.NUMBER if isinstance(value, int):
            return Words(f"{value:,}", f"{value:,}")
        case _:
            return Words(str(value or "–"), str(value or "–"))


def _next(name: str) -> str:
    names = [step.name for step in FORM.steps]
    return names[min(names.index(name) + 1, len(names) - 1)]


def _take_files(request: Visit, case_id: str) -> None:
    for field in FORM.fields:
        file = request.FILES.get(field.name)
        if field.kind is FieldKind.FILE and isinstance(file, UploadedFile):
            stored = files.take_bytes(file.read(), file.name or field.name)
            actions.attach(
                case_id, field.name, name=stored.name, sha256=stored.sha256, size=stored.bytes, by=request.person
            )


@require_POST
@signed_in
def file(request: Visit, case_id: str) -> HttpResponse:
    actions.file(case_id, by=request.person)
    say(request, Words("신청서를 냈습니다.", "Your application is filed."))
    return redirect("combination:application", case_id)


@require_POST
@signed_in
def withdraw(request: Visit, case_id: str) -> HttpResponse:
    actions.withdraw(case_id, by=request.person)
    return redirect("combination:application", case_id)


@require_POST
@officer_only
def ask_supplement(request: Visit, case_id: str) -> HttpResponse:
    actions.ask_supplement(case_id, request.POST.get("text", ""), by=request.person)
    return redirect("combination:application", case_id)


@require_POST
@officer_only
def accept(request: Visit, case_id: str) -> HttpResponse:
    actions.accept(case_id, by=request.person)
    say(request, Words("받아들였습니다. 결합키 꾸러미를 보낼 수 있습니다.", "Accepted; the key kit is ready."))
    return redirect("combination:application", case_id)


@require_POST
@officer_only
def take_fee(request: Visit, case_id: str) -> HttpResponse:
    actions.take_fee(case_id, request.POST.get("receipt", ""), by=request.person)
    return redirect("combination:application", case_id)


@require_safe
@signed_in
def key_kit(request: Visit, case_id: str) -> HttpResponse:
    packed = actions.kit_of(case_id, by=request.person)
    headers = {"Content-Disposition": 'attachment; filename="naru-key-kit.zip"'}
    return HttpResponse(packed, content_type="application/zip", headers=headers)


@require_POST
@officer_only
def take_dossier(request: Visit, case_id: str) -> HttpResponse:
    new = actions.take_dossier(case_id, sent_upload(request).read(portal_folder.DOSSIER_MOST + 1), by=request.person)
    told = Words("기록을 확인하고 받았습니다.", "The dossier is verified and taken in.")
    say(request, told if new else Words("이미 받은 기록입니다.", "This dossier was taken in before."))
    return redirect("combination:application", case_id)


@require_POST
@officer_only
def take_release(request: Visit, case_id: str) -> HttpResponse:
    file = sent_upload(request)
    with tempfile.TemporaryDirectory() as folder:
        place = Path(folder) / "release.sealed"
        with place.open("wb") as target:
            for piece in file.chunks():
                target.write(piece)
        releases.take_release(case_id, place, by=request.person)
    say(request, Words("결과를 받아 신청 기관에 권한을 주었습니다.", "Taken in, and granted to the applicant."))
    return redirect("combination:application", case_id)


@require_safe
@signed_in
def release_file(request: Visit, case_id: str) -> HttpResponseBase:
    """The released table, to the applicant's people while the entitlement lasts."""
    made, pieces = releases.content(case_id, by=request.person)
    headers = {"Content-Disposition": f'attachment; filename="combined-{made.digest[:12]}.{made.form}"'}
    return StreamingHttpResponse(pieces, content_type="application/octet-stream", headers=headers)


@require_POST
@signed_in
def destroy_release(request: Visit, case_id: str) -> HttpResponse:
    releases.destroy(case_id, request.POST.get("reason", "").strip() or "요청에 따른 파기", by=request.person)
    say(request, Words("파기했습니다.", "Destroyed."))
    return redirect("combination:application", case_id)
