"""The group ristretto255 (RFC 9496), by libsodium, and hashing into it as RFC 9380 and RFC 9497 have it."""

import hashlib
import secrets
from pathlib import Path

import rbcl
from rbcl._sodium import lib_path

from naru.base.kit.refusals import Refused

# rbcl writes libsodium to a temporary file to load it and leaves the file; once loaded, nobody needs it any more
Path(lib_path).unlink(missing_ok=True)

POINT_BYTES = SCALAR_BYTES = 32
ORDER = 2**252 + 27742317777372353535851937790883648493
BLOCK_BYTES, DIGEST_BYTES = 128, 64


def hash_to_group(message: bytes, tag: bytes) -> bytes:
    """A point whose logarithm nobody knows: ``expand_message_xmd`` with SHA-512 to 64 bytes, then the one-way map."""
    point: bytes = rbcl.crypto_core_ristretto255_from_hash(expand_message(message, tag))
    return point


def expand_message(message: bytes, tag: bytes) -> bytes:
    """``expand_message_xmd`` of RFC 9380 (5.3.1) with SHA-512, for 64 bytes: one block, as the digest has 64."""
    ending = tag + bytes([len(tag)])
    first = hashlib.sha512(bytes(BLOCK_BYTES) + message + (64).to_bytes(2, "big") + b"\0" + ending).digest()
    return hashlib.sha512(first + b"\1" + ending).digest()


def random_scalar() -> bytes:
    return (secrets.randbelow(ORDER - 1) + 1).to_bytes(SCALAR_BYTES, "little")


def inverse(scalar: bytes) -> bytes:
    return pow(int.from_bytes(scalar, "little"), -1, ORDER).to_bytes(SCALAR_BYTES, "little")


def product(one: bytes, other: bytes) -> bytes:
    return (int.from_bytes(one, "little") * int.from_bytes(other, "little") % ORDER).to_bytes(SCALAR_BYTES, "little")


def multiply(scalar: bytes, point: bytes) -> bytes:
    """``scalar · point``. Raises ``Refused("not_points")`` for bytes that are no point, or the identity, as a dishonest party sends."""
    try:
        result: bytes = rbcl.crypto_scalarmult_ristretto255(scalar, point)
    except (RuntimeError, ValueError):
        raise Refused("not_points") from None
    return result


def split_points(points: bytes) -> list[bytes]:
    """Points that were sent one after another; whether each is one is seen when it is multiplied."""
    return [points[start : start + POINT_BYTES] for start in range(0, len(points), POINT_BYTES)]
