"""Bytes that only the scorer opens, and a promise about bytes that anyone can check later.

*Theory of operation.* Each challenge has a key pair (X25519). Whoever holds the public half can seal; the private half lies in the
scorer's folder alone. A sealed thing is ``ephemeral public key | AES-256-GCM``, its key by HKDF from the agreement, its purpose
("truth of challenge …", "score of submission …") authenticated with it, so that none can stand in for another.

A truth is promised before the first submission as ``sha256(salt ‖ file)`` and as the Merkle root of its lines (RFC 6962's tree,
each leaf blinded with a key derived from the salt, so that neither tells anything of a truth with few possible values). The salt
is published with the truth.
"""

import hashlib
import hmac
from collections.abc import Sequence
from dataclasses import dataclass

from cryptography.exceptions import InvalidTag
from cryptography.hazmat.primitives.asymmetric.x25519 import X25519PrivateKey, X25519PublicKey
from cryptography.hazmat.primitives.ciphers.aead import AESGCM
from cryptography.hazmat.primitives.hashes import SHA256
from cryptography.hazmat.primitives.kdf.hkdf import HKDF

PUBLIC_BYTES = 32
NONCE = bytes(12)  # every seal has a key of its own


class Unsealable(Exception):
    """Another key, another purpose, or changed bytes."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Promise:
    """``sha256`` of salt and file, ``root`` over its lines, all in hexadecimal."""

    sha256: str
    root: str
    lines: int


def new_pair() -> tuple[bytes, bytes]:
    """Private and public half."""
    private = X25519PrivateKey.generate()
    return private.private_bytes_raw(), private.public_key().public_bytes_raw()


def public_of(private: bytes) -> bytes:
    return X25519PrivateKey.from_private_bytes(private).public_key().public_bytes_raw()


def seal(public: bytes, content: bytes, *, purpose: str) -> bytes:
    ephemeral = X25519PrivateKey.generate()
    own = ephemeral.public_key().public_bytes_raw()
    shared = ephemeral.exchange(X25519PublicKey.from_public_bytes(public))
    return own + AESGCM(_key(shared, own + public)).encrypt(NONCE, content, purpose.encode())


def unseal(private: bytes, sealed: bytes, *, purpose: str) -> bytes:
    """Raises ``Unsealable``."""
    key = X25519PrivateKey.from_private_bytes(private)
    other = sealed[:PUBLIC_BYTES]
    try:
        shared = key.exchange(X25519PublicKey.from_public_bytes(other))
        own = key.public_key().public_bytes_raw()
        return AESGCM(_key(shared, other + own)).decrypt(NONCE, sealed[PUBLIC_BYTES:], purpose.encode())
    except (InvalidTag, ValueError):
        raise Unsealable(purpose) from None


def _key(shared: bytes, salt: bytes) -> bytes:
    return HKDF(algorithm=SHA256(), length=32, salt=salt, info=b"naru challenge seal 1").derive(shared)


def promise(content: bytes, salt: bytes) -> Promise:
    lines = content.splitlines(keepends=True)
    return Promise(
        sha256=hashlib.sha256(salt + content).hexdigest(),
        root=merkle_root([leaf(line, number, salt) for number, line in enumerate(lines)]).hex(),
        lines=len(lines),
    )


def leaf(line: bytes, number: int, salt: bytes) -> bytes:
    blind = hmac.digest(salt, number.to_bytes(8, "big"), "sha256")
    return hashlib.sha256(b"\x00" + blind + line).digest()


def merkle_root(leaves: Sequence[bytes]) -> bytes:
    """RFC 6962, 2.1, over leaves that are hashed already; of none, the hash of nothing."""
    level = list(leaves)
    if not level:
        return hashlib.sha256().digest()
    while len(level) > 1:
        pairs = [_node(level[at], level[at + 1]) for at in range(0, len(level) - 1, 2)]
        level = pairs + level[2 * len(pairs) :]
    return level[0]


def merkle_path(leaves: Sequence[bytes], number: int) -> list[tuple[bool, bytes]]:
    """What proves that a leaf is in the tree: each neighbour, and whether it stands left."""
    level, at, path = list(leaves), number, []
    while len(level) > 1:
        neighbour = at ^ 1
        if neighbour < len(level):
            path.append((neighbour < at, level[neighbour]))
        pairs = [_node(level[each], level[each + 1]) for each in range(0, len(level) - 1, 2)]
        level, at = pairs + level[2 * len(pairs) :], at // 2
    return path


def is_under(root: bytes, leaf_hash: bytes, path: Sequence[tuple[bool, bytes]]) -> bool:
    for is_left, neighbour in path:
        leaf_hash = _node(neighbour, leaf_hash) if is_left else _node(leaf_hash, neighbour)
    return hmac.compare_digest(root, leaf_hash)


def _node(left: bytes, right: bytes) -> bytes:
    return hashlib.sha256(b"\x01" + left + right).digest()
