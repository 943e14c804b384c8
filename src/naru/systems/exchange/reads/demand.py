"""The demand board: what is looked for, with the offers that answer it, and who could supply it."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import datetime

from django.db.models import Q

from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue.core.search_values import SearchRequest
from naru.data.catalogue.core.values import Dataset
from naru.data.catalogue.search.search import search
from naru.systems.exchange.core.offers import Audience, Offer, OfferState
from naru.systems.exchange.models import Offer as OfferRow
from naru.systems.exchange.models import Wanted as WantedRow
from naru.systems.exchange.reads.offers import Listed, listed, names_of, offer_value

FOUND_MOST, OFFERS_MOST, SUPPLIERS_MOST = 8, 200, 6
WORD_LEAST = 2  # letters: a single one is a particle


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


@dataclass(frozen=True, slots=True, kw_only=True)
class Supplier:
    """Who could supply it: datasets of theirs that fit, as the reader finds them, and what they offered to everyone."""

    name: Words
    organisation: OrganisationId | None  # None where a publisher is no organisation of the platform
    datasets: list[Dataset] = field(default_factory=list)
    offered: list[Offer] = field(default_factory=list)


def suppliers(view: WantedView, person: Person, *, language: str = "ko") -> list[Supplier]:
    """By the catalogue's search and by past and present offers to everyone, those who offered first; never who asks."""
    offered, found = _offered(view.title), _found(view.title, person, language)
    names = names_of([*(each.seller for each in offered), *(org for each in found if (org := _keeper(each)))])
    by_name: dict[str, Supplier] = {}
    for offer in offered:
        by_name.setdefault(offer.seller, Supplier(name=names[offer.seller], organisation=offer.seller))
        by_name[offer.seller].offered.append(offer)
    for dataset in found:
        keeper = _keeper(dataset)
        name = names[keeper] if keeper else Words(dataset.description.publisher, dataset.description.publisher)
        by_name.setdefault(keeper or name.ko, Supplier(name=name, organisation=keeper)).datasets.append(dataset)
    others = [each for each in by_name.values() if each.organisation != view.organisation and each.name.ko]
    return others[:SUPPLIERS_MOST]


def _keeper(dataset: Dataset) -> OrganisationId | None:
    return dataset.rights.organisation


def _found(text: str, person: Person, language: str) -> list[Dataset]:
    try:
        request = SearchRequest(text=text, limit=FOUND_MOST, with_facets=False, language=language)
        return [hit.dataset for hit in search(request, person).hits]
    except Refused:  # the index is being built
        return []


def _offered(text: str) -> list[Offer]:
    """Offers to everyone that are or were on sale and have a word of the text in their title: those with most first."""
    words = [word for word in text.split() if len(word) >= WORD_LEAST]
    fits = Q(pk__in=[])
    for word in words:
        fits |= Q(title_ko__icontains=word) | Q(title_en__icontains=word)
    shown = Q(audience=Audience.PUBLIC.value) & ~Q(state=OfferState.DRAFT.value)
    offers = [offer_value(row) for row in OfferRow.objects.filter(fits, shown).order_by("-changed")[:OFFERS_MOST]]
    return sorted(offers, key=lambda offer: -_count(words, offer))[:FOUND_MOST]


def _count(words: Iterable[str], offer: Offer) -> int:
    title = f"{offer.title.ko} {offer.title.en}".casefold()
    return sum(word.casefold() in title for word in words)


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
