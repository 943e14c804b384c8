"""Korean text taken apart for the index and for queries, in the same way for both.

*Theory of operation.* Text is split into words (at anything that is no letter or digit), and each word is analysed by
itself: the same word is then cut alike in every record and every query, whatever stands beside it, and an analysis is
made once a word rather than once a sentence (48,000 different words in 10,000 real records: 3 s instead of 11 s).
Beside the morphemes stand runs of three syllables of the text with its spaces removed, and pairs inside its words: a text
that holds a string holds all of its triples, so that spacing and an analyser's mistakes lose nothing.
"""

import re
import unicodedata
from bisect import bisect_right
from collections.abc import Iterable, Mapping, Sequence
from functools import lru_cache
from itertools import accumulate, pairwise
from threading import Lock
from typing import Any

from naru.data.catalogue.core.jamo import is_syllable

WORD_LONGEST = 60
KEPT = 200_000  # words whose analysis is kept
CONTENT = frozenset({"NNG", "NNP", "NR", "SL", "SN", "SH", "XR", "W_SERIAL"})
STEMS = frozenset({"VV", "VA"})

_NO_JAMO = re.compile(r"[^ㄱ-ㆎ]+")
_SYLLABLE = re.compile(r"[가-힣]")
_WORD = re.compile(r"[^\W_]+")
_ATOM = re.compile(r"[가-힣]|[0-9]+|[^\W\d_가-힣]+")
_OWN_SINGULAR = {"buses": "bus", "gases": "gas", "news": "news", "series": "series"}
_kiwi: Any = None
_lock = Lock()


def normalised(text: str) -> str:
    """Compatibility forms unified, small letters: "ＣＳＶ" → "csv", "㎡" → "m2". Single letters as typed (ㅈㅊㅈ) stay."""
    if unicodedata.is_normalized("NFKC", text):
        return text.lower()
    return _NO_JAMO.sub(lambda run: unicodedata.normalize("NFKC", run[0]), text).lower()


def words(text: str) -> list[str]:
    """Runs of letters and digits, each cut off at 60 characters."""
    return [word[:WORD_LONGEST] for word in _WORD.findall(normalised(text))]


def warm_up() -> None:
    """Reads the analyser (a second, about 300 MB)."""
    morphemes("나루")


@lru_cache(maxsize=KEPT)
def morphemes(word: str) -> tuple[str, ...]:
    """What a word says without its particles and endings: nouns, foreign words, numbers, verb stems.

    A word of one syllable stands for itself: alone, 댐 (a dam) looks to the analyser like an inflected verb.
    """
    if len(word) == 1:
        return (word,)
    stems = (form for form, tag in analysis(word) if tag in STEMS)
    return tuple(singular(form) for form in content(word)) + tuple(stems)


@lru_cache(maxsize=KEPT)
def content(word: str) -> tuple[str, ...]:
    """The nouns, foreign words and numbers of a word: "주차장을" → ("주차장",)."""
    return tuple(form for form, tag in analysis(word) if tag in CONTENT)


def atoms(words: Iterable[str]) -> list[str]:
    """What a text is counted in, spaces ignored: syllables one by one, runs of other letters and of digits whole.

    "공영 P1" → 공 영 p 1. English words stand in the singular.
    """
    return [atom if len(atom) < 4 else singular(atom) for atom in _ATOM.findall(" ".join(words))]


def singular(word: str) -> str:
    """An English word without its plural's ending, by rule: "hospitals" → "hospital", "facilities" → "facility"."""
    if len(word) < 4 or not word.endswith("s") or not word.isascii() or word.endswith(("ss", "us", "is")):
        return word
    if word in _OWN_SINGULAR:
        return _OWN_SINGULAR[word]
    if word.endswith("ies") and len(word) > 4:
        return word[:-3] + "y"
    return word[:-2] if word.endswith(("sses", "shes", "ches", "xes")) else word[:-1]


def triples(atoms: Sequence[str]) -> dict[str, None]:
    """The different runs of three atoms: 공영 주차장 → 공영주 영주차 주차장."""
    return dict.fromkeys(map("".join, zip(atoms, atoms[1:], atoms[2:], strict=False)))


@lru_cache(maxsize=KEPT)
def pairs_of(word: str) -> tuple[str, ...]:
    """Two atoms in a row inside the word, and what stands alone: what a word of one or two atoms is looked up in.

    Of two syllables that belong to different morphemes only whole ones: 공영주차장 holds 주차 but not 영주, the city, and
    "3주차" (the third week) holds no 주차.
    """
    found = atoms([word])
    alone = found if len(found) == 1 else [atom for atom in found if not is_syllable(atom[0])]
    owners = _owners(word) if is_hangul(word) else {}
    both: dict[str, None] = dict.fromkeys(alone)
    at = 0
    for first, second in pairwise(found):
        if _is_one_word(owners, at, at + len(first), at + len(first) + len(second)):
            both[first + second] = None
        at += len(first)
    return tuple(both)


def _owners(word: str) -> dict[int, tuple[int, int, bool]]:
    """Where each morpheme of the word that can be found in it lies, and whether it only counts (명, 주, 차), by letter."""
    owners: dict[int, tuple[int, int, bool]] = {}
    end = 0
    for form, tag in analysis(word):
        at = word.find(form, end)
        if at >= 0:
            end = at + len(form)
            owners |= dict.fromkeys(range(at, end), (at, end, tag == "NNB"))
    return owners


def _is_one_word(owners: Mapping[int, tuple[int, int, bool]], start: int, middle: int, end: int) -> bool:
    first, second = owners.get(start), owners.get(middle)
    if first is None or second is None:
        return True
    if first == second:
        return not first[2]
    return first[0] == start and second[1] == end and not (first[2] and second[2])


def squeezed(text: str) -> str:
    """Letters and digits alone: the form in which spacing makes no difference."""
    return "".join(words(text))


def is_hangul(word: str) -> bool:
    """Whether any letter is a Korean syllable."""
    return _SYLLABLE.search(word) is not None


def learn(texts: Iterable[str]) -> None:
    """Analyse all words of the texts at once, on both cores, before they are asked for one by one."""
    fresh = sorted({word for text in texts for word in words(text) if word not in _known and is_hangul(word)})
    _make_room(len(fresh))
    for word, tokens in zip(fresh, _analyse_all(fresh), strict=True):
        _known[word] = tokens


def analysis(word: str) -> tuple[tuple[str, str], ...]:
    """(form, part of speech) of a word's morphemes, by kiwipiepy; a word without Hangul is one foreign word or number."""
    if not is_hangul(word):
        return _foreign(word)
    found = _known.get(word)
    if found is None:
        _make_room(1)
        found = _known[word] = _analyse_all([word])[0]
    return found


@lru_cache(maxsize=1000)
def verbs(words: tuple[str, ...]) -> frozenset[str]:
    """Those words that say nothing but a verb where they stand: 볼 is a cheek by itself, but not in 볼 수 있나요."""
    with _lock:
        tokens = _analyser().tokenize(" ".join(words))
    ends = list(accumulate(len(word) + 1 for word in words))
    tags: list[set[str]] = [set() for _ in words]
    for token in tokens:
        tags[bisect_right(ends, token.start)].add(token.tag.partition("-")[0])
    return frozenset(word for word, said in zip(words, tags, strict=True) if said & STEMS and not said & CONTENT)


@lru_cache(maxsize=20_000)
def _foreign(word: str) -> tuple[tuple[str, str], ...]:
    parts = re.findall(r"[0-9]+|[^0-9]+", word)
    both = [(word, "SL")] if len(parts) > 1 else []
    return tuple(both + [(part, "SN" if part.isdigit() else "SL") for part in parts])


_known: dict[str, tuple[tuple[str, str], ...]] = {}


def _make_room(coming: int) -> None:
    if len(_known) + coming > KEPT:
        _known.clear()


def _analyse_all(fresh: Sequence[str]) -> list[tuple[tuple[str, str], ...]]:
    with _lock:
        return [_tokens(found) for found in _analyser().tokenize(list(fresh))] if fresh else []


def _tokens(found: Iterable[Any]) -> tuple[tuple[str, str], ...]:
    return tuple((token.form.lower(), token.tag.partition("-")[0]) for token in found)


def _analyser() -> Any:
    """Loaded when the first word asks for it (a second, about 300 MB); the caller holds the lock."""
    global _kiwi
    if _kiwi is None:
        from kiwipiepy import Kiwi

        _kiwi = Kiwi(num_workers=2, load_multi_dict=False, load_typo_dict=False)
    return _kiwi


def release() -> None:
    """Give the analyser's memory back; words known stay known. For processes that seldom need it."""
    global _kiwi
    with _lock:
        _kiwi = None
