"""The catalogue in the API: searching, reading, and for stewards describing, publishing and granting."""

from dataclasses import replace
from datetime import date, datetime
from typing import Annotated, Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language
from ninja import Field, Query, Router, Schema, Status

from naru.catalogue import actions, reads
from naru.catalogue.core.searching import DEEPEST, Facet, SearchRequest, SearchResult, Sort
from naru.catalogue.core.states import Access, State
from naru.catalogue.core.values import Dataset, DatasetId, Description, Distribution, DistributionIn, Table, Version
from naru.catalogue.core.vocabulary import FREQUENCIES, LICENCES, THEMES
from naru.catalogue.search import finding
from naru.catalogue.search.facets import FACET_WORDS
from naru.catalogue.search.suggesting import suggest
from naru.people.core.person import OrganisationId
from naru.people.doors import person_of, require_write

router = Router(tags=["catalogue"])

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
    access: Access | None = None


class GrantIn(Schema):
    organisation: Annotated[str, Field(max_length=40)]
    note: Line = ""


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


class WholeDatasetOut(DatasetOut):
    tables: list[TableRefOut]
    distributions: list[DistributionOut]


class VersionOut(Schema):
    number: int
    state: str
    rows: int
    quarantined: int
    file: str
    sha256: str
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
            file=version.source.name,
            sha256=version.source.sha256,
            changes=dict(version.changes),
            by=version.by.in_(get_language() or "ko"),
            at=version.at,
        )


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


class FacetValueOut(Schema):
    value: str
    ko: str
    en: str
    count: int


class FoundOut(Schema):
    total: int
    seconds: float
    hits: list[HitOut]
    facets: dict[str, list[FacetValueOut]]
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


@router.get("/datasets", response=FoundOut, operation_id="searchDatasets", summary="Find datasets, with exact facets")
def search_datasets(request: HttpRequest, asked: Query[SearchIn]) -> Any:
    return _found(finding.search(asked.to_request(), person_of(request)))


@router.get(
    "/suggest",
    response=list[SuggestionOut],
    operation_id="suggest",
    summary="Words that begin so, or with these initials",
)
def suggest_words(request: HttpRequest, q: Annotated[str, Field(max_length=100)] = "") -> Any:
    found = suggest(q.replace("\0", ""), person_of(request))
    return [{"text": word.text, "count": word.count} for word in found.words]


@router.get(
    "/datasets/{dataset_id}",
    response=WholeDatasetOut,
    operation_id="getDataset",
    summary="A dataset, its tables and files",
)
def get_dataset(request: HttpRequest, dataset_id: Code) -> Any:
    person = person_of(request)
    dataset = reads.dataset(dataset_id, person)
    return {
        **DatasetOut.of(dataset).dict(),
        "tables": [TableRefOut.of(table) for table in reads.tables_of(dataset.id, person)],
        "distributions": [DistributionOut.of(one) for one in reads.distributions(dataset.id, person)],
    }


@router.get(
    "/datasets/{dataset_id}/history",
    response=list[RevisionOut],
    operation_id="getHistory",
    summary="Every change of what is said of it",
)
def get_history(request: HttpRequest, dataset_id: Code) -> Any:
    return [
        {
            "number": one.number,
            "verb": one.verb,
            "differences": [
                {"field": each.field, "before": each.before, "after": each.after} for each in one.differences
            ],
            "by": one.by.in_(get_language() or "ko"),
            "at": one.at,
        }
        for one in reads.history(DatasetId(dataset_id), person_of(request))
    ]


@router.get(
    "/tables/{name}/versions", response=list[VersionOut], operation_id="listVersions", summary="A table's versions"
)
def list_versions(request: HttpRequest, name: Annotated[str, Field(max_length=100)]) -> Any:
    person = person_of(request)
    table = reads.table(name.replace("\0", ""), person)
    return [VersionOut.of(version) for version in reads.versions(table.id, person)]


@router.post("/datasets", response={201: DatasetOut}, operation_id="registerDataset", summary="Register a draft")
def register_dataset(request: HttpRequest, given: DatasetIn) -> Any:
    person = person_of(request)
    require_write(person)
    organisation = OrganisationId(given.organisation) if given.organisation else None
    description = DatasetDescriptionIn(**given.dict(exclude={"organisation"})).to_description()
    return Status(201, DatasetOut.of(actions.register_dataset(description, by=person, organisation=organisation)))


@router.patch(
    "/datasets/{dataset_id}",
    response=DatasetOut,
    operation_id="changeDataset",
    summary="Describe, publish, withdraw, open or close",
)
def change_dataset(request: HttpRequest, dataset_id: Code, given: ChangeIn) -> Any:
    person = person_of(request)
    require_write(person)
    with transaction.atomic():  # all of what was asked, or none
        dataset = reads.dataset(dataset_id, person)
        if given.description is not None:
            dataset = actions.describe_dataset(dataset.id, given.description.applied_to(dataset.description), by=person)
        if given.access is not None:
            dataset = actions.set_access(dataset.id, given.access, by=person)
        if given.state is not None and given.state is not dataset.state:
            dataset = MOVES[given.state](dataset.id, by=person)
    return DatasetOut.of(dataset)


MOVES = {
    State.DRAFT: actions.return_dataset,
    State.IN_REVIEW: actions.submit_dataset,
    State.PUBLISHED: actions.publish_dataset,
    State.WITHDRAWN: actions.withdraw_dataset,
}


@router.post(
    "/datasets/{dataset_id}/distributions",
    response={201: list[DistributionOut]},
    operation_id="addDistribution",
    summary="Say where else the data can be had",
)
def add_distribution(request: HttpRequest, dataset_id: Code, given: DistributionGivenIn) -> Any:
    person = person_of(request)
    require_write(person)
    actions.add_distribution(DatasetId(dataset_id), DistributionIn(**given.dict()), by=person)
    return Status(201, [DistributionOut.of(one) for one in reads.distributions(DatasetId(dataset_id), person)])


@router.delete(
    "/datasets/{dataset_id}/distributions/{distribution_id}",
    response={204: None},
    operation_id="removeDistribution",
    summary="Take such an address out",
)
def remove_distribution(request: HttpRequest, dataset_id: Code, distribution_id: Code) -> Any:
    person = person_of(request)
    require_write(person)
    actions.remove_distribution(DatasetId(dataset_id), distribution_id, by=person)
    return Status(204, None)


@router.put(
    "/datasets/{dataset_id}/grants",
    response={204: None},
    operation_id="grantDataset",
    summary="Grant it to an organisation",
)
def grant(request: HttpRequest, dataset_id: Code, given: GrantIn) -> Any:
    person = person_of(request)
    require_write(person)
    actions.grant_dataset(DatasetId(dataset_id), OrganisationId(given.organisation), by=person, note=given.note)
    return Status(204, None)


@router.delete(
    "/datasets/{dataset_id}/grants/{organisation}",
    response={204: None},
    operation_id="revokeGrant",
    summary="Take a grant back",
)
def revoke(request: HttpRequest, dataset_id: Code, organisation: Code) -> Any:
    person = person_of(request)
    require_write(person)
    actions.revoke_grant(DatasetId(dataset_id), OrganisationId(organisation), by=person)
    return Status(204, None)


def _found(result: SearchResult) -> dict[str, Any]:
    return {
        "total": result.total,
        "seconds": round(result.seconds, 6),
        "loosened": result.loosened.value,
        "hits": [
            {
                "id": hit.dataset.id,
                "source_id": hit.dataset.source_id,
                "title": hit.dataset.title,
                "title_en": hit.dataset.description.title_en,
                "description": hit.dataset.description.description,
                "publisher": hit.dataset.description.publisher,
                "state": hit.dataset.state,
                "access": hit.dataset.access,
                "formats": hit.formats,
                "modified": hit.dataset.description.modified,
                "score": round(hit.score, 4),
            }
            for hit in result.hits
        ],
        "facets": {facet.name: _values(facet) for facet in result.facets},
    }


def _values(facet: Facet) -> list[dict[str, Any]]:
    return [{"value": one.value, "ko": one.words.ko, "en": one.words.en, "count": one.count} for one in facet.values]
