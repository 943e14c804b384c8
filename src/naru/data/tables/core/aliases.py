"""ASCII identifiers beside Hangul names, by the Revised Romanisation of 2000 with its changes of sound.

An alias is the column's name in the lake, so it must stay: it follows from the name alone, and an earlier load's
aliases come back as ``taken``.
"""

import re
from collections.abc import Iterable, Sequence

INITIALS = ("g", "kk", "n", "d", "tt", "r", "m", "b", "pp", "s", "ss", "", "j", "jj", "ch", "k", "t", "p", "h")
VOWELS = (
    *("a", "ae", "ya", "yae", "eo", "e", "yeo", "ye", "o", "wa", "wae"),
    *("oe", "yo", "u", "wo", "we", "wi", "yu", "eu", "ui", "i"),
)
FINALS = (
    *("", "k", "k", "k", "n", "n", "n", "t", "l", "k", "m", "l", "l", "l"),
    *("p", "l", "m", "p", "p", "t", "t", "ng", "t", "t", "k", "t", "p", "t"),
)
CARRIED = {  # a final before a vowel is spoken with it: what stays, what moves
    1: ("", "g"), 2: ("", "kk"), 3: ("k", "s"), 4: ("", "n"), 5: ("n", "j"), 6: ("", "n"), 7: ("", "d"), 8: ("", "r"),
    9: ("l", "g"), 10: ("l", "m"), 11: ("l", "b"), 12: ("l", "s"), 13: ("l", "t"), 14: ("l", "p"), 15: ("", "r"),
    16: ("", "m"), 17: ("", "b"), 18: ("p", "s"), 19: ("", "s"), 20: ("", "ss"), 21: ("ng", ""), 22: ("", "j"),
    23: ("", "ch"), 24: ("", "k"), 25: ("", "t"), 26: ("", "p"), 27: ("", ""),
}  # fmt: skip
CHANGED = {  # a final beside an initial: how the two sound together
    **{("k", initial): ("ng", initial) for initial in ("n", "m")},
    **{("t", initial): ("n", initial) for initial in ("n", "m")},
    **{("p", initial): ("m", initial) for initial in ("n", "m")},
    ("k", "r"): ("ng", "n"), ("p", "r"): ("m", "n"), ("t", "r"): ("n", "n"),
    ("m", "r"): ("m", "n"), ("ng", "r"): ("ng", "n"), ("n", "r"): ("l", "l"), ("l", "r"): ("l", "l"), ("l", "n"): ("l", "l"),
}  # fmt: skip
SYMBOLS = {
    "%": " pct ",
    "㎡": " m2 ",
    "㎥": " m3 ",
    "㎢": " km2 ",
    "㎞": " km ",
    "㎏": " kg ",
    "℃": " c ",
    "&": " and ",
}
FIRST, LAST, MUTE = 0xAC00, 0xD7A3, 11
LONGEST = 60


def romanised(text: str) -> str:
    """ "법정동" → "beopjeongdong"; what is not Hangul stays as it is."""
    spoken: list[str] = []
    for index, letter in enumerate(text):
        if not FIRST <= ord(letter) <= LAST:
            spoken.append(letter)
            continue
        initial, vowel, final = _jamo(letter)
        before = _jamo(text[index - 1]) if index and FIRST <= ord(text[index - 1]) <= LAST else None
        after = _jamo(text[index + 1]) if index + 1 < len(text) and FIRST <= ord(text[index + 1]) <= LAST else None
        spoken.append(_begun(before, initial) + VOWELS[vowel] + _ended(final, after))
    return "".join(spoken)


def _jamo(letter: str) -> tuple[int, int, int]:
    rest, final = divmod(ord(letter) - FIRST, 28)
    initial, vowel = divmod(rest, 21)
    return initial, vowel, final


def _begun(before: tuple[int, int, int] | None, initial: int) -> str:
    if before is None or before[2] == 0:
        return INITIALS[initial]
    if initial == MUTE:
        return CARRIED[before[2]][1]
    return CHANGED.get((FINALS[before[2]], INITIALS[initial]), ("", INITIALS[initial]))[1]


def _ended(final: int, after: tuple[int, int, int] | None) -> str:
    if after is None or final == 0:
        return FINALS[final]
    if after[0] == MUTE:
        return CARRIED[final][0]
    return CHANGED.get((FINALS[final], INITIALS[after[0]]), (FINALS[final], ""))[0]


def alias(name: str) -> str:
    """An identifier of lower-case letters, digits and underscores that begins with a letter, at most 62 characters.

    ``column`` where the name has nothing to say in ASCII.
    """
    for symbol, word in SYMBOLS.items():
        name = name.replace(symbol, word)
    plain = re.sub(r"[^a-z0-9]+", "_", romanised(name).lower()).strip("_")[:LONGEST].strip("_")
    if not plain:
        return "column"
    return plain if plain[0].isalpha() else f"c_{plain}"


def aliases(names: Sequence[str], *, taken: Iterable[str | None] = ()) -> list[str]:
    """An alias for every name, none twice; ``taken`` gives those that are settled, None for the others."""
    settled = [*taken] or [None] * len(names)
    given = {alias_ for alias_ in settled if alias_}
    found: list[str] = []
    for name, fixed in zip(names, settled, strict=True):
        wanted = unique = fixed or alias(name)
        number = 1
        while not fixed and unique in given:
            number += 1
            unique = f"{wanted}_{number}"
        given.add(unique)
        found.append(unique)
    return found
