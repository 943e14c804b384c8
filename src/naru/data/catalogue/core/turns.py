"""Several ranked lists read as one, each in its turn: where a question has several topics, all of them show."""

from collections.abc import Hashable, Iterable, Sequence
from typing import TypeVar

Item = TypeVar("Item", bound=Hashable)


def in_turns(first: Iterable[Item], lists: Sequence[Sequence[Item]]) -> list[Item]:
    """``first`` as it stands, then the best of each list, the second of each, and so on; each item once."""
    longest = max(map(len, lists), default=0)
    turns = (ranked[at] for at in range(longest) for ranked in lists if at < len(ranked))
    return list(dict.fromkeys([*first, *turns]))
