"""Words that mean the same to a person who searches, in Korean and English. A small list of our own."""

from naru.data.catalogue.core.korean import singular

_GROUPS = """
주차장 주차 parking
버스 bus 시내버스
지하철 도시철도 subway metro
택시 taxi
자전거 bicycle bike
킥보드 scooter
교통 traffic transport
도로 road
항만 항구 부두 port harbour harbor
선박 배 ship vessel
물류 logistics
화물 cargo freight
컨테이너 container
병원 의료기관 hospital
의원 clinic
약국 pharmacy
의료 medicine medical
보건 건강 health
코로나 코로나19 covid covid19 corona
확진자 감염자
금융 finance
은행 bank
대출 loan
보증 guarantee
예산 budget
결산 accounts
세금 지방세 tax
관광 여행 tourism travel
관광지 관광명소 명소 attraction
숙박 숙소 accommodation
호텔 hotel
축제 festival
해수욕장 해변 beach
공원 park
음식점 식당 맛집 restaurant
카페 커피숍 cafe
시장 전통시장 market
도서관 library
박물관 museum
미술관 gallery
공연 performance
문화재 문화유산 heritage
학교 school
대학교 대학 university
학원 academy
어린이집 보육시설 daycare nursery
유치원 kindergarten
경로당 노인정
노인 어르신 고령자 elderly senior
장애인 disabled
어린이 아동 child children
청년 청소년 youth
여성 women
복지 welfare
인구 population
세대 가구 household
주민 시민 resident citizen
아파트 공동주택 apartment
주택 housing
부동산 realestate
공시지가 지가 landprice
건물 건축물 building
토지 땅 land
화장실 공중화장실 toilet restroom
쓰레기 폐기물 waste garbage trash
재활용 recycling
미세먼지 대기질 dust
대기 공기 air
날씨 기상 weather
수질 물 water
하수 sewage
환경 environment
전기 전력 electricity power
충전소 charger
태양광 solar
주유소 gasstation
안전 safety
재난 disaster
소방 소방서 fire
대피소 shelter
씨씨티비 cctv 폐쇄회로
범죄 crime
사고 accident
경찰 police
와이파이 wifi 무선인터넷
일자리 채용 고용 취업 job employment
기업 회사 업체 company firm business
창업 startup
공장 factory
농업 agriculture farming
수산 어업 fishery fishing
축산 livestock
시설 facility
위치 좌표 location
주소 address
전화번호 연락처 phone
요금 비용 가격 이용료 사용료 fee price fare
통계 statistics
현황 status
목록 명단 리스트 list
지도 map
민원 complaint petition
계약 contract
조례 법규 ordinance
선거 election
유동인구 생활인구
무료 free
공공 public
공영 public
민간 private
자치구 district
지역 region area
역 station
정류장 정류소 stop
노선 route line
시간표 timetable schedule
이용객 승객 승하차 passenger ridership
방문객 관광객 visitor tourist
공항 airport
철도 열차 기차 train railway
고속도로 highway expressway
횡단보도 crosswalk
가로등 보안등 streetlight
교량 다리 bridge
초등학교 elementary primary
교육 education
학생 student
문화 culture
체육 스포츠 sport
수영장 pool
영화 movie film
출생 출산 birth
사망 death
혼인 결혼 marriage
외국인 foreigner
다문화 multicultural
응급실 응급의료 emergency
치과 dentist dental
의약품 약 drug
예방접종 백신 vaccine vaccination
보험 insurance
보조금 지원금 subsidy
임금 급여 wage salary
매출 sales
상권 상가 commercial
점포 상점 가게 shop store
집값 주택가격 실거래가
전월세 전세 월세 rent
과태료 벌금 fine
무역 trade
수출 export
수입 import
특허 patent
연구 research
에너지 energy
가스 gas
온실가스 탄소 carbon emission
소음 noise
기온 temperature
강수량 강우량 rainfall rain
하천 river
해양 바다 sea ocean
산림 숲 forest
산불 wildfire
지진 earthquake
침수 홍수 flood
태풍 typhoon
반려동물 애완동물 pet
반려견 강아지 dog
길고양이 고양이 cat
소아과 소아청소년과 pediatrics
독감 인플루엔자 flu influenza
감염병 전염병
분리수거 분리배출
오염 pollution
측정소 station
엑셀 excel xlsx xls
부산 부산시 부산광역시 busan
서울 서울시 서울특별시 seoul
대구 대구시 대구광역시 daegu
인천 인천시 인천광역시 incheon
광주 광주광역시 gwangju
대전 대전시 대전광역시 daejeon
울산 울산시 울산광역시 ulsan
세종 세종시 세종특별자치시 sejong
경기 경기도 gyeonggi
강원 강원도 강원특별자치도 gangwon
충북 충청북도 chungbuk
충남 충청남도 chungnam
전북 전라북도 전북특별자치도 jeonbuk
전남 전라남도 jeonnam
경북 경상북도 gyeongbuk
경남 경상남도 gyeongnam
제주 제주도 제주특별자치도 jeju
해운대 해운대구 haeundae
"""


def _table() -> dict[str, tuple[str, ...]]:
    table: dict[str, tuple[str, ...]] = {}
    for line in _GROUPS.split("\n"):
        group = [singular(word) for word in line.split()]
        for word in group:
            table[word] = tuple(dict.fromkeys([*table.get(word, ()), *(other for other in group if other != word)]))
    return table


SYNONYMS = _table()


def synonyms(word: str) -> tuple[str, ...]:
    """The other words of the groups that hold this word; small letters, no spaces, English in the singular."""
    return SYNONYMS.get(word, ())
