"""What every page knows: the city, the languages, the visitor and the way to the main pages."""

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from django.conf import settings
from django.core.exceptions import DisallowedHost
from django.http import HttpRequest
from django.urls import reverse
from django.utils import translation
from django.utils.functional import SimpleLazyObject

from naru.base.kit.installed import deployment, rendered, systems
from naru.base.kit.person import ANONYMOUS
from naru.base.kit.system import MenuGroup, MenuItem
from naru.base.kit.words import Words

LOOK_COOKIE = "naru_look"
LOOKS = ("light", "dark")


@dataclass(frozen=True, slots=True, kw_only=True)
class Way:
    """One entry of the main menu, as this visitor has it."""

    item: MenuItem
    path: str
    here: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Door:
    """A group of the main menu with the entries that this visitor has, at least one."""

    words: Words
    ways: Sequence[Way]

    @property
    def here(self) -> bool:
        return any(way.here for way in self.ways)


def site(request: HttpRequest) -> dict[str, Any]:
    """Django's context processor: ``{city, role, language, languages, person, look, page_address, header, navigation, doors,
    footer_doors}``.

    ``look`` is "" where the device decides; ``header`` is what packages show in the strip above; ``navigation`` are the menu's
    entries that this person has, ``doors`` the same in their groups, ``footer_doors`` those of them that the footer repeats.
    """
    person = getattr(request, "person", ANONYMOUS)
    here = max((path for _, path in _menu() if request.path.startswith(path)), key=len, default="")
    ways = [
        Way(item=item, path=path, here=path == here)  # of an entry below another's address, the one alone
        for item, path in _menu()
        if item.audience.admits(person)
    ]
    return {
        "city": settings.NARU_CITY,
        "role": part.words if (part := deployment()) else None,
        "language": translation.get_language() or settings.LANGUAGE_CODE,
        "languages": settings.LANGUAGES,
        "person": person,
        "look": look if (look := request.COOKIES.get(LOOK_COOKIE)) in LOOKS else "",
        "page_address": _page_address(request),
        "header": SimpleLazyObject(lambda: _header(request)),
        "navigation": ways,
        "doors": _doors(ways),
        "footer_doors": _doors([way for way in ways if way.item.footer == "doors"]),
    }


def _page_address(request: HttpRequest) -> str:
    """Whole, for those who pass the page on; "" on the page that tells a wrong host so."""
    try:
        return request.build_absolute_uri()
    except DisallowedHost:
        return ""


def _doors(ways: Sequence[Way]) -> list[Door]:
    return [
        Door(words=group.words, ways=tuple(inside))
        for group in MenuGroup
        if (inside := [way for way in ways if way.item.group is group])
    ]


def _header(request: HttpRequest) -> str:
    """What packages show in the strip above every page."""
    if not hasattr(request, "person"):
        return ""
    return rendered((panel for system in systems() for panel in system.header_panels), request).get("end", "")


@cache
def _menu() -> list[tuple[MenuItem, str]]:
    items = sorted((item for system in systems() for item in system.menu), key=lambda item: item.order)
    return [(item, reverse(item.url)) for item in items]
