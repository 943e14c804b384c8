from decimal import Decimal
from hashlib import sha256

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.systems.academy.core.selection import Applicant, Place, digest_of, lot, rule_of, select

LOTTERY = {"seats": 2, "method": "lottery"}


def people(*scores, groups=()):
    return [
        Applicant(
            number=n, score=None if score is None else Decimal(score), groups=frozenset(groups[n - 1] if groups else ())
        )
        for n, score in enumerate(scores, start=1)
    ]


def order(selected):
    return [(each.number, each.place.value, each.waits) for each in selected]


def test_scores_come_first_and_the_others_wait_in_their_order() -> None:
    rule = rule_of({"seats": 2, "method": "score", "pass_score": 60})
    assert order(select(people(70, 90, 60, 59, None), rule, "씨앗")) == [
        (2, "seated", 0),
        (1, "seated", 0),
        (3, "waiting", 1),
        (4, "declined", 0),
        (5, "declined", 0),
    ]


def test_equal_scores_are_ordered_by_their_lots() -> None:
    rule = rule_of({"seats": 1, "method": "score"})
    by_lot = sorted((1, 2, 3), key=lambda number: lot("씨앗", number))
    assert [each.number for each in select(people(70, 70, 70), rule, "씨앗")] == by_lot


def test_a_lottery_is_drawn_again_from_the_published_seed() -> None:
    drawn = [each.number for each in select(people(*[None] * 5), rule_of(LOTTERY), "씨앗")]
    assert drawn == sorted(range(1, 6), key=lambda number: lot("씨앗", number))
    assert drawn != [each.number for each in select(people(*[None] * 5), rule_of(LOTTERY), "다른 씨앗")]
    assert digest_of("씨앗") == sha256("씨앗".encode()).hexdigest()


def test_first_come_is_first_seated() -> None:
    rule = rule_of({"seats": 2, "method": "order"})
    assert order(select(people(1, 99, 5), rule, ""))[:2] == [(1, "seated", 0), (2, "seated", 0)]


@pytest.mark.parametrize(
    ("scores", "groups", "seated"),
    [
        ((90, 80, 10), ((), (), ("local",)), {1: "", 3: "local"}),
        ((90, 80, 95), ((), (), ("local",)), {3: "local", 1: ""}),
        ((90, 80, 70), ((), (), ()), {1: "", 2: ""}),
        ((90, 80, 10), (("local",), ("local",), ()), {1: "local", 2: ""}),
    ],
)
def test_a_quota_gives_its_seats_first_and_leaves_what_it_cannot_fill(scores, groups, seated) -> None:
    rule = rule_of({"seats": 2, "method": "score", "quotas": [{"group": "local", "seats": 1}]})
    found = select(people(*scores, groups=groups), rule, "씨앗")
    assert {each.number: each.quota for each in found if each.place is Place.SEATED} == seated


@pytest.mark.parametrize(
    "wrong",
    [
        {"seats": 0},
        {"method": "whim"},
        {"quotas": [{"group": "a", "seats": 3}]},
        {"quotas": [{"group": "a", "seats": 0}]},
    ],
)
def test_a_rule_that_cannot_be_is_refused(wrong) -> None:
    with pytest.raises(ValueError):
        rule_of(LOTTERY | wrong)


@given(
    st.lists(st.tuples(st.integers(0, 100), st.sets(st.sampled_from("ab"))), max_size=30),
    st.integers(1, 12),
    st.sampled_from(["score", "lottery", "order"]),
    st.randoms(use_true_random=False),
)
def test_seats_are_never_exceeded_and_the_order_of_filing_changes_nothing(listed, seats, method, dice) -> None:
    rule = rule_of({"seats": seats, "method": method, "quotas": [{"group": "a", "seats": 1}] if seats > 1 else []})
    given_ = [Applicant(number=n, score=Decimal(s), groups=frozenset(g)) for n, (s, g) in enumerate(listed, start=1)]
    found = select(given_, rule, "씨앗")
    mixed = list(given_)
    dice.shuffle(mixed)
    assert select(mixed, rule, "씨앗") == found
    assert sorted(each.number for each in found) == [each.number for each in given_]
    assert sum(each.place is Place.SEATED for each in found) == min(seats, len(given_))
    assert [each.waits for each in found if each.place is Place.WAITING] == list(
        range(1, max(0, len(given_) - seats) + 1)
    )
