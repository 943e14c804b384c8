"""``{% t "한국어" "English" %}``: both languages of a phrase stand where the phrase is used."""

from typing import Any

from django import template
from django.utils import translation
from django.utils.html import conditional_escape
from django.utils.safestring import SafeString, mark_safe

from naru.base.kit.words import Words

register = template.Library()


@register.simple_tag
def t(ko: str, en: str, **facts: Any) -> SafeString:
    """The phrase in the visitor's language; ``{name}`` takes an escaped fact, and the phrase itself may hold markup."""
    phrase = Words(ko, en).in_(translation.get_language() or "ko")
    escaped = {name: conditional_escape(fact) for name, fact in facts.items()}
    return mark_safe(phrase.format(**escaped) if facts else phrase)  # noqa: S308 - the phrase is a template's literal


@register.simple_tag
def many(count: int, ko: str, one: str, more: str) -> str:
    """A phrase with a number in it: ``{n}`` is the count; English tells one from more."""
    phrase = Words(ko, one if count == 1 else more).in_(translation.get_language() or "ko")
    return phrase.format(n=f"{count:,}")


@register.filter
def words(value: Words | str) -> str:
    """The phrase in the visitor's language; a text that has only one (a name, a title) as it is."""
    return value.in_(translation.get_language() or "ko") if isinstance(value, Words) else value
