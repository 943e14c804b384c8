"""A duty as others name it, for whoever owes it, auditors and officers."""

from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.commons.duties import reads


def duty(duty_id: str, person: Person) -> RefView | None:
    found = reads.duty(duty_id)
    if found is None or not reads.may_see(found, person):
        return None
    return RefView(title=found.what, address=reverse("duties:due"))
