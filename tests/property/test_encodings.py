"""Which bytes are text: Arrow's validator and the C library's transcoder against Python's codecs, on whole files."""

import re
from pathlib import Path
from tempfile import TemporaryDirectory
from unittest.mock import patch

from hypothesis import example, given, settings
from hypothesis import strategies as st

from naru.data.ingest.core import encoding
from naru.data.ingest.core.encoding import Decoded, decode

PIECES = st.sampled_from(
    [
        b"a", b"\n", b"\r", b"\r\n", b",", b"\x00", b"\x80", b"\xb0", b"\xa1", b"\xc2", b"\xc9", b"\xfe", b"\xff", b"\xed\xa0\x80",
        b"\xf4\x90\x80\x80", b"\xc0\x80", b"\xf0\x9f", b"\xef\xbb\xbf", b"\xef\xbf\xbd", b"\x81\x41", b"\xa1\x40",
        "가".encode(), "가".encode("cp949"), "뷁".encode("cp949"), "漢".encode("cp949"), "é".encode(), "🙂".encode(),
    ]
)  # fmt: skip
BYTES = st.one_of(st.lists(PIECES, max_size=40).map(b"".join), st.binary(max_size=60))
TEXTS = st.text(st.sampled_from("ab가뷁힣é漢\n\r,\ufeff🙂"), max_size=60)


@given(BYTES)
def test_utf8_is_what_python_reads(data: bytes) -> None:
    try:
        data.decode()
        reads = True
    except UnicodeDecodeError:
        reads = False
    assert encoding._is_utf8(data) is reads


@given(BYTES)
def test_korean_text_is_what_the_codec_reads_with_and_without_the_c_librarys_transcoder(data: bytes) -> None:
    fast = encoding._korean_segment(data)
    with patch.object(encoding, "_LIBC", None):
        assert encoding._korean_segment(data) == fast


def _decoded(data: bytes, hinted: str | None = None, *, segment: int = 1 << 22) -> tuple[Decoded, str]:
    with TemporaryDirectory() as folder, patch.object(encoding, "SEGMENT", segment):
        path = Path(folder) / "t.csv"
        path.write_bytes(data)
        found = decode(path, Path(folder), hinted)
        return found, found.text.read_bytes().decode("utf-8-sig")


@settings(max_examples=60)
@given(BYTES.filter(bool))
@example(b"\xef\xbb\xbf\xef\xbb\xbfa\n\xef\xbb\xbfb")
def test_a_file_reads_alike_however_it_is_cut_into_segments(data: bytes) -> None:
    whole, text = _decoded(data)
    cut, same = _decoded(data, segment=7)
    assert (cut.encoding, cut.grounds, cut.broken, same) == (whole.encoding, whole.grounds, whole.broken, text)


@settings(max_examples=60)
@given(
    TEXTS,
    st.sampled_from(["utf-8", "utf-8-sig", "utf-16-le", "utf-16-be", "cp949", "euc_kr"]),
    st.sampled_from([7, 1 << 22]),
)
def test_a_person_gets_the_text_that_the_codec_reads_without_its_marks(text: str, codec: str, segment: int) -> None:
    data = text.encode(codec, "ignore")
    if not data:
        return
    wanted = re.sub("([\r\n])\ufeff+", r"\1", data.decode(codec).lstrip("\ufeff"))
    found, same = _decoded(data, codec, segment=segment)
    assert (same, found.broken) == (wanted, 0)
