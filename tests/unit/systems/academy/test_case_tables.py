"""A case's rows: the open ones, or those that its SELECT makes of them."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.systems.academy.core.case_tables import make
from tests.refusing import refuses


def payload(folder: Path, **values: Any) -> dict[str, Any]:
    pq.write_table(pa.table({"구": ["중구", "동구", "서구"], "n": [1, 2, 3]}), folder / "open.parquet")
    (folder / "own.csv").write_text("a,b\n1,x\n2,y\n", encoding="utf-8")
    (folder / "out").mkdir(exist_ok=True)
    return {
        "tables": [
            {"name": "버스", "slug": "buses", "file": str(folder / "open.parquet")},
            {"name": "own", "slug": "own", "file": str(folder / "own.csv")},
        ],
        "changes": {},
        "seed": 7,
        "rows": 100,
        "out": str(folder / "out"),
        "case": "c",
        **values,
    }


def rows_of(folder: Path, slug: str) -> list[dict[str, Any]]:
    rows: list[dict[str, Any]] = pq.read_table(folder / "out" / f"{slug}.parquet").to_pylist()
    return rows


def test_the_open_case_has_the_open_rows(tmp_path: Path) -> None:
    made = make(payload(tmp_path))
    assert made["rows"] == {"버스": 3, "own": 2}
    assert made["columns"]["버스"] == [{"name": "구", "type": "text"}, {"name": "n", "type": "integer"}]
    assert rows_of(tmp_path, "buses")[0] == {"구": "중구", "n": 1}


def test_a_case_changes_the_rows_by_its_seed(tmp_path: Path) -> None:
    changes = {"버스": 'select 구, n + {seed} as n from "버스" where n > 1'}
    assert make(payload(tmp_path, changes=changes))["rows"] == {"버스": 2, "own": 2}
    assert [row["n"] for row in rows_of(tmp_path, "buses")] == [9, 10]


@pytest.mark.parametrize(("most", "expected"), [(2, 2), (3, 3), (4, 3)])
def test_no_more_rows_than_allowed_are_made(most: int, expected: int, tmp_path: Path) -> None:
    assert make(payload(tmp_path, rows=most))["rows"]["버스"] == expected


@pytest.mark.parametrize(
    ("sql", "kind"),
    [
        ("1::tinyint", "integer"),
        ("1.5::double", "decimal"),
        ("1.5::decimal(9,2)", "decimal"),
        ("true", "boolean"),
        ("date '2026-03-01'", "date"),
        ("time '09:00'", "time"),
        ("timestamp '2026-03-01 09:00'", "datetime"),
        ("timestamptz '2026-03-01 09:00+00'", "datetime"),
        ("[1, 2]", "text"),
        ("'가'", "text"),
    ],
)
def test_a_columns_kind_is_said(sql: str, kind: str, tmp_path: Path) -> None:
    made = make(payload(tmp_path, changes={"own": f"select {sql} as c"}))
    assert made["columns"]["own"] == [{"name": "c", "type": kind}]


def test_a_select_that_fails_is_refused_by_its_case(tmp_path: Path) -> None:
    with refuses("exercise_case_refused") as refused:
        make(payload(tmp_path, changes={"own": "select nothing from nowhere"}))
    assert refused.value.facts["case"] == "c"
    assert "\n" not in str(refused.value.facts["what"])
