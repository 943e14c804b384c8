"""What the doctor looks at: the lake, its tables, the engine, the index."""

import tempfile
import time
from pathlib import Path

import pyarrow as pa
import pyarrow.parquet as pq
from django.conf import settings

from naru.base.kit.checks import Check, Unsound, some
from naru.base.kit.person import SYSTEM
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.catalogue import reads
from naru.data.catalogue.core.values import Table
from naru.data.catalogue.search import indexer
from naru.data.lake import TableRef, open_lake


def _lake() -> str:
    """Commits three rows to a lake beside the real one and counts them in its files; the real one is only opened."""
    start = time.monotonic()
    with tempfile.TemporaryDirectory(dir=settings.NARU_HOME, prefix=".doctor-") as folder:
        rows = pa.table({"n": [1, 2, 3]})
        path = Path(folder) / "rows.parquet"
        pq.write_table(rows, path)
        lake = open_lake(Path(folder) / "lake")
        lake.commit("doctor", [path], schema=rows.schema, commit_key="doctor", note={})
        read = sum(pq.read_metadata(file).num_rows for file in lake.local_files(TableRef("doctor", None)))
    reads.lake()
    if read != 3:
        raise Unsound(f"{read} != 3")
    return f"{settings.NARU_LAKE} · {(time.monotonic() - start) * 1000:.0f} ms"


def _tables() -> str:
    """Whether the files of every table's live version are where its log says."""
    tables = reads.tables_readable(SYSTEM)
    if broken := [table.sql_name for table in tables if not _is_there(table)]:
        raise Unsound(f"{len(broken):,} / {len(tables):,}: {some(broken)}")
    return f"{len(tables):,}"


def _is_there(table: Table) -> bool:
    assert table.live is not None
    try:
        return not reads.lake().missing_files(TableRef(table.id, table.live.lake_version))
    except (Refused, OSError, RuntimeError):
        return False


def _engine() -> str:
    reads.engine()
    return str(settings.NARU_ENGINE)


def _index() -> str:
    """A change that only waits for the index is brought in first, as the next search would."""
    if indexer.is_behind():
        indexer.refresh()
    differences = indexer.reconcile()
    if differences.total:
        raise Unsound(f"{differences.total}")
    return "0"


CHECKS = (
    Check(
        code="lake",
        name=Words("레이크 쓰고 읽기", "Lake write and read"),
        look=_lake,
        advice=Words("NARU_LAKE의 주소와 열쇠를 확인하세요.", "Check the address and keys of NARU_LAKE."),
        rests_on=frozenset({"folder"}),
    ),
    Check(
        code="tables",
        name=Words("레이크에 있는 표", "Tables in the lake"),
        look=_tables,
        advice=Words(
            "파일이 없어진 표입니다. 백업에서 되살리거나(`naru restore`), 원본을 다시 넣으세요(`naru ingest`).",
            "Files of these tables are gone. Restore a backup (`naru restore`), or bring their originals again (`naru ingest`).",
        ),
        rests_on=frozenset({"migrations", "lake"}),
    ),
    Check(
        code="engine",
        name=Words("질의 엔진", "Query engine"),
        look=_engine,
        advice=Words(
            "NARU_ENGINE을 duckdb로 두거나 Spark를 설치하세요.", "Leave NARU_ENGINE at duckdb, or install Spark."
        ),
    ),
    Check(
        code="index",
        name=Words("검색 색인의 차이", "Differences of the search index"),
        look=_index,
        advice=Words("`naru index reconcile --repair`를 실행하세요.", "Run `naru index reconcile --repair`."),
        rests_on=frozenset({"migrations"}),
    ),
)
