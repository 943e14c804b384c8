"""An organisation as others name it; everyone may know of every one."""

from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.base.kit.refusals import Refused
from naru.base.people import reads


def organisation(organisation_id: str, _person: Person) -> RefView | None:
    """None where there is no such organisation."""
    try:
        found = reads.organisation(organisation_id)
    except Refused:
        return None
    return RefView(title=found.name, address=reverse("people:organisation", args=[found.slug]))
