"""A reader that hostile bytes have taken over names files that are not its own, or writes others than it says."""

import shutil
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
import pytest

from naru.base.kit.refusals import Refused
from naru.data.ingest import child_parser
from naru.data.ingest.core.quarantine import SCHEMA
from naru.data.ingest.core.source_settings import SourceSettings

HONEST = "이름,면수\n가,1\n나,2\n".encode()


@pytest.fixture
def source(tmp_path: Path) -> Path:
    path = tmp_path / "주차장.csv"
    path.write_bytes(HONEST)
    return path


def read(source: Path, out: Path) -> dict[str, Any]:
    return child_parser.parse(source, source.name, out, SourceSettings(), lambda *_: None)


def taken_over(monkeypatch: pytest.MonkeyPatch, harm: Any) -> None:
    """What the reader answers and leaves behind is what ``harm`` makes of it; the second child is the real one."""
    run = child_parser._readers.run

    def hostile(function: str, payload: Any, **rest: Any) -> Any:
        answer = run(function, payload, **rest)
        return harm(answer, Path(payload["out"])) if function == "parse" else answer

    monkeypatch.setattr(child_parser._readers, "run", hostile)


def named(field: str, path: str) -> Any:
    def harm(answer: dict[str, Any], _: Path) -> dict[str, Any]:
        answer["tables"][0][field] = path
        return answer

    return harm


def written(table: pa.Table, **how: Any) -> Any:
    def harm(answer: dict[str, Any], out: Path) -> dict[str, Any]:
        pq.write_table(table, answer["tables"][0]["parquet"], **how)
        return answer

    return harm


def linked(answer: dict[str, Any], out: Path) -> dict[str, Any]:
    target = Path(answer["tables"][0]["parquet"])
    shutil.copy(target, out.parent / "another's.parquet")
    target.unlink()
    target.symlink_to(out.parent / "another's.parquet")
    return answer


ROWS = pa.table({"name": ["가", "나"], "count": [1, 2]})
HARMS = {
    "the keys": named("parquet", "/etc/passwd"),
    "another's rows kept aside": named("quarantine", "/etc/passwd"),
    "above its folder": named("parquet", "../secret.key"),
    "a link": linked,
    "other columns": written(ROWS, compression="zstd"),
    "rows kept aside that are none": lambda answer, out: (
        pq.write_table(ROWS, out / "q.parquet", compression="zstd"),
        named("quarantine", str(out / "q.parquet"))(answer, out),
    )[1],
}


@pytest.mark.parametrize("harm", HARMS)
def test_what_a_hostile_reader_names_is_refused(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, harm: str
) -> None:
    taken_over(monkeypatch, HARMS[harm])
    with pytest.raises(Refused) as refused:
        read(source, tmp_path / "out")
    assert refused.value.code == "child_output_refused"


@pytest.mark.parametrize(
    ("change", "is_taken"),
    [
        ({"compression": "zstd"}, True),
        ({"compression": "brotli"}, False),
        ({"compression": "none"}, False),
    ],
)
def test_only_the_codec_that_readers_write_is_taken(
    source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, change: dict[str, Any], is_taken: bool
) -> None:
    table = pq.read_table(read(source, tmp_path / "first")["tables"][0]["parquet"])
    taken_over(monkeypatch, written(table, **change))
    if is_taken:
        assert read(source, tmp_path / "out")["tables"][0]["rows"] == 2
        return
    with pytest.raises(Refused):
        read(source, tmp_path / "out")


def test_fewer_rows_than_it_says_are_refused(source: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    table = pq.read_table(read(source, tmp_path / "first")["tables"][0]["parquet"])
    taken_over(monkeypatch, written(table.slice(1), compression="zstd"))
    with pytest.raises(Refused):
        read(source, tmp_path / "out")


def test_an_honest_reader_is_believed(tmp_path: Path) -> None:
    path = tmp_path / "가.csv"
    path.write_text("이름,면수\n가,1\n나,2\n다,3\n라,넷\n" + "".join(f"마{n},{n}\n" for n in range(40)))
    [table] = read(path, tmp_path / "out")["tables"]
    assert table["quarantined"] == 0 or pq.read_schema(table["quarantine"]).equals(SCHEMA)
