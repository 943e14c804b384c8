"""Documents signed so that anyone can check them: Data Integrity proofs, cryptosuite ``eddsa-jcs-2022``.

*Theory of operation* (W3C Data Integrity EdDSA Cryptosuites 1.0, 3.3): the document without its proof and the proof without
its value are each written as canonical JSON (RFC 8785) and hashed by SHA-256; Ed25519 signs the two hashes, the proof's first.
The key is named by a ``did:key``, which is the key itself: checking needs no network.
"""

from collections.abc import Collection, Mapping
from datetime import UTC, datetime
from hashlib import sha256
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey

from naru.base.kit.canonical import JSON, canonical_json
from naru.base.kit.refusals import Refused

BASE58 = "123456789ABCDEFGHJKLMNPQRSTUVWXYZabcdefghijkmnopqrstuvwxyz"
ED25519_MULTICODEC = b"\xed\x01"
SUITE = {"type": "DataIntegrityProof", "cryptosuite": "eddsa-jcs-2022", "proofPurpose": "assertionMethod"}


def sign(document: Mapping[str, JSON], key: Ed25519PrivateKey, *, at: datetime) -> dict[str, JSON]:
    """The document with its proof."""
    did = did_of(key.public_key().public_bytes_raw())
    created = at.astimezone(UTC).strftime("%Y-%m-%dT%H:%M:%SZ")
    proof: dict[str, JSON] = {
        **SUITE,
        "created": created,
        "verificationMethod": f"{did}#{did.removeprefix('did:key:')}",
    }
    if "@context" in document:
        proof["@context"] = document["@context"]
    return {**document, "proof": {**proof, "proofValue": "z" + base58(key.sign(_hashed(document, proof)))}}


def verify(signed: Mapping[str, Any], trusted: Collection[str]) -> dict[str, Any]:
    """The document, where its proof holds and is by one of the ``trusted`` did:keys.

    Raises ``Refused``: ``document_false``.
    """
    try:
        document = {name: value for name, value in signed.items() if name != "proof"}
        proof = dict(signed["proof"])
        value = from_base58(str(proof.pop("proofValue"))[1:])
        did = str(proof["verificationMethod"]).partition("#")[0]
        is_ours = all(proof.get(name) == said for name, said in SUITE.items()) and did in trusted
        is_ours = is_ours and proof.get("@context") == document.get("@context")
        Ed25519PublicKey.from_public_bytes(key_of(did)).verify(value, _hashed(document, proof))
    except (KeyError, TypeError, ValueError, InvalidSignature):
        raise Refused("document_false") from None
    if not is_ours:
        raise Refused("document_false")
    return document


def _hashed(document: Mapping[str, JSON], proof: Mapping[str, JSON]) -> bytes:
    return sha256(canonical_json(proof)).digest() + sha256(canonical_json(document)).digest()


def did_of(public: bytes) -> str:
    return "did:key:z" + base58(ED25519_MULTICODEC + public)


def key_of(did: str) -> bytes:
    """Raises ``ValueError``."""
    raw = from_base58(did.removeprefix("did:key:z"))
    if not raw.startswith(ED25519_MULTICODEC) or len(raw) != 34:
        raise ValueError("no Ed25519 did:key")
    return raw[2:]


def base58(raw: bytes) -> str:
    """The Bitcoin alphabet, as multibase ``z`` has it."""
    number, letters = int.from_bytes(raw), ""
    while number:
        number, digit = divmod(number, 58)
        letters = BASE58[digit] + letters
    return "1" * (len(raw) - len(raw.lstrip(b"\0"))) + letters


def from_base58(text: str) -> bytes:
    """Raises ``ValueError``."""
    number = 0
    for letter in text:
        number = number * 58 + BASE58.index(letter)
    zeros = len(text) - len(text.lstrip("1"))
    return b"\0" * zeros + number.to_bytes((number.bit_length() + 7) // 8)
