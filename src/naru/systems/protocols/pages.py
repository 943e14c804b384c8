"""Pages for people: how to connect one's own tools, and which outside programs have passed which protocol."""

from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from naru.base.kit.guard import person_of
from naru.base.kit.words import Words
from naru.systems.protocols import reads
from naru.systems.protocols.core.connect import Line, catalogue_lines
from naru.systems.protocols.core.protocol_list import PROTOCOLS
from naru.systems.protocols.doors.answering import addresses

CONNECT = Words("내 도구로 연결", "Connect your tools")
CONFORMANCE = Words("규약 검증", "Conformance")


@require_safe
def connect(request: HttpRequest) -> HttpResponse:
    at = addresses(request)
    context = {
        "crumbs": [(CONNECT, "")],
        "title": CONNECT,
        "lines": blocks(catalogue_lines(at)),
        "protocols": [(each, each.address(at)) for each in PROTOCOLS],
        "is_signed_in": not person_of(request).is_anonymous,
    }
    return render(request, "protocols/connect.html", context)


@require_safe
def conformance(request: HttpRequest) -> HttpResponse:
    """Every protocol, those without a recorded check too."""
    checks = reads.conformance()
    context = {
        "crumbs": [(CONNECT, reverse("protocols:connect")), (CONFORMANCE, "")],
        "title": CONFORMANCE,
        "rows": [(each, [check for check in checks if check.protocol == each.id]) for each in PROTOCOLS],
        "day": max((check.day for check in checks), default=""),
    }
    return render(request, "protocols/conformance.html", context)


def blocks(lines: tuple[Line, ...]) -> list[dict[str, Any]]:
    """Lines as ``parts/code.html`` shows them."""
    return [
        {
            "id": f"connect-{each.id}",
            "tool": each.tool,
            "about": each.about,
            "code": each.code,
            "language": each.language,
        }
        for each in lines
    ]
