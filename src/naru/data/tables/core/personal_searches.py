"""How each kind of personal number is looked for: a loose pattern for the engine, a strict one for each suspect.

The loose patterns are RE2's, which has no look-around; full-width digits and every dash are met too. Where a column's
name speaks for a kind, or a word beside the value does ("국민은행 123-45-678901"), less of a shape is enough.
"""

import re
from collections.abc import Callable, Mapping
from dataclasses import dataclass

from naru.data.tables.core import lexicon
from naru.data.tables.core.identity_numbers import ascii_digits, is_card, is_foreigner, is_resident
from naru.data.tables.core.values import PersonalKind

_NOTHING = re.compile(r"(?!)")
D = "[0-9０-９]"
DASHES = r"\-‐‑‒–—−－~_/"
GAP = rf"[ \x{{a0}}\x{{3000}}\t]?[{DASHES}]?[ \x{{a0}}\x{{3000}}\t]?"  # RE2
_GAP = rf"[ \xa0\u3000\t]?[{DASHES}]?[ \xa0\u3000\t]?"  # Python
_PLATE_LETTERS = "가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주바사아자배하허호"
_LICENCE_REGIONS = "서울|부산|대구|인천|광주|대전|울산|경기|강원|충북|충남|전북|전남|경북|경남|제주"
_BANK_WORDS = "은행|계좌|농협|수협|신협|금고|우체국|뱅크|예금주|입금|[Aa]ccount|[Bb]ank"
_TELEPHONE = re.compile(r"0\d{1,2}-?\d{3,4}-?\d{4}|1[5-9]\d{2}-?\d{4}")
_BUSINESS = re.compile(r"\d{3}-\d{2}-\d{5}")


@dataclass(frozen=True, slots=True)
class Search:
    """``loose`` finds suspects in SQL (RE2, so no look-around); ``strict`` finds and ``accepts`` judges each."""

    loose: str
    strict: re.Pattern[str]
    accepts: Callable[[str], bool] = lambda found: True
    marked: Callable[[str], bool] = lambda found: True  # written so that chance is ruled out
    named: re.Pattern[str] | None = None  # column names that speak for it
    denied: re.Pattern[str] | None = None  # and those that speak against it
    digits: int = 0  # how many there are, so that leading zeros lost in a spreadsheet can be put back
    is_checked: bool = False  # whether a check digit, and not the shape alone, says so
    needs_marks: bool = False  # whether bare values are other things (article numbers) however many there are
    fully_named: re.Pattern[str] | None = None  # column names under which less of a shape is enough
    named_loose: str = ""  # that shape, for the engine
    named_strict: re.Pattern[str] | None = None  # and for one suspect

    def speaks(self, column: str) -> bool:
        """Whether the column's name says that such values are in it."""
        return self.named is not None and self.named.search(column) is not None

    def is_denied(self, column: str) -> bool:
        """Whether the name says that what looks like such values is something else."""
        return self.denied is not None and self.denied.search(column) is not None and not self.speaks(column)

    def restored(self, text: str) -> str:
        """Digits with the one to three leading zeros that a spreadsheet took; anything else as it is."""
        is_short = self.digits - 4 < len(text) < self.digits and text.isdigit() and text[0] != "0"
        return text.zfill(self.digits) if is_short else text

    def suspects(self, column: str) -> str:
        """The loose pattern for a column of this name."""
        if not self.speaks(column):
            return self.loose
        short = rf"^{D}{{{self.digits - 3},{self.digits - 1}}}$" if self.digits else ""
        bare = self.named_loose if self._names_fully(column) else ""
        return "|".join(pattern for pattern in (self.loose, short, bare) if pattern)

    def matches(self, text: str, column: str) -> list[str]:
        """What in the text has the shape, in a column of this name."""
        if not self.speaks(column):
            return [match.group() for match in self.strict.finditer(text)]
        found = [match.group() for match in self.strict.finditer(self.restored(text))]
        if not found and self.named_strict is not None and self._names_fully(column):
            return [text.strip()] if self.named_strict.fullmatch(text.strip()) else []
        return found

    def _names_fully(self, column: str) -> bool:
        return (self.fully_named or self.named or _NOTHING).search(column) is not None


def _has_marks(found: str) -> bool:
    return not found.isdigit()


def _is_account(found: str) -> bool:
    """As many digits as banks use, and neither a telephone nor a firm's tax number."""
    number = found[re.search(r"[0-9]", found).start() :].strip() if re.search(r"[0-9]", found) else ""  # type: ignore[union-attr]
    is_other = _TELEPHONE.fullmatch(number) or _BUSINESS.fullmatch(number)
    return not is_other and 10 <= len(ascii_digits(number)) <= 16


def _is_resident_part(found: str) -> bool:
    """A whole number, or the second half that stands in a column of its own."""
    return len(ascii_digits(found)) == 7 or is_resident(found)


def _is_foreigner_part(found: str) -> bool:
    return len(ascii_digits(found)) == 7 or is_foreigner(found)


SEARCHES: Mapping[PersonalKind, Search] = {
    PersonalKind.RESIDENT_NUMBER: Search(
        rf"{D}{{2}}[01０１]{D}[0-3０-３]{D}{GAP}[1-4１-４]{D}{{6}}",
        re.compile(rf"(?<![\d-])\d{{6}}{_GAP}[1-4１-４]\d{{6}}(?![\d-])"),
        _is_resident_part,
        _has_marks,
        lexicon.RESIDENT,
        lexicon.CORPORATION,  # a firm's number is written alike: 110111-1234567
        digits=13,
        is_checked=True,
        fully_named=lexicon.SECOND_HALF,
        named_loose=rf"^\s*[1-4]{D}{{6}}\s*$",
        named_strict=re.compile(r"[1-4]\d{6}"),
    ),
    PersonalKind.FOREIGNER_NUMBER: Search(
        rf"{D}{{2}}[01０１]{D}[0-3０-３]{D}{GAP}[5-8５-８]{D}{{6}}",
        re.compile(rf"(?<![\d-])\d{{6}}{_GAP}[5-8５-８]\d{{6}}(?![\d-])"),
        _is_foreigner_part,
        _has_marks,
        lexicon.FOREIGNER,
        lexicon.CORPORATION,
        digits=13,
        is_checked=True,
        fully_named=lexicon.SECOND_HALF,
        named_loose=rf"^\s*[5-8]{D}{{6}}\s*$",
        named_strict=re.compile(r"[5-8]\d{6}"),
    ),
    PersonalKind.CARD: Search(
        rf"[2-69２-６９]{D}{{3}}{GAP}{D}{{4,6}}{GAP}{D}{{4,5}}",
        re.compile(
            rf"(?<![\d.-])(?:\d{{4}}{_GAP}\d{{4}}{_GAP}\d{{4}}{_GAP}\d{{4}}|3[47]\d{{2}}{_GAP}\d{{6}}{_GAP}\d{{5}})(?![\d.-])"
        ),
        is_card,
        _has_marks,
        lexicon.CARD,
        is_checked=True,
    ),
    PersonalKind.PASSPORT: Search(
        r"[MSRODG][0-9]{3}[0-9A-Z][0-9]{4}|(?:여권|[Pp]assport).*[0-9]{7}",
        re.compile(
            r"(?<![A-Za-z0-9])(?:[MSRODG]\d{8}|[MSRODG]\d{3}[A-Z]\d{4})(?![A-Za-z0-9])"
            r"|(?:여권|[Pp]assport)(?:\s*(?:no|number)\b)?[^A-Za-z0-9]{0,12}[A-Za-z]{1,2}\d{7,8}(?![A-Za-z0-9])"
        ),
        marked=lambda found: not found[0].isascii() or not found[1:].isdigit(),
        named=lexicon.PASSPORT,
        needs_marks=True,
        named_loose=r"^\s*[A-Za-z]{1,2}[0-9]{6,8}\s*$",
        named_strict=re.compile(r"[A-Za-z]{1,2}\d{6,8}"),
    ),
    PersonalKind.DRIVER_LICENCE: Search(
        rf"(?:[12][0-9]|{_LICENCE_REGIONS})[-\s]?[0-9]{{2}}[-\s][0-9]{{6}}[-\s]?[0-9]{{2}}",
        re.compile(
            rf"(?<![\d-])(?:(?:1[1-9]|2[0-8])[-\s]|(?:{_LICENCE_REGIONS})[-\s]?)\d{{2}}[-\s]\d{{6}}[-\s]?\d{{2}}(?![\d-])"
        ),
        named=lexicon.DRIVER_LICENCE,
        denied=lexicon.SERIAL,
        named_loose=rf"^\s*(?:[12][0-9]|{_LICENCE_REGIONS})?[-\s]?[0-9]{{2}}[-\s]?[0-9]{{6}}[-\s]?[0-9]{{2}}\s*$",
        named_strict=re.compile(rf"(?:1[1-9]|2[0-8]|{_LICENCE_REGIONS})?[-\s]?\d{{2}}[-\s]?\d{{6}}[-\s]?\d{{2}}"),
    ),
    PersonalKind.ACCOUNT: Search(
        rf"(?:{_BANK_WORDS})[^0-9]{{0,20}}[0-9]{{2,6}}(?:-?[0-9]{{1,7}}){{2,4}}",
        re.compile(rf"(?:{_BANK_WORDS})[^0-9\n]{{0,20}}(?:\d{{2,6}}(?:-\d{{1,7}}){{2,4}}|\d{{10,16}})(?![\d-])"),
        _is_account,
        named=lexicon.ACCOUNT,
        named_loose=r"^[^0-9]{0,20}[0-9][0-9 -]{8,22}[^0-9]{0,20}$",
        named_strict=re.compile(r"(?:[^\d]{0,20})\d[\d -]{8,22}(?:[^\d]{0,20})"),
    ),
    PersonalKind.MOBILE_PHONE: Search(
        rf"[0０][1１]{D}[-.)\s‐‑–—−－]{{0,2}}{D}{{3,4}}[-.\s‐‑–—−－]?{D}{{4}}",
        re.compile(
            r"(?<![\d-])(?:\+82[-\s]?)?[0０][1１][016789０１６-９][-.)\s‐‑–—−－]{0,2}\d{3,4}[-.\s‐‑–—−－]?\d{4}(?![\d-])"
        ),
        named=lexicon.MOBILE,
        digits=11,
        named_loose=r"^1[016789][-. ][0-9]{3,4}[-. ][0-9]{4}$",  # as a spreadsheet leaves it
        named_strict=re.compile(r"1[016789][-. ]\d{3,4}[-. ]\d{4}"),
    ),
    PersonalKind.PLATE: Search(
        rf"[0-9]{{2,3}}\s?[{_PLATE_LETTERS}]\s?[0-9]{{4}}",
        re.compile(rf"(?<!\d)\d{{2,3}}\s?[{_PLATE_LETTERS}]\s?\d{{4}}(?!\d)"),
    ),
    PersonalKind.EMAIL: Search(
        "@",
        re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,24}(?![\w-])"),
    ),
}
