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
from naru.data.query.core.chart_measures import adds_up, is_subject, measures_in_order
from naru.data.query.core.column_families import ACROSS, Family, family
from naru.data.query.core.ordinal_values import is_ordinal
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
    is_stacked: bool = False  # series of bars on top of each other; only of what adds up
    reference: float | None = None  # a line across at this value
    heading: str = ""  # what a person calls it, instead of what it says of itself


KIND_WORDS = {
    Kind.LINE: Words("선", "Line"),
    Kind.BAR: Words("막대", "Bars"),
    Kind.SCATTER: Words("점", "Scatter"),
    Kind.HISTOGRAM: Words("분포", "Histogram"),
    Kind.MAP: Words("지도", "Map"),
    Kind.TABLE: Words("표", "Table"),
}
AGGREGATION_WORDS = {
    Aggregation.COUNT: Words("건수", "Count"),
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
SERIES_MAXIMUM = 8
MULTIPLES_MAXIMUM = 24  # lines that are drawn each in a small chart of its own
NAMED_MAXIMUM = 30  # things of a short table that are compared by name
PANEL = 1.5  # rows a moment from which on a table says the same things again and again

_NOT_GROUPED = frozenset(
    {Meaning.ADDRESS, Meaning.PHONE, Meaning.EMAIL, Meaning.URL, Meaning.IDENTIFIER, Meaning.BUSINESS_NUMBER}
)


def choose_chart(columns: Sequence[Column], rows: int, subject: str = "") -> ChartSpec:
    """The chart a reader sees first; a bare table where nothing suits."""
    return suggestions(columns, rows, subject)[0]


def suggestions(columns: Sequence[Column], rows: int, subject: str = "") -> tuple[ChartSpec, ...]:
    """Every chart that says something about the table of so many rows, the most telling first; never empty.

    ``subject`` is what the table is called: its title decides which of its numbers it is about."""
    times = [column for column in columns if is_time(column) and column.distinct >= 3]
    telling = [column for column in times if not lexicon.RECORD_DATE.search(column.name)]
    wide = family(columns)
    steps = wide.columns if wide is not None else ()
    measures = measures_in_order([column for column in columns if column not in steps], rows, subject)
    groups = sorted(
        (column for column in columns if _groups_well(column, rows, has_numbers=bool(measures or steps))),
        key=lambda column: _group_rank(column, rows),
    )
    is_panel = _is_panel(times, rows)
    leading = [] if _is_register(columns, measures, rows, subject, is_panel=is_panel) else measures
    found: list[ChartSpec] = []
    if wide is not None:
        found.append(_across(wide, groups, is_panel=is_panel))
    if telling and leading:
        found.append(_line(telling[0], leading, groups, rows))
    elif telling and wide is None:
        found.append(ChartSpec(kind=Kind.LINE, x=telling[0].alias, grain=grain_of(telling[0])))
    if has_place(columns):
        found.append(ChartSpec(kind=Kind.MAP, y=tuple(column.alias for column in leading[:1])))
    if groups and not (steps and not leading):
        found.append(_bars(groups[0], leading, is_panel=is_panel))
    if times and not telling:
        found.append(ChartSpec(kind=Kind.LINE, x=times[0].alias, grain=grain_of(times[0])))
    if groups and measures and not leading:
        found.append(_bars(groups[0], measures, is_panel=is_panel))
    if len(measures) >= 2:
        found.append(ChartSpec(kind=Kind.SCATTER, x=measures[0].alias, y=(measures[1].alias,)))
    if measures:
        found.append(ChartSpec(kind=Kind.HISTOGRAM, x=measures[0].alias))
    return tuple(found) or (ChartSpec(kind=Kind.TABLE),)


def _is_register(
    columns: Sequence[Column], measures: Sequence[Column], rows: int, subject: str, *, is_panel: bool
) -> bool:
    """Whether the rows themselves are what the table is about: its best number is a property of each (a speed limit, a
    mark), which its title does not speak of, and each row is a thing or an event of its own."""
    if not measures or not subject or adds_up(measures[0]) or is_subject(measures[0], subject):
        return False
    numbered = any(column.meaning is Meaning.IDENTIFIER and column.distinct >= 0.95 * rows for column in columns)
    return numbered or not is_panel


def is_time(column: Column) -> bool:
    """Whether the column's values lie on a calendar; times of day do not."""
    return column.type in TEMPORAL


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
    return Aggregation.SUM if adds_up(column) else Aggregation.MEAN


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
    """What the chart shows, in a line, with the unit of its values."""
    if spec.heading:
        return Words(spec.heading, spec.heading)
    if spec.x == ACROSS and (wide := family(columns)) is not None:
        return _title_across(spec, wide, columns)
    named = {column.alias: column for column in columns}
    x = named[spec.x].plain_name if spec.x in named else ""
    shown = [named[alias] for alias in spec.y if alias in named]
    y = ", ".join(column.plain_name for column in shown)
    match spec.kind:
        case Kind.SCATTER:
            return Words(f"{x}{_and(x)} {y}의 관계", f"{y} against {x}")
        case Kind.HISTOGRAM:
            unit = _in_unit([named[spec.x]] if spec.x in named else [])
            return Words(f"{x}의 분포{unit}", f"Distribution of {x}{unit}")
        case Kind.MAP:
            return Words(f"{y} 지도{_in_unit(shown)}" if y else "지도", f"Map of {y}{_in_unit(shown)}" if y else "Map")
        case Kind.TABLE:
            return Words("표", "Table")
    by = named[spec.by].plain_name if spec.by in named else ""
    if spec.aggregation is Aggregation.COUNT:
        y, shown = "", []
    return _title(spec.aggregation, x, by, y, _in_unit(shown))


def _title(aggregation: Aggregation, x: str, by: str, y: str, unit: str) -> Words:
    """구군·업종별 매출금액 합계 (원)"""
    how = AGGREGATION_WORDS[aggregation]
    across = f"{_bare(x)}·{_each(by)}" if by else _each(x)
    en_across = f"{x} and {by}" if by else x
    return Words(
        " ".join(filter(None, [across, y, how.ko])) + unit,
        f"{how.en} of {y}{unit} by {en_across}" if y else f"{how.en}{unit} by {en_across}",
    )


def _title_across(spec: ChartSpec, wide: Family, columns: Sequence[Column]) -> Words:
    by = next((column.plain_name for column in columns if column.alias == spec.by), "")
    unit, scale = _in_unit(wide.columns[:1]), wide.scale.words
    ko, en = _title(spec.aggregation, scale.ko, by, "", unit), _title(spec.aggregation, scale.en, by, "", unit)
    return Words(ko.ko, en.en)


def _in_unit(columns: Sequence[Column]) -> str:
    """ " (명)" where all are in one."""
    units = {column.unit for column in columns}
    return f" ({unit})" if len(units) == 1 and (unit := units.pop()) else ""


def _bare(name: str) -> str:
    return _each(name).removesuffix("별")


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
    repeated = rows > time.distinct * PANEL
    if not splitting and not adds_up(measures[0]):  # no line says the rates of many: each has a small chart of its own
        splitting = [column for column in groups if column.distinct <= MULTIPLES_MAXIMUM]
    split = min(splitting, key=lambda column: abs(math.log(rows / (time.distinct * column.distinct))), default=None)
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
    ordered = Sort.NAME if has_order(group) else Sort.LARGEST
    if not measures:
        return ChartSpec(kind=Kind.BAR, x=group.alias, sort=ordered)
    first = measures[0]
    how = _over_time(first) if is_panel else aggregation_of(first)
    return ChartSpec(kind=Kind.BAR, x=group.alias, y=(first.alias,), aggregation=how, sort=ordered)


def _groups_well(column: Column, rows: int, *, has_numbers: bool) -> bool:
    """Few enough values to compare: repeated ones, or a short table's names with a number beside each."""
    if not is_group(column) or column.distinct < 2:
        return False
    return column.distinct <= max(2, rows // 2) or (rows <= 60 and has_numbers)


def has_order(column: Column) -> bool:
    """Whether the column's values have an order of their own: hours, ages, grades."""
    if lexicon.CALENDAR_PART.match(column.name):
        return True
    commonest = column.profile.top if column.profile else ()
    return column.type is ColumnType.TEXT and is_ordinal(value for value, _ in commonest)


def _group_rank(column: Column, rows: int) -> tuple[bool, bool, bool, int]:
    """The things that a short table lists come first, then what they are sorted by."""
    is_listed = column.meaning is Meaning.NAME and column.distinct == rows <= NAMED_MAXIMUM
    meant = column.meaning in {Meaning.CATEGORY, Meaning.DISTRICT_NAME}
    fits = 3 <= column.distinct <= 40
    return (not is_listed, not fits, not meant, -column.distinct if fits else column.distinct)


def _span_days(column: Column) -> float | None:
    """Days between the profile's ISO 8601 minimum and maximum; a day is the finest step that matters here."""
    profile = column.profile
    if profile is None or not isinstance(profile.minimum, str) or not isinstance(profile.maximum, str):
        return None
    try:
        return (date.fromisoformat(profile.maximum[:10]) - date.fromisoformat(profile.minimum[:10])).days
    except ValueError:
        return None
