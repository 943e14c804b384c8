"""Numbers that a state or a bank gives to one person: their dates, prefixes and check digits.

A resident registration number has a possible date and a digit for the sex; given out before October 2020, it ends in a
check digit, and in random digits since. A card has a known prefix (ISO/IEC 7812) and Luhn's check digit. A firm's
registration number (법인등록번호) is written like a resident's, with a check digit of its own until January 2025.
Passports, driver's licences and accounts have no public check digit: their shapes are in ``personal_searches.py``.
"""

import re
import unicodedata
from datetime import date

RANDOM_SINCE = date(2020, 10, 1)  # resident numbers given out since then end in random digits
LAST_BIRTH_YEAR = 2039  # two-digit years beyond it are barcodes and serial numbers: nobody's birthday
_RESIDENT_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_CENTURIES = {"1": 1900, "2": 1900, "5": 1900, "6": 1900, "3": 2000, "4": 2000, "7": 2000, "8": 2000}


def ascii_digits(text: str) -> str:
    """Its digits alone, full-width ones as ASCII."""
    return re.sub(r"[^0-9]", "", unicodedata.normalize("NFKC", text))


def is_resident(text: str) -> bool:
    """주민등록번호: a possible birth date, sex 1-4 and the check digit (none since October 2020)."""
    digits = ascii_digits(text)
    born = _born(digits)
    return born is not None and digits[6] in "1234" and (born >= RANDOM_SINCE or _check(digits) == int(digits[12]))


def is_foreigner(text: str) -> bool:
    """외국인등록번호: as a resident number with 5-8 and a check digit two higher."""
    digits = ascii_digits(text)
    born = _born(digits)
    if born is None or digits[6] not in "5678":
        return False
    return born >= RANDOM_SINCE or int(digits[12]) in ((_check(digits) + 2) % 10, _check(digits))


def _born(digits: str) -> date | None:
    if len(digits) != 13 or digits[6] not in _CENTURIES:
        return None
    year = _CENTURIES[digits[6]] + int(digits[:2])
    if year > LAST_BIRTH_YEAR:
        return None
    try:
        return date(year, int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return None


def _check(digits: str) -> int:
    total = sum(int(digit) * weight for digit, weight in zip(digits, _RESIDENT_WEIGHTS, strict=False))
    return (11 - total % 11) % 10


def is_corporation(text: str) -> bool:
    """법인등록번호, thirteen digits with the check digit that it had until January 2025."""
    digits = ascii_digits(text)
    if len(digits) != 13:
        return False
    total = sum(int(digit) * (2 if place % 2 else 1) for place, digit in enumerate(digits[:12]))
    return (10 - total % 10) % 10 == int(digits[12])


def is_card(text: str) -> bool:
    """15 or 16 digits with a known prefix (ISO/IEC 7812) and Luhn's check digit."""
    digits = ascii_digits(text)
    prefix = re.match(r"4|5[1-5]|2[2-7]|3[47]|35|6[025]|9[0-9]", digits)
    return prefix is not None and len(digits) in (15, 16) and _luhn(digits)


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0
