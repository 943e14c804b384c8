"""Header rows whose names are numbers: years, ages, hours, codes over columns of numbers.

A row of digits under a name ("시간대 | 0 | 1 | 2 …", "연월 | 11010 | 11020") names its columns where its numbers could
not be values of them: they go in equal steps, or lie ten times apart from everything below. A row of totals does that,
too, and is told by its name or by its sums.
"""

import re
from collections.abc import Collection, Sequence
from itertools import pairwise

from naru.data.tables.core import lexicon, numbers

Rows = Sequence[Sequence[str]]

FEWEST = 2  # numbers in such a row
STEPS_FEWEST = 3
STEPS_SURE = 5  # so many in equal steps are names whatever the rows below look like
APART = 10  # times
WHOLES = {"전국", "전체", "all"}  # of what a row of totals is, beside the words of totals themselves
_DIGITS = re.compile(r"\d{1,12}")
_RANGE = re.compile(r"\d{1,4}\s*[-~∼～]\s*\d{1,4}")


def names_columns(head: Sequence[str], below: Rows, columns: Collection[int]) -> bool:
    """Whether the row ``head`` names the data ``columns`` (positions from 0) by numbers; ``below`` are rows of its table.

    The cells over them are whole numbers in digits, none twice, or labels; what stands beside them is no total."""
    filled = {i: head[i].strip() for i in columns if i < len(head) and head[i].strip()}
    digits = {i: int(cell) for i, cell in filled.items() if _DIGITS.fullmatch(cell)}
    beside = [cell.strip() for i, cell in enumerate(head) if i not in columns]
    if len(digits) < FEWEST or len(set(digits.values())) < len(digits) or any(map(_is_total, beside)):
        return False
    others = [cell for i, cell in filled.items() if i not in digits]
    is_named = bool(beside or others) and not any(numbers.parse(cell) for cell in others)
    return is_named and (_go_in_steps(digits, below) or _lie_apart(digits, below))


def stands_over(head: Sequence[str], columns: Collection[int]) -> bool:
    """Whether the row may be the upper one of two: whole numbers in digits over its data columns, most of them
    repeated (a year over each of its parts) or left out."""
    cells = [head[i].strip() if i < len(head) else "" for i in sorted(columns)]
    filled = [cell for cell in cells if cell]
    return bool(filled) and all(map(_DIGITS.fullmatch, filled)) and len(set(filled)) <= max(1, len(cells) // 2)


def is_range(cell: str, below: Sequence[str]) -> bool:
    """Whether "20-24" or "5~9" stands over plain numbers: a group of ages, not a value."""
    return _RANGE.fullmatch(cell.strip()) is not None and not any(_RANGE.fullmatch(text.strip()) for text in below)


def _is_total(cell: str) -> bool:
    return cell in WHOLES or lexicon.TOTAL_VALUE.fullmatch(cell) is not None


def _go_in_steps(digits: dict[int, int], below: Rows) -> bool:
    values = [digits[i] for i in sorted(digits)]
    if len(values) < STEPS_FEWEST or not _in_steps(values):
        return False
    rows = [_values_at(row, sorted(digits)) for row in below]
    return len(values) >= STEPS_SURE or not any(len(row) == len(values) and _in_steps(row) for row in rows)


def _in_steps(values: Sequence[float]) -> bool:
    steps = {after - before for before, after in pairwise(values)}
    return len(steps) == 1 and steps != {0}


def _lie_apart(digits: dict[int, int], below: Rows) -> bool:
    if len({len(str(value)) for value in digits.values()}) > 1:
        return False
    return all(_lies_apart(value, [v for row in below for v in _values_at(row, [i])]) for i, value in digits.items())


def _lies_apart(value: int, values: Sequence[float]) -> bool:
    sizes = [abs(v) for v in values]
    is_sum = bool(values) and abs(sum(values) - value) <= 0.001 * value
    return bool(values) and not is_sum and (value > APART * max(sizes) or value * APART < min(sizes))


def _values_at(row: Sequence[str], places: Sequence[int]) -> list[float]:
    read = (numbers.parse(row[i]) for i in places if i < len(row))
    return [float(number.value) for number in read if number is not None]
