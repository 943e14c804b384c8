"""An answer's rows beside the right ones: equal within the exercise's tolerance, in its order or in any, with the first difference
in words that give nothing of the right answer away.
"""

import math
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, field
from typing import Any, TypeAlias

from naru.base.kit.words import Words

Cell: TypeAlias = Any  # a JSON value
Rows: TypeAlias = Sequence[Sequence[Cell]]


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerTable:
    columns: tuple[str, ...]
    rows: tuple[tuple[Cell, ...], ...] = field(repr=False)


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    """How an answer is compared. ``names``: the columns' names count, in whatever order; else their places do."""

    ordered: bool = False
    names: bool = True
    absolute: float = 1e-9
    relative: float = 1e-6
    case: bool = True  # capital letters count
    trim: bool = True  # spaces at the ends of a text do not


@dataclass(frozen=True, slots=True, kw_only=True)
class Comparison:
    """``why`` says what differs without the right value; None where nothing does."""

    is_equal: bool
    why: Words | None = None


EQUAL = Comparison(is_equal=True)


def rule_of(values: Mapping[str, Any]) -> Rule:
    """Raises ``ValueError`` or ``TypeError`` for what is no rule."""
    rule = Rule(
        **{
            name: values[name]
            for name in ("ordered", "names", "absolute", "relative", "case", "trim")
            if name in values
        }
    )
    if not (0 <= rule.absolute < math.inf and 0 <= rule.relative < 1):
        raise ValueError("a tolerance is a share of 1 or an amount, not below 0")
    return rule


def compare(answer: AnswerTable, right: AnswerTable, rule: Rule) -> Comparison:
    places = _places(answer.columns, right.columns, rule)
    if places is None:
        return _different(
            Words(
                f"열이 다릅니다. 이 열이 있어야 합니다: {', '.join(right.columns)}",
                f"These columns are expected: {', '.join(right.columns)}",
            )
        )
    if len(answer.rows) != len(right.rows):
        return _different(
            Words(
                f"행의 수가 다릅니다. 낸 답은 {len(answer.rows):,}행입니다.",
                f"The number of rows differs: yours has {len(answer.rows):,}.",
            )
        )
    own = [tuple(_plain(row[place], rule) for place in places) for row in answer.rows]
    wanted = [tuple(_plain(cell, rule) for cell in row) for row in right.rows]
    if not rule.ordered:
        return EQUAL if _same_in_any_order(own, wanted, rule) else _different(ANY_ORDER)
    wrong = next(
        (n for n, (a, b) in enumerate(zip(own, wanted, strict=True), start=1) if not _same_row(a, b, rule)), None
    )
    if wrong is None:
        return EQUAL
    if _same_in_any_order(own, wanted, rule):
        return _different(
            Words("값은 맞지만 행의 순서가 다릅니다.", "The values are right, the order of the rows is not.")
        )
    return _different(Words(f"{wrong:,}번째 행의 값이 다릅니다.", f"Row {wrong:,} differs."))


ANY_ORDER = Words("행의 수는 맞지만 값이 다른 행이 있습니다.", "The number of rows is right, but some values differ.")


def _different(why: Words) -> Comparison:
    return Comparison(is_equal=False, why=why)


def _places(own: Sequence[str], wanted: Sequence[str], rule: Rule) -> list[int] | None:
    """Of the wanted columns among one's own."""
    if len(own) != len(wanted):
        return None
    if not rule.names:
        return list(range(len(own)))
    known = {name.strip().casefold(): place for place, name in enumerate(own)}
    found = [known.get(name.strip().casefold(), -1) for name in wanted]
    return None if -1 in found or len(set(found)) != len(found) else found


def _plain(cell: Cell, rule: Rule) -> Cell:
    """Whole numbers, fractions and truth values of one kind; NaN is a missing value."""
    match cell:
        case bool():
            return cell
        case int():
            return cell
        case float():
            return None if math.isnan(cell) else int(cell) if cell.is_integer() and abs(cell) < 2**53 else cell
        case str():
            text = cell.strip() if rule.trim else cell
            return text if rule.case else text.casefold()
        case list() | tuple():
            return tuple(_plain(each, rule) for each in cell)
        case dict():
            return tuple(sorted((str(name), _plain(each, rule)) for name, each in cell.items()))
    return cell


def _same_row(own: Sequence[Cell], wanted: Sequence[Cell], rule: Rule) -> bool:
    return all(_same(a, b, rule) for a, b in zip(own, wanted, strict=True))


def _same(own: Cell, wanted: Cell, rule: Rule) -> bool:
    if isinstance(own, bool) or isinstance(wanted, bool):
        return isinstance(own, bool) and isinstance(wanted, bool) and own == wanted
    if isinstance(own, int | float) and isinstance(wanted, int | float):
        return own == wanted or math.isclose(own, wanted, rel_tol=rule.relative, abs_tol=rule.absolute)
    if isinstance(own, tuple) and isinstance(wanted, tuple):
        return len(own) == len(wanted) and _same_row(own, wanted, rule)
    return bool(own == wanted) and type(own) is type(wanted)


def _same_in_any_order(own: Sequence[tuple[Cell, ...]], wanted: Sequence[tuple[Cell, ...]], rule: Rule) -> bool:
    """Rows that are equal but for their numbers are matched number by number, in the numbers' order.

    Exact where a row's texts and truths tell it apart or its numbers differ by more than the tolerance; that is every answer a
    tolerance was meant for.
    """
    return all(
        _same_row(a, b, rule) for a, b in zip(sorted(own, key=_sort_key), sorted(wanted, key=_sort_key), strict=True)
    )


def _sort_key(row: Sequence[Cell]) -> tuple[tuple[str, ...], tuple[float, ...]]:
    texts = tuple(f"{type(cell).__name__}:{cell}" if not _is_number(cell) else "number" for cell in row)
    return texts, tuple(float(cell) for cell in row if _is_number(cell))


def _is_number(cell: Cell) -> bool:
    return isinstance(cell, int | float) and not isinstance(cell, bool)
