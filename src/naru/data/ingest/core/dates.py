"""Dates and times as Koreans write them: "2005.01", "2021년 8월", "2017.1/4", "21.8.12.", "2021-08-12 오후 3:05", "20210812".

A day's end is written "24:00" in the city's files (closing hours, hourly measurements): as an instant it is the next day's
beginning, as a time of day it stays `DAY_END`.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from naru.data.catalogue.core.columns import ColumnType
from naru.data.tables.core.numbers import FULL_WIDTH

CITY_ZONE = ZoneInfo("Asia/Seoul")
LONGEST = 48  # characters; nothing longer is a date
CENTURY_TURNS = 50  # "21" is 2021 and "87" is 1987: two digits up to this are of this century
YEARS = range(1000, 2201)
ROMAN = "ⅠⅡⅢⅣ"
DAY_END = "24:00:00"

_DAY = r"(?P<year>\d{4}|\d{2})\s*(?P<mark>[-./년])\s*(?P<month>\d{1,2})\s*(?:(?P=mark)|월)\s*(?P<day>\d{1,2})(?:\s*일|\s*\.)?"
_WEEKDAY = r"(?:\s*\([월화수목금토일]\)|\s*[월화수목금토일]요일)?"
_CLOCK = (
    r"(?P<half>오전|오후|AM|PM|am|pm)?\s*(?P<hour>\d{1,2})(?::(?=\d)|시\s*)(?:(?P<minute>\d{1,2})(?:분)?)?"
    r"(?:(?::|\s*)(?P<second>\d{2})(?:초)?(?P<fraction>\.\d{1,9})?)?(?:\s*(?P<half_after>AM|PM|am|pm))?"
)
_ZONE = r"(?P<zone>Z|[+-]\d{2}:?\d{2})?"
_DATE = re.compile(_DAY + _WEEKDAY)
_COMPACT_DATE = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})")
_DATETIME = re.compile(_DAY + _WEEKDAY + r"(?:[T\s]\s*)" + _CLOCK + _ZONE)
_COMPACT_DATETIME = re.compile(r"(?P<day>\d{8})(?P<hour>\d{2})(?:(?P<minute>\d{2})(?P<second>\d{2})?)?")
_MONTH = re.compile(r"(?P<year>\d{4}|\d{2}(?=\s*년))(?:\s*[-./]\s*|\s*년\s*)(?P<month>\d{1,2})(?:\s*월)?\.?")
_COMPACT_MONTH = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})")
_QUARTER = re.compile(
    r"(?P<year>\d{4}|\d{2}(?=\s*년))"
    r"(?:(?:\s*(?:년도?|[-./])\s*|\s+)(?P<fourth>[1-4Ⅰ-Ⅳ])\s*/\s*4(?:\s*분기)?"
    r"|\s*(?:년도?|[-./])?\s*(?:제\s*)?(?P<word>[1-4Ⅰ-Ⅳ])\s*분기|\s*[-./]?\s*(?:[Qq](?P<q>[1-4])|(?P<before>[1-4])[Qq]))\.?"
)
_YEAR = re.compile(r"(?P<year>\d{4})\s*(?P<word>년도?)?\.?")
_TIME = re.compile(_CLOCK)
_BEGINS = frozenset("0123456789０１２３４５６７８９오AaPp'’")
_PROVISIONAL = re.compile(r"\s+[pre]\)$")  # statistics mark provisional, revised and estimated figures: "2023.08 p)"


@dataclass(frozen=True, slots=True)
class Moment:
    """A date (of a day, or the first of a month, a quarter or a year), an instant in UTC, or a time of day."""

    type: ColumnType
    value: date | datetime | time | str  # a time of day is a text only at the `DAY_END`
    numeric: bool = False  # written as digits alone, or as a decimal could be: a number unless every value reads so


def parse(text: str) -> Moment | None:
    """What a text says of time, or None where it is no writing known here or no such day or hour exists.

    Instants are UTC, and the city's clock where no zone is written; months, quarters and years are first days."""
    if len(text) > LONGEST or (text[:1] not in _BEGINS and not text[:1].isspace()):
        return None
    text = _PROVISIONAL.sub("", text.translate(FULL_WIDTH).strip().lstrip("'’"))
    return _parse(text)


@lru_cache(maxsize=4096)
def _parse(text: str) -> Moment | None:
    try:
        return _of_digits(text) if text.isdigit() else _of_text(text)
    except ValueError:  # no such day or hour
        return None


def _of_digits(text: str) -> Moment | None:
    if len(text) == 4 and int(text) in YEARS:
        return Moment(ColumnType.YEAR, date(int(text), 1, 1), numeric=True)
    if (found := _COMPACT_MONTH.fullmatch(text)) and int(found["year"]) in YEARS:
        return Moment(ColumnType.MONTH, date(int(found["year"]), int(found["month"]), 1), numeric=True)
    if (found := _COMPACT_DATE.fullmatch(text)) and int(found["year"]) in YEARS:
        return Moment(ColumnType.DATE, _day(found), numeric=True)
    if len(text) in (10, 12, 14) and (found := _COMPACT_DATETIME.fullmatch(text)) and int(text[:4]) in YEARS:
        whole = _COMPACT_DATE.fullmatch(found["day"])
        assert whole
        return Moment(ColumnType.DATETIME, _instant(_day(whole), found, None), numeric=True)
    return None


def _of_text(text: str) -> Moment | None:
    if found := _DATE.fullmatch(text):
        numeric = "." in found["mark"] and len(found["year"]) == 2 and not text.endswith(".")
        return Moment(ColumnType.DATE, _day(found), numeric=numeric)
    if found := _DATETIME.fullmatch(text):
        return Moment(ColumnType.DATETIME, _instant(_day(found), found, found["zone"]))
    if (found := _MONTH.fullmatch(text)) and _year(found["year"]) in YEARS:
        decimal = re.fullmatch(r"\d{4}\.\d{1,2}", text) is not None
        return Moment(ColumnType.MONTH, date(_year(found["year"]), int(found["month"]), 1), numeric=decimal)
    if (found := _QUARTER.fullmatch(text)) and _year(found["year"]) in YEARS:
        return Moment(ColumnType.QUARTER, date(_year(found["year"]), _quarter(found) * 3 - 2, 1))
    if (found := _YEAR.fullmatch(text)) and int(found["year"]) in YEARS:
        return Moment(ColumnType.YEAR, date(int(found["year"]), 1, 1))
    if found := _TIME.fullmatch(text):
        return Moment(ColumnType.TIME, DAY_END if _is_day_end(found) else _clock(found))
    return None


def _day(found: re.Match[str]) -> date:
    return date(_year(found["year"]), int(found["month"]), int(found["day"]))


def _year(text: str) -> int:
    number = int(text)
    if len(text) == 4:
        return number
    return number + (2000 if number <= CENTURY_TURNS else 1900)


def _quarter(found: re.Match[str]) -> int:
    written = found["fourth"] or found["word"] or found["q"] or found["before"]
    return ROMAN.find(written) + 1 or int(written)


def _is_day_end(found: re.Match[str]) -> bool:
    written = found.groupdict()
    past = (written.get("minute"), written.get("second"), (written.get("fraction") or "").strip("."))
    half = written.get("half") or written.get("half_after")
    return found["hour"] == "24" and not half and not any(int(part or 0) for part in past)


def _clock(found: re.Match[str]) -> time:
    written = found.groupdict()
    hour, half = int(found["hour"]), (written.get("half") or written.get("half_after") or "").lower()
    if half and not 1 <= hour <= 12:
        raise ValueError(hour)
    if half in ("오후", "pm"):
        hour = hour % 12 + 12
    elif half:
        hour %= 12
    fraction = round(float(written.get("fraction") or 0) * 1_000_000)
    return time(hour, int(found["minute"] or 0), int(found["second"] or 0), min(fraction, 999_999))


def _instant(day: date, found: re.Match[str], zone: str | None) -> datetime:
    is_end = _is_day_end(found)
    local = datetime.combine(day + timedelta(days=is_end), time() if is_end else _clock(found))
    if zone is None:
        return local.replace(tzinfo=CITY_ZONE).astimezone(UTC)
    return datetime.fromisoformat(f"{local.isoformat()}{'+00:00' if zone == 'Z' else zone}").astimezone(UTC)
