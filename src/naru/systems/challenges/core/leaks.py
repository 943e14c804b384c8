"""What would give the truth away, looked for before a challenge opens.

Each check answers findings: serious ones keep the challenge shut until the organiser mends its cause. The checks look at the very files
that teams will get, so whatever the split already prevents is proved prevented.
"""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from enum import StrEnum

import numpy as np
import numpy.typing as npt

from naru.base.kit.words import Words
from naru.systems.challenges.core.metrics.values import Array, shared_ranks

Texts = npt.NDArray[np.str_]
BINS = 64
NEAR_DIGITS = 3  # numbers that agree to so many digits are the same in a near-duplicate
DUPLICATES_SERIOUS, NEAR_SERIOUS, ORACLE_SERIOUS, ORACLE_NOTED = 0.01, 0.05, 0.98, 0.9
DISTINCT_LEAST = 0.5  # of the training rows, for a row to be known by its features
SAME_TRUTH = 0.001  # of the target's standard deviation
ORDER_SERIOUS, ORDER_SURE = 0.2, 6.0  # rank correlation, and how many standard errors it is from 0
GROUP_MOST_SHARE, GROUP_ROWS_LEAST = 0.5, 2
SAMPLE_ROWS = 50_000


class Severity(StrEnum):
    SERIOUS = "serious"
    WARNING = "warning"
    NOTE = "note"


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """``code`` names the check; ``evidence`` is what was measured, as people read it."""

    code: str
    severity: Severity
    column: str
    words: Words
    evidence: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Side:
    """Columns as texts, as they stand in the file, and the target as a number or as a class's code."""

    columns: Mapping[str, Texts]
    target: Array

    def __len__(self) -> int:
        return len(self.target)


def find_leaks(train: Side, test: Side, *, is_class: bool, is_by_time: bool, time_column: str = "") -> list[Finding]:
    """All checks, the serious first."""
    findings = [
        *duplicates(train, test, is_class=is_class),
        *row_order(test),
        *oracles(train, test, is_class=is_class),
        *shared_groups(train, test),
        *time_order(train, test, time_column, is_by_time=is_by_time),
        trivial_reach(train, test, is_class=is_class),
    ]
    return sorted(findings, key=lambda each: list(Severity).index(each.severity))


def duplicates(train: Side, test: Side, *, is_class: bool) -> Iterator[Finding]:
    """Rows of the test that stand in the train too, to the letter or to three digits, with the same truth.

    Rows of few values meet by nature: where they do not tell most rows apart, or agree in the truth by chance, nothing is a copy.
    """
    if not train.columns or not len(test):
        return
    exact = _share_copied(train, test, near=False, is_class=is_class)
    near = _share_copied(train, test, near=True, is_class=is_class)
    if exact > 0:
        yield Finding(
            code="duplicates",
            severity=Severity.SERIOUS if exact >= DUPLICATES_SERIOUS else Severity.WARNING,
            column="",
            words=Words(
                "평가 행이 학습 자료에 그대로 들어 있습니다", "Rows to be predicted stand in the training data"
            ),
            evidence=f"{exact:.1%}",
        )
    if near - exact > 0:
        yield Finding(
            code="near_duplicates",
            severity=Severity.SERIOUS if near - exact >= NEAR_SERIOUS else Severity.WARNING,
            column="",
            words=Words(
                "학습 자료와 거의 같은 평가 행이 있습니다", "Rows to be predicted are almost those of the training data"
            ),
            evidence=f"{near - exact:.1%}",
        )


def _share_copied(train: Side, test: Side, *, near: bool, is_class: bool) -> float:
    """The share of test rows with a twin of the same truth, less what chance alone makes agree."""
    width = 0.5 if is_class else SAME_TRUTH * float(np.std(train.target))
    known: dict[str, list[float]] = {}
    for key, target in zip(_keys(train, near=near), train.target.tolist(), strict=True):
        known.setdefault(key, []).append(target)
    if len(known) < DISTINCT_LEAST * len(train):
        return 0.0
    twins, agreeing = 0, 0.0
    for key, target in zip(_keys(test, near=near), test.target.tolist(), strict=True):
        if (targets := known.get(key)) is not None:
            twins += 1
            agreeing += sum(abs(each - target) <= width for each in targets) / len(targets)
    _, counts = np.unique(train.target, return_counts=True)
    chance = float(np.sum((counts / len(train)) ** 2)) if is_class else 10 * SAME_TRUTH
    return max(0.0, agreeing - chance * twins) / len(test)


def _keys(side: Side, *, near: bool) -> list[str]:
    columns = [_rounded(column) if near else column for column in side.columns.values()]
    keys = columns[0].astype(np.str_)
    for column in columns[1:]:
        keys = np.char.add(np.char.add(keys, "\x1f"), column)
    listed: list[str] = keys.tolist()
    return listed


def _rounded(column: Texts) -> Texts:
    values = as_numbers(column)
    if values is None:
        return np.char.lower(np.char.strip(column))
    return np.array([f"{each:.{NEAR_DIGITS}g}" for each in values], dtype=np.str_)


def row_order(test: Side) -> Iterator[Finding]:
    """Whether a row's place in the file, or the number in a column that counts, tells the target."""
    for name, values in [("", np.arange(len(test), dtype=np.float64)), *_counters(test)]:
        correlation = _rank_correlation(values, test.target)
        if abs(correlation) >= ORDER_SERIOUS and abs(correlation) * np.sqrt(len(test)) >= ORDER_SURE:
            ko, en = (f"‘{name}’ 열의 번호", f"the number in {name}") if name else ("행의 순서", "the order of rows")
            yield Finding(
                code="order",
                severity=Severity.SERIOUS,
                column=name,
                words=Words(f"{ko}에서 정답을 알 수 있습니다", f"The truth follows {en}"),
                evidence=f"ρ = {correlation:.2f}",
            )


def _counters(side: Side) -> Iterator[tuple[str, Array]]:
    """Columns of distinct whole numbers: identifiers, as a rule."""
    for name, column in side.columns.items():
        digits = np.array(["".join(filter(str.isdigit, cell)) for cell in column[:SAMPLE_ROWS]])
        is_unique = len(np.unique(column)) == len(column) == len(digits)
        is_whole = (
            all(digits) and bool((np.char.str_len(digits) <= 15).all()) and not (np.char.find(column, ".") >= 0).any()
        )
        if is_unique and is_whole:
            yield name, digits.astype(np.float64)


def oracles(train: Side, test: Side, *, is_class: bool) -> Iterator[Finding]:
    """Columns that alone tell the target: a table of one column is learnt from the train and asked about the test."""
    for name in train.columns:
        reach = _reach_of_column(train, test, name, is_class=is_class)
        if reach >= ORACLE_NOTED:
            yield Finding(
                code="oracle",
                severity=Severity.SERIOUS if reach >= ORACLE_SERIOUS else Severity.WARNING,
                column=name,
                words=Words(f"‘{name}’ 열 하나로 정답을 알 수 있습니다", f"{name} alone tells the truth"),
                evidence=("정확도 향상 " if is_class else "R² ") + f"{reach:.3f}",
            )


def _reach_of_column(train: Side, test: Side, name: str, *, is_class: bool) -> float:
    """How much of what a constant leaves unexplained the column explains on the test, 0 … 1."""
    one, other = _bins(train.columns[name], test.columns[name])
    if one is None or other is None:
        return 0.0
    size = int(max(one.max(initial=0), other.max(initial=0))) + 1
    if is_class:
        classes = int(max(train.target.max(initial=0), test.target.max(initial=0))) + 1
        table = np.bincount(one * classes + train.target.astype(np.int64), minlength=size * classes)
        table = table.reshape(size, classes)
        constant = int(np.bincount(train.target.astype(np.int64)).argmax())
        guess = np.where(table.sum(axis=1) > 0, table.argmax(axis=1), constant)[other]
        left, miss = float(np.mean(test.target != constant)), float(np.mean(test.target != guess))
    else:
        counts, sums = np.bincount(one, minlength=size), np.bincount(one, weights=train.target, minlength=size)
        mean = float(train.target.mean())
        guess_of = np.divide(sums, counts, out=np.full(size, mean), where=counts > 0)
        if (line := _line(train, test, name)) is not None:
            left = float(np.mean((test.target - mean) ** 2))
            miss = min(float(np.mean((test.target - guess_of[other]) ** 2)), line)
        else:
            left = float(np.mean((test.target - mean) ** 2))
            miss = float(np.mean((test.target - guess_of[other]) ** 2))
    return max(0.0, 1 - miss / left) if left > 0 else 0.0


def _line(train: Side, test: Side, name: str) -> float | None:
    """What a straight line through the column leaves, mean square; None where it is no number."""
    one, other = as_numbers(train.columns[name]), as_numbers(test.columns[name])
    if one is None or other is None or float(np.std(one)) == 0:
        return None
    slope, start = np.polyfit(one, train.target, 1)
    return float(np.mean((test.target - slope * other - start) ** 2))


def _bins(train: Texts, test: Texts) -> tuple[npt.NDArray[np.int64] | None, npt.NDArray[np.int64] | None]:
    """Both sides by the train's quantiles, or by their values where those are texts that recur."""
    one, other = as_numbers(train), as_numbers(test)
    if one is not None and other is not None:
        edges = np.unique(np.quantile(one, np.linspace(0, 1, BINS + 1)[1:-1]))
        return np.searchsorted(edges, one), np.searchsorted(edges, other)
    names, places = np.unique(train, return_inverse=True)
    if len(names) > len(train) / GROUP_ROWS_LEAST:
        return None, None
    at = np.minimum(np.searchsorted(names, test), len(names) - 1)
    known = names[at] == test
    return places.astype(np.int64), np.where(known, at, len(names)).astype(np.int64)


def shared_groups(train: Side, test: Side) -> Iterator[Finding]:
    """Columns that name things of several rows, on both sides, whose rows all have one target: who knows one knows all."""
    for name, column in train.columns.items():
        if as_numbers(column) is not None and len(np.unique(column)) < BINS:
            continue
        names, places, counts = np.unique(column, return_inverse=True, return_counts=True)
        recurring = counts >= GROUP_ROWS_LEAST
        if len(names) < BINS or not recurring.any() or len(names) > len(column) * GROUP_MOST_SHARE:
            continue
        shared = float(np.mean(np.isin(test.columns[name], names[recurring])))
        within = _spread_within(places, counts, train.target)
        if shared >= DUPLICATES_SERIOUS * 10 and within <= 1 - ORACLE_NOTED:
            yield Finding(
                code="groups",
                severity=Severity.SERIOUS,
                column=name,
                words=Words(
                    f"‘{name}’ 값이 같은 행은 정답도 같은데 양쪽에 나뉘어 있습니다",
                    f"Rows of one {name} have one truth and stand on both sides",
                ),
                evidence=f"{shared:.1%}",
            )


def _spread_within(places: npt.NDArray[np.int64], counts: npt.NDArray[np.int64], target: Array) -> float:
    """The target's variance within groups, as a share of all."""
    whole = float(np.var(target))
    if whole == 0:
        return 1.0
    means = np.bincount(places, weights=target) / counts
    return float(np.mean((target - means[places]) ** 2)) / whole


def time_order(train: Side, test: Side, column: str, *, is_by_time: bool) -> Iterator[Finding]:
    """Whether the train knows what came after the rows that are asked."""
    if not column or column not in train.columns:
        return
    first, last = min(test.columns[column].tolist()), max(train.columns[column].tolist())
    later = float(np.mean(train.columns[column] >= first))
    if later > 0:
        yield Finding(
            code="time",
            severity=Severity.SERIOUS if is_by_time else Severity.WARNING,
            column=column,
            words=Words(
                "학습 자료에 평가 시점보다 나중의 행이 있습니다",
                "The training data knows what came after the rows to be predicted",
            ),
            evidence=f"{later:.1%}, {first} ≤ {last}",
        )


def trivial_reach(train: Side, test: Side, *, is_class: bool) -> Finding:
    """What the best single column reaches: whoever is not above it has learnt nothing."""
    reached = {name: _reach_of_column(train, test, name, is_class=is_class) for name in train.columns}
    best = max(reached, key=lambda name: reached[name], default="")
    return Finding(
        code="trivial",
        severity=Severity.NOTE,
        column=best,
        words=Words("가장 단순한 모형이 설명하는 몫", "What the simplest model explains"),
        evidence=f"{reached.get(best, 0.0):.3f} ({best or '–'})",
    )


def as_numbers(column: Texts) -> Array | None:
    try:
        values: Array = column.astype(np.float64)
    except ValueError:
        return None
    return values if np.isfinite(values).all() else None


def _rank_correlation(one: Array, other: Array) -> float:
    if len(one) < 3 or np.std(one) == 0 or np.std(other) == 0:
        return 0.0
    return float(np.corrcoef(shared_ranks(one), shared_ranks(other))[0, 1])
