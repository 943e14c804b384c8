"""A dataset's rows turned into a document of the index."""

import hashlib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import UTC, date, datetime, time

import orjson
import tantivy
from django.db.models import Prefetch

from naru.catalogue.core import jamo, korean
from naru.catalogue.core.catchwords import catchwords
from naru.catalogue.core.rights import readers
from naru.catalogue.core.vocabulary import region_of
from naru.catalogue.models import Dataset, Table
from naru.catalogue.reads.rights import rights_of
from naru.catalogue.search.schema import FORMAT

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

    @property
    def stamp(self) -> str:
        """Tells whether the document in the index is still this source's."""
        inputs = [FORMAT, *(getattr(self, name) for name in self.__slots__)]
        return hashlib.blake2b(orjson.dumps(inputs), digest_size=12).hexdigest()

    @property
    def every_text(self) -> tuple[str, ...]:
        return (*self.titles, *self.keywords, self.publisher, *self.texts)


def sources(ids: Sequence[str] | None = None, chunk: int = 1000) -> Iterator[list[Source]]:
    """The sources of these datasets, or of all, in chunks."""
    rows = Dataset.objects.select_related("publisher").order_by("id")
    rows = rows.prefetch_related("distributions", "grants", _live_tables())
    if ids is not None:
        for start in range(0, len(ids), chunk):
            yield [source(row) for row in rows.filter(id__in=ids[start : start + chunk])]
        return
    last = ""
    while found := list(rows.filter(id__gt=last)[:chunk]):
        yield [source(row) for row in found]
        last = found[-1].id


def _live_tables() -> "Prefetch[str]":
    return Prefetch("tables", Table.objects.filter(live__isnull=False).select_related("live").order_by("created", "id"))


def source(row: Dataset) -> Source:
    tables = list(row.tables.all())
    columns = [column["name"] for table in tables if table.live for column in table.live.columns]
    files = [table.live.file_name for table in tables if table.live]
    formats = {item.format for item in row.distributions.all() if item.format}
    formats |= {name.rsplit(".", 1)[1].lower() for name in files if "." in name}
    return Source(
        id=row.id,
        titles=tuple(filter(None, (row.title, row.title_en))),
        keywords=tuple(row.keywords),
        publisher=row.publisher.name if row.publisher else "",
        publisher_slug=row.publisher.slug if row.publisher else "",
        texts=tuple(
            filter(None, (row.description, row.description_en, row.place, *(table.name for table in tables), *columns))
        ),
        readers=tuple(sorted(readers(rights_of(row)))),
        themes=tuple(row.themes),
        formats=tuple(sorted(formats)),
        licence=row.licence,
        place=row.place or (row.publisher.name if row.publisher else ""),
        access=row.access,
        state=row.state,
        changed=row.modified or row.issued,
        issued=row.issued,
        touched=int(row.changed.timestamp()),
    )


def learn(found: Iterable[Source]) -> None:
    """Analyse the words of many sources in one go."""
    korean.learn(text[:BODY_LONGEST] for source in found for text in source.every_text)


def document(source: Source) -> tantivy.Document:
    return tantivy.Document(**fields(source))


def fields(source: Source) -> dict[str, object]:
    """Its morphemes, bigrams, suggestions, rights and facets."""
    titles, keywords, body = (_split(texts) for texts in (source.titles, source.keywords, source.texts))
    publisher = _split([source.publisher])
    everything = [*titles, *keywords, *publisher, *body]
    changed = source.changed or datetime.fromtimestamp(source.touched, UTC).date()
    found: dict[str, object] = {
        "id": source.id,
        "stamp": source.stamp,
        "title_exact": ["".join(words) for words in titles],
        "title_m": _morphemes(titles),
        "tags_m": _morphemes(keywords),
        "publisher_m": _morphemes(publisher),
        "body_m": _morphemes(body),
        "title_b": _bigrams(titles),
        "all_b": _bigrams(everything),
        "pairs": " ".join(
            dict.fromkeys(pair for words in everything for word in words for pair in korean.pairs_of(word))
        ),
        "formats": ",".join(source.formats),
        "readers": list(source.readers),
        "publisher": [source.publisher_slug] if source.publisher_slug else [],
        "theme": list(source.themes),
        "format": list(source.formats),
        "licence": [source.licence] if source.licence else [],
        "year": [str(changed.year)],
        "region": [region] if (region := region_of(source.place)) else [],
        "access": source.access,
        "state": source.state,
        "changed": _seconds(changed),
        "issued": _seconds(source.issued or changed),
    }
    shown = catchwords(source.titles, source.keywords)
    plain = [korean.squeezed(word) if " " in word else word for word in shown]
    found["keys"] = [f"{jamo.letters(typed)}{SEPARATOR}{word}" for typed, word in zip(plain, shown, strict=True)]
    found["starts"] = [f"{jamo.initials(typed)}{SEPARATOR}{word}" for typed, word in zip(plain, shown, strict=True)]
    found["letters"] = list(dict.fromkeys(jamo.letters(typed) for typed in plain))
    return found


def _split(texts: Iterable[str]) -> list[list[str]]:
    return [korean.words(text[:BODY_LONGEST]) for text in texts]


def _morphemes(texts: Iterable[list[str]]) -> str:
    return " ".join(part for words in texts for word in words for part in korean.morphemes(word))


def _bigrams(texts: Iterable[list[str]]) -> str:
    return f" {korean.GAP} ".join(" ".join(korean.bigrams_of(words)) for words in texts)


def _seconds(day: date) -> int:
    return max(0, int(datetime.combine(day, time(), UTC).timestamp()))
