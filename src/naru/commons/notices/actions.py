"""Tell; read, choose; add and stop a webhook; make a feed's address."""

import secrets
from collections.abc import Iterable, Sequence
from datetime import date
from urllib.parse import urlsplit

from django.db import transaction

from naru.base.jobs import actions as jobs
from naru.base.kit.actor import Actor
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require, require_signed_in
from naru.base.kit.person import OrganisationId, Person, Scope
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.base.trail.actions import record
from naru.commons.notices import reads
from naru.commons.notices.core import rights
from naru.commons.notices.core.signatures import new_secret
from naru.commons.notices.core.topics import declared, topic_named
from naru.commons.notices.core.values import Recipient, ToOrganisation, ToPerson, ToRole, Webhook, holds_at_least
from naru.commons.notices.models import Delivery, FeedToken, MailChoice
from naru.commons.notices.models import Notice as NoticeRow
from naru.commons.notices.models import Telling as TellingRow
from naru.commons.notices.models import Webhook as WebhookRow


@transaction.atomic
def tell(
    *to: Recipient,
    topic: str,
    title: Words,
    about: Ref,
    key: str,
    by: Actor,
    text: Words | None = None,
    due: date | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> int:
    """Tell everyone among ``to`` whom this telling has not reached; how many those are.

    ``title`` leaves the house in mails, webhooks and feeds, so it holds nothing that is sealed; ``text`` is read in the inbox.
    The same topic, thing and key are one telling, whose words are those of the first time.
    """
    topic_named(topic)
    row, _ = TellingRow.objects.get_or_create(
        topic=topic,
        about_kind=about.kind,
        about_id=about.id,
        key=key,
        defaults={
            "title_ko": title.ko[:200],
            "title_en": title.en[:200],
            "text_ko": text.ko if text else "",
            "text_en": text.en if text else "",
            "due": due,
            "by_id": by.id,
            "by_name": by.name,
            "told": clock.now(),
        },
    )
    notices = _written_for(row, _people_among(to))
    mailed = reads.mailed_of([each.person_id for each in notices], topic)
    _deliver(
        [
            *(Delivery(notice=each, asked=clock.now()) for each in notices if each.person_id in mailed),
            *_to_webhooks(row, to, clock),
        ]
    )
    return len(notices)


def _people_among(to: Iterable[Recipient]) -> set[str]:
    found: set[str] = set()
    for each in to:
        match each:
            case ToPerson(person_id):
                found.add(person_id)
            case ToOrganisation(organisation_id, least):
                found.update(
                    member.person_id for member in people.members(organisation_id) if holds_at_least(member.role, least)
                )
            case ToRole(role):
                found.update(people.holders(role))
    return found


def _written_for(row: TellingRow, person_ids: set[str]) -> list[NoticeRow]:
    reached = set(NoticeRow.objects.filter(telling=row).values_list("person_id", flat=True))
    active = people.active_among(person_ids - reached)
    return NoticeRow.objects.bulk_create(NoticeRow(telling=row, person_id=each) for each in sorted(active))


def _to_webhooks(row: TellingRow, to: Iterable[Recipient], clock: Clock) -> list[Delivery]:
    organisations = [OrganisationId(each.organisation_id) for each in to if isinstance(each, ToOrganisation)]
    sent = set(Delivery.objects.filter(telling=row).values_list("webhook_id", flat=True))
    return [
        Delivery(telling=row, webhook_id=each.id, asked=clock.now())
        for each in reads.webhooks_of(organisations)
        if each.id not in sent
    ]


def _deliver(deliveries: Sequence[Delivery]) -> None:
    for each in Delivery.objects.bulk_create(deliveries):
        jobs.start("notices.deliver", {"delivery_id": each.id}, once=f"notices.deliver {each.id}")


@transaction.atomic
def open_notice(notice_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.Notice:
    """One's own notice, read from now on. Raises ``Refused``: ``not_found``."""
    found = reads.notice(notice_id, by)
    NoticeRow.objects.filter(id=found.id, read=None).update(read=clock.now())
    return found


def read_all(*, by: Person, clock: Clock = SYSTEM_CLOCK) -> int:
    """All of one's notices are read; how many were not."""
    require_signed_in(by)
    return NoticeRow.objects.filter(person_id=by.id, read=None).update(read=clock.now())


@transaction.atomic
def choose_mail(topics: Iterable[str], *, by: Person) -> None:
    """Have mail of just these topics."""
    require_signed_in(by)
    wanted = set(topics)
    for name in declared():
        MailChoice.objects.update_or_create(person_id=by.id, topic=name, defaults={"mail": name in wanted})


@transaction.atomic
def add_webhook(
    organisation: OrganisationId, url: str, *, by: Person, clock: Clock = SYSTEM_CLOCK
) -> tuple[Webhook, str]:
    """The webhook, and the secret that its messages are signed with. For stewards.

    Raises ``Refused``: ``webhook_url_refused``.
    """
    require(rights.may_keep_webhooks(by, organisation), by, scope=Scope.ADMIN)
    parts = urlsplit(url)
    if parts.scheme != "https" or not parts.hostname or len(url) > 500:
        raise Refused("webhook_url_refused", url=url[:100])
    secret = new_secret()
    row = WebhookRow.objects.create(organisation_id=organisation, url=url, secret=secret, added=clock.now())
    record(by.actor, "webhook.added", row.id, facts={"organisation": organisation, "url": url}, clock=clock)
    return reads.webhook_value(row), secret


@transaction.atomic
def stop_webhook(webhook_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """Nothing is sent there any more. Raises ``Refused``: ``not_found``."""
    row = WebhookRow.objects.select_for_update().filter(id=webhook_id, stopped=None).first()
    if row is None or row.organisation_id not in by.roles:
        raise Refused("not_found")
    require(rights.may_keep_webhooks(by, OrganisationId(row.organisation_id)), by, scope=Scope.ADMIN)
    row.stopped = clock.now()
    row.save()
    record(by.actor, "webhook.stopped", row.id, facts={"url": row.url}, clock=clock)


def make_feed(*, by: Person, clock: Clock = SYSTEM_CLOCK) -> str:
    """A new secret for the address of one's feed, shown once; an earlier one opens nothing any more."""
    require_signed_in(by)
    token = secrets.token_urlsafe(24)
    FeedToken.objects.update_or_create(
        person_id=by.id, defaults={"digest": reads.digest_of(token), "made": clock.now()}
    )
    return token
