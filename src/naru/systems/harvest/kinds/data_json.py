"""``data.json`` of DCAT-US 1.1 and 3.0: one file, or pages by ``?page=`` as ckanext-dcat serves them."""

from collections.abc import Iterator, Mapping
from typing import Any

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue.core.values import DistributionIn
from naru.systems.harvest.core.values import Finding, Harvested, Page, SourceConfig
from naru.systems.harvest.kinds.dcat import parts
from naru.systems.harvest.kinds.described import distribution, harvested
from naru.systems.harvest.kinds.session import Answer, Session, asking

PAGED_AT = 100  # ckanext-dcat's size of a page; a shorter file is whole


class DataJson:
    name = "data_json"
    words = Words("data.json (DCAT-US)", "data.json (DCAT-US)")
    is_inside = False

    def fits(self, answer: Answer) -> bool:
        try:
            value = answer.json()
        except Refused:
            return False
        return isinstance(value, dict) and isinstance(value.get("dataset", value.get("datasetSeries")), list)

    def pages(self, config: SourceConfig, session: Session, cursor: JSON) -> Iterator[Page]:
        place = cursor if isinstance(cursor, dict) else {}
        url, skip = str(place.get("next") or config.address), int(str(place.get("skip", 0)))
        number = int(str(place.get("number", 1)))
        before: set[str] = set()
        while url:
            answer = session.get(url, accept="application/json")
            records = datasets(answer)
            ids = {each.remote_id for each in records}
            is_paged = len(records) == PAGED_AT and ids != before
            following = asking(config.address, page=number + 1) if is_paged else answer.links.get("next", "")
            if number > 1 and (not records or ids == before):
                following, records = "", []
            yield from parts(answer.where, records, url=url, following=following, skip=skip, total=None)
            url, skip, number, before = following, 0, number + 1, ids


def datasets(answer: Answer) -> list[Harvested]:
    """Raises ``Refused``: ``harvest_not_understood``, ``harvest_json_broken`` …"""
    value = answer.json()
    if not isinstance(value, dict) or not isinstance(value.get("dataset", value.get("datasetSeries")), list):
        raise Refused("harvest_not_understood", where=answer.where, kind="data.json")
    given = value.get("dataset") or []
    return [record(each, answer.url) for each in given if isinstance(each, dict)]


def record(said: Mapping[str, Any], base: str) -> Harvested:
    """An entry of either version."""
    start, end = _period(said.get("temporal"))
    findings: list[Finding] = []
    return harvested(
        {
            "title": said.get("title"),
            "description": said.get("description"),
            "publisher": said.get("publisher"),
            "keywords": said.get("keyword"),
            "licence": said.get("license"),
            "frequency": said.get("accrualPeriodicity"),
            "place": said.get("spatial") if isinstance(said.get("spatial"), str) else None,
            "contact": _contact(said.get("contactPoint")),
            "landing_page": said.get("landingPage"),
            "issued": said.get("issued"),
            "modified": said.get("modified"),
            "period_start": start,
            "period_end": end,
        },
        _distributions(said, base, findings),
        identifier=_identifier(said.get("identifier")),
        uri=str(said.get("@id") or ""),
        findings=findings,
    )


def _identifier(value: Any) -> Any:
    return value.get("@id") or value.get("notation") if isinstance(value, dict) else value


def _contact(value: Any) -> str:
    one = value[0] if isinstance(value, list) and value else value
    if not isinstance(one, dict):
        return ""
    return str(one.get("fn") or one.get("hasEmail") or "").removeprefix("mailto:")


def _period(value: Any) -> tuple[str, str]:
    one = value[0] if isinstance(value, list) and value else value
    if isinstance(one, dict):
        return str(one.get("startDate") or ""), str(one.get("endDate") or "")
    start, _, end = str(one or "").partition("/")
    return start, end


def _distributions(said: Mapping[str, Any], base: str, findings: list[Finding]) -> list[DistributionIn]:
    given = said.get("distribution")
    found = []
    for each in given if isinstance(given, list) else [given] if isinstance(given, dict) else []:
        if not isinstance(each, dict):
            continue
        written = each.get("downloadURL") or each.get("accessURL")
        one = distribution(
            written,
            title=each.get("title") or each.get("description"),
            format=(each.get("format"), each.get("mediaType")),
            size=each.get("byteSize"),
            base=base,
        )
        if written and not one.url:
            findings.append(Finding(code="address_unusable", where=one.title, facts={"said": str(written)[:200]}))
        found.append(one)
    return found
