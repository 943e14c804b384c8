"""What there is to give goes by rank, in whatever it is counted; nobody is passed over."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.base.kit.words import Words
from naru.commons.cases.core.awards import Sentences, allocate
from naru.commons.cases.core.scores import BY_LOT, Ranked

PASS = Decimal(70)
HOURS = Sentences(
    granted=lambda hours: Words(f"{hours}시간을 드립니다.", f"{hours} hours are yours."),
    spent=Words("시간이 남지 않았습니다.", "No hours were left."),
)


def rank(*scores: str, tie: Words | None = None) -> list[Ranked]:
    return [
        Ranked(case_id=f"c{place}", place=place, score=Decimal(score), tie=tie)
        for place, score in enumerate(scores, start=1)
    ]


@pytest.mark.parametrize(
    ("scores", "asked", "most", "granted"),
    [
        (["90", "80"], [40, 60], 100, [40, 60]),
        (["90", "80"], [40, 61], 100, [40, 0]),
        (["90", "80", "75"], [40, 61, 1], 100, [40, 0, 0]),
        (["70", "69.99"], [1, 1], 100, [1, 0]),
        (["69", "68"], [1, 1], 100, [0, 0]),
        (["90"], [1], 0, [0]),
    ],
)
def test_what_there_is_goes_by_rank(scores: list[str], asked: list[int], most: int, granted: list[int]) -> None:
    wanted = {f"c{place}": each for place, each in enumerate(asked, start=1)}
    found = allocate(rank(*scores), wanted, most=most, pass_score=PASS, sentences=HOURS)
    assert [each.granted for each in found] == granted


def test_each_hears_it_in_the_words_of_what_was_given() -> None:
    asked = {"c1": 100, "c2": 1, "c3": 1}
    found = allocate(rank("90", "80", "50", tie=BY_LOT), asked, most=100, pass_score=PASS, sentences=HOURS)
    assert [each.reasons[1].ko for each in found] == [
        "100시간을 드립니다.",
        "시간이 남지 않았습니다.",
        "기준 점수 70점에 못 미쳤습니다.",
    ]
    assert all(each.reasons[2] == BY_LOT for each in found)


@given(st.lists(st.integers(1, 50), max_size=12), st.integers(0, 200))
def test_no_more_is_given_than_there_is_and_only_a_head_of_the_ranking(asked: list[int], most: int) -> None:
    wanted = {f"c{place}": each for place, each in enumerate(asked, start=1)}
    found = allocate(rank(*["90"] * len(asked)), wanted, most=most, pass_score=PASS, sentences=HOURS)
    granted = [bool(each.granted) for each in found]
    assert sum(each.granted for each in found) <= most
    assert granted == sorted(granted, reverse=True)
