"""The demand board: what is looked for, with the offers that answer it."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from django.db.models import Q

from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.exchange.core.offers import Audience, OfferState
from naru.systems.exchange.models import Offer as OfferRow
from naru.systems.exchange.models import Wanted as WantedRow
from naru.systems.exchange.reads.offers import Listed, listed, names_of


@dataclass(frozen=True, slots=True, kw_only=True)
class WantedView:
    id: str
    organisation: OrganisationId
    organisation_name: Words
    title: str
    text: str
    budget_krw: int | None
    at: datetime
    is_open: bool
    replies: Sequence[Listed]


def wanted(person: Person, id: str) -> WantedView:
    """Raises ``Refused``: ``not_found``."""
    found = _wanted(Q(id=id), person)
    if not found:
        raise Refused("not_found")
    return found[0]


def wanted_list(person: Person, *, with_replies: bool = True) -> list[WantedView]:
    """What is looked for still, the newest first."""
    return _wanted(Q(closed=None), person, with_replies=with_replies)


def _wanted(where: Q, person: Person, *, with_replies: bool = True) -> list[WantedView]:
    rows = list(WantedRow.objects.filter(where).order_by("-at")[:100])
    names = names_of(row.organisation for row in rows)
    return [
        WantedView(
            id=row.id,
            organisation=OrganisationId(row.organisation),
            organisation_name=names[row.organisation],
            title=row.title,
            text=row.text,
            budget_krw=row.budget_krw,
            at=row.at,
            is_open=row.closed is None,
            replies=_replies(row) if with_replies else (),
        )
        for row in rows
    ]


def _replies(row: WantedRow) -> list[Listed]:
    shown = {"audience": Audience.PUBLIC.value, "state": OfferState.LISTED.value}
    return listed(OfferRow.objects.filter(id__in=row.replies.values("offer"), **shown).order_by("-changed"))
