"""By what a record is the same record next time: its identifier, its address, or what it says; never a blank node's label."""

import hashlib
from collections.abc import Sequence
from dataclasses import replace

import orjson

from naru.data.catalogue.core.values import Description, DistributionIn
from naru.systems.harvest.core.values import Harvested

READ_AS = b"2"  # how records are read; raised when they are read otherwise, so that all are taken in anew
REMOTE_ID_LONGEST = 500
KEY_LONGEST = 200


def remote_id(identifier: str, uri: str, description: Description, distributions: Sequence[DistributionIn]) -> str:
    """The source's identifier, else the record's own address, else made of its landing page, or of its title and first
    distribution (a blank node says nothing else)."""
    if given := (identifier.strip() or uri.strip()):
        return given if len(given) <= REMOTE_ID_LONGEST else f"sha256:{_digest([given])}"
    said = (
        [description.landing_page]
        if description.landing_page
        else [description.title, *(each.url for each in distributions[:1])]
    )
    return f"said:{_digest(said)[:40]}"


def key(remote_id: str) -> str:
    """The record's name in the catalogue, which it keeps when its source renames it."""
    return remote_id if len(remote_id) <= KEY_LONGEST else f"sha256:{_digest([remote_id])}"


def fingerprint(record: Harvested) -> str:
    """64 hexadecimal digits over all that the source says of the record; findings are not the source's word."""
    said = replace(record, findings=())
    return hashlib.sha256(READ_AS + orjson.dumps(said, option=orjson.OPT_SORT_KEYS)).hexdigest()


def likeness(record: Harvested) -> str:
    """Equal for one record under two ids: over what it says without ids and dates. "" where it says too little to tell."""
    text = record.description
    if not record.distributions and len(text.description) < 40:
        return ""
    said = [text.title, text.description, text.publisher, *(each.url or each.title for each in record.distributions)]
    return _digest(said)


def _digest(parts: Sequence[str]) -> str:
    return hashlib.sha256("\x1f".join(parts).encode()).hexdigest()
