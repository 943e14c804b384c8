"""CKAN's action API, and what calls itself one: DKAN's lists, extras as a list or a dictionary, tags as texts."""

from collections.abc import Iterator, Mapping
from typing import Any

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue.core.values import DistributionIn
from naru.systems.harvest.core.values import Harvested, Page, SourceConfig
from naru.systems.harvest.kinds.described import digest, distribution, harvested
from naru.systems.harvest.kinds.offsets import Slice, walk
from naru.systems.harvest.kinds.session import Answer, Session, asking

ACTION = "api/3/action/"
PAGE_MOST = 1000


class Ckan:
    name = "ckan"
    words = Words("CKAN 포털", "CKAN portal")
    is_inside = False

    def fits(self, answer: Answer) -> bool:
        try:
            value = answer.json()
        except Refused:
            return False
        result = value.get("result") if isinstance(value, dict) else None
        return isinstance(result, dict) and isinstance(result.get("results"), list)

    def pages(self, config: SourceConfig, session: Session, cursor: JSON) -> Iterator[Page]:
        base, asked = config.address.partition("api/3")[0].rstrip("/"), config.options

        def read(start: int, rows: int) -> Slice:
            url = asking(
                f"{base}/{ACTION}package_search",
                q=asked.get("q") or "*:*",
                fq=asked.get("fq") or None,
                sort="id asc",
                rows=rows,
                start=start,
            )
            return _slice(session.get(url, accept="application/json"), base)

        return walk(read, size=min(config.page_size, PAGE_MOST), cursor=cursor)


def _slice(answer: Answer, base: str) -> Slice:
    result = _result(answer)
    found = result.get("results") if isinstance(result, dict) else result
    if not isinstance(found, list):
        raise Refused("harvest_not_understood", where=answer.where, kind="CKAN")
    packages = [each for each in found if isinstance(each, dict)]
    total = result.get("count") if isinstance(result, dict) else None
    return Slice(
        address=answer.where,
        records=[record(each, base) for each in packages],
        came=len(found),
        total=total if isinstance(total, int) else None,
        unread=len(found) - len(packages),
        digest=digest(str(each.get("id") or each.get("name")) for each in packages),
    )


def _result(answer: Answer) -> Any:
    """What the action answered; an error inside a 200 is an error. Raises ``Refused``: ``harvest_error_inside``."""
    value = answer.json()
    if isinstance(value, list):
        return value[0] if len(value) == 1 and isinstance(value[0], list) else value
    if not isinstance(value, dict) or value.get("success") is False or "error" in value:
        said = value.get("error") if isinstance(value, dict) else value
        message = said.get("message") or said.get("__type") if isinstance(said, dict) else said
        raise Refused("harvest_error_inside", where=answer.where, said=str(message)[:200])
    return value.get("result", value)


def record(package: Mapping[str, Any], base: str) -> Harvested:
    """A package as CKAN or DKAN writes it."""
    extras = _extras(package.get("extras"))
    name = package.get("name") or package.get("id") or ""
    organisation = package.get("organization")
    said = {
        "title": package.get("title") or package.get("name"),
        "title_en": _in_english(package.get("title_translated")),
        "description": package.get("notes"),
        "description_en": _in_english(package.get("notes_translated")),
        "themes": [each.get("name") for each in package.get("groups") or [] if isinstance(each, dict)],
        "publisher": (organisation or {}).get("title") if isinstance(organisation, dict) else package.get("author"),
        "keywords": [tag.get("display_name") or tag.get("name") if isinstance(tag, dict) else tag for tag in package.get("tags") or []],
        "licence": [package.get("license_url"), package.get("license_id"), package.get("license_title"), package.get("license")],
        "frequency": extras.get("frequency") or package.get("frequency"),
        "place": extras.get("spatial-text") or extras.get("spatial_text"),
        "contact": package.get("maintainer") or package.get("author"),
        "landing_page": package.get("url") if str(package.get("url")).startswith("http") else f"{base}/dataset/{name}",
        "issued": extras.get("issued") or package.get("metadata_created"),
        "modified": extras.get("modified") or package.get("metadata_modified"),
        "period_start": extras.get("temporal_start") or extras.get("temporal_coverage_from"),
        "period_end": extras.get("temporal_end") or extras.get("temporal_coverage_to"),
    }  # fmt: skip
    global_ids = [str(extras[key]) for key in ("guid", "uri", "identifier") if extras.get(key)]
    return harvested(said, _resources(package, base), identifier=package.get("id") or name, global_ids=global_ids)


def _resources(package: Mapping[str, Any], base: str) -> list[DistributionIn]:
    found = package.get("resources")
    return [
        distribution(
            each.get("url"),
            title=each.get("name") or each.get("title") or each.get("description"),
            format=(each.get("format"), each.get("mimetype")),
            size=each.get("size"),
            base=f"{base}/",
        )
        for each in (found if isinstance(found, list) else [])
        if isinstance(each, dict) and each.get("state", "active") == "active"
    ]


def _in_english(value: Any) -> Any:
    """Of what ckanext-fluent keeps in several languages."""
    return value.get("en") if isinstance(value, dict) else None


def _extras(value: Any) -> dict[str, Any]:
    """A list of {key, value} since CKAN 2.0, a dictionary before."""
    if isinstance(value, dict):
        return value
    pairs = value if isinstance(value, list) else []
    return {str(each["key"]): each.get("value") for each in pairs if isinstance(each, dict) and "key" in each}
