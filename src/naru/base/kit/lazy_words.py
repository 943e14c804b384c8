"""A phrase said in the visitor's language whenever it is finally shown: for labels that are written once, at import."""

from django.utils.functional import lazy
from django.utils.translation import get_language

from naru.base.kit.words import Words


def _say(ko: str, en: str) -> str:
    return Words(ko, en).in_(get_language() or "ko")


spoken = lazy(_say, str)
"""``spoken("이름", "Name")``: a lazy ``str`` for form labels, help texts and model choices."""
