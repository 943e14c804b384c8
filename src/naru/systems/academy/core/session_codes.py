"""The code that is shown at a session: six digits that change every half minute, made of the session's secret and the time.

Whoever photographs it has seconds to pass it on, and a session that names the networks of its place takes a code only from
there. Source: RFC 6238 (TOTP), with SHA-256.
"""

import hmac
from collections.abc import Sequence
from datetime import datetime
from ipaddress import ip_address, ip_network

STEP_S = 30
DIGITS = 6


def code_at(secret: bytes, at: datetime) -> str:
    return _code(secret, int(at.timestamp()) // STEP_S)


def seconds_left(at: datetime) -> int:
    """Until the code changes."""
    return STEP_S - int(at.timestamp()) % STEP_S


def is_current(secret: bytes, code: str, at: datetime) -> bool:
    """The code of this half minute or, for those who were typing, of the one before."""
    step = int(at.timestamp()) // STEP_S
    digits = code.strip().replace(" ", "")
    return any(hmac.compare_digest(_code(secret, each).encode(), digits.encode()) for each in (step, step - 1))


def is_at_place(address: str, networks: Sequence[str]) -> bool:
    """Whether an address is of one of the place's networks; where none is named any is."""
    if not networks:
        return True
    try:
        known = ip_address(address)
    except ValueError:
        return False
    return any(known in ip_network(network, strict=False) for network in networks)


def _code(secret: bytes, step: int) -> str:
    digest = hmac.digest(secret, step.to_bytes(8, "big"), "sha256")
    start = digest[-1] & 0xF
    number = int.from_bytes(digest[start : start + 4], "big") & 0x7FFF_FFFF
    return f"{number % 10**DIGITS:0{DIGITS}}"
