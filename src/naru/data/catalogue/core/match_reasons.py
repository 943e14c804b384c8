"""Why a search brought a record: which words it says, where, and which it does not.

A text says a word as the index means it: three syllables or more wherever they stand in a row, spaces ignored; two inside
a word; one as a morpheme of its own.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum

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
    squeezed = {field: _Text.of(texts[field]) for field in Field if texts.get(field)}
    found = {group: _reasons(group, squeezed) for group in plan.groups}
    return Why(
        reasons=tuple(dict.fromkeys(reason for reasons in found.values() for reason in reasons)),
        missing=tuple(dict.fromkeys(group.text for group, reasons in found.items() if not reasons)),
    )


def _reasons(group: Group, texts: Mapping[Field, "_Text"]) -> list[Reason]:
    for word in (group.text, *group.others):
        if field := _where(word, texts):
            return [Reason(group.text, word, field)]
    parts = [(part, _where(part, texts)) for part in group.parts] if len(group.parts) > 1 else []
    return [Reason(group.text, part, field) for part, field in parts if field]


def _where(word: str, texts: Mapping[Field, "_Text"]) -> Field | None:
    return next((field for field, text in texts.items() if text.says(word)), None)


@dataclass(frozen=True, slots=True)
class _Text:
    words: tuple[str, ...]
    squeezed: str

    @staticmethod
    def of(text: str) -> "_Text":
        words = tuple(korean.words(text[:LOOKED_AT]))
        return _Text(words, "".join(korean.atoms(words)))

    def says(self, word: str) -> bool:
        atoms = korean.atoms(korean.words(word))
        if len(word) == 1:
            return any(word in korean.morphemes(each) for each in self.words)
        if len(atoms) < 3:
            return any("".join(atoms) in korean.pairs_of(each) for each in self.words)
        return "".join(atoms) in self.squeezed
