"""From one code list to another: what is mapped, what may be several, what is lost; shares count rows, not codes.

A crosswalk is lines of (from, to) with a share of the old that went to the new, where that is known. A code without a line is
looked up under its own name in the new list: most codes never change.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from datetime import date
from enum import StrEnum
from fractions import Fraction
from typing import Any

from naru.systems.sectors.core.code_lists import CodeList


class CrosswalkError(ValueError):
    """Lines that contradict each other; which."""


class Fate(StrEnum):
    """Of a code. ``AMBIGUOUS``: several new codes, and nothing says which."""

    SAME = "same"
    MAPPED = "mapped"
    SPLIT = "split"  # into several by known shares: figures can be divided, single rows cannot
    AMBIGUOUS = "ambiguous"
    LOST = "lost"


@dataclass(frozen=True, slots=True, kw_only=True)
class Line:
    old: str
    new: str
    share: Fraction | None = None  # of the old; None: not known


@dataclass(frozen=True, slots=True, kw_only=True)
class Crosswalk:
    name: str
    on: date  # the day on which the old became the new
    lines: tuple[Line, ...]
    _by_old: dict[str, tuple[Line, ...]] = field(default_factory=dict, repr=False, compare=False)

    def __post_init__(self) -> None:
        for line in self.lines:
            self._by_old[line.old] = (*self._by_old.get(line.old, ()), line)
        for old, lines in self._by_old.items():
            if len({line.new for line in lines}) < len(lines):
                raise CrosswalkError(f"{self.name}: '{old}' goes to one code twice")
            known = [line.share for line in lines if line.share is not None]
            if known and (len(known) < len(lines) or sum(known) != 1):
                raise CrosswalkError(f"{self.name}: the shares of '{old}' do not add up to 1")

    def fate(self, code: str, new: CodeList) -> tuple[Fate, tuple[Line, ...]]:
        """What becomes of a code, and its lines; a line to a code that the new list lacks on that day is no way."""
        lines = tuple(line for line in self._by_old.get(code, ()) if new.find(line.new, self.on) is not None)
        if code not in self._by_old:
            known = new.find(code, self.on)
            return (Fate.SAME, (Line(old=code, new=code),)) if known else (Fate.LOST, ())
        if not lines:
            return Fate.LOST, ()
        if len(lines) == 1:
            return (Fate.SAME if lines[0].new == code else Fate.MAPPED), lines
        return (Fate.SPLIT if all(line.share is not None for line in lines) else Fate.AMBIGUOUS), lines

    def tally(self, rows: Mapping[str, int], new: CodeList) -> "Tally":
        """``rows``: how many rows have each old code."""
        counts = dict.fromkeys(Fate, 0)
        codes: dict[Fate, list[str]] = {fate: [] for fate in Fate}
        for code, count in sorted(rows.items()):
            fate, _ = self.fate(code, new)
            counts[fate] += count
            codes[fate].append(code)
        return Tally(rows=counts, codes={fate: tuple(found) for fate, found in codes.items()})

    def moved(self, figures: Mapping[str, Fraction], new: CodeList) -> tuple[dict[str, Fraction], dict[str, Fraction]]:
        """Figures by new codes, and those that could not be moved, by old ones: together they are what was given."""
        there: dict[str, Fraction] = {}
        left: dict[str, Fraction] = {}
        for code, figure in figures.items():
            fate, lines = self.fate(code, new)
            if fate in (Fate.LOST, Fate.AMBIGUOUS):
                left[code] = figure
                continue
            for line in lines:
                there[line.new] = there.get(line.new, Fraction(0)) + figure * (line.share or 1)
        return there, left


@dataclass(frozen=True, slots=True, kw_only=True)
class Tally:
    """Rows and codes by what became of them."""

    rows: Mapping[Fate, int]
    codes: Mapping[Fate, tuple[str, ...]]

    def share(self, *fates: Fate) -> Fraction:
        total = sum(self.rows.values())
        return Fraction(sum(self.rows[fate] for fate in fates), total) if total else Fraction(0)


def crosswalk_of(raw: Mapping[str, Any]) -> Crosswalk:
    """``lines`` are ``[old, new]`` or ``[old, new, "share"]``. Raises ``CrosswalkError``."""
    try:
        return Crosswalk(name=raw["name"], on=date.fromisoformat(raw["on"]), lines=tuple(_lines(raw["lines"])))
    except (KeyError, TypeError, ValueError) as error:
        raise CrosswalkError(f"{raw.get('name', '?')}: {error}") from None


def _lines(raw: Iterable[Any]) -> Iterable[Line]:
    for old, new, *share in raw:
        yield Line(old=old, new=new, share=Fraction(share[0]) if share else None)
