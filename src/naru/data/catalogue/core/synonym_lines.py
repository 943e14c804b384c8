"""Words that name the same thing, a line each: ``a b c | why`` both ways, ``a > b c | why`` only from the everyday word.

Narrow ones only: a pair that is wider than the word asked for (섬 = 도서, 값 = 수수료) brings more strangers than it finds.
Grown from what stands side by side in the tags and titles of 10,000 public records (``tags``), from the names of laws and
of the 표준데이터 (``standard``), from official names and their short forms (``short``), and from everyday speech
(``everyday``). Small letters, no spaces; a line of a verb gives its stem and the nouns that records use instead.
"""

NOUNS = """
주차장 parking | english
버스 bus | english
지하철 도시철도 subway metro | short: 도시철도법 names what all call 지하철
전철 > 도시철도 지하철 | everyday
택시 taxi | english
자전거 bicycle bike | english
공공자전거 공영자전거 자전거대여소 | standard: 전국자전거대여소표준데이터
따릉이 > 공공자전거 | everyday: Seoul's brand
타슈 > 공공자전거 | everyday: Daejeon's brand
누비자 > 공공자전거 | everyday: Changwon's brand
전동킥보드 킥보드 개인형이동장치 scooter | standard: 도로교통법
교통 traffic transport | english
도로 road | english
항만 항구 port harbour harbor | tags
부두 > 항만 | everyday
선박 ship vessel | english
여객선 연안여객선 ferry | standard
물류 logistics | english
화물 cargo freight | english
컨테이너 container | english
병원 의료기관 hospital | tags
의원 clinic | english
종합병원 상급종합병원 | standard: 의료법
약국 pharmacy | english
심야약국 공공심야약국 | standard: 약사법
의료 medical medicine | english
보건 health | english
보건소 보건지소 보건진료소 | tags: one law, one office
코로나 코로나19 covid covid19 corona | tags
확진자 감염자 | tags
금융 finance | english
은행 bank | english
대출 loan | english
보증 guarantee | english
예산 budget | english
결산 accounts | english
세금 tax 지방세 | tags
지방세체납 체납액 세금체납 | tags
관광 tourism | english
여행 travel | english
관광지 관광명소 명소 attraction | tags
숙박 숙박업 숙소 accommodation | tags
숙박업소 모텔 여관 | tags
민박 농어촌민박 | standard: 농어촌정비법
호텔 hotel | english
게스트하우스 > 외국인관광도시민박업 도시민박 | standard: 관광진흥법
축제 지역축제 festival | standard: 전국문화축제표준데이터
해수욕장 해변 beach | standard
공원 park | english
도시공원 근린공원 어린이공원 | tags
놀이터 어린이놀이시설 어린이놀이터 playground | standard: 어린이놀이시설법
음식점 식당 restaurant | tags
맛집 > 모범음식점 음식점 식당 | everyday
카페 커피숍 커피전문점 cafe | tags
빵집 제과점 베이커리 bakery | tags
술집 주점 유흥주점 단란주점 | tags
정육점 식육판매업 축산물판매업 | standard: 축산물위생관리법
고깃집 > 식육점 | everyday
편의점 convenience | english
반찬가게 > 즉석판매제조가공업 | standard: 식품위생법
전통시장 재래시장 | short
시장 market | english
마트 대형마트 대규모점포 mart supermarket | standard: 유통산업발전법
도서관 library | english
작은도서관 공공도서관 | tags
박물관 museum | english
미술관 gallery | english
공연 performance | english
공연장 극장 theater theatre | standard: 공연법
영화관 상영관 cinema | tags
영화 movie film | english
문화재 문화유산 국가유산 heritage | short: 국가유산기본법 renamed 문화재
사찰 전통사찰 temple | tags
유적지 유적 사적 | tags
벽화 벽화마을 벽화거리 mural | tags
학교 school | english
초등학교 초등 elementary | short
중학교 중등 | short
고등학교 고교 highschool | short
대학교 대학 university | short
학원 교습소 academy | tags
평생학습 평생교육 | tags
어린이집 보육시설 daycare nursery | tags
유치원 kindergarten | english
다함께돌봄센터 돌봄센터 | standard: 아동복지법
경로당 노인정 | tags
노인 어르신 고령자 elderly senior | tags
요양원 노인요양시설 노인의료복지시설 | standard: 노인복지법
독거노인 홀몸노인 홀로사는노인 | standard
장애인 장애우 disabled | everyday
어린이 아동 child children | tags
아기 > 영유아 신생아 | everyday
임산부 임신부 산모 | tags
산후조리원 산후조리 | tags
청년 youth | english
청소년 teenager | english
여성 women | english
복지 welfare | english
기초수급자 기초생활수급자 국민기초생활수급자 기초생활보장 | short
차상위 차상위계층 | short
노숙인 노숙자 부랑인 홈리스 homeless | standard: 노숙인복지법
무료급식소 무료급식 경로식당 | tags
인구 population | english
주민등록인구 인구수 | tags
유동인구 생활인구 서비스인구 | standard
세대 가구 household | tags
세대수 가구수 | tags
주민 시민 resident citizen | everyday
귀농 귀촌 귀농귀촌 | tags
아파트 공동주택 apartment | tags
빌라 > 다세대주택 연립주택 | everyday
원룸 오피스텔 | tags
주택 housing house | english
빈집 공가 | tags
임대주택 공공임대 공공임대주택 | short
재개발 재건축 도시정비 정비사업 | tags: 도시 및 주거환경정비법
부동산 realestate | english
부동산중개 공인중개사 중개업소 복덕방 중개사무소 | standard: 공인중개사법
공시지가 개별공시지가 땅값 | standard
집값 주택가격 공동주택가격 실거래가 | standard
전월세 전세 월세 rent | everyday
관리비 공동주택관리비 | standard
건물 건축물 building | tags
토지 땅 land | everyday
화장실 공중화장실 개방화장실 toilet restroom | standard: 전국공중화장실표준데이터
쓰레기 폐기물 waste garbage trash | tags
쓰레기통 휴지통 가로휴지통 | tags
쓰레기봉투 종량제봉투 | tags
음식물쓰레기 음식물폐기물 음식물류폐기물 | tags
대형폐기물 대형쓰레기 | tags
폐가전 폐가전제품 폐전자제품 | standard
헌옷수거함 의류수거함 | everyday
재활용 recycling | english
재활용품 재활용폐기물 | tags
분리수거 분리배출 | tags
미세먼지 초미세먼지 대기질 dust | tags
대기오염 대기오염도 | tags
공기질 실내공기질 | tags
날씨 기상 weather | tags
기온 온도 temperature | everyday
강수량 강우량 rainfall rain | standard
수질 waterquality | english
약수터 먹는물공동시설 | standard: 먹는물관리법
상수도 수도 | tags
수도요금 상하수도요금 상수도요금 | tags
하수 sewage | english
하수처리장 하수처리시설 공공하수처리시설 | standard: 하수도법
환경 environment | english
전기 전력 electricity power | everyday
전기차 전기자동차 ev | short
충전소 충전기 charger | tags
전기차충전소 전기자동차충전소 급속충전기 | standard
수소차 수소전기차 | short
태양광 solar | english
발전소 발전실적 powerplant | tags
주유소 gasstation | english
기름값 > 유가 휘발유 경유 | everyday
안전 safety | english
재난 disaster | english
소방 fire | english
소방서 119안전센터 안전센터 | tags
구급 구급차 구급활동 구급출동 ambulance | tags
대피소 shelter | english
민방위대피소 민방위대피시설 대피시설 | standard: 전국민방위대피시설표준데이터
지진옥외대피장소 지진대피소 | standard
무더위쉼터 폭염쉼터 더위쉼터 | standard: 전국무더위쉼터표준데이터
더위 > 무더위 폭염 | everyday
추위 > 한파 | everyday
그늘막 그늘쉼터 | tags
cctv 씨씨티비 폐쇄회로 감시카메라 방범카메라 | standard: 전국CCTV표준데이터
비상벨 안전비상벨 비상호출 | standard: 전국안전비상벨위치표준데이터
가로등 보안등 streetlight | standard
범죄 crime | english
사고 accident | english
교통사고 교통사고다발지역 사고다발 | standard
음주운전 음주단속 | tags
불법주차 불법주정차 주정차위반 | standard: 도로교통법
주정차단속 주차단속 | tags
견인 견인차량보관소 | tags
경찰 police | english
파출소 지구대 치안센터 | tags
실종 가출 | tags
aed 자동심장충격기 심장충격기 자동제세동기 제세동기 | standard: 응급의료법
스쿨존 어린이보호구역 schoolzone | standard: 도로교통법
실버존 노인보호구역 | standard: 도로교통법
과속방지턱 방지턱 | standard: 전국과속방지턱표준데이터
횡단보도 건널목 crosswalk | standard
교량 bridge | english
소화전 소방용수시설 | standard: 소방기본법
무인단속카메라 과속카메라 단속카메라 교통단속카메라 | standard: 전국무인교통단속카메라표준데이터
와이파이 wifi 무선인터넷 공공와이파이 | tags
일자리 채용 고용 job employment | tags
취업 고용 취업자 | tags
최저임금 임금 급여 wage salary | everyday
월급 > 급여 임금 | everyday
기업 회사 company firm | everyday
업체 업소 | tags
중소기업 중소벤처기업 | tags
창업 startup | english
사회적기업 예비사회적기업 | tags
협동조합 사회적협동조합 | tags
자영업자 소상공인 | everyday
공장 factory | english
산단 산업단지 | short
공단 > 산업단지 | everyday: 공단 is also what public corporations are called
지식산업센터 아파트형공장 | short
농업 agriculture farming | english
농산물 농작물 | tags
농산물도매시장 공영도매시장 | standard
로컬푸드 직매장 | tags
수산 어업 수산업 fishery fishing | tags
축산 livestock | english
가축 축산농가 | tags
농기계 농기계임대 | standard: 전국농기계임대정보표준데이터
시설 facility | english
위치 location | english
주소 소재지 address | everyday
전화번호 연락처 phone | everyday
요금 이용료 사용료 fee fare | tags
가격 price | english
물가 소비자물가 생필품가격 | tags
통계 statistics | english
현황 status | english
목록 명단 리스트 list | everyday
지도 map | english
엑셀 excel xlsx xls | everyday
불 > 화재 | everyday
냄새 > 악취 | everyday
민원 complaint petition | english
계약 contract | english
수의계약 계약현황 | tags
조례 자치법규 ordinance | standard
선거 election | english
투표소 투표구 | tags
무료 free | english
공공 public | english
공영 public | english
민간 private | english
자치구 district | english
지역 region area | english
역 station | english
정류장 정류소 버스정류장 버스정류소 stop | tags
노선 route line | english
시간표 timetable schedule | english
이용객 이용인원 승객 여객 승하차 passenger ridership | tags
승하차 승차 하차 | tags
방문객 입장객 관광객 visitor tourist | tags
공항 airport | english
철도 열차 기차 train railway | everyday
고속도로 highway expressway | english
휴게소 고속도로휴게소 | short
터미널 버스터미널 terminal | short
교육 education | english
학생 student | english
문화 culture | english
체육 스포츠 sport | tags
헬스장 체력단련장 | standard: 체육시설법
수영장 pool | english
골프장 골프연습장 golf | tags
운동기구 야외운동기구 실외운동기구 | tags
캠핑장 야영장 글램핑 camping campsite | standard: 관광진흥법
휴양림 자연휴양림 | short
등산로 숲길 | standard: 산림문화휴양법
산책로 산책길 둘레길 올레길 | tags
국립공원 nationalpark | english
출생 출산 birth | tags
사망 death | english
혼인 결혼 marriage | standard
이혼 divorce | english
예식장 결혼식장 | tags
장례식장 장사시설 | tags
납골당 봉안당 봉안시설 추모공원 | standard: 장사법
화장장 화장시설 | standard: 장사법
묘지 공설묘지 | standard
외국인 foreigner | english
다문화 다문화가족 multicultural | tags
응급실 응급의료 응급의료기관 emergency | tags
치과 dentist dental | english
한의원 한방 | tags
소아과 소아청소년과 pediatrics | short
정신과 정신건강의학과 정신건강 | short
치매 치매안심센터 dementia | tags
의약품 약 drug | everyday
상비약 안전상비의약품 | standard: 약사법
예방접종 백신 vaccine vaccination | tags
독감 인플루엔자 flu influenza | standard
감염병 전염병 | standard: 감염병예방법
금연 금연구역 | tags
흡연구역 흡연시설 흡연실 | tags
담배 담배소매 담배소매업 | tags
건보 건강보험 국민건강보험 | short
건강검진 검진기관 | tags
보험 insurance | english
국민연금 연금 pension | short
실업급여 구직급여 고용보험 | standard: 고용보험법
보조금 지원금 subsidy | everyday
긴급재난지원금 재난지원금 | short
지역화폐 지역사랑상품권 | standard: 지역사랑상품권법
매출 sales | english
카드매출 신용카드매출 | tags
상권 commercial | english
상가 점포 상점 가게 shop store | everyday
폐업 폐업점 폐업신고 | tags
체납차량 번호판영치 | tags
과태료 범칙금 fine | everyday
무역 trade | english
수출 export | english
수입 import | english
특허 patent | english
연구 research | english
에너지 energy | english
신재생에너지 재생에너지 renewable | tags
가스 도시가스 gas | tags
온실가스 탄소 탄소배출 carbon | tags
배출 emission | english
소음 noise | english
하천 강 river | everyday
저수지 호수 reservoir | tags
해양 바다 sea ocean | everyday
산림 숲 forest | everyday
가로수 나무 | tags
보호수 노거수 | standard
산불 wildfire | english
지진 earthquake | english
침수 홍수 flood | everyday
태풍 typhoon | english
산사태 급경사지 | tags
싱크홀 지반침하 | standard: 지하안전법
포트홀 도로파손 | tags
제설 제설함 | tags
배수펌프장 빗물펌프장 | standard
반려동물 애완동물 pet | short
반려견 강아지 dog | everyday
고양이 cat | english
길고양이 길냥이 tnr 중성화 | tags
동물병원 수의사 | everyday
유기동물 유기견 동물보호센터 동물보호 | tags
오염 pollution | english
측정소 관측소 | tags
유해화학물질 화학물질 | tags
석면 asbestos | english
해썹 haccp 안전관리인증 식품안전관리인증 | short
원산지 원산지표시 | tags
급식 학교급식 | tags
급식소 집단급식소 | standard: 식품위생법
아동급식카드 꿈나무카드 아동급식 결식아동 | tags
미용실 미용업 헤어샵 미용업소 | standard: 공중위생관리법
이발소 이용업 이용원 이용소 | standard: 공중위생관리법
목욕탕 목욕장업 목욕장 사우나 찜질방 | standard: 공중위생관리법
세탁소 세탁업 빨래방 | standard: 공중위생관리법
노래방 노래연습장 | standard: 음악산업법
pc방 피시방 인터넷컴퓨터게임시설제공업 | standard: 게임산업법
오락실 게임제공업 게임장 | tags
당구장 당구 | everyday
비디오방 비디오물감상실 | standard: 영화비디오법
여행사 여행업 | tags
인쇄소 인쇄사 출판사 | tags
안경점 안경업소 | standard: 의료기사법
정비소 자동차정비업 카센터 자동차정비 | standard: 자동차관리법
중고차 자동차매매업 중고자동차 | standard: 자동차관리법
폐차장 자동차해체재활용업 | standard: 자동차관리법
렌터카 자동차대여사업 자동차대여 | standard: 여객자동차운수사업법
카셰어링 나눔카 공유차량 | everyday
세차장 세차 | short
오토바이 이륜차 이륜자동차 | standard: 자동차관리법
자동차등록 차량등록 자동차등록대수 | tags
화물차 화물자동차 | short
전세버스 관광버스 | everyday
마을버스 시내버스 | tags
장애인콜택시 교통약자이동지원 특별교통수단 | standard: 교통약자법
간판 옥외광고물 옥외광고 | standard: 옥외광고물법
현수막 현수막게시대 지정게시대 게시대 | standard
전단지 불법광고물 벽보 | tags
자원봉사 봉사활동 volunteer | tags
주민센터 행정복지센터 동사무소 읍면동사무소 | short
공시 전자공시 | tags
상장회사 상장법인 상장사 | standard: 자본시장법
암 암환자 cancer | everyday
로봇 robot | english
드론 무인비행장치 무인항공기 drone | standard: 항공안전법
인공지능 ai | short
빅데이터 bigdata | english
소프트웨어 sw | short
사물인터넷 iot | short
신도시 택지개발 택지 택지개발사업 | standard: 택지개발촉진법
분양 청약 | tags
그린벨트 개발제한구역 | standard: 개발제한구역법
용도지역 용도지구 | standard: 국토계획법
지적도 연속지적도 | standard
정보공개 정보공개청구 | short
업추비 업무추진비 | short
학폭 학교폭력 | short
공정위 공정거래위원회 | short
금감원 금융감독원 | short
금융위 금융위원회 | short
식약처 식품의약품안전처 | short
복지부 보건복지부 | short
행안부 행정안전부 | short
국토부 국토교통부 | short
고용부 고용노동부 노동부 | short
농식품부 농림축산식품부 농림부 | short
해수부 해양수산부 | short
산자부 산업부 산업통상자원부 | short
과기부 과기정통부 과학기술정보통신부 | short
중기부 중소벤처기업부 | short
문체부 문화체육관광부 | short
기재부 기획재정부 | short
여가부 여성가족부 | short
권익위 국민권익위원회 | short
방통위 방송통신위원회 | short
선관위 중앙선거관리위원회 선거관리위원회 | short
질병청 질병관리청 | short
심평원 건강보험심사평가원 | short
건보공단 국민건강보험공단 | short
국민연금공단 연금공단 | short
근로복지공단 근복 | short
산인공 한국산업인력공단 | short
산단공 한국산업단지공단 | short
중진공 중소벤처기업진흥공단 | short
소진공 소상공인시장진흥공단 | short
코레일 한국철도공사 | short
철도공단 국가철도공단 | short
도로공사 한국도로공사 | short
한전 한국전력 한국전력공사 | short
수자원공사 한국수자원공사 kwater | short
가스공사 한국가스공사 | short
lh 한국토지주택공사 토지주택공사 | short
농어촌공사 한국농어촌공사 | short
관광공사 한국관광공사 | short
소비자원 한국소비자원 | short
교통공단 도로교통공단 | short
교육청 시도교육청 | short
국과수 국립과학수사연구원 | short
국중박 국립중앙박물관 | short
신보 신용보증기금 | short
기보 기술보증기금 | short
캠코 한국자산관리공사 자산관리공사 | short
at공사 한국농수산식품유통공사 | short
우체국 우정사업본부 | everyday
택배함 무인택배함 안심택배 여성안심택배함 | tags
공유누리 공공개방자원 개방자원 | short
대관 시설대관 시설예약 | everyday
주민참여예산 참여예산 | short
도시재생 도시재생사업 | short
출렁다리 현수교 | everyday
포토존 사진명소 | everyday
키즈카페 어린이카페 | everyday
헌혈 헌혈의집 | short
수어 수화 | short
점자 점자도서 | tags
보청기 장애인보조기기 보조기기 | standard
휠체어 전동휠체어 전동휠체어급속충전기 | standard: 전국전동휠체어급속충전기표준데이터
엘리베이터 승강기 elevator | standard: 승강기법
에스컬레이터 escalator | english
아이 > 어린이 아동 영유아 | everyday
애들 > 어린이 아동 | everyday
할머니 > 노인 | everyday
할아버지 > 노인 | everyday
노년 > 노인 고령 | everyday
저소득층 > 기초생활수급자 차상위계층 저소득 | everyday
한부모 한부모가족 | standard: 한부모가족지원법
다자녀 다둥이 | everyday
육아 > 보육 양육 육아종합지원센터 | everyday
장난감도서관 장난감대여 장난감 | everyday
미아 > 실종아동 실종 | everyday
학군 > 통학구역 학교군 | everyday
통학구역 학구도 | standard: 초중등교육법
입양 입양아동 | short
이사 > 전입 전출 인구이동 | everyday
전입 전출 인구이동 | tags
인구감소 지방소멸 인구감소지역 | standard
저출산 저출생 합계출산율 출산율 | standard
고령화 고령인구 | standard
구급차 응급차 | everyday
119 > 소방 | everyday
112 > 경찰 | everyday
자살 극단적선택 자살예방 | standard
우울증 > 정신건강 | everyday
마약 마약류 | standard: 마약류관리법
장기기증 장기이식 | standard: 장기이식법
백화점 대규모점포 | standard: 유통산업발전법
가전제품 가전 | short
물건값 > 물가 생필품가격 | everyday
밥값 > 외식비 물가 음식가격 | everyday
착한가격업소 착한가격 | short
배달 배달음식 | everyday
공사장 공사현장 건설현장 건설공사장 | everyday
공사중 > 공사현장 도로공사 건설공사 | everyday
층간소음 이웃소음 | everyday
방사능 방사선 환경방사선 | standard
해충 벌레 | everyday
모기 > 방역 방제 해충 | everyday
방역 소독 방역소독 | tags
멧돼지 유해야생동물 | standard: 야생생물법
낚시터 낚시 | short
어선 고기잡이배 | everyday
양식장 양식업 어업면허 | standard: 양식산업발전법
쌀 미곡 | standard: 양곡관리법
과일 과수 | standard
한우 소고기 | everyday
돼지 양돈 | standard
닭 양계 가금 | standard
달걀 계란 | everyday
조류독감 조류인플루엔자 | standard
가축전염병 구제역 | standard
물고기 어류 | standard
놀이공원 유원시설 유원지 테마파크 | standard: 관광진흥법
펜션 민박 농어촌민박 | standard: 농어촌정비법
식물원 수목원 | standard: 수목원정원법
사진 이미지 | tags
동영상 영상 | tags
자격증 국가자격 국가기술자격 | standard: 국가기술자격법
장학금 장학 | short
등록금 수업료 학비 | standard
기숙사 생활관 | standard
방과후 방과후학교 | short
졸업생 졸업자 | standard
교사 교원 교직원 선생님 | standard
군대 병역 입영 | standard: 병역법
비행기 항공기 항공 | everyday
항공편 항공기운항 항공운항 | standard
ktx 고속철도 고속열차 | standard
고속버스 시외버스 | standard
톨게이트 요금소 | standard
통행료 고속도로통행료 | short
교통체증 교통혼잡 정체 | everyday
신호등 교통신호등 신호기 | standard
운전면허 면허증 | standard
지하차도 지하도 | standard
육교 보도육교 | standard
자전거도로 자전거길 | standard
자전거보관소 자전거보관대 자전거거치대 | standard
버스도착정보 버스정보시스템 bis | short
배차간격 배차시간 배차 | short
첫차 막차 | everyday
lpg충전소 가스충전소 | standard
발전량 전력생산량 | standard
원전 원자력발전소 원자력 | short
소각장 소각시설 | standard
매립지 매립장 매립시설 | standard
정화조 분뇨 개인하수처리시설 | standard: 하수도법
폭설 대설 | standard
장마 호우 집중호우 | standard
풍속 바람 | everyday
기상특보 기상경보 | standard
수온 해수온도 바닷물온도 | standard
물때 조석 | standard
등대 항로표지 | standard: 항로표지법
물동량 화물처리량 | standard
시의회 지방의회 구의회 의회 | standard
시의원 구의원 지방의원 의원현황 | standard
고시 공고 고시공고 | tags
판결 판례 | standard
무료법률 법률상담 마을변호사 | standard
교도소 교정시설 구치소 | standard
성범죄 성폭력 | standard
보이스피싱 전화금융사기 | standard
몰카 불법촬영 | standard
도둑 > 절도 침입절도 | everyday
아동학대 아동보호 | standard
가정폭력 여성폭력 | standard
부가세 부가가치세 | short
종소세 종합소득세 | short
종부세 종합부동산세 | short
취득세 부동산취득세 | short
수출입 수출 수입 무역 | standard
건기식 건강기능식품 | short
식중독 식품위생 | standard
위생등급 음식점위생등급 | short
독립운동가 독립유공자 | standard
국가유공자 보훈대상자 유공자 | standard
참전용사 참전유공자 | standard
탈북민 북한이탈주민 새터민 | standard
결혼이민자 결혼이주여성 다문화가족 | standard: 다문화가족지원법
유학생 외국인유학생 | short
비자 사증 | standard: 출입국관리법
출국자 출국 | short
책 도서 | everyday
서점 책방 | everyday
인기도서 대출도서 인기대출 | tags
웹툰 만화 | everyday
스타트업 창업기업 벤처기업 | everyday
프랜차이즈 가맹점 가맹사업 | standard: 가맹사업법
문닫은 > 폐업 | everyday
산재 산업재해 | short
노조 노동조합 | short
연봉 급여 보수 | everyday
알바 아르바이트 단시간근로 | short
경단녀 경력단절여성 | short
직업훈련 직업능력개발훈련 직업능력개발 | standard
은퇴 퇴직 | everyday
공무원 공직자 | everyday
인사이동 인사발령 | everyday
조직도 기구표 부서현황 | standard
입찰 낙찰 조달 | standard: 국가계약법
공유재산 시유재산 공유지 | standard: 공유재산법
국유지 국유재산 | standard: 국유재산법
청렴도 부패 | standard
민방위 비상대피 | standard
비상급수 비상급수시설 민방위급수시설 | standard
물놀이장 물놀이 바닥분수 물놀이형수경시설 | standard: 물환경보전법
분수대 수경시설 분수 | standard
벤치 그늘막벤치 | everyday
반려견놀이터 애견놀이터 | everyday
애견카페 동물전시업 | standard: 동물보호법
펫호텔 동물위탁관리업 | standard: 동물보호법
애견미용 동물미용업 | standard: 동물보호법
헬기장 헬리포트 | everyday
전통주 양조장 주류제조 | everyday
맥주 > 주류 | everyday
공유주방 공유부엌 | everyday
푸드트럭 음식판매자동차 | standard: 식품위생법
노점 거리가게 노점상 | tags
구두수선 구두수선대 | tags
자판기 자동판매기 | short
현금인출기 atm 현금자동입출금기 | short
무인민원발급기 무인발급기 | short
인감 인감증명 | short
등본 주민등록등본 | short
여권 여권발급 | short
인도 > 보도 보행로 보행자도로 | everyday
골목 골목길 | everyday
골목식당 골목먹거리 | tags
관광안내소 관광안내 | short
문화센터 문화원 문화회관 | everyday
주민자치 주민자치센터 주민자치프로그램 | short
강좌 강의 교육강좌 교육프로그램 | tags
체험 체험프로그램 체험마을 | tags
농촌체험 농촌체험휴양마을 체험마을 | standard: 전국농어촌체험휴양마을표준데이터
텃밭 도시텃밭 주말농장 공공텃밭 | standard: 도시농업법
꽃 화훼 | standard
나무심기 식재 | everyday
가로수 가로수식재 | tags
공기정화 공기청정기 | everyday
정류장쉼터 버스승강장 승강장 | tags
쉘터 버스승강장 | everyday
안심귀가 여성안심귀갓길 안심귀갓길 | standard
방범 범죄예방 | tags
학교주변 어린이식품안전보호구역 교육환경보호구역 | standard
아동안전지킴이집 아동안전 | standard
"""

VERBS = """
쓰 > 이용 사용 사용량 이용량 | how much is used
오 > 방문 방문객 입장객 | how many come
찾아오 > 방문 방문객 | how many come
들어오 > 입장 입주 수입 | who moves in, what comes in
들어서 > 입주 건설 | what is built
들어가 > 입장 입학 | who enters
나가 > 전출 지출 | who leaves, what is spent
돌아가 > 가동 | how much runs
만들 > 생산 제조 | what is made
달리 > 설치 | what is mounted
팔 > 판매 판매소 판매업 | where it is sold
파 > 판매 판매소 판매업 | 파는 as the analyser cuts it
사 > 구매 판매 | where it is bought
버리 > 폐기 배출 폐기물 | what is thrown away
버려지 > 폐기 배출 폐기물 | what is thrown away
치우 > 수거 청소 | who clears it
모으 > 수거 수집 | what is collected
빌리 > 대여 임대 | where it is lent
빌려주 > 대여 임대 | where it is lent
쉬 > 쉼터 휴게 | where one rests
태어나 > 출생 | who is born
낳 > 출산 출생 | who gives birth
죽 > 사망 | who dies
숨지 > 사망 | who dies
다치 > 부상 부상자 사상자 | who is hurt
아프 > 환자 진료 | who is ill
자 > 숙박 | where one sleeps
묵 > 숙박 | where one sleeps
먹 > 음식 급식 | where one eats
마시 > 음용 음용수 | what is drunk
놀 > 놀이 | where one plays
걷 > 산책 보행 도보 | where one walks
타 > 승차 탑승 | who gets on
내리 > 하차 | who gets off
갈아타 > 환승 | where one changes
고치 > 수리 정비 보수 | who repairs
잃 > 분실 | what is lost
잃어버리 > 분실 유실물 | what is lost
줍 > 습득 | what is picked up
훔치 > 절도 | what is stolen
막히 > 정체 혼잡 | where traffic is slow
밀리 > 정체 체납 | what is late
태우 > 소각 | what is burnt
묻 > 매립 | what is buried
돌보 > 돌봄 | who cares
맡기 > 보관 돌봄 보육 | where one leaves it
가르치 > 교육 강좌 | who teaches
배우 > 교육 강좌 학습 | what is learned
짓 > 건축 건설 | what is built
부수 > 철거 해체 | what is torn down
무너지 > 붕괴 | what collapses
넘치 > 범람 침수 | what overflows
잠기 > 침수 | what is flooded
기르 > 사육 재배 | what is raised
키우 > 사육 재배 | what is raised
심 > 식재 | what is planted
캐 > 채취 채굴 | what is dug
잡 > 어획 검거 | what is caught
잡히 > 어획 검거 | what is caught
피하 > 대피 대피소 | where one is safe
씻 > 세척 목욕 | where one washes
오르 > 상승 인상 | what rises
올라가 > 상승 | what rises
나르 > 운송 운반 | what is carried
싣 > 적재 화물 | what is loaded
보내 > 배송 발송 | what is sent
옮기 > 이동 이전 | what moves
이사하 > 전입 전출 | who moves house
늙 > 고령 노인 | who grows old
벌 > 소득 수입 매출 | what is earned
내 > 납부 | what is paid
돌려받 > 환급 | what is paid back
갚 > 상환 | what is paid back
일하 > 근로 고용 | who works
뽑 > 채용 선발 | who is hired
그만두 > 퇴직 이직 | who leaves work
문닫 > 폐업 | what closes
어기 > 위반 | what is broken
걸리 > 적발 감염 | who is caught
도와주 > 지원 | who helps
돕 > 지원 | who helps
나누 > 나눔 배분 | what is shared
살 > 거주 주거 | who lives there
떠나 > 전출 이주 | who leaves
싸우 > 분쟁 | what is disputed
속 > 사기 | who is deceived
끊 > 금연 중단 | what is stopped
"""
