"""A phrase in the reader's language."""

import pytest

from naru.base.kit.words import LANGUAGES, Words


@pytest.mark.parametrize(("language", "said"), [("en", "Hello"), ("ko", "안녕"), ("ja", "안녕"), ("", "안녕")])
def test_english_is_said_to_who_asks_for_it_and_korean_to_all_others(language: str, said: str) -> None:
    assert Words("안녕", "Hello").in_(language) == said


def test_the_interface_has_two_languages() -> None:
    assert LANGUAGES == ("ko", "en")
