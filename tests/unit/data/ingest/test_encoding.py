"""The encoding is decided on every byte, and a few broken bytes neither change it nor fail the file."""

from dataclasses import replace
from pathlib import Path

import pytest

from naru.base.kit.refusals import Refused
from naru.data.ingest.core import encoding
from naru.data.ingest.core.encoding import decode
from naru.data.ingest.core.mixed_encodings import BROKEN
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


# --- decisions on small files ---

FEW = [
    (b"", "UTF-8", 1.0, "ascii_only", 0),
    (b"a,b\n", "UTF-8", 1.0, "ascii_only", 0),
    ("가".encode(), "UTF-8", 0.95, "valid_throughout", 0),
    ("가나".encode(), "UTF-8", 0.9975, "valid_throughout", 0),
    ("\ufeff가".encode(), "UTF-8", 1.0, "byte_order_mark", 0),
    (("가" * 100).encode() + b"\xff", "UTF-8", 0.99, "valid_but_for_few", 1),
    (("가" * 2).encode() + b"\xff", "UTF-8", 0.5, "valid_but_for_few", 1),
    ("가".encode("euc-kr"), "EUC-KR", 0.95, "valid_throughout", 0),
    (("가" * 100).encode("euc-kr"), "EUC-KR", 1.0, "valid_throughout", 0),
    ("가뷁".encode("cp949"), "CP949", 0.9975, "valid_throughout", 0),
    (("가" * 100).encode("cp949") + b"\xff", "CP949", 0.99, "valid_but_for_few", 1),
    (("가" * 2).encode("cp949") + b"\xff", "CP949", 0.4975, "valid_but_for_few", 1),
    ("가".encode("cp949") + b"\xff", "windows-1252", 0.3, "nothing_else_fits", 0),
    ("a가".encode("utf-16"), "UTF-16LE", 1.0, "byte_order_mark", 0),
    ("\ufeffa가".encode("utf-16-be"), "UTF-16BE", 1.0, "byte_order_mark", 0),
    ("ab".encode("utf-16-le"), "UTF-16LE", 0.95, "zero_bytes", 0),
    ("ab".encode("utf-16-be"), "UTF-16BE", 0.95, "zero_bytes", 0),
    (b"a\0", "UTF-8", 1.0, "ascii_only", 0),
    (("abcd" + "각" * 16).encode("utf-16-le"), "UTF-16LE", 0.95, "zero_bytes", 0),
    (("a" * 10 + "가").encode("utf-16-le"), "UTF-16LE", 0.95, "zero_bytes", 0),
]


@pytest.mark.parametrize(("data", "name", "confidence", "grounds", "broken"), FEW)
def test_an_encoding_is_told_with_its_grounds(
    data: bytes, name: str, confidence: float, grounds: str, broken: int, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    found = decode(path, tmp_path)
    assert (found.encoding, found.confidence, found.grounds) == (name, confidence, grounds)
    if name != "windows-1252":
        assert found.broken == broken
        text = found.text.read_text("utf-8-sig")
        wanted = data.removesuffix(b"\xff") if broken else data
        assert text == wanted.decode(name).removeprefix("\ufeff") + f"{BROKEN}FF" * broken


@pytest.mark.parametrize(
    "text", ["ab" + "각" * 48, "a" * 10 + "가가", "동이름,상태\n우동,정상\n", "名前,値\nさくら,1\n", "naïve,é\n"]
)
@pytest.mark.parametrize(("codec", "name"), [("utf-16-le", "UTF-16LE"), ("utf-16-be", "UTF-16BE")])
def test_utf16_without_a_mark_is_known_by_its_letters(text: str, codec: str, name: str) -> None:
    assert encoding.utf16_without_mark(text.encode(codec)) == name


@pytest.mark.parametrize(
    "data",
    [
        ("ab" + "각" * 49).encode("utf-16-le"),  # too little ASCII for a table
        "동이름,상태\n우동\x00\x00,정상\n".encode("cp949"),
        "동이름,상태\n우동\x00\x00,정상\n".encode(),
        b"code,name\nA1\x00\x00\x00,x\n",
        bytes(range(256)) * 4,
        "a\n".encode("utf-32-le") * 9,
        "동이름,상태\n우동,정상\n".encode("cp949"),
    ],
)
def test_other_bytes_are_no_utf16(data: bytes) -> None:
    assert encoding.utf16_without_mark(data) is None


@pytest.mark.parametrize(
    ("data", "hinted", "name", "text", "broken"),
    [
        ("가".encode(), "utf-8", "UTF-8", "가", 0),
        ("\ufeff가\n\ufeff나".encode(), "utf-8-sig", "UTF-8", "가\n나", 0),
        ("가".encode() + b"\xff", "utf-8", "UTF-8", "가\U0010fffdFF", 1),
        ("가".encode("cp949"), "cp949", "CP949", "가", 0),
        ("가".encode("cp949"), "euc-kr", "EUC-KR", "가", 0),
        ("가".encode("utf-16-le"), "utf-16-le", "UTF-16LE", "가", 0),
        ("가".encode("utf-16-be"), "utf-16-be", "UTF-16BE", "가", 0),
        (b"\xe9", "latin-1", "latin-1", "é", 0),
        (b"\xb0", "cp949", "CP949", "\U0010fffdB0", 1),
    ],
)
def test_a_persons_encoding_is_taken(
    data: bytes, hinted: str, name: str, text: str, broken: int, tmp_path: Path
) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes(data)
    found = decode(path, tmp_path, hinted)
    assert (found.encoding, found.confidence, found.grounds, found.broken) == (name, 1.0, "as_told", broken)
    assert found.text.read_text("utf-8") == text
    assert (found.text == path) is (name == "UTF-8" and not broken and b"\n" not in data)


@pytest.mark.parametrize("segment", [1, 2, 3, 4, 5, 64])
@pytest.mark.parametrize(
    ("text", "codec"),
    [
        ("가나\n다\n\n라마바사\n아", "utf-8"),
        ("가나\n다\n\n라마바사\n뷁", "cp949"),
        ("\ufeff가\n\ufeff나\n\ufeff\n다\ufeff라", "utf-8"),
        ("\ufeff가\n\ufeff나\n\ufeff\n다\ufeff라", "utf-16-le"),
        ("가나\r\n" * 9, "euc-kr"),
    ],
)
def test_a_file_in_many_segments_is_read_as_one(
    text: str, codec: str, segment: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoding, "SEGMENT", segment)
    path = tmp_path / "a.csv"
    path.write_bytes(text.encode(codec))
    found = decode(path, tmp_path)
    assert found.broken == 0
    assert found.text.read_bytes().decode() == text.replace("\n\ufeff", "\n").removeprefix("\ufeff")
    assert all(part.endswith(b"\n") for part in list(encoding._segments(path))[:-1])
    assert b"".join(encoding._segments(path)) == path.read_bytes()


@pytest.mark.parametrize("segment", [8, 64, 1 << 20])
@pytest.mark.parametrize(
    ("good", "bad", "name"), [("가나", 1, "CP949"), ("가나", 2, "windows-1252"), ("가", 1, "windows-1252")]
)
def test_syllables_of_words_are_weighed_against_broken_bytes_over_all_segments(
    good: str, bad: int, name: str, segment: int, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.setattr(encoding, "SEGMENT", segment)
    path = tmp_path / "a.csv"
    path.write_bytes(b"\xff\n" * bad + f"{good}\n".encode("cp949"))
    assert decode(path, tmp_path).encoding == name


def test_a_part_tells_how_much_of_a_segment_is_not_ascii(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(encoding, "COUNTED", 6)
    counts = encoding._valid_segment("가나".encode() * 5)
    assert counts is not None
    assert (counts.good, counts.marks, counts.is_suspect) == (10, 0, False)
    assert encoding._valid_segment(b"\xff") is None


@pytest.mark.parametrize(
    ("name", "data", "text"),
    [
        (b"UHC", "가뷁 a".encode("cp949"), "가뷁 a"),
        (b"UHC", b"\xff", None),
        (b"UHC", b"\xb0", None),
        (b"EUC-KR", "가나".encode("euc-kr") * 999, "가나" * 999),
        (b"EUC-KR", "뷁".encode("cp949"), None),
    ],
)
def test_the_librarys_transcoder_reads_as_the_codec_does(name: bytes, data: bytes, text: str | None) -> None:
    wanted = None if text is None else text.encode()
    assert encoding._iconv(name, data) == encoding._by_codec(name, data) == wanted


def test_a_word_that_names_no_encoding_is_told(tmp_path: Path) -> None:
    path = tmp_path / "a.csv"
    path.write_bytes("가,나\n1,2\n".encode())
    with pytest.raises(Refused) as refused:
        decode(path, tmp_path, "euc-kp")
    assert (refused.value.code, refused.value.facts) == ("unknown_encoding", {"encoding": "euc-kp"})
