"""Which encoding a text file is in, decided on every byte of it, and the file as UTF-8.

Theory of operation. The file is cut at line ends into segments of a few megabytes (neither UTF-8 nor CP949 holds a
0x0A inside a character), which are read by two threads. What is UTF-8 throughout is UTF-8. Everything else is CP949 (of
which EUC-KR is the older half), or UTF-8 and CP949 by turns, each part read by its own (`mixed_encodings`): with at most
one broken byte to a hundred letters, or with more syllables of Korean words than broken bytes. What is left is taken for
windows-1252 with little confidence. What was encoded twice is put right (`double_encoding`); both are told. A broken
byte never changes the decision and never fails the file: it becomes `BROKEN` and two hexadecimal digits, and its row is
kept aside. Byte order marks at the beginning of any line, which files put together one after another have, are left out.
"""

import codecs
import ctypes
import os
import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from functools import partial
from pathlib import Path
from typing import TypeVar

import numpy as np
import pyarrow as pa

from naru.base.kit.refusals import Refused
from naru.data.ingest.core import double_encoding
from naru.data.ingest.core.mixed_encodings import BROKEN, Shares, decode_mixed, has_utf8_run, is_rather_utf8

T = TypeVar("T")

TOLERATED = 0.01  # broken sequences a good one
SEGMENT = 4 << 20
COUNTED = 1 << 17
PROBES, PROBE = 16, 1 << 11  # blocks of bytes that tell which encoding most of a file is in
THREADS = 2
HIGH = bytes(range(0x80, 0x100))
BOMS = {
    codecs.BOM_UTF16_LE: "UTF-16LE",
    codecs.BOM_UTF16_BE: "UTF-16BE",
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Encoding:
    """Which encoding, how sure (0 to 1), and why: a code of `naru.data.ingest.core.reasons.GROUNDS`."""

    encoding: str
    confidence: float
    grounds: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Decoded(Encoding):
    """A file's encoding and where its text lies in UTF-8 (the file itself when it is clean UTF-8)."""

    text: Path
    broken: int = 0  # bytes replaced by `BROKEN`
    warnings: tuple[str, ...] = ()  # codes for the report: what was put right


def decode(path: Path, scratch: Path, hinted: str | None = None) -> Decoded:
    """Decide the encoding of ``path``; a transcoded copy is written to ``scratch`` only where one is needed.

    ``hinted`` is a person's word and is taken, whatever the bytes say. Raises Refused when it names no encoding."""
    if hinted:
        return _as_told(path, scratch, hinted)
    with path.open("rb") as file:
        head = file.read(1 << 16)
    for bom, name in BOMS.items():
        if head.startswith(bom):
            return _transcoded(path, scratch, name, grounds="byte_order_mark", confidence=1.0)
    if (guess := utf16_without_mark(head)) is not None:
        return _transcoded(path, scratch, guess, grounds="zero_bytes", confidence=0.95)
    marked = head.startswith(codecs.BOM_UTF8)
    if (counts := _count_utf8(path)) is not None:
        return _as_utf8(path, scratch, counts, marked)
    return _as_korean(path, scratch) or _transcoded(
        path, scratch, "windows-1252", grounds="nothing_else_fits", confidence=0.3
    )


@dataclass(slots=True)
class _Counts:
    good: int = 0  # letters beyond ASCII
    marks: int = 0  # byte order marks in UTF-8
    is_suspect: bool = False  # holds bytes of which doubly encoded Hangul has some


def _as_told(path: Path, scratch: Path, hinted: str) -> Decoded:
    try:
        name = codecs.lookup(hinted).name
    except LookupError:
        raise Refused("unknown_encoding", encoding=hinted) from None
    if name in ("utf-8", "utf-8-sig") and (counts := _count_utf8(path)) is not None:
        with path.open("rb") as file:
            marked = file.read(3) == codecs.BOM_UTF8
        text = _without_marks(path, scratch) if counts.marks > marked else path
        return Decoded(encoding="UTF-8", confidence=1.0, grounds="as_told", text=text)
    return _transcoded(path, scratch, hinted, grounds="as_told", confidence=1.0)


def _as_utf8(path: Path, scratch: Path, counts: _Counts, marked: bool) -> Decoded:
    text = _without_marks(path, scratch) if counts.marks > marked else path
    repaired = _singly_encoded(text, scratch) if counts.is_suspect else None
    warnings = ("encoded_twice",) if repaired else ()
    if marked:
        return Decoded(
            encoding="UTF-8", confidence=1.0, grounds="byte_order_mark", text=repaired or text, warnings=warnings
        )
    if not counts.good:
        return Decoded(encoding="UTF-8", confidence=1.0, grounds="ascii_only", text=text)
    confidence = round(1 - 0.05**counts.good, 4)  # one CP949 syllable in twenty happens to be valid UTF-8
    return Decoded(
        encoding="UTF-8",
        confidence=confidence,
        grounds="valid_throughout",
        text=repaired or text,
        warnings=warnings,
    )


def _singly_encoded(text: Path, scratch: Path) -> Path | None:
    """A copy of the UTF-8 file with its doubly encoded words put right, None where it has none."""
    trusts_short = any(double_encoding.has_words(data.decode("utf-8")) for data in _suspect_segments(text))
    target, count = scratch / "singly.txt", 0
    with target.open("wb") as out:
        for data in _segments(text):
            repaired, found = double_encoding.repaired(data.decode("utf-8"), trusts_short=trusts_short)
            out.write(repaired.encode() if found else data)
            count += found
    return target if count else None


def _suspect_segments(text: Path) -> Iterator[bytes]:
    return (data for data in _segments(text) if double_encoding.is_suspect(data))


def _without_marks(path: Path, scratch: Path) -> Path:
    """A copy of the UTF-8 file whose lines begin with no byte order marks."""
    target = scratch / "utf8.txt"
    with target.open("wb") as out:
        for data in _segments(path):
            out.write(_MARKS.sub(rb"\1", data))
    return target


_MARKS = re.compile(rb"(\A|[\r\n])(?:\xef\xbb\xbf)+")
_MARKS_OF_TEXT = re.compile("([\r\n])\ufeff+")


def _as_korean(path: Path, scratch: Path) -> Decoded | None:
    """The file as CP949, or as UTF-8 and CP949 by turns; None where Hangul explains less of it than remains broken."""
    is_mostly_utf8 = _is_mostly_utf8(path)
    target = scratch / "utf8.txt"
    shares, legacy = Shares(), True
    with target.open("wb") as out:
        for text, segment, is_euc in _in_order(path, partial(_korean_segment, is_mostly_utf8=is_mostly_utf8)):
            shares += segment
            legacy &= is_euc
            out.write(_MARKS.sub(rb"\1", text) if b"\xef" in text else text)  # a single byte is found six times as fast
    good, others = shares.utf8 + shares.cp949, shares.cp949 if is_mostly_utf8 else shares.utf8
    if shares.bad > TOLERATED * good and shares.words <= shares.bad:
        return None
    legacy_name = "EUC-KR" if legacy and not shares.bad else "CP949"
    grounds = "mixed_encodings" if others else "valid_but_for_few" if shares.bad else "valid_throughout"
    name, chance = ("UTF-8", 0.0) if is_mostly_utf8 else (legacy_name, 0.05**good)
    warning = (f"encodings_mixed:{'CP949' if is_mostly_utf8 else 'UTF-8'}",) if others else ()
    return Decoded(
        encoding=name,
        confidence=round(max(1 - (shares.bad + others) / max(good, 1) - chance, 0.3), 4),
        grounds=grounds,
        text=target,
        broken=shares.bad,
        warnings=warning,
    )


def _is_mostly_utf8(path: Path) -> bool:
    """Do more of the lines beyond ASCII read as UTF-8 than do not? Told by blocks out of every part of the file."""
    size, yes, no = path.stat().st_size, 0, 0
    starts = range(0, size, max(size // PROBES, 1)) if size > PROBES * PROBE else (0,)
    with path.open("rb") as file:
        for start in starts:
            file.seek(start)
            for line in file.read(PROBE if len(starts) > 1 else size).split(b"\n"):
                if not line.isascii():
                    is_utf8 = _is_utf8(line) or is_rather_utf8(line)
                    yes, no = yes + is_utf8, no + (not is_utf8)
    return yes > no


def _count_utf8(path: Path) -> _Counts | None:
    """What the file holds beyond ASCII, None where it is not UTF-8 throughout."""
    counts = _Counts()
    for segment in _in_order(path, _valid_segment):
        if segment is None:
            return None
        counts.good += segment.good
        counts.marks += segment.marks
        counts.is_suspect |= segment.is_suspect
    return counts


def _valid_segment(data: bytes) -> _Counts | None:
    if not _is_utf8(data):
        return None
    part = data[:COUNTED]  # enough to tell how much of the segment is not ASCII
    good = len(part.translate(None, _NOT_LEADING)) * len(data) // max(len(part), 1)
    marks = data.count(codecs.BOM_UTF8) if b"\xef" in data else 0
    return _Counts(good=good, marks=marks, is_suspect=double_encoding.is_suspect(data))


_NOT_LEADING = bytes(set(range(0x100)) - set(range(0xC2, 0xF5)))


def _is_utf8(data: bytes) -> bool:
    """By Arrow's validator: five times as fast as the codec, and it frees the interpreter's lock."""
    offsets = pa.array([0, len(data)], pa.int32()).buffers()[1]
    try:
        pa.Array.from_buffers(pa.binary(), 1, [None, offsets, pa.py_buffer(data)]).cast(pa.string())
    except pa.ArrowInvalid:
        return False
    return True


def _korean_segment(data: bytes, *, is_mostly_utf8: bool = False) -> tuple[bytes, Shares, bool]:
    """The segment in UTF-8, what explains its letters, and whether EUC-KR has them all."""
    if codecs.BOM_UTF8 in data:  # a program's mark before text that it did not encode so
        data = _MARKS.sub(rb"\1", data)
    if data.isascii():
        return data, Shares(), True
    high = int(np.count_nonzero(np.frombuffer(data, np.int8) < 0))
    if not is_mostly_utf8 and not has_utf8_run(data):
        if not data.translate(None, _EUC_ONLY) and (text := _iconv(b"EUC-KR", data)) is not None:
            return text, Shares(cp949=high // 2), True
        if (text := _iconv(b"UHC", data)) is not None:
            return text, Shares(cp949=high // 2), False
    mixed, shares = decode_mixed(data, is_mostly_utf8=is_mostly_utf8)
    return mixed.encode(), shares, False


_EUC_ONLY = bytes(set(range(0x100)) - set(range(0x80, 0xA1)))  # what EUC-KR may hold


def _transcoded(path: Path, scratch: Path, name: str, *, grounds: str, confidence: float) -> Decoded:
    target, broken, begins_line = scratch / "utf8.txt", 0, True
    decoder = codecs.getincrementaldecoder(name)("naru-broken")
    with path.open("rb") as source, target.open("wb") as out:
        while True:
            data = source.read(SEGMENT)
            text = decoder.decode(data, final=not data)
            broken += text.count(BROKEN)
            if "\ufeff" in text:
                text = _MARKS_OF_TEXT.sub(r"\1", text.lstrip("\ufeff") if begins_line else text)
            begins_line = text.endswith(("\r", "\n")) or (begins_line and not text)
            out.write(text.encode())
            if not data:
                break
    return Decoded(encoding=_label(name), confidence=confidence, grounds=grounds, text=target, broken=broken)


def _label(name: str) -> str:
    known = {"utf-8": "UTF-8", "cp949": "CP949", "euc_kr": "EUC-KR", "utf-16-le": "UTF-16LE", "utf-16-be": "UTF-16BE"}
    return known.get(codecs.lookup(name).name, name)


def utf16_without_mark(head: bytes) -> str | None:
    """Which UTF-16 a file without a mark is in, by its first bytes: the one whose letters are those of tables.

    ASCII brings zeros, all on one side; where nearly all is Korean they are few, but its line ends and delimiters are."""
    if head.count(0) < 2:
        return None
    shares = {name: _plain_share(head, codec) for name, codec in (("UTF-16LE", "utf-16-le"), ("UTF-16BE", "utf-16-be"))}
    name, share = max(shares.items(), key=lambda item: item[1])
    return name if share >= PLAIN and share > min(shares.values()) else None


def _plain_share(head: bytes, codec: str) -> float:
    """Which share of the letters is ASCII, Korean, or a mark that people write; 0 where too little is ASCII for lines."""
    text = head[: len(head) // 2 * 2].decode(codec, "replace")
    plain, ascii_ = len(_PLAIN.findall(text)), len(_ASCII.findall(text))
    return plain / len(text) if ascii_ >= ASCII * len(text) else 0.0


PLAIN, ASCII = 0.95, 0.04
_ASCII = re.compile(r"[\t\r\n\x20-\x7e]")
_PLAIN = re.compile(
    r"[\t\r\n\x20-\x7e\xa0-\u017f\u2010-\u2027\u2100-\u22ff\u2460-\u27bf\u3000-\u30ff\u3131-\u33ff\u4e00-\u9fff가-힣"
    r"\uff01-\uff5e\ufeff]"
)


def _in_order(path: Path, work: Callable[[bytes], T]) -> Iterator[T]:
    """``work`` on every segment by `THREADS` threads, its results in the file's order, a few segments ahead at most."""
    with ThreadPoolExecutor(THREADS) as pool:
        waiting = []
        for data in _segments(path):
            waiting.append(pool.submit(work, data))
            if len(waiting) > THREADS:
                yield waiting.pop(0).result()
        for future in waiting:
            yield future.result()


def _segments(path: Path) -> Iterator[bytes]:
    with path.open("rb", buffering=0) as file:
        rest = b""
        while data := file.read(SEGMENT):
            cut = data.rfind(b"\n") + 1
            if cut:
                yield rest + data[:cut]
                rest = data[cut:]
            else:
                rest += data
        if rest:
            yield rest


def _libc() -> ctypes.CDLL | None:
    try:
        libc = ctypes.CDLL(None)
        libc.iconv_open.restype = ctypes.c_void_p
        libc.iconv.restype = ctypes.c_size_t
        libc.iconv.argtypes = [ctypes.c_void_p] * 5
        libc.iconv_close.argtypes = [ctypes.c_void_p]
    except (OSError, AttributeError):
        return None
    return libc


_LIBC = _libc() if os.name == "posix" else None
_FAILED = ctypes.c_size_t(-1).value


def _iconv(name: bytes, data: bytes) -> bytes | None:
    """The C library's transcoder to UTF-8, which lets other threads run; None when it cannot read every byte."""
    handle = _LIBC.iconv_open(b"UTF-8", name) if _LIBC else _FAILED
    if handle in (None, _FAILED):
        return _by_codec(name, data)
    assert _LIBC is not None
    room = len(data) * 3 // 2 + 16
    target = _room(room)
    source_at, target_at = ctypes.c_char_p(data), ctypes.c_void_p(ctypes.addressof(target))
    source_left, target_left = ctypes.c_size_t(len(data)), ctypes.c_size_t(room)
    where = (source_at, source_left, target_at, target_left)
    outcome = _LIBC.iconv(handle, *(ctypes.addressof(part) for part in where))
    _LIBC.iconv_close(handle)
    return ctypes.string_at(target, room - target_left.value) if outcome == 0 and not source_left.value else None


def _room(size: int) -> ctypes.Array[ctypes.c_char]:
    """Somewhere to write, the thread's own, kept from segment to segment."""
    kept: ctypes.Array[ctypes.c_char] | None = getattr(_ROOMS, "kept", None)
    if kept is None or len(kept) < size:
        kept = _ROOMS.kept = ctypes.create_string_buffer(size + (size >> 3))
    return kept


_ROOMS = threading.local()


def _by_codec(name: bytes, data: bytes) -> bytes | None:
    try:
        return data.decode("cp949" if name == b"UHC" else "euc_kr").encode()
    except UnicodeDecodeError:
        return None
