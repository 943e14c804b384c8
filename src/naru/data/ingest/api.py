"""Loads in the API: start one from finished uploads or an address, follow it, fix it, decide it."""

from typing import Annotated, Any

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from naru.base.kit.guard import person_of, require_signed_in, require_write
from naru.base.kit.person import OrganisationId
from naru.data.catalogue.core.disclosure import DisclosureRequest, LegalBasis
from naru.data.catalogue.core.values import DatasetId
from naru.data.ingest import actions, fetch, reads
from naru.data.ingest.actions import LoadRequest
from naru.data.ingest.core.states import Decision, LoadState

router = Router(tags=["loads"])

Id = Annotated[str, Field(min_length=1, max_length=26)]


class LoadIn(Schema):
    """Either finished uploads (tus, ``/api/v1/uploads``) or the address of a file."""

    uploads: list[Id] = Field(default=[], max_length=100)
    url: str = Field("", max_length=2000)
    dataset: str = Field("", max_length=26)
    organisation: str = Field("", max_length=26)
    title: str = Field("", max_length=500)
    publisher: str = Field("", max_length=200)


class LoadsStarted(Schema):
    loads: list[str]
    job: str = ""


class LoadOut(Schema):
    id: str
    state: LoadState
    file: str
    sha256: str
    bytes: int
    dataset: str | None
    seconds: float
    refusal: dict[str, Any] | None
    tables: list[dict[str, Any]]

    @classmethod
    def of(cls, view: reads.LoadView) -> "LoadOut":
        refusal = reads.error_line(view.file_name, view.refusal, view.id) if view.refusal else None
        return cls(
            id=view.id,
            state=view.state,
            file=view.file_name,
            sha256=view.sha256,
            bytes=view.bytes,
            dataset=view.dataset_id,
            seconds=view.seconds,
            refusal=refusal,
            tables=list(reads.report_lines(view, view.file_name)),
        )


class DecisionIn(Schema):
    """``columns``: those to drop or mask, by the table's name. ``publish`` asks another officer to publish the load as it
    is, for which reason and legal basis must be given; numbers of identity are never published so."""

    decision: Decision
    columns: dict[str, list[str]] = {}
    reason: str = Field("", max_length=1000)
    basis: LegalBasis | None = None
    basis_text: str = Field("", max_length=1000)


class PublicationIn(Schema):
    """A second person's word."""

    approve: bool
    note: str = Field("", max_length=1000)


@router.post("/loads", response={202: LoadsStarted}, operation_id="start_loads", summary="Load files as tables")
def start_loads(request: HttpRequest, asked: LoadIn) -> Status[LoadsStarted]:
    by = person_of(request)
    require_write(by)
    load_request = LoadRequest(
        about={name: text for name, text in {"title": asked.title, "publisher": asked.publisher}.items() if text},
        dataset_id=DatasetId(asked.dataset) if asked.dataset else None,
        organisation=OrganisationId(asked.organisation) if asked.organisation else None,
    )
    if asked.url:
        return Status(202, LoadsStarted(loads=[], job=fetch.start_fetch(asked.url, load_request, by=by)))
    return Status(202, LoadsStarted(loads=actions.start_uploaded(asked.uploads, load_request, by=by)))


@router.get("/loads", response=list[LoadOut], operation_id="list_loads", summary="Your loads, the newest first")
def list_loads(
    request: HttpRequest, before: str = "", limit: Annotated[int, Field(ge=1, le=100)] = 30
) -> list[LoadOut]:
    by = person_of(request)
    require_signed_in(by)
    return [LoadOut.of(view) for view in reads.loads(by, limit=limit, before=before.replace("\0", ""))]


@router.get("/loads/{load_id}", response=LoadOut, operation_id="get_load", summary="A load and its report")
def get_load(request: HttpRequest, load_id: str) -> LoadOut:
    by = person_of(request)
    require_signed_in(by)
    return LoadOut.of(reads.load(load_id, by))


@router.post(
    "/loads/{load_id}/decision", response={202: LoadOut}, operation_id="decide_load", summary="Decide on a held load"
)
def decide_load(request: HttpRequest, load_id: str, asked: DecisionIn) -> Status[LoadOut]:
    by = person_of(request)
    require_write(by)
    if asked.decision is Decision.PUBLISH:
        request_ = DisclosureRequest(reason=asked.reason, basis=asked.basis or "", basis_text=asked.basis_text)
        actions.ask_publication(load_id, request_, by=by)
    else:
        actions.decide_load(load_id, asked.decision, asked.columns, by=by)
    return Status(202, LoadOut.of(reads.load(load_id, by)))


@router.post(
    "/loads/{load_id}/publication",
    response={202: LoadOut},
    operation_id="end_publication",
    summary="Agree, as a second officer, to publish personal data as it is, or decline",
)
def end_publication(request: HttpRequest, load_id: str, asked: PublicationIn) -> Status[LoadOut]:
    by = person_of(request)
    require_write(by)
    actions.end_publication(load_id, is_approved=asked.approve, note=asked.note, by=by)
    return Status(202, LoadOut.of(reads.load(load_id, by)))


@router.post(
    "/loads/{load_id}/trust",
    response={202: LoadOut},
    operation_id="trust_load",
    summary="Say that a load held because it looks odd is as it should be",
)
def trust_load(request: HttpRequest, load_id: str) -> Status[LoadOut]:
    by = person_of(request)
    require_write(by)
    actions.trust_load(load_id, by=by)
    return Status(202, LoadOut.of(reads.load(load_id, by)))
