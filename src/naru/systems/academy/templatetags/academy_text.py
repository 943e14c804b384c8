"""Short texts of exercises in templates."""

import re

from django import template
from django.utils.html import conditional_escape, format_html_join
from django.utils.safestring import SafeString, mark_safe

from naru.systems.academy.core.exercise import Language

register = template.Library()
_PARTS = re.compile(r"(\*\*.+?\*\*|`[^`\n]+`)")


@register.filter
def short_markdown(text: str) -> SafeString:
    """Paragraphs, ``**strong**`` and `` `code` ``; everything else is text."""
    return format_html_join("\n", "<p>{}</p>", ((_inline(part),) for part in re.split(r"\n\s*\n", text.strip())))


@register.filter
def language_name(language: str) -> str:
    """``SQL``, ``Python``."""
    return Language(language).label


@register.filter
def without_marks(text: str) -> str:
    """The same as plain text, in one line."""
    return re.sub(r"\*\*|`", "", " ".join(text.split()))


def _inline(text: str) -> SafeString:
    return mark_safe("".join(_piece(part) for part in _PARTS.split(" ".join(text.split()))))  # noqa: S308 - each piece is escaped


def _piece(part: str) -> str:
    if part.startswith("**") and part.endswith("**") and len(part) > 4:
        return f"<strong>{_inline(part[2:-2])}</strong>"
    if part.startswith("`") and part.endswith("`") and len(part) > 2:
        return f"<code>{conditional_escape(part[1:-1])}</code>"
    return str(conditional_escape(part))
