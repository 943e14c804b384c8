"""The country's provinces and districts as people type them, so that a place lifts its own records and those around it.

Source: 행정구역 (Ministry of the Interior and Safety), 1 July 2023, with the general districts of large cities. Names
that several provinces have (중구) belong to none of them. A district is also known without its ending (강릉), but not
where the short form is a word of its own (예산군 is a county, 예산 a budget).
"""

from collections import defaultdict
from collections.abc import Iterator
from dataclasses import dataclass

from naru.data.catalogue.core.vocabulary import REGIONS

_DISTRICTS = {
    "11": "종로구 중구 용산구 성동구 광진구 동대문구 중랑구 성북구 강북구 도봉구 노원구 은평구 서대문구 마포구 양천구 강서구 구로구 금천구 영등포구"
    " 동작구 관악구 서초구 강남구 송파구 강동구",
    "26": "중구 서구 동구 영도구 부산진구 동래구 남구 북구 해운대구 사하구 금정구 강서구 연제구 수영구 사상구 기장군",
    "27": "중구 동구 서구 남구 북구 수성구 달서구 달성군 군위군",
    "28": "중구 동구 미추홀구 연수구 남동구 부평구 계양구 서구 강화군 옹진군",
    "29": "동구 서구 남구 북구 광산구",
    "30": "동구 중구 서구 유성구 대덕구",
    "31": "중구 남구 동구 북구 울주군",
    "41": "수원시 성남시 의정부시 안양시 부천시 광명시 평택시 동두천시 안산시 고양시 과천시 구리시 남양주시 오산시 시흥시 군포시 의왕시 하남시 용인시"
    " 파주시 이천시 안성시 김포시 화성시 광주시 양주시 포천시 여주시 연천군 가평군 양평군 장안구 권선구 팔달구 영통구 수정구 중원구 분당구 만안구"
    " 동안구 원미구 소사구 오정구 상록구 단원구 덕양구 일산동구 일산서구 처인구 기흥구 수지구",
    "51": "춘천시 원주시 강릉시 동해시 태백시 속초시 삼척시 홍천군 횡성군 영월군 평창군 정선군 철원군 화천군 양구군 인제군 고성군 양양군",
    "43": "청주시 충주시 제천시 보은군 옥천군 영동군 증평군 진천군 괴산군 음성군 단양군 상당구 서원구 흥덕구 청원구",
    "44": "천안시 공주시 보령시 아산시 서산시 논산시 계룡시 당진시 금산군 부여군 서천군 청양군 홍성군 예산군 태안군 동남구 서북구",
    "52": "전주시 군산시 익산시 정읍시 남원시 김제시 완주군 진안군 무주군 장수군 임실군 순창군 고창군 부안군 완산구 덕진구",
    "46": "목포시 여수시 순천시 나주시 광양시 담양군 곡성군 구례군 고흥군 보성군 화순군 장흥군 강진군 해남군 영암군 무안군 함평군 영광군 장성군"
    " 완도군 진도군 신안군",
    "47": "포항시 경주시 김천시 안동시 구미시 영주시 영천시 상주시 문경시 경산시 의성군 청송군 영양군 영덕군 청도군 고령군 성주군 칠곡군 예천군"
    " 봉화군 울진군 울릉군",
    "48": "창원시 진주시 통영시 사천시 김해시 밀양시 거제시 양산시 의령군 함안군 창녕군 고성군 남해군 하동군 산청군 함양군 거창군 합천군 의창구"
    " 성산구 마산합포구 마산회원구 진해구",
    "50": "제주시 서귀포시",
}
_ALSO_WORDS = """
강서 강동 강북 강화 계양 고령 고성 공주 광산 광주 구리 구미 금정 남동 남해 단원 달성 대덕 동남 동안 동해 보성 보은 부여 북구 사상 사천 사하 상당
상록 상주 서북 서원 성동 성산 성주 수성 수영 수정 수지 시흥 안성 양주 여수 연수 연제 영광 영도 영동 영양 영주 예산 오산 오정 완주 유성 음성 의성
이천 인제 장성 장수 장안 정선 제주 중원 진도 진안 진주 진해 처인 청도 청양 청원 팔달 평창 함양 해남 화성 화순 화천 흥덕
"""


@dataclass(frozen=True, slots=True)
class Place:
    """``names`` are how records write it; ``region`` is its province's code, None where several have such a district."""

    names: tuple[str, ...]
    region: str | None

    @property
    def is_region(self) -> bool:
        """Whether it is a province itself and no part of one."""
        return self.region is not None and self.names == REGIONS[self.region].names


def place_of(word: str) -> Place | None:
    """The place that a word without particles names: "강릉" and "강릉시" → the city, in province "51"."""
    return _PLACES.get(word)


NATION = "nation"


def scope_of(place: str) -> tuple[str, ...]:
    """What a record's place, or its publisher, stands for: a district and what lies in its province, a province, or all.

    "부산광역시 해운대구" → ("26/해운대구", "in 26"); "부산교통공사" → ("26", "in 26"); "기상청" → ("nation",).
    """
    words = place.split()
    region = next((code for word in words for name, code in _REGION_NAMES if _names(word, name)), None)
    named = ((word, name, code) for word in words for name, code in _DISTRICT_NAMES if name in word)
    for word, name, code in named:
        if code == region or (region is None and word.startswith(name)):
            return f"{code}/{name}", f"in {code}"
    return (region, f"in {region}") if region else (NATION,)


def _names(word: str, region: str) -> bool:
    """A long name wherever it stands (경상남도관광재단), a short one where the word begins with it."""
    return region in word if len(region) > 2 else word.startswith(region)


def scopes_of(place: Place) -> tuple[str, ...]:
    """The scopes of a place's own records."""
    if place.region is None:
        return ()
    return (f"in {place.region}",) if place.is_region else (f"{place.region}/{place.names[0]}",)


def _regions() -> Iterator[tuple[str, Place]]:
    for region in REGIONS.values():
        for name in (*region.names, region.words.en.lower()):
            yield name, Place(region.names, region.code)


def _districts() -> Iterator[tuple[str, Place]]:
    regions: dict[str, list[str]] = defaultdict(list)
    for code, names in _DISTRICTS.items():
        for name in names.split():
            regions[name].append(code)
    also_words = frozenset(_ALSO_WORDS.split())
    for name, codes in regions.items():
        short = name[:-1]
        known = (name,) if len(short) < 2 or short in also_words else (name, short)
        for each in known:
            yield each, Place(known, codes[0] if len(codes) == 1 else None)


_REGION_NAMES = sorted(
    ((name, region.code) for region in REGIONS.values() for name in region.names), key=lambda one: -len(one[0])
)
_DISTRICT_NAMES = sorted(
    ((name, code) for code, names in _DISTRICTS.items() for name in names.split()), key=lambda one: -len(one[0])
)
_PLACES: dict[str, Place] = {**dict(_districts()), **dict(_regions())}
