"""What may stand in an act's way: the values with which a gate is asked and answers (``base.gates`` asks)."""

from collections.abc import Mapping
from dataclasses import dataclass

from naru.base.kit.person import Person
from naru.base.kit.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Asked:
    """Someone is about to do ``act`` to a thing; ``facts`` are the act's own."""

    act: str
    thing_kind: str
    thing_id: str
    by: Person
    facts: Mapping[str, str]


@dataclass(frozen=True, slots=True)
class Pass:
    """Nothing stands in the way."""


@dataclass(frozen=True, slots=True)
class Hold:
    """The act waits until a person has looked; why, and what is looked at."""

    reason: Words


@dataclass(frozen=True, slots=True)
class Refuse:
    """The act is not done; why, and what would have to be otherwise."""

    reason: Words


Verdict = Pass | Hold | Refuse
PASS = Pass()
