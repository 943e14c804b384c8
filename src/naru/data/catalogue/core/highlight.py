"""Where a text says what was asked, with spacing forgiven."""

import re
from dataclasses import dataclass
from functools import lru_cache

from naru.data.catalogue.core.query_plan import Plan

LOOKED_AT = 2000  # characters of a text; what comes later is not shown in a list
LEAD = 4  # a window starts a quarter of its length before the first hit


@dataclass(frozen=True, slots=True)
class Piece:
    text: str
    is_hit: bool


def highlighted(text: str, plan: Plan, longest: int | None = None) -> tuple[Piece, ...]:
    """The text in pieces, hits marked; ``longest`` cuts a window of that many characters around the first hit."""
    text = text[:LOOKED_AT]
    spans = _spans(text, plan)
    start, end = _window(spans, len(text), longest)
    pieces = [Piece("… ", False)] if start else []
    at = start
    for low, high in spans:
        low, high = max(low, at), min(high, end)
        if low < high:
            pieces += [Piece(text[at:low], False), Piece(text[low:high], True)]
            at = high
    pieces += [Piece(text[at:end], False), Piece(" …" if end < len(text) else "", False)]
    return tuple(piece for piece in pieces if piece.text)


def _spans(text: str, plan: Plan) -> list[tuple[int, int]]:
    pattern = _pattern(plan)
    return [match.span() for match in pattern.finditer(text)] if pattern else []


@lru_cache(maxsize=256)
def _pattern(plan: Plan) -> re.Pattern[str] | None:
    """Any word of the plan, longest first, with anything that is no letter allowed between its letters."""
    found = {needle for group in (*plan.groups, *plan.helping) for needle in (group.text, *group.parts)}
    found |= {other for group in plan.groups for other in group.others}
    needles = sorted((needle for needle in found if len(needle) > 1 or needle == plan.whole), key=len, reverse=True)
    spaced = [r"[\W_]{0,3}".join(re.escape(letter) for letter in needle) for needle in needles]
    return re.compile("|".join(spaced), re.IGNORECASE) if spaced else None


def _window(spans: list[tuple[int, int]], length: int, longest: int | None) -> tuple[int, int]:
    if longest is None or length <= longest:
        return 0, length
    first = spans[0][0] if spans else 0
    start = max(0, min(first - longest // LEAD, length - longest))
    return start, start + longest
