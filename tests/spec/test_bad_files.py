"""Every bad file ends with a table or one clear sentence, within its limits, and no process but the child dies."""

import time
from collections.abc import Callable
from pathlib import Path

import pytest

from naru.base.kit.refusals import Refused
from naru.data.ingest import child_parser
from naru.data.ingest.core.source_settings import SourceSettings
from tests.hostile import files
from tests.hostile.mutations import BROKE_OFF

SHARED = Path(__file__).resolve().parents[2].parent / "shared" / "data" / "badfiles"
WALL_S = 30.0

TABLE: tuple[tuple[str, str, Callable[[], bytes]], ...] = (
    # name, the refusal's code, how it is made
    ("빈 파일.csv", "file_is_empty", lambda: b""),
    ("빈칸.csv", "file_is_blank", lambda: b" \r\n\r\n  \n"),
    ("그림.csv", "not_a_table_format", lambda: b"\x89PNG\r\n\x1a\n" + bytes(64)),
    ("보고서.csv", "not_a_table_format", lambda: b"%PDF-1.7\n1 0 obj"),
    ("오류 페이지.csv", "file_is_a_web_page", lambda: b"<!DOCTYPE html><html><body>404</body></html>"),
    ("엑셀인 척.xls", "file_is_a_web_page", lambda: b"<table><tr><td>1</td></tr></table>"),
    ("십억 칸.xlsx", "sheet_too_large", files.workbook_of_a_billion_cells),
    ("넓은 표.xlsx", "table_too_wide", files.workbook_of_wide_rows),
    (
        "넓은 표.csv",
        "table_too_wide",
        lambda: b",".join(b"%d" % i for i in range(5_823)) + b"\n" + b"1," * 5_822 + b"1\n",
    ),
    ("찢어진.xlsx", "archive_is_broken", lambda: files.workbook("<row/>")[:400]),
    ("깨진.xls", "file_is_broken", lambda: b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1" + bytes(600)),
    ("폭탄.zip", "archive_is_a_bomb", files.zip_bomb),
    ("폭탄.csv.gz", "archive_is_a_bomb", files.gzip_bomb),
    ("거짓말.zip", "archive_is_broken", files.zip_that_lies),
    ("미끄럼.zip", "archive_escapes", lambda: files.zip_named("../../밖.csv")),
    ("미끄럼2.zip", "archive_escapes", lambda: files.zip_named("/etc/cron.d/x")),
    ("미끄럼3.zip", "archive_escapes", lambda: files.zip_named("C:\\표.csv")),
    ("바로가기.zip", "archive_escapes", files.zip_link),
    ("많은.zip", "archive_too_many_files", files.zip_of_many),
    ("깊은.zip", "archive_too_deep", lambda: files.nested_zip(3)),
    ("빈.zip", "archive_has_no_tables", lambda: files.zip_of()),
    ("찢어진.csv.gz", "archive_is_broken", lambda: files.gzip_bomb()[:900]),
    ("깨진.json", "json_is_broken", lambda: b'[{"a": 1}, {"a": '),
    ("깊은.json", "json_is_broken", lambda: b"[" * 100_000 + b"]" * 100_000),
    ("글뿐인.json", "json_has_no_records", lambda: b'{"a": {"b": {"c": 1}}}'),
    ("깨진.parquet", "file_is_broken", lambda: b"PAR1" + bytes(100) + b"PAR1"),
    ("깨진.geojson", "file_is_broken", lambda: b'{"type": "FeatureCollection", "features": [{'),
    ("외톨이.shp", "shapefile_incomplete", lambda: b"\x00\x00\x27\x0a" + bytes(96)),
    ("아닌.gpkg", "not_a_table_format", lambda: b"SQLite format 3\x00" + bytes(2000)),
)


def read(path: Path, out: Path) -> str:
    """The refusal's code, or "" for tables; within the wall time whatever happens."""
    started = time.monotonic()
    try:
        child_parser.parse(path, path.name, out, SourceSettings(), lambda done, total, step: None)
        code = ""
    except Refused as refused:
        code = refused.code
        for sentence in (refused.words.ko, refused.words.en):
            ours = sentence.replace(str(refused.facts.get("reason", "")), "")
            assert "?" not in ours, f"a fact is missing in {ours!r}"
            assert "\n" not in sentence
    assert time.monotonic() - started < WALL_S
    return code


@pytest.mark.parametrize(("name", "code", "make"), TABLE, ids=[name for name, _, _ in TABLE])
def test_a_bad_file_is_refused_with_its_own_sentence(
    tmp_path: Path, name: str, code: str, make: Callable[[], bytes]
) -> None:
    assert read(files.write(tmp_path, name, make()), tmp_path / "out") == code


def test_the_workbook_that_claims_a_billion_cells_is_small() -> None:
    assert len(files.workbook_of_a_billion_cells()) < 1_500


def test_a_table_of_the_widest_kind_is_read_in_time(tmp_path: Path) -> None:
    rows = [",".join(f"값{i}" for i in range(4_096)), *(",".join(str(i * n) for i in range(4_096)) for n in range(60))]
    assert read(files.write(tmp_path, "가장 넓은 표.csv", "\n".join(rows).encode()), tmp_path / "out") == ""


def test_what_befalls_the_reader_names_the_file_and_says_what_to_do(tmp_path: Path, settings) -> None:
    settings.NARU_READER_MEMORY_MB = 64
    path = files.write(tmp_path, "큰 표.json", b"[" + b",".join([b'{"a": 1, "b": "x"}'] * 1_500_000) + b"]")
    with pytest.raises(Refused) as refused:
        child_parser.parse(path, "큰 표.json", tmp_path / "out", SourceSettings(), lambda *_: None)
    assert refused.value.code == "file_takes_memory"
    assert refused.value.words.ko.startswith("큰 표.json: ")
    assert "나누어" in refused.value.words.ko


def test_good_files_in_an_archive_come_in_beside_a_bad_one(tmp_path: Path) -> None:
    packed = files.zip_of(**{"좋은.csv": "이름,값\n가,1\n나,2\n".encode(), "나쁜.csv": b"%PDF-1.4"})
    answer = child_parser.parse(
        files.write(tmp_path, "섞인.zip", packed), "섞인.zip", tmp_path / "out", SourceSettings(), lambda *_: None
    )
    assert [table["name"] for table in answer["tables"]] == ["좋은"]
    assert [(refused["file"], refused["code"]) for refused in answer["refused"]] == [("나쁜.csv", "not_a_table_format")]


@pytest.mark.slow
@pytest.mark.skipif(not SHARED.exists(), reason="the corpus of bad files is not beside this checkout")
def test_every_file_of_the_corpora_gives_a_table_or_a_sentence(tmp_path: Path) -> None:
    found = sorted(path for path in SHARED.rglob("*") if path.is_file())
    outcomes = {path.relative_to(SHARED): read(path, tmp_path / "out") for path in found}
    assert len(outcomes) > 100
    assert not [path for path, code in outcomes.items() if code in BROKE_OFF]
