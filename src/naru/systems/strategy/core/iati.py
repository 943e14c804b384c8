"""A plan as an IATI activity file (IATI standard 2.03): an activity a task, its budget lines, payments and results.

Codes are those of IATI's code lists: organisation type 15 (local government), organisation role 4 (implementing), activity
status 2 (implementation) and 4 (closed), dates 2 to 4 (actual start, planned and actual end), sector 15110 by DAC (public
sector policy), transaction types 2 (commitment) and 3 (disbursement), indicator measure 1 (unit).
"""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, datetime
from decimal import Decimal
from xml.etree.ElementTree import Element, SubElement, indent, tostring

from naru.base.kit.words import Words

VERSION = "2.03"
LANG = "{http://www.w3.org/XML/1998/namespace}lang"


@dataclass(frozen=True, slots=True, kw_only=True)
class Budget:
    starts: date
    ends: date
    won: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Payment:
    on: date
    won: int
    is_committed: bool  # bound, not paid


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    starts: date
    ends: date
    target: Decimal | None
    actual: Decimal | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Result:
    title: Words
    definition: Words | None
    ascending: bool
    baseline: tuple[date, Decimal] | None
    periods: tuple[Period, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Activity:
    id: str
    title: Words
    description: Words
    starts: date
    ends: date
    is_over: bool
    budgets: Sequence[Budget] = ()
    payments: Sequence[Payment] = ()
    results: Sequence[Result] = ()


def activities(listed: Sequence[Activity], *, reporter: str, name: Words, made: datetime) -> bytes:
    """``reporter`` is the organisation's identifier, as IATI makes them: ``KR-…``."""
    root = Element("iati-activities", {"version": VERSION, "generated-datetime": made.strftime("%Y-%m-%dT%H:%M:%SZ")})
    for each in listed:
        _activity(root, each, reporter, name, made)
    indent(root)
    text: bytes = tostring(root, encoding="utf-8", xml_declaration=True)
    return text


def _activity(root: Element, said: Activity, reporter: str, name: Words, made: datetime) -> None:
    """Elements in the order of the schema's sequence."""
    one = SubElement(
        root,
        "iati-activity",
        {"default-currency": "KRW", LANG: "ko", "last-updated-datetime": made.strftime("%Y-%m-%dT%H:%M:%SZ")},
    )
    SubElement(one, "iati-identifier").text = f"{reporter}-{said.id}"
    _narrated(SubElement(one, "reporting-org", {"ref": reporter, "type": "15"}), name)
    _narrated(SubElement(one, "title"), said.title)
    _narrated(SubElement(one, "description", {"type": "1"}), said.description)
    _narrated(SubElement(one, "participating-org", {"ref": reporter, "type": "15", "role": "4"}), name)
    SubElement(one, "activity-status", {"code": "4" if said.is_over else "2"})
    SubElement(one, "activity-date", {"iso-date": said.starts.isoformat(), "type": "2"})
    SubElement(one, "activity-date", {"iso-date": said.ends.isoformat(), "type": "4" if said.is_over else "3"})
    SubElement(one, "recipient-country", {"code": "KR"})
    SubElement(one, "sector", {"vocabulary": "1", "code": "15110"})
    for budget in said.budgets:
        _budget(one, budget)
    for payment in said.payments:
        _payment(one, payment)
    for result in said.results:
        _result(one, result)


def _budget(one: Element, said: Budget) -> None:
    part = SubElement(one, "budget", {"type": "1", "status": "2"})
    SubElement(part, "period-start", {"iso-date": said.starts.isoformat()})
    SubElement(part, "period-end", {"iso-date": said.ends.isoformat()})
    _won(part, said.won, said.starts)


def _payment(one: Element, said: Payment) -> None:
    part = SubElement(one, "transaction")
    SubElement(part, "transaction-type", {"code": "2" if said.is_committed else "3"})
    SubElement(part, "transaction-date", {"iso-date": said.on.isoformat()})
    _won(part, said.won, said.on)


def _result(one: Element, said: Result) -> None:
    part = SubElement(one, "result", {"type": "1", "aggregation-status": "0"})
    _narrated(SubElement(part, "title"), said.title)
    ascending = "1" if said.ascending else "0"
    indicator = SubElement(part, "indicator", {"measure": "1", "ascending": ascending, "aggregation-status": "0"})
    _narrated(SubElement(indicator, "title"), said.title)
    if said.definition:
        _narrated(SubElement(indicator, "description"), said.definition)
    if said.baseline:
        on, value = said.baseline
        SubElement(indicator, "baseline", {"year": str(on.year), "iso-date": on.isoformat(), "value": f"{value:f}"})
    for period in said.periods:
        _period(indicator, period)


def _period(indicator: Element, said: Period) -> None:
    part = SubElement(indicator, "period")
    SubElement(part, "period-start", {"iso-date": said.starts.isoformat()})
    SubElement(part, "period-end", {"iso-date": said.ends.isoformat()})
    if said.target is not None:
        SubElement(part, "target", {"value": f"{said.target:f}"})
    if said.actual is not None:
        SubElement(part, "actual", {"value": f"{said.actual:f}"})


def _won(part: Element, won: int, on: date) -> None:
    SubElement(part, "value", {"currency": "KRW", "value-date": on.isoformat()}).text = str(won)


def _narrated(part: Element, words: Words) -> None:
    SubElement(part, "narrative").text = words.ko
    if words.en and words.en != words.ko:
        SubElement(part, "narrative", {LANG: "en"}).text = words.en
