"""A published table for tests: rows in the lake, a dataset and a live version in the catalogue."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings

from naru.base.kit.ids import new_id
from naru.base.kit.person import SYSTEM, OrganisationId, Person
from naru.data.catalogue import actions, reads
from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.catalogue.core.values import Description, OfFile, Table

PARKING_COLUMNS = (
    Column(name="주차장명", alias="juchajangmyeong", type=ColumnType.TEXT),
    Column(name="구", alias="gu", type=ColumnType.TEXT),
    Column(name="요금", alias="yogeum", type=ColumnType.INTEGER, unit="원"),
)
PARKING_ROWS = {
    "juchajangmyeong": ["광복", "온천천", "해운대 1", "해운대 2"],
    "gu": ["중구", "동래구", "해운대구", "해운대구"],
    "yogeum": [1000, 500, 1500, None],
}


def publish_table(
    title: str,
    columns: Sequence[Column] = PARKING_COLUMNS,
    rows: dict[str, Any] | pa.Table = PARKING_ROWS,
    *,
    by: Person = SYSTEM,
    organisation: OrganisationId | None = None,
    publish: bool = True,
) -> Table:
    """A dataset with one table of these rows, published openly unless told otherwise."""
    dataset = actions.register_dataset(Description(title=title, description=title), by=by, organisation=organisation)
    table = actions.ensure_table(dataset.id, title, by=by)
    add_version(table, columns, rows, by=by)
    if publish:
        actions.publish_dataset(dataset.id, by=SYSTEM)  # as a command does, without a licence
    return reads.table(table.id, by)


def add_version(
    table: Table, columns: Sequence[Column], rows: dict[str, Any] | pa.Table, *, by: Person = SYSTEM
) -> None:
    arrow = rows if isinstance(rows, pa.Table) else pa.table(rows)
    staged = Path(settings.NARU_HOME) / f"{new_id()}.parquet"
    pq.write_table(arrow, staged)
    number = reads.lake().commit(table.id, [staged], commit_key=new_id())
    actions.publish_version(
        table.id,
        columns=columns,
        rows=arrow.num_rows,
        lake_version=number,
        provenance=OfFile(name="시험.csv", sha256=new_id() * 2, bytes=1, encoding="utf-8"),
        by=by,
    )
