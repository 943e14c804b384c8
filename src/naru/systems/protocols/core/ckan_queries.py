"""What CKAN's clients ask of ``package_search``, read: Solr's words as far as they say something here.

``q`` is looked for as a person would; ``*:*`` is everything. ``fq`` narrows by fields, all of which must hold:
``organization:busan +tags:"주차장" metadata_modified:[2026-01-01T00:00:00Z TO *]``. What is not understood is refused: an
overlooked condition would answer with the wrong datasets.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass, field, replace

from naru.base.kit.refusals import Refused
from naru.data.catalogue.core.listing import ListingFilter
from naru.systems.protocols.core import parameters

ROWS_MOST = 1_000
EVERYTHING = frozenset({"", "*:*", "*"})
TERM = re.compile(
    r"""\s*(?P<sign>[+-]?)(?P<field>[a-z_]+):(?:"(?P<quoted>[^"]*)"|\[(?P<low>\S+)\s+TO\s+(?P<high>\S+)\]|\(\s*"?(?P<grouped>[^()"]*?)"?\s*\)|(?P<bare>[^\s()\[\]"]+))\s*(?:AND\b)?""",
    re.VERBOSE,
)
SORTS = {
    "metadata_modified": "changed",
    "id": "id",
    "name": "id",
    "title": "title",
    "title_string": "title",
}
FIELDS = {
    "organization": "publisher",
    "owner_org": "publisher",
    "groups": "theme",
    "tags": "keyword",
    "license_id": "licence",
    "res_format": "format",
}
ALWAYS = frozenset(
    {
        ("state", "active"),
        ("dataset_type", "dataset"),
        ("type", "dataset"),
        ("capacity", "public"),
        ("private", "false"),
    }
)


@dataclass(frozen=True, slots=True, kw_only=True)
class PackageSearch:
    """``text`` is "" for everything; ``sort`` is a listing's, "" for the best match."""

    text: str = ""
    wanted: ListingFilter = field(default_factory=ListingFilter)
    sort: str = ""
    start: int = 0
    rows: int = 10
    facet_fields: tuple[str, ...] = ()


def package_search(asked: Mapping[str, object]) -> PackageSearch:
    """Raises ``Refused``: ``ckan_query_unreadable``, ``parameter_unreadable``."""
    given = {name: str(value) for name, value in asked.items() if value is not None}
    found = PackageSearch(
        start=parameters.number(given, "start", default=0, most=10_000_000),
        rows=parameters.number(given, "rows", default=10, most=ROWS_MOST),
        facet_fields=_facet_fields(asked.get("facet.field", asked.get("facet_field"))),
    )
    for fq in (asked.get("fq"), asked.get("fq_list")):
        for text in fq if isinstance(fq, list) else [fq]:
            found = replace(found, wanted=narrowed(found.wanted, str(text or "")))
    q = given.get("q", "").strip()
    if TERM.match(q) and q not in EVERYTHING and all_terms(q):
        found = replace(found, wanted=narrowed(found.wanted, q))
    elif q not in EVERYTHING:
        found = replace(found, text=q)
    return replace(found, sort=_sort(given.get("sort", ""), has_text=bool(found.text)))


def all_terms(text: str) -> bool:
    """Whether the text is conditions on fields and nothing else."""
    place = 0
    while place < len(text.rstrip()):
        match = TERM.match(text, place)
        if match is None or (
            match["field"] not in FIELDS and match["field"] not in {"id", "name", "metadata_modified"}
        ):
            return False
        place = match.end()
    return True


def narrowed(wanted: ListingFilter, text: str) -> ListingFilter:
    """The filter with ``fq``'s conditions added. Raises ``Refused``: ``ckan_query_unreadable``."""
    place = 0
    if text.strip() in EVERYTHING:
        return wanted
    while place < len(text.rstrip()):
        match = TERM.match(text, place)
        if match is None or match["sign"] == "-":
            raise Refused("ckan_query_unreadable", part=text[place : place + 100])
        place = match.end()
        value = next((match[name] for name in ("quoted", "grouped", "bare") if match[name] is not None), "")
        wanted = _with(wanted, match["field"], value.replace("\0", ""), match["low"], match["high"])
    return wanted


def _with(wanted: ListingFilter, field: str, value: str, low: str | None, high: str | None) -> ListingFilter:
    if field == "metadata_modified" and low is not None and high is not None:
        return replace(
            wanted,
            since=None if low == "*" else parameters.instant(field, low),
            until=None if high in {"*", "NOW"} else parameters.instant(field, high, is_end=True),
        )
    if low is not None or (field, value) in ALWAYS:
        if low is not None:
            raise Refused("ckan_query_unreadable", part=f"{field}:[{low} TO {high}]")
        return wanted
    if field in {"id", "name"}:
        return replace(wanted, ids=(value,))
    if field not in FIELDS or getattr(wanted, FIELDS[field]):
        raise Refused("ckan_query_unreadable", part=f"{field}:{value}"[:100])
    said = value.lower() if field == "res_format" else value
    return replace(wanted, **{FIELDS[field]: said})  # type: ignore[arg-type]


def _sort(text: str, *, has_text: bool) -> str:
    """The first key decides; where there is none, the best match of a text and the newest of everything."""
    first = text.split(",")[0].split()
    if not first or first[0] in {"score", "relevance"}:
        return "" if has_text else "-changed"
    if first[0] not in SORTS:
        raise Refused("ckan_query_unreadable", part=f"sort={text[:100]}")
    return f"-{SORTS[first[0]]}" if first[1:2] == ["desc"] else SORTS[first[0]]


def _facet_fields(value: object) -> tuple[str, ...]:
    """A list, or one as text: ``["organization","tags"]``."""
    listed = value if isinstance(value, list) else re.findall(r"[a-z_]+", str(value or ""))
    return tuple(str(each) for each in listed)[:20]
