"""The site's own pages: home, health, the choice of language, and the sentences of what went wrong."""

from django.conf import settings
from django.http import HttpRequest, HttpResponse, HttpResponseRedirect, JsonResponse
from django.shortcuts import redirect, render
from django.utils.http import url_has_allowed_host_and_scheme
from django.views.decorators.http import require_POST, require_safe

from naru.base.kit.installed import deployment, facts, rendered, systems, value_of
from naru.base.kit.refusals import Refused
from naru.base.kit.system import Fact
from naru.base.kit.words import Words
from naru.portal import refusals as _declared  # noqa: F401 - makes the codes below known
from naru.portal.context import LOOK_COOKIE, LOOKS
from naru.portal.middleware import refusal_response

# searches to try, as the city's people and its visitors type them
ASKS = tuple(map(Words, ("공영주차장", "관광", "예산", "ㅈㅊㅈ"), ("parking", "tourism", "budget", "hospital")))


@require_safe
def home(request: HttpRequest) -> HttpResponse:
    """The city's front page; of an installation of one role, its desk."""
    if (part := deployment()) is not None:
        return redirect(part.menu[0].url)
    panels = rendered((panel for system in systems() for panel in system.home_panels), request)
    return render(request, "portal/home.html", {"tiles": _tiles(), "panels": panels, "asks": ASKS})


def _tiles() -> list[tuple[Fact, int]]:
    """The figures of the home page; what there is none of is not shown."""
    shown = sorted((fact for fact in facts().values() if fact.home is not None), key=lambda fact: fact.home or 0)
    return [(fact, value) for fact in shown if (value := value_of(fact))]


@require_safe
def health(request: HttpRequest) -> HttpResponse:
    """For load balancers: that this process answers, and nothing of the database."""
    return JsonResponse({"status": "ok"})


@require_POST
def choose_language(request: HttpRequest) -> HttpResponse:
    """Kept in a cookie for a year; a language that the site does not have changes nothing."""
    language = request.POST.get("language", "")
    response = _back(request)
    if language in dict(settings.LANGUAGES):
        response.set_cookie(settings.LANGUAGE_COOKIE_NAME, language, max_age=31_536_000, samesite="Lax", httponly=True)
    return response


@require_POST
def choose_look(request: HttpRequest) -> HttpResponse:
    """Light or dark, kept in a cookie for a year, or, with neither, as the device is set."""
    look = request.POST.get("look", "")
    response = _back(request)
    if look in LOOKS:
        response.set_cookie(LOOK_COOKIE, look, max_age=31_536_000, samesite="Lax", httponly=True)
    else:
        response.delete_cookie(LOOK_COOKIE)
    return response


def _back(request: HttpRequest) -> HttpResponseRedirect:
    """To the page that asked, if it is one of ours."""
    target = request.POST.get("next", "/")
    safe = url_has_allowed_host_and_scheme(
        target, allowed_hosts={request.get_host()}, require_https=request.is_secure()
    )
    return redirect(target if safe else "/")


def bad_request(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refusal_response(request, Refused("bad_request"))


def forbidden(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refusal_response(request, Refused("forbidden"))


def stale_form(request: HttpRequest, reason: str = "") -> HttpResponse:
    """A form from a page that is older than its sender's session, or from another site."""
    return refusal_response(request, Refused("csrf_refused"))


def not_found(request: HttpRequest, exception: Exception) -> HttpResponse:
    return refusal_response(request, Refused("not_found"))


def too_many(request: HttpRequest) -> HttpResponse:
    return refusal_response(request, Refused("too_many"))


def broken(request: HttpRequest) -> HttpResponse:
    return refusal_response(request, Refused("broken"))
