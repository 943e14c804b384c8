"""Number formats that write digits into places: 00000 shows 1234 as 01234, 000-0000 shows 5551234 as 555-1234.

What such a format shows is a code, and its zeros and hyphens belong to it; a format that groups, rounds or scales only
dresses a number up and is none. Sections and conditions as ECMA-376 part 1, 18.8.31 has them.
"""

import re
from collections.abc import Sequence
from dataclasses import dataclass

_TOKEN = re.compile(r'\[([^\]]*)\]|\\(.)|"([^"]*)"|_.|\*.|(.)', re.DOTALL)
_CONDITION = re.compile(r"(<=|<|>=|>|=)\s*(\d{1,15})")
_LITERAL = re.compile(r"[-()+/: ]")
ZEROS_FEWEST = 2
DIGITS_MAX = 20


@dataclass(frozen=True, slots=True)
class DigitMask:
    """One section of a format: ``places`` are "0", "#" and literal texts in their order; ``limit`` is its condition."""

    places: tuple[str, ...]
    limit: tuple[str, int] | None = None

    def fits(self, value: int) -> bool:
        """Whether the section is for this value."""
        if self.limit is None:
            return True
        sign, number = self.limit
        return {"<=": value <= number, "<": value < number, ">=": value >= number, ">": value > number}.get(
            sign, value == number
        )

    def write(self, value: int) -> str:
        """The digits in their places, from the right; more digits than places stand before the first one."""
        digits, written = list(str(value)), list[str]()
        first = next(i for i, place in enumerate(self.places) if place in "0#")
        for i in range(len(self.places) - 1, -1, -1):
            place = self.places[i]
            if place not in ("0", "#"):
                written.append(place if digits or "0" in self.places[:i] or i < first else "")
            elif digits:
                written.append(digits.pop())
            elif place == "0":
                written.append("0")
            if i == first:
                written += reversed(digits)
                digits = []
        return "".join(reversed(written)).strip()


@dataclass(frozen=True, slots=True)
class DigitMasks:
    """A format's masks, of which a value takes the first that is for it."""

    sections: tuple[DigitMask, ...]

    def write(self, value: int) -> str | None:
        """What is shown for the value; None where no section is for it."""
        mask = next((section for section in self.sections if section.fits(value)), None)
        return mask.write(value) if mask else None


def digit_masks(code: str) -> DigitMasks | None:
    """The masks of a number format; None for one that only dresses numbers up, or writes no number."""
    parts = [_section(part) for part in _sections(code)]
    sections = [part for part in parts if part is not None]
    if not sections or parts[0] is None:
        return None
    conditional = [section for section in sections if section.limit]
    chosen = [*conditional, *(section for section in sections if not section.limit)][: len(conditional) + 1]
    return DigitMasks(tuple(chosen)) if any(map(_is_code, chosen)) else None


def _is_code(mask: DigitMask) -> bool:
    """Does it add zeros, or part the digits by more than blanks ("# ##0" groups them)?"""
    digits = [i for i, place in enumerate(mask.places) if place in ("0", "#")]
    inner = mask.places[digits[0] : digits[-1] + 1]
    return mask.places.count("0") >= ZEROS_FEWEST or any(place.strip("0# ") for place in inner)


def _sections(code: str) -> Sequence[str]:
    """The format's parts between semicolons that stand outside quotes."""
    return re.findall(r'(?:"[^"]*"|\\.|[^;"\\])+', code)


def _section(code: str) -> DigitMask | None:
    places: list[str] = []
    limit = None
    for bracket, escaped, quoted, plain in _TOKEN.findall(code):
        if bracket:
            if found := _CONDITION.fullmatch(bracket.strip()):
                limit = found.group(1), int(found.group(2))
        elif escaped or quoted:
            places.append(escaped or quoted)
        elif plain in ("0", "#") and plain:
            places.append(plain)
        elif plain and not _LITERAL.fullmatch(plain):
            return None  # a comma, a point, an exponent, a letter of a date
        elif plain:
            places.append(plain)
    count = sum(place in ("0", "#") for place in places)
    return DigitMask(tuple(places), limit) if 0 < count <= DIGITS_MAX else None
