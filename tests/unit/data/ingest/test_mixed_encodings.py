"""Text in UTF-8 and CP949 by turns: whole lines, single columns and single cells are read by their own encoding."""

from pathlib import Path

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.data.ingest.core import mixed_encodings
from naru.data.ingest.core.encoding import decode
from naru.data.ingest.core.mixed_encodings import BROKEN, Shares, decode_mixed, has_utf8_run
from tests.tables_read import aside_of, read_text, rows_of

U, K = "utf-8", "cp949"
WORDS = ("중구", "도서관", "확인", "부산광역시 해운대구", "가·나", "똠방각하", "㈜나루", "漢江공원", "A동 101호")

LINES = [
    # a line in pieces, which encoding most of the file is in, the text
    ([("중구,도서관\n", K)], False, "중구,도서관\n"),
    ([("중구,도서관\n", U)], False, "중구,도서관\n"),
    ([("중구,도서관\n", K)], True, "중구,도서관\n"),
    ([("중구,도서관\n", U)], True, "중구,도서관\n"),
    ([("중구,", K), ("도서관", U), (",열림\n", K)], False, "중구,도서관,열림\n"),
    ([("중구,", U), ("도서관", K), (",열림\n", U)], True, "중구,도서관,열림\n"),
    ([("똠방,", K), ("뷁,도서관\n", U)], False, "똠방,뷁,도서관\n"),
    ([("척\n", K)], False, "척\n"),  # UTF-8 too, of a Western letter
    ([("문화·체육,3㎡\n", U)], False, "문화·체육,3㎡\n"),
    ([("㎡,·\n", U)], True, "㎡,·\n"),
    ([("㎡,㈜\n", K)], False, "㎡,㈜\n"),
    ([("café\n", U)], True, "café\n"),
]


@pytest.mark.parametrize(("pieces", "is_mostly_utf8", "text"), LINES)
def test_a_line_is_read_by_its_own_encodings(pieces: list[tuple[str, str]], is_mostly_utf8: bool, text: str) -> None:
    data = b"".join(piece.encode(codec) for piece, codec in pieces)
    assert decode_mixed(data, is_mostly_utf8=is_mostly_utf8)[0] == text


@pytest.mark.parametrize(
    ("data", "is_mostly_utf8", "text", "shares"),
    [
        ("도서관".encode(K)[:-1], False, f"도서{BROKEN}B0", Shares(cp949=2, bad=1, words=2)),
        ("도서관".encode()[:-1], True, f"도서{BROKEN}EA{BROKEN}B4", Shares(utf8=2, bad=2, words=2)),
        ("도서관".encode()[:-1], False, f"도서{BROKEN}EA{BROKEN}B4", Shares(utf8=2, bad=2, words=2)),
        (b"\xff", False, f"{BROKEN}FF", Shares(bad=1)),
        ("가,".encode(K) + "나".encode(), False, "가,나", Shares(utf8=1, cp949=1, words=1)),
        (b"a,b\n", False, "a,b\n", Shares()),
    ],
)
def test_what_neither_reads_is_marked_and_counted(data: bytes, is_mostly_utf8: bool, text: str, shares: Shares) -> None:
    assert decode_mixed(data, is_mostly_utf8=is_mostly_utf8) == (text, shares)


@pytest.mark.parametrize(
    ("data", "yes"),
    [
        ("가".encode(), True),
        ("a가b".encode(), True),
        ("·가".encode(), False),  # begins like no syllable: left to the lines of which another run tells
        ("㎡당 가".encode(), True),
        ("가".encode() + b"\xff", False),
        ("가나다라마바사아자차카타파하".encode(K), False),
        (b"abc", False),
        (b"", False),
        ("é".encode(), False),
    ],
)
def test_a_run_of_utf8_is_seen(data: bytes, yes: bool) -> None:
    assert has_utf8_run(data) is yes


def test_no_common_syllable_pair_of_cp949_looks_like_utf8() -> None:
    common = [bytes([first, second]) for first in range(0xB0, 0xC9) for second in range(0xA1, 0xFF)]
    text = b",".join(a + b for a in common[::7] for b in common[::5])
    assert not has_utf8_run(text)


@given(
    st.lists(
        st.tuples(st.lists(st.sampled_from(WORDS), min_size=1, max_size=4), st.booleans()), min_size=1, max_size=12
    ),
    st.booleans(),
)
def test_lines_of_words_come_back_whatever_encodes_them(
    lines: list[tuple[list[str], bool]], is_mostly_utf8: bool
) -> None:
    rows = [(f"가나,{','.join(words)}\n", codec) for words, is_utf8 in lines for codec in [U if is_utf8 else K]]
    data = b"".join(row.encode(codec) for row, codec in rows)
    text, shares = decode_mixed(data, is_mostly_utf8=is_mostly_utf8)
    assert text == "".join(row for row, _ in rows)
    assert shares.bad == 0


@given(st.binary(max_size=200), st.booleans())
def test_any_bytes_are_read_line_by_line_alike(data: bytes, is_mostly_utf8: bool) -> None:
    whole, _ = decode_mixed(data, is_mostly_utf8=is_mostly_utf8)
    lines = [line + b"\n" for line in data.split(b"\n")]
    parts = [decode_mixed(line, is_mostly_utf8=is_mostly_utf8)[0] for line in lines]
    assert whole == "".join(parts)[:-1]


FILES = [
    # rows in one encoding, rows in the other behind them, which is which, the encoding told
    (300, 6, K, U, "EUC-KR"),
    (300, 300, K, U, "CP949"),
    (6, 300, K, U, "UTF-8"),
    (300, 30, U, K, "UTF-8"),
    (300, 100, U, K, "UTF-8"),
    (20_000, 1, K, U, "CP949"),
    (20_000, 1, U, K, "UTF-8"),
]


@pytest.mark.parametrize(("first", "second", "one", "other", "name"), FILES)
def test_files_put_one_behind_the_other_are_read_whole_and_told(
    first: int, second: int, one: str, other: str, name: str, tmp_path: Path
) -> None:
    data = "구,이름,값\n".encode(one)
    data += b"".join(f"중구 {i},도서관,{i}\n".encode(one if i < first else other) for i in range(first + second))
    report = read_text(data, tmp_path)
    assert (report.rows, report.quarantined) == (first + second, 0)
    assert {row["이름"] for row in rows_of(report)} == {"도서관"}
    assert report.encoding in {name, "CP949"} if name == "EUC-KR" else report.encoding == name
    assert (report.encoding_grounds, report.warnings) == (
        "mixed_encodings",
        (f"encodings_mixed:{'CP949' if name == 'UTF-8' else 'UTF-8'}",),
    )


def test_a_mark_of_utf8_before_cp949_is_no_part_of_the_first_name(tmp_path: Path) -> None:
    report = read_text(b"\xef\xbb\xbf" + "구,이름,값\n중구,도서관,1\n".encode(K), tmp_path)
    assert [column.name for column in report.columns] == ["구", "이름", "값"]
    assert (report.encoding, rows_of(report)) == ("EUC-KR", [{"구": "중구", "이름": "도서관", "값": 1}])


@pytest.mark.parametrize("every", [2, 5, 20])
def test_fields_cut_within_a_letter_are_kept_aside_and_the_others_are_korean(every: int, tmp_path: Path) -> None:
    rows = ["도서관".encode(K)[: 5 if i % every == 0 else 6] for i in range(100)]
    data = "구,이름,값\n".encode(K) + b"".join(b"A%d,%b,%d\n" % (i, cell, i) for i, cell in enumerate(rows))
    report = read_text(data, tmp_path)
    assert (report.encoding, report.rows) == ("CP949", 100 - 100 // every)
    assert {row["reason"] for row in aside_of(report)} == {"broken_bytes"}


@pytest.mark.parametrize(
    "text",
    [
        "nom,pays\nCôte d'Ivoire,Bénin\nChâteau,Fête\n",
        "nome,região\ninformação,São Paulo\neducação,Goiás\n",
        "name,stadt\nMüller,Köln\nJäger,Düsseldorf\n",
    ],
)
def test_western_text_is_no_korean(text: str, tmp_path: Path) -> None:
    path = tmp_path / "west.csv"
    path.write_bytes(text.encode("windows-1252"))
    found = decode(path, tmp_path)
    assert (found.encoding, found.text.read_text("utf-8")) == ("windows-1252", text)


def test_a_long_run_with_a_flaw_is_seen_through_at_once() -> None:
    run = "가".encode() * 300_000 + b"\xff"
    assert mixed_encodings.has_utf8_run(run) is False
