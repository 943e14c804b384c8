"""Who could combine with whom: by the items that both could make keys of, and by how many persons they may share.

Nothing is known of any person. Of two firms that hold persons of one population, each as if drawn at random, n·m/N are
expected in both (the mean of a hypergeometric draw); customers of two firms of one city share more, so that it is a floor.
"""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

ITEMS_LEAST = 2  # fewer items than these stand for several persons each


@dataclass(frozen=True, slots=True, kw_only=True)
class Held:
    """``persons`` to the nearest thousand."""

    id: str
    organisation: str
    items: frozenset[str]
    persons: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """``shared``: expected in both, to the nearest ``step``; None below the ``least`` that may be said."""

    held: Held
    items: tuple[str, ...]
    shared: int | None


def partners_of(own: Held, others: Iterable[Held], *, population: int, step: int, least: int) -> Sequence[Partner]:
    """Of other organisations, with whom enough items are shared: the most persons first."""
    found = []
    for other in others:
        items = tuple(sorted(own.items & other.items))
        if other.organisation == own.organisation or len(items) < ITEMS_LEAST:
            continue
        expected = own.persons * other.persons // max(population, own.persons, other.persons)
        said = (expected + step // 2) // step * step
        found.append(Partner(held=other, items=items, shared=said if expected >= least else None))
    return sorted(found, key=lambda each: (-(each.shared or 0), each.held.id))
