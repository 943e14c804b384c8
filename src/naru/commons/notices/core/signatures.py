"""Webhooks signed, and checked, by https://www.standardwebhooks.com, version 1: the receiver knows who sent it, and whether twice.

The signed text is ``id.timestamp.body``; the key is 24 random bytes, shown once as ``whsec_`` and base 64.
"""

import base64
import hmac
import secrets
from collections.abc import Mapping
from datetime import datetime

PREFIX = "whsec_"
TOLERANCE_S = 300


def new_secret() -> str:
    return PREFIX + base64.b64encode(secrets.token_bytes(24)).decode("ascii")


def signed_headers(secret: str, *, message_id: str, at: datetime, body: bytes) -> Mapping[str, str]:
    """The three headers of a message; ``at`` is the instant of this try, ``message_id`` the same in every try."""
    timestamp = str(int(at.timestamp()))
    return {
        "webhook-id": message_id,
        "webhook-timestamp": timestamp,
        "webhook-signature": f"v1,{_signature(secret, message_id, timestamp, body)}",
    }


def is_signed(secret: str, headers: Mapping[str, str], body: bytes, *, at: datetime) -> bool:
    """Whether a message that came in bears the sender's signature, and its instant is no further than five minutes off.

    ``headers`` by their lower-case names; of several signatures one that is right suffices: a key is being replaced.
    """
    message_id, timestamp = headers.get("webhook-id", ""), headers.get("webhook-timestamp", "")
    if not message_id or not timestamp.isascii() or not timestamp.isdecimal() or len(timestamp) > 12:
        return False
    if abs(at.timestamp() - int(timestamp)) > TOLERANCE_S:
        return False
    wanted = f"v1,{_signature(secret, message_id, timestamp, body)}"
    return any(
        hmac.compare_digest(each.encode(), wanted.encode()) for each in headers.get("webhook-signature", "").split()
    )


def _signature(secret: str, message_id: str, timestamp: str, body: bytes) -> str:
    key = base64.b64decode(secret.removeprefix(PREFIX))
    text = f"{message_id}.{timestamp}.".encode() + body
    return base64.b64encode(hmac.digest(key, text, "sha256")).decode("ascii")
