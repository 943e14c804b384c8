"""Quotas, turns, ranks, splits, seals, states and likenesses, as tables."""

import itertools
from datetime import UTC, date, datetime, timedelta

import numpy as np
import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.base.kit.refusals import Refused
from naru.systems.challenges.core import quotas, sealing
from naru.systems.challenges.core.boards import Entry, ranked
from naru.systems.challenges.core.likenesses import Act, likenesses
from naru.systems.challenges.core.metrics.register import metric
from naru.systems.challenges.core.plots import band, columns, lines
from naru.systems.challenges.core.queueing import Waiting, next_up
from naru.systems.challenges.core.splits import Split, SplitKind, deal_parts, split_rows, too_small
from naru.systems.challenges.core.states import (
    CHALLENGE_STEPS,
    SUBMISSION_STEPS,
    ChallengeState,
    SubmissionState,
    move,
    step,
)

NOON = datetime(2026, 3, 2, 3, tzinfo=UTC)  # in Busan
MINUTE = timedelta(minutes=1)


@pytest.mark.parametrize(
    ("hours", "state", "counts"),
    [
        (0, SubmissionState.SCORED, True),
        (0, SubmissionState.REFUSED, True),
        (0, SubmissionState.WITHDRAWN, True),
        (0, SubmissionState.FAILED, False),
        (11.99, SubmissionState.SCORED, True),
        (12, SubmissionState.SCORED, False),
        (-12, SubmissionState.SCORED, True),
        (-12.01, SubmissionState.SCORED, False),
    ],
)
def test_attempts_of_the_citys_day(hours: float, state: SubmissionState, counts: bool) -> None:
    assert quotas.used_on(date(2026, 3, 2), [(NOON + timedelta(hours=hours), state)]) == counts


def test_the_last_attempt_of_a_day_is_taken_and_the_next_is_not() -> None:
    tries = [(NOON, SubmissionState.SCORED)] * 2
    assert quotas.require_attempt(tries, now=NOON, a_day=3) == 0
    with pytest.raises(Refused):
        quotas.require_attempt(tries, now=NOON, a_day=2)


@pytest.mark.parametrize(("hours", "attempts"), [(1, 5), (11.99, 5), (12, 10), (36, 15)])
def test_attempts_in_all_are_of_every_day_that_is_touched(hours: float, attempts: int) -> None:
    assert quotas.attempts_in_all(NOON, NOON + timedelta(hours=hours), a_day=5) == attempts


def test_teams_take_turns() -> None:
    waiting = [
        Waiting("a1", "a", NOON),
        Waiting("a2", "a", NOON),
        Waiting("b1", "b", NOON + MINUTE),
        Waiting("c1", "c", NOON),
    ]
    served: dict[str, datetime] = {}
    order = []
    for at in itertools.count():
        found = next_up(waiting, busy=(), served=served)
        if found is None:
            break
        order.append(found.id)
        waiting.remove(found)
        served[found.team] = NOON + at * MINUTE
    assert order == ["a1", "c1", "b1", "a2"]


def test_a_team_that_is_being_scored_waits() -> None:
    assert next_up([Waiting("a1", "a", NOON)], busy={"a"}, served={}) is None


def test_equal_scores_rank_by_the_earlier_and_nan_never_does() -> None:
    entries = [
        Entry(team="late", score=0.5, at=NOON + MINUTE),
        Entry(team="none", score=float("nan"), at=NOON),
        Entry(team="early", score=0.5, at=NOON),
        Entry(team="best", score=0.4, at=NOON + MINUTE),
    ]
    assert [(each.rank, each.entry.team) for each in ranked(entries, metric("rmse"))] == [
        (1, "best"),
        (2, "early"),
        (3, "late"),
    ]
    assert ranked(entries, metric("accuracy"))[0].entry.team == "early"


@given(
    st.lists(st.tuples(st.floats(allow_nan=True, allow_infinity=False), st.integers(0, 3)), max_size=12), st.randoms()
)
def test_the_order_of_a_board_does_not_depend_on_the_order_of_its_rows(
    rows: list[tuple[float, int]], dice: object
) -> None:
    entries = [Entry(team=str(n), score=score, at=NOON + at * MINUTE) for n, (score, at) in enumerate(rows)]
    mixed = list(entries)
    dice.shuffle(mixed)  # type: ignore[attr-defined]
    assert [each.entry.team for each in ranked(entries, metric("r2"))] == [
        each.entry.team for each in ranked(mixed, metric("r2"))
    ]


@pytest.mark.parametrize("kind", list(SplitKind))
def test_every_row_is_on_one_side_and_the_kind_holds(kind: SplitKind) -> None:
    by = np.array([f"{n % 20:02}" for n in range(400)])
    train, test = split_rows(Split(kind=kind, test_share=0.25), 400, by=by, seed=3)
    assert sorted([*train, *test]) == list(range(400))
    assert 80 <= len(test) <= 120
    if kind is SplitKind.GROUPED:
        assert not set(by[train]) & set(by[test])
    if kind is SplitKind.BY_TIME:
        assert max(by[train]) < min(by[test])
    again = split_rows(Split(kind=kind, test_share=0.25), 400, by=by, seed=3)
    assert again[1].tolist() == test.tolist()


def test_parts_have_their_shares_and_practice_is_bounded() -> None:
    counts = np.bincount(deal_parts(Split(practice_share=0.05, public_share=0.3), 1000, seed=1), minlength=3)
    assert counts.tolist() == [50, 300, 650]
    assert np.bincount(deal_parts(Split(), 10_000, seed=1))[0] == 200
    assert too_small(deal_parts(Split(public_share=0.3), 60, seed=1))
    assert not too_small(deal_parts(Split(public_share=0.3), 70, seed=1))


@given(st.binary(max_size=300), st.integers(0, 400))
def test_a_seal_opens_only_whole_for_its_purpose_and_its_key(content: bytes, at: int) -> None:
    private, public = sealing.new_pair()
    sealed = sealing.seal(public, content, purpose="a")
    assert sealing.unseal(private, sealed, purpose="a") == content
    changed = bytearray(sealed)
    changed[at % len(sealed)] ^= 1
    for key, body, purpose in (
        (private, bytes(changed), "a"),
        (private, sealed, "b"),
        (sealing.new_pair()[0], sealed, "a"),
        (private, sealed[:-1], "a"),
    ):
        with pytest.raises(sealing.Unsealable):
            sealing.unseal(key, body, purpose=purpose)


@given(st.lists(st.binary(max_size=4), max_size=20))
def test_every_leaf_is_proved_and_no_other(parts: list[bytes]) -> None:
    leaves = [sealing.leaf(part, number, b"s") for number, part in enumerate(parts)]
    root = sealing.merkle_root(leaves)
    for number, each in enumerate(leaves):
        path = sealing.merkle_path(leaves, number)
        assert sealing.is_under(root, each, path)
        assert not sealing.is_under(root, sealing.leaf(b"other", number, b"s"), path)


def test_a_promise_depends_on_every_line_and_on_the_salt() -> None:
    made = sealing.promise(b"a\nb\n", b"salt")
    assert made == sealing.promise(b"a\nb\n", b"salt")
    for other in (
        sealing.promise(b"a\nc\n", b"salt"),
        sealing.promise(b"a\nb\n", b"sale"),
        sealing.promise(b"b\na\n", b"salt"),
    ):
        assert other.sha256 != made.sha256
        assert other.root != made.root


def test_states_move_along_their_tables_only() -> None:
    for now, wanted in itertools.product(ChallengeState, ChallengeState):
        if wanted in CHALLENGE_STEPS[now]:
            assert step(now, wanted) is wanted
        else:
            with pytest.raises(Refused):
                step(now, wanted)
    for before, after in itertools.product(SubmissionState, SubmissionState):
        if after in SUBMISSION_STEPS[before]:
            assert move(before, after) is after
        else:
            with pytest.raises(Refused):
                move(before, after)


def test_teams_that_share_a_device_or_a_file_are_named_once() -> None:
    acts = [
        Act(team="a", person="1", origin="x", file="f"),
        Act(team="b", person="2", origin="x", file="g"),
        Act(team="b", person="2", origin="x", file="h"),
        Act(team="c", person="3", origin="", file="f"),
        Act(team="d", person="4", origin="", file="i"),
    ]
    assert [(each.kind, each.teams, each.count) for each in likenesses(acts)] == [
        ("origin", ("a", "b"), 3),
        ("file", ("a", "c"), 2),
    ]


def test_the_better_line_stands_higher_for_both_kinds_of_metric() -> None:
    climbs = {"가": [(NOON, 0.2), (NOON + MINUTE, 0.9)], "나": [(NOON, 0.3)]}
    for higher, order in ((True, ["가", "나"]), (False, ["가", "나"])):
        drawn = lines(climbs, order, higher_is_better=higher, until=NOON + 2 * MINUTE)
        assert drawn is not None
        one, other = (each.end[1] for each in drawn.lines)
        assert (one < other) is higher
    assert lines({}, [], higher_is_better=True, until=NOON) is None


def test_columns_and_bands_fill_their_box() -> None:
    made = columns([(date(2026, 3, 1), 4), (date(2026, 3, 2), 0), (date(2026, 3, 3), 2)])
    assert [(each.height, each.y) for each in made] == [(120.0, 0.0), (0.0, 120.0), (60.0, 60.0)]
    assert columns([]) == []
    assert band(1, 10, 10) == (0.0, 100.0)
    assert band(2, 3, 10) == (10.0, 20.0)
