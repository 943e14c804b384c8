"""The sample city's boats, and a dataset computed from them."""

import json
from pathlib import Path
from tempfile import TemporaryDirectory

import click
import pyarrow as pa
import pyarrow.parquet as pq

from naru.base.kit.canonical import sha256_of
from naru.base.kit.person import SYSTEM
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue.core.columns import ColumnType
from naru.data.catalogue.core.values import Derived, Description, TableId
from naru.data.tables.actions import publish
from naru.data.tables.core.description import KnownColumn
from naru_throwaway.models import Boat


def bring(*, as_json: bool, again: bool) -> bool:
    names = ("갈매기호", "동백호")
    for name in names:
        Boat.objects.get_or_create(name=name)
    _publish_lengths(names)
    click.echo(json.dumps({"boats": len(names)}) if as_json else f"배 {len(names)}척 · {len(names)} boats")
    return True


def _publish_lengths(names: tuple[str, ...]) -> None:
    about = Description(title="배 이름의 길이", title_en="How long boats' names are")
    dataset = catalogue.register_dataset(about, by=SYSTEM, source="throwaway", source_id="lengths")
    table = catalogue.ensure_table(dataset.id, about.title, by=SYSTEM, key=["name"])
    columns = (
        KnownColumn(name="배", alias="name", type=ColumnType.TEXT),
        KnownColumn(name="길이", alias="length", type=ColumnType.INTEGER, unit="자"),
    )
    derived = Derived(inputs=(), by="throwaway.lengths 1", digest=sha256_of(list(names)))
    with TemporaryDirectory() as folder:
        path = Path(folder) / "table.parquet"
        pq.write_table(pa.table({"name": names, "length": [len(name) for name in names]}), path)
        publish(TableId(table.id), path, derived, columns=columns, commit_key=derived.digest, by=SYSTEM)
    catalogue.publish_dataset(dataset.id, by=SYSTEM)
