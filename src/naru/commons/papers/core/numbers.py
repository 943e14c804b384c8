"""The number that a paper is checked by: 75 random bits and one check letter, in four groups of Crockford's base 32."""

import secrets

ALPHABET = "0123456789ABCDEFGHJKMNPQRSTVWXYZ"
READ_AS = str.maketrans("OIL", "011")
LENGTH = 16


def new_number() -> str:
    """``K7Q2-9XMD-4TRB-P0VN``: nobody guesses it, and a letter typed wrongly is noticed."""
    letters = "".join(secrets.choice(ALPHABET) for _ in range(LENGTH - 1))
    return _grouped(letters + _check_letter(letters))


def as_number(text: str) -> str | None:
    """The number that people meant, in whatever case and groups, with O, I and L for 0 and 1; None for none."""
    letters = "".join(letter for letter in text.upper() if letter.isalnum()).translate(READ_AS)
    if len(letters) != LENGTH or set(letters) - set(ALPHABET):
        return None
    return _grouped(letters) if _check_letter(letters[:-1]) == letters[-1] else None


def _check_letter(letters: str) -> str:
    """Weights that no two neighbours share: one wrong letter and two swapped ones are seen (ISO/IEC 7064's idea, mod 31).

    The largest prime below 32 is the modulus, so the letter Z is never one.
    """
    return ALPHABET[sum(ALPHABET.index(letter) * (place + 2) for place, letter in enumerate(letters)) % 31]


def _grouped(letters: str) -> str:
    return "-".join(letters[start : start + 4] for start in range(0, LENGTH, 4))
