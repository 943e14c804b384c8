"""Challenges as others name them."""

from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.base.kit.refusals import Refused
from naru.systems.challenges import reads


def challenge(challenge_id: str, person: Person) -> RefView | None:
    """To everyone once it is launched."""
    try:
        found = reads.challenge(challenge_id, person)
    except Refused:
        return None
    return RefView(title=found.title, address=reverse("challenges:challenge", args=[challenge_id]))
