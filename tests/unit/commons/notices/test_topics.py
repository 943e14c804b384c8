"""Topics are declared once, and known by their names."""

import pytest

from naru.base.kit.words import Words
from naru.commons.notices.core import topics

FIRST = topics.Topic(name="tests.first", words=Words("첫째", "First"))
SECOND = topics.Topic(name="tests.second", words=Words("둘째", "Second"), mail=False)


@pytest.fixture(autouse=True)
def own_topics(monkeypatch: pytest.MonkeyPatch) -> None:
    monkeypatch.setattr(topics, "_TOPICS", {})


def test_declared_topics_are_listed_by_name() -> None:
    topics.declare(SECOND, FIRST)
    topics.declare(FIRST)
    assert list(topics.declared()) == ["tests.first", "tests.second"]
    assert topics.topic_named("tests.second") == SECOND
    assert (FIRST.mail, SECOND.mail) == (True, False)


def test_a_topic_of_two_meanings_or_of_nobody_is_a_mistake() -> None:
    topics.declare(FIRST)
    with pytest.raises(AssertionError, match="declared twice"):
        topics.declare(topics.Topic(name="tests.first", words=Words("다른", "Other")))
    with pytest.raises(AssertionError, match="not declared"):
        topics.topic_named("tests.third")
