"""A program's answer as rows, whatever it is given as; and what a program that fails is told."""

import sys
from datetime import UTC, date, datetime
from pathlib import Path
from typing import Any

import numpy as np
import pandas as pd
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.base.kit.refusals import Refused
from naru.systems.academy.core import python_runner
from naru.systems.academy.core.python_runner import PRINTED_MOST


@pytest.fixture(autouse=True)
def streams(monkeypatch: pytest.MonkeyPatch) -> None:
    """A program takes over what it prints to."""
    for name in ("stdout", "stderr"):
        monkeypatch.setattr(sys, name, getattr(sys, name))


def answered(text: str, folder: Path | None = None, *, rows: int = 100) -> dict[str, Any]:
    tables = []
    if folder is not None:
        pq.write_table(pa.table({"구": ["중구", "동구"], "n": [1, 2]}), folder / "t.parquet")
        tables = [{"name": "buses", "file": str(folder / "t.parquet")}]
    payload = {"text": text, "tables": tables, "files": {"a.csv": "x\n1\n"}, "rows": rows}
    return python_runner.run(payload)


def refusal(text: str) -> tuple[str, dict[str, Any]]:
    with pytest.raises(Refused) as refused:
        answered(text)
    return refused.value.code, dict(refused.value.facts)


@pytest.mark.parametrize(
    ("text", "columns", "rows"),
    [
        ("answer = buses", ["구", "n"], [["중구", 1], ["동구", 2]]),
        ("answer = buses.groupby('구')['n'].sum()", ["구", "n"], [["동구", 2], ["중구", 1]]),
        ("answer = pd.Series([5])", ["index", "answer"], [[0, 5]]),
        ("answer = pl.from_pandas(buses)", ["구", "n"], [["중구", 1], ["동구", 2]]),
        ("answer = pl.from_pandas(buses).lazy().filter(pl.col('n') > 1)", ["구", "n"], [["동구", 2]]),
        ("import pyarrow as pa\nanswer = pa.table({'a': [1, 2]})", ["a"], [[1], [2]]),
        ("answer = duckdb.sql('select 7 as a')", ["a"], [[7]]),
        ("answer = [{'a': 1, 'b': 2}, {'a': 3}]", ["a", "b"], [[1, 2], [3, None]]),
        ("answer = 7", ["answer"], [[7]]),
        ("answer = np.float64(1.5)", ["answer"], [[1.5]]),
        ("answer = files['a.csv'].splitlines()[1]", ["answer"], [["1"]]),
    ],
)
def test_an_answer_is_a_table(text: str, columns: list[str], rows: list[list[Any]], tmp_path: Path) -> None:
    made = answered(text, tmp_path)
    assert (made["columns"], made["rows"], made["truncated"]) == (columns, rows, False)


@pytest.mark.parametrize(
    ("text", "code", "facts"),
    [
        ("x = 1\nx / 0", "program_failed", {"line": 2, "error": "ZeroDivisionError: division by zero"}),
        ("def f():\n    raise ValueError('no')\nf()", "program_failed", {"line": 2, "error": "ValueError: no"}),
        ("x = 1", "program_without_answer", {}),
        ("answer = []", "answer_not_a_table", {"kind": "list"}),
        ("answer = [1, 2]", "answer_not_a_table", {"kind": "list"}),
        ("answer = {'a': 1}", "answer_not_a_table", {"kind": "dict"}),
        ("import sys\nsys.exit(0)", "program_failed", {"line": 2, "error": "SystemExit: 0"}),
    ],
)
def test_a_program_that_fails_is_told_where(text: str, code: str, facts: dict[str, Any]) -> None:
    assert refusal(text) == (code, facts)


def test_a_line_that_is_no_python_is_named() -> None:
    code, facts = refusal("x = 1\ny = (")
    assert (code, facts["line"]) == ("program_failed", 2)


@pytest.mark.parametrize(("rows", "count", "truncated"), [(2, 2, True), (3, 3, False), (4, 3, False)])
def test_no_more_rows_than_there_is_room_for(rows: int, count: int, truncated: bool) -> None:
    made = answered("answer = pd.DataFrame({'a': [1, 2, 3]})", rows=rows)
    assert (len(made["rows"]), made["truncated"]) == (count, truncated)


@pytest.mark.parametrize(
    ("length", "kept"),
    [(PRINTED_MOST - 1, PRINTED_MOST), (PRINTED_MOST, PRINTED_MOST), (PRINTED_MOST * 2, PRINTED_MOST)],
)
def test_what_is_printed_is_kept_as_far_as_there_is_room(length: int, kept: int) -> None:
    assert len(answered(f"print('x' * {length})\nanswer = 1")["printed"]) == kept


@pytest.mark.parametrize(
    ("value", "expected"),
    [
        (None, None),
        (True, True),
        (2**53 - 1, 2**53 - 1),
        (2**53, str(2**53)),
        (-(2**53), str(-(2**53))),
        (1.5, 1.5),
        (float("nan"), None),
        (float("inf"), None),
        (np.int64(7), 7),
        (np.bool_(True), True),
        (pd.NaT, None),
        (pd.NA, None),
        (pd.Timestamp("2026-03-01 09:00"), "2026-03-01T09:00:00"),
        (datetime(2026, 3, 1, tzinfo=UTC), "2026-03-01T00:00:00+00:00"),
        (date(2026, 3, 1), "2026-03-01"),
        ((1, float("nan")), [1, None]),
        (np.array([1, 2]), [1, 2]),
        ({1: np.int64(2)}, {"1": 2}),
        (complex(1, 2), "(1+2j)"),
        ("x" * 10_001, "x" * 10_000),
    ],
)
def test_a_cell_is_json(value: Any, expected: Any) -> None:
    assert python_runner._cell(value) == expected
