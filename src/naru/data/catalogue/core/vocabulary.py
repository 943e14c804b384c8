"""The catalogue's code lists: licences, themes, update frequencies and the country's regions, in both languages.

Sources: 공공누리 (KOGL) licence types of the Ministry of Culture, Sports and Tourism; Creative Commons 4.0; the EU
Publications Office's authority tables ``data-theme`` and ``frequency``, which DCAT-AP 3.0 asks for; 행정구역 codes.
"""

from dataclasses import dataclass

from naru.base.kit.words import Words

EU = "http://publications.europa.eu/resource/authority"


@dataclass(frozen=True, slots=True, kw_only=True)
class Licence:
    """``attribution`` and ``share_alike`` are what it asks, ``commercial`` and ``derivatives`` what it allows."""

    code: str
    words: Words
    url: str
    attribution: bool = True
    commercial: bool = True
    derivatives: bool = True
    share_alike: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Theme:
    """``eu`` is the code in the EU's authority table."""

    code: str
    words: Words
    eu: str
    signs: tuple[str, ...] = ()  # words that point to the theme where a source names none

    @property
    def uri(self) -> str:
        return f"{EU}/data-theme/{self.eu}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Frequency:
    """``eu`` is the code in the EU's authority table."""

    code: str
    words: Words
    eu: str

    @property
    def uri(self) -> str:
        return f"{EU}/frequency/{self.eu}"


@dataclass(frozen=True, slots=True, kw_only=True)
class Region:
    """One of the 17 시도; ``names`` are how sources write it, earlier names included."""

    code: str
    words: Words
    names: tuple[str, ...]


def _kogl(
    number: int, ko: str, en: str, *, attribution: bool = True, commercial: bool = True, derivatives: bool = True
) -> Licence:
    return Licence(
        code=f"kogl-{number}",
        words=Words(f"공공누리 제{number}유형 ({ko})", f"KOGL type {number} ({en})"),
        url=f"https://www.kogl.or.kr/info/licenseType{number}.do",
        attribution=attribution,
        commercial=commercial,
        derivatives=derivatives,
    )


def _cc(code: str, ko: str, en: str) -> Licence:
    return Licence(
        code=f"cc-{code}-4.0",
        words=Words(f"CC {code.upper()} 4.0 ({ko})", f"CC {code.upper()} 4.0 ({en})"),
        url=f"https://creativecommons.org/licenses/{code}/4.0/",
        commercial="nc" not in code,
        derivatives="nd" not in code,
        share_alike="sa" in code,
    )


LICENCES: dict[str, Licence] = {
    licence.code: licence
    for licence in (
        _kogl(0, "자유이용", "free use", attribution=False),
        _kogl(1, "출처표시", "attribution"),
        _kogl(2, "출처표시, 상업적 이용금지", "attribution, non-commercial", commercial=False),
        _kogl(3, "출처표시, 변경금지", "attribution, no derivatives", derivatives=False),
        _kogl(
            4,
            "출처표시, 상업적 이용금지, 변경금지",
            "attribution, non-commercial, no derivatives",
            commercial=False,
            derivatives=False,
        ),
        Licence(
            code="cc0-1.0",
            words=Words("CC0 1.0 (권리 포기)", "CC0 1.0 (public domain)"),
            url="https://creativecommons.org/publicdomain/zero/1.0/",
            attribution=False,
        ),
        _cc("by", "저작자표시", "attribution"),
        _cc("by-sa", "저작자표시, 동일조건변경허락", "attribution, share-alike"),
        _cc("by-nc", "저작자표시, 비영리", "attribution, non-commercial"),
        _cc("by-nd", "저작자표시, 변경금지", "attribution, no derivatives"),
        _cc("by-nc-sa", "저작자표시, 비영리, 동일조건변경허락", "attribution, non-commercial, share-alike"),
        _cc("by-nc-nd", "저작자표시, 비영리, 변경금지", "attribution, non-commercial, no derivatives"),
    )
}


def _theme(code: str, ko: str, en: str, eu: str, signs: str) -> Theme:
    return Theme(code=code, words=Words(ko, en), eu=eu, signs=tuple(signs.split()))


THEMES: dict[str, Theme] = {
    theme.code: theme
    for theme in (
        _theme("finance", "금융", "Finance", "ECON", "금융 신용보증 보증 은행 보험 대출 증권 카드매출 지역화폐"),
        _theme(
            "medicine",
            "의료·보건",
            "Medicine and health",
            "HEAL",
            "의료 병원 의원 약국 보건 건강 질병 코로나 확진자 백신 응급 진료 환자 치과 한의원",
        ),
        _theme(
            "logistics",
            "물류·항만",
            "Logistics and ports",
            "TRAN",
            "물류 항만 화물 컨테이너 선박 택배 창고 하역 부두 수출 수입 해운",
        ),
        _theme("tourism", "관광", "Tourism", "ECON", "관광 여행 숙박 호텔 펜션 축제 무장애 야영장 캠핑 해수욕장 명소"),
        _theme(
            "transport",
            "교통",
            "Transport",
            "TRAN",
            "교통 버스 지하철 도시철도 철도 주차 도로 택시 자전거 정류장 차량 자동차 운행",
        ),
        _theme(
            "economy",
            "산업·경제",
            "Industry and economy",
            "ECON",
            "산업 기업 창업 고용 일자리 취업 시장 상권 공장 사업체 소상공인 물가",
        ),
        _theme(
            "administration",
            "행정·재정",
            "Administration and public money",
            "GOVE",
            "지방세 세금 예산 세출 결산 계약 민원 조직 의회 선거 공무원 행정 재정",
        ),
        _theme(
            "population",
            "인구·통계",
            "Population and statistics",
            "SOCI",
            "인구 세대 출생 사망 혼인 통계 주민등록 가구",
        ),
        _theme(
            "welfare", "복지", "Welfare", "SOCI", "복지 노인 장애인 어린이집 경로당 아동 여성 보육 돌봄 청년 다문화"
        ),
        _theme(
            "housing",
            "도시·부동산",
            "Housing and land",
            "REGI",
            "부동산 공시지가 주택 아파트 건축 토지 도시계획 재개발 건물 임대",
        ),
        _theme(
            "safety",
            "안전·재난",
            "Safety and disasters",
            "JUST",
            "안전 재난 소방 화재 대피소 CCTV 방범 범죄 사고 경찰 지진 침수 소화전",
        ),
        _theme(
            "environment",
            "환경",
            "Environment",
            "ENVI",
            "환경 폐기물 대기 미세먼지 수질 재활용 하수 쓰레기 공원 오염 생태 기상 날씨",
        ),
        _theme("energy", "에너지", "Energy", "ENER", "에너지 전기 전력 가스 태양광 발전 주유소 충전소 석유"),
        _theme("food", "식품·위생", "Food and hygiene", "HEAL", "음식점 식품 위생 급식 모범음식점 이용업 미용업 카페"),
        _theme(
            "agriculture",
            "농축수산",
            "Farming and fisheries",
            "AGRI",
            "농업 농산물 축산 수산 어업 가축 농가 도매시장 양식 산림 임업",
        ),
        _theme(
            "culture",
            "문화·체육",
            "Culture and sport",
            "EDUC",
            "문화 문화재 박물관 도서관 체육 공연 예술 미술관 전시 도서 영화 유산",
        ),
        _theme("education", "교육", "Education", "EDUC", "교육 학교 학원 대학교 유치원 평생학습 강좌 학생 장학"),
        _theme(
            "technology",
            "과학·정보통신",
            "Science and technology",
            "TECH",
            "정보통신 와이파이 특허 연구 과학 소프트웨어 인공지능 기술",
        ),
    )
}


def themes_of(*texts: str) -> tuple[str, ...]:
    """The at most two themes whose signs occur most in the texts, for sources that name none."""
    joined = " ".join(texts)
    scores = {code: sum(map(joined.count, theme.signs)) for code, theme in THEMES.items()}
    best = sorted((code for code, score in scores.items() if score), key=lambda code: (-scores[code], code))
    return tuple(best[:2])


def _frequency(code: str, ko: str, en: str, eu: str) -> Frequency:
    return Frequency(code=code, words=Words(ko, en), eu=eu)


FREQUENCIES: dict[str, Frequency] = {
    frequency.code: frequency
    for frequency in (
        _frequency("continuous", "실시간", "Continuous", "CONT"),
        _frequency("hourly", "매시간", "Hourly", "HOURLY"),
        _frequency("daily", "매일", "Daily", "DAILY"),
        _frequency("weekly", "매주", "Weekly", "WEEKLY"),
        _frequency("monthly", "매월", "Monthly", "MONTHLY"),
        _frequency("quarterly", "분기", "Quarterly", "QUARTERLY"),
        _frequency("half-yearly", "반기", "Twice a year", "ANNUAL_2"),
        _frequency("yearly", "매년", "Yearly", "ANNUAL"),
        _frequency("two-yearly", "2년", "Every two years", "BIENNIAL"),
        _frequency("irregular", "수시", "Irregular", "IRREG"),
        _frequency("never", "일회성", "Once", "NEVER"),
    )
}


def _region(code: str, ko: str, en: str, names: str) -> Region:
    return Region(code=code, words=Words(ko, en), names=tuple(names.split()))


REGIONS: dict[str, Region] = {
    region.code: region
    for region in (
        _region("11", "서울", "Seoul", "서울특별시 서울시 서울"),
        _region("26", "부산", "Busan", "부산광역시 부산시 부산"),
        _region("27", "대구", "Daegu", "대구광역시 대구시 대구"),
        _region("28", "인천", "Incheon", "인천광역시 인천시 인천"),
        _region("29", "광주", "Gwangju", "광주광역시 광주"),
        _region("30", "대전", "Daejeon", "대전광역시 대전시 대전"),
        _region("31", "울산", "Ulsan", "울산광역시 울산시 울산"),
        _region("36", "세종", "Sejong", "세종특별자치시 세종시 세종"),
        _region("41", "경기", "Gyeonggi", "경기도 경기"),
        _region("51", "강원", "Gangwon", "강원특별자치도 강원도 강원"),
        _region("43", "충북", "North Chungcheong", "충청북도 충북"),
        _region("44", "충남", "South Chungcheong", "충청남도 충남"),
        _region("52", "전북", "North Jeolla", "전북특별자치도 전라북도 전북"),
        _region("46", "전남", "South Jeolla", "전라남도 전남"),
        _region("47", "경북", "North Gyeongsang", "경상북도 경북"),
        _region("48", "경남", "South Gyeongsang", "경상남도 경남"),
        _region("50", "제주", "Jeju", "제주특별자치도 제주도 제주"),
    )
}
_BY_NAME = {name: region.code for region in REGIONS.values() for name in region.names}


def region_of(place: str) -> str | None:
    """The code of the 시도 that a place's first word names: "충청남도 서산시" → "44"."""
    words = place.split()
    return _BY_NAME.get(words[0]) if words else None


def place_words(place: str) -> Words:
    """A place as it is written; in English too where it is a whole 시도: "부산광역시" → "Busan"."""
    code = _BY_NAME.get(place.strip())
    return Words(place, REGIONS[code].words.en if code else place)
