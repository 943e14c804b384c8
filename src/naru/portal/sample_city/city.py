"""What the city's own offices keep: people, air, parks, budgets, complaints, water."""

import math
from datetime import date, datetime, timedelta
from random import Random

from shapely import Point, Polygon

from naru.portal.sample_city.places import DISTRICTS, KOREA_2000_CENTRAL, address_in, outline_of, spot_in
from naru.portal.sample_city.sample import sample
from naru.portal.sample_city.writers import (
    Sheet,
    csv_file,
    geojson_file,
    geopackage_file,
    json_lines_file,
    parquet_file,
    shape_zip,
    workbook_file,
)

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
STATISTICS = "부산광역시 데이터통계담당관"


@sample(
    file="구군별_행정구역_경계.geojson",
    title="구·군 경계(개략)",
    title_en="District outlines (rough)",
    description="구와 군의 개략 경계와 인구, 면적입니다. 지도 표현을 보여 주기 위한 견본이며 실제 경계가 아닙니다.",
    description_en="Rough outlines of the districts with population and area: a sample for maps, not the real boundaries.",
    publisher=STATISTICS,
    theme="housing",
    keywords="행정구역 경계 구군 지도 인구",
    frequency="yearly",
)
def district_outlines(random: Random) -> bytes:
    features = []
    for district in DISTRICTS:
        area = round(math.pi * district.radius_km**2 * random.uniform(0.9, 1.1), 2)
        values = (
            district.code,
            district.name,
            district.english,
            district.population,
            area,
            round(district.population / area),
        )
        features.append((outline_of(district), values))
    return geojson_file(["시군구코드", "구군", "영문 표기", "인구(명)", "면적(㎢)", "인구밀도(명/㎢)"], features)


@sample(
    file="주민등록인구_행정동별.xlsx",
    title="행정동별 주민등록 인구",
    title_en="Residents by neighbourhood",
    description="동별 주민등록 인구를 총인구, 연령대, 세대 세 장의 시트로 제공합니다.",
    description_en="Registered residents by neighbourhood in three sheets: totals, age groups and households.",
    publisher=STATISTICS,
    theme="population",
    keywords="인구 주민등록 세대 연령 행정동",
    frequency="monthly",
)
def residents(random: Random) -> bytes:
    """Three sheets with title rows and merged headers of two levels."""
    places = [(district, name) for district in DISTRICTS for name in district.neighbourhoods]
    totals, ages, households = [], [], []
    for district, name in places:
        men = int(district.population / len(district.neighbourhoods) * random.uniform(0.4, 0.6))
        women = int(men * random.uniform(0.98, 1.08))
        homes = int((men + women) / 2.15)
        totals.append((district.name, name, men + women, men, women, int(men * 0.01), int(women * 0.012)))
        shares = [random.uniform(0.6, 1.4) for _ in range(7)]
        ages.append((district.name, name, *(int((men + women) * share / sum(shares)) for share in shares)))
        households.append(
            (district.name, name, homes, round((men + women) / homes, 2), f"{random.uniform(25, 48):.1f}%")
        )
    return workbook_file(
        [
            Sheet(
                "총인구",
                [["구군", "동", "계", "내국인", None, "외국인", None], ["", "", "", "남", "여", "남", "여"]],
                totals,
                title="부산광역시 행정동별 주민등록 인구 (2025년 9월 말 기준)",
                note="자료: 주민등록 인구통계",
            ),
            Sheet(
                "연령대",
                [["구군", "동", "0-9세", "10대", "20대", "30대", "40대", "50대", "60세 이상"]],
                ages,
                title="연령대별 인구 (단위: 명)",
            ),
            Sheet(
                "세대",
                [["구군", "동", "세대수 (세대)", "세대당 인구 (명)", "1인 세대 비율"]],
                households,
                title="세대 현황",
            ),
        ]
    )


@sample(
    file="인구추이_연월.csv",
    title="구·군별 인구 추이",
    title_en="Population over time",
    description="2015년 1월부터 구와 군의 월말 주민등록 인구입니다. 전월보다 늘어난 수(△는 감소)를 함께 제공합니다.",
    description_en="Month-end residents of each district since January 2015, with the change from the month before.",
    publisher=STATISTICS,
    theme="population",
    keywords="인구 추이 증감 구군 월별",
    frequency="monthly",
    key=("기준연월", "구군"),
)
def population_over_time(random: Random) -> bytes:
    """Months written as 2015년 1월, falls as △123."""
    rows = []
    for district in DISTRICTS:
        people = district.population * random.uniform(0.97, 1.12)
        for month in range(129):
            change = int(people * random.gauss(-0.0004 if district.name not in {"강서구", "기장군"} else 0.002, 0.0007))
            people += change
            rows.append(
                (
                    f"{2015 + month // 12}년 {month % 12 + 1}월",
                    district.name,
                    f"{int(people):,}",
                    f"△{-change:,}" if change < 0 else f"{change:,}",
                )
            )
    return csv_file(["기준연월", "구군", "인구 (명)", "전월대비 증감 (명)"], rows, encoding="cp949")


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
    file="어린이보호구역.zip",
    title="어린이 보호구역",
    title_en="School zones",
    description="어린이 보호구역의 범위와 시설, 무인단속카메라 설치 여부입니다.",
    description_en="School zones with their facility and whether a speed camera watches them.",
    publisher="부산광역시 도시안전국",
    theme="safety",
    keywords="어린이보호구역 스쿨존 안전 통학로 단속카메라",
    frequency="quarterly",
)
def school_zones(random: Random) -> bytes:
    features = []
    for number in range(1, 141):
        district = random.choice(DISTRICTS)
        zone = Point(*spot_in(district, random)).buffer(random.uniform(0.0009, 0.0022), quad_segs=4)
        school = f"{random.choice(district.neighbourhoods)}{random.choice(('초등학교', '유치원', '어린이집'))}"
        features.append(
            (zone, (f"{number:04}", school, district.name, random.choice((20, 30, 30, 30)), random.choice("YN")))
        )
    return shape_zip("school_zones", ["번호", "시설명", "구군", "제한", "단속"], features, crs=KOREA_2000_CENTRAL)


@sample(
    file="민원접수현황.csv",
    title="전자민원 접수 현황",
    title_en="Citizens' complaints",
    description="분야별 전자민원의 접수일, 처리일과 만족도입니다. 개인정보는 포함하지 않습니다.",
    description_en="Complaints by subject with the days of receipt and answer and the citizen's rating.",
    publisher="부산광역시 시민소통담당관",
    theme="administration",
    keywords="민원 전자민원 처리기간 만족도",
    frequency="daily",
)
def complaints(random: Random) -> bytes:
    """Dates in the three ways three clerks wrote them."""
    ways = ("{0.year}-{0.month:02}-{0.day:02}", "{0.year}.{0.month}.{0.day}.", "{1}.{0.month}.{0.day}.")
    rows = []
    for number in range(1, 4001):
        received = date(2025, 1, 2) + timedelta(days=random.randint(0, 300))
        answered = received + timedelta(days=min(30, int(random.expovariate(0.2))))
        way = random.choices(ways, (6, 3, 1))[0]
        subject = random.choices(("교통", "환경", "도로", "복지", "공원", "주택", "소음"), (30, 16, 18, 10, 8, 9, 9))[0]
        rows.append(
            (
                f"M2025-{number:06}",
                way.format(received, received.year % 100),
                way.format(answered, answered.year % 100),
                subject,
                random.choice(DISTRICTS).name,
                random.choice((1, 2, 3, 4, 4, 5, 5, "")),
            )
        )
    return csv_file(["접수번호", "접수일", "처리일", "분야", "구군", "만족도 (점)"], rows, encoding="cp949")


@sample(
    file="예산집행현황_2025.csv",
    title="부서별 예산 집행 현황",
    title_en="Budget by department",
    description="부서별 세출 예산과 집행액, 집행률입니다. 금액 단위가 섞여 있어 원으로 환산해 제공합니다.",
    description_en="Budgets and spending by department; amounts written in several units are read as won.",
    publisher="부산광역시 재정관실",
    theme="administration",
    keywords="예산 집행 세출 재정 집행률",
    frequency="monthly",
)
def budgets(random: Random) -> bytes:
    """Amounts as 2,500천원, 3억 2천만 and 12,000,000원 in one column; rates as 83.2%."""
    rows = []
    for department in (
        "교통국",
        "환경물정책실",
        "문화체육국",
        "관광마이스국",
        "복지국",
        "여성가족국",
        "해양농수산국",
        "디지털경제실",
        "도시계획국",
        "주택건축국",
    ):
        for project in ("운영", "시설", "지원", "홍보", "교육", "조사", "정비", "인력"):
            thousands = random.randint(4, 400) * 10_000
            spent = int(thousands * random.uniform(0.35, 0.99))
            rows.append(
                (
                    department,
                    f"{department} {project}사업",
                    random.choice((f"{thousands:,}천원", f"{thousands * 1000:,}원", in_words(thousands))),
                    f"{spent:,}천원",
                    f"{spent / thousands * 100:.1f}%",
                )
            )
    return csv_file(["부서", "세부사업", "예산액", "집행액", "집행률"], rows, encoding="cp949")


def in_words(thousands: int) -> str:
    """An amount in thousands of won as people say it: 3억 2천만."""
    hundred_millions, rest = divmod(thousands, 100_000)
    words = [f"{hundred_millions}억"] if hundred_millions else []
    if rest >= 10_000:
        words.append(f"{rest // 10_000}천만")
    return " ".join(words) or f"{thousands:,}천원"


@sample(
    file="공공와이파이.tsv",
    title="공공 와이파이 위치",
    title_en="Public Wi-Fi",
    description="공공 와이파이의 설치 장소와 통신사, 설치 연월입니다.",
    description_en="Where public Wi-Fi is, by whom and since when.",
    publisher="부산광역시 디지털경제실",
    theme="technology",
    keywords="와이파이 무선인터넷 공공와이파이 통신",
    frequency="quarterly",
)
def public_wifi(random: Random) -> bytes:
    rows = []
    for number in range(1, 1501):
        district = random.choice(DISTRICTS)
        longitude, latitude = spot_in(district, random)
        site = random.choice(("버스정류소", "주민센터", "공원", "전통시장", "도서관", "관광지"))
        rows.append(
            (
                number,
                f"{random.choice(district.neighbourhoods)} {site}",
                site,
                address_in(district, random),
                random.choice(("A통신", "B통신", "자가망")),
                f"{random.randint(2013, 2025)}.{random.randint(1, 12):02}",
                latitude,
                longitude,
            )
        )
    return csv_file(
        ["연번", "설치장소명", "시설구분", "소재지도로명주소", "서비스제공사", "설치연월", "위도", "경도"],
        rows,
        delimiter="\t",
        line_end="\n",
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
    file="공공도서관_대출.parquet",
    title="공공도서관 월별 대출",
    title_en="Library loans",
    description="공공도서관의 월별 대출 권수와 이용자 수입니다.",
    description_en="Books lent and visitors by library and month.",
    publisher="부산광역시 문화체육국",
    theme="culture",
    keywords="도서관 대출 독서 이용자",
    frequency="monthly",
)
def library_loans(random: Random) -> bytes:
    libraries, months, books, visitors = [], [], [], []
    for library in ("시민", "중앙", "구덕", "해운대", "부전", "명장", "사하", "서동", "금정", "연산"):
        base = random.randint(9_000, 60_000)
        for month in range(60):
            lent = int(base * (1 + 0.15 * math.cos(month / 12 * 2 * math.pi)) * random.uniform(0.92, 1.08))
            libraries.append(f"{library}도서관")
            months.append(date(2021 + month // 12, month % 12 + 1, 1))
            books.append(lent)
            visitors.append(int(lent * random.uniform(0.5, 0.8)))
    return parquet_file({"도서관명": libraries, "기준월": months, "대출권수": books, "이용자수": visitors})


@sample(
    file="행사참가신청자.csv",
    title="시민 걷기 행사 참가 신청",
    title_en="Walking day applications",
    description="개인정보가 섞인 파일입니다. 검사에서 발견되어 담당자의 결정을 기다리는 모습을 보여 줍니다.",
    description_en="A file with personal data in it (all made up): the scan finds it and a person must decide.",
    publisher="부산광역시 문화체육국",
    theme="culture",
    keywords="행사 걷기 참가 신청",
    frequency="irregular",
    is_personal=True,
)
def applications(random: Random) -> bytes:
    """Made-up people: the numbers have valid check digits and belong to nobody."""
    family, given = "김이박최정강조윤장임", ("민서", "도윤", "서준", "하은", "지우", "현우", "수아", "예준")
    rows = []
    for number in range(1, 121):
        name = random.choice(family) + random.choice(given)
        rows.append(
            (
                number,
                name,
                resident_number(random),
                f"010-{random.randint(2000, 9999)}-{random.randint(0, 9999):04}",
                f"walker{number}@example.com",
                random.choice(DISTRICTS).name,
            )
        )
    return csv_file(["연번", "성명", "주민등록번호", "휴대전화", "이메일", "거주지"], rows, encoding="cp949")


def resident_number(random: Random) -> str:
    """A made-up resident number with a valid check digit (modulus 11 over weights 2…9, 2…5)."""
    digits = [int(digit) for digit in f"{random.randint(60, 99)}{random.randint(1, 12):02}{random.randint(1, 28):02}"]
    digits += [random.choice((1, 2)), *(random.randint(0, 9) for _ in range(5))]
    weights = (2, 3, 4, 5, 6, 7, 8, 9, 2, 3, 4, 5)
    check = (11 - sum(digit * weight for digit, weight in zip(digits, weights, strict=True)) % 11) % 10
    text = "".join(map(str, [*digits, check]))
    return f"{text[:6]}-{text[6:]}"
