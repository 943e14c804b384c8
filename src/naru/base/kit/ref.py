"""A thing of any system, named by one that need not know it: ``Ref("dataset", "01J…")``.

Its own package says what it is called, where it is looked at and who may see it: a function for each of its kinds,
declared in its ``system.py``. A kind is for ever, like the name of a stream in the trail, which it is.
"""

from dataclasses import dataclass
from functools import cache
from pkgutil import resolve_name

from naru.base.kit.installed import systems
from naru.base.kit.person import Person
from naru.base.kit.words import Words


@dataclass(frozen=True, slots=True)
class Ref:
    """``kind`` is declared in some package's ``SYSTEM.kinds``; ``id`` is that package's own."""

    kind: str
    id: str


@dataclass(frozen=True, slots=True, kw_only=True)
class RefView:
    """How a thing is shown to someone who may see it."""

    title: Words
    address: str


def view_of(ref: Ref, person: Person) -> RefView | None:
    """How ``person`` may see it; ``None`` where they may not, it is gone, or no installed package knows the kind."""
    path = _kinds().get(ref.kind)
    view: RefView | None = resolve_name(path)(ref.id, person) if path else None
    return view


@cache
def _kinds() -> dict[str, str]:
    return {kind: path for system in systems() for kind, path in system.kinds.items()}
