"""What a source said of a record, as its row keeps it."""

from datetime import date
from typing import Any, cast

import orjson

from naru.data.catalogue.core.values import Description, DistributionIn
from naru.systems.harvest.core.values import Harvested
from naru.systems.harvest.models import Record

DAYS = frozenset({"period_start", "period_end", "issued", "modified"})
LISTS = frozenset({"themes", "keywords"})


def said_of(record: Harvested) -> dict[str, Any]:
    """As the column of ``Record`` keeps it; what says nothing is left out."""
    value = {
        "description": record.description,
        "distributions": record.distributions,
        "global_ids": record.global_ids,
    }
    plain = cast("dict[str, Any]", orjson.loads(orjson.dumps(value)))
    plain["description"] = {name: each for name, each in plain["description"].items() if each}
    return plain


def description_said(row: Record) -> Description | None:
    """None where the source never said a thing."""
    stored = row.said.get("description")
    if not stored:
        return None
    return Description(**{name: _value(name, each) for name, each in stored.items()})


def distributions_said(row: Record) -> tuple[DistributionIn, ...]:
    return tuple(DistributionIn(**each) for each in row.said.get("distributions", ()))


def harvested_of(row: Record) -> Harvested:
    """The record as it was when it came."""
    return Harvested(
        remote_id=row.remote_id,
        description=description_said(row) or Description(title=row.title),
        distributions=distributions_said(row),
        global_ids=tuple(row.said.get("global_ids", ())),
    )


def _value(name: str, stored: Any) -> Any:
    if name in DAYS:
        return date.fromisoformat(stored)
    return tuple(stored) if name in LISTS else stored
