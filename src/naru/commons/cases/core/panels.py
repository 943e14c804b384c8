"""Who reviews: drawn by the hash of a seed that was written down before, so that anyone can draw again."""

from collections import Counter
from collections.abc import Collection, Iterable
from dataclasses import dataclass

from naru.base.kit.canonical import sha256_of
from naru.base.kit.refusals import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class Candidate:
    """``organisation`` is where they belong, "" for nowhere."""

    person_id: str
    organisation: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class PanelRule:
    size: int
    of_one_organisation_most: int = 1


@dataclass(frozen=True, slots=True, kw_only=True)
class Drawn:
    """``order`` are all candidates as the seed orders them, so that a draw can be checked."""

    members: tuple[str, ...]
    order: tuple[str, ...]


def draw(candidates: Iterable[Candidate], rule: PanelRule, *, seed: str, barred: Collection[str] = ()) -> Drawn:
    """The first in the seed's order whom nothing bars. Raises ``Refused``: ``panel_too_small``."""
    ordered = sorted(candidates, key=lambda each: sha256_of([seed, each.person_id]))
    members: list[str] = []
    seats: Counter[str] = Counter()
    for each in ordered:
        full = each.organisation and seats[each.organisation] >= rule.of_one_organisation_most
        if each.person_id in barred or full or len(members) == rule.size:
            continue
        members.append(each.person_id)
        seats[each.organisation] += 1
    if len(members) < rule.size:
        raise Refused("panel_too_small", size=rule.size, free=len(members))
    return Drawn(members=tuple(members), order=tuple(each.person_id for each in ordered))
