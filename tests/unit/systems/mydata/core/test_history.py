"""What happened to a consent, in sentences."""

import re

import pytest

from naru.systems.mydata.core.history import SENTENCES, sentence


def test_a_sentence_has_its_facts_and_a_mark_for_what_it_lacks() -> None:
    said = sentence("agreed", {"items": "소득", "items_en": "income"})
    assert (said.ko, said.en) == ("동의했습니다: 소득", "I agreed to income.")
    assert sentence("renewed", {}).en == "I renewed it until ?; nothing was deleted."
    with pytest.raises(KeyError):
        sentence("of_next_year", {})


@pytest.mark.parametrize("kind", sorted(SENTENCES))
def test_both_languages_say_the_same_facts(kind: str) -> None:
    korean, english = (set(re.findall(r"{(\w+?)(?:_en)?}", text)) for text in (SENTENCES[kind].ko, SENTENCES[kind].en))
    assert korean == english
