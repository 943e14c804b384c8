"""Rates in the API: the figures of a day, a name's history, and for officers entering one."""

from datetime import date, datetime
from typing import Annotated

from django.http import HttpRequest
from ninja import Field, Router, Schema, Status

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.guard import person_of, require_auditor_or_officer
from naru.commons.rates import actions, reads
from naru.commons.rates.core.values import Rate, ValueKind

router = Router(tags=["rates"])


class RateOut(Schema):
    id: str
    name: str
    value: str = Field(description="As a text, so that no decimal loses a digit.")
    since: date
    source: str
    note: str
    entered: datetime
    by: str

    @classmethod
    def of(cls, rate: Rate) -> "RateOut":
        return cls(
            id=rate.id,
            name=rate.name,
            value=str(rate.value),
            since=rate.since,
            source=rate.source,
            note=rate.note,
            entered=rate.entered,
            by=rate.by_name,
        )


class StandingOut(Schema):
    name: str
    words_ko: str
    words_en: str
    kind: ValueKind
    unit_ko: str
    unit_en: str
    rate: RateOut | None
    needed_by: list[str]


class LateUseOut(Schema):
    kind: str
    id: str
    on: date
    rate: RateOut
    rate_now: RateOut

    @classmethod
    def of(cls, late: reads.LateUse) -> "LateUseOut":
        return cls(
            kind=late.ref.kind,
            id=late.ref.id,
            on=late.on,
            rate=RateOut.of(late.rate),
            rate_now=RateOut.of(late.rate_now),
        )


class RateIn(Schema):
    name: Annotated[str, Field(max_length=80)]
    value: Annotated[str, Field(max_length=2000)]
    since: date
    source: Annotated[str, Field(max_length=300)]
    note: Annotated[str, Field(max_length=300)] = ""


@router.get("/rates", response=list[StandingOut], url_name="rates", summary="Every rate as it holds on a day")
def rates(request: HttpRequest, on: date | None = None) -> list[StandingOut]:
    require_auditor_or_officer(person_of(request))
    return [
        StandingOut(
            name=each.name.name,
            words_ko=each.name.words.ko,
            words_en=each.name.words.en,
            kind=each.name.kind,
            unit_ko=each.name.unit.ko,
            unit_en=each.name.unit.en,
            rate=RateOut.of(each.rate) if each.rate else None,
            needed_by=list(each.needed_by),
        )
        for each in reads.standings(on or SYSTEM_CLOCK.today())
    ]


@router.post(
    "/rates",
    response={201: list[LateUseOut]},
    url_name="rates",
    summary="Enter a figure; decisions that are to be looked at again",
)
def enter_rate(request: HttpRequest, asked: RateIn) -> Status[list[LateUseOut]]:
    late = actions.enter_rate(
        asked.name,
        asked.value,
        since=asked.since,
        source=asked.source,
        note=asked.note,
        by=person_of(request),
    )
    return Status(201, [LateUseOut.of(each) for each in late])


@router.get("/rates/{name}", response=list[RateOut], url_name="rate", summary="All figures of a name, latest day first")
def rate_history(request: HttpRequest, name: str) -> list[RateOut]:
    require_auditor_or_officer(person_of(request))
    return [RateOut.of(each) for each in reads.history(name)]
