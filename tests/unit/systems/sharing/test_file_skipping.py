"""A hint skips a file only where it is false for every row of it."""

import json
import operator
from pathlib import Path
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.data.lake.values import DataFile
from naru.systems.sharing.core.file_skipping import kept, limited
from naru.systems.sharing.core.predicates import json_predicate
from naru.systems.sharing.core.sql_hints import sql_predicate

SHARED = Path(__file__).resolve().parents[4].parent / "shared/data/exchange/delta-sharing/predicates.json"
TYPES = {"n": "long", "구": "string", "day": "date", "x": "double", "ok": "boolean", "at": "timestamp"}


MEANS = {
    "=": operator.eq,
    "<>": operator.ne,
    "<": operator.lt,
    "<=": operator.le,
    ">": operator.gt,
    ">=": operator.ge,
}


def file_of(
    low: Any = None, high: Any = None, *, name: str = "n", nulls: int = 0, rows: int = 5, partition: Any = ...
) -> DataFile:
    stats: dict[str, Any] = {"numRecords": rows, "nullCount": {name: nulls}, "minValues": {}, "maxValues": {}}
    if low is not None:
        stats["minValues"][name], stats["maxValues"][name] = low, high
    values = {} if partition is ... else {name: partition}
    return DataFile(name="a", size=1, modified_ms=0, rows=rows, stats=json.dumps(stats), partition_values=values)


def is_kept(hint: str, file: DataFile) -> bool:
    return bool(kept([file], sql_predicate([hint], TYPES), TYPES))


@pytest.mark.parametrize(
    ("hint", "low", "high", "wanted"),
    [
        ("n = 9", 10, 20, False),
        ("n = 10", 10, 20, True),
        ("n = 20", 10, 20, True),
        ("n = 21", 10, 20, False),
        ("n < 10", 10, 20, False),
        ("n < 11", 10, 20, True),
        ("n <= 9", 10, 20, False),
        ("n <= 10", 10, 20, True),
        ("n > 20", 10, 20, False),
        ("n > 19", 10, 20, True),
        ("n >= 21", 10, 20, False),
        ("n >= 20", 10, 20, True),
        ("n <> 10", 10, 10, False),
        ("n <> 10", 10, 11, True),
        ("n != 10", 10, 10, False),
        ("n in (1, 2)", 3, 4, False),
        ("n in (1, 3)", 3, 4, True),
        ("n not in (3)", 3, 3, False),
        ("n between 21 and 30", 10, 20, False),
        ("n between 20 and 30", 10, 20, True),
        ("n is null", 10, 20, False),
        ("n is not null", 10, 20, True),
        ("not n >= 10", 10, 20, False),
        ("(n = 9 or n = 15) and n <> 0", 10, 20, True),
        ("n = 9 or n = 30", 10, 20, False),
        ("n = 15 and n = 30", 10, 20, False),
        ("N = 9", 10, 20, False),  # names are compared without case
        ("`n` = 9", 10, 20, False),
        ("unknown = 9", 10, 20, True),
        ("n = 'nine'", 10, 20, True),
        ("n = 9; drop table", 10, 20, True),
        ("n =", 10, 20, True),
        ("", 10, 20, True),
    ],
)
def test_bounds_of_numbers(hint: str, low: int, high: int, wanted: bool) -> None:
    assert is_kept(hint, file_of(low, high)) is wanted


@pytest.mark.parametrize(
    ("hint", "name", "low", "high", "wanted"),
    [
        ("구 = '해운대구'", "구", "강서구", "동래구", False),
        ("구 = '동래구'", "구", "강서구", "동래구", True),
        ("구 = 'It''s'", "구", "A", "Z", True),
        ("day = '2026-11-02'", "day", "2026-11-03", "2026-11-04", False),
        ("day >= date '2026-11-04'", "day", "2026-11-03", "2026-11-04", True),
        ("x > 1e3", "x", 1.5, 999.5, False),
        ("x > 1e3", "x", 1.5, "Infinity", True),
        ("ok = true", "ok", False, False, False),
        ("ok = true", "ok", False, True, True),
        ("at < '2026-01-01T00:00:00+09:00'", "at", "2025-12-31T15:00:00Z", "2026-02-01T00:00:00Z", False),
        ("at <= '2026-01-01T00:00:00+09:00'", "at", "2025-12-31T15:00:00Z", "2026-02-01T00:00:00Z", True),
    ],
)
def test_bounds_of_every_type(hint: str, name: str, low: Any, high: Any, wanted: bool) -> None:
    assert is_kept(hint, file_of(low, high, name=name)) is wanted


@pytest.mark.parametrize(
    ("hint", "nulls", "wanted"),
    [
        ("n is null", 0, False),
        ("n is null", 1, True),
        ("n is null", 5, True),
        ("n is not null", 5, False),
        ("n = 1", 5, False),
    ],
)
def test_a_comparison_with_null_is_false(hint: str, nulls: int, wanted: bool) -> None:
    file = file_of(nulls=nulls) if nulls == 5 else file_of(1, 1, nulls=nulls)
    assert is_kept(hint, file) is wanted


def test_a_partition_says_exactly_what_its_rows_hold() -> None:
    assert not is_kept("n = 2", file_of(partition="1"))
    assert is_kept("n = 1", file_of(partition="1"))
    assert not is_kept("n = 1", file_of(partition=None))
    assert is_kept("n = 1", file_of(partition="no number"))


def test_a_file_without_statistics_stays() -> None:
    assert is_kept("n = 1", DataFile(name="a", size=1, modified_ms=0, rows=0, stats=""))


@pytest.mark.parametrize(("rows", "files"), [(None, 3), (0, 0), (1, 1), (5, 1), (6, 2), (10, 2), (11, 3), (99, 3)])
def test_a_limit_gives_the_first_whole_files(rows: int | None, files: int) -> None:
    assert len(limited([file_of(1, 2)] * 3, rows)) == files


@given(st.lists(st.integers(-5, 5), min_size=1, max_size=6), st.integers(-6, 6), st.sampled_from(sorted(MEANS)))
def test_a_file_with_a_row_that_fits_is_never_skipped(cells: list[int], value: int, mark: str) -> None:
    fits = any(MEANS[mark](cell, value) for cell in cells)
    assert not fits or is_kept(f"n {mark} {value}", file_of(min(cells), max(cells), rows=len(cells)))
    single = file_of(cells[0], cells[0], rows=1)
    assert is_kept(f"n {mark} {value}", single) is MEANS[mark](cells[0], value)


@pytest.mark.skipif(not SHARED.exists(), reason="no ../shared/data/exchange beside this checkout")
def test_every_case_of_the_collection() -> None:
    cases = json.loads(SHARED.read_text())["cases"]
    wrong = []
    for case in cases:
        hints = json.dumps(case["jsonPredicateHints"])
        values = case["partitionValues"]
        file = DataFile(name="a", size=1, modified_ms=0, rows=1, stats="", partition_values=values)
        stays = bool(kept([file], json_predicate(hints), {}))
        if (stays and case["may_skip"]) or (not stays and (case["must_keep"] or case.get("unknown"))):
            wrong.append(case["id"])
    assert cases
    assert not wrong
