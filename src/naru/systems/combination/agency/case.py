"""Where a case stands at the agency, folded from its dossier, and the agency's own tables, sealed to itself."""

import json
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import Any

import pyarrow as pa

from naru.base.kit.canonical import JSON, canonical_json, sha256_of_file
from naru.base.kit.clock import Clock
from naru.base.kit.refusals import Refused
from naru.systems.combination.core.columns import Columns
from naru.systems.combination.core.history import state_after
from naru.systems.combination.core.states import Event, State, step
from naru.systems.combination.crypto.sealed_tables import open_table, seal_table
from naru.systems.combination.folder import CaseFolder, open_folder


@contextmanager
def open_case(path: Path, clock: Clock) -> Iterator[CaseFolder]:
    with open_folder(path, role="agency", clock=clock) as folder:
        yield folder


def state_of(folder: CaseFolder) -> State:
    return state_after(folder.chain)


def check_possible(folder: CaseFolder, event: Event) -> None:
    """Raises ``Refused("case_not_there")`` before anything is done that the case's state does not allow."""
    step(state_of(folder), event)


def advance(folder: CaseFolder, event: Event, **facts: JSON) -> State:
    """Write the event down; answers the new state."""
    check_possible(folder, event)
    folder.record(event.value, **facts)
    return state_of(folder)


def keep_table(folder: CaseFolder, name: str, table: pa.Table, columns: Columns) -> str:
    """Seal a table to ourselves; answers the sealed file's digest. What the columns are travels inside, not in the header."""
    described = table.replace_schema_metadata({"columns": canonical_json(columns.to_json())})
    header = folder.header(name, folder.card, rows=len(table))
    place = table_place(folder, name)
    seal_table(place, described, header=header, sender=folder.identity, recipient=folder.card)
    return sha256_of_file(place)


def read_table(folder: CaseFolder, name: str) -> tuple[pa.Table, Columns]:
    """Raises ``Refused`` where it was changed, or its key destroyed."""
    place = table_place(folder, name)
    if not place.exists():
        raise Refused("table_not_there", table=name)
    _, table = open_table(place, by=folder.identity, sender=folder.card, kind=name, spec=folder.spec.digest)
    return table, columns_of(table)


def columns_of(table: pa.Table) -> Columns:
    described: list[Any] = json.loads((table.schema.metadata or {}).get(b"columns", b"[]"))
    return Columns.from_json(described)


def table_place(folder: CaseFolder, name: str) -> Path:
    return folder.path / "tables" / f"{name}.sealed"
