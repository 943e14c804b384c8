"""The source's word and a person's, field by field: what a person wrote stays, whatever the source says later.

Three descriptions decide: what the source said last time, what stands here, what the source says now. A field that
stands here otherwise than the source said it is a person's.
"""

from collections.abc import Sequence
from dataclasses import dataclass, fields, replace
from typing import Any

from naru.data.catalogue.core.values import Description, DistributionIn


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """Whose word a field is: ``source_says`` is what the source says where a person says otherwise."""

    field: str
    value: Any
    is_persons: bool
    source_says: Any


def merged(*, said: Description | None, here: Description | None, now: Description) -> Description:
    """What stands after a run: a person's fields as they are here, the others as the source says them now."""
    if here is None or said is None:
        return now
    kept = {name: getattr(here, name) for name in persons_fields(said=said, here=here)}
    return replace(now, **kept)


def persons_fields(*, said: Description, here: Description) -> tuple[str, ...]:
    """The fields that stand here otherwise than the source said them."""
    return tuple(field.name for field in fields(Description) if getattr(said, field.name) != getattr(here, field.name))


def words(*, said: Description, here: Description) -> list[Word]:
    """One for each field of which either says something."""
    persons = set(persons_fields(said=said, here=here))
    pairs = [(field.name, getattr(here, field.name), getattr(said, field.name)) for field in fields(Description)]
    return [
        Word(field=name, value=ours, is_persons=name in persons, source_says=theirs)
        for name, ours, theirs in pairs
        if ours or theirs
    ]


def merged_distributions(
    *, said: Sequence[DistributionIn], here: Sequence[DistributionIn], now: Sequence[DistributionIn]
) -> tuple[DistributionIn, ...]:
    """The source's, without those that a person took away here, and after them those that a person added."""
    before, ours = {_place(each) for each in said}, {_place(each) for each in here}
    taken_away = before - ours
    added = [each for each in here if _place(each) not in before]
    theirs = [each for each in now if _place(each) not in taken_away]
    standing = {_place(each) for each in theirs}
    return (*theirs, *(each for each in added if _place(each) not in standing))


def _place(each: DistributionIn) -> tuple[str, str, str]:
    """One service may offer several layers under one address: the address alone does not tell them apart."""
    return each.url, each.format, each.title
