"""How far people agree on the same clips: Krippendorff's α and Cohen's κ over boxes matched by overlap, by label and by person.

Sources: Krippendorff, Computing Krippendorff's Alpha-Reliability (2011), nominal data with missing values; Cohen (1960). A thing that one
person boxed and another did not is a value too (``NOTHING``): to miss a box is to disagree.
"""

from collections import Counter
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import combinations

import pyarrow as pa

from naru.systems.footage.core.sets.matching import NOTHING, Pair, pairs


@dataclass(frozen=True, slots=True, kw_only=True)
class Agreement:
    """None where nothing can be said: a single value has nothing to agree on by chance. ``by_person``: mean κ with each of the others."""

    alpha: float | None
    by_label: Mapping[str, float | None]
    by_person: Mapping[str, float | None]
    boxes: int


def agreement(clips: Sequence[Mapping[str, pa.Table]], *, least: float) -> Agreement:
    """``clips``: of each clip, LABELS by person; those of a single person say nothing and are passed over."""
    found = {
        (clip, one, other): pairs(labelled[one], labelled[other], least=least)
        for clip, labelled in enumerate(clips)
        for one, other in combinations(sorted(labelled), 2)
    }
    everything = [pair for of in found.values() for pair in of]
    labels = sorted({label for pair in everything for label in (pair.one, pair.other)} - {NOTHING})
    return Agreement(
        alpha=alpha(everything),
        by_label={label: alpha([_binary(pair, label) for pair in everything]) for label in labels},
        by_person=_by_person(found),
        boxes=len(everything),
    )


def alpha(found: Sequence[Pair]) -> float | None:
    """Of pairs: each is a unit with two values, so observed disagreement is the share of pairs that differ."""
    values: Counter[str] = Counter()
    for pair in found:
        values[pair.one] += 1
        values[pair.other] += 1
    total = sum(values.values())
    expected = total * total - sum(count * count for count in values.values())
    if not expected:
        return None
    observed = sum(2 for pair in found if pair.one != pair.other)
    return 1 - (total - 1) * observed / expected


def kappa(found: Sequence[Pair]) -> float | None:
    """Cohen's, of two people, each with habits of their own."""
    if not found:
        return None
    total = len(found)
    ours, theirs = Counter(pair.one for pair in found), Counter(pair.other for pair in found)
    by_chance = sum(ours[value] * theirs[value] for value in ours) / total**2
    if by_chance >= 1:
        return None
    return (sum(pair.one == pair.other for pair in found) / total - by_chance) / (1 - by_chance)


def _binary(pair: Pair, label: str) -> Pair:
    """Whether each says that it is one of these."""
    return Pair(
        frame=pair.frame,
        one=label if pair.one == label else NOTHING,
        other=label if pair.other == label else NOTHING,
        overlap=pair.overlap,
    )


def _by_person(found: Mapping[tuple[int, str, str], Sequence[Pair]]) -> dict[str, float | None]:
    couples: dict[tuple[str, str], list[Pair]] = {}
    for (_clip, one, other), of in found.items():
        couples.setdefault((one, other), []).extend(of)
    kappas = {couple: kappa(of) for couple, of in couples.items()}
    people = sorted({person for couple in couples for person in couple})
    return {person: _mean([value for couple, value in kappas.items() if person in couple]) for person in people}


def _mean(values: Sequence[float | None]) -> float | None:
    known = [value for value in values if value is not None]
    return sum(known) / len(known) if known else None
