"""Identifiers that sort by their birth: UUID version 7 (RFC 9562) in 26 characters of Crockford's base 32."""

import secrets
import threading
import time

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 26

_lock = threading.Lock()
_last = (0, 0)


def new_id() -> str:
    """A fresh identifier: 48 bits of Unix milliseconds, 12 that count within one, 62 random; in lower case.

    Those of one process sort in the order they were made.
    """
    milliseconds, count = _next_instant()
    value = milliseconds << 80 | 0x7 << 76 | count << 64 | 0b10 << 62 | secrets.randbits(62)
    return "".join(ALPHABET[value >> shift & 31] for shift in range(125, -1, -5))


def _next_instant() -> tuple[int, int]:
    """The present millisecond and a count that begins at random and only rises (RFC 9562, 6.2, method 1)."""
    global _last
    with _lock:
        milliseconds, (before, count) = time.time_ns() // 1_000_000, _last
        if milliseconds > before:
            _last = (milliseconds, secrets.randbits(11))
        else:
            _last = (before, count + 1) if count < 0xFFF else (before + 1, secrets.randbits(11))
        return _last


def is_id(text: str) -> bool:
    """Whether it is written like one of ``new_id``'s; not whether anything bears it."""
    return len(text) == LENGTH and all(letter in ALPHABET for letter in text)
