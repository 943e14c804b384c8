"""What a visitor may want to know of the site itself.

The figures in these texts are the installation's own settings: what is said of how long something is kept is how long it is.
"""

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.http import require_safe

from naru.base.kit.installed import systems
from naru.base.kit.words import Words


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


def _steps() -> list[tuple[Words, Words]]:
    """What the main menu's entries say of themselves."""
    items = sorted((item for system in systems() for item in system.menu), key=lambda item: item.order)
    return [item.step for item in items if item.step]
