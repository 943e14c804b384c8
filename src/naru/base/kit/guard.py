"""Who may pass: one check a door. Pages take the decorators; API operations call the ``require_*`` functions."""

from collections.abc import Callable
from dataclasses import dataclass
from functools import wraps
from typing import Any, ParamSpec, TypeVar

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

from naru.base.kit.person import Person, Scope
from naru.base.kit.refusals import Refused

P = ParamSpec("P")
Page = TypeVar("Page", bound=Callable[..., Any])
Check = Callable[[Person], None]


class Visit(HttpRequest):
    """A request that passed ``PersonMiddleware``: annotate a page's parameter with it to read ``request.person``."""

    person: Person


def person_of(request: HttpRequest) -> Person:
    """Who is at the door; anonymous visitors are ``ANONYMOUS``, never ``None``."""
    person: Person = request.person  # type: ignore[attr-defined]
    return person


def require_signed_in(person: Person) -> None:
    """Raises ``Refused``: ``sign_in_first``."""
    if person.is_anonymous:
        raise Refused("sign_in_first")


def require_write(person: Person) -> None:
    """Signed in, and by a token only if that may write. Raises ``Refused`` as ``require_scope``."""
    require_scope(person, Scope.WRITE)


def require_scope(person: Person, scope: Scope) -> None:
    """Signed in, and by a token only if it has the scope.

    Raises ``Refused``: ``sign_in_first``, ``token_scope_missing``.
    """
    require_signed_in(person)
    if scope not in person.scopes:
        raise Refused("token_scope_missing", scope=scope)


def require_officer(person: Person) -> None:
    """Raises ``Refused``: ``sign_in_first``, ``forbidden``."""
    require_signed_in(person)
    if not person.is_officer:
        raise Refused("forbidden")


def require_auditor_or_officer(person: Person) -> None:
    """Raises ``Refused``: ``sign_in_first``, ``forbidden``."""
    require_signed_in(person)
    if not (person.is_auditor or person.is_officer):
        raise Refused("forbidden")


def require(allowed: bool, person: Person, *, scope: Scope = Scope.READ) -> None:
    """Turns a right's answer into a refusal: sign in, get a token with the scope, or you may not.

    Raises ``Refused``: ``sign_in_first``, ``token_scope_missing``, ``forbidden``.
    """
    if allowed:
        return
    require_scope(person, scope)
    raise Refused("forbidden")


def takes_files(megabytes: int | None = None, *, check: Check = require_signed_in) -> Callable[[Page], Page]:
    """Mark a page that takes larger bodies than forms have: at most so many megabytes, None for as much as a file may have.

    ``check`` raises ``Refused`` for who may send none, before a byte of it is read."""

    def mark(page: Page) -> Page:
        page.body_rule = BodyRule(megabytes=megabytes, check=check)  # type: ignore[attr-defined]
        return page

    return mark


@dataclass(frozen=True, slots=True, kw_only=True)
class BodyRule:
    """What ``takes_files`` says of a page."""

    megabytes: int | None
    check: Check


def _guarded(check: Check) -> Callable[[Callable[..., HttpResponseBase]], Callable[..., HttpResponseBase]]:
    def guard(page: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
        @wraps(page)
        def guarded(request: HttpRequest, *args: Any, **kwargs: Any) -> HttpResponseBase:
            person = person_of(request)
            if person.is_anonymous and _leads_to_sign_in(request):
                return redirect_to_login(request.get_full_path())
            check(person)
            return page(request, *args, **kwargs)

        return guarded

    return guard


def _leads_to_sign_in(request: HttpRequest) -> bool:
    """A person who follows a link is sent to sign in and back; a form or a script is told."""
    return (
        request.method in {"GET", "HEAD"}
        and not request.path.startswith("/api/")
        and "HX-Request" not in request.headers
    )


signed_in = _guarded(require_signed_in)
officer_only = _guarded(require_officer)
auditor_or_officer = _guarded(require_auditor_or_officer)
