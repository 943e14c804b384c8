"""What a trace reads of a stranger's file: which columns, and which of their cells."""

from pathlib import Path
from typing import Any

import numpy as np
import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.systems.sharing.core.leaked_file import write_figures

TYPES = {"int64": np.int64, "float64": np.float64}


def read_back(file: Path, out: Path) -> dict[str, list[Any]]:
    out.mkdir()
    written = write_figures({"path": str(file), "out": str(out)})
    return {name: np.fromfile(out / str(at), TYPES[kind]).tolist() for at, (name, kind) in enumerate(written)}


@pytest.mark.parametrize(
    ("content", "figures"),
    [
        ("구,매출\n가,1.5\n나,2.5\n".encode(), {"매출": [1.5, 2.5]}),
        ("구,매출\n가,1.5\n나,2.5\n".encode("cp949"), {"매출": [1.5, 2.5]}),
        (b"a,b\n1,2\n,3\n", {"a": [1], "b": [2, 3]}),
        (b"a,a,b\n1,1,2\n", {"b": [2]}),
        (b"a\nnan\ninf\n3.5\n", {"a": [3.5]}),
        (b"a,b\nx,y\n", {}),
        (b"", {}),
        (b"PAR1", {}),
        (b"PAR1" + bytes(50) + b"PAR1", {}),
        (b"\x81", {}),
    ],
)
def test_numbers_leave_a_file_and_nothing_else(content: bytes, figures: dict[str, list[Any]], tmp_path: Path) -> None:
    file = tmp_path / "leaked"
    file.write_bytes(content)
    assert read_back(file, tmp_path / "out") == figures


def test_a_parquet_file_gives_its_plain_numbers(tmp_path: Path) -> None:
    table = pa.table(
        {
            "small": pa.array([1, None, 3], pa.int16()),
            "real": pa.array([1.5, float("nan"), None], pa.float32()),
            "text": ["a", "b", "c"],
            "nested": [{"x": 1}, {"x": 2}, {"x": 3}],
        }
    )
    pq.write_table(table, tmp_path / "leaked.parquet")
    assert read_back(tmp_path / "leaked.parquet", tmp_path / "out") == {"small": [1, 3], "real": [1.5]}
