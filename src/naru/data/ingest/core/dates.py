"""Dates and times as Koreans write them: "2005.01", "2021년 8월", "2017.1/4", "21.8.12.", "2021-08-12 오후 3:05", "20210812".

English ones are read as well; of "02/03/2024" somebody must say which number is the day's (`writing_styles`).
A day's end is written "24:00" in the city's files (closing hours, hourly measurements): as an instant it is the next day's
beginning, as a time of day it stays `DAY_END`.
"""

import re
from dataclasses import dataclass
from datetime import UTC, date, datetime, time, timedelta
from functools import lru_cache
from zoneinfo import ZoneInfo

from naru.data.catalogue.core.columns import ColumnType
from naru.data.ingest.core import english_dates
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
    r"(?P<half>오전|오후|AM|PM|am|pm)?\s*(?P<hour>\d{1,2})(?::(?=\d\d(?!\d))|시\s*)(?:(?P<minute>\d{1,2})(?:분)?)?"
    r"(?:(?::|\s*)(?P<second>\d{2})(?:초)?(?P<fraction>\.\d{1,9})?)?(?:\s*(?P<half_after>AM|PM|am|pm))?"
)
_ZONE = r"(?:\s*(?P<zone>Z|KST|(?:UTC|GMT)?[+-]\d{2}(?::?\d{2})?|UTC|GMT))?"
_DATE = re.compile(_DAY + _WEEKDAY)
_COMPACT_DATE = re.compile(r"(?P<year>\d{4})(?P<month>\d{2})(?P<day>\d{2})")
_DATETIME = re.compile(_DAY + _WEEKDAY + r"(?:[T\s]\s*)" + _CLOCK + _ZONE)
_YEAR_LAST = re.compile(
    r"(?P<first>\d{1,2})\s*(?P<mark>[-./])\s*(?P<second_number>\d{1,2})\s*(?P=mark)\s*(?P<year>\d{4})(?:,?[T\s]\s*"
    + _CLOCK
    + _ZONE
    + ")?"
)
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
_BEGINS = frozenset("0123456789０１２３４５６７８９오AaPp'’") | english_dates.INITIALS
_ZONES = {"Z": 0, "UTC": 0, "GMT": 0, "KST": 9 * 60}  # minutes east of Greenwich
FARTHEST_MINUTES = 14 * 60
_PROVISIONAL = re.compile(r"\s+[pre]\)$")  # statistics mark provisional, revised and estimated figures: "2023.08 p)"


@dataclass(frozen=True, slots=True)
class Moment:
    """A date (of a day, or the first of a month, a quarter or a year), an instant in UTC, or a time of day."""

    type: ColumnType
    value: date | datetime | time | str  # a time of day is a text only at the `DAY_END`
    numeric: bool = False  # written as digits alone, or as a decimal could be: a number unless every value reads so


def parse(text: str, *, day_first: bool | None = None) -> Moment | None:
    """What a text says of time, or None where it is no writing known here or no such day or hour exists.

    ``day_first`` says what "02/03/2024" is, the second of March or the third of February; None: nothing. Instants are UTC, and the city's clock where no zone is written; months, quarters and years are first days."""
    if len(text) > LONGEST or (text[:1] not in _BEGINS and not text[:1].isspace()):
        return None
    text = _PROVISIONAL.sub("", text.translate(FULL_WIDTH).strip().lstrip("'’"))
    return _parse(text, day_first)


@lru_cache(maxsize=4096)
def _parse(text: str, day_first: bool | None) -> Moment | None:
    try:
        if text.isdigit():
            return _of_digits(text)
        return _of_text(text) or _of_year_last(text, day_first) or _of_english(text)
    except ValueError:  # no such day or hour
        return None


def days_first(text: str) -> bool | None:
    """Which way round the text must be read, being a date with its year last: True for 13/01/2024, False for 01/13/2024;
    None where it may be either, and for all else."""
    found = _YEAR_LAST.fullmatch(text.strip())
    if not found or (int(found["first"]) > 12) == (int(found["second_number"]) > 12):
        return None
    return int(found["first"]) > 12


def has_year_last(text: str) -> bool:
    """Whether it is a date whose day and month only its order tells apart."""
    return _YEAR_LAST.fullmatch(text.strip()) is not None


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


def _of_year_last(text: str, day_first: bool | None) -> Moment | None:
    found = _YEAR_LAST.fullmatch(text) if day_first is not None else None
    if not found:
        return None
    numbers_ = int(found["first"]), int(found["second_number"])
    month, day = numbers_[::-1] if day_first else numbers_
    return _whole(date(int(found["year"]), month, day), found)


def _of_english(text: str) -> Moment | None:
    found = english_dates.match(text)
    if not found:
        return None
    year, month = _year(found["year"]), english_dates.month_number(found["month"])
    if "day" not in found.groupdict():
        return Moment(ColumnType.MONTH, date(year, month, 1))
    return _whole(date(year, month, int(found["day"])), found)


def _whole(day: date, found: re.Match[str]) -> Moment:
    """The day, or the instant where an hour is given."""
    if found.groupdict().get("hour") is None:
        return Moment(ColumnType.DATE, day)
    return Moment(ColumnType.DATETIME, _instant(day, found, found["zone"]))


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
    if zone.startswith("-") and found["second"] is None and "T" not in found.group():
        raise ValueError(zone)  # "2024-05-01 09:00-12:00": from nine to twelve
    return (local - timedelta(minutes=_minutes_east(zone))).replace(tzinfo=UTC)


def _minutes_east(zone: str) -> int:
    """Of "Z", "KST", "+0900", "+09", "GMT+09:00"; ValueError beyond 14 hours."""
    if zone in _ZONES:
        return _ZONES[zone]
    sign, digits = (-1 if "-" in zone else 1), re.sub(r"\D", "", zone)
    minutes = int(digits[:2]) * 60 + int(digits[2:] or 0)
    if minutes > FARTHEST_MINUTES or int(digits[2:] or 0) >= 60:
        raise ValueError(zone)
    return sign * minutes
