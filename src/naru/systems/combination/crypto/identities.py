"""Who a role is in a case: a key that signs (kept) and a key that opens what was sealed to it (destroyed at the end)."""

from collections.abc import Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from cryptography.exceptions import InvalidSignature
from cryptography.hazmat.primitives.asymmetric.ed25519 import Ed25519PrivateKey, Ed25519PublicKey
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey

from naru.base.kit.canonical import JSON, sha256_of
from naru.base.kit.refusals import Refused
from naru.systems.combination.crypto.secret_files import read_secret, write_secret

SIGNING_FILE = "signing.key"
CASE_FILE = "case.key"
ROLES = ("owner", "authority", "agency", "portal")


@dataclass(frozen=True, slots=True, kw_only=True)
class Card:
    """What others may know: role, name, case, and the public keys in hexadecimal. Compare fingerprints by telephone."""

    role: str
    name: str
    case: str
    signing: str
    sealing: str

    @property
    def fingerprint(self) -> str:
        return sha256_of(self.to_json())[:32]

    def to_json(self) -> dict[str, JSON]:
        return {
            "role": self.role,
            "name": self.name,
            "case": self.case,
            "signing": self.signing,
            "sealing": self.sealing,
        }

    def verifies(self, message: bytes, signature: str) -> bool:
        try:
            Ed25519PublicKey.from_public_bytes(bytes.fromhex(self.signing)).verify(bytes.fromhex(signature), message)
        except (InvalidSignature, ValueError):
            return False
        return True


def read_card(stored: Mapping[str, Any]) -> Card:
    """Raises ``Refused("role_card_unreadable")``."""
    try:
        card = Card(**{name: str(stored[name]) for name in ("role", "name", "case", "signing", "sealing")})
        whole = card.role in ROLES and all(len(bytes.fromhex(key)) == 32 for key in (card.signing, card.sealing))
    except (KeyError, TypeError, ValueError):
        whole = False
    if not whole:
        raise Refused("role_card_unreadable")
    return card


@dataclass(frozen=True, slots=True, kw_only=True)
class Identity:
    """A card and where its private keys lie; they are read when they are used."""

    card: Card
    folder: Path

    def sign(self, message: bytes) -> str:
        return Ed25519PrivateKey.from_private_bytes(read_secret(self.folder / SIGNING_FILE)).sign(message).hex()

    def opening_key(self) -> X25519PrivateKey:
        return X25519PrivateKey.from_private_bytes(read_secret(self.folder / CASE_FILE))


def make_identity(folder: Path, *, role: str, name: str, case: str) -> Identity:
    """Fresh keys, in files of this folder that nobody else may read."""
    signing, sealing = Ed25519PrivateKey.generate(), X25519PrivateKey.generate()
    write_secret(folder / SIGNING_FILE, signing.private_bytes_raw())
    write_secret(folder / CASE_FILE, sealing.private_bytes_raw())
    card = Card(
        role=role,
        name=name,
        case=case,
        signing=signing.public_key().public_bytes_raw().hex(),
        sealing=sealing.public_key().public_bytes_raw().hex(),
    )
    return Identity(card=card, folder=folder)
