"""What the limited child is called with, and what it answers: a file, a version, a file mended."""

import zipfile
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.systems.sectors.core.check import check_file, check_version, mend_file
from tests.refusing import refuses

PROFILE: dict[str, Any] = {
    "name": "finance.codes",
    "version": "2",
    "sector": "finance",
    "title": ["코드", "Codes"],
    "summary": ["코드", "Codes"],
    "shape": "table",
    "tables": [{"name": "t", "columns": [{"name": "code", "pattern": "^[0-9]{5}$", "codes": "districts"}]}],
}
LIST = {"name": "districts", "edition": "2026", "complete": True, "codes": [["00123", "중구", "Jung"]]}


def payload(folder: Path, body: str, **values: Any) -> dict[str, Any]:
    (folder / "t.csv").write_text(body, encoding="utf-8")
    whole = {
        "path": str(folder / "t.csv"),
        "name": "t.csv",
        "scratch": str(folder),
        "profile": PROFILE,
        "lists": [LIST],
    }
    return {**whole, "definitions": "", "before": None, **values}


def failed(report: Any) -> dict[str, int]:
    return {each["rule"]: each["failed"] for each in report["rules"] if each["failed"]}


def test_a_file_is_checked_by_its_profile_and_lists(tmp_path: Path) -> None:
    report: Any = check_file(payload(tmp_path, "code\n00123\n123\n99999\n"))
    assert failed(report) == {"t.code.pattern": 1, "t.code.codes": 2}
    assert (report["profile"], report["version"], report["rows"], report["tables"]) == (
        "finance.codes",
        "2",
        3,
        {"t": 3},
    )
    assert report["editions"] == {"districts": "2026"}
    assert report["causes"][0]["mend"] == "zeros_5"


@pytest.mark.parametrize(("as_of", "editions"), [("2026-03-01", {"as_of": "2026-03-01"}), ("", {})])
def test_the_day_is_an_edition_where_a_rule_looks_at_it(as_of: str, editions: dict[str, str], tmp_path: Path) -> None:
    query = {
        "id": "q",
        "words": ["날", "Day"],
        "sql": "SELECT 1 AS _line FROM _as_of WHERE day IS NULL",
        "needs_day": True,
    }
    report: Any = check_file(payload(tmp_path, "code\n00123\n", profile={**PROFILE, "queries": [query]}, as_of=as_of))
    assert report["editions"] == {"districts": "2026", **editions}


def test_a_version_in_the_lake_is_checked_by_its_own_names(tmp_path: Path) -> None:
    pq.write_table(pa.table({"c0": ["00123", "123"]}), tmp_path / "0.parquet")
    given = payload(tmp_path, "", paths=[str(tmp_path / "0.parquet")], names={"c0": "code"}, sha256="f" * 64)
    report: Any = check_version(given)
    assert failed(report) == {"t.code.pattern": 1, "t.code.codes": 1}
    assert report["sha256"] == "f" * 64


def test_tables_of_an_archive_are_checked_by_their_names(tmp_path: Path) -> None:
    with zipfile.ZipFile(tmp_path / "t.zip", "w") as archive:
        archive.writestr("T.txt", "code\n123\n")
        archive.writestr("other.csv", "code\n123\n")
    named = {**PROFILE["tables"][0], "name": "u", "file": "other.csv"}
    profile = {**PROFILE, "shape": "tables", "tables": [PROFILE["tables"][0], named]}
    report: Any = check_file(payload(tmp_path, "", path=str(tmp_path / "t.zip"), name="t.zip", profile=profile))
    assert report["tables"] == {"t": 1, "u": 1}


def test_a_cause_is_mended_into_a_file(tmp_path: Path) -> None:
    given = payload(tmp_path, "code\n00123\n123\n", cause=0, out=str(tmp_path / "out.csv"))
    assert mend_file(given) == 1
    assert (tmp_path / "out.csv").read_text(encoding="utf-8-sig").split() == ["code", "00123", "00123"]


@pytest.mark.parametrize("place", [-1, 1])
def test_a_cause_that_is_not_there_cannot_be_mended(place: int, tmp_path: Path) -> None:
    with refuses("cause_cannot_be_mended"):
        mend_file(payload(tmp_path, "code\n123\n", cause=place, out=str(tmp_path / "out.csv")))
