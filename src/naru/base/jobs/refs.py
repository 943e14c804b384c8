"""A job as others name it."""

from django.urls import reverse

from naru.base.jobs import reads
from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.base.kit.refusals import Refused


def job(job_id: str, person: Person) -> RefView | None:
    """For whoever asked for it, and for officers."""
    if person.is_anonymous:
        return None
    try:
        found = reads.job(job_id, asked_by=None if person.is_officer else person.id)
    except Refused:
        return None
    return RefView(title=found.title, address=reverse("jobs:job", args=[found.id]))
