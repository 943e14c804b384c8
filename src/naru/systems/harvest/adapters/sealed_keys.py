"""Service keys at rest: sealed with a key that this installation derives from its own secret (HKDF, AES-256-GCM).

The secret lies outside the database: a copy of the database alone opens no key.
"""

import base64
import os

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF
from django.conf import settings

from naru.base.kit.refusals import Refused

PURPOSE = b"naru.harvest.service-key.1"
NONCE = 12


def seal(key: str, source_id: str) -> str:
    """The key as it may be stored, bound to its source; "" stays ""."""
    if not key:
        return ""
    nonce = os.urandom(NONCE)
    sealed = AESGCM(_secret()).encrypt(nonce, key.encode(), source_id.encode())
    return base64.b64encode(nonce + sealed).decode("ascii")


def unseal(sealed: str, source_id: str) -> str:
    """Raises ``Refused``: ``harvest_key_lost`` where it was sealed by another installation or for another source."""
    if not sealed:
        return ""
    raw = base64.b64decode(sealed)
    try:
        return AESGCM(_secret()).decrypt(raw[:NONCE], raw[NONCE:], source_id.encode()).decode()
    except InvalidTag:
        raise Refused("harvest_key_lost") from None


def _secret() -> bytes:
    derived = HKDF(algorithm=SHA256(), length=32, salt=None, info=PURPOSE)
    return derived.derive(settings.SECRET_KEY.encode())
