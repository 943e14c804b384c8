"""What the trail's records of sharing are about, for the recipient's own people, officers and auditors."""

from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.sharing import reads


def sharing(id: str, person: Person) -> RefView | None:
    """A recipient's token; None where there is none, or not for this person."""
    try:
        token = reads.token(id, person)
    except Refused:
        return None
    return RefView(title=Words(token.name, token.name), address=reverse("sharing:recipient", args=[token.holder]))
