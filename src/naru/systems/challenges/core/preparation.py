"""A table made into what teams get and what they do not: training data, questions, a sample answer, and the truth."""

import csv
import io
from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import numpy as np
import numpy.typing as npt
import pyarrow as pa
import pyarrow.compute as pc

from naru.base.kit.refusals import Refused
from naru.systems.challenges.core.leaks import Finding, Side, find_leaks
from naru.systems.challenges.core.metrics.register import metric
from naru.systems.challenges.core.metrics.values import Array, Form
from naru.systems.challenges.core.splits import Rows, Split, SplitKind, deal_parts, split_rows, too_small
from naru.systems.challenges.core.task import GROUP, ID, PART, PARTS, Task

CLASSES_MOST = 200
AUDITED_ROWS = 100_000
Texts = npt.NDArray[np.str_]
BY_CLASS = frozenset({Form.LABEL, Form.PROBABILITY, Form.PROBABILITIES})
FROM_A_COLUMN = BY_CLASS | {Form.NUMBER, Form.SAMPLES, Form.RANKED, Form.GRADED}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    """``by`` is the column of groups or of time; ``left_out`` are columns that teams do not get."""

    metric: str
    target: str
    split: Split
    by: str = ""
    left_out: tuple[str, ...] = ()
    draws: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Prepared:
    """Files as bytes; ``dropped`` rows had no target."""

    task: Task
    train: bytes
    test: bytes
    sample: bytes
    truth: bytes
    parts: Mapping[str, int]
    train_rows: int
    dropped: int
    findings: Sequence[Finding]


def prepare(table: pa.Table, plan: Plan, *, seed: int) -> Prepared:
    """Raises ``Refused``: ``plan_column_unknown``, ``plan_target_unfit``, ``plan_too_small``."""
    _check_columns(table, plan)
    target = as_texts(table[plan.target])
    there = target != ""
    columns = {name: as_texts(table[name])[there] for name in table.column_names if name != plan.target}
    target = target[there]
    task = _task(target, plan)
    values = _values(target, task)
    by = columns.get(plan.by)
    train, test = split_rows(plan.split, len(target), by=by, seed=seed)
    parts = deal_parts(plan.split, len(test), seed=seed + 1)
    if not len(train) or too_small(parts):
        raise Refused("plan_too_small", train=len(train), test=len(test))
    for part in ("public", "private"):
        _require_fit(task, values[test[parts == PARTS.index(part)]])
    shown = {name: column for name, column in columns.items() if name not in plan.left_out}
    return Prepared(
        task=task,
        train=_train(shown, target, train, plan),
        test=_written((ID, *shown), _test_ids(len(test)), *(column[test] for column in shown.values())),
        sample=_sample(task, values[train], len(test)),
        truth=_truth(task, target[test], parts, None if by is None else by[test]),
        parts={part: int(np.sum(parts == at)) for at, part in enumerate(PARTS)},
        train_rows=len(train),
        dropped=int(np.sum(~there)),
        findings=_findings(shown, values, train, test, plan, task),
    )


def _check_columns(table: pa.Table, plan: Plan) -> None:
    if metric(plan.metric).form not in FROM_A_COLUMN:
        raise Refused("plan_target_unfit", reason="상자를 재는 지표", reason_en="a metric of boxes", column=plan.target)
    for name in (plan.target, *((plan.by,) if plan.split.kind is not SplitKind.RANDOM else ()), *plan.left_out):
        if name not in table.column_names:
            raise Refused("plan_column_unknown", column=name or "–")


def as_texts(column: pa.ChunkedArray) -> Texts:
    """As they will stand in a file; nothing is an empty text."""
    texts = pc.fill_null(pc.cast(column, pa.string()), "")
    return np.array(texts.to_pylist(), dtype=np.str_)


def _task(target: Texts, plan: Plan) -> Task:
    form = metric(plan.metric).form
    classes: tuple[str, ...] = ()
    if form in BY_CLASS:
        classes = tuple(_in_order(np.unique(target).tolist()))
        is_binary = form is Form.PROBABILITY or plan.metric in {"precision", "recall", "f1_binary"}
        if len(classes) > CLASSES_MOST or len(classes) < 2 or (is_binary and len(classes) != 2):
            count = len(classes)
            raise Refused(
                "plan_target_unfit", column=plan.target, reason=f"값이 {count}가지", reason_en=f"it has {count} values"
            )
    return Task(
        metric=plan.metric, target=plan.target, classes=classes, draws=plan.draws or 20 * (form is Form.SAMPLES)
    )


def _in_order(values: list[str]) -> list[str]:
    try:
        return sorted(values, key=float)
    except ValueError:
        return sorted(values)


def _values(target: Texts, task: Task) -> Array:
    if task.classes:
        return np.searchsorted(np.sort(task.classes), target).astype(np.float64)
    if task.form is Form.RANKED:
        return np.char.str_len(target).astype(np.float64)
    try:
        values: Array = target.astype(np.float64)
    except ValueError:
        raise Refused(
            "plan_target_unfit",
            column=task.target,
            reason="수가 아닌 값이 있습니다",
            reason_en="not all of it is numbers",
        ) from None
    return values


def _require_fit(task: Task, values: Array) -> None:
    reason = task.judged_by.unfit(values) if task.form is not Form.RANKED else None
    if reason is not None:
        raise Refused("plan_target_unfit", column=task.target, reason=reason.ko, reason_en=reason.en)


def _train(shown: Mapping[str, Texts], target: Texts, rows: Rows, plan: Plan) -> bytes:
    ids = np.array([f"t{n:07d}" for n in range(1, len(rows) + 1)])
    return _written((ID, *shown, plan.target), ids, *(column[rows] for column in shown.values()), target[rows])


def _test_ids(count: int) -> Texts:
    return np.array([f"r{n:07d}" for n in range(1, count + 1)], dtype=np.str_)


def _truth(task: Task, target: Texts, parts: npt.NDArray[np.int8], by: Texts | None) -> bytes:
    named = np.array(PARTS, dtype=np.str_)[parts]
    group = [] if task.form is not Form.GRADED else [by if by is not None else np.full(len(target), "1")]
    columns = (ID, PART, *((GROUP,) if group else ()), task.target)
    return _written(columns, _test_ids(len(target)), named, *group, target)


def _sample(task: Task, train: Array, rows: int) -> bytes:
    """The same answer everywhere, the best that knows no feature."""
    match task.form:
        case Form.LABEL:
            answer = [task.classes[int(np.bincount(_original(train, task)).argmax())]]
        case Form.PROBABILITY:
            answer = [f"{float(np.mean(_original(train, task))):.6g}"]
        case Form.PROBABILITIES:
            counts = np.bincount(_original(train, task), minlength=len(task.classes)) / len(train)
            answer = [repr(float(each)) for each in counts]
        case Form.SAMPLES:
            answer = [f"{each:.6g}" for each in np.quantile(train, (np.arange(task.draws) + 0.5) / task.draws)]
        case Form.RANKED:
            answer = [""]
        case _:
            answer = [f"{float(np.median(train)):.6g}"]
    return _written((ID, *task.answer_columns), _test_ids(rows), *(np.full(rows, each) for each in answer))


def _original(values: Array, task: Task) -> npt.NDArray[np.int64]:
    """Codes in the order of the task's classes, from those in the order of texts."""
    places = np.argsort(np.array(task.classes, dtype=np.str_), kind="stable")
    return places[values.astype(np.int64)]


def _findings(
    shown: Mapping[str, Texts], values: Array, train: Rows, test: Rows, plan: Plan, task: Task
) -> list[Finding]:
    """Of the first rows of both files, which are drawn by chance."""
    one, other = (
        Side(
            columns={name: column[rows[:AUDITED_ROWS]] for name, column in shown.items()},
            target=values[rows[:AUDITED_ROWS]],
        )
        for rows in (train, test)
    )
    is_by_time = plan.split.kind is SplitKind.BY_TIME
    time_column = plan.by if is_by_time else _time_column(shown)
    return find_leaks(one, other, is_class=bool(task.classes), is_by_time=is_by_time, time_column=time_column)


def _time_column(shown: Mapping[str, Texts]) -> str:
    """The first column that is written like days or months."""
    for name, column in shown.items():
        first = column[:50]
        if len(first) and all(len(cell) >= 7 and cell[:4].isdigit() and cell[4] == "-" for cell in first):
            return name
    return ""


def _written(header: Sequence[str], *columns: Texts) -> bytes:
    out = io.StringIO()
    writer = csv.writer(out, lineterminator="\n")
    writer.writerow(header)
    writer.writerows(zip(*(column.tolist() for column in columns), strict=True))
    return out.getvalue().encode()
