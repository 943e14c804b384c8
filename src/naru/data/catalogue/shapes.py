"""What the catalogue's API takes and gives, in DCAT's words."""

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Any

from django.utils.translation import get_language
from ninja import Field, Schema

from naru.data.catalogue.core.columns import ColumnType, Meaning
from naru.data.catalogue.core.match_reasons import Field as MatchField
from naru.data.catalogue.core.public_card import CardTable, Closed, PublicCard, Verb
from naru.data.catalogue.core.search_values import DEEPEST, SearchRequest, Sort
from naru.data.catalogue.core.states import Access, State
from naru.data.catalogue.core.values import Dataset, Description, Distribution, Table, Version
from naru.data.catalogue.core.vocabulary import FREQUENCIES, LICENCES, THEMES
from naru.data.catalogue.search.facets import FACET_WORDS

Line = Annotated[str, Field(max_length=500)]
Text = Annotated[str, Field(max_length=20_000)]
Code = Annotated[str, Field(max_length=40)]
Choices = Annotated[list[Annotated[str, Field(max_length=200)]], Field(max_length=30)]
Number = Annotated[int, Field(ge=1, le=2_000_000_000)]


class DatasetDescriptionIn(Schema):
    """DCAT's words."""

    title: Line
    title_en: Line = ""
    description: Text = ""
    description_en: Text = ""
    publisher: Annotated[str, Field(max_length=200)] = ""
    themes: Annotated[list[Code], Field(max_length=20, description=f"Of {', '.join(THEMES)}.")] = []
    keywords: Annotated[list[Annotated[str, Field(max_length=100)]], Field(max_length=50)] = []
    licence: Annotated[Code, Field(description=f"One of {', '.join(LICENCES)}.")] = ""
    frequency: Annotated[Code, Field(description=f"One of {', '.join(FREQUENCIES)}.")] = ""
    place: Annotated[str, Field(max_length=200)] = ""
    period_start: date | None = None
    period_end: date | None = None
    contact: Annotated[str, Field(max_length=300)] = ""
    landing_page: Annotated[str, Field(max_length=2000)] = ""
    issued: date | None = None
    modified: date | None = None

    def to_description(self) -> Description:
        given = self.dict()
        return Description(**{**given, "themes": tuple(given["themes"]), "keywords": tuple(given["keywords"])})


class DescriptionChangeIn(DatasetDescriptionIn):
    title: Line = ""

    def applied_to(self, before: Description) -> Description:
        """What is not given stays as it was."""
        given: dict[str, Any] = self.dict(exclude_unset=True)
        lists: dict[str, Any] = {name: tuple(one) for name, one in given.items() if isinstance(one, list)}
        return replace(before, **{**given, **lists})


class DatasetIn(DatasetDescriptionIn):
    organisation: Annotated[str, Field(max_length=40)] | None = Field(
        None, description="Who looks after it; null for the city itself (officers only)."
    )


class ChangeIn(Schema):
    """Only what is given changes."""

    description: DescriptionChangeIn | None = None
    state: State | None = None
    reason: Annotated[str, Field(max_length=500, description="Why it is withdrawn; kept in the trail.")] = ""
    access: Access | None = None


class DatasetOut(DatasetDescriptionIn):
    id: str
    state: State
    access: Access
    organisation: str | None
    source: str
    source_id: str
    created: datetime
    changed: datetime

    @classmethod
    def of(cls, dataset: Dataset) -> "DatasetOut":
        described = {name: getattr(dataset.description, name) for name in DatasetDescriptionIn.model_fields}
        return cls(
            **described,
            id=dataset.id,
            state=dataset.state,
            access=dataset.access,
            organisation=dataset.rights.organisation,
            source=dataset.source,
            source_id=dataset.source_id,
            created=dataset.created,
            changed=dataset.changed,
        )


class TableRefOut(Schema):
    name: str
    title: str
    version: int | None
    rows: int | None

    @classmethod
    def of(cls, table: Table) -> "TableRefOut":
        live = table.live
        return cls(
            name=table.sql_name,
            title=table.name,
            version=live.number if live else None,
            rows=live.rows if live else None,
        )


class DistributionGivenIn(Schema):
    """Where else the data can be had."""

    url: Annotated[str, Field(max_length=2000)]
    title: Line = ""
    format: Annotated[str, Field(max_length=20)] = ""
    bytes: Annotated[int, Field(ge=0, le=1 << 62)] | None = None


class DistributionOut(Schema):
    id: str
    title: str
    format: str
    url: str
    bytes: int | None

    @classmethod
    def of(cls, one: Distribution) -> "DistributionOut":
        return cls(id=one.id, title=one.title, format=one.format, url=one.url, bytes=one.bytes)


class CardFieldOut(Schema):
    name: str
    alias: str
    type: ColumnType
    unit: str | None
    meaning: Meaning | None


class CardTableOut(Schema):
    """`filled` is the share of cells with a value."""

    name: str
    title: str
    version: int
    at: datetime
    rows: int
    quarantined: int
    filled: float | None
    fields: list[CardFieldOut]

    @classmethod
    def of(cls, table: CardTable) -> "CardTableOut":
        told = {name: getattr(table, name) for name in ("version", "at", "rows", "quarantined", "filled")}
        fields = [CardFieldOut.from_orm(each) for each in table.fields]
        return cls(name=table.sql_name, title=table.name, fields=fields, **told)


class CardOut(Schema):
    """Why it is not open to whoever asks, what they can do, and what may be known of its tables."""

    closed: Closed
    verb: Verb
    words: str
    tables: list[CardTableOut]

    @classmethod
    def of(cls, card: PublicCard) -> "CardOut":
        words = card.block.words.in_(get_language() or "ko")
        tables = [CardTableOut.of(table) for table in card.tables]
        return cls(closed=card.block.closed, verb=card.block.verb, words=words, tables=tables)


class WholeDatasetOut(DatasetOut):
    tables: list[TableRefOut] = Field(description="Those that whoever asks may read.")
    distributions: list[DistributionOut]
    card: CardOut | None = Field(None, description="Of a dataset that whoever asks may not read; else null.")


class VersionOut(Schema):
    number: int
    state: str
    rows: int
    quarantined: int
    file: str  # "" where the version was computed from others
    sha256: str  # of the file, or of what computed the version
    derived_by: str
    changes: dict[str, Any]
    by: str
    at: datetime

    @classmethod
    def of(cls, version: Version) -> "VersionOut":
        return cls(
            number=version.number,
            state=version.state,
            rows=version.rows,
            quarantined=version.quarantined,
            file=version.file.name if version.file else "",
            sha256=version.file.sha256 if version.file else version.derivation.digest if version.derivation else "",
            derived_by=version.derivation.by if version.derivation else "",
            changes=version.changes.to_json() if version.changes else {},
            by=version.by.in_(get_language() or "ko"),
            at=version.at,
        )


class ReasonOut(Schema):
    asked: str
    said: str = Field(description="The word itself, a part of it, or another name for it.")
    field: MatchField


class HitFiguresOut(Schema):
    """Sums over its live tables; `filled` is the share of cells with a value."""

    tables: int
    rows: int
    quarantined: int
    bytes: int
    filled: float | None
    since: str = Field(description="The first day, month or year in the tables; empty where no column tells time.")
    until: str


class HitOut(Schema):
    id: str
    source_id: str
    title: str
    title_en: str
    description: str
    publisher: str
    state: State
    access: Access
    formats: list[str]
    modified: date | None
    score: float
    reasons: list[ReasonOut] = Field(description="Which of the words asked for it says, and where.")
    missing: list[str] = Field(description="Words asked for that it does not say.")
    figures: HitFiguresOut | None


class FacetValueOut(Schema):
    value: str
    ko: str
    en: str
    count: int


class ThingOut(Schema):
    title: str
    title_en: str
    note: str
    note_en: str
    address: str = Field(description="Of its page.")


class KindBesideOut(Schema):
    kind: str
    ko: str
    en: str
    total: int
    things: list[ThingOut] = Field(description="The best of them, three at most.")


class FoundOut(Schema):
    total: int = Field(description="How many were found.")
    fitting: int = Field(
        description="How many of them, the first ones, fit all that was asked; the others say a part of it."
    )
    seconds: float
    hits: list[HitOut]
    facets: dict[str, list[FacetValueOut]]
    beside: list[KindBesideOut] = Field(
        description="Offers, challenges, courses and the like that fit; on the first page, and where no facet is chosen."
    )
    loosened: str = Field(description="`no`, or how the search went further to find anything.")


class SuggestionOut(Schema):
    text: str
    count: int


class RevisionOut(Schema):
    number: int
    verb: str
    differences: list[dict[str, str]]
    by: str
    at: datetime


class SearchIn(Schema):
    q: Annotated[str, Field(max_length=300)] = ""
    publisher: Choices = []
    theme: Choices = []
    format: Choices = []
    licence: Choices = []
    year: Choices = []
    region: Choices = []
    access: Choices = []
    state: Choices = []
    sort: Sort = Sort.RELEVANCE
    offset: Annotated[int, Field(ge=0, le=DEEPEST)] = 0
    limit: Annotated[int, Field(ge=1, le=100)] = 20
    facets: bool = True

    def to_request(self) -> SearchRequest:
        chosen = {name: tuple(getattr(self, name)) for name in FACET_WORDS}
        return SearchRequest(
            text=self.q.replace("\0", ""),
            facets={name: values for name, values in chosen.items() if values},
            sort=self.sort,
            offset=self.offset,
            limit=self.limit,
            with_facets=self.facets,
        )
