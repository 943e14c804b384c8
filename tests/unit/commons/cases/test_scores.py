"""Scores: means to two decimals, extremes left out by rule, outliers shown, ties broken and said how."""

from datetime import UTC, datetime, timedelta
from decimal import Decimal

import pytest

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.commons.cases.core.scores import BY_LOT, BY_TIME, Criterion, Entry, Sheet, checked_points, ranked, tally

NEED = Criterion(name="need", words=Words("필요성", "need"), most=40)
PLAN = Criterion(name="plan", words=Words("계획", "plan"), most=60)
CRITERIA = (NEED, PLAN)
NOW = datetime(2026, 3, 1, tzinfo=UTC)


def sheets(*totals: int) -> list[Sheet]:
    return [
        Sheet(reviewer=f"r{n}", points={"need": min(total, 40), "plan": max(total - 40, 0)})
        for n, total in enumerate(totals)
    ]


@pytest.mark.parametrize(
    ("totals", "trims", "score"),
    [
        ((80, 81, 81), False, "80.67"),
        ((80, 81, 90, 20, 82), True, "81.00"),
        ((80, 81, 90, 20), True, "67.75"),
        ((80, 81, 90, 20, 82), False, "70.60"),
    ],
)
def test_the_score_is_the_mean_of_what_counts(totals: tuple[int, ...], trims: bool, score: str) -> None:
    assert tally(sheets(*totals), CRITERIA, trims=trims, far=100).score == Decimal(score)


def test_a_half_is_rounded_up() -> None:
    five = [Sheet(reviewer=f"r{n}", points={"need": 0, "plan": n}) for n in (0,) * 7 + (1,)]
    assert tally(five, CRITERIA, trims=False, far=100).score == Decimal("0.13")  # 0.125


@pytest.mark.parametrize(("far", "outliers"), [(19, ("r2",)), (20, ())])
def test_a_sheet_far_from_the_median_is_shown(far: int, outliers: tuple[str, ...]) -> None:
    assert tally(sheets(80, 80, 60), CRITERIA, trims=False, far=far).outliers == outliers


def test_no_sheet_is_no_score() -> None:
    with pytest.raises(Refused, match="no sheet"):
        tally([], CRITERIA, trims=False, far=1)


def entry(case_id: str, need: int, plan: int, *, later: int = 0) -> Entry:
    one = [Sheet(reviewer="r", points={"need": need, "plan": plan})]
    return Entry(case_id=case_id, tally=tally(one, CRITERIA, trims=False, far=9), filed=NOW + timedelta(minutes=later))


def test_ties_are_broken_by_the_criteria_then_the_time_then_a_lot_and_each_says_how() -> None:
    entries = [
        entry("a", 10, 50),
        entry("b", 20, 40, later=5),
        entry("c", 20, 40),
        entry("d", 30, 50),
        entry("e", 20, 40),
    ]
    places = ranked(entries, CRITERIA, seed="s")
    assert places[0].case_id == "d"
    assert [each.case_id for each in places][3:] == ["b", "a"]
    assert [each.tie for each in places] == [None, None, BY_LOT, BY_TIME, Words("동점: 필요성 점수", "Tie: by need")]
    assert ranked(list(reversed(entries)), CRITERIA, seed="s") == places
    orders = {tuple(each.case_id for each in ranked(entries, CRITERIA, seed=f"{n}")) for n in range(20)}
    assert len(orders) == 2


@pytest.mark.parametrize(
    ("points", "code"),
    [
        ({"need": 40, "plan": 60}, None),
        ({"need": 0, "plan": 0}, None),
        ({"need": 41, "plan": 60}, "points_out_of_range"),
        ({"need": -1, "plan": 60}, "points_out_of_range"),
        ({"need": 1, "plan": None}, "points_missing"),
    ],
)
def test_points_lie_within_their_criterion(points: dict[str, int | None], code: str | None) -> None:
    if code is None:
        assert checked_points(points, CRITERIA) == points
        return
    with pytest.raises(Refused) as refused:
        checked_points(points, CRITERIA)
    assert refused.value.code == code
