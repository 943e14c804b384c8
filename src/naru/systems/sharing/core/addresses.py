"""Addresses of files: opaque, signed, dead after their instant.

*Theory of operation.* The path's token is an encrypted pointer (AES-128-GCM under a fresh nonce): what a recipient sees tells
neither tables nor file names, so Hangul in them is never encoded twice, and no two addresses of one file are equal. Its instant of expiry and its
signature stand in the query, under the names of a pre-signed S3 address, by which the Delta kernel knows that it must fetch
the file as it stands. The signature covers token and expiry as they are written. Whoever holds the address may fetch the file,
any number of times and in ranges: clients do so six to eight times.
"""

import base64
import hashlib
import hmac
import secrets
from dataclasses import dataclass
from urllib.parse import urlencode

import orjson
from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.ciphers.aead import AESGCM

from naru.base.kit.refusals import Refused
from naru.systems.sharing import refusals as _refusals  # noqa: F401 - declares the sentences

SIGNATURE, EXPIRES = "X-Amz-Signature", "X-Amz-Expires"
NONCE_BYTES = 12


@dataclass(frozen=True, slots=True, kw_only=True)
class FilePointer:
    """Which file of the lake is lent under which delivery."""

    delivery: str
    lake_table: str
    name: str
    size: int


class AddressSigner:
    """Makes and reads addresses under one secret of the installation."""

    def __init__(self, secret: bytes) -> None:
        self._cipher = AESGCM(hashlib.sha256(b"naru.sharing.pointer" + secret).digest()[:16])
        self._key = hashlib.sha256(b"naru.sharing.signature" + secret).digest()

    def address(self, base: str, pointer: FilePointer, *, expires_ms: int) -> str:
        """``base`` ends in a slash."""
        token = self.sealed([pointer.delivery, pointer.lake_table, pointer.name, pointer.size])
        query = urlencode({EXPIRES: expires_ms, SIGNATURE: self._signature(token, str(expires_ms))})
        return f"{base}{token}?{query}"

    def pointer(self, token: str, *, expires: str, signature: str, now_ms: int) -> FilePointer:
        """Raises ``Refused``: ``share_link_dead``."""
        good = self._signature(token, expires)
        if (
            not hmac.compare_digest(good.encode(), signature.encode())
            or not expires.isdigit()
            or now_ms >= int(expires)
        ):
            raise Refused("share_link_dead")
        delivery, lake_table, name, size = self.opened(token)
        return FilePointer(delivery=str(delivery), lake_table=str(lake_table), name=str(name), size=int(size))

    def sealed(self, values: list[str | int]) -> str:
        """Values as a token that only this installation reads or makes."""
        nonce = secrets.token_bytes(NONCE_BYTES)
        return (
            base64.urlsafe_b64encode(nonce + self._cipher.encrypt(nonce, orjson.dumps(values), None))
            .decode()
            .rstrip("=")
        )

    def opened(self, token: str) -> list[str | int]:
        """Raises ``Refused``: ``share_link_dead`` where it is none of ours."""
        try:
            raw = base64.urlsafe_b64decode(token + "=" * (-len(token) % 4))
            values: list[str | int] = orjson.loads(self._cipher.decrypt(raw[:NONCE_BYTES], raw[NONCE_BYTES:], None))
        except (ValueError, InvalidTag):
            raise Refused("share_link_dead") from None
        return values

    def _signature(self, token: str, expires: str) -> str:
        return hmac.new(self._key, f"{token}\n{expires}".encode(errors="replace"), hashlib.sha256).hexdigest()
