"""Publish a version of a table: its rows into the lake, what they hold into the catalogue.

*Theory of operation.* A Parquet file becomes a version in two steps, and each may be asked again after a crash:
``commit`` moves it into the lake under a key, so the same key finds the lake's version that is there, and
``catalogue.publish_version`` knows a lake's version that it has. Whoever has a file described already (a load) takes
the steps one by one; ``publish`` is all of it for rows that a system computed.
"""

from collections.abc import Collection, Mapping, Sequence
from dataclasses import dataclass, replace
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import Person
from naru.data.catalogue import actions as catalogue_actions
from naru.data.catalogue import policy
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.columns import Column
from naru.data.catalogue.core.disclosure import PersonalColumn
from naru.data.catalogue.core.values import Derived, Table, TableId, Version
from naru.data.catalogue.core.version_changes import VersionChanges
from naru.data.lake import TableRef
from naru.data.tables.core.arrow_types import ARROW_TYPES
from naru.data.tables.core.changes import column_changes
from naru.data.tables.core.description import KnownColumn, TableDescription, describe_file
from naru.data.tables.core.values import Grade, PersonalFinding

UNKEYED_ROWS = 1_000_000  # rows up to which versions are compared as they stand, where no key is known


@dataclass(frozen=True, slots=True, kw_only=True)
class Committed:
    """Rows that lie in the lake and that no reader sees yet."""

    lake_version: int
    changes: VersionChanges | None  # against the live version


def publish(
    table_id: TableId,
    parquet: Path,
    derived: Derived,
    *,
    columns: Sequence[KnownColumn],
    commit_key: str,
    by: Person,
    accepted: Collection[str] = (),
    clock: Clock = SYSTEM_CLOCK,
) -> Version:
    """Make rows that a system computed the table's next version: commit, describe, scan, compare, publish, index.

    ``parquet`` holds exactly ``columns``, by their aliases and in the lake's types, and is moved. Asked again with the
    same ``commit_key`` it answers the version that is there. A version in which personal data is found that is not
    ``accepted`` ("column:kind") is held for a person's decision; numbers of identity are never accepted. Raises ``Refused`` where the person may not edit the
    table's dataset or read one of the inputs.
    """
    before = catalogue_reads.table(table_id, by)
    policy.require_edit(by, catalogue_reads.dataset(before.dataset_id, by).rights)
    for version_id in derived.inputs:
        catalogue_reads.version_by_id(version_id, by)
    description = _described(table_id, parquet, columns, commit_key)
    note = {"derived_by": derived.by, "digest": derived.digest, "inputs": list(derived.inputs), "by": by.name}
    committed = commit(before, parquet, description.columns, description.rows, commit_key=commit_key, note=note)
    personal = [finding for finding in description.personal if finding.grade is not Grade.PUBLIC]
    held = any(finding.key not in accepted or finding.grade is Grade.IDENTITY for finding in personal)
    return catalogue_actions.publish_version(
        table_id,
        columns=description.columns,
        rows=description.rows,
        lake_version=committed.lake_version,
        provenance=derived,
        changes=committed.changes,
        personal=[personal_column(finding) for finding in personal],
        held=held,
        by=by,
        clock=clock,
    )


def personal_column(finding: PersonalFinding, *, table: str = "") -> PersonalColumn:
    """The finding as the catalogue keeps it beside a version or a request."""
    is_identity = finding.grade is Grade.IDENTITY
    return PersonalColumn(column=finding.column, kind=finding.kind.value, is_identity=is_identity, table=table)


def commit(
    before: Table,
    parquet: Path,
    columns: Sequence[Column],
    rows: int,
    *,
    commit_key: str,
    note: Mapping[str, Any],
) -> Committed:
    """Move the file into the lake as the table's next version; the same key again finds the version that is there."""
    version = catalogue_reads.lake().commit(before.id, [parquet], commit_key=commit_key, note=note)
    return Committed(lake_version=version, changes=_changes(before, columns, rows, version))


def _changes(before: Table, columns: Sequence[Column], rows: int, version: int) -> VersionChanges | None:
    """What the new version changes against the live one: columns always, rows matched by their key
    where one is known, else as they stand while they are few enough for that."""
    live = before.live
    if live is None or live.lake_version >= version:
        return None
    changes = VersionChanges(
        against=live.number, rows_before=live.rows, rows_after=rows, **column_changes(live.columns, columns)
    )
    if not before.key and max(live.rows, rows) > UNKEYED_ROWS:
        return changes
    older, newer = TableRef(before.id, live.lake_version), TableRef(before.id, version)
    diff = catalogue_reads.lake().diff(older, newer, before.key, sample=0)
    return replace(changes, rows_added=diff.added, rows_removed=diff.removed, rows_changed=diff.changed)


def _described(table_id: TableId, parquet: Path, columns: Sequence[KnownColumn], commit_key: str) -> TableDescription:
    """What the file holds, read where it lies: with a system, or in the lake once a first try moved it."""
    lake = catalogue_reads.lake()
    committed = lake.committed(table_id, commit_key)
    file = parquet if committed is None else lake.local_files(TableRef(table_id, committed))[0]
    wanted = pa.schema([(column.alias, ARROW_TYPES[column.type]) for column in columns])
    schema = pq.read_schema(file).remove_metadata()
    assert schema.equals(wanted), f"the file's columns are {schema}, not {wanted}"
    with TemporaryDirectory(prefix="naru-describe-") as scratch:
        return describe_file(file, columns, Path(scratch))
