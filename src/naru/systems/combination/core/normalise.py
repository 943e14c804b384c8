"""One way to write a person's name, number, birth and sex, so that two firms' records make the same key.

Every normaliser takes one cell's text and answers its normal form, or the reason why it has none. A reason is a code and
never quotes the cell: a low match rate can be explained without showing a person.
"""

import re
import unicodedata
from collections.abc import Callable, Mapping
from datetime import date
from enum import StrEnum

from naru.systems.combination.core.key_spec import Kind


class Reason(StrEnum):
    """Why a cell makes no part of a key."""

    MISSING = "missing"
    BROKEN_ENCODING = "broken_encoding"
    NAME_NOT_LETTERS = "name_not_letters"
    NOT_MOBILE = "not_mobile"
    BIRTH_NOT_8_DIGITS = "birth_not_8_digits"
    BIRTH_NOT_IN_CALENDAR = "birth_not_in_calendar"
    SEX_UNKNOWN = "sex_unknown"
    NO_DIGITS = "no_digits"


EMPTY = frozenset({"", "-", "null", "none", "nan", "n/a", "없음", "미상", "해당없음"})
PREFIXES = ("mr", "mrs", "ms", "miss", "dr", "prof")
SUFFIXES = ("선생님", "고객님", "회원님", "님", "귀하", "氏")
SEXES = {
    **dict.fromkeys(("m", "male", "남", "남자", "남성", "1", "3", "5", "7"), "M"),  # odd digits of a resident number
    **dict.fromkeys(("f", "female", "여", "여자", "여성", "2", "4", "6", "8"), "F"),
}
MOBILE = re.compile(r"010\d{8}|01[16789]\d{7,8}")
BETWEEN_DIGITS = dict.fromkeys(map(ord, " \t\u00a0-.()"))
NOT_NAME = re.compile(r"[\s.,·・'’\-]+")
BROKEN = re.compile(r"[\ufffd\x00-\x08\x0b\x0c\x0e-\x1f\x7f\ue000-\uf8ff]")
BIRTH_YEAR_MIN = 1880  # no living person was born before


def normalise(kind: Kind, text: str | None) -> str | Reason:
    """The cell's normal form of this kind, never empty, or why it has none."""
    if text is None:
        return Reason.MISSING
    plain = unicodedata.normalize("NFKC", text).strip()  # composes Hangul; full width letters and digits become half
    if plain.casefold() in EMPTY:
        return Reason.MISSING
    if BROKEN.search(plain):
        return Reason.BROKEN_ENCODING
    return NORMALISERS[kind](plain)


def _name(text: str) -> str | Reason:
    """Korean names without spaces and titles; a foreign name's parts in alphabetical order, as firms differ in theirs."""
    if any("가" <= letter <= "힣" for letter in text):
        return _korean_name(text)
    letters = "".join(each for each in unicodedata.normalize("NFKD", text) if not unicodedata.combining(each))
    parts = [part for part in NOT_NAME.split(letters.casefold()) if part and part not in PREFIXES]
    if not parts or not all(part.isalpha() for part in parts):
        return Reason.NAME_NOT_LETTERS
    return " ".join(sorted(parts))


def _korean_name(text: str) -> str | Reason:
    name = NOT_NAME.sub("", text)
    for suffix in SUFFIXES:
        if name.endswith(suffix) and len(name) - len(suffix) >= 2:
            name = name.removesuffix(suffix)
            break
    return name if name.isalpha() else Reason.NAME_NOT_LETTERS


def _mobile(text: str) -> str | Reason:
    digits = text.translate(BETWEEN_DIGITS)
    if digits.isascii() and MOBILE.fullmatch(digits):
        return digits
    for country in ("+82", "0082", "82"):
        if digits.startswith(country):
            digits = "0" + digits.removeprefix(country).removeprefix("0")
            break
    else:
        if re.fullmatch(r"1[016789]\d{7,8}", digits):  # a spreadsheet took the first 0 away
            digits = "0" + digits
    return digits if digits.isascii() and MOBILE.fullmatch(digits) else Reason.NOT_MOBILE


def _birth(text: str) -> str | Reason:
    parts = re.fullmatch(r"(\d{4})[-./년\s]*(\d{1,2})[-./월\s]*(\d{1,2})[일.\s]*(?:[T ]?00:00:00)?", text)
    if not parts or (not text.isascii() and not re.search("[년월일]", text)):
        return Reason.BIRTH_NOT_8_DIGITS
    year, month, day = (int(part) for part in parts.groups())
    if len(re.sub(r"\D", "", text)) < 8 and text.isdigit():  # 1980101: which of month and day is short?
        return Reason.BIRTH_NOT_8_DIGITS
    try:
        born = date(year, month, day)
    except ValueError:
        return Reason.BIRTH_NOT_IN_CALENDAR
    return f"{born:%Y%m%d}" if year >= BIRTH_YEAR_MIN else Reason.BIRTH_NOT_IN_CALENDAR


def _sex(text: str) -> str | Reason:
    return SEXES.get(text.casefold(), Reason.SEX_UNKNOWN)


def _text(text: str) -> str | Reason:
    """Words in lower case with one space between; signs count for nothing."""
    words = re.sub(r"[^\w]+|_", " ", text.casefold()).split()
    return " ".join(words) or Reason.MISSING


def _digits(text: str) -> str | Reason:
    return re.sub(r"[^0-9]", "", text) or Reason.NO_DIGITS


NORMALISERS: Mapping[Kind, Callable[[str], str | Reason]] = {
    Kind.KOREAN_NAME: _name,
    Kind.MOBILE: _mobile,
    Kind.BIRTH: _birth,
    Kind.SEX: _sex,
    Kind.TEXT: _text,
    Kind.DIGITS: _digits,
}
