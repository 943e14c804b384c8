"""A card gateway: a payment is begun there by HTTP, and its events come back as webhooks signed by Standard Webhooks.

Begun by ``POST <gateway>/payments`` with ``{"id", "won", "title", "return_to"}``; the answer's ``address`` is where the buyer's browser
goes. Card numbers are typed there and never come here. A gateway of another kind is another class with ``begin``.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from typing import Protocol
from urllib.parse import urlsplit

import orjson
from django.conf import settings

from naru.base.kit.clock import Clock
from naru.base.kit.http_client import FetchLimits, SafeClient
from naru.base.kit.refusals import Refused
from naru.commons.notices.core.signatures import is_signed, signed_headers
from naru.systems.exchange.core.card_payments import CardEvent, event_from

ADDRESS_LONGEST = 500
LIMITS = FetchLimits(bytes_max=1 << 16, memory_bytes=1 << 16, wall_s=15, silence_s=10, redirects_max=0)


@dataclass(frozen=True, slots=True, kw_only=True)
class Begun:
    """``address`` is where the buyer pays."""

    gateway_id: str
    address: str


class CardGateway(Protocol):
    def begin(self, id: str, *, won: int, title: str, return_to: str, clock: Clock) -> Begun:
        """Begun already under this id, the same payment. Raises ``Refused``: ``card_gateway_silent``."""


@dataclass(frozen=True, slots=True, kw_only=True)
class HttpGateway:
    url: str
    secret: str

    def begin(self, id: str, *, won: int, title: str, return_to: str, clock: Clock) -> Begun:
        body = orjson.dumps({"id": id, "won": won, "title": title, "return_to": return_to})
        headers = signed_headers(self.secret, message_id=id, at=clock.now(), body=body)
        client = SafeClient(LIMITS, inner_hosts=settings.NARU_INNER_HOSTS, loopback_ports=settings.NARU_FETCH_LOOPBACK)
        try:
            answer = client.post(f"{self.url}/payments", body, content_type="application/json", headers=headers)
            said = orjson.loads(answer.body)
            begun = Begun(gateway_id=str(said["id"])[:100], address=str(said["address"]))
        except (Refused, ValueError, KeyError, TypeError) as error:
            raise Refused("card_gateway_silent") from error
        if urlsplit(begun.address).scheme not in {"https", "http"} or len(begun.address) > ADDRESS_LONGEST:
            raise Refused("card_gateway_silent")
        return begun


def gateway() -> CardGateway | None:
    """The one that this installation has; None where nobody pays by card."""
    if not settings.NARU_CARD_GATEWAY or not settings.NARU_CARD_SECRET:
        return None
    return HttpGateway(url=settings.NARU_CARD_GATEWAY.rstrip("/"), secret=settings.NARU_CARD_SECRET)


def read_event(headers: Mapping[str, str], body: bytes, *, clock: Clock) -> CardEvent:
    """What the gateway says; ``headers`` by lower-case names. Raises ``Refused``: ``card_event_unsigned``, ``card_event_malformed``."""
    secret = settings.NARU_CARD_SECRET
    if not secret or not is_signed(secret, headers, body, at=clock.now()):
        raise Refused("card_event_unsigned")
    return event_from(body)
