"""Datasets and publishers as others name them: what they are called, where they are looked at, who may see them."""

from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue import reads
from naru.data.catalogue.search import counts


def dataset(dataset_id: str, person: Person) -> RefView | None:
    """None for those who may not read it."""
    try:
        found = reads.dataset(dataset_id, person)
    except Refused:
        return None
    said = found.description
    title = Words(said.title, said.title_en or said.title)
    return RefView(title=title, address=reverse("catalogue:dataset", args=[found.id]))


def publisher(slug: str, person: Person) -> RefView | None:
    """None where nothing of it is the person's to read."""
    try:
        found = counts.publisher(slug, person)
    except Refused:
        return None
    return RefView(title=found.words, address=reverse("catalogue:publisher", args=[found.slug]))
