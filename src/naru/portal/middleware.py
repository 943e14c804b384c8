"""What every request passes: its language, the sentence of a refusal, and that no cache keeps what is a person's."""

import shutil
import tempfile
from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.contrib.auth import SESSION_KEY
from django.http import HttpRequest, HttpResponse, StreamingHttpResponse, UnreadablePostError
from django.shortcuts import render
from django.utils import translation
from django.utils.cache import patch_vary_headers
from django.utils.translation.trans_real import parse_accept_lang_header

from naru.base.kit import access_log
from naru.base.kit.guard import BodyRule, person_of
from naru.base.kit.person import ANONYMOUS, Person
from naru.base.kit.refusals import Refused, as_problem, problem_body
from naru.data.files.content import ROOM_BYTES
from naru.portal.serving.head import address_of, forwarded_in

CHALLENGE = 'Bearer realm="naru"'
UNKNOWN_BODY_BYTES = FORM_BYTES = 8 << 20
COME_AGAIN_S = {429: 60, 503: 5}  # what ``Retry-After`` says (RFC 9110, 10.2.3)
Handler = Callable[[HttpRequest], HttpResponse]


class BodyMiddleware:
    """Refuses a large body before a byte of it is read: forms are kept on the disk while they come.

    Someone unknown may send none, whoever is known only to pages that take files (``kit.guard.takes_files``), and no more than
    those take and the disk has room for. Who says to be known by a token or session is heard first and checked later; no such
    body is read before that.
    """

    def __init__(self, handler: Handler) -> None:
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        if _body_bytes(request) > UNKNOWN_BODY_BYTES and not _is_known(request):
            with translation.override(language_of(request)):
                return refusal_response(request, Refused("body_too_large", megabytes=UNKNOWN_BODY_BYTES >> 20))
        return self.handler(request)

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Called before any other middleware or the page reads the body, and after it is known who asks."""
        size = _body_bytes(request)
        if size <= FORM_BYTES:
            return None
        try:
            _require_room(size, getattr(getattr(view, "func", view), "body_rule", None), person_of(request))
        except Refused as refused:
            return refusal_response(request, refused)
        return None


def _require_room(size: int, rule: BodyRule | None, person: Person) -> None:
    if rule is None:
        raise Refused("form_too_large", megabytes=FORM_BYTES >> 20)
    rule.check(person)
    most = rule.megabytes << 20 if rule.megabytes else settings.NARU_FILE_BYTES
    if size > most + FORM_BYTES:  # the form's own fields beside the file
        raise Refused("form_too_large", megabytes=most >> 20)
    free = shutil.disk_usage(settings.FILE_UPLOAD_TEMP_DIR or tempfile.gettempdir()).free
    if free - size < ROOM_BYTES:
        raise Refused("disk_is_full", megabytes=free >> 20)


def _body_bytes(request: HttpRequest) -> int:
    length = request.META.get("CONTENT_LENGTH") or "0"
    return int(length) if length.isascii() and length.isdigit() else 0


def _is_known(request: HttpRequest) -> bool:
    has_token = request.path.startswith("/api/") and "HTTP_AUTHORIZATION" in request.META
    return has_token or SESSION_KEY in request.session


class PrivacyMiddleware:
    """What is answered to someone who says who they are is kept by nobody on the way, nor by a browser that others use after them
    (RFC 9111, 5.2.2.5); an answer that says otherwise itself is left. What is answered to a session stands in no other site's page
    (Fetch standard, 3.7)."""

    def __init__(self, handler: Handler) -> None:
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        response = self.handler(request)
        if settings.SESSION_COOKIE_NAME in request.COOKIES or "HTTP_AUTHORIZATION" in request.META:
            response.headers.setdefault("Cache-Control", "private, no-store")
        if settings.SESSION_COOKIE_NAME in request.COOKIES:
            response.headers.setdefault("Cross-Origin-Resource-Policy", "same-origin")
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
            case UnreadablePostError():  # its sender was too slow, or has gone
                return HttpResponse(status=408)
            case _:
                return None


def _note_refusal(request: HttpRequest, refused: Refused, status: int) -> None:
    """Whoever is known and may not, and whoever asks too much; that a visitor is asked to sign in is no news."""
    person = getattr(request, "person", ANONYMOUS)
    if status == 429 or (status in {401, 403} and not person.is_anonymous):
        facts = {"code": refused.code, "method": request.method or "", "path": request.path[:200]}
        forwarded = forwarded_in(request.headers.get("X-Forwarded-For", ""))
        address = address_of(request.META.get("REMOTE_ADDR", ""), forwarded, settings.ALLAUTH_TRUSTED_PROXY_COUNT)
        access_log.note(access_log.Happened.REFUSED, by=person.token_id or person.id, address=address, facts=facts)


def refusal_response(request: HttpRequest, refused: Refused) -> HttpResponse:
    """The refusal in the language of the request: a page, or under ``/api/`` a problem document (RFC 9457)."""
    language = translation.get_language() or settings.LANGUAGE_CODE
    problem = as_problem(refused, language)
    _note_refusal(request, refused, int(problem["status"]))
    if request.path.startswith("/api/"):
        body = problem_body(refused, language)
        response = HttpResponse(body, status=problem["status"], content_type="application/problem+json")
        if problem["status"] == 401:  # RFC 9110, 15.5.2
            response.headers["WWW-Authenticate"] = CHALLENGE
    else:
        response = render(request, "portal/refusal.html", {"problem": problem}, status=problem["status"])
    if response.status_code in COME_AGAIN_S:
        response.headers["Retry-After"] = str(COME_AGAIN_S[response.status_code])
    return response
