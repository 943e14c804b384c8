"""A reader's files against its report: what differs in any way is refused by the file's name."""

from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.data.ingest.core.output_files import check_outputs
from naru.data.ingest.core.quarantine import SCHEMA
from tests.refusing import refuses

NAMES = ["구", "요금"]


def a_table(folder: Path, *, compression: str = "zstd", rows: int = 3) -> str:
    path = folder / "table-0.parquet"
    pq.write_table(pa.table({"구": ["중구"] * rows, "요금": [1] * rows}), path, compression=compression)
    return str(path)


def a_quarantine(folder: Path, schema: pa.Schema = SCHEMA) -> str:
    pq.write_table(schema.empty_table(), folder / "aside.parquet", compression="zstd")
    return str(folder / "aside.parquet")


def refusal(tables: list[Any], quarantines: list[str]) -> dict[str, Any]:
    with refuses("child_output_refused") as refused:
        check_outputs({"tables": tables, "quarantines": quarantines})
    return refused.value.facts


def test_files_that_are_as_reported_are_counted(tmp_path: Path) -> None:
    tables, quarantines = [[a_table(tmp_path), NAMES, 3]], [a_quarantine(tmp_path)]
    assert check_outputs({"tables": tables, "quarantines": quarantines}) == 2
    assert check_outputs({"tables": tables, "quarantines": []}) == 1
    assert check_outputs({"tables": [], "quarantines": []}) == 0


@pytest.mark.parametrize(
    ("names", "rows"), [(NAMES, 2), (NAMES, 4), (["요금", "구"], 3), (["구"], 3), ([*NAMES, "날"], 3)]
)
def test_other_rows_or_columns_than_reported_are_refused(names: list[str], rows: int, tmp_path: Path) -> None:
    assert refusal([[a_table(tmp_path), names, rows]], []) == {"name": "table-0.parquet"}


def test_another_codec_than_ours_is_refused(tmp_path: Path) -> None:
    assert refusal([[a_table(tmp_path, compression="snappy"), NAMES, 3]], []) == {"name": "table-0.parquet"}


def test_rows_kept_aside_have_their_own_columns(tmp_path: Path) -> None:
    assert refusal([], [a_quarantine(tmp_path, pa.schema([("line", pa.int64())]))]) == {"name": "aside.parquet"}
