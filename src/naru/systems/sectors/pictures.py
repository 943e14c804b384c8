"""A report as pictures: how its rules came out, and which of them fail how much. Numbers for SVG, nothing drawn here."""

from collections.abc import Sequence
from dataclasses import dataclass

from naru.base.kit.words import Words
from naru.systems.sectors.core.code_lists import CodeList
from naru.systems.sectors.core.indicators import Figure
from naru.systems.sectors.core.states import Standing
from naru.systems.sectors.core.values import Report, RuleResult, Severity

WIDTH = 1000


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """A piece of the bar: from ``start``, ``width`` of a thousand."""

    kind: str
    words: Words
    count: int
    start: int
    width: int


def shares(report: Report) -> list[Share]:
    """Passed, notices, errors, not checked: of all rules."""
    errors = [each for each in report.failed if each.severity is Severity.ERROR]
    parts = (
        ("passed", Words("지킴", "Kept"), len(report.passed)),
        ("failed", Words("어김", "Broken"), len(errors)),
        ("notices", Words("살펴볼 점", "Notices"), len(report.failed) - len(errors)),
        ("unchecked", Words("검사 못 함", "Not checked"), len(report.not_checked)),
    )
    return bar(parts)


def bar(parts: Sequence[tuple[str, Words, int]]) -> list[Share]:
    """Pieces without a gap whose widths add up to a thousand."""
    total = max(sum(count for _, _, count in parts), 1)
    pieces, before = [], 0
    for kind, words, count in parts:
        start, end = (WIDTH * each // total for each in (before, before + count))
        pieces.append(Share(kind=kind, words=words, count=count, start=start, width=end - start))
        before += count
    return pieces


@dataclass(frozen=True, slots=True, kw_only=True)
class Failing:
    """A rule that is broken, with the share of what it looked at that breaks it."""

    rule: RuleResult
    percent: float
    width: int


def failing(report: Report) -> list[Failing]:
    """Errors before notices, the widest first; a share is never shown as 0."""
    found = []
    for each in report.failed:
        share = each.failed / max(each.checked, each.failed)
        found.append(Failing(rule=each, percent=round(100 * share, 1) or 0.1, width=max(round(WIDTH * share), 4)))
    return sorted(found, key=lambda each: (each.rule.severity is not Severity.ERROR, -each.rule.failed, each.rule.rule))


def standings(found: Sequence[Standing]) -> list[Share]:
    """Datasets by how they stand: green only what was checked and holds."""
    parts = (
        ("passed", Words("적합", "Conforming"), sum(each.opens and each is not Standing.WAIVED for each in found)),
        ("failed", Words("부적합", "Not conforming"), found.count(Standing.NOT_CONFORMING)),
        ("notices", Words("적용을 미룸", "Waived"), found.count(Standing.WAIVED)),
        (
            "unchecked",
            Words("검사 전·판단 못 함", "Unchecked or undecided"),
            found.count(Standing.UNCHECKED) + found.count(Standing.UNDECIDED),
        ),
    )
    return bar(parts)


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One cell of a breakdown: a column from the floor of a picture a thousand wide and a hundred high."""

    label: Words
    value: float | None  # None: too few rows behind it
    x: int
    y: int
    width: int
    height: int


@dataclass(frozen=True, slots=True, kw_only=True)
class FigurePicture:
    """``value`` and the two ends of the breakdown as people read them, None where there is nothing to show."""

    figure: Figure
    value: str
    columns: list[Column]
    highest: Words | None
    lowest: Words | None


MOST_COLUMNS = 24
HEIGHT = 100


def figure(found: Figure, named: CodeList | None = None) -> FigurePicture:
    """Its breakdown as columns, named by a code list where there is one; a cell that is kept back is a low grey one."""
    cells = found.cells[:MOST_COLUMNS]
    most = max((cell.value for cell in cells if cell.value is not None), default=0) or 1
    step = WIDTH // max(len(cells), 1)
    columns = []
    for at, cell in enumerate(cells):
        height = 6 if cell.value is None else max(round(HEIGHT * max(cell.value, 0) / most), 1)
        columns.append(
            Column(
                label=_label(cell.label, named),
                value=cell.value,
                x=at * step,
                y=HEIGHT - height,
                width=max(step - 8, 4),
                height=height,
            )
        )
    shown = sorted((cell for cell in cells if cell.value is not None), key=lambda cell: cell.value or 0)
    digits = found.indicator.digits
    ends = [_end(_label(cell.label, named), _number(cell.value, digits)) for cell in (shown[-1:] + shown[:1])]
    highest, lowest = (ends[0], ends[-1]) if ends else (None, None)
    return FigurePicture(
        figure=found, value=_number(found.value, digits), columns=columns, highest=highest, lowest=lowest
    )


def _label(code: str, named: CodeList | None) -> Words:
    known = named.find(code) if named else None
    return known.words if known else Words(code, code)


def _end(label: Words, value: str) -> Words:
    return Words(" ".join((label.ko, value)), " ".join((label.en, value)))


def _number(value: float | None, digits: int) -> str:
    return "" if value is None else f"{value:,.{digits}f}"
