from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.base.kit.refusals import Refused
from naru.systems.combination.owner.records import read_as_text, read_typed

TEXT = "name,phone,n\n홍길동,01012345678,1\n김민지,,2\n"


@pytest.mark.parametrize("encoding", ["utf-8", "utf-8-sig", "cp949"])
def test_korean_csv_is_read_in_the_encoding_it_has(encoding: str, tmp_path: Path) -> None:
    file = tmp_path / "a.csv"
    file.write_text(TEXT, encoding=encoding)
    table = read_as_text(file)
    assert table.to_pydict() == {"name": ["홍길동", "김민지"], "phone": ["01012345678", None], "n": ["1", "2"]}
    assert read_typed(file).schema.field("n").type == pa.int64()


def test_parquet_is_read_as_text_too(tmp_path: Path) -> None:
    pq.write_table(pa.table({"n": [1, None], "d": pa.array([0, 1], pa.date32())}), tmp_path / "a.parquet")
    assert read_as_text(tmp_path / "a.parquet").to_pydict() == {"n": ["1", None], "d": ["1970-01-01", "1970-01-02"]}


@pytest.mark.parametrize(
    ("content", "code", "place"),
    [
        pytest.param(TEXT.encode() + "이수,1,2\n".encode("cp949"), "records_encoding", None, id="mixed"),
        pytest.param(b"\xff\xfe\x00name", "records_encoding", None, id="neither"),
        pytest.param("name,n\n홍길동,1\n김민지,2,3\n".encode(), "records_unreadable", "3", id="a cell too many"),
        pytest.param("name,name\n홍길동,1\n".encode(), "records_column_twice", None, id="a name twice"),
        pytest.param(b"", "records_unreadable", "-", id="empty"),
    ],
)
def test_a_broken_file_is_refused_by_place_and_never_by_a_cell(
    content: bytes, code: str, place: str | None, tmp_path: Path
) -> None:
    file = tmp_path / "a.csv"
    file.write_bytes(content)
    with pytest.raises(Refused) as refused:
        read_as_text(file)
    assert refused.value.code == code
    assert refused.value.facts.get("place") == place
    assert not any(name in str(refused.value.facts) + str(refused.value.__cause__) for name in ("홍길동", "김민지"))


def test_a_broken_parquet_is_refused(tmp_path: Path) -> None:
    (tmp_path / "a.parquet").write_bytes(b"PAR1 no")
    with pytest.raises(Refused) as refused:
        read_typed(tmp_path / "a.parquet")
    assert refused.value.code == "records_unreadable"
