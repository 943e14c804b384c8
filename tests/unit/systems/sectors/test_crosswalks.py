"""From old codes to new ones: Busan's districts of 1995, and figures that add up on both sides."""

from datetime import date
from fractions import Fraction

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.base.kit.words import Words
from naru.systems.sectors.core.code_lists import Code, CodeList
from naru.systems.sectors.core.crosswalks import Crosswalk, CrosswalkError, Fate, crosswalk_of

NEW = CodeList(
    name="new",
    edition="1995",
    source="",
    is_complete=True,
    codes=tuple(
        Code(code=code, words=Words(code, code), since=date(1995, 3, 1))
        for code in ("동래구", "연제구", "남구", "수영구", "기장군")
    ),
)
RAW = {
    "name": "busan-1995",
    "on": "1995-03-01",
    "lines": [
        ["동래구", "동래구", "0.6"],
        ["동래구", "연제구", "0.4"],
        ["남구", "남구"],
        ["남구", "수영구"],
        ["양산군 기장읍", "기장군"],
        ["없어진 곳", "새 목록에 없음"],
    ],
}
WALK = crosswalk_of(RAW)


@pytest.mark.parametrize(
    ("code", "fate"),
    [
        ("기장군", Fate.SAME),
        ("양산군 기장읍", Fate.MAPPED),
        ("동래구", Fate.SPLIT),
        ("남구", Fate.AMBIGUOUS),
        ("없어진 곳", Fate.LOST),
        ("처음 보는 곳", Fate.LOST),
    ],
)
def test_each_code_has_one_fate(code: str, fate: Fate) -> None:
    assert WALK.fate(code, NEW)[0] is fate


def test_a_new_code_that_is_not_valid_yet_is_no_way() -> None:
    early = crosswalk_of(RAW | {"on": "1995-02-28"})
    assert early.fate("양산군 기장읍", NEW)[0] is Fate.LOST


def test_shares_count_rows() -> None:
    tally = WALK.tally({"기장군": 60, "동래구": 30, "남구": 9, "처음 보는 곳": 1}, NEW)
    assert tally.share(Fate.SAME, Fate.MAPPED) == Fraction(60, 100)
    assert tally.share(Fate.AMBIGUOUS) == Fraction(9, 100)
    assert tally.share(Fate.LOST) == Fraction(1, 100)
    assert tally.codes[Fate.SPLIT] == ("동래구",)
    assert WALK.tally({}, NEW).share(Fate.LOST) == 0


@given(st.dictionaries(st.sampled_from(["동래구", "남구", "기장군", "없어진 곳", "x"]), st.integers(0, 10**9)))
def test_nothing_is_won_or_lost_on_the_way(figures: dict[str, int]) -> None:
    there, left = WALK.moved({code: Fraction(count) for code, count in figures.items()}, NEW)
    assert sum(there.values(), Fraction(0)) + sum(left.values(), Fraction(0)) == sum(figures.values())


@pytest.mark.parametrize(
    "lines",
    [
        [["a", "b", "0.5"], ["a", "c", "0.4"]],
        [["a", "b", "0.5"], ["a", "c"]],
        [["a", "b"], ["a", "b"]],
        [["a"]],
        [["a", "b", "half"]],
    ],
)
def test_lines_that_contradict_each_other_are_told(lines: list[list[str]]) -> None:
    with pytest.raises(CrosswalkError):
        crosswalk_of({"name": "x", "on": "2026-01-01", "lines": lines})


def test_a_crosswalk_needs_its_day() -> None:
    with pytest.raises(CrosswalkError):
        crosswalk_of({"name": "x", "lines": []})
    assert Crosswalk(name="x", on=date(2026, 1, 1), lines=()).fate("기장군", NEW)[0] is Fate.SAME
