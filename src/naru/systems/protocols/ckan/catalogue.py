"""CKAN's actions that read the catalogue."""

from collections.abc import Mapping
from dataclasses import replace
from typing import Any

from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.listing import Listed, ListingFilter
from naru.data.catalogue.core.search_values import DEEPEST, SearchRequest, SearchResult, Sort
from naru.data.catalogue.core.states import State
from naru.data.catalogue.core.vocabulary import THEMES
from naru.data.catalogue.search import counts, search
from naru.data.catalogue.search.suggestions import suggest
from naru.systems.protocols import reads
from naru.systems.protocols.core import ckan_packages, ckan_queries, parameters
from naru.systems.protocols.core.addresses import Addresses
from naru.systems.protocols.core.ckan_packages import PackageFacet
from naru.systems.protocols.core.ckan_queries import PackageSearch

Given = Mapping[str, Any]
AT_ONCE = 100  # hits of one search
VERSION = "2.11.0"
FACETS = {
    "organization": "publisher",
    "groups": "theme",
    "res_format": "format",
    "license_id": "licence",
}
SEARCHED = {"publisher": "publisher", "theme": "theme", "licence": "licence", "format": "format"}


def status_show(person: Person, given: Given, at: Addresses) -> Any:
    return {
        "ckan_version": VERSION,
        "site_url": at.site,
        "site_title": "나루",
        "site_description": "",
        "locale_default": "ko",
        "error_emails_to": None,
        "extensions": ["datastore", "dcat"],
    }


def site_read(person: Person, given: Given, at: Addresses) -> Any:
    return True


def package_search(person: Person, given: Given, at: Addresses) -> Any:
    """By the index where words are looked for, else from the rows: any depth, any of their orders."""
    asked = ckan_queries.package_search(given)
    total, found, facets = _searched(asked, person) if asked.text else _listed(asked, person)
    sort = "score desc" if not asked.sort else _said(asked.sort)
    results = [ckan_packages.package(each, at) for each in found]
    return {"count": total, "sort": sort, "results": results, **ckan_packages.facets(facets)}


def _listed(asked: PackageSearch, person: Person) -> tuple[int, list[Listed], list[PackageFacet]]:
    """Facets are exact, under the same conditions; none where the index does not know one of them."""
    total = catalogue.count_listed(person, asked.wanted)
    found = (
        catalogue.listed_at(person, asked.wanted, sort=asked.sort or "-changed", offset=asked.start, limit=asked.rows)
        if asked.rows
        else []
    )
    if not asked.facet_fields or not _is_searchable(asked):
        return total, found, []
    return total, found, _facets(search.search(_request(asked, 0, 1), person), asked)


def _searched(asked: PackageSearch, person: Person) -> tuple[int, list[Listed], list[PackageFacet]]:
    """What the search brings, in its order. Raises ``Refused``: ``ckan_query_unreadable`` for what the index cannot narrow."""
    if not _is_searchable(asked):
        raise Refused("ckan_query_unreadable", part=f"q={asked.text[:60]} + fq")
    first = search.search(_request(asked, asked.start, min(asked.rows, AT_ONCE)), person)
    ids = [hit.dataset.id for hit in first.hits] if asked.rows else []
    rest = replace(asked, facet_fields=())
    for offset in range(asked.start + AT_ONCE, min(asked.start + asked.rows, DEEPEST, first.total), AT_ONCE):
        more = search.search(_request(rest, offset, min(AT_ONCE, asked.start + asked.rows - offset)), person)
        ids += [hit.dataset.id for hit in more.hits]
    by_id = {
        each.dataset.id: each for each in catalogue.listed_at(person, ListingFilter(ids=tuple(ids)), limit=len(ids))
    }
    return first.total, [by_id[id_] for id_ in ids if id_ in by_id], _facets(first, asked)


def _is_searchable(asked: PackageSearch) -> bool:
    wanted = asked.wanted
    return not (wanted.since or wanted.until or wanted.keyword or wanted.ids is not None)


def _request(asked: PackageSearch, offset: int, limit: int) -> SearchRequest:
    chosen = {facet: (value,) for facet, name in SEARCHED.items() if (value := getattr(asked.wanted, name))}
    return SearchRequest(
        text=asked.text,
        facets={**chosen, "state": (State.PUBLISHED.value,)},
        sort=Sort.CHANGED if asked.sort == "-changed" else Sort.RELEVANCE,
        offset=offset,
        limit=max(1, limit),
        with_facets=bool(asked.facet_fields),
    )


def _facets(result: SearchResult, asked: PackageSearch) -> list[PackageFacet]:
    return [_facet(result, field) for field in asked.facet_fields if field in FACETS]


def _facet(result: SearchResult, field: str) -> PackageFacet:
    facet = next((each for each in result.facets if each.name == FACETS[field]), None)
    if facet is None:
        return field, field, []
    values = [
        (value.value.upper() if field == "res_format" else value.value, value.words.ko, value.count)
        for value in facet.values
        if value.count
    ]
    return field, facet.words.ko, values


def _said(sort: str) -> str:
    name = {"changed": "metadata_modified", "id": "id", "title": "title"}[sort.removeprefix("-")]
    return f"{name} {'desc' if sort.startswith('-') else 'asc'}"


def package_show(person: Person, given: Given, at: Addresses) -> Any:
    return ckan_packages.package(reads.whole(_id(given), person).listed, at)


def package_list(person: Person, given: Given, at: Addresses) -> Any:
    return [each.dataset.id for each in _slice(person, given, most=10_000, default=10_000)]


def current_package_list_with_resources(person: Person, given: Given, at: Addresses) -> Any:
    return [ckan_packages.package(each, at) for each in _slice(person, given, most=1_000, default=100)]


def _slice(person: Person, given: Given, *, most: int, default: int) -> list[Listed]:
    said = {name: str(value) for name, value in given.items()}
    limit = parameters.number(said, "limit", default=default, least=0, most=most)
    offset = parameters.number(said, "offset", default=0, most=10_000_000)
    return catalogue.listed_at(person, sort="id", offset=offset, limit=limit) if limit else []


def package_autocomplete(person: Person, given: Given, at: Addresses) -> Any:
    found = suggest(str(given.get("q") or given.get("incomplete") or "")[:100].replace("\0", ""), person)
    return [
        {"name": each.id, "title": each.title, "match_field": "title", "match_displayed": each.title}
        for each in found.datasets
    ]


def resource_show(person: Person, given: Given, at: Addresses) -> Any:
    """A table by its SQL name, or a file at the source by its id within ``package_id``."""
    id_ = _id(given)
    table = catalogue.table(id_, person)
    resources = ckan_packages.resources_of(reads.whole(table.dataset_id, person).listed, at)
    found = next((each for each in resources if each["id"] == table.sql_name), None)
    if found is None:
        raise Refused("not_found")
    return found


def organization_list(person: Person, given: Given, at: Addresses) -> Any:
    found = counts.publishers(person)
    if not _truth(given.get("all_fields")):
        return [each.slug for each in found]
    return [ckan_packages.organisation(each.slug, each.name, each.words.en, each.datasets) for each in found]


def organization_show(person: Person, given: Given, at: Addresses) -> Any:
    found = counts.publisher(_id(given), person)
    made = ckan_packages.organisation(found.slug, found.name, found.words.en, found.datasets)
    if _truth(given.get("include_datasets")):
        of_it = catalogue.listed_at(person, ListingFilter(publisher=found.slug), limit=10)
        made["packages"] = [ckan_packages.package(each, at) for each in of_it]
    return made


def group_list(person: Person, given: Given, at: Addresses) -> Any:
    counted = counts.counts(person).themes
    codes = [code for code in THEMES if counted.get(code)]
    if not _truth(given.get("all_fields")):
        return codes
    return [ckan_packages.group(code, counted[code]) for code in codes]


def group_show(person: Person, given: Given, at: Addresses) -> Any:
    code = _id(given)
    if code not in THEMES:
        raise Refused("not_found")
    return ckan_packages.group(code, counts.counts(person).themes.get(code, 0))


def tag_list(person: Person, given: Given, at: Addresses) -> Any:
    """Words that begin as ``query``."""
    found = suggest(str(given.get("query") or "")[:100].replace("\0", ""), person)
    return [word.text for word in found.words]


def license_list(person: Person, given: Given, at: Addresses) -> Any:
    return ckan_packages.licences()


def _id(given: Given) -> str:
    """Raises ``Refused``: ``ckan_argument_missing``."""
    value = str(given.get("id") or given.get("name_or_id") or "").replace("\0", "")
    if not value:
        raise Refused("ckan_argument_missing", name="id")
    return value


def _truth(value: Any) -> bool:
    return value is True or str(value).lower() in {"true", "1", "yes", "on"}
