"""What several pages of the exchange need: amounts that were typed, the organisation for which somebody acts, paths."""

from typing import Any

from django.http import HttpRequest
from django.urls import reverse
from django.utils.translation import get_language

from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.base.people.core.values import Organisation

MARKET = Words("데이터 거래", "Data market")


def crumbs(*more: tuple[Words, str]) -> list[tuple[Words, str]]:
    """The way from the market to a page; the last one is where one is."""
    return [(MARKET, reverse("exchange:market")), *more]


def won(request: HttpRequest, name: str) -> int | None:
    """A whole amount that was typed, thousands apart or not; None for nothing. Raises ``Refused``: ``plan_price_refused``."""
    typed = request.POST.get(name, "").replace(",", "").strip()
    if not typed:
        return None
    if not typed.isascii() or not typed.isdigit() or len(typed) > 12:
        raise Refused("plan_price_refused", price=typed[:20], least=0, most=10**11)
    return int(typed)


def months(request: HttpRequest) -> int | None:
    """How long a contract is wanted; None for without an end. Raises ``Refused``: ``months_refused``."""
    typed = request.POST.get("months", "").strip()
    if not typed:
        return None
    if not typed.isascii() or not typed.isdigit() or len(typed) > 4:
        raise Refused("months_refused", most=120)
    return int(typed)


def acting_for(request: HttpRequest, person: Person) -> OrganisationId:
    """The organisation that the person chose, else the first they belong to. Raises ``Refused``: ``forbidden``."""
    chosen = OrganisationId(request.POST.get("organisation", ""))
    if chosen in person.organisations:
        return chosen
    if not person.organisations:
        raise Refused("forbidden")
    return sorted(person.organisations)[0]


def own_organisations(person: Person) -> list[Organisation]:
    return [] if person.is_anonymous else [organisation for organisation, _ in people.organisations_of(person)]


def text(request: HttpRequest, name: str) -> str:
    return request.POST.get(name, "").strip()


def language() -> str:
    return get_language() or "ko"


def chart(series: Any) -> dict[str, Any]:
    """A series of (label, won) for ``{% bars %}``: heights, and what is read of each."""
    listed = list(series)
    return {
        "heights": [value for _, value in listed],
        "titles": [f"{label}: {value:,}" for label, value in listed],
        "first": listed[0][0] if listed else "",
        "last": listed[-1][0] if listed else "",
        "sum": sum(value for _, value in listed),
    }
