"""One thing that ``naru doctor`` looks at; each package declares its own in ``system.py``."""

from collections.abc import Callable, Sequence
from dataclasses import dataclass

from naru.base.kit.words import Words


class Unsound(Exception):
    """What a check found wrong, in a few words or figures."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """``look`` answers what it saw, or raises: ``Unsound``, ``Refused`` or whatever broke."""

    code: str  # by which others rest on it
    name: Words
    look: Callable[[], str]
    advice: Words  # what to do where it is not sound
    rests_on: frozenset[str] = frozenset()  # codes: where one of those is broken, this says nothing new
    reads_all: bool = False  # takes as long as there is data: only with ``--hashes``


def some(names: Sequence[str]) -> str:
    """The first few of a list that may be long."""
    return ", ".join(names[:3]) + (" …" if len(names) > 3 else "")
