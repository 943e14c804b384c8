"""Why a search brought a record: which words it says, where, and which it does not.

A text says a word as the index means it: three syllables or more wherever they stand in a row, spaces ignored; two inside
a word; one as a morpheme of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from naru.base.kit.words import Words
from naru.data.catalogue.core import korean
from naru.data.catalogue.core.query_plan import Group, Plan

LOOKED_AT = 20_000  # characters of a text, as many as are indexed


class Field(StrEnum):
    """In the order in which a word is looked for: where it tells most."""

    TITLE = "title"
    KEYWORDS = "keywords"
    PUBLISHER = "publisher"
    COLUMNS = "columns"
    TEXT = "text"


FIELD_WORDS = {
    Field.TITLE: Words("제목", "title"),
    Field.KEYWORDS: Words("키워드", "keywords"),
    Field.PUBLISHER: Words("제공기관", "publisher"),
    Field.COLUMNS: Words("표와 열의 이름", "tables and columns"),
    Field.TEXT: Words("설명", "description"),
}


@dataclass(frozen=True, slots=True)
class Reason:
    """``said`` is what stands in the field: the word that was asked for, a part of it, or another name for it."""

    asked: str
    said: str
    field: Field


@dataclass(frozen=True, slots=True, kw_only=True)
class Why:
    reasons: tuple[Reason, ...] = ()
    missing: tuple[str, ...] = ()  # words that were asked for and that nothing here says


def why(plan: Plan, texts: Mapping[Field, str]) -> Why:
    """Each word of the plan once: itself before another name for it, in the field that tells most, before a part of it."""
    said = {field: texts[field][:LOOKED_AT] for field in Field if texts.get(field)}
    found = {group: _reasons(group, said) for group in plan.groups}
    return Why(
        reasons=tuple(dict.fromkeys(reason for reasons in found.values() for reason in reasons)),
        missing=tuple(dict.fromkeys(group.text for group, reasons in found.items() if not reasons)),
    )


def _reasons(group: Group, texts: Mapping[Field, str]) -> list[Reason]:
    for word in (group.text, *group.others):
        if field := _where(word, texts):
            return [Reason(group.text, word, field)]
    parts = [(part, _where(part, texts)) for part in group.parts] if len(group.parts) > 1 else []
    return [Reason(group.text, part, field) for part, field in parts if field]


def _where(word: str, texts: Mapping[Field, str]) -> Field | None:
    return next((field for field, text in texts.items() if _says(text, word)), None)


def _says(text: str, word: str) -> bool:
    needle, is_long = _needle(word)
    if is_long or needle not in _squeezed(text):
        return is_long and needle in _squeezed(text)
    units = korean.morphemes if len(word) == 1 else korean.pairs_of
    return any(needle in each and needle in units(each) for each in korean.words(text))


@lru_cache(maxsize=4096)
def _needle(word: str) -> tuple[str, bool]:
    """The word as texts are squeezed, and whether it counts wherever it stands."""
    atoms = korean.atoms(korean.words(word))
    return "".join(atoms), len(atoms) > 2


@lru_cache(maxsize=4096)
def _squeezed(text: str) -> str:
    return "".join(korean.atoms(korean.words(text)))
