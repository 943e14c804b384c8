"""Where the sample city's data lies: Busan's districts, roughly outlined, and spots within them.

Centres are rounded by hand to about a kilometre and outlines are drawn around them by a formula: good enough to look
like a city on a map, and not to be taken for its boundaries.
"""

import math
from dataclasses import dataclass
from functools import cache
from random import Random

from shapely import MultiPoint, Point, Polygon, voronoi_polygons

KOREA_2000_CENTRAL = "EPSG:5186"
BESSEL_CENTRAL = "EPSG:5174"


@dataclass(frozen=True, slots=True)
class District:
    name: str
    english: str
    code: str  # 법정동 시군구 code, 5 digits
    longitude: float
    latitude: float
    radius_km: float
    population: int
    streets: tuple[str, ...]
    neighbourhoods: tuple[str, ...]


DISTRICTS: tuple[District, ...] = (
    District(
        "중구",
        "Jung-gu",
        "26110",
        129.032,
        35.106,
        1.0,
        40_000,
        ("중앙대로", "광복로", "대청로"),
        ("중앙동", "동광동", "대청동", "보수동", "부평동", "광복동", "남포동", "영주동"),
    ),
    District(
        "서구",
        "Seo-gu",
        "26140",
        129.018,
        35.085,
        2.0,
        105_000,
        ("구덕로", "대신로", "충무대로"),
        ("동대신동", "서대신동", "부민동", "아미동", "초장동", "충무동", "남부민동", "암남동"),
    ),
    District(
        "동구",
        "Dong-gu",
        "26170",
        129.047,
        35.132,
        1.7,
        87_000,
        ("초량로", "중앙대로", "자성로"),
        ("초량동", "수정동", "좌천동", "범일동"),
    ),
    District(
        "영도구",
        "Yeongdo-gu",
        "26200",
        129.068,
        35.080,
        2.3,
        108_000,
        ("태종로", "절영로", "해양로"),
        ("남항동", "영선동", "신선동", "봉래동", "청학동", "동삼동"),
    ),
    District(
        "부산진구",
        "Busanjin-gu",
        "26230",
        129.053,
        35.163,
        2.9,
        354_000,
        ("가야대로", "중앙대로", "동평로"),
        ("부전동", "연지동", "초읍동", "양정동", "전포동", "당감동", "가야동", "개금동", "범천동"),
    ),
    District(
        "동래구",
        "Dongnae-gu",
        "26260",
        129.084,
        35.205,
        2.3,
        274_000,
        ("충렬대로", "명륜로", "사직로"),
        ("수민동", "복산동", "명륜동", "온천동", "사직동", "안락동", "명장동"),
    ),
    District(
        "남구",
        "Nam-gu",
        "26290",
        129.086,
        35.134,
        2.9,
        256_000,
        ("수영로", "유엔로", "용호로"),
        ("대연동", "용호동", "용당동", "감만동", "우암동", "문현동"),
    ),
    District(
        "북구",
        "Buk-gu",
        "26320",
        129.020,
        35.230,
        3.5,
        273_000,
        ("금곡대로", "만덕대로", "백양대로"),
        ("구포동", "금곡동", "화명동", "덕천동", "만덕동"),
    ),
    District(
        "해운대구",
        "Haeundae-gu",
        "26350",
        129.160,
        35.180,
        4.0,
        380_000,
        ("해운대로", "센텀중앙로", "좌동순환로"),
        ("우동", "중동", "좌동", "송정동", "반여동", "반송동", "재송동"),
    ),
    District(
        "사하구",
        "Saha-gu",
        "26380",
        128.975,
        35.090,
        3.6,
        297_000,
        ("낙동대로", "하신번영로", "다대로"),
        ("괴정동", "당리동", "하단동", "신평동", "장림동", "다대동", "구평동", "감천동"),
    ),
    District(
        "금정구",
        "Geumjeong-gu",
        "26410",
        129.092,
        35.258,
        4.5,
        216_000,
        ("중앙대로", "금정로", "서부로"),
        ("서동", "금사동", "부곡동", "장전동", "선두구동", "청룡동", "남산동", "구서동", "금성동"),
    ),
    District(
        "강서구",
        "Gangseo-gu",
        "26440",
        128.905,
        35.155,
        7.0,
        143_000,
        ("낙동북로", "명지국제로", "르노삼성대로"),
        ("대저동", "강동동", "명지동", "가락동", "녹산동", "가덕도동"),
    ),
    District(
        "연제구",
        "Yeonje-gu",
        "26470",
        129.083,
        35.180,
        1.9,
        206_000,
        ("월드컵대로", "연수로", "거제대로"),
        ("거제동", "연산동"),
    ),
    District(
        "수영구",
        "Suyeong-gu",
        "26500",
        129.113,
        35.158,
        1.7,
        172_000,
        ("광안해변로", "수영로", "망미로"),
        ("남천동", "수영동", "망미동", "광안동", "민락동"),
    ),
    District(
        "사상구",
        "Sasang-gu",
        "26530",
        128.988,
        35.153,
        3.1,
        204_000,
        ("사상로", "가야대로", "백양대로"),
        ("삼락동", "모라동", "덕포동", "괘법동", "감전동", "주례동", "학장동", "엄궁동"),
    ),
    District(
        "기장군",
        "Gijang-gun",
        "26710",
        129.215,
        35.290,
        8.0,
        178_000,
        ("기장대로", "정관로", "차성로"),
        ("기장읍", "장안읍", "정관읍", "일광읍", "철마면"),
    ),
)

BY_NAME = {district.name: district for district in DISTRICTS}

KM_PER_DEGREE = 111.32


def spot_in(district: District, random: Random) -> tuple[float, float]:
    """A point (longitude, latitude) inside the district, denser towards its centre."""
    distance = district.radius_km * 0.85 * random.random() ** 0.7
    return _offset(district, distance, random.uniform(0, 2 * math.pi))


def outline_of(district: District) -> Polygon:
    """The district's rough outline: its uneven disc, as far as no other district's centre is nearer."""
    return _uneven_disc(district).intersection(_nearest_region(district)).buffer(0)


def _uneven_disc(district: District, corners: int = 40) -> Polygon:
    random = Random(district.code)
    waves = [(random.uniform(0.03, 0.09), random.uniform(0, 2 * math.pi), count) for count in (2, 3, 5, 9)]
    turns = [2 * math.pi * corner / corners for corner in range(corners)]
    stretches = [1.25 + sum(size * math.sin(count * turn + phase) for size, phase, count in waves) for turn in turns]
    return Polygon(
        [_offset(district, district.radius_km * stretch, turn) for turn, stretch in zip(turns, stretches, strict=True)]
    )


@cache
def _regions() -> tuple[Polygon, ...]:
    """The plane shared out among the districts' centres (Voronoi cells)."""
    centres = MultiPoint([(district.longitude, district.latitude) for district in DISTRICTS])
    return tuple(voronoi_polygons(centres, extend_to=centres.buffer(0.5)).geoms)


def _nearest_region(district: District) -> Polygon:
    centre = Point(district.longitude, district.latitude)
    return next(region for region in _regions() if region.contains(centre))


def address_in(district: District, random: Random) -> str:
    street = random.choice(district.streets)
    return f"부산광역시 {district.name} {street} {random.randint(1, 480)}"


def lot_address_in(district: District, random: Random) -> str:
    neighbourhood = random.choice(district.neighbourhoods)
    return f"부산광역시 {district.name} {neighbourhood} {random.randint(1, 980)}-{random.randint(1, 60)}"


def office_phone(random: Random) -> str:
    return f"051-{random.randint(200, 899)}-{random.randint(0, 9999):04}"


def business_number(random: Random) -> str:
    """A made-up business registration number whose check digit holds (국세청 사업자등록번호 검증식)."""
    digits = [random.randint(1, 9), *(random.randint(0, 9) for _ in range(8))]
    weighted = sum(digit * weight for digit, weight in zip(digits, (1, 3, 7, 1, 3, 7, 1, 3, 5), strict=True))
    check = (10 - (weighted + digits[8] * 5 // 10) % 10) % 10
    text = "".join(map(str, [*digits, check]))
    return f"{text[:3]}-{text[3:5]}-{text[5:]}"


def _offset(district: District, distance_km: float, angle: float) -> tuple[float, float]:
    latitude = district.latitude + distance_km * math.sin(angle) / KM_PER_DEGREE
    longitude = district.longitude + distance_km * math.cos(angle) / (KM_PER_DEGREE * math.cos(math.radians(latitude)))
    return round(longitude, 6), round(latitude, 6)
