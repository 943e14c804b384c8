"""How the catalogue's values stand in pages."""

from typing import Any

from django import template
from django.utils import translation

from naru.base.kit.words import Words
from naru.data.catalogue.core.columns import Column
from naru.data.catalogue.core.history import FIELD_WORDS, shown
from naru.data.catalogue.core.match_reasons import FIELD_WORDS as MATCH_FIELD_WORDS
from naru.data.catalogue.core.match_reasons import Field as MatchField
from naru.data.catalogue.core.states import ACCESS_WORDS, STATE_WORDS, VERSION_STATE_WORDS, Access, State, VersionState
from naru.data.catalogue.core.values import Dataset
from naru.data.catalogue.core.vocabulary import FREQUENCIES, LICENCES, THEMES, place_words

register = template.Library()

TONES = {State.DRAFT: "", State.IN_REVIEW: "care", State.PUBLISHED: "good", State.WITHDRAWN: "bad"}
VERSION_TONES = {
    VersionState.LIVE: "good",
    VersionState.HELD: "care",
    VersionState.REJECTED: "bad",
    VersionState.WITHDRAWN: "bad",
    VersionState.ERASED: "bad",
}


@register.filter
def titled(dataset: Dataset) -> str:
    """The title in the visitor's language, where there is one."""
    english = dataset.description.title_en
    return english if english and translation.get_language() == "en" else dataset.title


@register.filter
def said_of(dataset: Dataset) -> str:
    """The description in the visitor's language, where there is one."""
    english = dataset.description.description_en
    return english if english and translation.get_language() == "en" else dataset.description.description


@register.filter
def place(text: str) -> Words:
    return place_words(text)


@register.filter
def theme(code: str) -> Words:
    return THEMES[code].words if code in THEMES else Words(code, code)


@register.filter
def licence(code: str) -> Any:
    return LICENCES.get(code)


@register.filter
def frequency(code: str) -> Any:
    return FREQUENCIES.get(code)


@register.filter
def state(code: str) -> Words:
    return STATE_WORDS[State(code)]


@register.filter
def state_tone(code: str) -> str:
    return TONES[State(code)]


@register.filter
def version_state(code: str) -> Words:
    return VERSION_STATE_WORDS[VersionState(code)]


@register.filter
def version_tone(code: str) -> str:
    return VERSION_TONES[VersionState(code)]


@register.filter
def access(code: str) -> Words:
    return ACCESS_WORDS[Access(code)]


@register.filter
def match_field(name: str) -> Words:
    return MATCH_FIELD_WORDS[MatchField(name)]


@register.filter
def percent(share: float) -> str:
    """A share as whole per cent, 100 only where nothing is missing: 0.999 → "99"."""
    return str(int(round(share * 100, 6)))


@register.filter
def heights(column: Column) -> list[int]:
    """The bars of a column's histogram; none of a column without one."""
    return [each.count for each in column.profile.histogram] if column.profile else []


@register.filter
def field(name: str) -> Words:
    return FIELD_WORDS.get(name, Words(name, name))


@register.simple_tag
def stored(name: str, value: str) -> Words:
    """A stored value of a description's field as people read it."""
    return shown(name, value)
