"""Why a search brought a record."""

import pytest

from naru.data.catalogue.core.match_reasons import FIELD_WORDS, Field, Reason, Why, why
from naru.data.catalogue.core.query_plan import understood

TEXTS = {
    Field.TITLE: "해운대구 공영 주차장",
    Field.KEYWORDS: "주차장\n요금",
    Field.PUBLISHER: "부산광역시 해운대구",
    Field.COLUMNS: "면수\n댐 수위",
    Field.TEXT: "공중화장실과 주차장의 3주차 기록",
}


@pytest.mark.parametrize(
    ("text", "reasons", "missing"),
    [
        ("주차장", [("주차장", "주차장", Field.TITLE)], []),
        ("공영주차장", [("공영주차장", "공영주차장", Field.TITLE)], []),  # spaces forgiven
        ("요금", [("요금", "요금", Field.KEYWORDS)], []),
        ("부산 면수", [("부산", "부산", Field.PUBLISHER), ("면수", "면수", Field.COLUMNS)], []),
        ("화장실", [("화장실", "화장실", Field.TEXT)], []),
        ("parking", [("parking", "주차장", Field.TITLE)], []),
        ("공영수영장", [("공영수영장", "공영", Field.TITLE)], []),  # a part of it
        ("댐", [("댐", "댐", Field.COLUMNS)], []),
        ("비트코인 요금", [("요금", "요금", Field.KEYWORDS)], ["비트코인"]),
        ("영주", [], ["영주"]),  # no part of 공영주차장
        ("", [], []),
    ],
)
def test_each_word_is_found_where_it_tells_most(
    text: str, reasons: list[tuple[str, str, Field]], missing: list[str]
) -> None:
    assert why(understood(text), TEXTS) == Why(reasons=tuple(Reason(*each) for each in reasons), missing=tuple(missing))


def test_nothing_is_said_by_nothing() -> None:
    assert why(understood("주차장"), {}) == Why(missing=("주차장",))
    assert why(understood("주차장"), {Field.TITLE: ""}) == Why(missing=("주차장",))


def test_every_field_has_words() -> None:
    assert FIELD_WORDS.keys() == set(Field)
