"""What every page knows: the city, the languages and the visitor."""

from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation


def site(request: HttpRequest) -> dict[str, Any]:
    return {
        "city": settings.NARU_CITY,
        "language": translation.get_language() or settings.LANGUAGE_CODE,
        "languages": settings.LANGUAGES,
        "person": getattr(request, "person", None),
    }
