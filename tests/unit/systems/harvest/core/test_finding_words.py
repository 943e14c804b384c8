"""Findings in words: filled in with their facts, and never an error of their own."""

import re

import pytest

from naru.systems.harvest.core.finding_words import FINDINGS, words_of
from naru.systems.harvest.core.values import Finding


@pytest.mark.parametrize(
    ("finding", "english"),
    [
        (
            Finding(code="date_unread", facts={"said": "yesterday"}),
            "A date could not be read and was left empty: yesterday",
        ),
        (Finding(code="date_unread"), "A date could not be read and was left empty: ?"),
        (
            Finding(code="record_unreadable", where="7", facts={"reason": "no title"}),
            "Record 7 could not be read and was passed by (no title).",
        ),
        (Finding(code="of_next_year", facts={"said": "x"}), "of_next_year"),
    ],
)
def test_a_finding_is_said_with_its_facts(finding: Finding, english: str) -> None:
    assert words_of(finding).en == english
    assert "{" not in words_of(finding).ko


@pytest.mark.parametrize("code", sorted(FINDINGS))
def test_both_languages_say_the_same_facts(code: str) -> None:
    said = FINDINGS[code]
    assert set(re.findall(r"{(\w+)", said.ko)) == set(re.findall(r"{(\w+)", said.en))
