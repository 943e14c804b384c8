"""Who may read the trail. ``people`` stands above this package, so the visitor is known here only by what is asked."""

from collections.abc import Callable
from functools import wraps
from typing import Any, Protocol

from django.contrib.auth.views import redirect_to_login
from django.http import HttpRequest, HttpResponseBase

from naru.base.kit.refusals import Refused
from naru.base.trail.core.values import Actor


class Reader(Protocol):
    """As much of ``people.core.person.Person`` as the trail asks of whoever comes to read."""

    @property
    def is_anonymous(self) -> bool: ...
    @property
    def is_officer(self) -> bool: ...
    @property
    def is_auditor(self) -> bool: ...
    @property
    def actor(self) -> Actor: ...


class Visit(HttpRequest):
    """A request with its visitor on it."""

    person: Reader


def auditor_or_officer(page: Callable[..., HttpResponseBase]) -> Callable[..., HttpResponseBase]:
    @wraps(page)
    def guarded(request: Visit, *args: Any, **kwargs: Any) -> HttpResponseBase:
        person = request.person
        if person.is_anonymous and request.method in {"GET", "HEAD"}:
            return redirect_to_login(request.get_full_path())
        if person.is_anonymous:
            raise Refused("sign_in_first")
        if not (person.is_officer or person.is_auditor):
            raise Refused("forbidden")
        return page(request, *args, **kwargs)

    return guarded
