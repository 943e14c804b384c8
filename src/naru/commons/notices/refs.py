"""A webhook as others name it."""

from django.urls import reverse

from naru.base.kit.person import Person
from naru.base.kit.ref import RefView
from naru.base.kit.words import Words
from naru.commons.notices import reads
from naru.commons.notices.core import rights


def webhook(webhook_id: str, person: Person) -> RefView | None:
    """To auditors and officers, and whoever may keep the webhooks of its organisation."""
    found = reads.webhook(webhook_id)
    if found is None:
        return None
    if not (person.is_auditor or person.is_officer or rights.may_keep_webhooks(person, found.organisation_id)):
        return None
    return RefView(title=Words(found.url, found.url), address=reverse("notices:settings"))
