"""A student's text run over the rows of one case: SQL behind the platform's own walls, Python in a limited child.

A few run at once; the others wait their turn. What comes back is a claim of a stranger's process, and is taken as such: a
refusal's words are ours only where its code is, and rows must have the shape of rows.
"""

import threading
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from functools import cache
from typing import Any

from naru.base.kit.child.parent import MIB, ForkServer, Limits, run_limited
from naru.base.kit.refusals import Refused
from naru.data.query import actions as query
from naru.data.query.core.sandbox import Mount, MountedColumn
from naru.data.query.core.values import SqlLimits
from naru.systems.academy import storage
from naru.systems.academy.core.comparison import AnswerTable
from naru.systems.academy.core.exercise import Language
from naru.systems.academy.models import Exercise, ExerciseCase

AT_ONCE = 3
PATIENCE_S = 30.0
ROWS_MOST = 20_000  # of an answer
REPLY_MOST = 16 * MIB
CASE_ROWS_MOST = 500_000
PROGRAM_CODES = frozenset({"program_failed", "program_without_answer", "answer_not_a_table"})
TOO_MUCH = frozenset({"took_too_long", "took_too_much_memory", "wrote_too_much", "answer_too_large"})

_turns = threading.BoundedSemaphore(AT_ONCE)


@dataclass(frozen=True, slots=True, kw_only=True)
class Ran:
    """``kinds`` are the engine's words for the columns' types, "" where a program made them."""

    table: AnswerTable
    kinds: tuple[str, ...] = ()
    printed: str = ""
    truncated: bool = False
    seconds: float = 0.0


def run(exercise: Exercise, case: ExerciseCase, text: str) -> Ran:
    """Raises ``Refused``: as ``query.run_sql_over``; ``program_failed``, ``program_without_answer``, ``answer_not_a_table``,
    ``program_broke``, ``program_took_too_much``; ``practice_busy``."""
    with _turn():
        if exercise.language == Language.SQL:
            return _run_sql(exercise, case, text)
        return _run_python(exercise, case, text)


def make_case(payload: dict[str, Any], *, read: Sequence[str], write: str) -> dict[str, Any]:
    """The rows of a case written down. Raises ``Refused``: ``exercise_case_refused``, or what befell the child."""
    bounds = Limits(memory_bytes=1024 * MIB, wall_s=60, read_paths=list(read), write_paths=[write])
    made: dict[str, Any] = run_limited("naru.systems.academy.core.case_tables:make", payload, limits=bounds)
    return made


def warm() -> None:
    """Start what Python programs are forked from, so that no student waits for its imports."""
    _programs().warm()


def _run_sql(exercise: Exercise, case: ExerciseCase, text: str) -> Ran:
    folder = storage.case_folder(exercise.id, case.place)
    mounts = [
        Mount(
            name=name,
            files=(str(folder / table["file"]),),
            columns=tuple(
                MountedColumn(name=each["name"], alias=each["name"], type=each["type"]) for each in table["columns"]
            ),
        )
        for name, table in case.tables.items()
    ]
    limits = SqlLimits(seconds=exercise.seconds, rows=ROWS_MOST, bytes=REPLY_MOST, memory_mib=exercise.memory_mib)
    result = query.run_sql_over(text, mounts, limits)
    return Ran(
        table=AnswerTable(columns=tuple(column.name for column in result.columns), rows=tuple(map(tuple, result.rows))),
        kinds=tuple(column.type for column in result.columns),
        truncated=result.truncated,
        seconds=result.seconds,
    )


def _run_python(exercise: Exercise, case: ExerciseCase, text: str) -> Ran:
    folder = storage.case_folder(exercise.id, case.place)
    files = {name: str(folder / table["file"]) for name, table in case.tables.items()}
    payload: dict[str, Any] = {
        "text": text,
        "tables": [{"name": name, "file": file} for name, file in files.items() if file.endswith(".parquet")],
        "files": {name: file for name, file in files.items() if not file.endswith(".parquet")},
        "rows": ROWS_MOST,
    }
    bounds = Limits(
        memory_bytes=exercise.memory_mib * MIB,
        wall_s=exercise.seconds,
        file_bytes=0,
        open_files=64,
        reply_bytes=REPLY_MOST,
        read_paths=list(files.values()),
    )
    try:
        claimed = _programs().run("run", payload, limits=bounds)
    except Refused as refused:
        raise _told(refused, exercise) from None
    return _claimed(claimed)


def _told(refused: Refused, exercise: Exercise) -> Refused:
    if refused.code in PROGRAM_CODES:
        return Refused(refused.code, **{str(name): str(value)[:300] for name, value in refused.facts.items()})
    if refused.code in TOO_MUCH:
        return Refused("program_took_too_much", seconds=f"{exercise.seconds:g}", memory=exercise.memory_mib)
    return Refused("program_broke")


def _claimed(answer: Any) -> Ran:
    """Raises ``Refused``: ``program_broke`` for what has no answer's shape."""
    match answer:
        case {"columns": list(columns), "rows": list(rows), "printed": str(printed), "truncated": bool(truncated)} if (
            all(isinstance(name, str) for name in columns)
            and all(isinstance(row, list) and len(row) == len(columns) for row in rows)
        ):
            return Ran(
                table=AnswerTable(columns=tuple(columns), rows=tuple(map(tuple, rows[:ROWS_MOST]))),
                printed=printed[:10_000],
                truncated=truncated,
            )
    raise Refused("program_broke")


@contextmanager
def _turn() -> Iterator[None]:
    if not _turns.acquire(timeout=PATIENCE_S):
        raise Refused("practice_busy")
    try:
        yield
    finally:
        _turns.release()


@cache
def _programs() -> ForkServer:
    return ForkServer("naru.systems.academy.core.python_runner")


def expected(values: Mapping[str, Any]) -> AnswerTable:
    """A stored right answer."""
    return AnswerTable(columns=tuple(values["columns"]), rows=tuple(map(tuple, values["rows"])))
