"""A dataset's rows turned into a document of the index."""

import hashlib
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time
from typing import Any, NamedTuple

import orjson
import tantivy

from naru.base.kit.person import OrganisationId
from naru.data.catalogue.core import jamo, korean
from naru.data.catalogue.core.key_terms import catchwords
from naru.data.catalogue.core.places import scope_of
from naru.data.catalogue.core.rights import Rights, index_readers
from naru.data.catalogue.core.states import Access, State
from naru.data.catalogue.core.vocabulary import region_of
from naru.data.catalogue.models import Dataset, Distribution, Table
from naru.data.catalogue.search.schema import FORMAT, packed

BODY_LONGEST = 20_000
SEPARATOR = "\x1f"  # between what is typed and what is shown


@dataclass(frozen=True, slots=True, kw_only=True)
class Source:
    """All that a document is made of; two equal sources make two equal documents."""

    id: str
    titles: tuple[str, ...]
    keywords: tuple[str, ...]
    publisher: str
    publisher_slug: str
    texts: tuple[str, ...]
    readers: tuple[str, ...]
    themes: tuple[str, ...]
    formats: tuple[str, ...]
    licence: str
    place: str
    access: str
    state: str
    changed: date | None
    issued: date | None
    touched: int
    tables: int  # that have live rows

    @property
    def stamp(self) -> str:
        """Tells whether the document in the index is still this source's."""
        inputs = [FORMAT, *(getattr(self, name) for name in self.__slots__)]
        return hashlib.blake2b(orjson.dumps(inputs), digest_size=12).hexdigest()

    @property
    def every_text(self) -> tuple[str, ...]:
        return (*self.titles, *self.keywords, self.publisher, *self.texts)


COLUMNS = (
    *(
        "id",
        "title",
        "title_en",
        "keywords",
        "publisher__name",
        "publisher__name_en",
        "publisher__slug",
        "description",
        "description_en",
    ),
    *("place", "themes", "licence", "access", "state", "organisation_id", "modified", "issued", "changed"),
)


LIVE = ("name", "live__columns", "live__file_name", "live__notes__format")
PACKED = {"zip", "gz"}


class LiveTable(NamedTuple):
    """What the index takes of a table: its ``columns`` are as they are stored."""

    name: str
    columns: Sequence[Mapping[str, Any]]
    file_name: str
    format: str | None  # of the file inside an archive; unknown of tables that came before it was noted


def sources(ids: Sequence[str] | None = None, chunk: int = 1000) -> Iterator[list[Source]]:
    """The sources of these datasets, or of all, in chunks; what is sealed is in no index. Rows are read as tuples: they are many."""
    rows = Dataset.objects.exclude(access=Access.SEALED).order_by("id").values_list(*COLUMNS)
    if ids is not None:
        for start in range(0, len(ids), chunk):
            yield _sources(list(rows.filter(id__in=ids[start : start + chunk])))
        return
    last = ""
    while found := list(rows.filter(id__gt=last)[:chunk]):
        yield _sources(found)
        last = str(found[-1][0])


def _sources(rows: Sequence[tuple[Any, ...]]) -> list[Source]:
    """One question for all formats and one for all tables of the datasets in these rows."""
    ids = [row[0] for row in rows]
    formats = _formats(ids)
    live = Table.objects.filter(dataset__in=ids, live__isnull=False).order_by("created", "id")
    tables: dict[str, list[LiveTable]] = {}
    for dataset_id, *table in live.values_list("dataset_id", *LIVE):
        tables.setdefault(dataset_id, []).append(LiveTable(*table))
    return [
        _source(
            dict(zip(COLUMNS, row, strict=True)),
            formats.get(row[0], ()),
            tables.get(row[0], ()),
        )
        for row in rows
    ]


def _formats(ids: Sequence[str]) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for dataset_id, value in Distribution.objects.filter(dataset__in=ids).values_list("dataset_id", "format"):
        found.setdefault(dataset_id, []).append(value)
    return found


def _source(row: Mapping[str, Any], formats: Iterable[str], tables: Sequence[LiveTable]) -> Source:
    rights = Rights(
        state=State(row["state"]),
        access=Access(row["access"]),
        organisation=OrganisationId(row["organisation_id"]) if row["organisation_id"] else None,
    )
    columns = [column["name"] for table in tables for column in table.columns]
    publisher, said = (
        row["publisher__name"] or "",
        (row["description"], row["description_en"], row["place"], row["publisher__name_en"]),
    )
    files = {_format(table) for table in tables}
    return Source(
        id=row["id"],
        titles=tuple(filter(None, (row["title"], row["title_en"]))),
        keywords=tuple(row["keywords"]),
        publisher=publisher,
        publisher_slug=row["publisher__slug"] or "",
        texts=tuple(filter(None, (*said, *(table.name for table in tables), *columns))),
        readers=tuple(sorted(index_readers(rights, row["id"]))),
        themes=tuple(row["themes"]),
        formats=tuple(sorted(filter(None, {*formats, *files}))),
        licence=row["licence"],
        place=row["place"] or publisher,
        access=row["access"],
        state=row["state"],
        changed=row["modified"] or row["issued"],
        issued=row["issued"],
        touched=int(row["changed"].timestamp()),
        tables=len(tables),
    )


def _format(table: LiveTable) -> str:
    """By the file's name, as people know it; of what came packed, that of the file inside: "노선.zip" → shp."""
    name = table.file_name.lower()
    ending = name.rpartition(".")[2] if "." in name else ""
    return table.format or ending if ending in PACKED else ending


def learn(found: Iterable[Source]) -> None:
    """Analyse the words of many sources in one go."""
    korean.learn(text[:BODY_LONGEST] for source in found for text in source.every_text)


def document(source: Source) -> tantivy.Document:
    return tantivy.Document(**fields(source))


def fields(source: Source) -> dict[str, object]:
    """Its morphemes, pairs and triples, suggestions, rights and facets."""
    titles, keywords, body = (_split(texts) for texts in (source.titles, source.keywords, source.texts))
    publisher = _split([source.publisher])
    everything = [*titles, *keywords, *publisher, *body, *_split(source.formats)]
    changed = source.changed or datetime.fromtimestamp(source.touched, UTC).date()
    facets = _facets(source, changed)
    return {
        "id": source.id,
        "stamp": source.stamp,
        "title_exact": ["".join(words) for words in titles],
        "title_m": _morphemes(titles),
        "tags_m": _morphemes(keywords),
        "publisher_m": _morphemes(publisher),
        "body_m": _morphemes(body),
        "title_g": " ".join((*_pairs(titles), *_triples(titles))),
        "pairs": " ".join(_pairs(everything)),
        "triples": " ".join(_triples(everything)),
        "formats": ",".join(source.formats),
        "tables": str(source.tables),
        "readers": list(source.readers),
        "scope": list(scope_of(source.place)),
        **facets,
        **packed(facets),
        "changed": _seconds(changed),
        "issued": _seconds(source.issued or changed),
        **_suggested(catchwords(source.titles, source.keywords)),
    }


def _facets(source: Source, changed: date) -> dict[str, list[str]]:
    region = region_of(source.place)
    return {
        "publisher": [source.publisher_slug] if source.publisher_slug else [],
        "theme": sorted(source.themes),
        "format": list(source.formats),
        "licence": [source.licence] if source.licence else [],
        "year": [str(changed.year)],
        "region": [region] if region else [],
        "access": [source.access],
        "state": [source.state],
    }


def _suggested(shown: list[str]) -> dict[str, list[str]]:
    plain = [korean.squeezed(word) if " " in word else word for word in shown]
    both = list(zip(plain, shown, strict=True))
    return {
        "keys": [f"{jamo.letters(typed)}{SEPARATOR}{word}" for typed, word in both],
        "starts": [f"{jamo.initials(typed)}{SEPARATOR}{word}" for typed, word in both],
        "letters": list(dict.fromkeys(jamo.letters(typed) for typed in plain)),
    }


def _split(texts: Iterable[str]) -> list[list[str]]:
    return [korean.words(text[:BODY_LONGEST]) for text in texts]


def _morphemes(texts: Iterable[list[str]]) -> str:
    return " ".join(part for words in texts for word in words for part in korean.morphemes(word))


def _pairs(texts: Iterable[list[str]]) -> dict[str, None]:
    return dict.fromkeys(pair for words in texts for word in words for pair in korean.pairs_of(word))


def _triples(texts: Iterable[list[str]]) -> dict[str, None]:
    """Of each text by itself: none runs from one into the next."""
    return dict.fromkeys(triple for words in texts for triple in korean.triples(korean.atoms(words)))


def _seconds(day: date) -> int:
    return max(0, int(datetime.combine(day, time(), UTC).timestamp()))
