"""What columns are about, by their names and their values: places, codes, addresses, telephone numbers, money."""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass

from naru.data.catalogue.core.columns import ColumnType, Meaning
from naru.data.tables.core import lexicon
from naru.data.tables.core.numbers import MONEY
from naru.data.tables.core.numbers import parse as parse_number

MOSTLY, HALF = 0.8, 0.5
SIDO_CODES = "11|26|27|28|29|30|31|36|41|42|43|44|45|46|47|48|50|51|52"
SIDO = (
    r"(?:서울|부산|대구|인천|광주|대전|울산|세종|경기|강원|충청?[북남]|전[라]?[북남]|경상?[북남]|제주|전북|충북|충남|전남|경북|경남)"
    r"(?:특별시|광역시|특별자치시|특별자치도|도|시)?"
)
_NUMERIC = {ColumnType.INTEGER, ColumnType.DECIMAL}


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What is known of a column when its meaning is sought."""

    name: str
    type: ColumnType
    unit: str | None
    rows: int
    distinct: int
    low: float | None = None
    high: float | None = None
    values: Sequence[str] = ()  # different values as text: all of them, or a sample where there are very many


def _named(words: re.Pattern[str], facts: Facts) -> bool:
    return words.search(facts.name) is not None


def _share(pattern: re.Pattern[str] | str, values: Sequence[str]) -> float:
    compiled = re.compile(pattern)
    return sum(1 for value in values if compiled.fullmatch(value)) / len(values) if values else 0.0


def _within(low: float, high: float) -> Callable[[Facts], bool]:
    return lambda facts: facts.low is not None and facts.high is not None and low <= facts.low and facts.high <= high


def names_place(name: str) -> bool:
    """Whether a column of this name may hold coordinates."""
    return any(words.search(name) for words in (lexicon.LATITUDE, lexicon.LONGITUDE, lexicon.X, lexicon.Y))


def meaning_of(facts: Facts) -> Meaning | None:
    """The first meaning whose rule holds; the order is from the most particular to the most general."""
    if facts.type in _NUMERIC:
        return next((meaning for meaning, rule in NUMBER_RULES if rule(facts)), None)
    if facts.type is ColumnType.TEXT and facts.values:
        return next((meaning for meaning, rule in TEXT_RULES if rule(facts)), None)
    return Meaning.CATEGORY if facts.type is ColumnType.BOOLEAN else None


def is_business_number(text: str) -> bool:
    """사업자등록번호, ten digits with the tax office's check digit."""
    digits = re.sub(r"\D", "", text)
    if len(digits) != 10:
        return False
    total = sum(int(digit) * weight for digit, weight in zip(digits, (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=False))
    return (10 - (total + int(digits[8]) * 5 // 10) % 10) % 10 == int(digits[9])


def _is_business(facts: Facts) -> bool:
    shape = re.compile(r"\d{3}-\d{2}-\d{5}|\d{10}")
    values = [value for value in facts.values if shape.fullmatch(value)]
    checked = sum(1 for value in values if is_business_number(value))
    named = _named(lexicon.BUSINESS_NUMBER, facts)
    marked = all("-" in value for value in values)
    return (
        len(values) >= MOSTLY * len(facts.values)
        and checked >= (HALF if named else 0.95) * len(values)
        and (named or marked)
    )


_PHONE = r"(?:\+82[-\s]?)?(?:0\d{1,2}[-.)\s]{1,2}\d{3,4}[-.\s]\d{4}|0\d{8,10}|1[5-9]\d{2}[-\s]?\d{4})(?:\s*[~,/(].*)?"
_ROAD = rf"(?:\(?\d{{5,6}}\)?\s*)?(?:{SIDO})?\s*\S*.*(?:로|길|대로)\s*(?:지하\s*)?\d+.*"
_LOT = rf"(?:\(?\d{{5,6}}\)?\s*)?(?:{SIDO}\s+)?(?:\S+[시군구]\s+){{0,2}}.*[동리가읍면]\s*(?:산\s*)?\d+(?:-\d+)?(?![\d가]).*"
_DISTRICT = rf"(?:{SIDO}|\S{{1,6}}[시군구읍면동리]|\S{{1,6}}\d?가|{SIDO}(?:\s+\S{{1,8}}[시군구동읍면리가]){{1,4}}|\S{{1,5}}[시군구](?:\s+\S{{1,8}}[구동읍면리]){{1,3}})"


def _is_phone(facts: Facts) -> bool:
    share = _share(_PHONE, facts.values)
    return share >= 0.9 or (share >= HALF and _named(lexicon.PHONE, facts))


def _is_address(facts: Facts) -> bool:
    share = max(_share(_ROAD, facts.values), _share(_LOT, facts.values))
    if _named(lexicon.ADDRESS, facts):
        return share >= 0.3 or _share(rf"{SIDO}\s.+", facts.values) >= HALF
    return share >= 0.9 and _share(rf"{SIDO}\s.+", facts.values) >= MOSTLY


def _is_legal_code(facts: Facts) -> bool:
    if _share(rf"(?:{SIDO_CODES})\d{{8}}", facts.values) < 0.95:
        return False
    parts = [value[5:8] for value in facts.values]
    return _named(lexicon.LEGAL_DISTRICT, facts) or (
        not _named(lexicon.ADMIN_DISTRICT, facts) and sum("100" <= part < "500" for part in parts) >= HALF * len(parts)
    )


def _is_admin_code(facts: Facts) -> bool:
    if _named(lexicon.UPPER_DISTRICT, facts):
        return _share(rf"(?:{SIDO_CODES})(?:\d{{3}})?", facts.values) >= 0.95
    if _share(rf"(?:{SIDO_CODES})\d{{8}}", facts.values) >= 0.95:
        return _named(lexicon.ANY_DISTRICT, facts) or all(value.endswith("00") for value in facts.values)
    return _named(lexicon.ADMIN_OFFICE, facts) and _share(r"[1-5]\d{6,7}", facts.values) >= 0.95


def _is_category(facts: Facts) -> bool:
    return facts.distinct <= 50 and facts.distinct * 3 <= facts.rows


def _is_identifier(facts: Facts) -> bool:
    named = _named(lexicon.IDENTIFIER, facts) or _named(lexicon.SHORT_IDENTIFIER, facts)
    if facts.type is not ColumnType.TEXT:  # numbers that differ in every row are measures, unless their name says code
        return named and facts.type is ColumnType.INTEGER
    return (named and _share(r"[\w\-./:]{1,64}", facts.values) >= MOSTLY) or (
        facts.distinct >= facts.rows > 20
        and not _named(lexicon.NAME, facts)
        and _share(r"(?=.*\d)[\w\-.]{4,64}", facts.values) >= 0.95
        and sum(_is_amount(value) for value in facts.values) < HALF * len(facts.values)
    )


def _is_amount(value: str) -> bool:
    """A number with its unit or a fraction ("3억2천만", "12.5"), not the digits of a code."""
    number = parse_number(value)
    return number is not None and (number.is_worded or number.unit is not None or not number.is_whole)


_CURRENCY = re.compile(
    rf"(?:{'|'.join(MONEY)})|(?:천|백만|억)?(?:달러|불)|(?:(?:thousand|million|billion) )?(?:US\$|USD)"
)

TEXT_RULES: tuple[tuple[Meaning, Callable[[Facts], bool]], ...] = (
    (Meaning.LEGAL_DISTRICT_CODE, _is_legal_code),
    (Meaning.ADMIN_DISTRICT_CODE, _is_admin_code),
    (Meaning.BUSINESS_NUMBER, _is_business),
    (Meaning.EMAIL, lambda facts: _share(r"[\w.+-]+@[\w-]+(?:\.[\w-]+)+", facts.values) >= MOSTLY),
    (Meaning.URL, lambda facts: _share(r"(?:https?://|www\.)\S+", facts.values) >= MOSTLY),
    (Meaning.PHONE, _is_phone),
    (Meaning.ADDRESS, _is_address),
    (
        Meaning.DISTRICT_NAME,
        lambda facts: (
            _share(_DISTRICT, facts.values) >= (0.6 if _named(lexicon.DISTRICT, facts) else 0.95)
            and (_named(lexicon.DISTRICT, facts) or _share(rf"{SIDO}.*|\S+[구군]", facts.values) >= HALF)
        ),
    ),
    (Meaning.IDENTIFIER, _is_identifier),
    (Meaning.CATEGORY, _is_category),
    (Meaning.NAME, lambda facts: _named(lexicon.NAME, facts)),
)

NUMBER_RULES: tuple[tuple[Meaning, Callable[[Facts], bool]], ...] = (
    (Meaning.LATITUDE, lambda facts: _named(lexicon.LATITUDE, facts) and _within(-90, 90)(facts)),
    (Meaning.LONGITUDE, lambda facts: _named(lexicon.LONGITUDE, facts) and _within(-180, 180)(facts)),
    (Meaning.LATITUDE, lambda facts: _named(lexicon.Y, facts) and _within(32, 43.1)(facts)),
    (Meaning.LONGITUDE, lambda facts: _named(lexicon.X, facts) and _within(124, 132)(facts)),
    (Meaning.EASTING, lambda facts: _named(lexicon.X, facts) and _within(10_000, 1_500_000)(facts)),
    (Meaning.NORTHING, lambda facts: _named(lexicon.Y, facts) and _within(-100_000, 2_300_000)(facts)),
    (Meaning.PERCENTAGE, lambda facts: facts.unit in ("%", "%p")),
    (
        Meaning.PERCENTAGE,
        lambda facts: facts.unit is None and _named(lexicon.SHARE, facts) and _within(-1000, 1000)(facts),
    ),
    (Meaning.MONEY, lambda facts: _CURRENCY.fullmatch((facts.unit or "").split("/")[0]) is not None),
    (
        Meaning.MONEY,
        lambda facts: facts.unit is None and _named(lexicon.MONEY, facts) and not _named(lexicon.NO_MONEY, facts),
    ),
    (Meaning.IDENTIFIER, _is_identifier),
)


def projection(east: Facts, north: Facts, places: Sequence[str]) -> int | None:
    """The EPSG code of a pair of plane coordinates, as far as names, ranges and the rows' own addresses tell.

    5179 (UTM-K) has ranges of its own. 5174 and 5181 (origin 500 km) and 5186 (600 km) overlap over most of the
    country; then the province in the rows' addresses decides, and without one nothing is claimed. Bessel's 5174 lies
    within 350 m of 5181: it is told by names alone, such as 좌표정보(X) of the national licence data."""
    for facts in (east, north):
        if epsg := names_system(facts.name):
            return epsg
    if _within(700_000, 1_450_000)(east) and _within(1_300_000, 2_150_000)(north):
        return 5179
    if not _within(50_000, 650_000)(east) or north.low is None or north.high is None:
        return None
    latitude = _usual_latitude(places)
    if latitude is None:
        return 5186 if north.low >= 568_000 else None
    middle = (north.low + north.high) / 2
    expected = 500_000 + (latitude - 38.0) * 110_950
    if abs(middle - expected - 100_000) < abs(middle - expected):
        return 5186
    return 5174 if lexicon.BESSEL.search(east.name + north.name) else 5181


def names_system(name: str) -> int | None:
    """The EPSG code in a column's name: "X좌표(EPSG:5186)"."""
    found = lexicon.PROJECTION.search(name)
    return int(found.group(1)) if found else None


LATITUDES = {
    "서울": 37.56, "부산": 35.18, "대구": 35.87, "인천": 37.46, "광주": 35.16, "대전": 36.35, "울산": 35.54, "세종": 36.48,
    "경기": 37.4, "강원": 37.8, "충북": 36.8, "충남": 36.6, "전북": 35.8, "전남": 34.9, "경북": 36.3, "경남": 35.3,
    "충청북": 36.8, "충청남": 36.6, "전라북": 35.8, "전라남": 34.9, "경상북": 36.3, "경상남": 35.3, "제주": 33.4,
}  # fmt: skip


def _usual_latitude(places: Sequence[str]) -> float | None:
    found = [latitude for place in places for name, latitude in LATITUDES.items() if place.startswith(name)]
    return sorted(found)[len(found) // 2] if len(found) >= HALF * len(places) and found else None
