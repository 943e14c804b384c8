"""A certificate for whoever has its number, the list of those taken back, and checking one that somebody brings."""

import json
from typing import Any

from django.conf import settings
from django.contrib import messages
from django.core.files.uploadedfile import UploadedFile
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import redirect, render
from django.utils.translation import get_language
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_http_methods, require_POST, require_safe

from naru.base.kit.guard import Visit, person_of, signed_in
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.papers.core.numbers import as_number
from naru.systems.academy import credentials, reads
from naru.systems.academy.core import rights
from naru.systems.academy.pages.practice import ACADEMY


@never_cache
@require_safe
def certificate(request: HttpRequest, number: str) -> HttpResponse:
    """Every claim with where it can be looked at, and whether it holds at this moment."""
    known = as_number(number)
    if known is None:
        raise Refused("not_found")
    found = credentials.credential(known)
    checked = credentials.check(dict(found.document))
    person = person_of(request)
    organiser = reads.organiser_of(found.enrolment_id)
    context = {
        "certificate": found,
        "checked": checked,
        "is_valid": checked.verdict.value == "valid",
        "qr": qr_path(credentials.qr_rows(found.address)),
        "issuer": credentials.issuer(),
        "city": settings.NARU_CITY,
        "may_revoke": found.state.value == "issued" and rights.may_run(person, organiser),
        "crumbs": [ACADEMY, (Words("수료증", "Certificate"), "")],
    }
    return render(request, "academy/certificate.html", context)


def qr_path(rows: list[str]) -> dict[str, Any]:
    """One SVG path of all dark cells, and how wide it is."""
    path = "".join(f"M{x} {y}h1v1h-1z" for y, row in enumerate(rows) for x, cell in enumerate(row) if cell == "1")
    return {"path": path, "size": len(rows)}


@require_safe
def badge(request: HttpRequest, number: str) -> HttpResponse:
    """The credential as it was signed."""
    response = JsonResponse(
        dict(credentials.credential(number).document), json_dumps_params={"ensure_ascii": False, "indent": 1}
    )
    response["Content-Type"] = "application/vc+ld+json"
    response["Content-Disposition"] = f'attachment; filename="certificate-{number}.json"'
    response["Access-Control-Allow-Origin"] = "*"
    return response


@require_safe
def status_list(request: HttpRequest) -> HttpResponse:
    """Which were taken back, signed now: verifiers fetch it whole, so that nobody learns which one they ask about."""
    response = JsonResponse(credentials.status_credential())
    response["Content-Type"] = "application/vc+ld+json"
    response["Access-Control-Allow-Origin"] = "*"
    response["Cache-Control"] = "public, max-age=60"
    return response


@never_cache
@require_http_methods(["GET", "HEAD", "POST"])
def check(request: HttpRequest) -> HttpResponse:
    """By number, or by the file."""
    context: dict[str, Any] = {"crumbs": [ACADEMY, (Words("수료증 확인", "Check a certificate"), "")]}
    if request.method == "POST":
        number = as_number(request.POST.get("number", ""))
        if number is not None and credentials.is_known(number):
            return redirect("academy:certificate", number)
        document = _document(request)
        context |= {
            "asked": True,
            "checked": credentials.check(document),
            "ours": isinstance(document, dict) and credentials.is_ours(document),
            "said": document if isinstance(document, dict) else {},
            "number": request.POST.get("number", ""),
        }
    return render(request, "academy/check.html", context)


def _document(request: HttpRequest) -> Any:
    file = request.FILES.get("file")
    if not isinstance(file, UploadedFile) or (file.size or 0) > credentials.CHECK_MOST:
        return None
    try:
        return json.loads(file.read().decode("utf-8"))
    except (ValueError, RecursionError):
        return None


@require_POST
@signed_in
def revoke(request: Visit, number: str) -> HttpResponse:
    credentials.revoke(number, request.POST.get("reason", ""), by=request.person)
    messages.success(
        request, Words("수료증을 취소했습니다.", "The certificate is revoked.").in_(get_language() or "ko")
    )
    return redirect("academy:certificate", number)
