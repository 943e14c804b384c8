"""Pictures as inline SVG, without script and without style of their own: the page's style sheet colours them."""

import math
from collections.abc import Sequence
from dataclasses import dataclass
from html import escape

from naru.systems.combination.core.report.markup import both

WIDTH, HEIGHT = 480.0, 300.0
LEFT, RIGHT, TOP, BOTTOM = 44.0, 20.0, 30.0, 48.0  # what axes and their words need
STEPS = (1.0, 2.0, 2.5, 5.0, 10.0)  # of a scale, times a power of ten


@dataclass(frozen=True, slots=True, kw_only=True)
class Part:
    """A piece of a bar: ``amount`` of the bar's whole, in a colour of the style sheet."""

    amount: float
    colour: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Mark:
    """A point of the frontier: ``lost`` and ``risk`` from 0 to 1."""

    lost: float
    risk: float
    label: str
    chosen: bool


def bar(parts: Sequence[Part], *, whole: float, thin: bool = False) -> str:
    """As wide as its place; what it says stands beside it in words, so that a screen reader passes it by."""
    pieces, at = [], 0.0
    for part in parts:
        width = 1000 * part.amount / whole if whole else 0.0
        pieces.append(f'<rect class="{part.colour}" x="{at:.2f}" y="0" width="{width:.2f}" height="10"/>')
        at += width
    return f'<svg class="{"bar thin" if thin else "bar"}" viewBox="0 0 1000 10" preserveAspectRatio="none" aria-hidden="true">{"".join(pieces)}</svg>'


def frontier(marks: Sequence[Mark], *, label: str) -> str:
    """Use lost along, risk left up; the curve of the best that can be had, with the chosen point."""
    ordered = sorted(marks, key=lambda mark: (mark.lost, -mark.risk))
    lost, risk = scale([mark.lost for mark in ordered]), scale([mark.risk for mark in ordered])
    places = [place(mark, widest=lost[-1], highest=risk[-1]) for mark in ordered]
    line = " ".join(f"{x:.1f},{y:.1f}" for x, y in places)
    points = "".join(
        f'<circle class="{"chosen" if mark.chosen else "point"}" cx="{x:.1f}" cy="{y:.1f}" r="{7 if mark.chosen else 4}"/>'
        f'<text class="{"strong" if mark.chosen else ""}" x="{min(x + 8, WIDTH - 44):.1f}" y="{y - 8:.1f}">{escape(mark.label)}</text>'
        for mark, (x, y) in zip(ordered, places, strict=True)
    )
    return (
        f'<svg class="chart" viewBox="0 0 {WIDTH:.0f} {HEIGHT:.0f}" role="img" aria-label="{escape(label)}">'
        f'{axes(lost, risk)}<polyline class="curve" points="{line}"/>{points}</svg>'
    )


def place(mark: Mark, *, widest: float, highest: float) -> tuple[float, float]:
    x = LEFT + (WIDTH - LEFT - RIGHT) * mark.lost / widest
    y = HEIGHT - BOTTOM - (HEIGHT - TOP - BOTTOM) * mark.risk / highest
    return x, y


def scale(amounts: Sequence[float]) -> list[float]:
    """From nought past the greatest amount in four to eight round steps."""
    greatest = max(amounts, default=0.0) or 1.0
    power = 10.0 ** math.floor(math.log10(greatest / 4))
    step = next(each * power for each in STEPS if each * power >= greatest / 5)
    return [step * place for place in range(math.floor(greatest / step) + 2)]


def axes(lost: Sequence[float], risk: Sequence[float]) -> str:
    parts = []
    for amount in risk:
        _, y = place(Mark(lost=0, risk=amount, label="", chosen=False), widest=lost[-1], highest=risk[-1])
        parts.append(f'<line class="grid" x1="{LEFT}" x2="{WIDTH - RIGHT}" y1="{y:.1f}" y2="{y:.1f}"/>')
        parts.append(f'<text class="tick end" x="{LEFT - 6}" y="{y + 4:.1f}">{amount * 100:.3g}</text>')
    for amount in lost:
        x, _ = place(Mark(lost=amount, risk=0, label="", chosen=False), widest=lost[-1], highest=risk[-1])
        parts.append(f'<text class="tick middle" x="{x:.1f}" y="{HEIGHT - BOTTOM + 17:.1f}">{amount * 100:.3g}</text>')
    under = texts(WIDTH - RIGHT, HEIGHT - 8, "잃은 쓸모 (%) →", "use lost (%) →", "tick end")
    above = texts(4, 14, "↑ 평균 재식별 위험 (%)", "↑ mean risk of re-identification (%)", "tick")
    return "".join(parts) + under + above


def texts(x: float, y: float, ko: str, en: str, kind: str) -> str:
    return f'<text class="{kind} ko" lang="ko" x="{x}" y="{y}">{escape(ko)}</text><text class="{kind} en" lang="en" x="{x}" y="{y}">{escape(en)}</text>'


def bar_row(label: str, picture: str, figure: str) -> str:
    return f'<div class="row"><span class="name">{label}</span>{picture}<span class="figure">{figure}</span></div>'


def key(*entries: tuple[str, str, str]) -> str:
    """The meaning of colours: (colour, Korean, English)."""
    items = (
        f'<li><svg class="dot" viewBox="0 0 10 10" aria-hidden="true"><rect class="{colour}" width="10" height="10" rx="2"/></svg>{both(ko, en)}</li>'
        for colour, ko, en in entries
    )
    return f'<ul class="key">{"".join(items)}</ul>'
