"""What the search box finds of the market: what is on sale to the person, and what is looked for still."""

from collections.abc import Iterator

from django.urls import reverse

from naru.base.kit.findable import FindableThing
from naru.base.kit.person import Person
from naru.base.kit.words import Words
from naru.systems.exchange.core.plans import price_words
from naru.systems.exchange.reads import demand
from naru.systems.exchange.reads import offers as reads


def offers(person: Person) -> Iterator[FindableThing]:
    for each in reads.plain_offers(person):
        yield FindableThing(
            title=each.title,
            text=each.text,
            note=price_words(each.plan),
            address=reverse("exchange:offer", args=[each.id]),
        )


def wanted(person: Person) -> Iterator[FindableThing]:
    for each in demand.wanted_list(person, with_replies=False):
        yield FindableThing(
            title=Words(each.title, each.title),
            text=Words(each.text, each.text),
            note=each.organisation_name,
            address=reverse("exchange:wanted", args=[each.id]),
        )
