"""What a visitor may want to know of the site itself, and what robots may read of it.

The figures in these texts are the installation's own settings: what is said of how long something is kept is how long it is.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.urls import reverse
from django.views.decorators.http import require_safe

from naru.base.kit.installed import deployment, systems
from naru.base.kit.words import Words

# Pages that hold no data of their own, or very many faces of the same.
_NOT_FOR_ROBOTS = ("/accounts/", "/me/", "/sql/", "/rows/", "/api/v1/", "/jobs/", "/trail/", "/search/suggest/")


@require_safe
def robots(request: HttpRequest) -> HttpResponse:
    """RFC 9309: data's pages may be read, work and endless lists may not."""
    closed = "".join(f"Disallow: {path}\n" for path in _NOT_FOR_ROBOTS)
    if deployment() is not None:  # one role's own installation shows nothing to strangers
        return _plain("User-agent: *\nDisallow: /\n")
    sitemap = request.build_absolute_uri(reverse("catalogue:sitemap"))
    return _plain(f"User-agent: *\n{closed}\nSitemap: {sitemap}\n")


@require_safe
def about(request: HttpRequest) -> HttpResponse:
    """What the site is, and what one does with it."""
    return render(request, "portal/about.html", {"steps": _steps()})


@require_safe
def help_page(request: HttpRequest) -> HttpResponse:
    """Five things that people come for, each in a few steps."""
    return render(request, "portal/help.html")


@require_safe
def terms(request: HttpRequest) -> HttpResponse:
    """On what terms data are used here."""
    return render(request, "portal/terms.html")


@require_safe
def privacy(request: HttpRequest) -> HttpResponse:
    """What is kept of people, how long, and how to have it seen, mended and removed."""
    kept = {"reader_days": settings.NARU_KEEP_READERS_DAYS, "mail": settings.DEFAULT_FROM_EMAIL}
    return render(request, "portal/privacy.html", kept)


def _plain(text: str) -> HttpResponse:
    return HttpResponse(text, content_type="text/plain; charset=utf-8")


def _steps() -> list[tuple[Words, Words]]:
    """What the main menu's entries say of themselves."""
    items = sorted((item for system in systems() for item in system.menu), key=lambda item: item.order)
    return [item.step for item in items if item.step]
