"""Tourism: sights, visitors, beaches, rooms, festivals, footfall."""

import math
from datetime import date, timedelta
from random import Random

from shapely import Point

from samples.places import BY_NAME, DISTRICTS, address_in, office_phone, spot_in
from samples.sample import sample
from samples.writers import Sheet, csv_file, geojson_file, parquet_file, workbook_file

TOURISM = "부산관광 견본공사"
OFFICE = "부산광역시 관광마이스국"
SIGHTS = (
    ("해운대해수욕장", "해운대구", 129.1604, 35.1587),
    ("광안리해수욕장", "수영구", 129.1187, 35.1532),
    ("감천문화마을", "사하구", 129.0106, 35.0975),
    ("태종대", "영도구", 129.0855, 35.0527),
    ("용두산공원", "중구", 129.0325, 35.1007),
    ("자갈치시장", "중구", 129.0306, 35.0966),
    ("국제시장", "중구", 129.0281, 35.1010),
    ("범어사", "금정구", 129.0683, 35.2838),
    ("해동용궁사", "기장군", 129.2233, 35.1884),
    ("동백섬", "해운대구", 129.1519, 35.1533),
    ("송도해상케이블카", "서구", 129.0235, 35.0766),
    ("흰여울문화마을", "영도구", 129.0453, 35.0786),
    ("부산시민공원", "부산진구", 129.0571, 35.1683),
    ("을숙도생태공원", "사하구", 128.9420, 35.1050),
    ("사직야구장", "동래구", 129.0615, 35.1940),
    ("다대포해수욕장", "사하구", 128.9650, 35.0480),
)


@sample(
    file="관광지현황.geojson",
    title="관광지 현황",
    title_en="Sights",
    description="주요 관광지의 위치와 입장료, 연간 방문객 수입니다.",
    description_en="The main sights with place, admission and visitors a year.",
    publisher=OFFICE,
    theme="tourism",
    keywords="관광지 명소 여행 방문객 해수욕장",
    frequency="yearly",
)
def sights(random: Random) -> bytes:
    features = []
    for name, district, longitude, latitude in SIGHTS:
        values = (
            name,
            district,
            random.choice((0, 0, 0, 3000, 6000, 15000)),
            random.randint(120, 9800) * 1000,
            random.choice(("자연", "문화", "체험", "시장")),
        )
        features.append((Point(longitude, latitude), values))
    return geojson_file(["관광지명", "구군", "입장료(원)", "연간방문객(명)", "유형"], features)


@sample(
    file="외국인관광객_국적별.xlsx",
    title="외국인 관광객 국적별 입국",
    title_en="Foreign visitors by country",
    description="국적별, 월별 외국인 관광객 수를 연도마다 시트로 나누어 제공합니다.",
    description_en="Foreign visitors by country and month, one sheet a year.",
    publisher=TOURISM,
    theme="tourism",
    keywords="외국인 관광객 국적 입국 관광",
    frequency="monthly",
)
def foreign_visitors(random: Random) -> bytes:
    sheets = []
    for year in (2023, 2024, 2025):
        rows = []
        for country, base in (
            ("대만", 36_000),
            ("일본", 30_000),
            ("중국", 24_000),
            ("미국", 15_000),
            ("베트남", 9_000),
            ("태국", 6_500),
            ("필리핀", 8_000),
            ("기타", 22_000),
        ):
            counts = [
                int(
                    base
                    * (1 + 0.3 * math.sin((month - 3) / 12 * 2 * math.pi))
                    * random.uniform(0.85, 1.2)
                    * (1 + (year - 2023) * 0.2)
                )
                for month in range(12)
            ]
            rows.append((country, *counts))
        sheets.append(
            Sheet(
                f"{year}년",
                [["국적", *(f"{month}월" for month in range(1, 13))]],
                rows,
                title=f"{year}년 국적별 외국인 관광객 (단위: 명)",
            )
        )
    return workbook_file(sheets)


@sample(
    file="해수욕장_이용객.csv",
    title="해수욕장 이용객",
    title_en="Visitors to the beaches",
    description="개장 기간의 해수욕장별 일 이용객 수와 수온입니다.",
    description_en="Visitors a day and water temperature by beach in the season.",
    publisher=OFFICE,
    theme="tourism",
    keywords="해수욕장 이용객 해운대 광안리 수온 여름",
    frequency="daily",
)
def beaches(random: Random) -> bytes:
    rows = []
    for beach, base in (
        ("해운대", 92_000),
        ("광안리", 61_000),
        ("송정", 24_000),
        ("송도", 27_000),
        ("다대포", 33_000),
        ("일광", 9_000),
        ("임랑", 5_000),
    ):
        for year in (2024, 2025):
            for day in range(62):
                at = date(year, 7, 1) + timedelta(days=day)
                crowd = base * math.exp(-((day - 32) ** 2) / 500) * (1.7 if at.weekday() >= 5 else 1)
                rows.append(
                    (
                        at.strftime("%Y.%m.%d"),
                        beach,
                        f"{int(crowd * random.uniform(0.5, 1.2)):,}",
                        round(21 + 4 * math.sin(day / 62 * math.pi) + random.gauss(0, 0.5), 1),
                        random.choice(("맑음", "맑음", "흐림", "비")),
                    )
                )
    return csv_file(["일자", "해수욕장", "이용객(명)", "수온(℃)", "날씨"], rows, encoding="cp949")


@sample(
    file="숙박업소.csv",
    title="숙박업소 현황",
    title_en="Places to stay",
    description="관광숙박업, 일반숙박업의 객실 수와 위치, 인허가일입니다.",
    description_en="Places to stay with rooms, place and licence date.",
    publisher=OFFICE,
    theme="tourism",
    keywords="숙박 호텔 객실 관광숙박업 인허가",
    frequency="monthly",
)
def rooms(random: Random) -> bytes:
    rows = []
    for number in range(1, 901):
        district = random.choices(
            DISTRICTS, [5 if place.name in {"해운대구", "수영구", "중구"} else 1 for place in DISTRICTS]
        )[0]
        longitude, latitude = spot_in(district, random)
        kind = random.choices(("일반숙박업", "생활숙박업", "관광호텔업", "호스텔업"), (60, 20, 12, 8))[0]
        licensed = date(1985, 1, 1) + timedelta(days=random.randint(0, 14_800))
        rows.append(
            (
                f"{kind[:2]}-{number:04}",
                f"나루스테이 {number}",
                kind,
                random.randint(8, 480),
                f"{licensed:%Y%m%d}",
                address_in(district, random),
                office_phone(random) if random.random() > 0.2 else "",
                latitude,
                longitude,
            )
        )
    return csv_file(
        ["관리번호", "업소명", "업종", "객실수 (실)", "인허가일자", "도로명주소", "전화번호", "위도", "경도"],
        rows,
        encoding="cp949",
    )


@sample(
    file="축제행사_일정.csv",
    title="축제·행사 일정",
    title_en="Festivals",
    description="축제와 행사의 기간, 장소, 예산과 관람객 수입니다.",
    description_en="Festivals with dates, place, budget and visitors.",
    publisher=OFFICE,
    theme="tourism",
    keywords="축제 행사 불꽃축제 영화제 공연",
    frequency="yearly",
)
def festivals(random: Random) -> bytes:
    """A budget in thousands of won and some rows that do not fit."""
    rows: list[tuple[object, ...]] = []
    for year in range(2017, 2026):
        for name, month in (
            ("불꽃축제", 11),
            ("국제영화제", 10),
            ("바다축제", 8),
            ("항구축제", 5),
            ("자갈치축제", 10),
            ("록페스티벌", 9),
            ("원도심골목축제", 6),
            ("갈매기음악제", 4),
        ):
            begin = date(year, month, random.randint(1, 20))
            rows.append(
                (
                    f"제{year - 2004}회 부산{name}",
                    begin.isoformat(),
                    (begin + timedelta(days=random.randint(1, 9))).isoformat(),
                    random.choice(SIGHTS)[0],
                    f"{random.randint(40, 2600) * 1000:,}천원",
                    f"{random.randint(8, 990) * 1000:,}",
                )
            )
    rows.insert(30, ("(행사 취소)", "2020-10-07", "2020-10-16", "", "0천원"))
    return csv_file(
        ["행사명", "시작일", "종료일", "장소", "예산", "관람객 (명)"],
        rows,
        encoding="cp949",
        above=("부산광역시 축제·행사 현황",),
    )


@sample(
    file="주요상권_유동인구.parquet",
    title="주요 상권 유동인구",
    title_en="Footfall of the main trade areas",
    description="여섯 상권의 시간대별 유동인구 추정치를 성별과 연령대로 나누어 제공합니다.",
    description_en="Estimated footfall of six trade areas by hour, sex and age group.",
    publisher="부산광역시 디지털경제실",
    theme="tourism",
    keywords="유동인구 상권 자갈치시장 사상터미널 연산교차로 동래역 사직야구장",
    frequency="hourly",
)
def footfall(random: Random) -> bytes:
    columns: dict[str, list[object]] = {
        name: [] for name in ("상권", "일자", "시간대", "성별", "연령대", "유동인구(명)")
    }
    areas = ("자갈치시장", "반여농산물도매시장", "사상터미널", "연산교차로", "도시철도 동래역", "사직야구장")
    for area in areas:
        size = random.uniform(60, 210)
        for day in range(28):
            for hour in range(24):
                wave = max(0.05, math.sin((hour - 6) / 18 * math.pi)) if hour >= 6 else 0.05
                for sex in "남여":
                    for age in ("10대", "20대", "30대", "40대", "50대", "60대 이상"):
                        values = (
                            area,
                            date(2025, 9, 1) + timedelta(days=day),
                            hour,
                            sex,
                            age,
                            int(size * wave * random.uniform(0.6, 1.5)),
                        )
                        for name, value in zip(columns, values, strict=True):
                            columns[name].append(value)
    return parquet_file(columns)


@sample(
    file="관광약자_편의시설.csv",
    title="관광 약자 편의 시설",
    title_en="Accessible tourism",
    description="관광지의 휠체어 대여, 점자 안내, 장애인 화장실, 수유실 여부입니다.",
    description_en="Wheelchairs, Braille guides, accessible toilets and nursing rooms at the sights.",
    publisher=TOURISM,
    theme="tourism",
    keywords="무장애 관광약자 휠체어 수유실 점자 접근성",
    frequency="yearly",
)
def accessible_sights(random: Random) -> bytes:
    rows = []
    for name, district, longitude, latitude in SIGHTS:
        rows.append(
            (
                name,
                BY_NAME[district].code,
                district,
                *(random.choice(("있음", "없음")) for _ in range(4)),
                latitude,
                longitude,
            )
        )
    return csv_file(
        ["관광지명", "시군구코드", "구군", "휠체어대여", "점자안내", "장애인화장실", "수유실", "위도", "경도"],
        rows,
        encoding="utf-16",
        delimiter="\t",
    )
