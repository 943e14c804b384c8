"""What an act at a desk says of itself: rows in, sentences out."""

import pytest

from naru.base.kit.words import Words
from naru.systems.combination.desk import Answer
from naru.systems.combination.desk_words import LONGEST, summary

DIGEST = "0833991d3193a58e" + "0" * 48


@pytest.mark.parametrize(
    ("answer", "said"),
    [
        (
            {"links": 1197, "by_key": [166, 29], "ambiguous": {"card": 0, "hospital": 2}},
            Words(
                "이은 기록 1,197, 결합키별 166 · 29, 둘 이상과 맞아 뺀 기록 card 0 · hospital 2",
                "links 1,197, by key 166 · 29, left out as ambiguous card 0 · hospital 2",
            ),
        ),
        (
            {"table": "treated", "passes": True, "failures": []},
            Words(
                "표 처리한 표, 기준 통과 예, 못 지킨 기준 –", "table the treated table, passes yes, failures –"
            ),
        ),
        ({"matched": None, "rounded_to": 10}, Words("맞는 사람 –, 어림 단위 10", "matched –, rounded to 10")),
        ({"state": "stopped"}, Words("상태 중지", "state Stopped")),
        ({"passes": False, "rows": 1}, Words("기준 통과 아니요, 행 1", "passes no, rows 1")),
        ({"rows": 0, "seed": DIGEST}, Words("행 0, 뽑은 해시 0833991d3193a58e", "rows 0, drawn by the hash 0833991d3193a58e")),
        ({"card": 300}, Words("card 300", "card 300")),
        ({}, Words("", "")),
    ],
)  # fmt: skip
def test_an_answer_is_said_in_words(answer: Answer, said: Words) -> None:
    assert summary(answer) == said


def test_a_long_answer_is_cut() -> None:
    assert len(summary({"members": ["a" * 100] * 9}).ko) == LONGEST
