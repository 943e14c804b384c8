"""Loads and the runs of feeds as others name them: by their files, for those who have to do with them."""

from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.ingest import reads


def load(load_id: str, person: Person) -> RefView | None:
    """Its title is the file's name; None for those who have nothing to do with it."""
    try:
        found = reads.load_row(load_id, person)
    except Refused:
        return None
    title = Words(found.file_name, found.file_name)
    return RefView(title=title, address=reverse("ingest:load", args=[found.id]))


def feed_run(run_id: str, person: Person) -> RefView | None:
    """Its title is the feed's name; None for those who may not see the feed."""
    try:
        found = reads.feed_run(run_id, person)
    except Refused:
        return None
    return RefView(title=Words(found.feed, found.feed), address=reverse("ingest:feed_run", args=[found.id]))
