"""Hangul taken apart: initials (초성) for those who type only them, letters (자모) for half-typed and mistyped words.

Unicode composes 11,172 syllables as ((initial × 21) + medial) × 28 + final from U+AC00 (The Unicode Standard, 3.12).
"""

from functools import lru_cache

INITIALS = "ㄱㄲㄴㄷㄸㄹㅁㅂㅃㅅㅆㅇㅈㅉㅊㅋㅌㅍㅎ"
MEDIALS = "ㅏㅐㅑㅒㅓㅔㅕㅖㅗㅘㅙㅚㅛㅜㅝㅞㅟㅠㅡㅢㅣ"
FINALS: tuple[str, ...] = ("", *"ㄱㄲㄳㄴㄵㄶㄷㄹㄺㄻㄼㄽㄾㄿㅀㅁㅂㅄㅅㅆㅇㅈㅊㅋㅌㅍㅎ")
FIRST, LAST = "가", "힣"
_PAIRS = {
    "ㄳ": "ㄱㅅ", "ㄵ": "ㄴㅈ", "ㄶ": "ㄴㅎ", "ㄺ": "ㄹㄱ", "ㄻ": "ㄹㅁ", "ㄼ": "ㄹㅂ", "ㄽ": "ㄹㅅ", "ㄾ": "ㄹㅌ", "ㄿ": "ㄹㅍ",
    "ㅀ": "ㄹㅎ", "ㅄ": "ㅂㅅ", "ㄲ": "ㄱㄱ", "ㄸ": "ㄷㄷ", "ㅃ": "ㅂㅂ", "ㅆ": "ㅅㅅ", "ㅉ": "ㅈㅈ",
    "ㅘ": "ㅗㅏ", "ㅙ": "ㅗㅐ", "ㅚ": "ㅗㅣ", "ㅝ": "ㅜㅓ", "ㅞ": "ㅜㅔ", "ㅟ": "ㅜㅣ", "ㅢ": "ㅡㅣ",
}  # fmt: skip
_SPLIT: dict[int, str] = str.maketrans(_PAIRS)
_KEYS = dict(
    zip(
        "qwertyuiopasdfghjklzxcvbnmQWERTOP",
        "ㅂㅈㄷㄱㅅㅛㅕㅑㅐㅔㅁㄴㅇㄹㅎㅗㅓㅏㅣㅋㅌㅊㅍㅠㅜㅡㅃㅉㄸㄲㅆㅒㅖ",
        strict=True,
    )
)


def is_syllable(letter: str) -> bool:
    """Of one character: a whole Korean syllable, no single letter."""
    return FIRST <= letter <= LAST


@lru_cache(maxsize=100_000)
def initials(text: str) -> str:
    """ "주차장" → "ㅈㅊㅈ"; what is no syllable stays."""
    return "".join(INITIALS[(ord(letter) - 0xAC00) // 588] if is_syllable(letter) else letter for letter in text)


def is_initials(text: str) -> bool:
    """Whether the text is nothing but single consonants, as typed by those who search by initials."""
    return bool(text) and all("ㄱ" <= letter <= "ㅎ" for letter in text)


@lru_cache(maxsize=100_000)
def letters(text: str) -> str:
    """ "주찾" and "주차ㅈ" → "ㅈㅜㅊㅏㅈ": the keys as they were struck, compound letters as their two keys."""
    return "".join(_letters(letter) for letter in text).translate(_SPLIT)


def _letters(letter: str) -> str:
    if not is_syllable(letter):
        return letter
    code = ord(letter) - 0xAC00
    return INITIALS[code // 588] + MEDIALS[code % 588 // 28] + FINALS[code % 28]


def from_keys(text: str) -> str:
    """What a Korean keyboard left in English mode meant: "wnckwkd" → "주차장". Other text comes back unchanged."""
    if not text or not all(letter in _KEYS for letter in text):
        return text
    return compose("".join(_KEYS[letter] for letter in text))


def compose(stream: str) -> str:
    """Single letters put together again into syllables, greedily, as an input method does."""
    joined = {parts: whole for whole, parts in _PAIRS.items()}
    out: list[str] = []
    at = 0
    while at < len(stream):
        if stream[at] not in INITIALS or at + 1 >= len(stream) or stream[at + 1] not in MEDIALS:
            out.append(stream[at])
            at += 1
            continue
        initial, medial, at = stream[at], stream[at + 1], at + 2
        if (both := joined.get(medial + stream[at : at + 1])) is not None and both in MEDIALS:
            medial, at = both, at + 1
        final = ""
        for length in (2, 1):
            part = stream[at : at + length]
            wanted = joined.get(part, "") if length == 2 else part
            following = stream[at + length : at + length + 1]
            if len(part) == length and wanted in FINALS[1:] and (not following or following not in MEDIALS):
                final, at = wanted, at + length
                break
        code = (INITIALS.index(initial) * 21 + MEDIALS.index(medial)) * 28 + FINALS.index(final)
        out.append(chr(0xAC00 + code))
    return "".join(out)


def distance(one: str, other: str, most: int) -> int:
    """Edits between two letter streams (insert, delete, replace, swap of neighbours), or ``most`` + 1 beyond that.

    Damerau and Levenshtein's optimal string alignment.
    """
    if abs(len(one) - len(other)) > most:
        return most + 1
    before: list[int] = []
    last = list(range(len(other) + 1))
    for row, left in enumerate(one, 1):
        now = [row]
        for column, right in enumerate(other, 1):
            cost = min(last[column] + 1, now[column - 1] + 1, last[column - 1] + (left != right))
            if row > 1 and column > 1 and left == other[column - 2] and right == one[row - 2]:
                cost = min(cost, before[column - 2] + 1)
            now.append(cost)
        if min(now) > most:
            return most + 1
        before, last = last, now
    return min(last[-1], most + 1)
