"""What the transport office keeps: car parks, buses, the underground, bicycles, accidents."""

import math
from random import Random

from shapely import LineString, Point

from samples.places import BESSEL_CENTRAL, DISTRICTS, KOREA_2000_CENTRAL, address_in, office_phone, spot_in
from samples.sample import sample
from samples.writers import csv_file, gzip_file, json_file, project, shape_zip

OFFICE = "부산광역시 교통국"
STATIONS = {
    "1호선": (
        "다대포해수욕장",
        "하단",
        "괴정",
        "자갈치",
        "남포",
        "중앙",
        "부산역",
        "초량",
        "범일",
        "서면",
        "부전",
        "시청",
        "연산",
        "동래",
        "온천장",
        "부산대",
        "범어사",
        "노포",
    ),
    "2호선": (
        "장산",
        "해운대",
        "센텀시티",
        "벡스코",
        "수영",
        "광안",
        "경성대부경대",
        "대연",
        "문현",
        "전포",
        "가야",
        "개금",
        "사상",
        "덕포",
        "구포",
        "화명",
        "양산",
    ),
    "3호선": ("망미", "배산", "거제", "종합운동장", "사직", "미남", "만덕", "덕천", "강서구청", "대저"),
    "4호선": ("수안", "낙민", "충렬사", "명장", "서동", "금사", "반여농산물시장", "석대", "고촌", "안평"),
}
RUSH = [0.5, 2.1, 4.6, 8.8, 9.6, 5.9, 4.9, 4.8, 5.2, 5.3, 5.4, 5.8, 6.7, 9.2, 8.7, 5.6, 4.3, 3.6, 2.7, 1.2]


@sample(
    file="부산광역시_공영주차장 현황_20250930.csv",
    title="공영주차장 현황",
    title_en="Public car parks",
    description="부산의 공영주차장 위치, 주차구획 수, 요금과 운영 시간입니다. 5분 요금과 1일 최대 요금을 함께 제공합니다.",
    description_en="Where the city's public car parks are, how many bays they have, what they cost and when they open.",
    publisher=OFFICE,
    theme="transport",
    keywords="주차장 공영주차장 주차요금 교통 주차구획",
    frequency="quarterly",
    key=("관리번호",),
)
def car_parks(random: Random) -> bytes:
    """CP949 with thousands separators, codes with leading zeros and times of day."""
    return csv_file(CAR_PARK_HEADER, car_park_rows(random, "2025-09-30"), encoding="cp949")


@sample(
    file="부산광역시_공영주차장 현황_20251231.csv",
    title="공영주차장 현황",
    title_en="Public car parks",
    description="부산의 공영주차장 위치, 주차구획 수, 요금과 운영 시간입니다. 2025년 4분기 자료입니다.",
    description_en="The public car parks as of the fourth quarter of 2025.",
    publisher=OFFICE,
    theme="transport",
    keywords="주차장 공영주차장 주차요금",
    frequency="quarterly",
    revises="부산광역시_공영주차장 현황_20250930.csv",
)
def car_parks_next_quarter(random: Random) -> bytes:
    """The same car parks a quarter later: a few closed, a few new, and grade 1 dearer."""
    rows = car_park_rows(Random("부산광역시_공영주차장 현황_20250930.csv"), "2025-09-30")
    kept = [row for row in rows if random.random() > 0.02]
    dearer = [[*row[:6], "600", *row[7:]] if row[4] == "1급지" else row for row in kept]
    new = car_park_rows(random, "2025-09-30")[:9]
    return csv_file(
        CAR_PARK_HEADER,
        dearer + [[f"{900 + number:05}", *row[1:]] for number, row in enumerate(new)],
        encoding="cp949",
    )


CAR_PARK_HEADER = ["관리번호", "주차장명", "구군", "소재지도로명주소", "급지", "주차구획수", "10분 요금(원)", "1일 최대요금(원)", "운영시작", "운영종료", "전화번호", "위도", "경도", "데이터기준일자"]  # fmt: skip


def car_park_rows(random: Random, day: str) -> list[list[object]]:
    rows: list[list[object]] = []
    for number in range(1, 431):
        district = random.choice(DISTRICTS)
        longitude, latitude = spot_in(district, random)
        grade = random.choice((1, 1, 2, 2, 2, 3, 3))
        name = f"{random.choice(district.neighbourhoods)}{random.choice(('', ' 제1', ' 제2', '역', '시장'))} 공영주차장"
        rows.append(
            [
                f"{number:05}",
                name,
                district.name,
                address_in(district, random),
                f"{grade}급지",
                f"{random.randint(8, 1400):,}",
                f"{(500, 300, 100)[grade - 1]:,}",
                f"{(15_000, 8_000, 2_400)[grade - 1]:,}" if random.random() > 0.06 else "-",
                "00:00" if grade == 3 else "09:00",
                "23:59" if grade == 3 else random.choice(("18:00", "20:00", "22:00")),
                office_phone(random),
                latitude,
                longitude,
                day,
            ]
        )
    return rows


@sample(
    file="시내버스_정류소정보.csv",
    title="시내버스 정류소 정보",
    title_en="Bus stops",
    description="시내버스와 마을버스 정류소의 번호, 이름, 위치와 안내기 설치 여부입니다.",
    description_en="Number, name and place of every bus stop, and whether it has an arrival display.",
    publisher=OFFICE,
    theme="transport",
    keywords="버스 정류소 정류장 시내버스 마을버스 위치",
    frequency="monthly",
    key=("정류소번호",),
)
def bus_stops(random: Random) -> bytes:
    """UTF-8 with a byte order mark; stop numbers keep their leading zeros."""
    header = ["정류소번호", "정류소명", "구군", "유형", "버스안내기", "위도", "경도"]
    rows = []
    for number in range(1, 2401):
        district = random.choices(DISTRICTS, [place.population for place in DISTRICTS])[0]
        longitude, latitude = spot_in(district, random)
        landmark = random.choice(("시장", "초등학교", "사거리", "주민센터", "아파트", "입구", "병원", "도서관"))
        rows.append(
            (
                f"{number:05}",
                f"{random.choice(district.neighbourhoods)}{landmark}",
                district.name,
                random.choice(("일반", "일반", "일반", "마을", "환승")),
                random.choice("YYN"),
                latitude,
                longitude,
            )
        )
    return csv_file(header, rows, encoding="utf-8-sig")


@sample(
    file="시내버스 노선별 월별 이용객.csv",
    title="시내버스 노선별 월별 이용객",
    title_en="Bus passengers by route and month",
    description="2019년 1월부터의 노선별 월 이용객 수입니다. 환승 이용객을 따로 셉니다.",
    description_en="Passengers by route and month since January 2019, with transfers counted apart.",
    publisher=OFFICE,
    theme="transport",
    keywords="버스 이용객 노선 대중교통 환승",
    frequency="monthly",
)
def bus_passengers(random: Random) -> bytes:
    """A title, a unit line and a note around the table; months as 2019.01, counts as 1,395."""
    rows = []
    for route in ("5-1", "8", "10", "27", "31", "40", "52", "58-2", "81", "87", "100", "131", "155", "1001", "1003"):
        base = random.randint(60_000, 420_000)
        for month in range(84):
            year, number = 2019 + month // 12, month % 12 + 1
            season = 1 + 0.08 * math.sin(number / 12 * 2 * math.pi)
            dip = 0.62 if 14 <= month <= 20 else 0.83 if 20 < month < 36 else 1.0
            riders = int(base * season * dip * random.uniform(0.96, 1.04))
            rows.append((f"{year}.{number:02}", route, f"{riders:,}", f"{int(riders * 0.31):,}"))
    return csv_file(
        ["기준월", "노선", "이용객 (명)", "환승이용객 (명)"],
        rows,
        encoding="cp949",
        above=("부산광역시 시내버스 노선별 이용객 현황", "(단위: 명)"),
        below=("※ 교통카드 이용 기준이며 현금 승객은 제외",),
    )


@sample(
    file="도시철도_시간대별_승하차인원_2025.csv.gz",
    title="도시철도 역별 시간대별 승하차 인원",
    title_en="Underground passengers by station and hour",
    description="2025년 도시철도 역의 날짜별, 시간대별 승차와 하차 인원입니다.",
    description_en="Passengers entering and leaving each underground station, by day and hour of 2025.",
    publisher=OFFICE,
    theme="transport",
    keywords="도시철도 지하철 승차 하차 역 시간대 유동인구",
    frequency="monthly",
)
def underground_passengers(random: Random) -> bytes:
    """A wide table in CP949, compressed: twenty hour columns, one row a station, day and direction."""
    header = ["호선", "역명", "일자", "구분", *(f"{hour:02}시-{hour + 1:02}시" for hour in range(5, 25))]
    rows = []
    for line, stations in STATIONS.items():
        for station in stations:
            busy = random.uniform(800, 21_000)
            for day in range(1, 32):
                weekend = 0.72 if day % 7 in {4, 5} else 1.0
                for direction in ("승차", "하차"):
                    hours = RUSH if direction == "승차" else RUSH[::-1]
                    counts = [int(busy * share / 100 * weekend * random.uniform(0.9, 1.1)) for share in hours]
                    rows.append((line, station, f"2025-10-{day:02}", direction, *counts))
    return gzip_file(csv_file(header, rows, encoding="cp949"))


@sample(
    file="공공자전거_대여소.json",
    title="공공자전거 대여소",
    title_en="Bicycle hire stations",
    description="공공자전거 대여소의 위치, 거치대 수와 하루 평균 대여 건수입니다.",
    description_en="Where the bicycle hire stations are, their racks and their average hires a day.",
    publisher=OFFICE,
    theme="transport",
    keywords="자전거 공공자전거 대여소 거치대",
    frequency="monthly",
)
def bicycle_stations(random: Random) -> bytes:
    rows = []
    for number in range(1, 181):
        district = random.choice(DISTRICTS[4:])
        longitude, latitude = spot_in(district, random)
        racks = random.choice((8, 10, 12, 15, 20))
        rows.append(
            (
                f"ST-{number:03}",
                f"{random.choice(district.neighbourhoods)} {random.choice('ABCD')}대여소",
                district.name,
                racks,
                round(racks * random.uniform(0.4, 3.5), 1),
                latitude,
                longitude,
            )
        )
    return json_file(
        ["대여소ID", "대여소명", "구군", "거치대수", "일평균대여건수", "위도", "경도"], rows, under="stations"
    )


@sample(
    file="교통사고_다발지역.zip",
    title="교통사고 다발지역",
    title_en="Accident black spots",
    description="최근 3년 동안 교통사고가 잦았던 지점과 사고, 사상자 수입니다. 좌표계는 중부원점(EPSG:5186)입니다.",
    description_en="Places with many accidents in three years, with casualties. A shapefile in EPSG:5186.",
    publisher=OFFICE,
    theme="transport",
    keywords="교통사고 사고다발 안전 보행자",
    frequency="yearly",
    licence="kogl-2",
)
def accident_spots(random: Random) -> bytes:
    features = []
    for number in range(1, 161):
        district = random.choice(DISTRICTS)
        accidents = random.randint(4, 38)
        values = (
            f"{number:04}",
            district.name,
            f"{random.choice(district.neighbourhoods)} {random.choice(('교차로', '사거리', '삼거리', '지하차도'))} 부근",
            random.choice(("보행자", "이륜차", "자전거", "노인", "어린이")),
            accidents,
            int(accidents * random.uniform(0.9, 1.6)),
            random.choice((0, 0, 0, 0, 1, 1, 2)),
        )
        features.append((Point(*spot_in(district, random)), values))
    header = ["번호", "구군", "지점명", "유형", "발생", "사상자", "사망자"]
    return shape_zip("accident_spots", header, features, crs=KOREA_2000_CENTRAL)


@sample(
    file="자전거도로.zip",
    title="자전거도로 노선",
    title_en="Bicycle routes",
    description="자전거도로의 노선, 길이와 종류입니다.",
    description_en="Bicycle routes with their length and kind.",
    publisher=OFFICE,
    theme="transport",
    keywords="자전거도로 자전거 노선 길이",
    frequency="yearly",
)
def bicycle_routes(random: Random) -> bytes:
    features = []
    for number in range(1, 61):
        district = random.choice(DISTRICTS)
        points = [spot_in(district, random)]
        for _ in range(random.randint(3, 8)):
            x, y = points[-1]
            points.append((x + random.uniform(-0.004, 0.006), y + random.uniform(-0.004, 0.006)))
        values = (
            f"{number:03}",
            district.name,
            random.choice(("전용도로", "보행자겸용", "전용차로")),
            round(random.uniform(0.3, 9.8), 2),
        )
        features.append((LineString(points), values))
    return shape_zip("bicycle_routes", ["노선", "구군", "종류", "길이km"], features, crs=KOREA_2000_CENTRAL)


@sample(
    file="가로등현황.csv",
    title="가로등 현황",
    title_en="Street lights",
    description="가로등의 관리번호, 광원, 소비전력과 설치 좌표(EPSG:5174)입니다.",
    description_en="Street lights with lamp, power and position in EPSG:5174.",
    publisher="부산광역시 도시안전국",
    theme="safety",
    keywords="가로등 조명 야간 안전 LED",
    frequency="yearly",
)
def street_lights(random: Random) -> bytes:
    """Positions in metres of the old Bessel datum, semicolons between the cells."""
    rows = []
    for number in range(1, 3001):
        district = random.choice(DISTRICTS)
        easting, northing = project(*spot_in(district, random), BESSEL_CENTRAL)
        lamp = random.choice(("LED", "LED", "나트륨", "메탈할라이드"))
        rows.append((f"L{number:06}", district.name, lamp, random.choice((50, 75, 100, 150, 250)), easting, northing))
    header = ["관리번호", "구군", "광원", "소비전력(W)", "X좌표", "Y좌표"]
    return csv_file(header, rows, encoding="cp949", delimiter=";")
