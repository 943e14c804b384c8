"""What can be asked of the search, and what it answers."""

from collections.abc import Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from naru.base.kit.words import Words
from naru.data.catalogue.core.dataset_figures import DatasetFigures
from naru.data.catalogue.core.highlight import Piece
from naru.data.catalogue.core.match_reasons import Why
from naru.data.catalogue.core.values import Dataset


class Sort(StrEnum):
    RELEVANCE = "relevance"
    CHANGED = "changed"
    ISSUED = "issued"


SORT_WORDS = {
    Sort.RELEVANCE: Words("관련도순", "Best match"),
    Sort.CHANGED: Words("최근 수정순", "Recently updated"),
    Sort.ISSUED: Words("최근 등록순", "Recently issued"),
}

DEEPEST = 10_000  # results that can be paged to; beyond it one narrows the search


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchRequest:
    """``limit`` is at most 100 and ``offset`` at most ``DEEPEST``: more is taken as that."""

    text: str = ""
    facets: Mapping[str, tuple[str, ...]] = field(default_factory=dict)  # facet → chosen values
    sort: Sort = Sort.RELEVANCE
    offset: int = 0
    limit: int = 20
    with_facets: bool = True
    language: str = "ko"  # that hits are shown in, where they have it


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """``score`` is 0.0 where the order is not by it; ``formats`` are in small letters.

    ``figures`` is None where the dataset has no live table.
    """

    dataset: Dataset
    score: float
    why: Why
    figures: DatasetFigures | None
    title: tuple[Piece, ...]
    excerpt: tuple[Piece, ...]
    formats: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class FacetValue:
    """``count`` is exact, under the visitor's rights and what is chosen of the other facets."""

    value: str
    words: Words
    count: int
    is_chosen: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Facet:
    name: str
    words: Words
    values: tuple[FacetValue, ...]  # most first; years newest first


class Loosened(StrEnum):
    """How far the search had to go to find anything."""

    NO = "no"
    SOME_WORDS = "some_words"  # nothing fits all that was asked
    TYPO = "typo"  # words that are spelt nearly so
    INITIALS = "initials"  # words with these first consonants
    KEYBOARD = "keyboard"  # the Korean that English keys meant


@dataclass(frozen=True, slots=True, kw_only=True)
class SearchResult:
    """Counts are exact, under the visitor's rights; ``seconds`` is what the search took.

    The first ``fitting`` of the ``total`` fit all that was asked; what comes after them says a part of it.
    """

    total: int
    fitting: int
    seconds: float
    hits: tuple[Hit, ...]
    facets: tuple[Facet, ...] = ()
    loosened: Loosened = Loosened.NO
    asked: str = ""  # what was really looked for, where the keyboard was in the wrong mode


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestion:
    text: str
    count: int  # how many datasets say it, under the visitor's rights


@dataclass(frozen=True, slots=True, kw_only=True)
class Suggestions:
    words: tuple[Suggestion, ...]
    datasets: tuple[Dataset, ...]
