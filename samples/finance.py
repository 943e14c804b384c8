"""Finance: the local currency, card sales, guarantees, branches."""

import math
from datetime import date, timedelta
from random import Random

from samples.places import DISTRICTS, address_in, business_number, office_phone, spot_in
from samples.sample import sample
from samples.writers import Sheet, csv_file, gzip_file, parquet_file, workbook_file

TRADES = ("음식점", "카페", "편의점", "의류", "미용", "학원", "병의원", "약국", "숙박", "주유소")
CURRENCY = "부산광역시 지역화폐운영단"
GUARANTEE = "부산신용보증 견본재단"


@sample(
    file="지역화폐_가맹점.csv",
    title="지역화폐 가맹점",
    title_en="Shops that take the local currency",
    description="지역화폐를 쓸 수 있는 가맹점의 업종, 사업자등록번호, 주소와 위치입니다.",
    description_en="Shops where the local currency is taken, with trade, business number and place.",
    publisher=CURRENCY,
    theme="finance",
    keywords="지역화폐 가맹점 동백전 상점 소상공인",
    frequency="monthly",
    key=("사업자등록번호",),
)
def shops(random: Random) -> bytes:
    rows = []
    for number in range(1, 6001):
        district = random.choices(DISTRICTS, [place.population for place in DISTRICTS])[0]
        longitude, latitude = spot_in(district, random)
        trade = random.choices(TRADES, (30, 18, 9, 10, 9, 8, 5, 4, 3, 2))[0]
        rows.append(
            (
                f"나루{trade} {number}호점",
                trade,
                business_number(random),
                address_in(district, random),
                district.name,
                latitude,
                longitude,
            )
        )
    return csv_file(["상호", "업종", "사업자등록번호", "도로명주소", "구군", "위도", "경도"], rows, encoding="cp949")


@sample(
    file="지역화폐_월별결제액.xlsx",
    title="지역화폐 월별 결제액",
    title_en="Local currency spent by month",
    description="지역화폐의 월별 발행액과 결제액, 환급액을 업종별로 제공합니다. 단위는 백만원입니다.",
    description_en="Local currency issued, spent and paid back by month and trade, in millions of won.",
    publisher=CURRENCY,
    theme="finance",
    keywords="지역화폐 결제액 발행액 소비 캐시백",
    frequency="monthly",
)
def currency_spent(random: Random) -> bytes:
    rows = []
    for month in range(60):
        for trade in TRADES[:6]:
            spent = (
                900
                * (1 + 0.2 * math.sin(month / 12 * 2 * math.pi))
                * random.uniform(0.8, 1.3)
                * (1.6 if trade == "음식점" else 1)
            )
            rows.append(
                (
                    f"{2021 + month // 12}.{month % 12 + 1:02}",
                    trade,
                    round(spent * 1.05, 1),
                    round(spent, 1),
                    round(spent * 0.07, 1),
                )
            )
    return workbook_file(
        [
            Sheet(
                "결제액",
                [["기준월", "업종", "금액 (백만원)", None, None], ["", "", "발행", "결제", "환급"]],
                rows,
                title="지역화폐 월별 현황",
            )
        ]
    )


@sample(
    file="카드매출_업종별_구군별.csv.gz",
    title="카드 매출 업종별·구군별",
    title_en="Card sales by trade and district",
    description="일자, 구군, 업종, 성별, 연령대별 카드 매출 추정액과 결제 건수입니다.",
    description_en="Estimated card sales and payments by day, district, trade, sex and age group.",
    publisher="나루카드 (견본 기업)",
    theme="finance",
    keywords="카드매출 소비 상권 업종 연령 성별",
    frequency="daily",
    licence="kogl-4",
    kept_by="naru-card",
    shared_with="naru-sangkwon",
)
def card_sales(random: Random) -> bytes:
    rows = []
    for day in range(60):
        at = date(2025, 8, 1) + timedelta(days=day)
        for district in DISTRICTS:
            for trade in TRADES:
                for sex in "남여":
                    for age in ("20대", "30대", "40대", "50대", "60대이상"):
                        payments = int(
                            district.population / 4000 * random.uniform(0.4, 1.8) * (1.3 if at.weekday() >= 5 else 1)
                        )
                        rows.append(
                            (
                                f"{at:%Y%m%d}",
                                district.code,
                                district.name,
                                trade,
                                sex,
                                age,
                                payments,
                                payments * random.randint(9, 42) * 1000,
                            )
                        )
    header = ["기준일자", "시군구코드", "구군", "업종", "성별", "연령대", "결제건수", "매출금액(원)"]
    return gzip_file(csv_file(header, rows, encoding="utf-8", line_end="\n"))


@sample(
    file="소상공인_신용보증.csv",
    title="소상공인 신용보증 실적",
    title_en="Guarantees for small firms",
    description="소상공인 신용보증의 월별 건수와 금액, 사고율입니다.",
    description_en="Guarantees given to small firms by month, with amounts and default rates.",
    publisher=GUARANTEE,
    theme="finance",
    keywords="소상공인 신용보증 대출 보증 사고율",
    frequency="monthly",
)
def guarantees(random: Random) -> bytes:
    rows = []
    for month in range(72):
        count = random.randint(900, 2600)
        rows.append(
            (
                f"{2020 + month // 12}-{month % 12 + 1:02}",
                f"{count:,}",
                f"{count * random.randint(18, 31):,}",
                f"{random.uniform(1.2, 4.8):.2f}%",
            )
        )
    return csv_file(
        ["기준월", "보증건수 (건)", "보증금액 (백만원)", "사고율"],
        rows,
        encoding="cp949",
        above=("소상공인 신용보증 실적",),
    )


@sample(
    file="금융기관_점포.csv",
    title="금융기관 점포와 자동화기기",
    title_en="Bank branches and cash machines",
    description="은행 점포와 자동화기기의 위치, 영업 시간, 휠체어 접근 여부입니다.",
    description_en="Branches and cash machines with hours and wheelchair access.",
    publisher="나루은행 (견본 기업)",
    theme="finance",
    keywords="은행 점포 ATM 자동화기기 금융",
    frequency="quarterly",
)
def branches(random: Random) -> bytes:
    rows = []
    for number in range(1, 361):
        district = random.choice(DISTRICTS)
        longitude, latitude = spot_in(district, random)
        is_branch = random.random() < 0.4
        rows.append(
            (
                f"{number:04}",
                "점포" if is_branch else "자동화기기",
                address_in(district, random),
                office_phone(random) if is_branch else "",
                "오전 9:00" if is_branch else "오전 7:00",
                "오후 4:00" if is_branch else "오후 11:30",
                random.choice("YN"),
                latitude,
                longitude,
            )
        )
    return csv_file(
        ["점포번호", "구분", "주소", "전화번호", "시작시각", "종료시각", "휠체어접근", "위도", "경도"],
        rows,
        encoding="utf-8-sig",
    )


@sample(
    file="전통시장_매출지수.parquet",
    title="전통시장 매출 지수",
    title_en="Market sales index",
    description="전통시장별 주간 매출 지수입니다. 2021년 1월 평균이 100입니다.",
    description_en="A weekly sales index by traditional market; the mean of January 2021 is 100.",
    publisher="부산광역시 디지털경제실",
    theme="finance",
    keywords="전통시장 매출 지수 자갈치시장 반여농산물도매시장",
    frequency="weekly",
)
def market_index(random: Random) -> bytes:
    markets, weeks, values = [], [], []
    for market in ("자갈치시장", "반여농산물도매시장", "부전시장", "국제시장", "구포시장", "동래시장"):
        level = 100.0
        for week in range(240):
            level = max(55, level + random.gauss(0.04, 1.9))
            markets.append(market)
            weeks.append(date(2021, 1, 4) + timedelta(weeks=week))
            values.append(round(level + 9 * math.sin(week / 52 * 2 * math.pi), 1))
    return parquet_file({"시장명": markets, "주 시작일": weeks, "매출지수": values})
