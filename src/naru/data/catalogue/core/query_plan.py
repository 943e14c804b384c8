"""What a person typed, understood: which words must be found, which merely help, and what else they may be called."""

import re
from collections.abc import Sequence
from dataclasses import dataclass, replace

from naru.data.catalogue.core import jamo, korean
from naru.data.catalogue.core.synonyms import synonyms

QUERY_LONGEST = 300
WORDS_MOST = 20
THINGS_ENOUGH = 2  # things asked for, from which on what is done with them (이용하는) merely helps

# Nouns that people wrap around what they look for. They count only where nothing else is left.
WRAPPING = frozenset(
    [
        "데이터",
        "자료",
        "정보",
        "목록",
        "리스트",
        "파일",
        "어디",
        "얼마",
        "무엇",
        "뭐",
        "누구",
        "언제",
        "것",
        "거",
        "곳",
        "수",
        "때",
        "좀",
        "방법",
        "관련",
        "관련된",
        "대한",
        "종류",
        "내용",
        "알림",
        "동네",
        "근처",
        "data",
        "dataset",
        "datasets",
        "file",
        "the",
        "a",
        "an",
        "of",
        "in",
        "for",
        "to",
        "and",
        "is",
        "are",
        "where",
        "how",
        "what",
        "which",
        "about",
        "find",
        "show",
        "me",
        "list",
        "by",
        "with",
        "on",
        "at",
        "from",
        "near",
        "my",
        "i",
        "we",
        "you",
        "want",
        "need",
        "please",
        "can",
        "do",
        "does",
        "there",
        "any",
        "all",
        "get",
        "who",
        "when",
    ]
)


# Particles written in both their forms, as forms and templates do: "요금을(를)".
_BOTH_FORMS = re.compile(r"(을\(를\)|를\(을\)|이\(가\)|가\(이\)|은\(는\)|는\(은\)|와\(과\)|과\(와\)|\(으\)로)")


@dataclass(frozen=True, slots=True, kw_only=True)
class Group:
    """One word as typed: its parts all, or the whole, or another name for it."""

    text: str  # without particles: "주차장을" → "주차장"
    parts: tuple[str, ...]  # its content morphemes
    others: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    typed: str  # as typed, cut off at 300 characters
    whole: str  # letters and digits alone
    groups: tuple[Group, ...]  # what must be found
    helping: tuple[Group, ...]  # what raises the rank
    is_question: bool

    @property
    def is_empty(self) -> bool:
        return not self.groups

    def enough(self) -> int:
        """How many groups must be found where not all can be: two thirds, rounded up."""
        return -(-2 * len(self.groups) // 3)

    def in_parts(self) -> "Plan":
        """Every morpheme a group of its own: a long compound of which something is missing can still be found."""
        parts = dict.fromkeys(part for group in self.groups for part in group.parts)
        return replace(self, groups=tuple(_group(part)[0] for part in parts))


def understood(text: str) -> Plan:
    """The plan of what was typed, of which at most 300 characters and 20 words are read."""
    words = korean.words(_BOTH_FORMS.sub(" ", text[:QUERY_LONGEST]))[:WORDS_MOST]
    korean.learn(words)
    found = [_group(word) for word in words]
    verbs = korean.verbs(tuple(words)) if any(_is_verbal(word) for word in words) else frozenset()
    weighty = [group for group, is_content in found if is_content and not _wraps(group) and group.text not in verbs]
    things = [group for (group, _), word in zip(found, words, strict=True) if group in weighty and not _is_doing(word)]
    weighty = things if len(set(things)) >= THINGS_ENOUGH else weighty
    light = [group for group, _ in found if group not in weighty]
    return Plan(
        typed=text[:QUERY_LONGEST].strip(),
        whole="".join(words),
        groups=tuple(dict.fromkeys(weighty or light)),
        helping=tuple(dict.fromkeys(light if weighty else ())),
        is_question=len(weighty) > 2 and any(_is_inflected(word) for word in words),
    )


def _group(word: str) -> tuple[Group, bool]:
    parts = tuple(korean.singular(part) for part in korean.content(word))
    if not parts:
        return Group(text=word, parts=(word,)), False
    text = _stem(word, parts)
    others = dict.fromkeys([*synonyms(text), *(other for part in parts if len(parts) == 1 for other in synonyms(part))])
    return Group(text=text, parts=tuple(dict.fromkeys(parts)), others=tuple(others)), True


def _stem(word: str, parts: tuple[str, ...]) -> str:
    """The word up to the end of its last content morpheme: "부산에서" → "부산"."""
    end = 0
    for part in parts:
        at = word.find(part, end)
        end = at + len(part) if at >= 0 else end
    return word[:end] if end else word


def _wraps(group: Group) -> bool:
    return all(part in WRAPPING for part in group.parts)


def _is_inflected(word: str) -> bool:
    return any(tag[0] in "JE" for _, tag in korean.analysis(word))


def _is_doing(word: str) -> bool:
    """A noun made a verb: 이용하나요, 설치된."""
    return any(tag in {"XSV", "XSA"} for _, tag in korean.analysis(word))


def _is_verbal(word: str) -> bool:
    return any(tag in korean.STEMS for _, tag in korean.analysis(word))


def named_by_initials(words: Sequence[str]) -> Plan:
    """Any of the words that have the initials typed, the most frequent standing for all."""
    first, *others = words
    return replace(understood(first), groups=(Group(text=first, parts=(first,), others=tuple(others)),), helping=())


def retyped(text: str) -> str | None:
    """The Korean that English keys meant ("wnckwkd" → "주차장"), where that makes whole syllables."""
    meant = " ".join(jamo.from_keys(word) for word in text.split())
    is_whole = all(jamo.is_syllable(letter) or letter == " " for letter in meant)
    return meant if meant != text and is_whole else None
