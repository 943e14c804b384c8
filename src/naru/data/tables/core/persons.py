"""Who the rows are about: names, birth dates and home addresses, by the columns' names, dictionaries and shapes.

A column is judged beside the others. A name is somebody's own where the list is about people; the representative of a
firm in a list of firms, an official beside the office, an author beside a work are public by law and only told, unless
numbers of identity or birth dates stand beside them. An address is a home where people's own data stand beside it.
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.tables.core import lexicon
from naru.data.tables.core.masking import masked
from naru.data.tables.core.meanings import Facts
from naru.data.tables.core.person_names import FEWEST, share_of_latin_names, share_of_names
from naru.data.tables.core.values import Grade, PersonalFinding, PersonalKind, PublicGround

HALF, MOSTLY = 0.5, 0.6
EXAMPLES = 3
SPREAD_YEARS = 20  # of dates without a telling name: people's births lie further apart than a list's events
_DATES = frozenset({ColumnType.DATE, ColumnType.DATETIME})
_BORN = re.compile(
    r"(?:19|20)?\d{2}[-./년\s]{0,2}(?:0?[1-9]|1[0-2])[-./월\s]{0,2}(?:0?[1-9]|[12]\d|3[01])일?|\d{6}-?[1-8]\*{0,6}"
)
_STREET = re.compile(r".{0,60}?[가-힣][가-힣0-9·.]*(?:읍|면|동|리|가|로|길)\s*(?:\d+번?길\s*)?(?:산\s*)?\d+")


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence:
    """A column, what is known of its values, and what its file calls it."""

    column: Column
    values: Sequence[str]
    source: str

    @property
    def name(self) -> str:
        return self.column.name

    def is_named(self, words: re.Pattern[str]) -> bool:
        """Whether one of its names speaks for something."""
        return any(words.search(name.strip()) for name in (self.name, self.source))

    def is_denied(self, words: re.Pattern[str]) -> bool:
        """Whether its file's own name speaks against it: no new name makes a person's data a thing's."""
        return words.search(self.source.strip()) is not None

    def share(self, pattern: re.Pattern[str]) -> float:
        """Of the different values, those that the pattern meets from the start."""
        return sum(1 for value in self.values if pattern.match(value)) / len(self.values) if self.values else 0.0


def with_persons(
    columns: Sequence[Column],
    facts: Mapping[str, Facts],
    numbers: Sequence[PersonalFinding],
    rows: int,
    *,
    sources: Mapping[str, str],
) -> tuple[PersonalFinding, ...]:
    """The findings of numbers, and behind them those of persons, in the columns' order.

    ``sources``: by alias, what the file calls the columns that a person gave other names.
    """
    free = [
        Evidence(
            column=column,
            values=facts[column.alias].values if column.alias in facts else (),
            source=sources.get(column.alias, column.name),
        )
        for column in columns
        if column.nulls < rows
    ]
    grounds = {each.column.alias: _ground(each, columns) for each in free if _names_people(each)}
    births = {each.column.alias for each in free if each.is_named(lexicon.BIRTH) and _is_birth(each)}
    own = {alias for alias, ground in grounds.items() if ground is None}
    has_identity = any(finding.grade is Grade.IDENTITY for finding in numbers) or bool(births)
    is_of_people = has_identity or bool(own)
    found: dict[str, tuple[PersonalKind, PublicGround | None]] = {}
    for each in free:
        if kind := _kind(each, grounds, births, is_of_people=is_of_people, has_numbers=bool(numbers)):
            ground = None if has_identity else grounds.get(each.column.alias)
            found[each.column.alias] = (kind, ground if kind is PersonalKind.NAME else None)
    persons = (_finding(each, *found[each.column.alias], rows) for each in free if each.column.alias in found)
    return (*numbers, *persons)


def _kind(
    each: Evidence,
    grounds: Mapping[str, PublicGround | None],
    births: set[str],
    *,
    is_of_people: bool,
    has_numbers: bool,
) -> PersonalKind | None:
    if each.column.alias in grounds:
        return PersonalKind.NAME
    if each.column.alias in births or (is_of_people and _is_birth_beside(each)):
        return PersonalKind.BIRTH_DATE
    if _is_home(each, is_of_people=is_of_people):
        return PersonalKind.ADDRESS
    if has_numbers and each.is_named(lexicon.ANY_NAME) and share_of_latin_names(each.values) >= HALF:
        return PersonalKind.NAME
    is_nameless = not any(map(each.is_denied, (lexicon.THING_NAME, lexicon.ESTABLISHMENT, lexicon.DISTRICT)))
    beside = is_of_people or has_numbers
    if beside and is_nameless and _is_varied(each) and share_of_names(each.values, is_named=False) >= MOSTLY:
        return PersonalKind.NAME
    return None


def _names_people(each: Evidence) -> bool:
    """Whether the column's name speaks of people and its values are names."""
    if each.column.type is not ColumnType.TEXT or each.is_denied(lexicon.THING_NAME):
        return False
    if each.is_named(lexicon.PERSON_NAME):
        return share_of_names(each.values, is_named=True) >= HALF
    if each.is_named(lexicon.ANY_NAME):
        return _is_varied(each) and share_of_names(each.values, is_named=False) >= MOSTLY
    roles = (lexicon.PERSON_ROLE, lexicon.REPRESENTATIVE, lexicon.OFFICIAL, lexicon.AUTHOR)
    return any(map(each.is_named, roles)) and share_of_names(each.values, is_named=False) >= HALF


def _ground(each: Evidence, columns: Sequence[Column]) -> PublicGround | None:
    """Why these names are public by law, if they are."""
    beside = [column.name for column in columns if column.alias != each.column.alias]
    if each.is_named(lexicon.REPRESENTATIVE) and any(map(lexicon.ESTABLISHMENT.search, beside)):
        return PublicGround.REPRESENTATIVE
    if each.is_named(lexicon.OFFICIAL) and any(map(lexicon.OFFICE.search, beside)):
        return PublicGround.DUTY
    return PublicGround.AUTHORSHIP if each.is_named(lexicon.AUTHOR) else None


def _is_varied(each: Evidence) -> bool:
    return each.column.type is ColumnType.TEXT and len(set(each.values)) >= FEWEST


def _is_birth(each: Evidence) -> bool:
    return each.column.type in _DATES or each.share(_BORN) >= HALF


def _is_birth_beside(each: Evidence) -> bool:
    """By a name that may mean a birthday, or by dates that lie as far apart as births do and bear no name of events."""
    if each.is_named(lexicon.BIRTHDAY):
        return _is_birth(each)
    is_event = any(map(each.is_denied, (lexicon.DAY, lexicon.MONTH, lexicon.RECORD_DATE)))
    return each.column.type is ColumnType.DATE and not is_event and _years(each.column) >= SPREAD_YEARS


def _years(column: Column) -> int:
    low, high = (column.profile.minimum, column.profile.maximum) if column.profile else (None, None)
    return int(str(high)[:4]) - int(str(low)[:4]) if low is not None and high is not None else 0


def _is_home(each: Evidence, *, is_of_people: bool) -> bool:
    if each.column.type is not ColumnType.TEXT or each.share(_STREET) < HALF:
        return False
    return each.is_named(lexicon.HOME_ADDRESS) or (is_of_people and not each.is_denied(lexicon.SITE_ADDRESS))


def _finding(each: Evidence, kind: PersonalKind, ground: PublicGround | None, rows: int) -> PersonalFinding:
    shown = each.values or [str(each.column.profile.minimum)] if each.column.profile else each.values
    return PersonalFinding(
        column=each.name,
        alias=each.column.alias,
        kind=kind,
        count=rows - each.column.nulls,
        examples=tuple(masked(str(value), kind) for value in shown[:EXAMPLES]),
        ground=ground,
    )
