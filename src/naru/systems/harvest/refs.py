"""A source as others name it."""

from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.harvest import reads


def source(source_id: str, person: Person) -> RefView | None:
    """To its organisation's people, officers and auditors."""
    try:
        view = reads.source(source_id, person)
    except Refused:
        return None
    return RefView(title=Words(view.name, view.name), address=reverse("harvest:source", args=[view.id]))
