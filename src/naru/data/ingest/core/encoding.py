"""Which encoding a text file is in, decided on every byte of it, and the file as UTF-8.

Theory of operation. The file is cut at line ends into segments of a few megabytes (neither UTF-8 nor CP949 holds a
0x0A inside a character), which are read by two threads. UTF-8 wins when it has at most one broken sequence in a
hundred; the pass stops once that has become impossible. Otherwise CP949 (of which EUC-KR is the older half) must win
by the same rule, and what neither reads is taken for windows-1252 with little confidence. A broken byte never changes
the decision and never fails the file: it becomes `BROKEN` and two hexadecimal digits, and its row is kept aside.
Byte order marks at the beginning of any line, which files put together one after another have, are left out.
"""

import codecs
import ctypes
import os
import re
import threading
from collections.abc import Callable, Iterator
from concurrent.futures import ThreadPoolExecutor
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

import numpy as np
import pyarrow as pa

from naru.base.kit.refusals import Refused

T = TypeVar("T")

BROKEN = "\U0010fffd"  # the last private-use character: marks a byte that its encoding does not know
TOLERATED = 0.01  # broken sequences a good one
SEGMENT = 4 << 20
COUNTED = 1 << 17
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
    if (guess := _utf16_without_mark(head)) is not None:
        return _transcoded(path, scratch, guess, grounds="zero_bytes", confidence=0.95)
    marked = head.startswith(codecs.BOM_UTF8)
    if (counts := _count_utf8(path)) is not None:
        return _as_utf8(path, scratch, counts, marked)
    return _as_korean(path, scratch) or _transcoded(
        path, scratch, "windows-1252", grounds="nothing_else_fits", confidence=0.3
    )


@dataclass(slots=True)
class _Counts:
    good: int = 0
    bad: int = 0
    marks: int = 0  # byte order marks in UTF-8

    def within(self, *, yet_to_come: int = 0) -> bool:
        return self.bad <= TOLERATED * (self.good + yet_to_come)


def _as_told(path: Path, scratch: Path, hinted: str) -> Decoded:
    try:
        name = codecs.lookup(hinted).name
    except LookupError:
        raise Refused("unknown_encoding", encoding=hinted) from None
    if name in ("utf-8", "utf-8-sig") and (counts := _count_utf8(path)) is not None and not counts.bad:
        with path.open("rb") as file:
            marked = file.read(3) == codecs.BOM_UTF8
        text = _without_marks(path, scratch) if counts.marks > marked else path
        return Decoded(encoding="UTF-8", confidence=1.0, grounds="as_told", text=text)
    return _transcoded(path, scratch, hinted, grounds="as_told", confidence=1.0)


def _as_utf8(path: Path, scratch: Path, counts: _Counts, marked: bool) -> Decoded:
    if counts.bad:
        confidence = round(1 - counts.bad / (counts.good + counts.bad), 4)
        return _transcoded(path, scratch, "UTF-8", grounds="valid_but_for_few", confidence=confidence)
    text = _without_marks(path, scratch) if counts.marks > marked else path
    if marked:
        return Decoded(encoding="UTF-8", confidence=1.0, grounds="byte_order_mark", text=text)
    if not counts.good:
        return Decoded(encoding="UTF-8", confidence=1.0, grounds="ascii_only", text=text)
    confidence = round(1 - 0.05**counts.good, 4)  # one CP949 syllable in twenty happens to be valid UTF-8
    return Decoded(encoding="UTF-8", confidence=confidence, grounds="valid_throughout", text=text)


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
    target = scratch / "utf8.txt"
    counts, legacy = _Counts(), True
    with target.open("wb") as out:
        for text, segment, is_euc in _in_order(path, _korean_segment):
            counts.good += segment.good
            counts.bad += segment.bad
            legacy &= is_euc
            out.write(text)
    if not counts.within():
        return None
    grounds = "valid_but_for_few" if counts.bad else "valid_throughout"
    name = "EUC-KR" if legacy and not counts.bad else "CP949"
    confidence = round(1 - counts.bad / max(counts.good, 1) - 0.05**counts.good, 4)
    return Decoded(encoding=name, confidence=confidence, grounds=grounds, text=target, broken=counts.bad)


def _count_utf8(path: Path) -> _Counts | None:
    """Good and bad multi-byte sequences, or None where the bad are too many."""
    size, counts, strays = path.stat().st_size, _Counts(), 0
    for segment in _in_order(path, lambda data: _valid_segment(data) or _strays(data)):
        match segment:
            case _Counts():
                counts.good += segment.good
                counts.marks += segment.marks
            case int():
                strays += segment
                if not _Counts(good=size // 2, bad=strays).within():
                    return None
    return _count_broken(path) if strays else counts


def _count_broken(path: Path) -> _Counts | None:
    """The same, exactly, of a file with something broken, which takes its time."""
    counts, left = _Counts(), path.stat().st_size
    for segment, size in _in_order(path, lambda data: (_utf8_segment(data), len(data))):
        left -= size
        counts.good += segment.good
        counts.bad += segment.bad
        counts.marks += segment.marks
        if not counts.within(yet_to_come=left // 2):
            return None
    return counts if counts.within() else None


def _strays(data: bytes) -> int:
    """At least so many sequences of the invalid segment are broken: one, and each that begins in its middle."""
    raw = np.frombuffer(data, np.uint8)
    return max(1, int(np.count_nonzero((raw[1:] & 0xC0 == 0x80) & (raw[:-1] < 0x80))))


def _valid_segment(data: bytes) -> _Counts | None:
    if not _is_utf8(data):
        return None
    part = data[:COUNTED]  # enough to tell how much of the segment is not ASCII
    good = len(part.translate(None, _NOT_LEADING)) * len(data) // max(len(part), 1)
    return _Counts(good=good, marks=data.count(codecs.BOM_UTF8) if b"\xef" in data else 0)


def _utf8_segment(data: bytes) -> _Counts:
    if (valid := _valid_segment(data)) is not None:
        return valid
    text = data.decode("utf-8", "replace")
    bad = text.count("�") - data.count(b"\xef\xbf\xbd")
    return _Counts(good=len(text) - len(data.translate(None, HIGH)) - bad, bad=bad)


_NOT_LEADING = bytes(set(range(0x100)) - set(range(0xC2, 0xF5)))


def _is_utf8(data: bytes) -> bool:
    """By Arrow's validator: five times as fast as the codec, and it frees the interpreter's lock."""
    offsets = pa.array([0, len(data)], pa.int32()).buffers()[1]
    try:
        pa.Array.from_buffers(pa.binary(), 1, [None, offsets, pa.py_buffer(data)]).cast(pa.string())
    except pa.ArrowInvalid:
        return False
    return True


def _korean_segment(data: bytes) -> tuple[bytes, _Counts, bool]:
    if data.isascii():
        return data, _Counts(), True
    high = int(np.count_nonzero(np.frombuffer(data, np.int8) < 0))
    if not data.translate(None, _EUC_ONLY) and (text := _iconv(b"EUC-KR", data)) is not None:
        return text, _Counts(good=high // 2), True
    if (text := _iconv(b"UHC", data)) is not None:
        return text, _Counts(good=high // 2), False
    marked = data.decode("cp949", "naru-broken").encode()
    bad = marked.count(BROKEN.encode())
    return marked, _Counts(good=max(0, high - bad) // 2, bad=bad), False


_EUC_ONLY = bytes(set(range(0x100)) - set(range(0x80, 0xA1)))  # what EUC-KR may hold


def _mark_broken(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return "".join(f"{BROKEN}{byte:02X}" for byte in error.object[error.start : error.end]), error.end


codecs.register_error("naru-broken", _mark_broken)


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


def _utf16_without_mark(head: bytes) -> str | None:
    even, odd = head[0::2].count(0), head[1::2].count(0)
    if max(even, odd) < max(2, len(head) // 10) or min(even, odd) > max(even, odd) // 10:
        return None
    return "UTF-16LE" if odd > even else "UTF-16BE"


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
