"""Figures, kinds of chart and frames in the templates of asking."""

from typing import Any

from django import template
from django.templatetags.static import static
from django.utils.html import escape, format_html, format_html_join
from django.utils.safestring import SafeString

from naru.base.kit.words import Words
from naru.data.catalogue.core.column_words import TYPE_WORDS
from naru.data.catalogue.core.columns import Column

register = template.Library()

ICONS = {
    "line": "chart-line",
    "bar": "chart-column",
    "scatter": "chart-scatter",
    "histogram": "chart-column-increasing",
    "map": "map",
    "table": "table",
}


@register.filter
def figure(value: float | None) -> str:
    """A number of a chart or an answer in full: ``1,234.5``; a dash for nothing."""
    if value is None:
        return "–"
    return f"{value:,.10g}" if abs(value) < 1e15 else f"{value:.6g}"


@register.filter
def cell(value: Any) -> str:
    """A value of a row as people read it: whole numbers with thousands apart, everything else as it is."""
    if isinstance(value, bool) or value is None:
        return {True: "✓", False: "–", None: ""}[value]
    return f"{value:,}" if isinstance(value, int) else figure(value) if isinstance(value, float) else str(value)


@register.filter
def heading(column: Column) -> SafeString:
    """A column's name with its unit, once."""
    if column.unit is None:
        return format_html("{}", column.plain_name)
    return format_html('{} <span class="unit">({})</span>', column.plain_name, column.unit)


@register.filter
def label(column: Column) -> str:
    """A column's name with its unit as plain text, for a choice in a list."""
    return column.plain_name if column.unit is None else f"{column.plain_name} ({column.unit})"


@register.filter
def type_words(column: Column) -> Words:
    return TYPE_WORDS[column.type]


@register.filter
def coded(text: str) -> SafeString:
    """A sentence of the reference; what stands between backticks is code."""
    parts = text.split("`")
    return format_html_join(
        "", "{}", ((format_html("<code>{}</code>", part) if place % 2 else part,) for place, part in enumerate(parts))
    )


@register.simple_tag
def chart_icon(kind: str) -> SafeString:
    """The icon of a kind of chart, as decoration: a screen reader passes over it."""
    return format_html(
        '<svg class="icon" aria-hidden="true" focusable="false"><use href="{}#{}"></use></svg>',
        static("build/icons.svg"),
        ICONS[kind],
    )


@register.simple_tag
def frame_code(address: str) -> str:
    """The HTML that puts a chart into another page, to be shown as text."""
    return f'<iframe src="{escape(address)}" width="100%" height="480" loading="lazy"></iframe>'
