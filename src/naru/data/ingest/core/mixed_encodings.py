"""Text in UTF-8 and CP949 by turns: files put one behind the other, columns joined by a program, letters cut in two.

Theory of operation. Text is taken in blocks of lines, halved until a block is surely of one encoding; what is left are
lines of both. In these a *run*, the bytes beyond ASCII between ASCII ones, belongs to the encoding that makes more Hangul
of it: UTF-8 read as CP949 gives Hanja and syllables outside the 2,350 usual ones, and CP949 read as UTF-8 hardly
anything. Most CP949 passes by: it holds no run that begins like a UTF-8 syllable.
"""

import codecs
import re
from dataclasses import dataclass
from typing import Self

import numpy as np

BROKEN = "\U0010fffd"  # the last private-use character: marks a byte that its encoding does not know
_OTHER = rb"[\xc2-\xdf][\x80-\xbf]|[\xe1-\xe9\xee\xef][\x80-\xbf]{2}|\xf0[\x90-\xbf][\x80-\xbf]{2}"
_SYLLABLE = rb"[\xea-\xed][\x80-\xbf]{2}"
_UTF8_RUN = re.compile(
    rb"(?<![\x80-\xff])(?=(?:%b)*+%b)(?:%b|%b)++(?![\x80-\xff])" % (_OTHER, _SYLLABLE, _OTHER, _SYLLABLE)
)
_RUN = re.compile(rb"[\x80-\xff]+")
_PAIR = re.compile(rb"[\x81-\xfe][\x41-\xfe]|.", re.DOTALL)
_HANGUL = re.compile("[가-힣]")
_WORD_BYTES = 4  # two syllables: À beside É makes one by chance


@dataclass(slots=True, kw_only=True)
class Shares:
    """How many letters beyond ASCII each encoding explains; ``bad`` are bytes that neither does, ``words`` the syllables
    of Korean words of two and more."""

    utf8: int = 0
    cp949: int = 0
    bad: int = 0
    words: int = 0

    def __add__(self, other: Self) -> "Shares":
        return Shares(
            utf8=self.utf8 + other.utf8,
            cp949=self.cp949 + other.cp949,
            bad=self.bad + other.bad,
            words=self.words + other.words,
        )


def _mark_broken(error: UnicodeError) -> tuple[str, int]:
    assert isinstance(error, UnicodeDecodeError)
    return "".join(f"{BROKEN}{byte:02X}" for byte in error.object[error.start : error.end]), error.end


codecs.register_error("naru-broken", _mark_broken)


def has_utf8_run(data: bytes) -> bool:
    """Is a run in it UTF-8 from end to end, with Hangul? So it is with no text of CP949, but for a chance in thousands."""
    raw = np.frombuffer(data, np.uint8)
    begins = (raw - np.uint8(0xE1)) < 0x0F
    may_be = begins[:1].any() or (begins[1:] & (raw[:-1] < 0x80)).any()
    return bool(may_be) and _UTF8_RUN.search(data) is not None


def decode_mixed(data: bytes, *, is_mostly_utf8: bool) -> tuple[str, Shares]:
    """The text of whole lines, each part by its own encoding, `BROKEN` before two digits for what neither knows.

    What becomes of a line depends on the line alone, and on which encoding most of the file is in."""
    if data.isascii():
        return data.decode("ascii"), Shares()
    if is_mostly_utf8 or not has_utf8_run(data):
        text, shares = _decoded(data, "utf-8" if is_mostly_utf8 else "cp949")
        if not shares.bad:
            return text, shares
    middle = data.rfind(b"\n", 0, len(data) // 2) + 1 or data.find(b"\n") + 1
    if not 0 < middle < len(data):
        return _line(data, is_mostly_utf8)
    first, before = decode_mixed(data[:middle], is_mostly_utf8=is_mostly_utf8)
    second, behind = decode_mixed(data[middle:], is_mostly_utf8=is_mostly_utf8)
    return first + second, before + behind


def _line(line: bytes, is_mostly_utf8: bool) -> tuple[str, Shares]:
    """A line of both: its UTF-8 runs, and what lies between them as CP949, whose second bytes may be ASCII letters."""
    if has_utf8_run(line):
        text, shares = _decoded(line, "utf-8")
        if not shares.bad:
            return text, shares
    parts, at, shares = list[str](), 0, Shares()
    for found in _RUN.finditer(line):
        behind = line[found.end() : found.end() + 1]
        if not is_rather_utf8(found.group(), behind, is_mostly_utf8=is_mostly_utf8):
            continue
        text, own = _decoded(line[at : found.start()], "cp949")
        run, more = _decoded(found.group(), "utf-8")
        parts += [text, run]
        shares, at = shares + own + more, found.end()
    text, own = _decoded(line[at:], "cp949")
    return "".join([*parts, text]), shares + own


def is_rather_utf8(run: bytes, behind: bytes = b"", *, is_mostly_utf8: bool = False) -> bool:
    """Which encoding explains more of the run as Hangul; where neither does, which one reads it; else the usual one.

    ``behind`` is the byte after it, which may be the second of a letter of CP949."""
    as_utf8, as_cp949 = run.decode("utf-8", "naru-broken"), (run + behind).decode("cp949", "naru-broken")
    utf8, cp949 = 3 * len(_HANGUL.findall(as_utf8)), 2 * sum(map(_is_usual, _PAIR.findall(run)))
    if utf8 != cp949:
        return utf8 > cp949
    broken_utf8, broken_cp949 = as_utf8.count(BROKEN), as_cp949.count(BROKEN)
    return is_mostly_utf8 if broken_utf8 == broken_cp949 else broken_utf8 < broken_cp949


def _is_usual(pair: bytes) -> bool:
    """One of the 2,350 syllables of KS X 1001."""
    return len(pair) == 2 and 0xB0 <= pair[0] <= 0xC8 and pair[1] >= 0xA1


def _decoded(data: bytes, codec: str) -> tuple[str, Shares]:
    text = data.decode(codec, "naru-broken")
    bad = text.count(BROKEN)
    letters = len(text) - len(text.encode("ascii", "ignore")) - bad
    if codec == "utf-8":
        return text, Shares(utf8=letters, bad=bad, words=letters)
    words = (sum(map(_is_usual, _PAIR.findall(run))) for run in _RUN.findall(data) if len(run) >= _WORD_BYTES)
    return text, Shares(cp949=letters, bad=bad, words=sum(words))
