"""Keys that the owners make together and none can make alone: an oblivious PRF (RFC 9497, mode OPRF, ristretto255-SHA512).

*Theory of operation.* Each owner holds a random share; the PRF's key is the product of all shares, which nobody ever holds. An owner
hashes its records into the group, blinds each with a random scalar and sends the points around: every other owner multiplies
by its share and passes them on. Back home the owner takes the blinding off, multiplies by its own share, and hashes. What travels
looks random; the authority holds no share, so that it can test no guess; an owner tests a guess only by asking the
others, who count what they evaluate and refuse more than was agreed.
"""

import hashlib
import secrets
from collections.abc import Sequence
from dataclasses import dataclass

from naru.base.kit.refusals import Refused
from naru.systems.combination.crypto.ristretto import (
    hash_to_group,
    inverse,
    multiply,
    product,
    random_scalar,
    split_points,
)

CONTEXT = b"OPRFV1-" + b"\x00" + b"-ristretto255-SHA512"
HASH_TAG = b"HashToGroup-" + CONTEXT


@dataclass(frozen=True, slots=True, kw_only=True)
class Blinded:
    """``points`` go out, one after another; ``blind`` and ``order`` stay. ``order[i]``: which message the i-th point hides."""

    points: bytes
    blind: bytes
    order: tuple[int, ...]


def blind(messages: Sequence[bytes], *, scalar: bytes = b"") -> Blinded:
    """Hide different messages, in a random order. One scalar serves a batch: to who lacks it the points are as good as random
    (decisional Diffie–Hellman, the hash as a random oracle); a message that came twice would show, so the caller drops it."""
    scalar = scalar or random_scalar()
    order = list(range(len(messages)))
    secrets.SystemRandom().shuffle(order)
    points = b"".join(multiply(scalar, hash_to_group(messages[place], HASH_TAG)) for place in order)
    return Blinded(points=points, blind=scalar, order=tuple(order))


def evaluate(points: bytes, share: bytes) -> bytes:
    """Another owner's part: each point times our share, in the same order. Raises ``Refused("not_points")``."""
    return b"".join(multiply(share, point) for point in split_points(points))


def finalize(messages: Sequence[bytes], blinded: Blinded, evaluated: bytes, *, share: bytes) -> tuple[bytes, ...]:
    """The 64 bytes of each message's PRF, in the messages' order. ``share``: our own. Raises ``Refused``."""
    points = split_points(evaluated)
    if len(points) != len(messages):
        raise Refused("evaluated_other_count", sent=len(messages), came=len(points))
    unblind = product(inverse(blinded.blind), share)
    made: list[bytes] = [b""] * len(messages)
    for place, point in zip(blinded.order, points, strict=True):
        made[place] = output(messages[place], multiply(unblind, point))
    return tuple(made)


def output(message: bytes, point: bytes) -> bytes:
    """RFC 9497, 3.3.1: Hash(len(input) ‖ input ‖ len(element) ‖ element ‖ "Finalize")."""
    parts = b"".join(len(part).to_bytes(2, "big") + part for part in (message, point))
    return hashlib.sha512(parts + b"Finalize").digest()
