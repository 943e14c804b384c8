"""A figure's history as others name it, for officers and auditors."""

from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.commons.rates.core.names import declared


def rate(name: str, person: Person) -> RefView | None:
    """None for a name that no installed package declares any more."""
    known = declared().get(name)
    if known is None or not (person.is_officer or person.is_auditor):
        return None
    return RefView(title=known.words, address=reverse("rates:rate", args=[name]))
