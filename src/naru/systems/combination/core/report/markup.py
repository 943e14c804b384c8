"""HTML in two languages at once, every text escaped."""

from collections.abc import Iterable
from html import escape

from naru.base.kit.words import Words


def both(ko: str, en: str) -> str:
    """Two languages, of which the page shows the one chosen."""
    if ko == en:
        return escape(ko)
    return f'<span class="ko" lang="ko">{escape(ko)}</span><span class="en" lang="en">{escape(en)}</span>'


def said(words: Words) -> str:
    return both(words.ko, words.en)


def section(name: str, heading: str, note: str, *parts: str) -> str:
    return f'<section aria-labelledby="{name}"><h2 id="{name}">{heading}</h2><p class="note">{note}</p>{"".join(parts)}</section>'


def table(head: Iterable[str], rows: Iterable[Iterable[str]], *, label: str) -> str:
    """``head`` and the cells are HTML already; a wide table scrolls by itself, by keyboard too."""
    top = "".join(f'<th scope="col">{cell}</th>' for cell in head)
    body = "".join("<tr>" + "".join(f"<td>{cell}</td>" for cell in row) + "</tr>" for row in rows)
    return (
        f'<div class="scroll" role="region" tabindex="0" aria-label="{escape(label)}">'
        f"<table><thead><tr>{top}</tr></thead><tbody>{body}</tbody></table></div>"
    )
