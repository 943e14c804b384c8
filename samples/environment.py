"""Air, water, parks, shelters from the heat and what is thrown away."""

import math
from datetime import date, datetime, timedelta
from random import Random

from shapely import Point, Polygon

from samples.places import DISTRICTS, KOREA_2000_CENTRAL, spot_in
from samples.sample import sample
from samples.writers import csv_file, geojson_file, geopackage_file, json_lines_file

PARKS = (
    ("시민공원", "부산진구", 129.0571, 35.1683, 0.36),
    ("어린이대공원", "부산진구", 129.0445, 35.1853, 0.60),
    ("중앙공원", "중구", 129.0277, 35.1118, 0.34),
    ("태종대유원지", "영도구", 129.0855, 35.0527, 0.72),
    ("용두산공원", "중구", 129.0325, 35.1007, 0.14),
    ("송상현광장", "부산진구", 129.0665, 35.1650, 0.13),
    ("평화공원", "남구", 129.0955, 35.1275, 0.18),
    ("APEC나루공원", "해운대구", 129.1265, 35.1720, 0.20),
    ("온천천시민공원", "동래구", 129.0830, 35.2010, 0.24),
    ("삼락생태공원", "사상구", 128.9730, 35.1690, 0.95),
    ("다대포해변공원", "사하구", 128.9650, 35.0480, 0.28),
    ("회동수원지공원", "금정구", 129.1180, 35.2480, 0.55),
)
AIR_STATIONS = (
    "광복동",
    "초량동",
    "태종대",
    "청룡동",
    "전포동",
    "온천동",
    "명장동",
    "대연동",
    "학장동",
    "덕천동",
    "좌동",
    "장림동",
    "대저동",
    "연산동",
    "광안동",
    "기장읍",
)


@sample(
    file="대기오염_시간자료_2025.csv",
    title="대기오염 측정소 시간 자료",
    title_en="Hourly air quality",
    description="측정소별 미세먼지(PM10, PM2.5), 오존, 이산화질소의 시간 평균값입니다. 점검 중인 시간은 비어 있습니다.",
    description_en="Hourly fine dust, ozone and nitrogen dioxide by station; hours of maintenance are missing.",
    publisher="부산광역시 보건환경연구원",
    theme="environment",
    keywords="미세먼지 초미세먼지 대기오염 오존 공기 환경",
    frequency="hourly",
)
def air_quality(random: Random) -> bytes:
    start = datetime(2025, 9, 1)  # noqa: DTZ001 - the file writes the city's time without a zone
    rows = []
    for station in AIR_STATIONS:
        level = random.uniform(0.8, 1.3)
        for hour in range(24 * 61):
            at = start + timedelta(hours=hour)
            wave = 1 + 0.35 * math.sin((at.hour - 3) / 24 * 2 * math.pi) + 0.5 * math.sin(hour / 170)
            dust = max(4, int(34 * level * wave * random.uniform(0.8, 1.2)))
            missing = random.random() < 0.012
            rows.append(
                (
                    station,
                    at.strftime("%Y-%m-%d %H:%M"),
                    "-" if missing else dust,
                    "-" if missing else int(dust * 0.52),
                    f"{max(0.002, 0.031 * (2 - wave) * random.uniform(0.7, 1.2)):.3f}",
                    f"{0.018 * level * random.uniform(0.6, 1.5):.3f}",
                )
            )
    return csv_file(
        ["측정소", "측정일시", "미세먼지(㎍/㎥)", "초미세먼지(㎍/㎥)", "오존(ppm)", "이산화질소(ppm)"], rows
    )


@sample(
    file="대기오염측정소.geojson",
    title="대기오염 측정소 위치",
    title_en="Air quality stations",
    description="대기오염 측정소의 위치와 측정 항목입니다.",
    description_en="Where the air quality stations stand and what they measure.",
    publisher="부산광역시 보건환경연구원",
    theme="environment",
    keywords="측정소 대기오염 미세먼지 위치",
    frequency="yearly",
)
def air_stations(random: Random) -> bytes:
    features = []
    for number, station in enumerate(AIR_STATIONS):
        district = DISTRICTS[number]
        kind = random.choice(("도시대기", "도로변대기", "항만"))
        values = (
            f"221{number:03}",
            station,
            kind,
            date(random.randint(1994, 2019), random.randint(1, 12), 1).isoformat(),
        )
        features.append((Point(*spot_in(district, random)), values))
    return geojson_file(["측정소코드", "측정소", "구분", "설치일자"], features)


@sample(
    file="도시공원.gpkg",
    title="도시공원 현황",
    title_en="City parks",
    description="도시공원의 위치와 면적, 시설 수, 개방 시간입니다.",
    description_en="City parks with outline, area, facilities and opening hours.",
    publisher="부산광역시 공원여가정책과",
    theme="environment",
    keywords="공원 녹지 시민공원 어린이대공원 태종대 휴식",
    frequency="yearly",
)
def parks(random: Random) -> bytes:
    features = []
    for name, district, longitude, latitude, radius in PARKS:
        size = radius / 111.32
        ring = [
            (
                longitude + size * math.cos(turn) * random.uniform(0.8, 1.1),
                latitude + size * math.sin(turn) * random.uniform(0.7, 0.9),
            )
            for turn in (corner * math.pi / 7 for corner in range(14))
        ]
        values = (
            name,
            district,
            round(math.pi * radius**2 * 1e6),
            random.randint(6, 80),
            random.choice(("상시", "05:00-24:00")),
        )
        features.append((Polygon([*ring, ring[0]]), values))
    return geopackage_file(
        "도시공원", ["공원명", "구군", "면적_m2", "시설수", "개방시간"], features, crs=KOREA_2000_CENTRAL
    )


@sample(
    file="상수도_수질검사.csv",
    title="정수장 수질 검사 결과",
    title_en="Water quality",
    description="정수장의 일별 수질 검사 값입니다. 검출되지 않은 값은 …로 적혀 있습니다.",
    description_en="Daily water quality by treatment plant; values that were not detected are written as ….",
    publisher="부산광역시 상수도사업본부",
    theme="environment",
    keywords="수질 상수도 수돗물 정수장 탁도 잔류염소",
    frequency="daily",
)
def water_quality(random: Random) -> bytes:
    rows = []
    for plant in ("덕산", "화명", "명장", "범어사"):
        for day in range(300):
            at = date(2025, 1, 1) + timedelta(days=day)
            rows.append(
                (
                    plant,
                    at.isoformat(),
                    f"{random.uniform(6.9, 7.6):.1f}",
                    f"{random.uniform(0.03, 0.09):.2f}",
                    f"{random.uniform(0.4, 0.9):.2f}",
                    "…" if random.random() < 0.2 else f"{random.uniform(0.001, 0.02):.3f}",
                )
            )
    return csv_file(
        ["정수장", "검사일", "수소이온농도 (pH)", "탁도 (NTU)", "잔류염소 (mg/L)", "총트리할로메탄 (mg/L)"],
        rows,
        encoding="utf-16",
    )


@sample(
    file="재활용품_수거량.csv",
    title="재활용품 수거량",
    title_en="Recycling collected",
    description="구와 군의 연도별 재활용품 수거량을 품목별로 제공합니다.",
    description_en="Recycling collected by district, year and material.",
    publisher="부산광역시 환경물정책실",
    theme="environment",
    keywords="재활용 분리수거 폐기물 플라스틱 환경",
    frequency="yearly",
)
def recycling(random: Random) -> bytes:
    """Units in the header, a year as such, thousands separators."""
    rows = []
    for year in range(2012, 2026):
        for district in DISTRICTS:
            base = district.population / 1000 * (1 + (year - 2012) * 0.025)
            rows.append(
                (
                    year,
                    district.name,
                    *(f"{base * share * random.uniform(0.9, 1.1):,.1f}" for share in (14, 9.2, 4.1, 6.6)),
                )
            )
    return csv_file(
        ["연도", "구군", "종이류 (톤)", "플라스틱 (톤)", "캔류 (톤)", "유리병 (톤)"], rows, encoding="euc-kr"
    )


@sample(
    file="무더위쉼터.jsonl",
    title="무더위 쉼터",
    title_en="Cooling shelters",
    description="무더위 쉼터의 위치와 수용 인원, 냉방기 수, 야간 개방 여부입니다.",
    description_en="Cooling shelters with capacity, coolers and night opening.",
    publisher="부산광역시 도시안전국",
    theme="safety",
    keywords="무더위쉼터 폭염 쉼터 경로당 재난",
    frequency="yearly",
)
def cooling_shelters(random: Random) -> bytes:
    rows = []
    for _ in range(520):
        district = random.choice(DISTRICTS)
        longitude, latitude = spot_in(district, random)
        rows.append(
            (
                f"{random.choice(district.neighbourhoods)} {random.choice(('경로당', '주민센터', '은행', '복지관'))}",
                district.name,
                lot(district.neighbourhoods, random),
                random.randint(10, 120),
                random.randint(1, 6),
                random.random() < 0.3,
                latitude,
                longitude,
            )
        )
    return json_lines_file(["쉼터명", "구군", "지번주소", "이용가능인원", "냉방기수", "야간개방", "위도", "경도"], rows)


def lot(neighbourhoods: tuple[str, ...], random: Random) -> str:
    return f"{random.choice(neighbourhoods)} {random.randint(1, 900)}-{random.randint(1, 50)}"
