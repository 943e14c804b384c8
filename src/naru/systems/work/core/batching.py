"""Tasks divided into batches: each task once, some twice in batches apart, and gold among them where nobody can tell."""

from collections.abc import Sequence
from dataclasses import dataclass
from decimal import ROUND_HALF_UP, Decimal
from hashlib import sha256
from itertools import islice


@dataclass(frozen=True, slots=True, kw_only=True)
class Division:
    """``batches``: task ids in the order they are shown. ``doubled``: those that stand in two batches."""

    batches: tuple[tuple[str, ...], ...]
    doubled: frozenset[str]


def divide(
    tasks: Sequence[str], gold: Sequence[str], *, size: int, gold_in_batch: int, doubled_share: Decimal, seed: str
) -> Division:
    """``size`` counts the gold in. Which are doubled and where gold stands follows from the seed alone, so that anyone who
    has it can divide again. The doubled tasks come a second time in batches of their own, soon after the first, so that agreement
    is known while there is time to act on it."""
    fresh = max(1, size - (gold_in_batch if gold else 0))
    count = int((len(tasks) * doubled_share).quantize(Decimal(1), rounding=ROUND_HALF_UP))
    drawn = frozenset(sorted(tasks, key=lambda task: _lot(seed, "double", task))[:count])
    doubled = [task for task in tasks if task in drawn]
    parts = _among(_chunks(tasks, fresh), _chunks(doubled, fresh))
    batches = tuple(_with_gold(part, gold, gold_in_batch, f"{seed}:{number}") for number, part in enumerate(parts))
    return Division(batches=batches, doubled=drawn)


def _chunks(tasks: Sequence[str], size: int) -> list[tuple[str, ...]]:
    rest = iter(tasks)
    return list(iter(lambda: tuple(islice(rest, size)), ()))


def _among(plain: Sequence[tuple[str, ...]], again: Sequence[tuple[str, ...]]) -> list[tuple[str, ...]]:
    """Those that come again spread evenly behind the first, the last of both at the end."""
    placed = [((place, 0), part) for place, part in enumerate(plain)]
    placed += [(((place + 1) * len(plain) // len(again) - 1, 1), part) for place, part in enumerate(again)]
    return [part for _, part in sorted(placed, key=lambda each: each[0])]


def _with_gold(part: tuple[str, ...], gold: Sequence[str], count: int, seed: str) -> tuple[str, ...]:
    chosen = sorted(gold, key=lambda task: _lot(seed, "gold", task))[:count]
    return tuple(sorted((*part, *chosen), key=lambda task: _lot(seed, "order", task)))


def _lot(*parts: str) -> bytes:
    return sha256("\0".join(parts).encode()).digest()
