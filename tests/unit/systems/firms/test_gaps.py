"""Pairs that could join, texts alike, one figure, the picture: tables of cases."""

from decimal import Decimal

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.base.kit.refusals import Refused
from naru.systems.firms.core.ecosystem import SIZE, picture
from naru.systems.firms.core.gaps import COLUMN_TABLES_MOST, Keyed, unjoined
from naru.systems.firms.core.likeness import alike, holding_all
from naru.systems.firms.core.measuring import Effect, one_figure
from naru.systems.firms.core.states import (
    AFTER,
    AWARDS,
    DATA,
    PROBLEMS,
    PROPOSALS,
    AwardState,
    DataState,
    Outcome,
    ProblemState,
    ProposalState,
    moved,
)

GU, CODE = ("district_name", "구"), ("identifier", "관리번호")


def table(id: str, *columns: tuple[str, str], dataset: str = "") -> Keyed:
    return Keyed(id=id, dataset=dataset or f"d{id}", columns=frozenset(columns))


@pytest.mark.parametrize(
    ("tables", "joined", "pairs"),
    [
        ([table("a", GU), table("b", GU)], set(), [("a", "b")]),
        ([table("b", GU), table("a", GU)], set(), [("a", "b")]),
        ([table("a", GU), table("b", CODE)], set(), []),
        ([table("a", GU, dataset="d"), table("b", GU, dataset="d")], set(), []),
        ([table("a", GU), table("b", GU)], {frozenset(("da", "db"))}, []),
        ([table("a", GU), table("b", GU, CODE), table("c", GU, CODE)], set(), [("b", "c"), ("a", "b"), ("a", "c")]),
        ([table(f"{n:02}", GU) for n in range(COLUMN_TABLES_MOST + 1)], set(), []),
        ([], set(), []),
    ],
)
def test_pairs_that_share_an_identifying_column_and_were_never_joined(
    tables: list[Keyed], joined: set[frozenset[str]], pairs: list[tuple[str, str]]
) -> None:
    assert [(pair.first, pair.second) for pair in unjoined(tables, joined)] == pairs


def test_a_column_of_as_many_tables_as_may_be_still_counts() -> None:
    assert len(unjoined([table(f"{n:02}", GU) for n in range(COLUMN_TABLES_MOST)], most=5)) == 5


def test_the_rarest_word_decides_what_is_alike() -> None:
    texts = {"parking": {"주차장", "빈자리"}, "port": {"항만", "대기"}, "market": {"시장", "주차장"}}
    assert [each.key for each in alike({"주차장", "빈자리"}, texts)] == ["parking", "market"]
    assert alike({"주차장", "빈자리"}, texts)[0].score == pytest.approx(1)
    assert alike({"바다"}, texts) == []
    assert alike(set(), texts) == []
    assert holding_all(["주차장", "시장"], texts) == ["market"]


words = st.frozensets(st.sampled_from("가나다라마"), max_size=4)


@given(words, st.dictionaries(st.sampled_from("abcd"), words))
def test_likeness_is_a_share_and_the_order_is_total(asked: frozenset[str], texts: dict[str, frozenset[str]]) -> None:
    found = alike(asked, texts)
    assert all(0 < each.score <= 1.000001 for each in found)
    assert {each.key for each in found} == {key for key, said in texts.items() if asked & said}
    assert found == sorted(found, key=lambda each: (-each.score, each.key))


@pytest.mark.parametrize(("rows", "figure"), [([[5]], "5"), ([[0.12345]], "0.1234"), ([["-3"]], "-3"), ([[0]], "0")])
def test_one_figure_is_taken(rows: list[list[object]], figure: str) -> None:
    assert one_figure(rows) == Decimal(figure)


@pytest.mark.parametrize(
    "rows",
    [[], [[]], [[1], [2]], [[1, 2]], [[None]], [[True]], [["많음"]], [[float("nan")]], [[float("inf")]], [[10**14]]],
)
def test_anything_else_is_no_figure(rows: list[list[object]]) -> None:
    with pytest.raises(Refused):
        one_figure(rows)


@pytest.mark.parametrize(
    ("before", "after", "lower", "helped", "share"),
    [
        (10, 5, True, True, "-0.5"),
        (10, 5, False, False, "-0.5"),
        (5, 10, False, True, "1"),
        (5, 5, True, None, "0"),
        (0, 5, False, True, None),
        (-10, -5, False, True, "0.5"),
    ],
)
def test_an_effect_by_its_direction(
    before: int, after: int, lower: bool, helped: bool | None, share: str | None
) -> None:
    effect = Effect(before=Decimal(before), after=Decimal(after), lower_is_better=lower)
    assert effect.helped is helped
    assert effect.share == (None if share is None else Decimal(share))
    assert effect.words.ko


def test_the_busiest_stands_on_top_and_there_and_back_are_two_lines() -> None:
    found = picture({("a", "b"): 3, ("b", "a"): 1, ("a", "c"): 1})
    assert [node.id for node in found.nodes] == ["a", "b", "c"]
    assert (found.nodes[0].x, found.nodes[0].y, found.nodes[0].radius) == (500, 160, 34)
    assert (found.nodes[0].supplied, found.nodes[0].received) == (4, 1)
    there, back = (
        next(arc for arc in found.arcs if (arc.seller, arc.buyer) == pair) for pair in (("a", "b"), ("b", "a"))
    )
    assert there.path != back.path
    assert (there.width, back.width) == (12, 5)


def test_no_supplies_no_picture() -> None:
    assert picture({}).nodes == ()


@given(st.dictionaries(st.tuples(st.sampled_from("abcdef"), st.sampled_from("ghijkl")), st.integers(1, 99)))
def test_every_node_lies_inside_the_picture(supplies: dict[tuple[str, str], int]) -> None:
    found = picture(supplies)
    assert all(0 <= node.x <= SIZE and 0 <= node.y <= SIZE for node in found.nodes)
    assert len(found.arcs) == len(supplies)


def test_states_go_only_where_the_tables_say() -> None:
    assert moved(ProblemState.POSTED, ProblemState.PILOT, PROBLEMS) is ProblemState.PILOT
    assert moved(ProposalState.MADE, ProposalState.CHOSEN, PROPOSALS) is ProposalState.CHOSEN
    for state in (ProblemState.ADOPTED, ProblemState.MERGED, ProblemState.WITHDRAWN):
        assert not PROBLEMS[state]
    with pytest.raises(Refused):
        moved(ProblemState.PILOT, ProblemState.MERGED, PROBLEMS)
    for ended in (AwardState.DONE, AwardState.STOPPED):
        assert not AWARDS[ended]
    for closed in (DataState.DECLINED, DataState.ENDED):
        assert not DATA[closed]
    with pytest.raises(Refused):
        moved(AwardState.AWARDED, AwardState.DONE, AWARDS)
    with pytest.raises(Refused):
        moved(DataState.ENDED, DataState.GRANTED, DATA)
    assert all(AFTER[outcome] in PROBLEMS[ProblemState.PILOT] for outcome in Outcome)
