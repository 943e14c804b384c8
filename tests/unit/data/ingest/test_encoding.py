"""The encoding is decided on every byte, and a few broken bytes neither change it nor fail the file."""

from dataclasses import replace
from pathlib import Path

import pytest
from hypothesis import assume, given
from hypothesis import strategies as st

from naru.data.ingest.core import encoding
from naru.data.ingest.core.encoding import decode
from naru.data.ingest.core.values import Hints
from tests.tables_read import aside_of, read_text, rows_of

TEXT = "이름,값\n부산 뷁,1\n똠방각하 쨰 슈,2\n"


@pytest.mark.parametrize(
    ("codec", "expected"),
    [("utf-8", "UTF-8"), ("utf-8-sig", "UTF-8"), ("cp949", "CP949"), ("utf-16", "UTF-16LE"), ("utf-16-be", "UTF-16BE")],
)
def test_text_is_read_in_any_encoding(codec: str, expected: str, tmp_path: Path) -> None:
    report = read_text(TEXT, tmp_path, encoding=codec)
    assert report.encoding == expected
    assert report.encoding_confidence is not None
    assert report.encoding_confidence > 0.9
    assert [row["이름"] for row in rows_of(report)] == ["부산 뷁", "똠방각하 쨰 슈"]


def test_older_half_of_cp949_is_named_euc_kr(tmp_path: Path) -> None:
    assert read_text("이름,값\n부산,1\n해운대,2\n", tmp_path, encoding="euc-kr").encoding == "EUC-KR"


def test_one_extended_syllable_at_the_very_end_still_decides(tmp_path: Path) -> None:
    text = "이름,값\n" + "부산,1\n" * 400_000 + "뷁,2\n"
    report = read_text(text, tmp_path, encoding="cp949")
    assert report.encoding == "CP949"
    assert rows_of(report)[-1]["이름"] == "뷁"


@pytest.mark.parametrize(("codec", "broken"), [("utf-8", b"\xb1\xb2"), ("cp949", b"\xff")])
def test_broken_bytes_put_their_row_aside_and_leave_the_encoding(codec: str, broken: bytes, tmp_path: Path) -> None:
    lines = [f"부산 {i},{i}\n".encode(codec) for i in range(500)]
    lines[300] = "대구".encode(codec) + broken + b",7\n"
    report = read_text("이름,값\n".encode(codec) + b"".join(lines), tmp_path)
    assert (report.encoding or "").startswith("UTF-8" if codec == "utf-8" else "CP949")
    assert report.rows == 499
    [aside] = aside_of(report)
    assert aside["reason"] == "broken_bytes"
    assert aside["line"] == 302
    assert "\\xFF" in aside["raw"] or "\\xB1\\xB2" in aside["raw"]


@pytest.mark.parametrize("codec", ["utf-8", "utf-16-le"])
@pytest.mark.parametrize("hints", [Hints(), Hints(encoding="utf-8")])
@pytest.mark.parametrize("rows", [2, 200_000])
def test_files_put_together_one_after_another_lose_their_byte_order_marks(
    codec: str, hints: Hints, rows: int, tmp_path: Path
) -> None:
    one = "\ufeff" + '"이름","값"\n' + '"부산","1"\n' * (rows // 2)
    hints = replace(hints, encoding=codec) if hints.encoding else hints
    report = read_text(f"\ufeff{one}{one}", tmp_path, encoding=codec, hints=hints)
    assert [(column.name, column.type) for column in report.columns] == [("이름", "text"), ("값", "integer")]
    assert (report.rows, [(row["line"], row["reason"]) for row in aside_of(report)]) == (
        rows,
        [(rows // 2 + 2, "repeated_header")],
    )


def test_few_western_letters_are_no_korean(tmp_path: Path) -> None:
    path = tmp_path / "west.csv"
    path.write_bytes("nom,pays\nCôte,Bénin\nChâteau,Fête\n".encode("windows-1252"))
    assert decode(path, tmp_path).encoding == "windows-1252"


@given(
    st.lists(
        st.sampled_from([b"\xb0", b"\xa1", b"\xc2", b"\xff", b"a", b"\n", "가".encode(), "\ufffd".encode()]),
        max_size=40,
    )
)
def test_what_is_surely_broken_is_never_more_than_what_is_broken(parts: list[bytes]) -> None:
    data = b"".join(parts)
    assume(not encoding._is_utf8(data))
    assert 1 <= encoding._strays(data) <= encoding._utf8_segment(data).bad
