"""A student's Python program, run inside the limited child (see ``kit.child``): tables in as data frames, ``answer`` out as rows.

*Theory of operation.* The child is forked for this run alone from a process that has imported pandas, polars, DuckDB and
scikit-learn and nothing of the exercise. It is given the program, the rows of one case and room for its answer: the right answer, the
other cases and the solution are in no process that a student's program runs in. Whatever it does to this process, to its
pipes or to the answer's form, it can only claim an answer, which is compared elsewhere.
"""

import linecache
import math
import os
import sys
import traceback
from collections.abc import Sequence
from datetime import date, datetime, time
from io import TextIOBase
from typing import Any

for _name in ("OPENBLAS_NUM_THREADS", "OMP_NUM_THREADS", "POLARS_MAX_THREADS"):
    os.environ.setdefault(_name, "2")

from naru.base.kit.child.main import admit_pandas

admit_pandas()
import duckdb
import numpy as np
import pandas as pd
import polars as pl
import pyarrow as pa
import pyarrow.parquet as pq
import sklearn.cluster
import sklearn.linear_model  # noqa: F401 - the usual parts are there before the first student asks

from naru.base.kit.refusals import Refused
from naru.systems.academy import refusals as _refusals  # noqa: F401 - declares the sentences

JSON = dict[str, Any]
PRINTED_MOST = 10_000  # characters
PROGRAM = "<program>"
CELL_MOST = 10_000


def run(payload: JSON) -> JSON:
    """``{columns, rows, printed, truncated}`` of the program ``text`` over ``tables`` (``name``, ``file``) and ``files`` by name.

    Raises ``Refused``: ``program_failed`` with the line and the error, ``program_without_answer``, ``answer_not_a_table``.
    """
    printed = _Paper()
    names = _given(payload)
    sys.stdout = sys.stderr = printed
    linecache.cache[PROGRAM] = (len(payload["text"]), None, payload["text"].splitlines(keepends=True), PROGRAM)
    try:
        exec(compile(payload["text"], PROGRAM, "exec"), names)  # noqa: S102 - this is what the walls are for
    except MemoryError:
        raise
    except BaseException as error:
        raise Refused("program_failed", line=_line(error), error=f"{type(error).__name__}: {error}"[:300]) from None
    if "answer" not in names:
        raise Refused("program_without_answer")
    columns, rows = _table(names["answer"])
    most = int(payload["rows"])
    return {
        "columns": columns,
        "rows": [[_cell(value) for value in row] for row in rows[:most]],
        "printed": printed.text,
        "truncated": len(rows) > most,
    }


def _given(payload: JSON) -> JSON:
    names: JSON = {
        "__name__": "__main__",
        "pd": pd,
        "pl": pl,
        "np": np,
        "duckdb": duckdb,
        "files": dict(payload["files"]),
    }
    for table in payload["tables"]:
        names[table["name"]] = pq.ParquetFile(table["file"]).read().to_pandas(date_as_object=False)
    return names


class _Paper(TextIOBase):
    """What a program prints, as far as there is room."""

    def __init__(self) -> None:
        self._parts: list[str] = []
        self._room = PRINTED_MOST

    def write(self, text: str) -> int:
        if self._room > 0:
            self._parts.append(str(text)[: self._room])
            self._room -= len(self._parts[-1])
        return len(text)

    @property
    def text(self) -> str:
        return "".join(self._parts)


def _line(error: BaseException) -> int:
    if isinstance(error, SyntaxError) and error.filename == PROGRAM:
        return error.lineno or 0
    return next(
        (
            frame.lineno or 0
            for frame in reversed(traceback.extract_tb(error.__traceback__))
            if frame.filename == PROGRAM
        ),
        0,
    )


def _table(answer: Any) -> tuple[list[str], Sequence[Sequence[Any]]]:
    match answer:
        case pd.DataFrame():
            return [str(name) for name in answer.columns], list(answer.itertuples(index=False, name=None))
        case pd.Series():
            name = str(answer.name) if answer.name is not None else "answer"
            labels = str(answer.index.name) if answer.index.name is not None else "index"
            return [labels, name], list(zip(answer.index.tolist(), answer.tolist(), strict=True))
        case pl.DataFrame():
            return list(answer.columns), answer.rows()
        case pl.LazyFrame():
            return _table(answer.collect())
        case pa.Table():
            return list(answer.column_names), list(zip(*(column.to_pylist() for column in answer.columns), strict=True))
        case duckdb.DuckDBPyRelation():
            return list(answer.columns), answer.fetchall()
        case list() | tuple() if answer and all(isinstance(row, dict) for row in answer):
            names = list(answer[0])
            return [str(name) for name in names], [[row.get(name) for name in names] for row in answer]
        case str() | int() | float() | bool() | np.generic():
            return ["answer"], [[answer]]
    raise Refused("answer_not_a_table", kind=type(answer).__name__)


def _cell(value: Any) -> Any:
    match value:
        case None | bool() | str():
            return value[:CELL_MOST] if isinstance(value, str) else value
        case np.generic():
            return _cell(value.item())
        case int():
            return value if abs(value) < 2**53 else str(value)
        case float():
            return value if math.isfinite(value) else None
        case pd.Timestamp() | datetime() | date() | time():
            return None if value is pd.NaT else value.isoformat()
        case list() | tuple() | set() | np.ndarray():
            return [_cell(each) for each in value]
        case dict():
            return {str(name): _cell(each) for name, each in value.items()}
    return None if value is pd.NaT or value is pd.NA else str(value)[:CELL_MOST]
