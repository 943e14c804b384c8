"""A description made of what any kind found; what could not be read costs itself, and is said."""

import hashlib
from collections.abc import Iterable, Mapping, Sequence
from typing import Any

from naru.base.kit.refusals import Refused
from naru.data.catalogue.core.description import checked
from naru.data.catalogue.core.values import Description, DistributionIn
from naru.data.catalogue.core.vocabulary import themes_of
from naru.systems.harvest.core import fields
from naru.systems.harvest.core.identity import remote_id
from naru.systems.harvest.core.values import Finding, Harvested

DISTRIBUTIONS_MOST = 500
DAYS = ("issued", "modified", "period_start", "period_end")


def harvested(
    said: Mapping[str, Any],
    distributions: Iterable[DistributionIn] = (),
    *,
    identifier: Any = "",
    uri: str = "",
    global_ids: Sequence[str] = (),
    findings: Sequence[Finding] = (),
) -> Harvested:
    """A record of ``said`` (fields of a description, as the source writes them). Without a title its description is
    empty and ``no_title`` among the findings: such a record is met, and not taken in."""
    given = tuple(distributions)[:DISTRIBUTIONS_MOST]
    description, notes = _description(said)
    known = remote_id(fields.line(identifier), uri, description, given)
    notes = [*findings, *notes]
    if not fields.line(identifier) and not uri:
        notes.append(Finding(code="no_identifier", where=description.title or known))
    if not description.title:
        notes.append(Finding(code="no_title", where=known))
    return Harvested(
        remote_id=known,
        description=description,
        distributions=given,
        global_ids=tuple(
            dict.fromkeys(each for each in (uri, *global_ids) if each.startswith(("http", "doi:", "urn:")))
        ),
        findings=tuple(notes),
    )


def _description(said: Mapping[str, Any]) -> tuple[Description, list[Finding]]:
    title = fields.line(said.get("title"))
    keywords = fields.texts(said.get("keywords"))
    days = {name: fields.day(said.get(name)) for name in DAYS}
    notes = [
        Finding(code="date_unread", where=name, facts={"said": written[:60]})
        for name, found in days.items()
        if found is None and (written := fields.line(said.get(name)))
    ]
    if days["period_start"] and days["period_end"] and days["period_end"] < days["period_start"]:
        notes.append(Finding(code="period_reversed", where=title))
        days["period_start"] = days["period_end"] = None
    licence = fields.licence(*_listed(said.get("licence")))
    if not licence and (written := fields.line(said.get("licence"), 200)):
        notes.append(Finding(code="licence_unknown", where=title, facts={"said": written}))
    description = Description(
        title=title,
        title_en=fields.line(said.get("title_en")),
        description=fields.text(said.get("description")),
        description_en=fields.text(said.get("description_en")),
        publisher=fields.line(said.get("publisher"), 200),
        keywords=keywords,
        themes=fields.themes(said.get("themes")) or themes_of(title, *keywords),
        licence=licence,
        frequency=fields.frequency(said.get("frequency")),
        place=fields.line(said.get("place"), 200),
        contact=fields.line(said.get("contact"), 300),
        landing_page=fields.address(said.get("landing_page")),
        issued=days["issued"],
        modified=days["modified"],
        period_start=days["period_start"],
        period_end=days["period_end"],
    )
    return _tidied(description), notes


def _tidied(description: Description) -> Description:
    """As the catalogue keeps it, so that what stands here can be compared with what was said."""
    try:
        return checked(description)
    except Refused:
        return description


def _listed(value: Any) -> list[Any]:
    return list(value) if isinstance(value, list | tuple) else [value]


def distribution(
    url: Any, *, title: Any = "", format: Sequence[Any] = (), size: Any = None, base: str = ""
) -> DistributionIn:
    """One way to the data; its format as the source says it, else as the address ends."""
    address = fields.address(url, base)
    return DistributionIn(
        title=fields.line(title, 500),
        format=fields.media_format(*format) or fields.format_of_address(address),
        url=address,
        bytes=fields.size(size),
    )


def digest(parts: Iterable[str]) -> str:
    """Of what a page holds, to know it again."""
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
