"""Identifiers that sort by their birth: UUID version 7 (RFC 9562) in 26 characters of Crockford's base 32."""

import secrets
import time

ALPHABET = "0123456789abcdefghjkmnpqrstvwxyz"
LENGTH = 26


def new_id() -> str:
    """A fresh identifier: 48 bits of Unix milliseconds, then 74 random bits; 26 lower-case characters."""
    milliseconds = time.time_ns() // 1_000_000
    value = milliseconds << 80 | 0x7 << 76 | secrets.randbits(12) << 64 | 0b10 << 62 | secrets.randbits(62)
    return "".join(ALPHABET[value >> shift & 31] for shift in range(125, -1, -5))


def is_id(text: str) -> bool:
    return len(text) == LENGTH and all(letter in ALPHABET for letter in text)
