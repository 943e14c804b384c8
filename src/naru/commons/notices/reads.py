"""The inbox, what was told about a thing, what is still to be delivered."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import date, datetime, timedelta
from hashlib import sha256

from django.db.models import Q, QuerySet

from naru.base.kit.cursors import Page, decode_cursor, encode_cursor
from naru.base.kit.person import OrganisationId, Person, PersonId
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.notices.core.feed import Entry
from naru.commons.notices.core.topics import declared, topic_named
from naru.commons.notices.core.values import Webhook
from naru.commons.notices.models import Delivery, FeedToken, MailChoice
from naru.commons.notices.models import Notice as NoticeRow
from naru.commons.notices.models import Telling as TellingRow
from naru.commons.notices.models import Webhook as WebhookRow

ORDERING = "notices.inbox"


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """``title`` may leave the house; ``text``, where there is one, may not. ``due`` is a day of the city."""

    id: str
    topic: str
    title: Words
    text: Words | None
    about: Ref
    due: date | None
    told: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """A telling as one person has it; ``read`` is None until they opened it."""

    id: str
    telling: Telling
    read: datetime | None


def unread_count(person: Person) -> int:
    """Of the person's notices; 0 for whoever has none."""
    return 0 if person.is_anonymous or person.is_system else _of(person.id).filter(read=None).count()


def inbox(person: Person, *, unread: bool = False, after: str | None = None, limit: int = 30) -> Page[Notice]:
    """The newest first; ``unread`` leaves out what was opened. Raises ``Refused``: ``bad_cursor``."""
    rows = _of(person.id).select_related("telling").order_by("-id")
    if unread:
        rows = rows.filter(read=None)
    if after:
        (before,) = decode_cursor(after, ordering=ORDERING)
        rows = rows.filter(id__lt=before)
    part = [notice_value(row) for row in rows[: limit + 1]]
    more = len(part) > limit
    return Page(rows=part[:limit], next=encode_cursor([part[limit - 1].id], ordering=ORDERING) if more else None)


def feed_entries(person: Person) -> list[Entry]:
    """What a feed shows of the inbox."""
    return [Entry(id=each.id, title=each.telling.title, told=each.telling.told) for each in inbox(person).rows]


def notice(notice_id: str, person: Person) -> Notice:
    """One's own. Raises ``Refused``: ``not_found``."""
    row = _of(person.id).select_related("telling").filter(id=notice_id).first()
    if row is None:
        raise Refused("not_found")
    return notice_value(row)


def told(about: Ref) -> list[tuple[Telling, list[PersonId]]]:
    """What was told about a thing, the earliest first, and whom it reached. Its own system asks; no door does."""
    rows = TellingRow.objects.filter(about_kind=about.kind, about_id=about.id).order_by("id")
    return [
        (
            telling_value(row),
            [PersonId(each) for each in _reached(row).order_by("person_id").values_list("person_id", flat=True)],
        )
        for row in rows
    ]


def mailed_of(person_ids: Iterable[str], topic: str) -> set[str]:
    """Those of them who have mail of the topic."""
    chosen = dict(MailChoice.objects.filter(topic=topic, person_id__in=person_ids).values_list("person_id", "mail"))
    standard = topic_named(topic).mail
    return {each for each in person_ids if chosen.get(each, standard)}


def choices(person: Person) -> list[tuple[str, Words, bool]]:
    """Every topic with its words and whether the person has mail of it."""
    chosen = dict(MailChoice.objects.filter(person_id=person.id).values_list("topic", "mail"))
    return [(name, topic.words, chosen.get(name, topic.mail)) for name, topic in declared().items()]


def webhook(webhook_id: str) -> Webhook | None:
    row = WebhookRow.objects.filter(id=webhook_id).first()
    return webhook_value(row) if row else None


def webhooks_of(organisations: Iterable[OrganisationId]) -> list[Webhook]:
    """Those that were not stopped, the earliest first."""
    rows = WebhookRow.objects.filter(organisation_id__in=organisations, stopped=None).order_by("id")
    return [webhook_value(row) for row in rows]


def person_of_feed(token: str) -> PersonId:
    """Raises ``Refused``: ``not_found``."""
    row = FeedToken.objects.filter(digest=digest_of(token)).first()
    if row is None:
        raise Refused("not_found")
    return PersonId(row.person_id)


def has_feed(person: Person) -> bool:
    return FeedToken.objects.filter(person_id=person.id).exists()


def undelivered(now: datetime, *, older_than: timedelta = timedelta(hours=6)) -> int:
    """Mails and webhooks that were asked for so long ago and are not sent."""
    gone = Q(webhook__stopped__isnull=False)
    return Delivery.objects.filter(sent=None, asked__lt=now - older_than).exclude(gone).count()


def digest_of(token: str) -> str:
    return sha256(token.encode()).hexdigest()


def _of(person_id: str) -> "QuerySet[NoticeRow]":
    return NoticeRow.objects.filter(person_id=person_id)


def _reached(row: TellingRow) -> "QuerySet[NoticeRow]":
    return NoticeRow.objects.filter(telling=row)


def notice_value(row: NoticeRow) -> Notice:
    return Notice(id=row.id, telling=telling_value(row.telling), read=row.read)


def telling_value(row: TellingRow) -> Telling:
    return Telling(
        id=row.id,
        topic=row.topic,
        title=Words(row.title_ko, row.title_en),
        text=Words(row.text_ko, row.text_en) if row.text_ko else None,
        about=Ref(row.about_kind, row.about_id),
        due=row.due,
        told=row.told,
    )


def webhook_value(row: WebhookRow) -> Webhook:
    return Webhook(id=row.id, organisation_id=OrganisationId(row.organisation_id), url=row.url, added=row.added)
