"""Links probed on a queue of their own: the first bytes by GET, one host at a time, what was answered and when."""

import time
from datetime import UTC, datetime

from django.utils import timezone

from naru.base.kit.http_client import SafeClient
from naru.base.kit.refusals import Refused
from naru.systems.harvest.adapters.http_session import probing_client
from naru.systems.harvest.core.links import Link as LinkValue
from naru.systems.harvest.core.links import LinkState, Probe, probed
from naru.systems.harvest.core.manners import retry_after
from naru.systems.harvest.models import Link

AT_ONCE = 100
HEAD_BYTES = 2_000


def probe_due() -> int:
    """At most one link of each host that is due; how many were probed."""
    now = timezone.now()
    due = Link.objects.filter(next_at__lte=now).order_by("next_at")
    by_host: dict[str, Link] = {}
    for row in due[: AT_ONCE * 5]:
        by_host.setdefault(row.host, row)
    rows = list(by_host.values())[:AT_ONCE]
    client = probing_client()
    for row in rows:
        _probe(row, client)
    return len(rows)


def _probe(row: Link, client: SafeClient) -> None:
    started = time.monotonic()
    probe = _asked(row.url, client)
    now = timezone.now()
    before = LinkValue(state=LinkState(row.state), misses=row.misses, failing_since=row.failing_since)
    after = probed(before, probe, promised=row.promised, now=now)
    assert after.next_at is not None, "a probed link has its next time"
    row.state, row.misses, row.failing_since = after.state, after.misses, after.failing_since
    row.next_at = after.next_at
    row.status, row.media_type = probe.status, probe.media_type[:100]
    row.milliseconds, row.answered_at = round((time.monotonic() - started) * 1000), now
    row.save()


def _asked(url: str, client: SafeClient) -> Probe:
    """The first bytes, whatever the status; nothing where nothing answers."""
    try:
        with client.peek(url, {"Range": f"bytes=0-{HEAD_BYTES - 1}"}) as answer:
            head = next(iter(answer.chunks), b"")[:HEAD_BYTES]
            media_type = answer.headers.get("content-type", "").split(";")[0].strip()
            retry = retry_after(answer.headers.get("retry-after", ""), datetime.now(UTC))
            return Probe(status=answer.status, media_type=media_type, head=head, retry=retry)
    except Refused:
        return Probe(status=None)
