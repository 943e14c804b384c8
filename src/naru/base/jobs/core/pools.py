"""Which lanes serve which queues, so that long work of one kind never starves another."""

from collections.abc import Mapping
from dataclasses import dataclass

DEFAULT = "default"
LANES_MAX = 64


@dataclass(frozen=True, slots=True, kw_only=True)
class Pool:
    """``lanes`` jobs at a time out of the queues ``only``, or with none named out of all ``but`` some."""

    lanes: int
    only: frozenset[str] = frozenset()
    but: frozenset[str] = frozenset()


def lanes_by_queue(text: str) -> dict[str, int]:
    """``"default:1,loads:2,video:1"``: the lanes of each queue that has some of its own. Raises ``ValueError``.

    ``default`` must be there: its lanes serve every queue that is not named.
    """
    lanes: dict[str, int] = {}
    for part in text.split(","):
        queue, _, number = (piece.strip() for piece in part.partition(":"))
        if not queue or queue in lanes or not (number.isascii() and number.isdigit()):
            raise ValueError(f"not queues and their lanes: {text}")
        lanes[queue] = int(number)
    if DEFAULT not in lanes or not all(1 <= number <= LANES_MAX for number in lanes.values()):
        raise ValueError(f"each queue has 1 to {LANES_MAX} lanes, {DEFAULT} too: {text}")
    return lanes


def pools_of(lanes: Mapping[str, int]) -> list[Pool]:
    """A pool for each queue that is named, and one for the rest."""
    named = frozenset(lanes) - {DEFAULT}
    own = [Pool(lanes=lanes[queue], only=frozenset({queue})) for queue in sorted(named)]
    return [Pool(lanes=lanes[DEFAULT], but=named), *own]
