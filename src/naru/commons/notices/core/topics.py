"""What people are told of, as packages declare it where their application starts."""

from collections.abc import Mapping
from dataclasses import dataclass

from naru.base.kit.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """``name`` is for ever: what people chose of it stands under it. ``mail``: whether it is mailed to who chose nothing."""

    name: str
    words: Words
    mail: bool = True


_TOPICS: dict[str, Topic] = {}


def declare(*topics: Topic) -> None:
    """Make topics known; a topic belongs to one package."""
    for topic in topics:
        assert _TOPICS.get(topic.name, topic) == topic, f"topic {topic.name!r} is declared twice"
        _TOPICS[topic.name] = topic


def topic_named(name: str) -> Topic:
    """A topic that nobody declared is a mistake of the code that tells of it."""
    assert name in _TOPICS, f"topic {name!r} is not declared"
    return _TOPICS[name]


def declared() -> Mapping[str, Topic]:
    """By their names, of the packages imported so far."""
    return dict(sorted(_TOPICS.items()))
