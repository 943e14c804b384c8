"""What every request passes: its language, and the sentence of a refusal."""

from collections.abc import Callable

from django.conf import settings
from django.http import HttpRequest, HttpResponse, JsonResponse
from django.shortcuts import render
from django.utils import translation

from naru.kit.refusals import Refused, as_problem

Handler = Callable[[HttpRequest], HttpResponse]


class LanguageMiddleware:
    """Korean unless the visitor chose otherwise (cookie) or the address says so (``?lang=en``)."""

    def __init__(self, handler: Handler) -> None:
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        asked = request.GET.get("lang") or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
        language = asked if asked in dict(settings.LANGUAGES) else settings.LANGUAGE_CODE
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.handler(request)
        response.headers.setdefault("Content-Language", language)
        return response


class RefusalMiddleware:
    """A refusal raised by a page becomes a page with its sentence; under ``/api/`` a problem document."""

    def __init__(self, handler: Handler) -> None:
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return self.handler(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        match error:
            case Refused():
                return refusal_response(request, error)
            case _:
                return None


def refusal_response(request: HttpRequest, refused: Refused) -> HttpResponse:
    language = translation.get_language() or settings.LANGUAGE_CODE
    problem = as_problem(refused, language)
    if request.path.startswith("/api/"):
        return JsonResponse(problem, status=problem["status"], content_type="application/problem+json")
    return render(request, "portal/refusal.html", {"problem": problem}, status=problem["status"])
