"""Values that look like someone's personal data, searched for in every row before anything is published.

Numbers of offices (02-…, 051-…, 1588-…) are no personal data; mobile numbers are. A resident registration number needs a
possible date and, if given out before October 2020, its check digit; a card needs a known prefix and Luhn's check
digit; long digits without marks between them count only where most of the column passes, for one identifier in ten
passes by chance.
"""

import re
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from datetime import date

import duckdb
import pyarrow as pa
import pyarrow.compute as pc

from naru.base.kit.sql import quoted
from naru.data.tables.core import lexicon
from naru.data.tables.core.values import PersonalFinding, PersonalKind

CHECKED = 100_000  # different suspect values of a kind and column that are checked one by one
EXAMPLES = 3
MOST = 0.5
RANDOM_SINCE = date(2020, 10, 1)  # resident numbers given out since then end in random digits
_RESIDENT_WEIGHTS = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
_PLATE_LETTERS = "가나다라마거너더러머버서어저고노도로모보소오조구누두루무부수우주바사아자배하허호"


@dataclass(frozen=True, slots=True)
class Search:
    """``loose`` finds suspects in SQL (RE2, so no look-around); ``strict`` finds and ``accepts`` judges each."""

    loose: str
    strict: re.Pattern[str]
    accepts: Callable[[str], bool]
    marked: Callable[[str], bool] = lambda found: True  # written so that chance is ruled out
    named: re.Pattern[str] | None = None  # column names that speak for it
    denied: re.Pattern[str] | None = None  # and those that speak against it
    digits: int = 0  # how many there are, so that leading zeros lost in a spreadsheet can be put back

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


def _digits(text: str) -> str:
    return re.sub(r"\D", "", text)


def is_resident(text: str) -> bool:
    """주민등록번호: a possible birth date, sex 1-4 and the check digit (none since October 2020)."""
    digits = _digits(text)
    born = _born(digits)
    return born is not None and digits[6] in "1234" and (born >= RANDOM_SINCE or _check(digits) == int(digits[12]))


def is_foreigner(text: str) -> bool:
    """외국인등록번호: as a resident number with 5-8 and a check digit two higher."""
    digits = _digits(text)
    born = _born(digits)
    if born is None or digits[6] not in "5678":
        return False
    return born >= RANDOM_SINCE or int(digits[12]) in ((_check(digits) + 2) % 10, _check(digits))


def _born(digits: str) -> date | None:
    if len(digits) != 13:
        return None
    century = {"1": 1900, "2": 1900, "5": 1900, "6": 1900, "3": 2000, "4": 2000, "7": 2000, "8": 2000}.get(digits[6])
    if century is None:
        return None
    try:
        return date(century + int(digits[:2]), int(digits[2:4]), int(digits[4:6]))
    except ValueError:
        return None


def _check(digits: str) -> int:
    total = sum(int(digit) * weight for digit, weight in zip(digits, _RESIDENT_WEIGHTS, strict=False))
    return (11 - total % 11) % 10


def is_card(text: str) -> bool:
    """15 or 16 digits with a known prefix (ISO/IEC 7812) and Luhn's check digit."""
    digits = _digits(text)
    prefix = re.match(r"4|5[1-5]|2[2-7]|3[47]|35|6[025]|9[0-9]", digits)
    return prefix is not None and len(digits) in (15, 16) and _luhn(digits)


def _luhn(digits: str) -> bool:
    total = 0
    for place, digit in enumerate(reversed(digits)):
        value = int(digit) * (2 if place % 2 else 1)
        total += value - 9 if value > 9 else value
    return total % 10 == 0


def _has_marks(found: str) -> bool:
    return not found.isdigit()


SEARCHES: Mapping[PersonalKind, Search] = {
    PersonalKind.RESIDENT_NUMBER: Search(
        r"[0-9]{2}[01][0-9][0-3][0-9][-\s]?[1-4][0-9]{6}",
        re.compile(r"(?<![\d-])\d{6}[-\s]?[1-4]\d{6}(?![\d-])"),
        is_resident,
        _has_marks,
        lexicon.RESIDENT,
        lexicon.CORPORATION,  # a firm's number is written alike: 110111-1234567
        digits=13,
    ),
    PersonalKind.FOREIGNER_NUMBER: Search(
        r"[0-9]{2}[01][0-9][0-3][0-9][-\s]?[5-8][0-9]{6}",
        re.compile(r"(?<![\d-])\d{6}[-\s]?[5-8]\d{6}(?![\d-])"),
        is_foreigner,
        _has_marks,
        lexicon.FOREIGNER,
        lexicon.CORPORATION,
        digits=13,
    ),
    PersonalKind.MOBILE_PHONE: Search(
        r"01[016789][-.)\s]{0,2}[0-9]{3,4}[-.\s]?[0-9]{4}",
        re.compile(r"(?<![\d-])(?:\+82[-\s]?)?01[016789][-.)\s]{0,2}\d{3,4}[-.\s]?\d{4}(?![\d-])"),
        lambda found: True,
        named=lexicon.MOBILE,
        digits=11,
    ),
    PersonalKind.CARD: Search(
        r"[2-69][0-9]{3}[-\s]?[0-9]{4,6}[-\s]?[0-9]{4,5}",
        re.compile(r"(?<![\d.-])(?:\d{4}[-\s]?\d{4}[-\s]?\d{4}[-\s]?\d{4}|3[47]\d{2}[-\s]?\d{6}[-\s]?\d{5})(?![\d.-])"),
        is_card,
        _has_marks,
        lexicon.CARD,
    ),
    PersonalKind.PASSPORT: Search(
        r"[MSRODG][0-9]{3}[0-9A-Z][0-9]{4}",
        re.compile(r"(?<![A-Za-z0-9])(?:[MSRODG]\d{8}|[MSRODG]\d{3}[A-Z]\d{4})(?![A-Za-z0-9])"),
        lambda found: True,
        lambda found: found[4:5].isalpha(),
        lexicon.PASSPORT,
    ),
    PersonalKind.PLATE: Search(
        rf"[0-9]{{2,3}}\s?[{_PLATE_LETTERS}]\s?[0-9]{{4}}",
        re.compile(rf"(?<!\d)\d{{2,3}}\s?[{_PLATE_LETTERS}]\s?\d{{4}}(?!\d)"),
        lambda found: True,
    ),
    PersonalKind.EMAIL: Search(
        "@",
        re.compile(r"(?<![\w.+-])[\w.+-]{1,64}@(?:[A-Za-z0-9-]+\.)+[A-Za-z]{2,24}(?![\w-])"),
        lambda found: True,
    ),
}


def find_personal(
    con: duckdb.DuckDBPyConnection, columns: Mapping[str, str], tallies: Mapping[str, pa.Table | None]
) -> tuple[PersonalFinding, ...]:
    """Search the text and number columns (alias → name) of the view ``final``; tallies spare a pass over their rows.

    A tally is a table ``v``, ``n`` of a column's values and their counts, None where there is none. At most one finding
    a column and kind.
    """
    whole = {alias: name for alias, name in columns.items() if tallies.get(alias) is None}
    suspects = {
        alias: {kind: _suspects(con, alias, _loose(search, whole[alias])) for kind, search in SEARCHES.items()}
        for alias in _suspicious(con, whole)
    }
    suspects |= {
        alias: _suspects_among(tally, name)
        for alias, name in columns.items()
        if (tally := tallies.get(alias)) is not None
    }
    findings = (
        _finding(alias, columns[alias], kind, SEARCHES[kind], values)
        for alias, by_kind in suspects.items()
        for kind, values in by_kind.items()
    )
    return tuple(finding for finding in findings if finding)


def names_personal(column: str) -> bool:
    """Does the column's name say that personal numbers are in it?"""
    return any(search.digits and search.speaks(column) for search in SEARCHES.values())


def _loose(search: Search, column: str) -> str:
    """In a column named for it, bare digits are suspects though some leading zeros are gone."""
    if not (search.digits and search.speaks(column)):
        return search.loose
    return rf"{search.loose}|^[0-9]{{{search.digits - 3},{search.digits - 1}}}$"


def _any(column: str) -> str:
    return "|".join(_loose(search, column) for search in SEARCHES.values())


def _suspicious(con: duckdb.DuckDBPyConnection, columns: Mapping[str, str]) -> list[str]:
    """Which columns hold anything like it, all in one pass."""
    if not columns:
        return []
    parts = ", ".join(
        f"bool_or(regexp_matches({quoted(alias)}::VARCHAR, '{_any(name)}'))" for alias, name in columns.items()
    )
    [found] = con.execute(f"SELECT {parts} FROM final").fetchall()
    return [alias for alias, suspicious in zip(columns, found, strict=True) if suspicious]


def _suspects(con: duckdb.DuckDBPyConnection, alias: str, loose: str) -> list[tuple[str, int]]:
    c = quoted(alias)
    sql = f"SELECT {c}::VARCHAR AS s, count(*) FROM final WHERE regexp_matches(s, ?) GROUP BY 1 LIMIT {CHECKED}"
    return con.execute(sql, [loose]).fetchall()


def _suspects_among(tally: pa.Table, column: str) -> dict[PersonalKind, list[tuple[str, int]]]:
    """The same, from a column's values with their counts."""
    values = tally.column("v").cast(pa.string())
    if not pc.any(pc.match_substring_regex(values, _any(column))).as_py():
        return {}
    texts = pa.table({"v": values, "n": tally.column("n")})
    found = {}
    for kind, search in SEARCHES.items():
        kept = texts.filter(pc.match_substring_regex(values, _loose(search, column))).slice(0, CHECKED)
        found[kind] = list(zip(kept.column("v").to_pylist(), kept.column("n").to_pylist(), strict=True))
    return found


def _finding(
    alias: str, name: str, kind: PersonalKind, search: Search, values: Iterable[tuple[str, int]]
) -> PersonalFinding | None:
    if search.is_denied(name):
        return None
    spoken_for, examples = search.speaks(name), list[str]()
    suspects, certain, passing = 0, 0, 0
    for text, count in values:
        matches = search.strict.findall(search.restored(text) if spoken_for else text)
        suspects += count if matches else 0
        good = [match for match in matches if search.accepts(match)]
        passing += count if good else 0
        certain += count if any(search.marked(match) for match in good) else 0
        examples += [masked(match) for match in good[:1] if len(examples) < EXAMPLES]
    # bare codes like a passport's ("S12345678") are somebody's article numbers unless the column's name says otherwise
    is_mostly = passing >= MOST * suspects and kind is not PersonalKind.PASSPORT
    total = passing if spoken_for or is_mostly else certain
    if not total:
        return None
    return PersonalFinding(column=name, alias=alias, kind=kind, count=total, examples=tuple(examples))


def masked(text: str) -> str:
    """The first characters and stars: enough to recognise the kind, not the person."""
    if "@" in text:
        name, _, host = text.partition("@")
        return f"{name[:1]}{'*' * max(1, len(name) - 1)}@{host}"
    shown = 3
    return text[:shown] + re.sub(r"[^\W_]", "*", text[shown:])


def covered(text: str, kinds: Iterable[PersonalKind]) -> str:
    """A text with every value of these kinds covered, wherever in it they stand."""
    for kind in kinds:
        text = SEARCHES[kind].strict.sub(lambda match: masked(match.group()), text)
    return text
