"""How a file writes its numbers and dates where the same writing means two things: "1.613", "1,5", "02/03/2024".

Theory of operation. What only one style can have written votes for it: "1.234,50" and "0,5" for commas before decimals,
"1,234.5" and "0.25" for points, "13/01/2024" for days first. A column with a vote decides for itself, else by the other
columns of its file, for a program writes all of them alike. Points that always part three digits, beside whole
hundreds without any ("1.613", "379"), part thousands: decimals of three digits would say "379.000".
"""

import re
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from itertools import islice

from naru.data.ingest.core import dates
from naru.data.ingest.core.missing_values import WHITESPACE, is_missing
from naru.data.tables.core import lexicon, numbers

LOOKED_AT = 2_000  # different values of a column
ENOUGH = 20  # of them that are no numbers, or have points before decimals
HUNDRED, THOUSAND = 100, 1_000
COMMAS_ARE_FREE = (";", "\t")  # what a program parts cells with where its decimals have commas
_NUMBER = re.compile(r"[-+△▲▽▼(]?\s*(?P<body>\d[\d.,\s]*)(?P<unit>원|[^\d.,\s()가-힣]\S{0,7})?\s*\)?")
_COMMA_DECIMAL = re.compile(r"(?:\d{1,3}(?:[.\s]\d{3})+|\d+)(?:,\d+)?")
_COMMA_ONLY = re.compile(r"\d{1,3}(?:[.\s]\d{3})+,\d+|0,\d{2,}|\d{1,3}(?:\.\d{3}){2,}")
_COMMA_RATHER = re.compile(r"\d+,(?:\d{1,2}|\d{4,})|\d{4,},\d+")
_POINT_ONLY = re.compile(r"\d+\.(?:\d{1,2}|\d{4,})|0\.\d+|\d{4,}\.\d+|\d{1,3}(?:,\d{3})+\.\d+|\d{1,3}(?:,\d{3}){2,}")
_PAIR = re.compile(r"[1-9],\d")
_BLANKS_BEFORE_THREES = re.compile(r"\d{1,3}(?:\s\d{3})+")
_THREES = re.compile(r"[1-9]\d{0,2}[.,]\d{3}")


@dataclass(frozen=True, slots=True, kw_only=True)
class Style:
    """How a column's texts are to be read; ``day_first`` None: days and months cannot be told apart."""

    comma_decimals: bool = False
    day_first: bool | None = None


PLAIN = Style()


@dataclass(frozen=True, slots=True, kw_only=True)
class Votes:
    """What a column's values say, each kind counted once for every different value."""

    comma_only: int = 0
    comma_rather: int = 0
    point_only: int = 0
    points_before_threes: int = 0
    commas_before_threes: int = 0
    pairs: int = 0  # "1,2": a number or a list
    small_whole: int = 0
    hundreds: int = 0
    large_whole: int = 0
    others: int = 0
    day_first: int = 0
    month_first: int = 0
    year_last: int = 0

    @property
    def is_of_numbers(self) -> bool:
        return not self.others

    @property
    def says_comma(self) -> bool:
        return self.is_of_numbers and self.comma_only > 0 and not self.point_only

    @property
    def days(self) -> bool | None:
        """Which comes first by the column's own values, None where they say nothing or both."""
        return None if (self.day_first > 0) == (self.month_first > 0) else self.day_first > 0


def styles(columns: Mapping[str, tuple[str, Sequence[str]]], delimiter: str | None) -> dict[str, Style]:
    """The style of every column, given by its key with its name and a sample of its texts.

    ``delimiter`` is what parts the file's cells, None in sheets and records: where it is
    a semicolon or a tab, commas may be points."""
    votes = {key: votes_of(texts) for key, (_, texts) in columns.items()}
    says_comma = any(vote.says_comma for vote in votes.values())
    may_be_comma = says_comma or delimiter in COMMAS_ARE_FREE
    days = {vote.days for vote in votes.values()} - {None}
    day_first = True if says_comma and not days else days.pop() if len(days) == 1 else None
    return {
        key: Style(
            comma_decimals=_has_comma_decimals(vote, columns[key][0], says_comma, may_be_comma),
            day_first=None if not vote.year_last or _contradicts(vote) else _or(vote.days, day_first),
        )
        for key, vote in votes.items()
    }


def _or(own: bool | None, files: bool | None) -> bool | None:
    return files if own is None else own


def _contradicts(vote: Votes) -> bool:
    return vote.day_first > 0 and vote.month_first > 0


def _has_comma_decimals(vote: Votes, name: str, says_comma: bool, may_be_comma: bool) -> bool:
    if vote.says_comma:
        return True
    if not vote.is_of_numbers or vote.point_only:
        return False
    if vote.comma_rather or vote.pairs:
        return may_be_comma if vote.comma_rather else says_comma
    if vote.points_before_threes:
        alone = vote.points_before_threes > 1 and vote.hundreds > 0 and not vote.large_whole
        return not vote.commas_before_threes and not _is_measured(name) and (says_comma or alone)
    return says_comma and vote.commas_before_threes > 0


def _is_measured(name: str) -> bool:
    """Does the name say that decimals are to be expected: averages and shares, places on the earth?"""
    patterns = (lexicon.AVERAGED, lexicon.LATITUDE, lexicon.LONGITUDE, lexicon.X, lexicon.Y)
    return any(pattern.search(name) for pattern in patterns)


def votes_of(texts: Sequence[str]) -> Votes:
    """The votes of different texts; words for missing values have none."""
    counts = dict.fromkeys(Votes.__dataclass_fields__, 0)
    for text in islice(dict.fromkeys(texts), LOOKED_AT):
        if is_missing(text):
            continue
        for kind in _says(text.strip(WHITESPACE)):
            counts[kind] += 1
        if counts["others"] - counts["year_last"] > ENOUGH or counts["point_only"] > ENOUGH:
            break
    return Votes(**counts)


def _says(text: str) -> list[str]:
    if text.isdigit():
        return [_size(text)]
    if dates.has_year_last(text):
        first = dates.days_first(text)
        return ["others", "year_last", *([] if first is None else ["day_first" if first else "month_first"])]
    found = _NUMBER.fullmatch(text)
    body = found["body"].strip() if found else ""
    if _COMMA_ONLY.fullmatch(body):
        return ["comma_only"]
    if _THREES.fullmatch(body):
        return ["points_before_threes" if "." in body else "commas_before_threes"]
    if _COMMA_RATHER.fullmatch(body):
        return ["pairs" if _PAIR.fullmatch(body) else "comma_rather"]
    if _POINT_ONLY.fullmatch(body):
        return ["point_only"]
    if body.isdigit():
        return [_size(body)]
    if _BLANKS_BEFORE_THREES.fullmatch(body):
        return ["large_whole"]
    return ["others"]


def _size(digits: str) -> str:
    value = int(digits)
    return "small_whole" if value < HUNDRED else "hundreds" if value < THOUSAND else "large_whole"


def reads_as_number(text: str) -> bool:
    """Whether it is a number in the style of commas before decimals."""
    written = with_point(text)
    return written is not None and numbers.parse(written) is not None


def with_point(text: str) -> str | None:
    """The number as it is written with a decimal point and without marks between thousands: "1.234,50%" → "1234.50%";
    None for what is no number of that style."""
    found = _NUMBER.fullmatch(text.strip(WHITESPACE))
    if not found or not _COMMA_DECIMAL.fullmatch(body := found["body"].strip()):
        return None
    written = re.sub(r"[.\s]", "", body).replace(",", ".")
    return f"{found.group()[: found.start('body')]}{written}{found.group()[found.end('body') :]}"
