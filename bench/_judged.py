"""Korean queries with records graded by a reader, split in two halves, and the measures of an answer to them.

Whoever works on the search looks at queries of the working half alone; of the other half only the totals.
"""

import hashlib
import json
import math
import sys
from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import cache
from typing import Any

from bench import _records
from bench._peers import Find

FOLDER = _records.FEED.parents[1] / "search-judged"
WORKING, HELD_BACK = "working", "held back"
OWN, PARAPHRASES = "own", "paraphrases"
CUT, FIRST = 10, 5


@dataclass(frozen=True, slots=True, kw_only=True)
class Judged:
    """``grades``: record id → 1 (partly useful) or 2 (what was asked); what is absent is neither."""

    id: str
    type: str
    text: str
    grades: Mapping[str, int]
    half: str

    @property
    def set(self) -> str:
        return PARAPHRASES if self.type == "paraphrase" else OWN


@cache
def cards() -> list[dict[str, Any]]:
    """Further public records, of which the paraphrases ask; in the shape of ``_records.raw``."""
    if not FOLDER.exists():
        print(f"skipped: {FOLDER.name} is not beside this checkout (../shared/data)")
        sys.exit(0)
    return [json.loads(line) for line in (FOLDER / "cards.jsonl").read_text("utf-8").splitlines()]


def queries() -> list[Judged]:
    raw = json.loads((FOLDER / "queries.json").read_text("utf-8"))["queries"]
    halves = halves_of({one["id"]: one["type"] for one in raw})
    return [
        Judged(id=one["id"], type=one["type"], text=one["q"], grades=one["rel"], half=halves[one["id"]]) for one in raw
    ]


def halves_of(types: Mapping[str, str]) -> dict[str, str]:
    """Each type by itself in the order of its ids' hashes: the first half, rounded up, is worked with."""
    by_type: dict[str, list[str]] = defaultdict(list)
    for id_, type_ in types.items():
        by_type[type_].append(id_)
    halves = {}
    for ids in by_type.values():
        ids.sort(key=lambda id_: hashlib.sha256(id_.encode()).digest())
        halves |= {id_: WORKING if place < -(-len(ids) // 2) else HELD_BACK for place, id_ in enumerate(ids)}
    return halves


@dataclass(frozen=True, slots=True, kw_only=True)
class Scores:
    ndcg: float
    precision: float
    success: float
    is_empty: bool


def scores(found: Sequence[str], grades: Mapping[str, int]) -> Scores:
    """nDCG@10 with gain 2^grade − 1, P@5 (any grade), success@10 (the best grade that the query has), none at all."""
    best = max(grades.values(), default=0)
    return Scores(
        ndcg=_dcg(grades.get(id_, 0) for id_ in found[:CUT]) / (_dcg(sorted(grades.values(), reverse=True)[:CUT]) or 1),
        precision=sum(grades.get(id_, 0) > 0 for id_ in found[:FIRST]) / FIRST,
        success=float(best > 0 and any(grades.get(id_, 0) == best for id_ in found[:CUT])),
        is_empty=not found,
    )


def _dcg(grades: Iterable[int]) -> float:
    return sum((2**grade - 1) / math.log2(place + 2) for place, grade in enumerate(grades))


def answered(find: Find, asked: Judged) -> list[str]:
    """The first ten; for queries of the 10,000 records the cards are left out before the cut."""
    if asked.set == PARAPHRASES:
        return find(asked.text, CUT)
    left_out = {one["id"] for one in cards()}
    return [id_ for id_ in find(asked.text, 5 * CUT) if id_ not in left_out][:CUT]


def summary(measured: Sequence[Scores]) -> str:
    count = max(1, len(measured))
    mean = [sum(getattr(one, name) for one in measured) / count for name in Scores.__slots__]
    return "  ".join(f"{value:.3f}" for value in mean)
