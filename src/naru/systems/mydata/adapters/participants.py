"""Speaking with the programs of holders and receivers: what is asked is signed by the city, what is answered by them.

Values of a preview pass through here to the citizen's page and are kept nowhere: not logged, not stored, not cached.
"""

from collections.abc import Mapping
from datetime import datetime
from typing import Any

from django.conf import settings

from naru.base.kit.http_client import MIB, FetchLimits, SafeClient
from naru.base.kit.ids import new_id
from naru.base.kit.refusals import Refused
from naru.systems.mydata import city_key
from naru.systems.mydata.core import jose

LIMITS = FetchLimits(bytes_max=MIB, memory_bytes=MIB, wall_s=5.0, silence_s=3.0, redirects_max=0)
JOSE_TYPE = "application/jose"
CITY = "naru"


def ask(address: str, path: str, *, who: str, key: str, claims: Mapping[str, Any], now: datetime) -> dict[str, Any]:
    """The signed answer of the participant ``who``, whose public key is ``key``, to what was asked.

    Raises ``Refused``: ``holder_silent``, ``holder_answer_refused``.
    """
    jti = new_id()
    asked = jose.signed(
        jose.private_jwk(city_key.signing_key()), jose.ORDER, {"aud": who, "jti": jti, **claims}, now=now
    )
    try:
        answer = _client().post(f"{address.rstrip('/')}{path}", asked.encode(), content_type=JOSE_TYPE)
    except Refused:
        raise Refused("holder_silent") from None
    try:
        jwk = jose.public_jwk(bytes.fromhex(key))
        said = jose.read(answer.body.decode(), jwk, jose.ORDER, audience=CITY, now=now, seen=lambda _: False)
    except (Refused, UnicodeDecodeError):
        raise Refused("holder_answer_refused") from None
    if said.get("re") != jti:
        raise Refused("holder_answer_refused")
    return said


def _client() -> SafeClient:
    return SafeClient(LIMITS, inner_hosts=settings.NARU_INNER_HOSTS, loopback_ports=settings.NARU_FETCH_LOOPBACK)
