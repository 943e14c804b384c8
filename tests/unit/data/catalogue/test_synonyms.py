"""Words that mean the same: narrow, each with its reason, and none of itself."""

import pytest

from naru.data.catalogue.core import korean
from naru.data.catalogue.core.query_words import WRAPPING
from naru.data.catalogue.core.synonym_lines import NOUNS, VERBS
from naru.data.catalogue.core.synonyms import SYNONYMS, VERB_NOUNS, lines, nouns_of, synonyms

REASONS = {"english", "tags", "standard", "short", "everyday"}


@pytest.mark.parametrize(
    ("word", "others"),
    [
        ("주차장", ("parking",)),
        ("parking", ("주차장",)),
        ("주차", ()),  # the parked car, or the week: it only looks like 주차장
        ("logistic", ("물류",)),  # the singular of logistics, by rule
        ("따릉이", ("공공자전거",)),
        ("공공자전거", ("공영자전거", "자전거대여소")),  # and not the brand of one city
        ("없는말", ()),
        ("", ()),
    ],
)
def test_the_other_words_of_its_lines(word: str, others: tuple[str, ...]) -> None:
    assert synonyms(word) == others


def test_a_verb_has_nouns() -> None:
    assert nouns_of("빌리") == ("대여", "임대")
    assert nouns_of("") == ()


def test_a_synonym_is_never_the_word_itself() -> None:
    for word, others in (*SYNONYMS.items(), *VERB_NOUNS.items()):
        assert word not in others
        assert len(set(others)) == len(others) > 0


def test_every_line_says_why_and_joins_two_words_at_least() -> None:
    for line in lines(NOUNS):
        assert line.reason.partition(":")[0] in REASONS, line
        assert len(line.words) + bool(line.everyday) > 1, line
    assert all(line.reason and line.everyday for line in lines(VERBS))


def test_every_word_is_written_as_it_is_looked_up() -> None:
    words = {word for line in lines(NOUNS) for word in filter(None, (line.everyday, *line.words))}
    assert [word for word in sorted(words) if korean.normalised(word) != word or korean.singular(word) != word] == []
    assert [word for word in sorted(words) if len(korean.words(word)) != 1] == []


def test_no_word_that_only_wraps_a_question_is_a_synonym_of_a_subject() -> None:
    subjects = {word for word in SYNONYMS if korean.is_hangul(word) and word not in WRAPPING}
    assert [word for word in sorted(subjects) if set(SYNONYMS[word]) & WRAPPING.keys()] == []
