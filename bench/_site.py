"""A site in a home of its own, for benches that call it in process."""

import os
import statistics
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

ROWS_SQL = """
    select i as id, '구' || (i % 16) as gu, (hash(i) % 10000)::bigint as fee, 35 + (hash(i + 1) % 100000) / 100000 as lat,
           129 + (hash(i + 2) % 100000) / 100000 as lon, date '2010-01-01' + (i % 5000)::int as day,
           '주차장 ' || (hash(i + 3) % 1000000) as name, i % 2 = 0 as open
    from range({rows}) t(i)
"""


@contextmanager
def home(kept: Path | None = None) -> Iterator[Path]:
    """An empty home with its database, or the one ``kept`` in a folder; Django is set up for it, once a process."""
    with tempfile.TemporaryDirectory(prefix="naru-bench-") as passing:
        folder = str(kept or passing)
        Path(folder).mkdir(parents=True, exist_ok=True)
        os.environ |= {
            "NARU_HOME": folder,
            "DJANGO_SETTINGS_MODULE": "naru.portal.settings",
            "NARU_HOSTS": "testserver",
        }
        import django
        from django.core.management import call_command

        django.setup()
        call_command("migrate", verbosity=0)
        yield Path(folder)


def publish_rows(folder: Path, count: int) -> tuple[str, Path]:
    """An open table of ``count`` rows; its SQL name and its file in the lake."""
    from naru.base.kit.person import SYSTEM
    from naru.data.catalogue import actions, reads
    from naru.data.catalogue.core.columns import Column, ColumnType
    from naru.data.catalogue.core.values import Description, OfFile
    from naru.data.lake import TableRef

    staged = folder / "rows.parquet"
    duckdb.sql(f"copy ({ROWS_SQL.format(rows=count)}) to '{staged}' (format parquet, compression zstd)")
    types = {
        "id": ColumnType.INTEGER,
        "gu": ColumnType.TEXT,
        "fee": ColumnType.INTEGER,
        "lat": ColumnType.DECIMAL,
        "lon": ColumnType.DECIMAL,
        "day": ColumnType.DATE,
        "name": ColumnType.TEXT,
        "open": ColumnType.BOOLEAN,
    }
    dataset = actions.register_dataset(Description(title="bench"), by=SYSTEM, organisation=None)
    table = actions.ensure_table(dataset.id, "bench", by=SYSTEM)
    version = reads.lake().commit(table.id, [staged], commit_key="bench")
    actions.publish_version(
        table.id,
        columns=[Column(name=name, alias=name, type=type_) for name, type_ in types.items()],
        rows=count,
        lake_version=version,
        provenance=OfFile(name="bench.csv", sha256="0" * 64, bytes=1, encoding="utf-8"),
        by=SYSTEM,
    )
    actions.publish_dataset(dataset.id, by=SYSTEM)
    return table.sql_name, reads.lake().local_files(TableRef(table.id))[0]


def median_ms(call: Callable[[], object], repeats: int = 7) -> float:
    """The median of a few calls, after one that warms up."""
    call()
    times = []
    for _ in range(repeats):
        began = time.perf_counter()
        call()
        times.append((time.perf_counter() - began) * 1000)
    return statistics.median(times)


def line(what: str, ours: float, peers: dict[str, float], goal: str = "") -> None:
    beside = "  ".join(f"{name} {ms:,.1f} ms (×{ours / ms:.2f})" for name, ms in peers.items())
    print(f"{what:<46} ours {ours:>9,.1f} ms   {beside}{'   goal ' + goal if goal else ''}", flush=True)
