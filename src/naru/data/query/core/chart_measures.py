"""Which numbers of a table are worth drawing first, and whether they add up.

A table is about something: parking spaces, visitors, a pass rate. Its title and its columns' names tell which column that
is; fees and speeds beside it are what the thing costs or may do, and come after it.
"""

import re
from collections.abc import Sequence

from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.tables.core import lexicon

NUMERIC = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL})
SHORTEST = 2  # syllables that a title and a column must share to speak of the same

_NOT_MEASURED = frozenset(
    {
        Meaning.LATITUDE,
        Meaning.LONGITUDE,
        Meaning.EASTING,
        Meaning.NORTHING,
        Meaning.LEGAL_DISTRICT_CODE,
        Meaning.ADMIN_DISTRICT_CODE,
        Meaning.PHONE,
        Meaning.BUSINESS_NUMBER,
        Meaning.CATEGORY,
        Meaning.IDENTIFIER,
    }
)
_AVERAGED_UNITS = frozenset({"%", "℃", "°C", "점", "ppm", "ppb", "hPa", "도", "pH", "NTU", "dB"})
_PER = re.compile(r"/|당$|=\s*\d")  # units of what is measured per something else: ㎍/㎥, 10만명당, 2020=100
_YEAR_IN_NAME = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def is_measure(column: Column) -> bool:
    """Whether adding up or averaging the column means something: a code or a running number does not."""
    return (
        column.type in NUMERIC
        and column.meaning not in _NOT_MEASURED
        and column.distinct > 1
        and (
            column.unit is not None
            or not (lexicon.NUMBERING.search(column.name) or lexicon.CALENDAR_PART.match(column.name))
        )
    )


def adds_up(column: Column) -> bool:
    """Whether a sum of the column's values means something: of amounts, never of rates, prices, speeds and indices."""
    unit = column.unit or ""
    return not (
        column.meaning is Meaning.PERCENTAGE
        or unit in _AVERAGED_UNITS
        or _PER.search(unit) is not None
        or lexicon.AVERAGED.search(column.name) is not None
        or lexicon.AVERAGED.search(column.plain_name) is not None
    )


def measures_in_order(columns: Sequence[Column], rows: int, subject: str = "") -> list[Column]:
    """The table's measures, the one it is about first; ``subject`` is its title."""
    return sorted((column for column in columns if is_measure(column)), key=lambda column: _rank(column, rows, subject))


def is_subject(column: Column, subject: str) -> bool:
    """Whether the title speaks of the column."""
    return _shared(column, subject) >= SHORTEST


def _rank(column: Column, rows: int, subject: str) -> tuple[object, ...]:
    """Named by the title first; what adds up before what does not, counted things before money; then a total, and of a
    column a year the latest. Hardly filled ones last."""
    hollow = 2 * column.nulls > rows
    years = [int(year) for year in _YEAR_IN_NAME.findall(column.name)]
    is_money = column.meaning is Meaning.MONEY
    unnamed = not is_money and column.unit is None
    is_part = lexicon.TOTAL.search(column.plain_name) is None
    is_change = lexicon.CHANGE.search(column.name) is not None
    return (
        hollow,
        is_change,
        -_shared(column, subject),
        not adds_up(column),
        unnamed,
        is_money,
        is_part,
        -max(years, default=0),
    )


def _shared(column: Column, subject: str) -> int:
    """How many characters the longest word of the column's name has in common with the title; 0 below ``SHORTEST``.

    A rate is spoken of only by its whole name: 발생 is no 발생률."""
    title = _squeezed(subject)
    words = [_squeezed(word) for word in re.split(r"[\s/()_·]+", column.plain_name)]
    found = max((_common(word, title) for word in words if word), default=0)
    return found if adds_up(column) or any(word and word in title for word in words) else 0


def _common(word: str, title: str) -> int:
    """The length of the longest beginning of ``word`` in ``title``, 0 below ``SHORTEST`` or a third of the word."""
    length = next((size for size in range(len(word), 0, -1) if word[:size] in title), 0)
    return length if length >= max(SHORTEST, len(word) / 2) else 0


def _squeezed(text: str) -> str:
    return re.sub(r"[\W_]+", "", text).casefold()
