"""What the search box finds of challenges: those that were launched."""

from collections.abc import Iterator

from django.urls import reverse

from naru.base.kit.findable import FindableThing
from naru.base.kit.person import Person
from naru.systems.challenges import reads


def challenges(person: Person) -> Iterator[FindableThing]:
    for each in reads.challenges(person):
        yield FindableThing(
            title=each.title,
            text=each.summary,
            note=each.state.words,
            address=reverse("challenges:challenge", args=[each.id]),
        )
