"""What the pages of asking share."""

from collections.abc import Mapping, Sequence

from django.http import HttpRequest


def is_fragment(request: HttpRequest) -> bool:
    """Whether HTMX asks for a part of a page rather than for a page."""
    return request.headers.get("HX-Request") == "true" and request.headers.get("HX-Request-Type") != "full"


def parameters(request: HttpRequest) -> Mapping[str, Sequence[str]]:
    return {name: [value for value in request.GET.getlist(name) if value] for name in request.GET}
