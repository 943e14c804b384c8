"""Delivery receipts: who was lent which files of which version when, signed by the platform, checked by anyone offline.

*Theory of operation.* The document's canonical JSON (RFC 8785) is signed with Ed25519 behind a line of its own, so that no
signature of the trail or of anything else can be shown as a receipt. The files are named by one digest over their ids, sizes
and rows in the order of the answer: whoever kept the answer can make it again.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import dataclass
from typing import Any

import orjson
from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from naru.base.kit.canonical import JSON, canonical_json, sha256_of
from naru.base.kit.refusals import Refused
from naru.systems.sharing import refusals as _refusals  # noqa: F401 - declares the sentences

CONTEXT = b"naru.delivery-receipt.v1\n"
KIND = "naru.delivery-receipt.v1"
SIGNATURE_BYTES, KEY_BYTES = 64, 32


@dataclass(frozen=True, slots=True)
class LentFile:
    id: str
    size: int
    rows: int


def files_digest(files: Iterable[LentFile]) -> str:
    """Over ``id size rows`` lines in the order of the answer."""
    return sha256_of("".join(f"{file.id} {file.size} {file.rows}\n" for file in files).encode())


def sign(document: Mapping[str, JSON], key: Ed25519PrivateKey) -> dict[str, JSON]:
    """The receipt: the document, the public key and the signature, both in hex."""
    said = {"kind": KIND, **document}
    signature = key.sign(CONTEXT + canonical_json(said))
    return {"document": said, "key": key.public_key().public_bytes_raw().hex(), "signature": signature.hex()}


def verify(receipt: Mapping[str, Any], trusted: Collection[str]) -> Mapping[str, Any]:
    """The document, where its signature holds and is by one of the ``trusted`` keys.

    Raises ``Refused``: ``receipt_unreadable``, ``receipt_false``.
    """
    document, key, signature = _parts(receipt)
    try:
        signed = CONTEXT + canonical_json(document)
        Ed25519PublicKey.from_public_bytes(key).verify(signature, signed)
    except (InvalidSignature, ValueError):
        raise Refused("receipt_false") from None
    if key.hex() not in trusted or document.get("kind") != KIND:
        raise Refused("receipt_false")
    return document


def read(content: bytes) -> Mapping[str, Any]:
    """Raises ``Refused``: ``receipt_unreadable``."""
    try:
        said = orjson.loads(content)
    except orjson.JSONDecodeError:
        raise Refused("receipt_unreadable", reason="no JSON") from None
    if not isinstance(said, dict):
        raise Refused("receipt_unreadable", reason="no object")
    return said


def _parts(receipt: Mapping[str, Any]) -> tuple[dict[str, Any], bytes, bytes]:
    try:
        document, key = receipt["document"], bytes.fromhex(receipt["key"])
        signature = bytes.fromhex(receipt["signature"])
    except (KeyError, TypeError, ValueError):
        raise Refused("receipt_unreadable", reason="document, key or signature") from None
    if not isinstance(document, dict) or len(key) != KEY_BYTES or len(signature) != SIGNATURE_BYTES:
        raise Refused("receipt_unreadable", reason="document, key or signature")
    return document, key, signature
