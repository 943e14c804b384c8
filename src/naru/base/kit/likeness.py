"""Names that look like one that is not there; the work is bounded, however long the name and however many the others."""

from collections.abc import Collection
from difflib import get_close_matches

NAME_LONGEST = 100
COMPARED = 200


def alike(name: str, names: Collection[str], *, count: int = 3, cutoff: float = 0.6) -> list[str]:
    """At most ``count`` of the names, the likest first. Only those are compared letter by letter that share the most pairs of
    letters with it; of longer names their beginnings."""
    wanted = name[:NAME_LONGEST]
    known = {each[:NAME_LONGEST]: each for each in names}
    compared = list(known)
    if len(compared) > COMPARED:
        pairs = _pairs(wanted)
        compared = sorted(compared, key=lambda each: (-len(pairs & _pairs(each)), abs(len(each) - len(wanted))))[
            :COMPARED
        ]
    return [known[each] for each in get_close_matches(wanted, compared, n=count, cutoff=cutoff)]


def _pairs(name: str) -> set[str]:
    padded = f" {name} "
    return {padded[place : place + 2] for place in range(len(padded) - 1)}
