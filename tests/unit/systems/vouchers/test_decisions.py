"""Who is awarded: by rank while the money lasts, nobody passed over, the reasons to each."""

from decimal import Decimal

import pytest

from naru.commons.cases.core.scores import BY_TIME, Ranked
from naru.systems.vouchers.core.decisions import decided

PASS = Decimal(60)


def rank(*scores: str) -> list[Ranked]:
    return [
        Ranked(case_id=f"c{place}", place=place, score=Decimal(score), tie=None)
        for place, score in enumerate(scores, start=1)
    ]


@pytest.mark.parametrize(
    ("scores", "asked", "budget_krw", "won"),
    [
        (["90", "80"], [50, 50], 100, [50, 50]),  # the last won is spent
        (["90", "80"], [50, 50], 99, [50, 0]),  # one won short
        (["90", "80", "70"], [50, 60, 10], 100, [50, 0, 0]),  # whoever would fit below is not preferred
        (["60", "59.99"], [10, 10], 100, [10, 0]),  # the pass score itself passes
        (["59.99", "59.98"], [500, 10], 100, [0, 0]),
        ([], [], 100, []),
    ],
)
def test_money_goes_by_rank(scores: list[str], asked: list[int], budget_krw: int, won: list[int]) -> None:
    wanted = {f"c{place}": each for place, each in enumerate(asked, start=1)}
    verdicts = decided(rank(*scores), wanted, budget_krw=budget_krw, pass_score=PASS)
    assert [each.granted for each in verdicts] == won


def test_whoever_fails_the_pass_score_does_not_close_the_budget() -> None:
    """A low score that asks too much says nothing of the money that is left for those above it."""
    verdicts = decided(rank("90", "50"), {"c1": 10, "c2": 10_000}, budget_krw=10, pass_score=PASS)
    assert [each.granted for each in verdicts] == [10, 0]


def test_each_hears_its_place_and_why() -> None:
    ranking = rank("90", "80", "70", "50")
    ranking[1] = Ranked(case_id="c2", place=2, score=Decimal(80), tie=BY_TIME)
    wanted = {"c1": 1_000_000, "c2": 2, "c3": 1, "c4": 1}
    said = [
        [words.en for words in each.reasons] for each in decided(ranking, wanted, budget_krw=1_000_001, pass_score=PASS)
    ]
    assert said == [
        ["90 points, place 1", "1,000,000 won are awarded."],
        ["80 points, place 2", "The budget was spent on those ranked above.", BY_TIME.en],
        ["70 points, place 3", "The budget was spent on those ranked above."],
        ["50 points, place 4", "Below the 60 points that are needed."],
    ]
