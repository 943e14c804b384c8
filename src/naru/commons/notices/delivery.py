"""One mail or one webhook sent. Nothing but a title, an address and, to programs, the thing's name leaves the house."""

import orjson
from django.conf import settings
from django.core.mail import EmailMessage
from django.db import transaction
from django.urls import reverse

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.http_client import FetchLimits, SafeClient
from naru.commons.notices.core.signatures import signed_headers
from naru.commons.notices.models import Delivery

LIMITS = FetchLimits(bytes_max=1 << 16, memory_bytes=1 << 16, wall_s=20, silence_s=10, redirects_max=0)


def client() -> SafeClient:
    """Speaks with public addresses, and with the inner ones that the city names."""
    return SafeClient(
        LIMITS,
        inner_hosts=settings.NARU_INNER_HOSTS,
        open_hosts=settings.NARU_FETCH_HOSTS,
        loopback_ports=settings.NARU_FETCH_LOOPBACK,
    )


def deliver(delivery_id: str, *, clock: Clock = SYSTEM_CLOCK) -> bool:
    """Send it, unless it was sent, or its person or webhook is gone; whether it was sent now.

    Raises whatever the mail server or the webhook's answers with: its job tries again. What was sent just before a crash is
    sent again under the same identifier.
    """
    row = (
        Delivery.objects.select_related("notice__telling", "notice__person", "telling", "webhook")
        .filter(id=delivery_id, sent=None)
        .first()
    )
    if row is None:
        return False
    sent = _mail(row) if row.notice else _post(row, clock)
    with transaction.atomic():
        Delivery.objects.filter(id=row.id).update(sent=clock.now())
    return sent


def _mail(row: Delivery) -> bool:
    notice = row.notice
    assert notice is not None
    if not notice.person.is_active:
        return False
    telling = notice.telling
    address = settings.NARU_ADDRESS + reverse("notices:open", args=[notice.id])
    due = f"\n기한 · due: {telling.due}" if telling.due else ""
    text = f"{telling.title_ko}\n{telling.title_en}{due}\n\n{address}\n"
    headers = {"Message-ID": f"<{row.id}@{settings.NARU_ADDRESS.partition('://')[2].partition(':')[0]}>"}
    EmailMessage(_one_line(telling.title_ko), text, to=[notice.person.email], headers=headers).send()
    return True


def _one_line(text: str) -> str:
    return " ".join(text.split())


def _post(row: Delivery, clock: Clock) -> bool:
    telling, webhook = row.telling, row.webhook
    assert telling is not None
    assert webhook is not None
    if webhook.stopped is not None:
        return False
    body = orjson.dumps(
        {
            "type": telling.topic,
            "timestamp": telling.told,
            "data": {
                "title": {"ko": telling.title_ko, "en": telling.title_en},
                "about": {"kind": telling.about_kind, "id": telling.about_id},
                "due": telling.due,
                "inbox": settings.NARU_ADDRESS + reverse("notices:inbox"),
            },
        }
    )
    headers = signed_headers(webhook.secret, message_id=row.id, at=clock.now(), body=body)
    client().post(webhook.url, body, content_type="application/json", headers=headers)
    return True
