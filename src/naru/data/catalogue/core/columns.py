"""A table's columns as the catalogue describes them: name, type, unit, meaning and profile."""

import re
from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date
from enum import StrEnum
from typing import Any, Self


class ColumnType(StrEnum):
    """What a column's values are, and how they lie in the lake (Arrow type in brackets)."""

    INTEGER = "integer"  # int64
    DECIMAL = "decimal"  # float64
    BOOLEAN = "boolean"  # bool
    DATE = "date"  # date32
    DATETIME = "datetime"  # timestamp[us, UTC]
    MONTH = "month"  # date32, the month's first day
    QUARTER = "quarter"  # date32, the quarter's first day
    YEAR = "year"  # int32
    TIME = "time"  # string "15:05:00": Delta has no time of day
    TEXT = "text"  # string
    GEOMETRY = "geometry"  # binary: WKB in EPSG:4326


class Meaning(StrEnum):
    """What a column is about, where that was recognised from its name and every value."""

    LATITUDE = "latitude"
    LONGITUDE = "longitude"
    EASTING = "easting"  # the source projection's x, in metres
    NORTHING = "northing"
    LEGAL_DISTRICT_CODE = "legal_district_code"  # 법정동 코드, 10 digits
    ADMIN_DISTRICT_CODE = (
        "admin_district_code"  # 행정동 코드, 7, 8 or 10 digits, and the 시도 (2) and 시군구 (5) before it
    )
    DISTRICT_NAME = "district_name"
    ADDRESS = "address"
    PHONE = "phone"
    BUSINESS_NUMBER = "business_number"  # 사업자등록번호, check digit verified
    MONEY = "money"
    PERCENTAGE = "percentage"
    NAME = "name"
    CATEGORY = "category"
    IDENTIFIER = "identifier"
    EMAIL = "email"
    URL = "url"


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """One bar of a histogram: values in [low, high), the last bar's high included."""

    low: float | str
    high: float | str
    count: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Profile:
    """What a column's values look like; minima, maxima and quantiles as JSON values (dates in ISO 8601)."""

    minimum: float | str | None = None
    maximum: float | str | None = None
    mean: float | None = None
    quantiles: tuple[float | str, ...] = ()  # 5, 25, 50, 75, 95 %
    top: tuple[tuple[str, int], ...] = ()  # at most 10 values with their counts, most frequent first
    histogram: tuple[Bin, ...] = ()
    length_minimum: int | None = None  # of text, in characters
    length_maximum: int | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Column:
    """One column of a version. ``nulls`` counts rows, ``distinct`` different values that are not null."""

    name: str  # as in the source, Hangul kept
    alias: str  # stable ASCII identifier; the column's name in the lake
    type: ColumnType
    unit: str | None = None
    meaning: Meaning | None = None
    epsg: int | None = None  # of coordinates, as found in the source
    nulls: int = 0
    distinct: int = 0
    profile: Profile | None = None
    totals: tuple[str, ...] = ()  # its values that mark a row as the sum of others ("합계"), beside values that do not

    @property
    def plain_name(self) -> str:
        """The name without the unit that its source wrote behind it: ``이용객(명)`` is ``이용객``, ``길이km`` ``길이``."""
        if self.unit is None:
            return self.name
        unit = re.escape(self.unit)
        written = rf"\s*[(\[（]\s*(?:in )?{unit}\s*[)\]）](?=$|\s*/)|_{unit}$"
        if self.unit.isascii():
            written += rf"|(?<=[가-힣]){unit}$"
        return re.sub(written, "", self.name).strip() or self.name

    def to_json(self) -> dict[str, Any]:
        """As ``asdict``, without its copies of every value: tables have thousands of columns."""
        fields = {**_fields(self), "profile": _profile_json(self.profile) if self.profile else None}
        return fields if self.totals else {name: value for name, value in fields.items() if name != "totals"}

    @classmethod
    def from_json(cls, stored: dict[str, Any]) -> Self:
        """From what ``to_json`` became as JSON."""
        profile = stored.get("profile")
        meaning = stored.get("meaning")
        return cls(
            **{
                **stored,
                "type": ColumnType(stored["type"]),
                "meaning": Meaning(meaning) if meaning else None,
                "profile": _profile(profile) if profile else None,
                "totals": tuple(stored.get("totals") or ()),
            }
        )


PLACED = frozenset({ColumnType.DECIMAL, ColumnType.INTEGER})


def placing(columns: Sequence[Column]) -> tuple[Column, ...]:
    """What places a row: its geometry; or longitude and latitude; or easting and northing of a known projection.

    Empty where nothing does.
    """
    geometry = next((column for column in columns if column.type is ColumnType.GEOMETRY), None)
    if geometry is not None:
        return (geometry,)
    meant = {column.meaning: column for column in reversed(columns) if column.type in PLACED}
    east, north = meant.get(Meaning.EASTING), meant.get(Meaning.NORTHING)
    if Meaning.LONGITUDE in meant and Meaning.LATITUDE in meant:
        return (meant[Meaning.LONGITUDE], meant[Meaning.LATITUDE])
    return (east, north) if east is not None and north is not None and east.epsg is not None else ()


def _fields(value: Column | Profile | Bin) -> dict[str, Any]:
    return {name: getattr(value, name) for name in value.__slots__}


def _profile_json(profile: Profile) -> dict[str, Any]:
    return {**_fields(profile), "histogram": tuple(_fields(bin_) for bin_ in profile.histogram)}


def written_day(kind: ColumnType, day: date) -> str:
    """A day as its column's type says it: ``2005-01`` a month, ``2017-Q1`` a quarter."""
    match kind:
        case ColumnType.MONTH:
            return day.isoformat()[:7]
        case ColumnType.QUARTER:
            return f"{day.year:04d}-Q{(day.month + 2) // 3}"
        case _:
            return day.isoformat()


def read_day(kind: ColumnType, text: str) -> date:
    """The day that ``written_day`` wrote; raises ``ValueError``. Any day of a month or quarter is that month or quarter."""
    if kind is ColumnType.QUARTER:
        if found := _QUARTER.fullmatch(text):
            return date(int(found["year"]), int(found["quarter"]) * 3 - 2, 1)
        day = date.fromisoformat(text)
        return day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)
    return date.fromisoformat(f"{text[:7]}-01" if kind is ColumnType.MONTH else text)


_QUARTER = re.compile(r"(?P<year>\d{4})-?Q(?P<quarter>[1-4])", re.IGNORECASE)


def _profile(stored: dict[str, Any]) -> Profile:
    return Profile(
        **{
            **stored,
            "quantiles": tuple(stored.get("quantiles", ())),
            "top": tuple((value, count) for value, count in stored.get("top", ())),
            "histogram": tuple(Bin(**bin_) for bin_ in stored.get("histogram", ())),
        }
    )
