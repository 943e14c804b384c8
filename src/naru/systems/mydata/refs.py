"""Consents, services, holders and proxies as others name them."""

from django.urls import reverse

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.mydata import reads
from naru.systems.mydata.core import rights


def consent(consent_id: str, person: Person) -> RefView | None:
    """To the citizen and her proxy."""
    try:
        card = reads.consent(consent_id, person, clock=SYSTEM_CLOCK)
    except Refused:
        return None
    return RefView(title=card.service.title, address=reverse("mydata:consent", args=[consent_id]))


def service(service_id: str, person: Person) -> RefView | None:
    """To everyone once it is registered; before, to its own people and reviewers."""
    try:
        found = reads.service(service_id, person)
    except Refused:
        return None
    return RefView(title=found.title, address=reverse("mydata:service", args=[service_id]))


def holder(holder_id: str, person: Person) -> RefView | None:
    """To officers and auditors."""
    names = {each.id: each.name for each in reads.holders()}
    if holder_id not in names or not rights.may_audit(person):
        return None
    return RefView(title=names[holder_id], address=reverse("mydata:office"))


def proxy(_proxy_id: str, person: Person) -> RefView | None:
    """To whoever is signed in: their own page says whose proxy they are."""
    if person.is_anonymous:
        return None
    return RefView(title=Words("데이터 대리", "A proxy"), address=reverse("mydata:mine"))
