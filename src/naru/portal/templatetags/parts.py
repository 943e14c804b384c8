"""Small parts of pages: icons, badges, figures, tiny charts, addresses that keep their query."""

from collections.abc import Sequence
from datetime import date, datetime
from typing import Any

from django import template
from django.http import HttpRequest
from django.template.context import Context
from django.templatetags.static import static
from django.utils import timezone, translation
from django.utils.html import format_html, format_html_join
from django.utils.safestring import SafeString

from naru.base.people.core.browsers import browser_name

register = template.Library()
register.filter("browser_name", browser_name)


@register.simple_tag
def icon(name: str, label: str = "") -> SafeString:
    """A Lucide icon from the built sprite; with a label it speaks, without one it is decoration."""
    heard = format_html('role="img" aria-label="{}"', label) if label else SafeString('aria-hidden="true"')
    return format_html(
        '<svg class="icon" {} focusable="false"><use href="{}#{}"></use></svg>', heard, static("build/icons.svg"), name
    )


@register.simple_tag
def badge(text: Any, tone: str = "", icon_name: str = "") -> SafeString:
    """A short label in a tone: ``good``, ``bad``, ``care``, ``note``, ``harbour``, ``warm``, ``outline`` or none."""
    picture = icon(icon_name) if icon_name else ""
    return format_html('<span class="badge {}">{}{}</span>', tone, picture, _said(text))


@register.simple_tag
def bars(heights: Sequence[float], label: str, titles: Sequence[str] = ()) -> SafeString:
    """A small histogram as SVG: one bar a height; ``label`` says in words what is seen."""
    top = max(heights, default=0) or 1
    width = 100 / max(len(heights), 1)
    drawn = format_html_join(
        "",
        '<rect x="{}" y="{}" width="{}" height="{}"><title>{}</title></rect>',
        (
            (
                round(place * width, 2),
                round(36 - 36 * height / top, 2),
                round(width * 0.86, 2),
                round(36 * height / top, 2) or 0,
                titles[place] if place < len(titles) else f"{height:,}",
            )
            for place, height in enumerate(heights)
        ),
    )
    return format_html(
        '<svg class="bars" viewBox="0 0 100 36" preserveAspectRatio="none" role="img" aria-label="{}">{}</svg>',
        label,
        drawn,
    )


@register.simple_tag
def meter(share: float, label: str) -> SafeString:
    """A thin line filled to a share between 0 and 1."""
    filled = round(100 * min(max(share, 0), 1), 1)
    return format_html(
        '<svg class="meter" viewBox="0 0 100 6" preserveAspectRatio="none" role="img" aria-label="{}"><rect width="100" height="6" rx="3"/><rect width="{}" height="6" rx="3"/></svg>',
        label,
        filled,
    )


@register.simple_tag(takes_context=True)
def query(context: Context, **changes: Any) -> str:
    """This page's address with some of its query changed; a change to ``None`` or an empty text leaves the name out."""
    request: HttpRequest = context["request"]
    asked = request.GET.copy()
    for name, value in changes.items():
        if value in (None, ""):
            asked.pop(name, None)
        elif isinstance(value, list | tuple):
            asked.setlist(name, [str(each) for each in value])
        else:
            asked[name] = str(value)
    return f"?{asked.urlencode()}" if asked else request.path


@register.filter
def number(value: Any) -> str:
    """A figure with thousands apart: ``12,345`` or ``3.14``; nothing for ``None``."""
    if value is None:
        return ""
    return (
        f"{value:,}"
        if isinstance(value, int)
        else f"{value:,.4g}"
        if isinstance(value, float) and abs(value) < 1000
        else f"{value:,.0f}"
    )


@register.filter
def short_number(value: int) -> str:
    """A large figure for a tile: ``1.2만`` in Korean, ``12K`` in English."""
    steps = ((10**8, "억"), (10**4, "만")) if _language() == "ko" else ((10**9, "B"), (10**6, "M"), (10**4, "K"))
    for size, mark in steps:
        if value >= size:
            unit = 1000 if mark == "K" else size
            return f"{value / unit:,.1f}".removesuffix(".0") + mark
    return f"{value:,}"


@register.filter
def bytes_size(value: int) -> str:
    """A number of bytes as people say it: ``1.4 MB``."""
    size = float(value)
    for unit in ("B", "kB", "MB", "GB"):
        if size < 1000:
            return f"{size:.0f} {unit}" if unit == "B" else f"{size:.1f} {unit}"
        size /= 1000
    return f"{size:.1f} TB"


@register.filter
def day(value: date | datetime | None) -> SafeString | str:
    """A day in the city's calendar, in the visitor's way of writing it."""
    if value is None:
        return ""
    local = timezone.localtime(value) if isinstance(value, datetime) and timezone.is_aware(value) else value
    written = f"{local.year}. {local.month}. {local.day}." if _language() == "ko" else f"{local.day} {local:%b %Y}"
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), written)


@register.filter
def moment(value: datetime | None) -> SafeString | str:
    """A day and time in the city."""
    if value is None:
        return ""
    local = timezone.localtime(value)
    written = (
        f"{local.year}. {local.month}. {local.day}. {local:%H:%M}"
        if _language() == "ko"
        else f"{local.day} {local:%b %Y, %H:%M}"
    )
    return format_html('<time datetime="{}">{}</time>', local.isoformat(), written)


def _language() -> str:
    return translation.get_language() or "ko"


def _said(text: Any) -> str:
    return str(text.in_(_language()) if hasattr(text, "in_") else text)
