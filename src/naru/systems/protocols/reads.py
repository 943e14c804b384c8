"""What the doors say, read under the rights of whoever asks."""

import hashlib
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from threading import Lock

from naru.base.kit.person import Person
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.listing import Listed
from naru.data.catalogue.core.values import Lineage, Table
from naru.data.query import reads as query
from naru.data.query.core.downloads import Format
from naru.data.query.core.rows import parse_selection
from naru.data.query.core.values import OpenTable
from naru.systems.protocols.core.conformance import Check


@dataclass(frozen=True, slots=True, kw_only=True)
class Whole:
    """One dataset with its tables' columns; ``tables`` are those with live rows."""

    listed: Listed
    tables: tuple[Table, ...]


def whole(dataset_id: str, person: Person) -> Whole:
    """Raises ``Refused`` as ``catalogue.reads.dataset`` for those who may not read it."""
    dataset = catalogue.dataset(dataset_id, person)
    tables = tuple(table for table in catalogue.tables_of(dataset.id, person) if table.live)
    listed = Listed(
        dataset=dataset,
        distributions=tuple(catalogue.distributions(dataset.id, person)),
        tables=tuple(map(catalogue.summary_of, tables)),
    )
    return Whole(listed=listed, tables=tables)


def lineage_of(table: Table, person: Person) -> Lineage:
    """One step back from the newest version that the person may read, as far as it is theirs to see."""
    return catalogue.lineage(table.live.id, person) if table.live else Lineage()


CHECKED_ROWS = 200_000  # larger tables are said without a checksum: it is worked out while somebody waits


def checksums(tables: Sequence[Table], person: Person) -> dict[str, str]:
    """Table id → SHA-256 of its CSV as the person would download it; large tables are left out."""
    return {
        table.id: _checksum(query.open_table(table.id, person), person)
        for table in tables
        if table.live and table.live.rows <= CHECKED_ROWS
    }


_known: dict[tuple[str, int, str], str] = {}
_writing = Lock()
KNOWN_MOST = 10_000


def _checksum(table: OpenTable, person: Person) -> str:
    """A version never changes, so neither does its file."""
    key = (table.id, table.version, table.scope.key())
    known = _known.get(key)
    if known is None:
        selection = parse_selection(table.columns, names=None, filters=(), sort=None)
        digest = hashlib.sha256()
        for piece in query.download(table, selection, Format.CSV, by=person):
            digest.update(piece)
        with _writing:
            while len(_known) >= KNOWN_MOST:
                _known.pop(next(iter(_known)))
            known = _known[key] = digest.hexdigest()
    return known


RECORDED = Path(__file__).with_name("conformance.json")


@cache
def conformance() -> tuple[Check, ...]:
    """What the last recorded run of ``tests/clients`` found, by protocol; nobody writes it by hand."""
    if not RECORDED.exists():
        return ()
    found = [Check.from_json(each) for each in json.loads(RECORDED.read_text(encoding="utf-8"))]
    return tuple(sorted(found, key=lambda each: (each.protocol, each.program)))
