"""The search page and its suggestions."""

from collections.abc import Mapping

from django.http import HttpRequest, HttpResponse, QueryDict
from django.shortcuts import render
from django.utils.translation import get_language
from django.views.decorators.http import require_safe

from naru.base.kit.guard import person_of
from naru.base.kit.installed import collected
from naru.base.kit.pager import Pages
from naru.base.kit.person import Person
from naru.data.catalogue.core.search_values import DEEPEST, SORT_WORDS, Facet, SearchRequest, SearchResult, Sort
from naru.data.catalogue.core.things_beside import KindBeside
from naru.data.catalogue.search import search
from naru.data.catalogue.search.beside import beside
from naru.data.catalogue.search.facets import FACET_WORDS, as_kept
from naru.data.catalogue.search.suggestions import suggest

SIZE = 20
CHOICES_MOST = 30  # chosen values of one facet that an address may carry
TEXT_LONGEST = 300


@require_safe
def search_page(request: HttpRequest) -> HttpResponse:
    """``?q=``, ``?sort=``, ``?page=``, and each facet's name as often as values of it are chosen."""
    asked = _asked(request.GET)
    person = person_of(request)
    result = search.search(asked, person)
    _tell_of_a_miss(asked, result)
    pages = Pages.of(min(result.total, DEEPEST), size=SIZE, number=asked.offset // SIZE + 1)
    context = {
        "asked": asked,
        "result": result,
        "pages": pages,
        "first": asked.offset + 1,
        "fitting": result.hits[: max(0, result.fitting - asked.offset)],
        "partly": result.hits[max(0, result.fitting - asked.offset) :],
        "first_partly": max(asked.offset, result.fitting) + 1,
        "partly_total": result.total - result.fitting,
        "chosen": [
            {"facet": facet, "value": value, "without": _without(request.GET, facet.name, value.value)}
            for facet in result.facets
            for value in facet.values
            if value.is_chosen
        ],
        "folded": _folded(result.facets),
        "sorts": SORT_WORDS.items(),
        "is_corrected": result.loosened in search.CORRECTED,
        "beside": _beside(asked, result, person),
    }
    return render(request, "catalogue/search.html", context)


def _tell_of_a_miss(asked: SearchRequest, result: SearchResult) -> None:
    """Of what people typed and no dataset has, whoever narrowed it down; the words alone, never who typed them."""
    if asked.text and not asked.facets and not asked.offset and not result.fitting:
        for told in collected("missed_searches"):
            told(asked.text)


def _beside(asked: SearchRequest, result: SearchResult, person: Person) -> tuple[KindBeside, ...]:
    """Things of other kinds, above the first page; not where datasets are narrowed down or paged through."""
    if asked.facets or asked.offset:
        return ()
    return beside(result.asked or asked.text, person, language=asked.language)


@require_safe
def suggestions(request: HttpRequest) -> HttpResponse:
    """The list under a search box, as a part of whatever page it stands in."""
    text = _plain(request.GET.get("q", ""))
    return render(request, "catalogue/_suggestions.html", {"found": suggest(text, person_of(request)), "text": text})


def _asked(query: QueryDict) -> SearchRequest:
    facets = {
        name: tuple(_plain(value) for value in query.getlist(name)[:CHOICES_MOST] if value) for name in FACET_WORDS
    }
    text = _plain(query.get("q", ""))
    return SearchRequest(
        text=text,
        facets={name: values for name, values in facets.items() if values},
        sort=_sort(query, text),
        offset=(page_number(query) - 1) * SIZE,
        limit=SIZE,
        language=get_language() or "ko",
    )


def _sort(query: QueryDict, text: str) -> Sort:
    """Without a text nothing is more relevant than anything else: newest first."""
    wanted = query.get("sort", "")
    if wanted in set(Sort) and (text or wanted != Sort.RELEVANCE):
        return Sort(wanted)
    return Sort.RELEVANCE if text else Sort.CHANGED


def page_number(query: QueryDict) -> int:
    """``?page=``, from 1 and no deeper than one can page to; 1 for what is no number."""
    number = query.get("page", "1")
    return min(max(1, int(number)), DEEPEST // SIZE) if number.isascii() and number.isdigit() and len(number) < 7 else 1


def _plain(text: str) -> str:
    return text.replace("\0", "")[:TEXT_LONGEST].strip()


def _without(query: QueryDict, name: str, value: str) -> str:
    """The same search with one choice less, from its first page."""
    rest = query.copy()
    rest.setlist(name, [other for other in rest.getlist(name) if as_kept(name, [_plain(other)]) != (value,)])
    rest.pop("page", None)
    return f"?{rest.urlencode()}"


FOLD = 8


def _folded(facets: tuple[Facet, ...]) -> list[Mapping[str, object]]:
    """Each facet with its first values and, folded away, the others."""
    return [{"facet": facet, "first": facet.values[:FOLD], "rest": facet.values[FOLD:]} for facet in facets]
