"""Puts the visitor on the request: ``request.person``, from the session or from ``Authorization: Bearer naru_…``.

Tokens are heard only under ``/api/``, so a leaked token can never change an account, its factors or its tokens' pages.
There a token without the ``write`` scope cannot reach an unsafe method, unless the address is named in
``reading_posts`` of its package (questions too long for an address). A session's writes under ``/api/`` must carry Django's CSRF
token like any form; a token's need none, since no browser sends it by itself.
"""

from collections.abc import Callable
from typing import Any

from django.conf import settings
from django.http import HttpRequest, HttpResponse
from django.utils import translation
from django.utils.cache import patch_vary_headers
from ninja.utils import check_csrf

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import person_of
from naru.base.kit.installed import reading_posts
from naru.base.kit.person import ANONYMOUS, Person, Scope
from naru.base.kit.refusals import Refused, problem_body
from naru.base.people import reads
from naru.base.people.core.tokens import PREFIX
from naru.base.people.models import User

SAFE_METHODS = frozenset({"GET", "HEAD", "OPTIONS", "TRACE"})
API = "/api/"
SCHEME = "bearer "


class PersonMiddleware:
    """Stands after sessions and authentication: it reads ``request.user``."""

    def __init__(self, handler: Callable[[HttpRequest], HttpResponse]) -> None:
        self.handler = handler

    def __call__(self, request: HttpRequest) -> HttpResponse:
        try:
            request.person = _person(request)  # type: ignore[attr-defined]
        except Refused as refused:
            return _problem(refused)
        response = self.handler(request)
        if request.path.startswith(API):
            patch_vary_headers(response, ("Authorization", "Cookie"))
        return response

    def process_view(self, request: HttpRequest, view: Any, args: Any, kwargs: Any) -> HttpResponse | None:
        """Refuse an API's write as problem+json where scope or CSRF token is missing; None lets it pass."""
        if not request.path.startswith(API) or request.method in SAFE_METHODS:
            return None
        try:
            _check_write(request)
        except Refused as refused:
            return _problem(refused)
        return None


def _person(request: HttpRequest) -> Person:
    secret = bearer_token(request)
    if secret is None:
        user = request.user
        return reads.person_of_user(user) if isinstance(user, User) else ANONYMOUS
    if not request.path.startswith(API):
        raise Refused("token_only_for_api")
    return reads.person_by_token(secret, SYSTEM_CLOCK.now())


def _problem(refused: Refused) -> HttpResponse:
    """Whoever is refused here is a program, under ``/api/`` or with a token."""
    body = problem_body(refused, translation.get_language() or settings.LANGUAGE_CODE)
    response = HttpResponse(body, status=refused.sentence.status, content_type="application/problem+json")
    if refused.sentence.status == 401:
        response.headers["WWW-Authenticate"] = 'Bearer realm="naru", error="invalid_token"'  # RFC 6750, 3
    return response


def bearer_token(request: HttpRequest) -> str | None:
    """The header's token if it begins like one of ours, whether or not it is one; else None.

    CKAN's clients send it without a scheme.
    """
    header = request.headers.get("Authorization", "")
    secret = header[len(SCHEME) :].strip() if header.lower().startswith(SCHEME) else header.strip()
    return secret if secret.startswith(PREFIX) else None


def _check_write(request: HttpRequest) -> None:
    person = person_of(request)
    if person.token_id is None:
        if not person.is_anonymous and check_csrf(request) is not None:
            raise Refused("csrf_refused")
        return
    address = request.resolver_match.view_name if request.resolver_match else ""
    if Scope.WRITE not in person.scopes and address not in reading_posts():
        raise Refused("token_scope_missing", scope=Scope.WRITE)
