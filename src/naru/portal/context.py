"""What every page knows: the city, the languages, the visitor and the way to the main pages."""

from dataclasses import dataclass
from typing import Any

from django.conf import settings
from django.http import HttpRequest
from django.utils import translation

from naru.base.kit.person import ANONYMOUS, Person
from naru.base.kit.words import Words

LOOK_COOKIE = "naru_look"
LOOKS = ("light", "dark")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One entry of the main menu."""

    path: str
    words: Words
    here: bool


def site(request: HttpRequest) -> dict[str, Any]:
    person = getattr(request, "person", ANONYMOUS)
    return {
        "city": settings.NARU_CITY,
        "language": translation.get_language() or settings.LANGUAGE_CODE,
        "languages": settings.LANGUAGES,
        "person": person,
        "look": look if (look := request.COOKIES.get(LOOK_COOKIE)) in LOOKS else "",
        "navigation": [
            Way(path=path, words=words, here=request.path.startswith(path)) for path, words in _ways(person)
        ],
    }


def _ways(person: Person) -> list[tuple[str, Words]]:
    ways = [
        ("/search/", Words("찾기", "Find")),
        ("/publishers/", Words("제공기관", "Publishers")),
        ("/sql/", Words("SQL", "SQL")),
        ("/api/", Words("API", "API")),
    ]
    if not person.is_anonymous:
        ways += [("/ingest/", Words("데이터 올리기", "Add data")), ("/jobs/", Words("작업", "Jobs"))]
    if person.is_auditor or person.is_officer:
        ways += [("/trail/", Words("감사 기록", "Trail"))]
    return ways
