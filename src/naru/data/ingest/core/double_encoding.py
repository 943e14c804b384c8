"""Text that was decoded wrongly and saved as UTF-8 again ("ì¤‘êµ¬", "Áß±¸", "以묎뎄"), known and repaired by its reverse.

A run of Western letters, or one with Hanja, is turned back into the bytes it was made of. Where these are Hangul in UTF-8,
chance is out of the question; where they are Hangul in CP949, it is for a word of two syllables and more, and for shorter
ones in a text that has such words.
"""

import re

FEW = 4  # Western letters that make two syllables of CP949
LAYERS = 3  # how often a text may have been saved wrongly
MARKS = (b"\xc3", b"\xc2", *(bytes([first]) for first in range(0xE4, 0xEA)))
"""Bytes of which every such text in UTF-8 has one: of Western letters and of Hanja. Hangul has none of them."""

_AS_BYTE = {
    **{chr(byte): byte for byte in range(0x80, 0x100)},
    **{bytes([byte]).decode("cp1252", "ignore"): byte for byte in range(0x80, 0xA0)},
}
_AS_BYTE.pop("", None)
_WESTERN = re.compile(f"[{''.join(map(re.escape, _AS_BYTE))}]+")
_BEYOND_ASCII = re.compile(r"[^\x00-\x7f]+")
_HANJA = re.compile(r"[\u4e00-\u9fff\uf900-\ufaff]")
_SYLLABLES = re.compile("[가-힣]+")
_HANGUL = re.compile("[가-힣]")


def repaired(text: str, *, trusts_short: bool = False) -> tuple[str, int]:
    """The text with its doubly encoded runs as they were meant, and how many runs these are.

    ``trusts_short`` takes single syllables of CP949, too: ``has_words`` says of a text whether it may."""
    count = 0

    def meant(found: re.Match[str]) -> str:
        nonlocal count
        run = found.group()
        is_suspect = _WESTERN.fullmatch(run) or _HANJA.search(run)
        original = (_from_utf8(run) or _from_cp949(run, trusts_short=trusts_short)) if is_suspect else None
        count += original is not None
        return run if original is None else original

    text = _WESTERN.sub(meant, text)
    return _BEYOND_ASCII.sub(meant, text), count


def is_suspect(data: bytes) -> bool:
    """May the UTF-8 hold doubly encoded text? Told by bytes that are in no Hangul, at the speed of memory."""
    return any(mark in data for mark in MARKS)


def has_words(text: str) -> bool:
    """Does the text hold words of two and more syllables of CP949 in Western letters?"""
    return any(_from_cp949(found.group(), trusts_short=False) for found in _WESTERN.finditer(text))


def _from_utf8(run: str) -> str | None:
    """The run as it was before it was read as Western letters, or as CP949, and saved: once, or several times over."""
    for _ in range(LAYERS):
        try:
            run = _as_bytes(run).decode("utf-8")
        except UnicodeError:
            return None
        if _HANGUL.search(run):
            return run
    return None


def _from_cp949(run: str, *, trusts_short: bool) -> str | None:
    if not _WESTERN.fullmatch(run) or (len(run) < FEW and not trusts_short):
        return None
    try:
        text = _as_bytes(run).decode("euc_kr")
    except UnicodeError:
        return None
    return text if _SYLLABLES.fullmatch(text) else None


def _as_bytes(run: str) -> bytes:
    return bytes(_AS_BYTE[letter] for letter in run) if _WESTERN.fullmatch(run) else run.encode("cp949")
