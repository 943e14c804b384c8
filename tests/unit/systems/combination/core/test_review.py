import pytest

from naru.base.kit.refusals import Refused
from naru.systems.combination.core.review import (
    Choice,
    Member,
    ReviewRules,
    Vote,
    check_panel,
    check_release,
    check_vote,
    conditions_of,
    outcome,
)

RULES = ReviewRules(members_min=3, members_max=7)
PARTIES = ("card", "hospital")


def panel(size: int) -> list[Member]:
    return [Member(name=f"m{number}", organisation="univ") for number in range(size)]


def refusal(check: object, *args: object, **options: object) -> str:
    try:
        check(*args, **options)  # type: ignore[operator]
    except Refused as refused:
        return refused.code
    return ""


@pytest.mark.parametrize(
    ("members", "code"),
    [
        (panel(2), "release_panel_size"),
        (panel(3), ""),
        (panel(7), ""),
        (panel(8), "release_panel_size"),
        (panel(3)[:2] + panel(1), "release_panel_member_twice"),
        ([*panel(2), Member(name="x", organisation="card")], "release_member_with_interest"),
        ([*panel(2), Member(name="x", organisation="univ", interests=("hospital",))], "release_member_with_interest"),
        ([*panel(2), Member(name="x", organisation="univ", interests=("bakery",))], ""),
    ],
)
def test_three_to_seven_members_without_interest(members: list[Member], code: str) -> None:
    assert refusal(check_panel, members, PARTIES, RULES) == code


def vote(member: str, choice: Choice = Choice.APPROVE, digest: str = "d", *conditions: str) -> Vote:
    return Vote(member=member, choice=choice, digest=digest, conditions=conditions)


@pytest.mark.parametrize(
    ("cast", "code"),
    [
        (vote("m0"), ""),
        (vote("stranger"), "release_not_a_member"),
        (vote("m1"), "release_voted_already"),
        (vote("m0", Choice.APPROVE, "other"), "release_vote_on_other_bytes"),
        (vote("m0", Choice.APPROVE, "d", "tidy up"), "release_conditions_missing"),
        (vote("m0", Choice.APPROVE_WITH_CONDITIONS), "release_conditions_missing"),
        (vote("m0", Choice.APPROVE_WITH_CONDITIONS, "d", "tidy up"), ""),
    ],
)
def test_a_member_votes_once_on_the_bytes_under_review(cast: Vote, code: str) -> None:
    assert refusal(check_vote, cast, members=panel(3), cast=[vote("m1")], digest="d") == code


A, C, R = Choice.APPROVE, Choice.APPROVE_WITH_CONDITIONS, Choice.REFUSE


@pytest.mark.parametrize(
    ("size", "choices", "decided"),
    [
        (3, [], None),
        (3, [A, A], None),  # the third may still ask for conditions
        (3, [A, A, A], A),
        (3, [A, A, R], A),
        (3, [A, C, R], C),
        (3, [R, R], R),
        (3, [A, R, R], R),
        (4, [A, A, R], None),
        (4, [A, A, R, R], R),  # half is not more than half
        (4, [R, R], R),
        (5, [A, A, C, R, R], C),
        (7, [R, R, R], None),
        (7, [R, R, R, R], R),
    ],
)
def test_more_than_half_of_all_members_decide(size: int, choices: list[Choice], decided: Choice | None) -> None:
    votes = [vote(f"m{number}", choice) for number, choice in enumerate(choices)]
    assert outcome(votes, panel(size)) is decided


def test_conditions_are_gathered_once_each() -> None:
    votes = [vote("m0", C, "d", "a", "b"), vote("m1"), vote("m2", C, "d", "b", "c")]
    assert conditions_of(votes) == ("a", "b", "c")


@pytest.mark.parametrize(
    ("digest", "size", "code"),
    [("d", 10, ""), ("d", 11, "release_too_large"), ("e", 10, "release_not_reviewed_bytes")],
)
def test_only_the_reviewed_bytes_leave(digest: str, size: int, code: str) -> None:
    assert refusal(check_release, digest, approved="d", size_bytes=size, bytes_max=10) == code
