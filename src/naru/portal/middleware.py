"""What every request passes: its language, the sentence of a refusal, and that no cache keeps what is a person's."""

from collections.abc import Callable

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from naru.base.kit.refusals import Refused, as_problem, problem_body

CHALLENGE = 'Bearer realm="naru"'
UNKNOWN_BODY_BYTES = 8 << 20
Handler = Callable[[HttpRequest], HttpResponse]


class BodyMiddleware:
    """Refuses a large body from someone unknown before a byte of it is read: forms are kept on the disk while they come.

    Who says to be known by a token or session is heard here and checked later; no such body is read before that.
    """

    def __init__(self, handler: Handler) -> None:
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _body_bytes(request) > UNKNOWN_BODY_BYTES and not _is_known(request):
            with translation.override(language_of(request)):
                return refusal_response(request, Refused("body_too_large", megabytes=UNKNOWN_BODY_BYTES >> 20))
        return self.handler(request)


def _body_bytes(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isascii() and length.isdigit() else 0


def _is_known(request: HttpRequest) -> bool:
    has_token = request.path.startswith("/api/") and "HTTP_AUTHORIZATION" in request.META
    return has_token or SESSION_KEY in request.session


class PrivacyMiddleware:
    """What is answered to someone who says who they are is kept by nobody on the way, nor by a browser that others use after them
    (RFC 9111, 5.2.2.5); an answer that says otherwise itself is left."""

    def __init__(self, handler: Handler) -> None:
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.handler(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or "HTTP_AUTHORIZATION" in request.META:
            response.headers.setdefault("Cache-Control", "private, no-store")
        return response


class LanguageMiddleware:
    """Korean unless the address says otherwise (``?lang=en``), the visitor chose otherwise (cookie), or the visitor's
    program asks for a language that the site has (Accept-Language; RFC 9110, 12.5.4)."""

    def __init__(self, handler: Handler) -> None:
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        language = language_of(request)
        with translation.override(language):
            request.LANGUAGE_CODE = language
            response = self.handler(request)
        response.headers.setdefault("Content-Language", language)
        patch_vary_headers(response, ("Accept-Language", "Cookie"))
        return response


def language_of(request: HttpRequest) -> str:
    """The code of the visitor's language: ``?lang=``, else the cookie's, else what the program asks for, if the site has
    it; else the site's own."""
    known = dict(settings.LANGUAGES)
    asked = request.GET.get("lang") or request.COOKIES.get(settings.LANGUAGE_COOKIE_NAME)
    if asked in known:
        return asked
    wanted = parse_accept_lang_header(request.headers.get("Accept-Language", "")[:500].lower())
    found = next((code for tag, _ in wanted if (code := tag.partition("-")[0]) in known), None)
    return found or settings.LANGUAGE_CODE


class ApiMethodMiddleware:
    """Under ``/api/`` HEAD tells what GET would answer (RFC 9110, 9.3.2), as link checkers ask, unless it has a meaning
    of its own (an upload's progress); a method without a meaning is refused."""

    def __init__(self, handler: Handler) -> None:
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if not request.path.startswith("/api/"):
            return self.handler(request)
        response = self.handler(request)
        is_head = request.method == "HEAD" and response.status_code == 405
        if is_head:
            request.method = "GET"
            response = self.handler(request)
        if response.status_code == 405:
            allowed = response.headers.get("Allow", "")
            response = refusal_response(request, Refused("method_not_allowed", method=request.method, allowed=allowed))
            response.headers["Allow"] = allowed
        return _bodiless(response) if is_head else response


def _bodiless(response: HttpResponse) -> HttpResponse:
    match response:
        case StreamingHttpResponse():
            response.streaming_content = ()
        case _:
            response.headers.setdefault("Content-Length", str(len(response.content)))
            response.content = b""
    return response


class RefusalMiddleware:
    """A refusal raised by a page becomes a page with its sentence; under ``/api/`` a problem document.

    Nothing has an address with a NUL in it, and PostgreSQL cannot even be asked.
    """

    def __init__(self, handler: Handler) -> None:
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        return refusal_response(request, Refused("not_found")) if "\0" in request.path else self.handler(request)

    def process_exception(self, request: HttpRequest, error: Exception) -> HttpResponse | None:
        match error:
            case Refused():
                return refusal_response(request, error)
            case _:
                return None


def refusal_response(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The refusal in the language of the request: a page, or under ``/api/`` a problem document (RFC 9457)."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    problem = as_problem(refused, language)
    if request.path.startswith("/api/"):
        body = problem_body(refused, language)
        response = HttpResponse(body, status=problem["status"], content_type="application/problem+json")
        if problem["status"] == 401:  # RFC 9110, 15.5.2
            response.headers["WWW-Authenticate"] = CHALLENGE
        return response
    return render(request, "portal/refusal.html", {"problem": problem}, status=problem["status"])
