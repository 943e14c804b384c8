"""What is odd about a table that came in: judged by its report alone, said on every load.

A *doubt* is a sentence, not an error: the file was read as it is. A grave one says that what would be published is most
likely not what the file means (shifted places, a fifth of its rows kept aside, letters of a wrong encoding), and holds the
load until a person has looked; what a person accepted of a source holds its next files no more.
"""

import re
from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass

from naru.base.kit.words import Words
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.ingest.core.values import TableReport

ASIDE_SHARE, FEWEST_ASIDE = 0.2, 5
MISPLACED_SHARE = 0.2  # of all places
COLUMNS_SHOWN = 5
COUNTED_UNITS = frozenset(
    [
        "명",
        "인",
        "개",
        "건",
        "대",
        "가구",
        "세대",
        "호",
        "동",
        "개소",
        "개사",
        "필지",
        "마리",
        "권",
        "척",
        "회",
        "석",
        "곳",
    ]
)
OLDEST_YEARS = 150
PERCENT_MOST = 1_000
_DIVIDED = re.compile(r"평균|당|율|률|비$|비율|밀도|지수|average|mean|rate|ratio|per", re.IGNORECASE)
_HANGUL = re.compile(r"[가-힣ㄱ-ㆎ]")
_LATIN_MARKS = re.compile(r"[\u0080-\u024f\ufffd]")
_OTHER_SCRIPTS = re.compile(r"[\u0370-\u1fff\u3040-\u30ff\u3400-\u9fff]")
_INVENTED = re.compile(r"열 \d+")


GRAVE_NAMES = {
    "places_outside": Words("나라 밖의 자리", "places outside the country"),
    "places_exchanged": Words("뒤바뀐 위도와 경도", "latitude and longitude exchanged"),
    "many_aside": Words("따로 둔 줄이 많음", "many lines kept aside"),
    "no_hangul": Words("한글이 없는 한글 자료", "a Korean file without Hangul"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Doubt:
    """One thing that is odd; ``what`` is said in its sentence, ``is_grave`` holds the load."""

    code: str
    what: str
    is_grave: bool = False


def doubts(report: TableReport) -> list[Doubt]:
    """All that is odd about the table, the grave first."""
    found = [
        *_misplaced(report),
        *_many_aside(report),
        *_without_hangul(report),
        *_invented_header(report),
        *_empty_columns(report),
        *_contradicted_units(report),
    ]
    return sorted(found, key=lambda doubt: not doubt.is_grave)


def grave(reports: Sequence[TableReport], accepted: Collection[str] = ()) -> list[Doubt]:
    """The grave doubts about a load's tables whose codes nobody has accepted yet."""
    return [
        doubt for report in reports for doubt in doubts(report) if doubt.is_grave and doubt.code not in set(accepted)
    ]


def _misplaced(report: TableReport) -> Iterator[Doubt]:
    places = report.places
    if places is None or not places.total:
        return
    is_grave = places.outside + places.exchanged > MISPLACED_SHARE * places.total
    if places.outside:
        yield Doubt(code="places_outside", what=f"{places.outside:,} / {places.total:,}", is_grave=is_grave)
    if places.exchanged:
        yield Doubt(code="places_exchanged", what=f"{places.exchanged:,} / {places.total:,}", is_grave=is_grave)
    if places.at_zero:
        yield Doubt(code="places_at_zero", what=f"{places.at_zero:,} / {places.total:,}")


def _many_aside(report: TableReport) -> Iterator[Doubt]:
    totals = sum(reason.count for reason in report.quarantine_reasons if reason.code == "total")  # a person's wish
    aside, lines = report.quarantined - totals, report.rows + report.quarantined
    if aside >= FEWEST_ASIDE and aside > ASIDE_SHARE * lines:
        yield Doubt(code="many_aside", what=f"{aside:,} / {lines:,}", is_grave=True)


def _without_hangul(report: TableReport) -> Iterator[Doubt]:
    """A Korean name over letters with marks ("Áß±¸") and without one of Hangul: another encoding was meant."""
    text = "".join(_texts(report.columns))
    is_strange = _LATIN_MARKS.search(text) and not _HANGUL.search(text) and not _OTHER_SCRIPTS.search(text)
    if _HANGUL.search(report.name) and is_strange:
        yield Doubt(code="no_hangul", what=report.encoding or "", is_grave=True)


def _texts(columns: Sequence[Column]) -> Iterator[str]:
    for column in columns:
        yield column.name
        if column.profile and column.type is ColumnType.TEXT:
            yield from (value for value, _ in column.profile.top)


def _invented_header(report: TableReport) -> Iterator[Doubt]:
    names = [column.name for column in report.columns]
    if names and all(map(_INVENTED.fullmatch, names)):
        yield Doubt(code="header_invented", what=_listed(names))


def _empty_columns(report: TableReport) -> Iterator[Doubt]:
    if empty := [column.name for column in report.columns if report.rows and column.nulls == report.rows]:
        yield Doubt(code="columns_empty", what=_listed(empty))


def _contradicted_units(report: TableReport) -> Iterator[Doubt]:
    if named := [f"{column.name} ({column.unit})" for column in report.columns if _contradicts(column)]:
        yield Doubt(code="unit_contradicted", what=_listed(named))


def _contradicts(column: Column) -> bool:
    """Halves of persons, persons of 200 years, shares of thousands of per cent, or per cents that never pass one."""
    low, high = (column.profile.minimum, column.profile.maximum) if column.profile else (None, None)
    if not isinstance(low, int | float) or not isinstance(high, int | float) or column.unit is None:
        return False
    if column.unit in {"%", "％"}:
        is_share = column.type is ColumnType.DECIMAL and 0 <= low < high <= 1
        return is_share or max(abs(low), abs(high)) > PERCENT_MOST
    if column.unit in {"세", "살"}:
        return high > OLDEST_YEARS or low < 0
    if column.unit in COUNTED_UNITS and column.type is ColumnType.DECIMAL:
        return (low % 1 != 0 or high % 1 != 0) and _DIVIDED.search(column.name) is None
    return False


def _listed(names: Sequence[str]) -> str:
    more = len(names) - COLUMNS_SHOWN
    return ", ".join(names[:COLUMNS_SHOWN]) + (f" (+{more})" if more > 0 else "")
