"""The catalogue in the API: searching, reading, and for stewards describing, publishing and entitling."""

from typing import Annotated, Any

from django.db import transaction
from django.http import HttpRequest
from django.utils.translation import get_language
from ninja import Field, Query, Router, Status

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import person_of, require_write
from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.refusals import Refused
from naru.data.catalogue import actions, reads
from naru.data.catalogue.core.dataset_figures import DatasetFigures
from naru.data.catalogue.core.search_values import Facet, SearchResult
from naru.data.catalogue.core.states import State
from naru.data.catalogue.core.things_beside import KindBeside
from naru.data.catalogue.core.values import Dataset, DatasetId, DistributionIn
from naru.data.catalogue.entitlement_shapes import EntitlementIn, EntitlementOut
from naru.data.catalogue.search import search
from naru.data.catalogue.search.beside import beside
from naru.data.catalogue.search.suggestions import suggest
from naru.data.catalogue.shapes import (
    CardOut,
    ChangeIn,
    Code,
    DatasetDescriptionIn,
    DatasetIn,
    DatasetOut,
    DistributionGivenIn,
    DistributionOut,
    FoundOut,
    HitFiguresOut,
    RevisionOut,
    SearchIn,
    SuggestionOut,
    TableRefOut,
    VersionOut,
    WholeDatasetOut,
)

router = Router(tags=["catalogue"])


@router.get("/datasets", response=FoundOut, operation_id="searchDatasets", summary="Find datasets, with exact facets")
def search_datasets(request: HttpRequest, asked: Query[SearchIn]) -> Any:
    person, wanted = person_of(request), asked.to_request()
    result = search.search(wanted, person)
    kinds = () if wanted.facets or wanted.offset else beside(result.asked or wanted.text, person)
    return {**_found(result), "beside": [_beside(kind) for kind in kinds]}


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
    summary="A dataset, its tables and files, or its public card",
)
def get_dataset(request: HttpRequest, dataset_id: Code) -> Any:
    person = person_of(request)
    try:
        dataset = reads.dataset(dataset_id, person)
    except Refused:
        return _card(dataset_id, person)
    return {
        **DatasetOut.of(dataset).dict(),
        "tables": [TableRefOut.of(table) for table in reads.tables_of(dataset.id, person)],
        "distributions": [DistributionOut.of(one) for one in reads.distributions(dataset.id, person)],
    }


def _card(dataset_id: str, person: Person) -> dict[str, Any]:
    card = reads.public_card(dataset_id, person)
    if card is None:
        raise Refused("not_found")
    return {**DatasetOut.of(card.dataset).dict(), "tables": [], "distributions": [], "card": CardOut.of(card)}


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
            dataset = _move(dataset.id, given, person)
    return DatasetOut.of(dataset)


MOVES = {
    State.DRAFT: actions.return_dataset,
    State.IN_REVIEW: actions.submit_dataset,
    State.PUBLISHED: actions.publish_dataset,
}


def _move(dataset_id: DatasetId, given: ChangeIn, person: Person) -> Dataset:
    assert given.state is not None
    if given.state is State.WITHDRAWN:
        return actions.withdraw_dataset(dataset_id, reason=given.reason, by=person)
    return MOVES[given.state](dataset_id, by=person)


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


@router.post(
    "/datasets/{dataset_id}/entitlements",
    response={201: EntitlementOut},
    operation_id="grantEntitlement",
    summary="Let somebody read it, or parts of it, for a term",
)
def grant_entitlement(request: HttpRequest, dataset_id: Code, given: EntitlementIn) -> Any:
    person = person_of(request)
    require_write(person)
    made = actions.grant_entitlement(DatasetId(dataset_id), given.to_holder(), terms=given.to_terms(), by=person)
    return Status(201, EntitlementOut.of(reads.entitlement(made, person), SYSTEM_CLOCK.now()))


@router.get(
    "/datasets/{dataset_id}/entitlements",
    response=list[EntitlementOut],
    operation_id="listEntitlements",
    summary="Who has or had the right to read it",
)
def list_entitlements(request: HttpRequest, dataset_id: Code) -> Any:
    found = reads.entitlements_on(DatasetId(dataset_id), person_of(request))
    return [EntitlementOut.of(each, SYSTEM_CLOCK.now()) for each in found]


@router.delete(
    "/entitlements/{entitlement_id}",
    response={204: None},
    operation_id="revokeEntitlement",
    summary="Revoke it at once",
)
def revoke_entitlement(
    request: HttpRequest, entitlement_id: Code, reason: Annotated[str, Field(max_length=500)] = ""
) -> Any:
    person = person_of(request)
    require_write(person)
    actions.revoke_entitlement(entitlement_id, reason=reason, by=person)
    return Status(204, None)


def _found(result: SearchResult) -> dict[str, Any]:
    return {
        "total": result.total,
        "fitting": result.fitting,
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
                "reasons": [{"asked": one.asked, "said": one.said, "field": one.field} for one in hit.why.reasons],
                "missing": hit.why.missing,
                "figures": _figures(hit.figures),
            }
            for hit in result.hits
        ],
        "facets": {facet.name: _values(facet) for facet in result.facets},
    }


def _beside(kind: KindBeside) -> dict[str, Any]:
    things = [hit.thing for hit in kind.hits]
    return {
        "kind": kind.name,
        "ko": kind.words.ko,
        "en": kind.words.en,
        "total": kind.total,
        "things": [
            {
                "title": each.title.ko,
                "title_en": each.title.en,
                "note": each.note.ko,
                "note_en": each.note.en,
                "address": each.address,
            }
            for each in things
        ],
    }


def _figures(counted: DatasetFigures | None) -> dict[str, Any] | None:
    if counted is None:
        return None
    return {name: getattr(counted, name) for name in HitFiguresOut.model_fields}


def _values(facet: Facet) -> list[dict[str, Any]]:
    return [{"value": one.value, "ko": one.words.ko, "en": one.words.en, "count": one.count} for one in facet.values]
