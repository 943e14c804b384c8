"""A package as CKAN's clients write it, read as a description and the ways to the data."""

from collections.abc import Iterator, Mapping
from dataclasses import replace
from datetime import date, datetime
from typing import Any

from naru.base.kit.refusals import Refused
from naru.data.catalogue.core.values import Description, DistributionIn
from naru.data.catalogue.core.vocabulary import FREQUENCIES, LICENCES, THEMES
from naru.systems.protocols.core import parameters

Given = Mapping[str, Any]
CKAN_LICENCES = {"cc-by": "cc-by-4.0", "cc-by-sa": "cc-by-sa-4.0", "cc-nc": "cc-by-nc-4.0", "cc-zero": "cc0-1.0"}


def description(given: Given, before: Description) -> Description:
    """``before`` with what is given. Raises ``Refused``: ``parameter_unreadable``."""
    extras = _extras(given.get("extras"))
    changes: dict[str, Any] = {
        name: _text(given[key]) for key, name in {"title": "title", "notes": "description"}.items() if key in given
    }
    for key, name in {"title_translated": "title_en", "notes_translated": "description_en"}.items():
        if isinstance(given.get(key), dict):
            changes[name] = _text(given[key].get("en"))
    if "tags" in given:
        changes["keywords"] = tuple(map(_tag, given["tags"] or ()))
    if "groups" in given:
        names = [_text(each.get("name") or each.get("id")) for each in given["groups"] or () if isinstance(each, dict)]
        changes["themes"] = tuple(name for name in names if name in THEMES)
    if "license_id" in given:
        changes["licence"] = _licence(_text(given["license_id"]))
    for key, name in {"maintainer": "contact", "author": "publisher", "url": "landing_page"}.items():
        if given.get(key):
            changes[name] = _text(given[key])
    if extras.get("publisher"):
        changes["publisher"] = extras["publisher"]
    if extras.get("frequency") in FREQUENCIES:
        changes["frequency"] = extras["frequency"]
    if extras.get("spatial_text"):
        changes["place"] = extras["spatial_text"]
    for key, name in {
        "issued": "issued",
        "modified": "modified",
        "temporal_start": "period_start",
        "temporal_end": "period_end",
    }.items():
        if extras.get(key):
            changes[name] = _day(key, extras[key])
    return replace(before, **changes)


def distributions(given: Given) -> Iterator[DistributionIn]:
    """Resources that are files elsewhere; tables are the site's own."""
    for each in given.get("resources") or ():
        if isinstance(each, dict) and each.get("datastore_active") is not True:
            yield distribution(each)


def distribution(given: Given) -> DistributionIn:
    url = _text(given.get("url"))
    if not url:
        raise Refused("ckan_argument_missing", name="url")
    size = given.get("size")
    return DistributionIn(
        title=_text(given.get("name") or given.get("title")),
        format=_text(given.get("format")).lower()[:20],
        url=url,
        bytes=size if isinstance(size, int) and size >= 0 else None,
    )


def _licence(said: str) -> str:
    """Raises ``Refused``: ``parameter_unreadable``; a licence is never guessed."""
    code = CKAN_LICENCES.get(said, said)
    if code and code not in LICENCES:
        raise parameters.unreadable("license_id", said, ", ".join(LICENCES))
    return code


def _tag(value: Any) -> str:
    return _text(value.get("name") if isinstance(value, dict) else value)


def _extras(value: Any) -> dict[str, str]:
    pairs = value if isinstance(value, list) else []
    return {str(each["key"]): _text(each.get("value")) for each in pairs if isinstance(each, dict) and "key" in each}


def _day(name: str, said: str) -> date:
    try:
        return datetime.fromisoformat(said).date()
    except ValueError:
        raise parameters.unreadable(name, said, "2026-11-03") from None


def _text(value: Any) -> str:
    return "" if value is None else str(value)
