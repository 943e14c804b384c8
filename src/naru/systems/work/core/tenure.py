"""Jobs created: people with a contract that was paid and that lasted, each once, and since when they count."""

from collections.abc import Iterable
from dataclasses import dataclass
from datetime import datetime, timedelta


@dataclass(frozen=True, slots=True, kw_only=True)
class Spell:
    """A signed contract: ``ended`` None while it holds; ``first_paid`` None where nothing was paid under it."""

    contract_id: str
    person_id: str
    began: datetime
    ended: datetime | None
    first_paid: datetime | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Counted:
    person_id: str
    contract_id: str
    at: datetime


def jobs_created(spells: Iterable[Spell], *, until: datetime, days: int) -> list[Counted]:
    """Who had, by an instant, a paid contract of so many days; of several contracts the one that got there first.

    A contract counts from the day that it is long enough, or from its first payment where that came later.
    """
    first: dict[str, Counted] = {}
    for spell in sorted(spells, key=lambda each: (each.began, each.contract_id)):
        reached = spell.began + timedelta(days=days)
        if spell.first_paid is None or (spell.ended is not None and spell.ended < reached):
            continue
        at = max(reached, spell.first_paid)
        known = first.get(spell.person_id)
        if at <= until and (known is None or at < known.at):
            first[spell.person_id] = Counted(person_id=spell.person_id, contract_id=spell.contract_id, at=at)
    return sorted(first.values(), key=lambda each: (each.at, each.person_id))
