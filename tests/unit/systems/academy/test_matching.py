import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.systems.academy.core.matching import Asked, Had, match, scores

ASKED = (
    Asked(code="a", level=2, weight=5, is_must=True),
    Asked(code="b", level=1, weight=3),
    Asked(code="c", level=3, weight=2),
)


def had(**levels):
    return {code: Had(level=level, evidence=f"{code} 근거") for code, level in levels.items()}


@pytest.mark.parametrize(
    ("profile", "score"),
    [
        ({}, 0),
        (had(a=2), 50),
        (had(a=1, b=1, c=3), 0),  # what must be there is not
        (had(a=2, b=1), 80),
        (had(a=3, b=3), 80),  # more than is asked for counts as much
        (had(a=2, b=1, c=1), 87),
        (had(a=2, b=1, c=2), 93),
        (had(a=2, b=1, c=3), 100),
        (had(z=3), 0),
    ],
)
def test_a_profile_scores_the_weight_of_what_it_has(profile, score) -> None:
    assert match(profile, ASKED).score == score
    assert scores([profile], [ASKED])[0, 0] == score


def test_a_match_says_why_what_is_missing_and_which_course_gives_it() -> None:
    courses = {"영상 과정": {"c": 2}, "기초 과정": {"c": 1, "b": 1}}
    found = match(had(a=2, c=1), ASKED, courses)
    assert [(each.code, each.is_met, each.evidence, each.given_by) for each in found.reasons] == [
        ("a", True, "a 근거", ()),
        ("b", False, "", ("기초 과정",)),
        ("c", False, "c 근거", ("영상 과정",)),
    ]
    assert [each.code for each in found.missing] == ["b", "c"]


CODES = st.sampled_from("abcde")
PROFILES = st.dictionaries(CODES, st.integers(1, 3).map(lambda level: Had(level=level, evidence="")))
POSTINGS = st.lists(
    st.builds(Asked, code=CODES, level=st.integers(1, 3), weight=st.integers(1, 9), is_must=st.booleans()),
    min_size=1,
    max_size=5,
    unique_by=lambda each: each.code,
)


@given(st.lists(PROFILES, min_size=1, max_size=5), st.lists(POSTINGS, min_size=1, max_size=5))
def test_everyone_at_once_scores_as_each_alone(profiles, postings) -> None:
    found = scores(profiles, postings)
    assert found.tolist() == [[match(profile, asked).score for asked in postings] for profile in profiles]


@given(PROFILES, POSTINGS, CODES)
def test_learning_more_never_lowers_a_score(profile, asked, code) -> None:
    more = profile | {code: Had(level=3, evidence="")}
    assert match(more, asked).score >= match(profile, asked).score
