"""When somebody who tries to sign in is asked to wait, so that no password is guessed and nobody is locked out by another.

Failures are counted by account and address together, by address, and by account alone: the last only holds up addresses from
which the account was never signed in to, or strangers could lock its owner out.
"""

from dataclasses import dataclass
from datetime import timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Bound:
    """At most so many failures within the time."""

    failures: int
    within: timedelta


PAIR = Bound(failures=5, within=timedelta(minutes=5))
ADDRESS = Bound(failures=30, within=timedelta(minutes=10))
ACCOUNT = Bound(failures=50, within=timedelta(hours=1))
KNOWN_FOR = timedelta(days=30)  # an address from which the account was signed in to
KEPT = KNOWN_FOR


@dataclass(frozen=True, slots=True, kw_only=True)
class Failures:
    """Counted within each bound's time, the try in hand left out."""

    pair: int
    address: int
    account: int
    is_known: bool  # the account was signed in to from this address


def must_wait(failures: Failures) -> bool:
    """Whether the try is not even looked at."""
    return (
        failures.pair >= PAIR.failures
        or failures.address >= ADDRESS.failures
        or (failures.account >= ACCOUNT.failures and not failures.is_known)
    )
