"""Medicine: clinics, pharmacies, emergency rooms, infections, check-ups."""

import math
from datetime import date, datetime, timedelta
from random import Random

from samples.places import DISTRICTS, address_in, office_phone, spot_in
from samples.sample import sample
from samples.writers import Sheet, csv_file, json_file, workbook_file

HEALTH = "부산광역시 시민건강국"
CENTRE = "부산의료 견본센터"


@sample(
    file="병의원현황.csv",
    title="병원·의원 현황",
    title_en="Hospitals and clinics",
    description="병원과 의원의 종별, 진료과목, 의사 수, 병상 수와 위치입니다.",
    description_en="Hospitals and clinics with specialities, doctors, beds and place.",
    publisher=HEALTH,
    theme="medicine",
    keywords="병원 의원 의료기관 진료과목 병상",
    frequency="quarterly",
)
def clinics(random: Random) -> bytes:
    rows = []
    for number in range(1, 2201):
        district = random.choices(DISTRICTS, [place.population for place in DISTRICTS])[0]
        longitude, latitude = spot_in(district, random)
        kind = random.choices(("의원", "치과의원", "한의원", "병원", "종합병원"), (48, 26, 20, 5, 1))[0]
        beds = {"병원": random.randint(30, 99), "종합병원": random.randint(100, 1400)}.get(kind, "-")
        field = random.choice(("내과", "소아청소년과", "정형외과", "이비인후과", "피부과", "안과", "가정의학과"))
        rows.append(
            (
                f"{number:08}",
                f"나루{random.choice(district.neighbourhoods)}{kind}",
                kind,
                field,
                random.randint(1, 6) if beds == "-" else random.randint(4, 180),
                beds,
                address_in(district, random),
                office_phone(random),
                latitude,
                longitude,
            )
        )
    return csv_file(
        ["기관기호", "기관명", "종별", "진료과목", "의사수 (명)", "병상수 (개)", "주소", "전화번호", "위도", "경도"],
        rows,
        encoding="cp949",
    )


@sample(
    file="약국_운영시간.csv",
    title="약국 운영 시간",
    title_en="Pharmacy hours",
    description="약국의 요일별 운영 시간과 심야, 공휴일 운영 여부입니다.",
    description_en="Pharmacies' hours, with night and holiday opening.",
    publisher=HEALTH,
    theme="medicine",
    keywords="약국 심야약국 공휴일 운영시간",
    frequency="monthly",
)
def pharmacies(random: Random) -> bytes:
    rows = []
    for _ in range(780):
        district = random.choice(DISTRICTS)
        longitude, latitude = spot_in(district, random)
        late = random.random() < 0.08
        rows.append(
            (
                f"{random.choice(('온누리', '건강', '새봄', '바다', '나루'))}약국",
                district.name,
                "오전 9:00",
                "오후 11:30" if late else random.choice(("오후 6:30", "오후 7:00", "오후 8:00")),
                "Y" if late else "N",
                random.choice("YN"),
                latitude,
                longitude,
            )
        )
    return csv_file(["약국명", "구군", "여는시각", "닫는시각", "심야운영", "공휴일운영", "위도", "경도"], rows)


@sample(
    file="응급실_가동현황.json",
    title="응급실 가동 현황",
    title_en="Emergency rooms",
    description="응급의료기관의 시각별 가용 병상과 대기 환자 수입니다.",
    description_en="Free beds and waiting patients of emergency rooms by time.",
    publisher=CENTRE,
    theme="medicine",
    keywords="응급실 응급의료 병상 대기",
    frequency="hourly",
)
def emergency_rooms(random: Random) -> bytes:
    rows = []
    start = datetime(2025, 10, 1)  # noqa: DTZ001 - the file writes the city's time without a zone
    for room in ("동구권", "서구권", "해운대권", "사상권", "금정권", "기장권"):
        beds = random.randint(18, 48)
        for hour in range(24 * 21):
            at = start + timedelta(hours=hour)
            load = 0.55 + 0.3 * math.sin((at.hour - 14) / 24 * 2 * math.pi)
            rows.append(
                (
                    f"{room} 응급의료센터",
                    at.isoformat(),
                    beds,
                    max(0, beds - int(beds * load * random.uniform(0.8, 1.5))),
                    random.randint(0, 14),
                )
            )
    return json_file(["기관명", "기준시각", "총병상", "가용병상", "대기환자"], rows)


@sample(
    file="감염병_주간발생.csv",
    title="감염병 주간 발생",
    title_en="Infections by week",
    description="감염병의 주별 발생 신고 건수와 인구 10만 명당 발생률입니다.",
    description_en="Reported infections by week, and per 100,000 people.",
    publisher=HEALTH,
    theme="medicine",
    keywords="감염병 인플루엔자 수두 발생 신고 보건",
    frequency="weekly",
)
def infections(random: Random) -> bytes:
    rows = []
    for illness, scale, peak in (
        ("인플루엔자", 900, 2),
        ("수두", 120, 22),
        ("유행성이하선염", 60, 24),
        ("노로바이러스", 200, 4),
        ("쯔쯔가무시증", 40, 43),
    ):
        for week in range(200):
            at = date(2022, 1, 3) + timedelta(weeks=week)
            season = math.exp(-(min(abs(week % 52 - peak), 52 - abs(week % 52 - peak)) ** 2) / 60)
            cases = int(scale * (0.08 + season) * random.uniform(0.7, 1.3))
            rows.append((at.isoformat(), illness, f"{cases:,}", round(cases / 33.0, 2)))
    return csv_file(
        ["주 시작일", "감염병", "신고건수 (건)", "발생률 (10만명당)"],
        rows,
        encoding="cp949",
        above=("감염병 주간 발생 현황", ""),
        below=("자료: 시민건강국",),
    )


@sample(
    file="예방접종실적.xlsx",
    title="예방접종 실적",
    title_en="Vaccinations",
    description="백신별, 연령대별 접종 대상과 접종 완료 인원, 접종률입니다.",
    description_en="People due and vaccinated by vaccine and age group, with rates.",
    publisher=HEALTH,
    theme="medicine",
    keywords="예방접종 백신 접종률 독감",
    frequency="yearly",
)
def vaccinations(random: Random) -> bytes:
    rows = []
    for year in range(2018, 2026):
        for vaccine in ("인플루엔자", "폐렴구균", "MMR", "DTaP"):
            for age in ("영유아", "청소년", "성인", "65세 이상"):
                due = random.randint(9_000, 240_000)
                done = int(due * random.uniform(0.55, 0.96))
                rows.append((year, vaccine, age, due, done, f"{done / due * 100:.1f}%"))
    return workbook_file(
        [
            Sheet(
                "접종",
                [["연도", "백신", "연령대", "접종 (명)", None, "접종률"], ["", "", "", "대상", "완료", ""]],
                rows,
                title="예방접종 실적",
            )
        ]
    )


@sample(
    file="건강검진_수검률.csv",
    title="건강검진 수검률",
    title_en="Health check-ups",
    description="구와 군의 연도별 일반 건강검진 대상자와 수검자, 수검률입니다.",
    description_en="People due for and taking a health check-up, by district and year.",
    publisher=CENTRE,
    theme="medicine",
    keywords="건강검진 수검률 검진 보건",
    frequency="yearly",
)
def check_ups(random: Random) -> bytes:
    rows = []
    for year in range(2014, 2026):
        for district in DISTRICTS:
            due = int(district.population * random.uniform(0.33, 0.38))
            rate = min(82, 68 + (year - 2014) * 0.5 + random.gauss(0, 1.6)) - (7 if year == 2020 else 0)
            rows.append((f"{year}년", district.name, f"{due:,}", f"{int(due * rate / 100):,}", f"{rate:.1f}"))
    return csv_file(["연도", "구군", "대상인원 (명)", "수검인원 (명)", "수검률 (%)"], rows, encoding="cp949")
