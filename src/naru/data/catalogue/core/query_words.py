"""Words of a query that say how something is asked or in which form it is wanted, and not what it is about.

They bring no record and carry no weight unless nothing else is there; where they stand in a record they lift it a little.
Each stands under its kind, so that whoever adds one sees its company.
"""

from enum import StrEnum


class WordKind(StrEnum):
    QUESTION = "question"  # what a question is wrapped in
    FORM = "form"  # the form in which data is wanted
    TIME = "time"  # when, where only records of the subject can tell
    FIGURE = "figure"  # what is done with figures
    DOING = "doing"  # what anybody does with anything: only as verbs (이용하는)
    ENGLISH = "english"


_WORDS = {
    WordKind.QUESTION: "어디 얼마 무엇 뭐 누구 언제 것 거 곳 수 때 좀 방법 관련 관련된 대한 종류 내용 알림 동네 근처 주변 우리 집 저희 여기 이번 요즘 해당 경우"
    " 무슨 어떤 어느 몇 정도 부탁 질문 문의 참고 이상 이하 등 및 전체 모든 모두 전부 각 각각 각종 기타 별 만 중 년 월 일 개 명 군데 차이 궁금"
    " 정리 한꺼번 한눈 이유 볼만 구별 군별 시별 동별 시군구별 지역별 지역 단위 해 달 왜 유명 주요 대표",
    WordKind.FORM: "데이터 자료 정보 목록 리스트 파일 명단 명부 내역 다운로드 다운 내려받기 데이터셋 표준데이터 표준 공공데이터 개방 공개 엑셀 excel xlsx xls csv"
    " hwp pdf json xml api openapi 오픈api 표 도표 지도 시각화 그래프 보고서 문서 서식 양식 주소록 대장 일람 총괄 원본 원자료 로데이터 조회 서비스 안내 제공",
    WordKind.TIME: "올해 작년 지난해 금년 내년 재작년 최근 최신 현재 지금 매년 매월 매달 매일 해마다 달마다 연도 연도별 년도 년도별 월별 일별 시간별 분기별 연간"
    " 월간 한해 하루 한달 실시간 기간 기간별 과거 오늘 이달 시점",
    WordKind.FIGURE: "추이 추세 편차 분석 비교 개수 갯수 건수 횟수 현황 통계 수치 합계 총계 평균 비율 비중 증감 변화 변동 동향 순위 실태 조사 규모 수준 결과 상황 정책"
    " 지표 집계 분포",
    WordKind.DOING: "이용 운영 설치 지정 제공 확인 조회 필요 분석 비교 조사 수집 사용 활용 관리 등록 실시 시행 진행 가능 위치 존재 포함 해당 준비 검색 공개 개방 다운 다운로드"
    " 신청 안내 추천 소개 공유 정리 계획 담당 나열 시작",
    WordKind.ENGLISH: "data dataset datasets file the a an of in for to and or is are was where how what which about find show me list by with on at from near my"
    " i we you want need please can do does there any all get who when many much number per give download statistics status table",
}

WRAPPING: dict[str, WordKind] = {
    word: kind for kind, words in _WORDS.items() if kind is not WordKind.DOING for word in words.split()
}
DOING = frozenset(_WORDS[WordKind.DOING].split())
