"""The words by which people remember a dataset."""

import pytest

from naru.data.catalogue.core.key_terms import catchwords


@pytest.mark.parametrize(
    ("titles", "keywords", "words"),
    [
        (["서산시｜음식점현황"], ["모범 음식점"], ["모범 음식점", "서산시", "음식점", "현황", "음식점현황"]),
        ([], ["요금", "요금", " 요금  표 "], ["요금", "요금 표"]),
        ([], ["가", "", "가 ", "a·", "ab"], ["ab"]),
        ([], ["나" * 24, "나" * 25], ["나" * 24]),
        ([], ["ＣＳＶ"], ["csv"]),
        (["댐"], [], []),
        (["주차장을"], [], ["주차장"]),
    ],
)
def test_keywords_as_they_stand_and_the_titles_nouns(titles: list[str], keywords: list[str], words: list[str]) -> None:
    assert catchwords(titles, keywords) == words
