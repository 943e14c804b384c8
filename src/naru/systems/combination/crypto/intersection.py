"""How many persons two owners share, by Diffie–Hellman private set intersection (cardinality); neither learns which.

Each hashes its keys' messages into the group, multiplies by a secret of this run, shuffles, and sends. The other multiplies what
came by its own secret, shuffles again and sends back. Points that passed both secrets are equal where the messages are.
"""

import secrets
from collections.abc import Iterable

from naru.systems.combination.crypto.ristretto import hash_to_group, multiply, split_points

TAG = b"naru/combination/intersection-v1"


def mask(messages: Iterable[bytes], secret: bytes) -> bytes:
    """Our set under our secret, shuffled; each message once."""
    return _shuffled([multiply(secret, hash_to_group(message, TAG)) for message in set(messages)])


def mask_again(points: bytes, secret: bytes) -> bytes:
    """The other's set under both secrets, shuffled. Raises ``Refused("not_points")``."""
    return _shuffled([multiply(secret, point) for point in split_points(points)])


def count_shared(one: bytes, other: bytes) -> int:
    """Two sets, each under both secrets → how many are in both."""
    return len(set(split_points(one)) & set(split_points(other)))


def _shuffled(points: list[bytes]) -> bytes:
    secrets.SystemRandom().shuffle(points)
    return b"".join(points)
