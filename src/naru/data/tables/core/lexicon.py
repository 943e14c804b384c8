"""What the words in columns' names say: the one place where they stand, Korean and English.

Each pattern answers one question about a name by ``search``; the packages that ask judge the values themselves.
"""

import re


def _words(pattern: str, flags: re.RegexFlag = re.IGNORECASE) -> re.Pattern[str]:
    return re.compile(pattern, flags)


# --- periods ---

YEAR = _words(r"연도|년도|년$|기준년|회계년|year|yyyy$|(?:^|_)yr$")
QUARTER = _words(r"분기$|quarter$")
MONTH = _words(r"월|시점|기간|month|yyyymm|(?:^|_)ym$|date")
MONTHLY = _words(r"(?:기준|연|년)?월$|month$|yyyymm$|(?:^|_)ym$")  # a day under it is a month's first
DAY = _words(r"일자|날짜|일시|일$|연월일|년월일|생일|date|(?:^|_)(?:dt|ymd|day)$|yyyymmdd")
ANSWERED_YEAR = _words(r"^(연도|년도|년|year)$|(연도|년도)$")  # of an SQL answer, whose names askers choose
ANSWERED_MONTH = _words(r"월$|month$")
CALENDAR_PART = _words(
    r"^(기준)?(연도|년도|년|월|주|주차|주번호|일|시|시간대?|요일|분기|차수|회차)$|^(year|month|week|day|hour|quarter|weekday)$"
)
RECORD_DATE = _words(  # when something was written down or begun, not when what a row counts happened
    r"(데이터|자료|정보|현황)\s*기준\s*일|(수정|등록|갱신|입력|준공|인허가|허가|개업|개관|개장|설립|설치|지정|폐업|창설)\s*(일|연|년|월|시각)|updated|modified|created"
)

# --- what tells rows apart ---

NUMBERED = _words(
    r"(?:번호|코드|순번|연번|아이디)$|(?:^|[_\W])(?:id|no|cd|code|key|seq)$|[a-z](?:Id|ID|Code|No)$", re.NOFLAG
)
IDENTIFIER = _words(
    r"(?:번호|코드|연번|순번|아이디|ID)\s*(?:\([^()]*\))?$|일련\s*번호|식별\s*(?:번호|자)"
    r"|(?:^|[_\W])(?:id|no|cd|code|key|uuid|seq)\d?$|[a-z](?:Id|ID|Code|No)$",
    re.NOFLAG,
)
SHORT_IDENTIFIER = _words(r"(?:^|[_\W])(?:id|no|cd|code|key|uuid|seq)\d?$")
NUMBERING = _words(r"연번|순번|일련|번호|코드|우편|^no\.?$|(^|[\s_])(id|code|cd|no|seq|zip)$|^(번|호)$")
VERSION = _words(
    r"버전|버젼|판번호|펌웨어|릴리[스즈]|version|firmware|release|(?:^|_)ver(?:$|_)|^절$|^조항$|^장절$|^section$"
)
LOT = _words(
    r"지번|번지|호수$|동호수?$|^(?:본번|부번|동|호)$|lot_?(?:no|number)"
)  # "1999-12" is a plot of land under these
ROW_NUMBERS = frozenset({"연번", "순번", "번호", "no", "no.", "순서"})
OFFICIAL_CODE = _words(  # digits that stay digits: a district's code begins with its province
    r"(?:사업자|법인)\s*(?:등록)?\s*번호|(?:전화|휴대폰|팩스|카드|계좌|여권|주민(?:등록)?)\s*번호"
    r"|(?:법정동|행정동|행정기관|시군구|읍면동|시도|지역).*코드|우편번호|(?:^|_)(?:adm|bjd|hjd|dong|emd|sgg|sido)_?(?:cd|code)\d?$"
    r"|^sgg$|^sido$|zip_?(?:code)?$|post_?code|법정동$"
)
BUSINESS_NUMBER = _words(r"사업자\s*(?:등록)?\s*번호|brno|business_?(?:no|number)")
NAME = _words(
    r"(?:명|이름|성명|상호|명칭|업체|시설|대여소)\s*(?:\([^()]*\))?$"
    r"|(?:^|[_ ])(?:name|nm|entity|country|title)(?:_(?:ko|kor|en|eng))?$"
)
HEADING = _words(  # what names a column and hardly ever is a value of it
    r"^(?:구분|분류|유형|종류|종별|내용|항목|비고|세부내용|명칭|이름|성명|상호|제목|주소|소재지|위치|지역|시도|시군구|자치구|읍면동|기관|부서|"
    r"담당|담당자|담당부서|상태|단위|값|설명|시설|시설물|업종|품목|과목|성별|연령대?|전화|연락처|홈페이지)$"
    r"|(?:명칭|[가-힣]명|번호|코드|구분|분류|유형|종류|내용|주소|소재지|일자|날짜|일시|연도|기간|여부|연락처|기관|부서)$"
    r"|^(?:id|no\.?|name|title|type|kind|category|class|code|date|address|status|remarks?|notes?|description|value)$"
)
TRUTH = _words(r"여부|유무|yn$|^is_|^has_|flag")

# --- places ---

LATITUDE = _words(r"위도|(?:^|[_ ])lat(?:itude)?(?:$|[_ ])|^y_?wgs84|wgs84_?(?:y|위도)")
LONGITUDE = _words(r"경도|(?:^|[_ ])(?:lng|lon|long|longitude)(?:$|[_ ])|^x_?wgs84|wgs84_?(?:x|경도)")
X = _words(r"x\s*좌표|좌표\s*(?:정보)?\s*\(?x|^x$|tm_?x|x_?(?:coord|crd|pos)|easting|(?:^|_)x(?:_|$)|entx")
Y = _words(r"y\s*좌표|좌표\s*(?:정보)?\s*\(?y|^y$|tm_?y|y_?(?:coord|crd|pos)|northing|(?:^|_)y(?:_|$)|enty")
ANSWERED_LATITUDES = frozenset({"위도", "lat", "latitude", "y좌표", "y"})
ANSWERED_LONGITUDES = frozenset({"경도", "lon", "lng", "long", "longitude", "x좌표", "x"})
PROJECTION = _words(r"(?:epsg)?\s*:?\s*(5174|5179|5181|5186|5178|5187)")
BESSEL = _words(r"bessel|중부원점|보정|좌표\s*정보")
ADDRESS = _words(r"주소|소재지|위치|addr(?:ess)?")
DISTRICT = _words(
    r"시도|시군구|자치구|구군|행정동|법정동|읍면동|지역|구명|시군|동명|관할|sido|sgg|emd|adm_nm|district|기관명|구분"
    r"|^(?:시|군|구|동|읍면)$|(?:^|_)(?:gu|gun|dong)(?:_?nm)?$"
)
LEGAL_DISTRICT = _words("법정동|legal|bjd|ldong")
ADMIN_DISTRICT = _words("행정동|adm|hjd")
ADMIN_OFFICE = _words("행정동|행정기관|adm|hjd")
ANY_DISTRICT = _words("행정|adm|hjd|dong|동")
UPPER_DISTRICT = _words(r"시군구\s*코드|시도\s*코드|(?:^|_)(?:sgg|sido)(?:_?(?:cd|code))?$")

# --- persons ---

PHONE = _words(r"전화|연락처|tel|phone|fax|팩스")
RESIDENT = _words("주민|rrn|resident")
FOREIGNER = _words("외국인|거소|foreign")
SECOND_HALF = _words(r"(?:주민|외국인|거소|rrn|resident|foreign).*(?:뒤|뒷|back|2$)")
MOBILE = _words("휴대|핸드폰|연락처|전화|mobile|phone|cell")
CARD = _words("카드|card")
PASSPORT = _words("여권|passport")
DRIVER_LICENCE = _words(r"운전.*면허|driver.*licen[cs]e")
ACCOUNT = _words(
    r"(?:계좌|통장)(?!.*(?:잔액|금액|종류|상태|여부|개수|건수|수$))|(?:bank_?)?account_?(?:no|num)|예금.*번호|입금.*번호"
)
CORPORATION = _words("법인|corp")
SERIAL = _words(r"관리|접수|허가|신고|일련|문서|사건|고시|공고|코드|등록\s*번호|code|serial")

PERSON_NAME = _words(r"성명|성함|(?:person|full|user|customer|member|patient|student|first|last)_?(?:name|nm)$")
ANY_NAME = _words(r"이름|^name$|^nm$")  # of people or of things: the values tell
PERSON_ROLE = _words(  # who the row is about; the values must be names, too
    r"(?:신청|민원|고객|환자|학생|아동|보호자?|수급|수령|납세|체납|임차|임대|세대주|가입|참가|참여|응시|합격|당첨|피해|제보"
    r"|사용|이용|입주|대상|당사|계약|예약|배우|자녀|가족|보험|대출|상속|입양|위탁|보증|출석|수강|수료|졸업|교육생|봉사|기부"
    r"|후원|구매|주문|소유|예금|회원|조합원|주민|받는|보내는|건축)\s*(?:자|인|사람|생|원|주)?\s*(?:성명|이름|명)?\s*$"
    r"|applicant|patient|student|guardian|owner"
)
REPRESENTATIVE = _words(r"대표|사장|원장|소장|관장|점주|시설장|설립자|운영자|영업자|사업주|경영자|ceo|representative")
OFFICIAL = _words(r"담당|책임자|감독자|검사원|공무원|직원|팀장|과장|작성자|결재|기안|manager|officer|in_?charge")
AUTHOR = _words(
    r"저자|지은이|작가|감독|배우|출연|역자|옮긴이|작곡|작사|연주|가수|선수|의원\s*(?:명|성명|이름)|발명|출원|제작자|원작|위인|인물"
    r"|유공자|author|artist|director|player|inventor"
)
ESTABLISHMENT = _words(  # a list with such a column is about firms or facilities
    r"상호|업소|업체|사업장|사업자|법인|기업|회사|시설|학교|학원|병원|의원명|약국|어린이집|유치원|점포|매장|단체|조합|가맹"
    r"|영업소|기관|company|business|store|shop|facility|school|hospital"
)
OFFICE = _words(r"부서|기관|과명|팀명|소속|관할|department|office|agency|institution")
THING_NAME = _words(
    r"(?:시설|상호|업소|업체|기관|지역|동|구|시|군|읍면|품|품목|종목|과목|제|제목|노선|역|상품|제품|공원|장소|건물|단지|부서|작품|도서)명"
    r"|구분|분류|유형|상태|종류|주소|소재지|위치|업종|직급|직위|품목|과목|전공"
)
BIRTH = _words(
    r"생년\s*월일|출생\s*(?:일|연월일|년월일)|birth_?(?:date|day|dt)?|date_?of_?birth|(?:^|_)dob$|(?:주민|외국인).*앞"
)
BIRTHDAY = _words(r"생일|출생|생년")
HOME_ADDRESS = _words(r"자택|거주|집\s*주소|본적|등록\s*기준지|home_?addr|residence")
SITE_ADDRESS = _words(
    r"소재지|사업장|시설|업소|업체|기관|매장|영업|회사|직장|대상지|발생|위치|site|business|office|location"
)

# --- quantities ---

SHARE = _words(r"(?:[율률]|비중)\s*(?:\([^()]*\))?$|\bpercent(?:age)?\b|(?<!\d)(?<!\d )%")  # not "top 1%"
MONEY = _words(r"금액|가격|요금|매출|비용|단가|예산|결산|수수료|보증금|price|amount|cost|fee$")
NO_MONEY = _words(r"지수|건수|횟수|인원|순위|[율률]$|비중|index|count|rank|ratio|rate$")
AVERAGED = _words(
    r"율$|률$|비율|평균|온도|기온|수온|습도|농도|지수|단가|가격|요금|(입장|이용|사용|임대|주차)료|점수|만족도|등급|속도|"
    r"밀도|제한|비중|지표|금리|이율|환율|시세|수명|나이|평점|[가-힣]당\s|"
    r"rates?(?:\b|_)|ratio|average|median|temperature|price|score|density|speed|share(?:\b|_)|percent|proportion|"
    r"(?:\b|_)(?:mean|avg|index|indices|per)(?:\b|_)|prevalence|expect(ancy|ation)"
)
STANDING = _words(  # what is there at each moment, so that moments cannot be added up
    r"(?<!유동)(?<!생활)인구|세대수|병상|좌석|재고|잔액|잔량|잔여|가용|대기\s*(환자|자|인원|차량)|보유|수위|저수|"
    r"population|households|stock|balance|available|waiting"
)
CHANGE = _words(r"증감|증가|감소|전(월|년|일|주|분기)\s*대비|change|growth")
TOTAL = _words(r"(^|/ )(소계|합계|총계|전체|계|total)$")
TOTAL_VALUE = _words(r"[\[(<]?\s*(?:[총합소누]\s*계|계|total|sub-?total)\s*[])>]?")  # a cell's, not a name's
