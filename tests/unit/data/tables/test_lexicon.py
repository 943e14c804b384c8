"""What the words in columns' names say: for each question names that answer it, and near ones that do not."""

import re

import pytest

from naru.data.tables.core import lexicon

NAMES: list[tuple[str, list[str], list[str]]] = [
    ("YEAR", ["연도", "회계년", "year", "YEAR", "birth_yr", "yr", "년"], ["년생", "yrs", "높이"]),
    ("QUARTER", ["분기", "1분기", "Quarter"], ["분기별", "quarters"]),
    ("MONTH", ["월", "기준 시점", "YM", "a_ym", "date"], ["일", "gym"]),
    ("MONTHLY", ["월", "기준월", "yyyymm", "birth_month"], ["월별", "months", "gym"]),
    ("DAY", ["일자", "기준일", "생일", "date", "a_dt", "dt", "yyyymmdd", "연월일"], ["일수", "width", "월"]),
    ("ANSWERED_YEAR", ["연도", "년", "Year", "사업연도"], ["회계년", "years", "연도별"]),
    ("ANSWERED_MONTH", ["월", "month"], ["월별", "months"]),
    ("CALENDAR_PART", ["연도", "기준년", "월", "시간대", "시간", "요일", "Hour"], ["사업연도", "월수", "hours"]),
    ("RECORD_DATE", ["데이터 기준일", "등록일", "설립연", "updated_at", "created"], ["이용일", "기준일"]),
    ("NUMBERED", ["번호", "관리번호", "연번", "station_id", "id", "stationId"], ["번호판", "stationid", "ID", "grid"]),
    (
        "IDENTIFIER",
        ["번호", "코드(내부)", "일련 번호", "식별자", "uuid", "id2", "대여소ID", "stationNo"],
        ["번호판", "grid", "covid", "Id", "id22", "지번"],
    ),
    ("SHORT_IDENTIFIER", ["ID", "Cd", "station-No", "seq1"], ["grid", "stationid", "seq12"]),
    ("VERSION", ["버전", "펌웨어버전", "OS version", "ver", "절"], ["전환", "관절", "세부사항", "server"]),
    (
        "LOT",
        ["지번", "도로명번지", "호수", "동호", "본번", "lot_no"],
        ["호수공원", "건수", "동명", "plots"],
    ),
    (
        "HEADING",
        ["구분", "내용", "시설명", "관리번호", "도로명주소", "name", "Type"],
        ["도서관", "중구", "운영중", "names", "내용물"],
    ),
    ("NUMBERING", ["연번", "우편물", "No.", "the id", "zip", "번"], ["지번", "grid", "no1"]),
    (
        "OFFICIAL_CODE",
        [
            "사업자등록번호",
            "법인번호",
            "전화 번호",
            "행정동코드",
            "우편번호",
            "sgg",
            "bjd_cd",
            "zipcode",
            "postcode",
            "법정동",
        ],
        ["관리번호", "법정동명", "sggs", "zips"],
    ),
    ("BUSINESS_NUMBER", ["사업자등록번호", "사업자 번호", "BRNO", "business_no"], ["사업자", "법인번호"]),
    (
        "NAME",
        ["시설명", "업소명(국문)", "상호", "name", "stn_nm", "name_eng", "Country"],
        ["명수", "names", "username", "name_fr"],
    ),
    ("TRUTH", ["운영여부", "유무", "useYN", "is_open", "has_lift", "flag"], ["여분", "this_open", "ynx"]),
    (
        "LATITUDE",
        ["위도", "lat", "Latitude", "stn_lat", "wgs84_y", "y_wgs84", "lat_x"],
        ["latin", "flat", "x_wgs84", "경도"],
    ),
    (
        "LONGITUDE",
        ["경도", "lng", "lon", "long", "longitude", "stn_lon", "wgs84x", "x_wgs84"],
        ["longer", "salon", "y_wgs84", "위도"],
    ),
    (
        "X",
        ["X좌표", "x", "좌표정보(X)", "tm_x", "tmx", "x_coord", "easting", "pos_x", "x_1", "entX"],
        ["Y좌표", "xx", "max", "y"],
    ),
    (
        "Y",
        ["Y좌표", "y", "좌표정보(Y)", "tm_y", "y_pos", "northing", "pos_y", "y_1", "entY"],
        ["X좌표", "yy", "day", "x"],
    ),
    ("PROJECTION", ["EPSG:5174", "5179", "epsg 5186", "X(5187)"], ["5175", "EPSG:4326", "x"]),
    ("BESSEL", ["Bessel", "중부원점", "보정X", "좌표정보(X)", "좌표 정보"], ["좌표", "X좌표"]),
    ("ADDRESS", ["도로명주소", "소재지", "위치", "addr", "Address"], ["주차", "add"]),
    (
        "DISTRICT",
        ["시도명", "자치구", "동", "gu", "sgg_cd", "ELEC_GU", "gun_nm", "관할서", "구분"],
        ["동작", "gun_1", "구역", "시간"],
    ),
    ("LEGAL_DISTRICT", ["법정동", "LEGAL_CD", "bjd", "ldong"], ["행정동", "dong"]),
    ("ADMIN_DISTRICT", ["행정동", "adm_cd", "HJD"], ["행정기관", "법정동"]),
    ("ADMIN_OFFICE", ["행정동", "행정기관", "adm", "hjd"], ["행정", "법정동"]),
    ("ANY_DISTRICT", ["행정", "adm", "hjd", "dong", "동"], ["구", "sgg"]),
    (
        "UPPER_DISTRICT",
        ["시군구코드", "시도 코드", "sgg", "SIDO_CD", "a_sggcode"],
        ["시군구", "sggs", "asgg", "sgg_nm"],
    ),
    ("PHONE", ["전화번호", "연락처", "TEL", "phone", "fax", "팩스"], ["전기", "te"]),
    ("RESIDENT", ["주민번호", "RRN", "resident"], ["시민", "rn"]),
    ("FOREIGNER", ["외국인번호", "거소신고번호", "Foreign"], ["외국", "fore"]),
    ("SECOND_HALF", ["주민번호 뒷자리", "주민번호2", "rrn_back"], ["주민번호", "전화 뒷자리", "주민번호2차"]),
    ("DRIVER_LICENCE", ["운전면허번호", "운전자 면허", "driver_license"], ["면허번호", "licence"]),
    (
        "ACCOUNT",
        ["계좌번호", "환급 계좌", "통장번호", "account_no", "bank_account_num"],
        ["계좌잔액", "계좌수", "account"],
    ),
    ("SERIAL", ["관리번호", "접수번호", "등록 번호", "code"], ["번호", "면허번호"]),
    ("PERSON_NAME", ["성명", "성함", "customer_name", "last_name"], ["시설명", "station_name", "이름", "name"]),
    ("ANY_NAME", ["이름", "신청자 이름", "name", "NM"], ["성명", "station_name", "명칭"]),
    ("PERSON_ROLE", ["신청인", "보호자 성명", "예금주", "회원", "owner"], ["회원수", "신청일", "주소"]),
    ("REPRESENTATIVE", ["대표자명", "원장", "CEO"], ["담당자", "대상"]),
    ("OFFICIAL", ["담당자", "관리책임자", "manager"], ["대표자", "관리번호"]),
    ("AUTHOR", ["저자", "감독", "의원 성명", "author"], ["의원", "저수지"]),
    ("ESTABLISHMENT", ["상호", "어린이집명", "기관", "company"], ["성명", "의원"]),
    ("OFFICE", ["담당부서", "소속", "agency"], ["담당자", "과목"]),
    ("THING_NAME", ["시설명", "동명", "상품명", "구분"], ["성명", "이름"]),
    ("BIRTH", ["생년월일", "birth_date", "dob", "주민번호앞자리"], ["생일", "dobby"]),
    ("BIRTHDAY", ["생일", "출생년도"], ["학생"]),
    ("HOME_ADDRESS", ["자택주소", "거주지", "residence"], ["주소", "소재지"]),
    ("SITE_ADDRESS", ["소재지", "사업장 주소", "site"], ["주소", "거주지"]),
    ("MOBILE", ["휴대폰", "핸드폰", "연락처", "전화", "Mobile", "phone", "cell"], ["폰", "팩스"]),
    ("CARD", ["카드번호", "Card"], ["car", "캐드"]),
    ("PASSPORT", ["여권번호", "Passport"], ["여", "pass"]),
    ("CORPORATION", ["법인", "Corp"], ["법", "cor"]),
    (
        "SHARE",
        ["이용률", "비율", "비중", "증가율(전년)", "percent", "Percentage literate", "%", "in %"],
        ["율동", "percentile", "top 1%", "1 %", "비중값"],
    ),
    ("MONEY", ["금액", "결제금액", "매출", "Price", "fee"], ["금", "fees", "지수"]),
    ("NO_MONEY", ["지수", "건수", "이용률", "비율", "Index", "rate"], ["금액", "rated", "율동"]),
    (
        "AVERAGED",
        [
            "이용률",
            "비율",
            "평균",
            "입장료",
            "임대료",
            "1인당 소득",
            "Rate",
            "rates",
            "share_x",
            "avg",
            "per_capita",
            "mean",
            "expectancy",
            "금리",
        ],
        ["재료", "share1", "meaning", "perx", "합계", "배당금"],
    ),
    (
        "STANDING",
        ["인구", "세대수", "대기인원", "대기 차량", "Population", "잔액"],
        ["유동인구", "생활인구", "대기", "이용객"],
    ),
    ("CHANGE", ["증감", "증가", "감소", "전년대비", "전월 대비", "전분기 대비", "Growth"], ["대비", "작년대비"]),
    ("TOTAL", ["계", "합계", "남 / 계", "총계", "Total"], ["합계액", "한계", "남/계", "totals"]),
]


@pytest.mark.parametrize(("word", "names", "near"), NAMES)
def test_a_word_is_found_in_names_that_say_it(word: str, names: list[str], near: list[str]) -> None:
    pattern: re.Pattern[str] = getattr(lexicon, word)
    assert [name for name in names if not pattern.search(name)] == []
    assert [name for name in near if pattern.search(name)] == []


def test_every_word_has_its_names() -> None:
    patterns = {word for word, value in vars(lexicon).items() if isinstance(value, re.Pattern)}
    assert patterns == {word for word, _, _ in NAMES} | {"TOTAL_VALUE"}


@pytest.mark.parametrize(
    ("cell", "is_total"),
    [
        ("합계", True),
        ("소 계", True),
        ("[총계]", True),
        ("( 누계 )", True),
        ("<계>", True),
        ("Total", True),
        ("sub-total", True),
        ("subtotal", True),
        ("합계액", False),
        ("한계", False),
        ("전체", False),
        ("a total", False),
    ],
)
def test_a_cell_is_a_total_where_it_says_nothing_else(cell: str, is_total: bool) -> None:
    assert (lexicon.TOTAL_VALUE.fullmatch(cell) is not None) is is_total


@pytest.mark.parametrize(
    ("found", "names"),
    [
        (lexicon.ROW_NUMBERS, {"연번", "순번", "번호", "no", "no.", "순서"}),
        (lexicon.ANSWERED_LATITUDES, {"위도", "lat", "latitude", "y좌표", "y"}),
        (lexicon.ANSWERED_LONGITUDES, {"경도", "lon", "lng", "long", "longitude", "x좌표", "x"}),
    ],
)
def test_whole_names_that_are_known(found: frozenset[str], names: set[str]) -> None:
    assert found == names
