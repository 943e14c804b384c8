"""Logistics: containers, ships, goods, warehouses, parcels."""

import math
from datetime import datetime, timedelta
from random import Random

from samples.places import DISTRICTS, address_in, lot_address_in, spot_in
from samples.sample import sample
from samples.writers import Sheet, csv_file, json_lines_file, workbook_file, zip_file

PORT = "부산항 견본공사"


@sample(
    file="컨테이너_처리량.csv",
    title="부산항 컨테이너 처리량",
    title_en="Containers handled in the port",
    description="부두별 월 컨테이너 처리량을 수출, 수입, 환적으로 나누어 제공합니다. 단위는 TEU입니다.",
    description_en="Containers handled by terminal and month: exported, imported and transhipped, in TEU.",
    publisher=PORT,
    theme="logistics",
    keywords="컨테이너 항만 물동량 환적 수출 수입 TEU",
    frequency="monthly",
)
def containers(random: Random) -> bytes:
    """Thousands separators, a total row's note and months as 2018.01."""
    rows = []
    for terminal, base in (
        ("신항1부두", 190_000),
        ("신항2부두", 240_000),
        ("신항3부두", 210_000),
        ("신선대", 150_000),
        ("감만", 90_000),
    ):
        for month in range(94):
            growth = base * (1 + month * 0.0015) * (1 + 0.05 * math.sin(month / 12 * 2 * math.pi))
            parts = [int(growth * share * random.uniform(0.94, 1.06)) for share in (0.24, 0.23, 0.53)]
            rows.append((f"{2018 + month // 12}.{month % 12 + 1:02}", terminal, *(f"{part:,}" for part in parts)))
    return csv_file(
        ["기준월", "부두", "수출 (TEU)", "수입 (TEU)", "환적 (TEU)"],
        rows,
        encoding="cp949",
        below=("주) 빈 컨테이너 포함",),
    )


@sample(
    file="선박_입출항.csv",
    title="선박 입출항",
    title_en="Ships calling",
    description="선박의 입항과 출항 일시, 총톤수, 선종과 접안 부두입니다.",
    description_en="Ships with times of arrival and departure, tonnage, kind and berth.",
    publisher=PORT,
    theme="logistics",
    keywords="선박 입항 출항 부두 총톤수 항만",
    frequency="daily",
)
def ship_calls(random: Random) -> bytes:
    rows = []
    start = datetime(2025, 7, 1)  # noqa: DTZ001 - the file writes the city's time without a zone
    for number in range(1, 9001):
        arrived = start + timedelta(minutes=random.randint(0, 60 * 24 * 92))
        left = arrived + timedelta(hours=random.uniform(5, 70))
        kind = random.choices(("컨테이너선", "일반화물선", "유조선", "여객선", "어선"), (52, 20, 12, 7, 9))[0]
        rows.append(
            (
                f"2025-{number:05}",
                f"NARU {random.choice(('STAR', 'OCEAN', 'PEARL', 'BRIDGE'))} {random.randint(1, 99)}",
                kind,
                f"{random.randint(300, 220_000):,}",
                f"{arrived:%Y-%m-%d %H:%M}",
                f"{left:%Y-%m-%d %H:%M}" if random.random() > 0.03 else "",
                random.choice(("신항", "북항", "감천항", "다대포항")),
            )
        )
    return csv_file(
        ["입항번호", "선박명", "선종", "총톤수 (톤)", "입항일시", "출항일시", "항구"], rows, encoding="cp949"
    )


@sample(
    file="품목별_화물.xlsx",
    title="품목별 화물 처리량",
    title_en="Cargo by goods",
    description="품목별 연간 화물 처리량을 수출과 수입으로 나누어 제공합니다.",
    description_en="Cargo by kind of goods and year, exported and imported.",
    publisher=PORT,
    theme="logistics",
    keywords="화물 품목 수출 수입 물동량 항만",
    frequency="yearly",
)
def cargo(random: Random) -> bytes:
    goods = ("기계류", "자동차", "철강", "수산물", "석유제품", "화학제품", "목재", "섬유", "곡물", "시멘트")
    rows = [(good, *(random.randint(80, 9_900) for _ in range(8))) for good in goods]
    header: list[list[object]] = [
        ["품목", "2022", None, "2023", None, "2024", None, "2025", None],
        ["", *("수출 (천톤)", "수입 (천톤)") * 4],
    ]
    return workbook_file([Sheet("품목별", header, rows, title="부산항 품목별 화물 처리량")])


@sample(
    file="물류창고.zip",
    title="물류창고 현황",
    title_en="Warehouses",
    description="물류창고의 위치, 종류, 면적과 온도대입니다.",
    description_en="Warehouses with place, kind, floor area and temperature.",
    publisher="부산광역시 해양농수산국",
    theme="logistics",
    keywords="물류창고 창고 냉동 냉장 물류단지",
    frequency="yearly",
)
def warehouses(random: Random) -> bytes:
    """A CSV inside a ZIP."""
    rows = []
    for number in range(1, 421):
        district = random.choice(
            [place for place in DISTRICTS if place.name in {"강서구", "사하구", "남구", "기장군", "사상구"}]
        )
        longitude, latitude = spot_in(district, random)
        rows.append(
            (
                f"W{number:04}",
                random.choice(("상온", "냉장", "냉동", "위험물")),
                f"{random.randint(300, 48_000):,}",
                lot_address_in(district, random),
                address_in(district, random),
                random.randint(1995, 2025),
                latitude,
                longitude,
            )
        )
    return zip_file(
        {
            "물류창고.csv": csv_file(
                ["창고번호", "종류", "연면적(㎡)", "지번주소", "도로명주소", "준공연도", "위도", "경도"],
                rows,
                encoding="cp949",
            )
        }
    )


@sample(
    file="택배_물동량.jsonl",
    title="구·군별 택배 물동량",
    title_en="Parcels by district",
    description="구와 군의 주간 택배 발송과 도착 건수입니다.",
    description_en="Parcels sent and received each week by district.",
    publisher="나루택배 (견본 기업)",
    theme="logistics",
    keywords="택배 물동량 생활물류 발송 도착",
    frequency="weekly",
    licence="kogl-4",
)
def parcels(random: Random) -> bytes:
    rows = []
    for week in range(104):
        for district in DISTRICTS:
            received = int(district.population * random.uniform(1.1, 1.5) * (1.25 if week % 52 in {2, 37, 38} else 1))
            rows.append(
                (
                    2024 + week // 52,
                    week % 52 + 1,
                    district.code,
                    district.name,
                    int(received * random.uniform(0.4, 0.9)),
                    received,
                )
            )
    return json_lines_file(["연도", "주차", "시군구코드", "구군", "발송건수", "도착건수"], rows)
