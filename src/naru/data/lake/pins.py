"""Versions that must stay readable: cited, exported, or read by an outside door, each by a reason and until a day.

A pin is one small file beside the table's log, ``_pins/<version>-<digest of the reason>.json``: written whole or not at
all, and found by whoever opens the store, on whatever machine.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import datetime

import orjson

from naru.data.lake.stores import Store

PINS = "_pins"


@dataclass(frozen=True, slots=True, kw_only=True)
class Pin:
    """``until`` is not included: from that instant on nothing is held."""

    version: int
    until: datetime
    why: str


def write_pin(store: Store, table_id: str, pin: Pin) -> None:
    """Asked again for the same version and reason it changes the day."""
    content = orjson.dumps({"version": pin.version, "until": pin.until.isoformat(), "why": pin.why})
    store.put(table_id, f"{PINS}/{_name(pin.version, pin.why)}", content)


def remove_pin(store: Store, table_id: str, version: int, why: str) -> None:
    """Where there is none, nothing."""
    store.remove(table_id, f"{PINS}/{_name(version, why)}")


def read_pins(store: Store, table_id: str) -> Iterator[Pin]:
    """All that were made and not removed, whether or not their day has come; oldest version first."""
    for name in sorted(store.names(table_id, PINS)):
        said = orjson.loads(store.read(table_id, f"{PINS}/{name}"))
        yield Pin(version=said["version"], until=datetime.fromisoformat(said["until"]), why=said["why"])


def _name(version: int, why: str) -> str:
    return f"{version:020d}-{hashlib.sha256(why.encode()).hexdigest()[:24]}.json"
