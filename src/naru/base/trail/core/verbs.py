"""What the trail's verbs say to people: one sentence a verb, declared by the package whose act it is.

A verb stays in the record as the code it is ("dataset.published"); the sentence is made when the record is read, from
the facts that the record holds.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field
from typing import Any

from naru.base.kit.words import Words

FACT = re.compile(r"{(\w+)}")
LONGEST = 120  # of a fact inside a sentence


@dataclass(frozen=True, slots=True, kw_only=True)
class Stream:
    """One kind of thing that acts are about."""

    name: str
    words: Words
    verbs: Mapping[str, Words]  # by the whole verb; {fact} stands for a fact of the record
    values: Mapping[str, Mapping[str, Words]] = field(default_factory=dict)  # of facts that hold a code: code → words


_STREAMS: dict[str, Stream] = {}


def declare(stream: Stream) -> None:
    """Make a stream's verbs known; a stream belongs to one package."""
    assert all(verb.startswith(f"{stream.name}.") for verb in stream.verbs), f"a foreign verb in {stream.name!r}"
    assert _STREAMS.get(stream.name, stream) == stream, f"stream {stream.name!r} is declared twice"
    _STREAMS[stream.name] = stream


def declared() -> Mapping[str, Stream]:
    """By the streams' names: those of the packages imported so far."""
    return dict(_STREAMS)


def sentence(verb: str, facts: Mapping[str, Any]) -> Words:
    """What happened, in both languages; the verb itself where no package has declared it."""
    stream = _STREAMS.get(verb.partition(".")[0])
    words = stream.verbs.get(verb) if stream else None
    if stream is None or words is None:
        return Words(verb, verb)
    return Words(_filled(words.ko, stream, facts, "ko"), _filled(words.en, stream, facts, "en"))


def stream_words(name: str) -> Words:
    """What the stream is called; its name where no package has declared it."""
    return _STREAMS[name].words if name in _STREAMS else Words(name, name)


def saying(text: str) -> list[str]:
    """The verbs whose sentence or stream has this text in either language: what people search a trail by."""
    wanted = text.strip().lower()
    return [
        verb
        for stream in _STREAMS.values()
        for verb, words in stream.verbs.items()
        if wanted and any(wanted in FACT.sub("", said).lower() for said in (words.ko, words.en))
    ]


def _filled(text: str, stream: Stream, facts: Mapping[str, Any], language: str) -> str:
    def fact(match: re.Match[str]) -> str:
        value, known = facts.get(match[1]), stream.values.get(match[1], {})

        def told(code: Any) -> Any:
            return known[str(code)].in_(language) if str(code) in known else code

        return _said([told(one) for one in value] if isinstance(value, list | tuple) else told(value))

    return FACT.sub(fact, text)


def _said(value: Any) -> str:
    match value:
        case None | "" | []:
            return "–"
        case bool():
            return str(value).lower()
        case int():
            return f"{value:,}"
        case list() | tuple():
            return ", ".join(map(str, value))[:LONGEST]
        case _:
            return str(value)[:LONGEST]
