"""Which type a column's values are of: the rules, on values with their counts.

Every type is tried on every value and the number of misfits counted. The fewest misfits win, the narrower type among
equals; a type that would put aside more rows than `allowed` is out, and text fits everything. Three vetoes: digits
with a leading zero or beyond 64 bits are codes and make the column text; what reads both as number and as date
("2005.01", "20210812") is a date only if every value reads so and the name or the variety of values speaks for it;
values in different units are text. Days as spreadsheets count them (45292 for 2024-01-01) are dates where the column's
name, or a person, says so.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from datetime import UTC, date, datetime, time, timedelta
from decimal import Decimal
from functools import lru_cache

from naru.data.catalogue.core.columns import ColumnType
from naru.data.ingest.core import dates
from naru.data.ingest.core.missing_values import ALWAYS, WHITESPACE, is_missing
from naru.data.ingest.core.writing_styles import PLAIN, Style, with_point
from naru.data.tables.core import lexicon, numbers

Value = int | float | bool | str | date | datetime

ORDER = (
    ColumnType.BOOLEAN,
    ColumnType.YEAR,
    ColumnType.MONTH,
    ColumnType.QUARTER,
    ColumnType.DATE,
    ColumnType.DATETIME,
    ColumnType.TIME,
    ColumnType.INTEGER,
    ColumnType.DECIMAL,
)
NUMBERS = (ColumnType.INTEGER, ColumnType.DECIMAL)
TRUTHS = {
    **dict.fromkeys(("true", "y", "yes", "예", "o", "○"), True),
    **dict.fromkeys(("false", "n", "no", "아니오", "아니요", "x", "×"), False),
}
TRUTH_FAMILIES = (  # "X" and "Y" side by side are names, not a no and a yes
    {"true", "false", "y", "n", "yes", "no"},
    {"예", "아니오", "아니요", "y", "n"},
    {"o", "x", "○", "×"},
)
MOSTLY = 0.99
NEAR_YEARS = range(1900, 2101)
EXACT = 2**53
SERIAL_DAYS = range(32_874, 54_789)  # of 1990 to 2049
SERIAL_BEGIN = date(1899, 12, 30)
_OUTLINE = re.compile(r"\d{1,2}\.\d{1,2}")
_CODE = re.compile(r"0\d+|-?\d{19,}")


def names_number(name: str) -> bool:
    """Does the name say that its values tell things apart rather than count them?"""
    return lexicon.NUMBERED.search(name) is not None


def period_of(name: str, given: ColumnType) -> ColumnType | None:
    """What a column of whole numbers or days may be by its name: years, months, quarters."""
    if given is ColumnType.INTEGER:
        return ColumnType.YEAR if lexicon.YEAR.search(name) else None
    if given is ColumnType.DATE:
        return (
            ColumnType.QUARTER
            if lexicon.QUARTER.search(name)
            else ColumnType.MONTH
            if lexicon.MONTHLY.search(name)
            else None
        )
    return None


def allowed(values: int) -> int:
    """How many of a column's values may be put aside before it is text: one in a thousand, or one from 200 values on."""
    return max(values // 1000, 1 if values >= 200 else 0)


@dataclass(frozen=True, slots=True)
class Parsed:
    """Every reading of one text; ``code`` says that it must stay text (a leading zero, or digits that no number here holds)."""

    number: numbers.Number | None = None
    moment: dates.Moment | None = None
    truth: bool | None = None
    missing: bool = False  # where a number or a date is expected
    code: bool = False

    @property
    def is_plain(self) -> bool:
        """Nothing but text."""
        return self.number is None and self.moment is None and self.truth is None and not self.missing


@lru_cache(maxsize=1 << 16)
def parsed(text: str, style: Style = PLAIN) -> Parsed:
    """The text, bare of white space, read as number, moment and truth; remembered, for texts come again."""
    text = text.strip(WHITESPACE)
    truth = TRUTHS.get(text.lower())
    missing = is_missing(text)
    if truth is not None or missing:
        return Parsed(truth=truth, missing=missing)
    written = with_point(text) if style.comma_decimals else text
    number = numbers.parse(written) if written else None
    code = not _is_kept(number.value) if number else _CODE.fullmatch(text) is not None
    return Parsed(number=number, moment=dates.parse(text, day_first=style.day_first), code=code)


def value_as(kind: ColumnType, read: Parsed, bare_scale: int | None = 1) -> Value | None:
    """The value as this type holds it, or None for a misfit; ``bare_scale`` None refuses numbers without their unit.

    Instants are UTC (a bare day is its midnight in the city), times of day text, months and quarters dates."""
    if kind is ColumnType.BOOLEAN:
        return read.truth
    if kind in NUMBERS:
        return _number_as(kind, read.number, bare_scale)
    return _moment_as(kind, read.moment)


def _number_as(kind: ColumnType, number: numbers.Number | None, bare_scale: int | None) -> Value | None:
    is_bare = number is not None and number.unit is None and not number.is_worded
    if number is None or (is_bare and bare_scale is None and number.value != 0):
        return None
    value = number.value * (bare_scale or 1) if is_bare else number.value
    if kind is ColumnType.INTEGER:
        return value if isinstance(value, int) and value in numbers.INT64 else None
    return float(value) if _has_float(value) else None


def _is_kept(value: int | Decimal) -> bool:
    """Does the number outlive its way into the lake, as 64 bits or as a float that has all its digits?"""
    return (isinstance(value, int) and value in numbers.INT64) or _has_float(value)


def _has_float(value: int | Decimal) -> bool:
    """Whether a float says the number. Below 2^53 it does: what it loses there of a decimal, no measurement has."""
    return -EXACT <= value <= EXACT or Decimal(repr(float(value))) == value


def _moment_as(kind: ColumnType, moment: dates.Moment | None) -> Value | None:
    if moment is None:
        return None
    value = moment.value
    if kind is ColumnType.DATETIME and moment.type is ColumnType.DATE and isinstance(value, date):
        return datetime.combine(value, time(), dates.CITY_ZONE).astimezone(UTC)
    if moment.type is not kind:
        return None
    if kind is ColumnType.YEAR and isinstance(value, date):
        return value.year
    return value.isoformat(timespec="seconds") if isinstance(value, time) else value


@dataclass(slots=True)
class Evidence:
    """What a column's values say: each with the number of its rows.

    ``given`` counts further rows that are known to fit a type already."""

    values: Mapping[str, int]
    given: Mapping[ColumnType, int] = field(default_factory=dict)
    name: str = ""
    unit: str | None = None  # from the header
    wanted: ColumnType | None = None  # as a person decided
    style: Style = PLAIN
    reads: dict[str, Parsed] = field(init=False)

    def __post_init__(self) -> None:
        self.reads = {text: parsed(text, self.style) for text in self.values if text not in ALWAYS}
        if self._counts_days():
            self.reads = {text: _as_serial_day(read) for text, read in self.reads.items()}

    def _counts_days(self) -> bool:
        """Named for days, and nothing else in it than days as people write and as spreadsheets count them."""
        if self.wanted is not None or not lexicon.DAY.search(self.name):
            return self.wanted is ColumnType.DATE
        held = [read for read in self.reads.values() if not read.missing]
        days = sum(1 for read in held if _is_serial_day(read))
        return days > 0 and all(_is_serial_day(read) or _is_day(read) for read in held)

    @property
    def held(self) -> int:
        """Rows with a value."""
        missing = sum(self.values[text] for text, read in self.reads.items() if read.missing and read.truth is None)
        return sum(self.values[text] for text in self.reads) - missing + max(self.given.values(), default=0)

    def words_for_nothing(self) -> dict[str, int]:
        """The words among numbers and dates that were taken for missing values, with their rows."""
        return {text.strip(WHITESPACE): self.values[text] for text, read in self.reads.items() if _is_word(text, read)}

    def _is_of_words(self) -> bool:
        """More different words for nothing than values: states (운영중, 휴업, 공사중) among which somebody typed a number."""
        values = sum(1 for read in self.reads.values() if not read.missing)
        return not self.given and len(self.words_for_nothing()) > values

    def misfits(self, kind: ColumnType) -> list[str]:
        """The values that this type does not hold."""
        scale = self.bare_scale()
        return [
            text
            for text, read in self.reads.items()
            if not (read.missing and (kind is not ColumnType.BOOLEAN or read.truth is None))
            and value_as(kind, read, scale) is None
        ]

    def cost(self, kind: ColumnType) -> int:
        """How many rows this type would put aside."""
        unsettled = max(self.given.values(), default=0) - self.given.get(kind, 0)
        return sum(self.values[text] for text in self.misfits(kind)) + unsettled

    def units(self) -> set[str]:
        """The units written behind the numbers; a number without one adds none."""
        return {read.number.unit for read in self.reads.values() if read.number and read.number.unit}

    def bare_scale(self) -> int | None:
        """What numbers without a unit are multiplied by, None where money in words stands beside bare numbers."""
        if numbers.WON not in self.units():
            return 1
        return numbers.MONEY.get(self.unit or "")

    def possible(self, limit: int) -> list[ColumnType]:
        """The types that fit all but ``limit`` rows, best first."""
        strangers = (self.values[text] for text, read in self.reads.items() if read.is_plain)
        if sum(strangers) > limit or not self.held or self._is_of_words():
            return []
        costs = {kind: self.cost(kind) for kind in ORDER if self._speaks_for(kind)}
        fitting = [kind for kind, cost in costs.items() if cost <= limit]
        if self._is_mostly(ColumnType.DATE) and costs[ColumnType.DATE] <= max(limit, allowed(self.held)):
            fitting = [kind for kind in fitting if kind not in NUMBERS]
        return sorted(fitting, key=lambda kind: (costs[kind], ORDER.index(kind)))

    def _speaks_for(self, kind: ColumnType) -> bool:
        if not self.reads and not self.given:
            return False
        if lexicon.VERSION.search(self.name) and any(not _is_plain_whole(read) for read in self.reads.values()):
            return False
        if kind in NUMBERS:
            reads = self.reads.values()
            named = bool(self.given) or any(read.number for read in reads)
            is_code = any(read.code for read in reads) or self._is_outline()
            return named and len(self.units()) <= 1 and not is_code
        if kind is ColumnType.BOOLEAN:
            return self._is_truth()
        return self._is_moment(kind)

    def _is_truth(self) -> bool:
        found = {text.strip(WHITESPACE).lower() for text, read in self.reads.items() if read.truth is not None}
        truths = {TRUTHS[text] for text in found}
        if lexicon.TRUTH.search(self.name):
            return bool(truths)
        return len(truths) == 2 and any(found <= family for family in TRUTH_FAMILIES)

    def _is_moment(self, kind: ColumnType) -> bool:
        moments = [read.moment for read in self.reads.values() if read.moment and read.moment.type is kind]
        counted = [moment for moment in moments if moment.numeric]
        if lexicon.LOT.search(self.name):
            return False
        if not counted:
            return bool(moments) or kind in self.given
        if self._is_mostly(kind):
            return True
        others = any(not read.missing and value_as(kind, read) is None for read in self.reads.values())
        if (len(counted) < len(moments) or kind in self.given) and not others:  # the others leave no doubt
            return True
        if others or any(not 1900 <= _year(moment) <= 2100 for moment in counted if kind is not ColumnType.YEAR):
            return False
        if self._is_named(kind):
            return True
        return kind is not ColumnType.YEAR and not lexicon.NUMBERED.search(self.name) and self._is_varied(kind)

    def _is_mostly(self, kind: ColumnType) -> bool:
        """Days in digits ("20240131") by the column's name and all but one in a hundred of its rows ("20240231")."""
        if kind is not ColumnType.DATE or not lexicon.DAY.search(self.name):
            return False
        days = sum(
            self.values[text]
            for text, read in self.reads.items()
            if _is_date(read) and read.moment is not None and read.moment.numeric and _year(read.moment) in NEAR_YEARS
        )
        return 0 < self.held - max(self.given.values(), default=0) <= days / MOSTLY

    def _is_outline(self) -> bool:
        """Numbers of an outline ("1.1", "1.10"): the column is named for codes, and they are no whole numbers; or each
        stands once, and as numbers two of them would be the same."""
        parts = [text for text, read in self.reads.items() if read.number is not None and not read.number.is_whole]
        if lexicon.NUMBERED.search(self.name):
            return bool(parts)
        is_key = not self.given and all(count == 1 for count in self.values.values())
        twins = {value_as(ColumnType.DECIMAL, self.reads[text]) for text in parts}
        return is_key and len(twins) < len(parts) and all(_OUTLINE.fullmatch(text.strip(WHITESPACE)) for text in parts)

    def _is_named(self, kind: ColumnType) -> bool:
        pattern = {ColumnType.YEAR: lexicon.YEAR, ColumnType.MONTH: lexicon.MONTH}.get(kind, lexicon.DAY)
        return pattern.search(self.name) is not None

    def _is_varied(self, kind: ColumnType) -> bool:
        """Enough different values to rule chance out; months need both their digits ("2005.1" may be a decimal),
        instants their minutes ("2024050113" may be a code)."""
        texts = [text for text, read in self.reads.items() if not read.missing]
        if kind is ColumnType.DATETIME and any(len(text.strip(WHITESPACE)) < 12 for text in texts):
            return False
        if kind is ColumnType.MONTH:
            return len(texts) >= 6 and all(re.match(r"\d{4}\.?\d{2}(?!\d)", text.strip(WHITESPACE)) for text in texts)
        return len(texts) >= 3


def _year(moment: dates.Moment) -> int:
    return moment.value.year if isinstance(moment.value, date) else 0


def _is_day(read: Parsed) -> bool:
    return read.moment is not None and read.moment.type in (ColumnType.DATE, ColumnType.DATETIME)


def _is_date(read: Parsed) -> bool:
    return read.moment is not None and read.moment.type is ColumnType.DATE


def _is_plain_whole(read: Parsed) -> bool:
    return read.missing or (read.number is not None and read.number.is_whole)


def _is_word(text: str, read: Parsed) -> bool:
    """A word of Korean for a missing value, not one of the marks that everybody knows."""
    return read.missing and read.truth is None and re.search("[가-힣]", text) is not None


def _is_serial_day(read: Parsed) -> bool:
    number = read.number
    return number is not None and number.unit is None and int(number.value) in SERIAL_DAYS


def _as_serial_day(read: Parsed) -> Parsed:
    """The day, or where a fraction gives the time of the day, the instant."""
    if not _is_serial_day(read):
        return read
    assert read.number
    day = SERIAL_BEGIN + timedelta(days=int(read.number.value))
    if read.number.is_whole:
        return Parsed(moment=dates.Moment(ColumnType.DATE, day))
    seconds = round((read.number.value - int(read.number.value)) * 86_400)
    local = datetime.combine(day, time(), dates.CITY_ZONE) + timedelta(seconds=seconds)
    return Parsed(moment=dates.Moment(ColumnType.DATETIME, local.astimezone(UTC)))
