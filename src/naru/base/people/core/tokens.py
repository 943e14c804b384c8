"""What an API token looks like: ``naru_``, 30 random letters, 6 of checksum.

The prefix lets secret scanners find a token that leaked; the checksum lets us refuse a mistyped one without asking the
database. 30 base-62 letters hold 178 bits, so a plain SHA-256 is enough to store one by.
"""

import secrets
import zlib

from naru.base.kit.canonical import sha256_of

PREFIX = "naru_"
ALPHABET = "0123456789ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz"
RANDOM, CHECKSUM = 30, 6
LENGTH = len(PREFIX) + RANDOM + CHECKSUM


def new_token() -> str:
    """41 characters that nobody has seen before; the caller stores their ``digest`` and tells them once."""
    body = PREFIX + "".join(secrets.choice(ALPHABET) for _ in range(RANDOM))
    return body + _checksum(body)


def is_well_formed(token: str) -> bool:
    """Whether length, prefix and checksum are right; not whether it was ever issued."""
    body = token[:-CHECKSUM]
    return (
        len(token) == LENGTH and token.startswith(PREFIX) and token.isascii() and token[-CHECKSUM:] == _checksum(body)
    )


def digest(token: str) -> str:
    """What is stored of a token, and found again: hexadecimal SHA-256."""
    return sha256_of(token.encode())


def start(token: str) -> str:
    """What may be shown of a token ever after."""
    return token[: len(PREFIX) + 4]


def _checksum(body: str) -> str:
    value = zlib.crc32(body.encode())
    letters = []
    for _ in range(CHECKSUM):
        value, letter = divmod(value, len(ALPHABET))
        letters.append(ALPHABET[letter])
    return "".join(reversed(letters))
