"""A hold as others name it, for who asked and who may decide."""

from django.urls import reverse

from naru.base.gates import reads
from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.base.kit.refusals import Refused


def hold(hold_id: str, person: Person) -> RefView | None:
    """None for all others."""
    try:
        found = reads.hold(hold_id, person)
    except Refused:
        return None
    return RefView(title=found.gate, address=f"{reverse('gates:holds')}#{found.id}")
