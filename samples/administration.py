"""What the city's own offices keep: residents, boundaries, budgets, complaints, libraries."""

import math
from datetime import date, timedelta
from random import Random

from shapely import Point

from samples.places import DISTRICTS, KOREA_2000_CENTRAL, address_in, outline_of, spot_in
from samples.sample import sample
from samples.writers import Sheet, csv_file, geojson_file, parquet_file, shape_zip, workbook_file

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
