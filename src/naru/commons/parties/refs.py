"""A party as others name it, for officers, auditors and whoever acts for it."""

from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.base.kit.refusals import Refused
from naru.commons.parties import reads
from naru.commons.parties.core import rights


def party(id: str, person: Person) -> RefView | None:
    """None where there is none, or not for this person."""
    try:
        found = reads.party(id)
    except Refused:
        return None
    if not rights.may_read_party(person, found.organisation):
        return None
    return RefView(title=found.name, address=reverse("parties:party", args=[id]))
