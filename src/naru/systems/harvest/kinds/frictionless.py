"""A Frictionless data package: its ``datapackage.json`` is one dataset, its resources the ways to the data.

A path that leads out of the package's folder is refused by name; it costs itself.
"""

from collections.abc import Iterator, Mapping
from typing import Any

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue.core.values import DistributionIn
from naru.systems.harvest.core.values import Finding, Harvested, Page, SourceConfig
from naru.systems.harvest.kinds.described import digest, distribution, harvested
from naru.systems.harvest.kinds.session import Answer, Session


class Frictionless:
    name = "frictionless"
    words = Words("Frictionless 데이터 패키지", "Frictionless data package")
    is_inside = False

    def fits(self, answer: Answer) -> bool:
        try:
            value = answer.json()
        except Refused:
            return False
        return isinstance(value, dict) and isinstance(value.get("resources"), list)

    def pages(self, config: SourceConfig, session: Session, cursor: JSON) -> Iterator[Page]:
        answer = session.get(config.address, accept="application/json")
        value = answer.json()
        if not isinstance(value, dict) or not isinstance(value.get("resources"), list):
            raise Refused("harvest_not_understood", where=answer.where, kind="Frictionless")
        found = package(value, answer.url)
        yield Page(address=answer.where, records=[found], cursor=None, total=1, digest=digest([found.remote_id]))


def package(said: Mapping[str, Any], base: str) -> Harvested:
    """The package at ``base``, the address of its descriptor."""
    findings: list[Finding] = []
    licences = [each for each in said.get("licenses") or [] if isinstance(each, dict)]
    contributors = [
        each for each in [*(said.get("contributors") or []), *(said.get("sources") or [])] if isinstance(each, dict)
    ]
    return harvested(
        {
            "title": said.get("title") or said.get("name"),
            "description": said.get("description"),
            "publisher": next((each.get("title") or each.get("name") for each in contributors), ""),
            "keywords": said.get("keywords") or [],
            "licence": [value for each in licences for value in (each.get("path"), each.get("name"))],
            "landing_page": said.get("homepage"),
            "issued": said.get("created"),
        },
        _resources(said, base, findings),
        identifier=said.get("id") or said.get("name") or base,
        findings=findings,
    )


def _resources(said: Mapping[str, Any], base: str, findings: list[Finding]) -> list[DistributionIn]:
    found = []
    for each in said["resources"]:
        if not isinstance(each, dict):
            continue
        paths = each.get("path")
        for path in paths if isinstance(paths, list) else [paths] if paths else []:
            one = distribution(
                path,
                title=each.get("title") or each.get("name"),
                format=(each.get("format"), each.get("mediatype")),
                size=each.get("bytes"),
                base=base,
            )
            if one.url:
                found.append(one)
            else:
                findings.append(
                    Finding(code="path_refused", where=str(each.get("name")), facts={"said": str(path)[:200]})
                )
    return found
