"""Which chart suits a table: chosen from what its columns are and mean, never from a look at the rows.

Time with a number makes a line, a category bars, two numbers a scatter, one number a histogram, a place a map. The
choice is only where a reader starts: every part of a ``ChartSpec`` can be changed and stands in the page's address.
"""

import math
import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum

from naru.base.kit.words import Words
from naru.data.catalogue.core.columns import Column, ColumnType, Meaning, placing
from naru.data.query.core.column_families import ACROSS, Family, family
from naru.data.tables.core import lexicon


class Kind(StrEnum):
    """The value stands in addresses."""

    LINE = "line"
    BAR = "bar"
    SCATTER = "scatter"
    HISTOGRAM = "histogram"
    MAP = "map"
    TABLE = "table"


class Aggregation(StrEnum):
    """How values of one step or group are put together; the value stands in addresses."""

    COUNT = "count"
    SUM = "sum"
    MEAN = "mean"
    MEDIAN = "median"
    MINIMUM = "min"
    MAXIMUM = "max"


class Grain(StrEnum):
    """How wide one step of the time axis is."""

    HOUR = "hour"
    DAY = "day"
    MONTH = "month"
    QUARTER = "quarter"
    YEAR = "year"


class Sort(StrEnum):
    """The order of a category's values; steps of time are always in theirs."""

    LARGEST = "largest"
    SMALLEST = "smallest"
    NAME = "name"


@dataclass(frozen=True, slots=True, kw_only=True)
class ChartSpec:
    """One chart; columns by their alias. Without ``y`` the rows are counted."""

    kind: Kind
    x: str | None = None
    y: tuple[str, ...] = ()
    by: str | None = None  # a series for each of its values
    aggregation: Aggregation = Aggregation.COUNT
    grain: Grain | None = None
    sort: Sort = Sort.LARGEST
    limit: int = 20


KIND_WORDS = {
    Kind.LINE: Words("선", "Line"),
    Kind.BAR: Words("막대", "Bars"),
    Kind.SCATTER: Words("점", "Scatter"),
    Kind.HISTOGRAM: Words("분포", "Histogram"),
    Kind.MAP: Words("지도", "Map"),
    Kind.TABLE: Words("표", "Table"),
}
AGGREGATION_WORDS = {
    Aggregation.COUNT: Words("행 수", "Number of rows"),
    Aggregation.SUM: Words("합계", "Sum"),
    Aggregation.MEAN: Words("평균", "Mean"),
    Aggregation.MEDIAN: Words("중앙값", "Median"),
    Aggregation.MINIMUM: Words("최솟값", "Minimum"),
    Aggregation.MAXIMUM: Words("최댓값", "Maximum"),
}
GRAIN_WORDS = {
    Grain.HOUR: Words("시간", "Hour"),
    Grain.DAY: Words("일", "Day"),
    Grain.MONTH: Words("월", "Month"),
    Grain.QUARTER: Words("분기", "Quarter"),
    Grain.YEAR: Words("연", "Year"),
}
SORT_WORDS = {
    Sort.LARGEST: Words("큰 값부터", "Largest first"),
    Sort.SMALLEST: Words("작은 값부터", "Smallest first"),
    Sort.NAME: Words("이름 순", "By name"),
}

TEMPORAL = frozenset({ColumnType.DATE, ColumnType.DATETIME, ColumnType.MONTH, ColumnType.QUARTER, ColumnType.YEAR})
NUMERIC = frozenset({ColumnType.INTEGER, ColumnType.DECIMAL})
SERIES_MAXIMUM = 8
PANEL = 1.5  # rows a moment from which on a table says the same things again and again

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
_NOT_GROUPED = frozenset(
    {Meaning.ADDRESS, Meaning.PHONE, Meaning.EMAIL, Meaning.URL, Meaning.IDENTIFIER, Meaning.BUSINESS_NUMBER}
)
_AVERAGED_UNITS = frozenset({"%", "℃", "°C", "점", "ppm", "ppb", "hPa", "도", "pH", "NTU", "dB"})
_PER = re.compile(r"/|당$|=\s*\d")  # units of what is measured per something else: ㎍/㎥, 10만명당, 2020=100
_YEAR_IN_NAME = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)")


def choose_chart(columns: Sequence[Column], rows: int) -> ChartSpec:
    """The chart a reader sees first; a bare table where nothing suits."""
    return suggestions(columns, rows)[0]


def suggestions(columns: Sequence[Column], rows: int) -> tuple[ChartSpec, ...]:
    """Every chart that says something about the table of so many rows, the most telling first; never empty."""
    times = [column for column in columns if is_time(column) and column.distinct >= 3]
    telling = [column for column in times if not lexicon.RECORD_DATE.search(column.name)]
    measures = sorted(
        (column for column in columns if is_measure(column)), key=lambda column: _measure_rank(column, rows)
    )
    groups = sorted((column for column in columns if _groups_well(column, rows, measures)), key=_group_rank)
    found: list[ChartSpec] = []
    if (wide := family(columns)) is not None:
        found.append(_across(wide, groups, is_panel=_is_panel(times, rows)))
    if telling and measures:
        found.append(_line(telling[0], measures, groups, rows))
    if has_place(columns):
        found.append(ChartSpec(kind=Kind.MAP, y=tuple(column.alias for column in measures[:1])))
    if groups:
        found.append(_bars(groups[0], measures, is_panel=_is_panel(times, rows)))
    if len(measures) >= 2:
        found.append(ChartSpec(kind=Kind.SCATTER, x=measures[0].alias, y=(measures[1].alias,)))
    if measures:
        found.append(ChartSpec(kind=Kind.HISTOGRAM, x=measures[0].alias))
    if times and not (telling and measures):
        found.append(ChartSpec(kind=Kind.LINE, x=times[0].alias, grain=grain_of(times[0])))
    return tuple(found) or (ChartSpec(kind=Kind.TABLE),)


def is_time(column: Column) -> bool:
    """Whether the column's values lie on a calendar; times of day do not."""
    return column.type in TEMPORAL


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


def is_group(column: Column) -> bool:
    """Whether rows may be put together by the column's values at all."""
    if column.type in {ColumnType.TEXT, ColumnType.BOOLEAN, ColumnType.TIME}:
        return column.meaning not in _NOT_GROUPED
    return column.type is ColumnType.INTEGER and (
        column.meaning is Meaning.CATEGORY or lexicon.CALENDAR_PART.match(column.name) is not None
    )


def has_place(columns: Sequence[Column]) -> bool:
    """Whether the rows can be put on a map: a geometry, degrees, or plane coordinates."""
    return bool(placing(columns))


def aggregation_of(column: Column) -> Aggregation:
    """How the column's values are put together: amounts are added, rates and prices averaged."""
    unit = column.unit or ""
    averaged = (
        column.meaning is Meaning.PERCENTAGE
        or unit in _AVERAGED_UNITS
        or _PER.search(unit) is not None
        or lexicon.AVERAGED.search(column.name) is not None
        or lexicon.AVERAGED.search(column.plain_name) is not None
    )
    return Aggregation.MEAN if averaged else Aggregation.SUM


def grain_of(column: Column) -> Grain:
    """A step that gives the column's span between a handful and a few hundred points."""
    match column.type:
        case ColumnType.YEAR:
            return Grain.YEAR
        case ColumnType.MONTH:
            return Grain.MONTH
        case ColumnType.QUARTER:
            return Grain.QUARTER
    days = _span_days(column)
    if column.type is ColumnType.DATETIME and days is not None and days <= 4:
        return Grain.HOUR
    if days is not None and days <= 200:
        return Grain.DAY
    return Grain.MONTH if days is None or days <= 365 * 25 else Grain.YEAR


def title(spec: ChartSpec, columns: Sequence[Column]) -> Words:
    """What the chart shows, in a line."""
    if spec.x == ACROSS and (wide := family(columns)) is not None:
        return _title_across(spec, wide, columns)
    named = {column.alias: column.plain_name for column in columns}
    x = named.get(spec.x or "", "")
    y = ", ".join(named[alias] for alias in spec.y if alias in named)
    how = AGGREGATION_WORDS[spec.aggregation]
    match spec.kind:
        case Kind.SCATTER:
            return Words(f"{x}{_and(x)} {y}의 관계", f"{y} against {x}")
        case Kind.HISTOGRAM:
            return Words(f"{x}의 분포", f"Distribution of {x}")
        case Kind.MAP:
            return Words(f"{y} 지도" if y else "지도", f"Map of {y}" if y else "Map")
        case Kind.TABLE:
            return Words("표", "Table")
    by = named.get(spec.by or "", "")
    ko = f"{_each(x)} {y} {how.ko}" if spec.aggregation is not Aggregation.COUNT else f"{_each(x)} {how.ko}"
    en = f"{how.en} of {y} by {x}" if spec.aggregation is not Aggregation.COUNT else f"{how.en} by {x}"
    return Words(f"{ko} ({_each(by)})", f"{en} and {by}") if by else Words(ko, en)


def _title_across(spec: ChartSpec, wide: Family, columns: Sequence[Column]) -> Words:
    how, scale = AGGREGATION_WORDS[spec.aggregation], wide.scale.words
    by = next((column.plain_name for column in columns if column.alias == spec.by), "")
    ko, en = f"{_each(scale.ko)} {how.ko}", f"{how.en} by {scale.en}"
    return Words(f"{ko} ({_each(by)})", f"{en} and {by}") if by else Words(ko, en)


def _each(name: str) -> str:
    """구군별; the statistics office's 항공사별(1) is 항공사별."""
    name = re.sub(r"\(\d\)$", "", name)
    return name if name.endswith("별") else f"{name}별"


def _and(name: str) -> str:
    """와 or 과, by whether the last syllable ends in a consonant."""
    last = name[-1:] or " "
    if not "가" <= last <= "힣":
        return "와(과)"
    return "과" if (ord(last) - ord("가")) % 28 else "와"


def _across(wide: Family, groups: Sequence[Column], *, is_panel: bool) -> ChartSpec:
    """The columns' names along x, a series for each of a few groups."""
    first = wide.columns[0]
    return ChartSpec(
        kind=Kind.LINE if wide.scale.is_time else Kind.BAR,
        x=ACROSS,
        by=next((column.alias for column in groups if column.distinct <= SERIES_MAXIMUM), None),
        aggregation=_over_time(first) if is_panel else aggregation_of(first),
        sort=Sort.NAME,
    )


def _line(time: Column, measures: Sequence[Column], groups: Sequence[Column], rows: int) -> ChartSpec:
    """Series for each of a few groups where a moment has several rows; else up to three numbers of one unit.

    Of several groups the one that with the time comes nearest to telling every row apart.
    """
    splitting = [column for column in groups if 2 <= column.distinct <= SERIES_MAXIMUM]
    split = min(splitting, key=lambda column: abs(math.log(rows / (time.distinct * column.distinct))), default=None)
    repeated = rows > time.distinct * PANEL
    by = split if split and repeated else None
    moving = [column for column in measures if column.distinct > (by.distinct if by else 1)]  # not one value a group
    first = (moving or measures)[0]
    return ChartSpec(
        kind=Kind.LINE,
        x=time.alias,
        y=(first.alias,) if by else _alike(first, measures),
        by=by.alias if by else None,
        aggregation=_over_time(first) if by and _gathers(time) else aggregation_of(first),
        grain=grain_of(time),
        sort=Sort.NAME,
    )


def _alike(first: Column, measures: Sequence[Column]) -> tuple[str, ...]:
    """Up to three numbers of one unit; a change beside what changes would be a line along the bottom."""
    unlike = lexicon.CHANGE.search(first.name) is None
    return tuple(
        column.alias
        for column in measures
        if column is first
        or (column.unit == first.unit is not None and (lexicon.CHANGE.search(column.name) is None) is unlike)
    )[:3]


def _gathers(time: Column) -> bool:
    """Whether a step of the axis holds several of the column's moments."""
    finest = {ColumnType.DATETIME: Grain.HOUR, ColumnType.DATE: Grain.DAY}
    return grain_of(time) is not finest.get(time.type, grain_of(time))


def _over_time(column: Column) -> Aggregation:
    """As ``aggregation_of`` where values of several moments come together: what stands there is averaged."""
    return Aggregation.MEAN if lexicon.STANDING.search(column.name) else aggregation_of(column)


def _is_panel(times: Sequence[Column], rows: int) -> bool:
    """Whether the same things are told again at each moment, rather than each moment being an event of its own."""
    return any(rows > column.distinct * PANEL and not lexicon.RECORD_DATE.search(column.name) for column in times)


def _bars(group: Column, measures: Sequence[Column], *, is_panel: bool) -> ChartSpec:
    ordered = Sort.NAME if lexicon.CALENDAR_PART.match(group.name) else Sort.LARGEST
    if not measures:
        return ChartSpec(kind=Kind.BAR, x=group.alias, sort=ordered)
    first = measures[0]
    how = _over_time(first) if is_panel else aggregation_of(first)
    return ChartSpec(kind=Kind.BAR, x=group.alias, y=(first.alias,), aggregation=how, sort=ordered)


def _groups_well(column: Column, rows: int, measures: Sequence[Column]) -> bool:
    """Few enough values to compare: repeated ones, or a short table's names with a number beside each."""
    if not is_group(column) or column.distinct < 2:
        return False
    return column.distinct <= max(2, rows // 2) or (rows <= 60 and bool(measures))


def _group_rank(column: Column) -> tuple[bool, bool, int]:
    meant = column.meaning in {Meaning.CATEGORY, Meaning.DISTRICT_NAME}
    fits = 3 <= column.distinct <= 40
    return (not fits, not meant, -column.distinct if fits else column.distinct)


def _measure_rank(column: Column, rows: int) -> tuple[bool, bool, bool, bool, int]:
    """Amounts with a unit first, among the others a total, and of a column a year the latest; hardly filled ones last."""
    hollow = 2 * column.nulls > rows
    years = [int(year) for year in _YEAR_IN_NAME.findall(column.name)]
    unnamed = column.meaning is not Meaning.MONEY and column.unit is None
    is_part = lexicon.TOTAL.search(column.plain_name) is None
    return (hollow, unnamed, column.meaning is Meaning.PERCENTAGE, is_part, -max(years, default=0))


def _span_days(column: Column) -> float | None:
    """Days between the profile's ISO 8601 minimum and maximum; a day is the finest step that matters here."""
    profile = column.profile
    if profile is None or not isinstance(profile.minimum, str) or not isinstance(profile.maximum, str):
        return None
    try:
        return (date.fromisoformat(profile.maximum[:10]) - date.fromisoformat(profile.minimum[:10])).days
    except ValueError:
        return None
