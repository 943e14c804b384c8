"""A table's columns are masked whole, and described anew."""

from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq

from naru.data.catalogue.core.columns import ColumnType
from naru.data.ingest.core.masking import masked
from naru.data.ingest.core.readers import read_records
from naru.data.ingest.core.values import TableReport

ROWS = pa.table({"이름": ["가", "나", "다"], "연락처": ["010-1234-5678", "010-2345-6789", None], "수": [1, 2, 3]})


def report_in(folder: Path) -> TableReport:
    return read_records(ROWS, folder, name="표")


def test_only_the_named_columns_are_covered_and_nothing_personal_is_left_in_them(tmp_path: Path) -> None:
    before = report_in(tmp_path / "read")
    after = masked(before, ["연락처"], tmp_path / "masked")

    assert [finding.column for finding in before.personal] == ["연락처"]
    assert after.personal == ()
    assert after.parquet != before.parquet
    names, phones, numbers = (pq.read_table(after.parquet).column(i).to_pylist() for i in range(3))
    assert (names, numbers) == (["가", "나", "다"], [1, 2, 3])
    assert phones == ["010-****-****", "010-****-****", None]
    name, phone, number = after.columns
    assert (name, number) == (before.columns[0], before.columns[2])
    assert (phone.type, phone.nulls, phone.distinct) == (ColumnType.TEXT, 1, 1)
    assert phone.profile is not None
    assert phone.profile.top == (("010-****-****", 2),)


def test_what_no_column_is_called_masks_nothing(tmp_path: Path) -> None:
    before = report_in(tmp_path / "read")
    assert masked(before, ["전화"], tmp_path / "masked") is before
