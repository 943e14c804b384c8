"""Sectors in the API: profiles, and what a dataset claims."""

from datetime import datetime
from typing import Any

from django.http import HttpRequest
from ninja import Router, Schema

from naru.base.kit.guard import person_of
from naru.data.catalogue import reads as catalogue
from naru.systems.sectors import library, reads
from naru.systems.sectors.core.dqv import quality
from naru.systems.sectors.core.profiles import Profile

router = Router(tags=["sectors"])


class ProfileOut(Schema):
    name: str
    version: str
    sector: str
    shape: str
    title_ko: str
    title_en: str
    source: str
    digest: str


class ConformanceOut(Schema):
    """``score`` is in percent, rounded down; null where nothing could be checked."""

    claim: str
    profile: str
    version: str
    standing: str
    score: str | None
    checked: datetime | None
    failed_rules: int
    not_checked_rules: int


@router.get("/sectors/profiles", response=list[ProfileOut], url_name="list_profiles", summary="Profiles in force")
def list_profiles(request: HttpRequest) -> list[ProfileOut]:
    return [_profile(each) for each in library.profiles()]


@router.get(
    "/sectors/profiles/{name}", response=dict[str, Any], url_name="get_profile", summary="A profile's definition"
)
def get_profile(request: HttpRequest, name: str) -> dict[str, Any]:
    return dict(library.definition(name))


@router.get(
    "/datasets/{dataset_id}/conformance",
    response=list[ConformanceOut],
    url_name="dataset_conformance",
    summary="What a dataset claims, and how it stands",
)
def dataset_conformance(request: HttpRequest, dataset_id: str) -> list[ConformanceOut]:
    dataset = catalogue.dataset(dataset_id, person_of(request))
    return [_conformance(each) for each in reads.claims_of(dataset.id)]


@router.get(
    "/datasets/{dataset_id}/quality",
    response=list[dict[str, Any]],
    url_name="dataset_quality",
    summary="Its checks as W3C Data Quality Vocabulary (JSON-LD)",
)
def dataset_quality(request: HttpRequest, dataset_id: str) -> list[dict[str, Any]]:
    """One document a claim that was checked: measurements, and why a rule could not be checked."""
    dataset = catalogue.dataset(dataset_id, person_of(request))
    address = request.build_absolute_uri(f"/datasets/{dataset.id}/")
    return [
        dict(quality(each.report, each.profile, dataset=address, at=each.checked))
        for each in reads.claims_of(dataset.id)
        if each.report is not None and each.checked is not None
    ]


def _profile(found: Profile) -> ProfileOut:
    return ProfileOut(
        name=found.name,
        version=found.version,
        sector=found.sector.value,
        shape=found.shape.value,
        title_ko=found.title.ko,
        title_en=found.title.en,
        source=found.source,
        digest=found.digest,
    )


def _conformance(view: reads.ClaimView) -> ConformanceOut:
    report = view.report
    return ConformanceOut(
        claim=view.id,
        profile=view.profile.name,
        version=view.profile.version,
        standing=view.standing.value,
        score=str(report.score) if report is not None and report.score is not None else None,
        checked=view.checked,
        failed_rules=len(report.failed) if report else 0,
        not_checked_rules=len(report.not_checked) if report else 0,
    )
