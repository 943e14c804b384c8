"""What a person typed, understood: the words it is about, where, which words merely help, and what else they are called.

*Theory of operation.* Each word becomes a group: its stem, the nouns it is made of, its synonyms. Words that say how
something is asked or in which form it is wanted (``query_words``) only help. A verb asks by the nouns that records use
for it. Two words that together are one that has synonyms (쓰레기 봉투) are one group. A place is a group that lifts.
"""

import re
from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace

from naru.data.catalogue.core import jamo, korean
from naru.data.catalogue.core.places import Place, place_of
from naru.data.catalogue.core.query_words import DOING, WRAPPING, WordKind
from naru.data.catalogue.core.synonyms import SYNONYMS, nouns_of, synonyms

QUERY_LONGEST = 300
WORDS_MOST = 20
NOMINAL = "\u11b7"  # the ending ㅁ, as the analyser writes it
SPLIT_FROM = 4  # letters of a word that is looked for in two
AND_PARTICLES, AND_WORDS = (
    frozenset(["와", "과", "랑", "이랑", "하고"]),
    frozenset(["및", "또는", "그리고", "and", "or"]),
)
NEEDED = 0.3  # what the nouns of a verb (버려지는) weigh beside a noun

# Particles written in both their forms, as forms and templates do: "요금을(를)".
_BOTH_FORMS = re.compile(r"(을\(를\)|를\(을\)|이\(가\)|가\(이\)|은\(는\)|는\(은\)|와\(과\)|과\(와\)|\(으\)로)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One word as typed: its parts all, or the whole, or another name for it. ``weight`` is 1 for a noun."""

    text: str  # without particles: "주차장을" → "주차장"
    parts: tuple[str, ...]  # its content morphemes, without a form at its end: "단속현황" → 단속
    others: tuple[str, ...] = ()
    weight: float = 1.0
    place: Place | None = None
    topic: int = 0  # which of the topics that the question lists: "버스와 택시" has two


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    typed: str  # as typed, cut off at 300 characters
    whole: str  # letters and digits alone
    groups: tuple[Group, ...]  # what it is about: what says all of them fits
    helping: tuple[Group, ...]  # what raises the rank

    @property
    def is_empty(self) -> bool:
        return not self.groups

    @property
    def subjects(self) -> tuple[Group, ...]:
        """The groups that bring a record: all but places, or the places where nothing else is asked for."""
        return tuple(group for group in self.groups if group.place is None) or self.groups

    @property
    def topics(self) -> tuple[tuple[Group, ...], ...]:
        """The subjects of each topic, where a question lists several; else nothing."""
        numbers = sorted({group.topic for group in self.subjects})
        if len(numbers) < 2:
            return ()
        return tuple(tuple(group for group in self.subjects if group.topic == number) for number in numbers)

    def of(self, topic: tuple[Group, ...]) -> "Plan":
        """The same question about one of its topics."""
        return replace(self, groups=tuple(group for group in self.groups if group.place or group in topic))

    @property
    def places(self) -> tuple[Place, ...]:
        """Where it should be, if it is about something there."""
        if len(self.subjects) == len(self.groups):
            return ()
        return tuple(group.place for group in self.groups if group.place is not None)


def understood(text: str) -> Plan:
    """The plan of what was typed, of which at most 300 characters and 20 words are read."""
    words = korean.words(_BOTH_FORMS.sub(" ", text[:QUERY_LONGEST]))[:WORDS_MOST]
    korean.learn(words)
    verbs = korean.verbs(tuple(words)) if any(_stems(word) for word in words) else frozenset()
    about: list[Group] = []
    light: list[tuple[Group, WordKind]] = []
    topic = 0
    for word, group in _compounds([(word, _group(word)) for word in words]):
        group = replace(group, topic=topic)
        kind = _kind_of_light(word, group, verbs)
        if kind is None:
            about.append(group)
        elif needed := _needed(word):
            about.append(replace(needed, topic=topic))
        else:
            light.append((group, kind))
        topic += _lists(word)
    return Plan(
        typed=text[:QUERY_LONGEST].strip(),
        whole="".join(words),
        groups=tuple(dict.fromkeys(about or _heaviest(light))),
        helping=tuple(dict.fromkeys(group for group, _ in light if about or group not in _heaviest(light))),
    )


def _group(word: str) -> Group:
    if place := place_of(_without_particle(word)):
        name = _without_particle(word)
        return Group(
            text=name, parts=(name,), others=tuple(other for other in place.names if other != name), place=place
        )
    parts = tuple(dict.fromkeys(korean.singular(part) for part in korean.content(word)))
    if not parts:
        return Group(text=word, parts=(word,))
    text = _stem(word, parts)
    others = dict.fromkeys([*synonyms(text), *(other for part in parts if len(parts) == 1 for other in synonyms(part))])
    return Group(text=text, parts=_without_form(parts), others=tuple(others))


def _compounds(found: Sequence[tuple[str, Group]]) -> list[tuple[str, Group]]:
    """Two words in a row that together are one with synonyms, as one: 쓰레기 봉투 → 쓰레기봉투."""
    out: list[tuple[str, Group]] = []
    for word, group in found:
        if out and out[-1][0] == out[-1][1].text and (joined := out[-1][0] + group.text) in SYNONYMS:
            parts = tuple(dict.fromkeys((*out[-1][1].parts, *group.parts)))
            out[-1] = (joined, Group(text=joined, parts=parts, others=synonyms(joined)))
        else:
            out.append((word, group))
    return out


def _kind_of_light(word: str, group: Group, verbs: frozenset[str]) -> WordKind | None:
    """Why a word says nothing of what is asked for; None where it does."""
    if group.text in WRAPPING:
        return WRAPPING[group.text]
    if all(part in WRAPPING for part in group.parts):
        return WRAPPING[group.parts[0]]
    if not _is_hidden_noun(word) and (word in verbs or not (group.place or korean.content(word))):
        return WordKind.QUESTION
    return WordKind.DOING if _is_doing(word) and all(part in DOING for part in group.parts) else None


def _is_hidden_noun(word: str) -> bool:
    """A noun of one syllable that looks like a verb made a noun: 댐, 섬."""
    return len(word) == 1 and korean.analysis(word)[-1][0] == NOMINAL


def _heaviest(light: Sequence[tuple[Group, WordKind]]) -> list[Group]:
    """Of words that all say little, those that say most."""
    for kinds in ({WordKind.DOING}, {WordKind.FORM, WordKind.FIGURE, WordKind.TIME}, set(WordKind)):
        if chosen := [group for group, kind in light if kind in kinds]:
            return chosen
    return []


def _needed(word: str) -> Group | None:
    """What a verb asks for, by the nouns that records use: "버려지는" → 폐기, 배출."""
    nouns = dict.fromkeys(noun for stem in _stems(word) for noun in nouns_of(stem))
    if not nouns:
        return None
    first, *others = nouns
    return Group(text=first, parts=(first,), others=tuple(others), weight=NEEDED)


def _lists(word: str) -> bool:
    """Whether another topic follows: 버스와, 버스랑, 버스 및."""
    form, tag = (korean.analysis(word) or (("", ""),))[-1]
    return word in AND_WORDS or (tag in {"JC", "JKB"} and form in AND_PARTICLES)


def _without_particle(word: str) -> str:
    """ "강릉에서" → "강릉": the word up to its last content morpheme."""
    parts = korean.content(word)
    return _stem(word, parts) if parts else word


def _without_form(parts: tuple[str, ...]) -> tuple[str, ...]:
    """Without the form or figure that ends a compound: 단속 현황 → 단속."""
    end = len(parts)
    while end > 1 and parts[end - 1] in WRAPPING:
        end -= 1
    return parts[:end]


def _stem(word: str, parts: tuple[str, ...]) -> str:
    """The word up to the end of its last content morpheme: "부산에서" → "부산"."""
    end = 0
    for part in parts:
        at = word.find(part, end)
        end = at + len(part) if at >= 0 else end
    return word[:end] if end else word


def _stems(word: str) -> list[str]:
    return [form for form, tag in korean.analysis(word) if tag in korean.STEMS]


def _is_doing(word: str) -> bool:
    """A noun made a verb: 이용하나요, 설치된."""
    return any(tag in {"XSV", "XSA"} for _, tag in korean.analysis(word))


def opened(plan: Plan, is_said: Callable[[str], bool]) -> Plan:
    """A long word that nothing says, in two that something says: 당진화력 → 당진, 화력."""
    return replace(plan, groups=tuple(_opened(group, is_said) for group in plan.groups))


def _opened(group: Group, is_said: Callable[[str], bool]) -> Group:
    if len(group.parts) > 1 or len(group.text) < SPLIT_FROM or is_said(group.text):
        return group
    for at in range(len(group.text) - 2, 1, -1):
        both = (group.text[:at], group.text[at:])
        if all(map(is_said, both)):
            return replace(group, parts=both)
    return group


def named_by_initials(words: Sequence[str]) -> Plan:
    """Any of the words that have the initials typed, the most frequent standing for all."""
    first, *others = words
    return replace(understood(first), groups=(Group(text=first, parts=(first,), others=tuple(others)),), helping=())


def retyped(text: str) -> str | None:
    """The Korean that English keys meant ("wnckwkd" → "주차장"), where that makes whole syllables."""
    meant = " ".join(jamo.from_keys(word) for word in text.split())
    is_whole = all(jamo.is_syllable(letter) or letter == " " for letter in meant)
    return meant if meant != text and is_whole else None
