"""What the kill tests do inside the installation: bring files in, and say what a visitor would find."""

import json
import random
from collections.abc import Callable, Mapping
from pathlib import Path

import pyarrow.parquet as pq
import tantivy
from django.db import connection
from kiwipiepy import Kiwi

from naru.base.jobs.models import Job
from naru.base.kit import crash
from naru.base.kit.person import SYSTEM
from naru.base.trail import reads as trail_reads
from naru.data.catalogue import reads
from naru.data.catalogue.core import korean
from naru.data.catalogue.core.search_values import SearchRequest
from naru.data.catalogue.models import IndexOutbox, TableVersion
from naru.data.catalogue.search import documents, indexer
from naru.data.catalogue.search.search import search
from naru.data.ingest import actions
from naru.data.ingest.actions import LoadRequest
from naru.data.ingest.models import Load
from naru.data.lake import TableRef

ROWS = 120
PLACES = ["자갈치시장", "사직야구장", "동래역", "태종대", "용두산공원"]


def prepare() -> None:
    """Load the analyser once, before the forks, and without threads, which would not survive them."""
    kiwi = Kiwi(num_workers=0, load_multi_dict=False, load_typo_dict=False)
    korean._analyse_all = lambda fresh: [korean._tokens(kiwi.tokenize(word)) for word in fresh]


def write_file(folder: Path, number: int, edition: int = 1) -> Path:
    """A car parks' CSV of its own in CP949; the edition's number stands in every row."""
    rng = random.Random(number * 1000 + edition)
    lines = ["번호,주차장명,구분,면수,요금"]
    for row in range(ROWS):
        lines.append(
            f'{row},{PLACES[row % 5]} {number}-{row},{edition},{rng.randrange(10, 400)},"{rng.randrange(1, 90) * 100:,}"'
        )
    path = folder / f"{name_of(number)}.csv"
    path.write_bytes("\r\n".join(lines).encode("cp949"))
    return path


def name_of(number: int) -> str:
    return f"나루주차장{number:03d}호현황"


def bring(path: str) -> None:
    """Receive a file and queue its load, as the command line does."""
    actions.load_path(Path(path), LoadRequest(publish=True), by=SYSTEM)


def crash_at(point: str) -> None:
    """From here on this process dies at the point."""
    crash._ASKED, crash._NTH, crash._passed = point, "1", 0


def tell(out: str, what: Callable[[], object]) -> None:
    Path(out + ".part").write_text(json.dumps(what(), ensure_ascii=False))
    Path(out + ".part").rename(out)


def visible() -> dict[str, list[object]]:
    """Each table that can be seen, by its title: its versions' rows as promised, and as they lie in the lake."""
    seen: dict[str, list[object]] = {}
    for version in TableVersion.objects.select_related("table__dataset").order_by("table_id", "number"):
        files = reads.lake().local_files(TableRef(version.table_id, version.lake_version))
        table = [pq.read_table(file) for file in files]
        rows = sum(part.num_rows for part in table)
        editions = sorted({int(value) for part in table for value in part.column(2).to_pylist()})
        seen.setdefault(version.table.dataset.title, []).append([version.number, version.rows, rows, editions])
    return seen


def _differences() -> Mapping[str, object]:
    """By kind, each with what the rows say of it and what the index does."""
    found = indexer.reconcile()
    rows = {source.id: source for chunk in documents.sources() for source in chunk}
    searcher = indexer.store().snapshot().searcher
    indexed = [searcher.doc(address) for _, address in searcher.search(tantivy.Query.all_query(), limit=1000).hits]
    return {
        kind: [
            f"{rows.get(id_)} {[doc.to_dict() for doc in indexed if doc.get_first('id') == id_]}" for id_ in different
        ]
        for kind in ("missing", "stale", "left_over")
        if (different := getattr(found, kind))
    }


def everything() -> dict[str, object]:
    """What is there once all is quiet."""
    indexer.refresh()
    lake = reads.lake()
    hits = {}
    for title in visible():
        found = search(SearchRequest(text=title, limit=20), SYSTEM)
        hits[title] = [hit.dataset.title for hit in found.hits].count(title)
    return {
        "visible": visible(),
        "hits": hits,
        "loads": sorted(Load.objects.values_list("file_name", "state")),
        "lake_versions": {
            table: len(lake.versions(table))
            for table in TableVersion.objects.values_list("table_id", flat=True).distinct()
        },
        "differences": _differences(),
        "outbox": IndexOutbox.objects.count(),
        "open_jobs": Job.objects.filter(state__in=["READY", "RUNNING"], schedule=None).count(),
        "failed_jobs": list(Job.objects.filter(state="FAILED").values_list("task", "errors", "refusal")),
        "trail_is_whole": trail_reads.verified_now().is_whole,
        "database": connection.vendor,
    }
