"""Our side of the limited child that reads a file: how much it may take, where it may look, and its answer.

Every file has a child of its own, that of a table forked from a process that has imported the readers and never saw a
file."""

import shutil
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from pathlib import Path
from typing import Any

from django.conf import settings

from naru.base.kit.canonical import JSON
from naru.base.kit.child.outputs import output_file
from naru.base.kit.child.parent import ForkServer, Limits, OnProgress, run_limited
from naru.base.kit.refusals import Refused
from naru.data.ingest import refusals as _refusals  # noqa: F401 - declares the sentences of what the child refuses
from naru.data.ingest.core.source_settings import SourceSettings

FEED = "naru.data.ingest.core.catalogue_records:read_feed"  # light: started anew, feeds are few
MAPS = "naru.data.ingest.core.formats.geo"  # heavy: imported ahead once a first map has come
BEFALLEN = {
    "took_too_much_memory": "file_takes_memory",
    "took_too_long": "file_takes_long",
    "wrote_too_much": "file_grows_too_large",
    "reader_crashed": "file_breaks_reader",
}
MIB = 1 << 20
LARGE_FILE_BYTES = 64 * MIB
FOOTERS_MEMORY_BYTES = 256 * MIB
SLOWEST_BYTES_S = 2 * MIB  # how fast the slowest honest file is read, beyond the first seconds

_readers = ForkServer("naru.data.ingest.core.file_parser")


def parse(path: Path, name: str, out: Path, settings: SourceSettings, on_progress: OnProgress) -> dict[str, Any]:
    """Read the file into the emptied folder ``out``; what ``core.file_parser.parse`` answers. Raises ``Refused``, as a
    sentence about the file also where the child took too much or broke."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    payload: dict[str, JSON] = {"path": str(path), "name": name, "out": str(out), "settings": settings.to_json()}
    with _named(name):
        answer: dict[str, Any] = _readers.run("parse", payload, limits=limits(path, out), on_progress=on_progress)
        _check_outputs(answer["tables"], out)
    if any(table["geometry"] for table in answer["tables"]):
        _readers.preload(MAPS)
    return answer


def _check_outputs(tables: Sequence[Mapping[str, Any]], out: Path) -> None:
    """Let another child read the footers of what the reader says that it wrote: it read hostile bytes, and is not believed.

    Raises ``Refused`` ``child_output_refused``."""
    written: list[JSON] = [[str(output_file(table["parquet"], out)), *_described(table)] for table in tables]
    quarantines: list[JSON] = [str(output_file(table["quarantine"], out)) for table in tables if table["quarantine"]]
    _readers.run(
        "check_outputs",
        {"tables": written, "quarantines": quarantines},
        limits=Limits(memory_bytes=FOOTERS_MEMORY_BYTES, wall_s=settings.NARU_READER_WALL_S, read_paths=[out]),
    )


def _described(table: Mapping[str, Any]) -> tuple[list[JSON], int]:
    return [column["alias"] for column in table["columns"]], table["rows"]


def read_feed(path: Path, name: str, out: Path, on_progress: OnProgress) -> dict[str, Any]:
    """As ``parse``, of a feed of catalogue records: what ``core.catalogue_records.read_feed`` answers."""
    shutil.rmtree(out, ignore_errors=True)
    out.mkdir(parents=True)
    payload: dict[str, JSON] = {"path": str(path), "name": name, "out": str(out)}
    with _named(name):
        answer: dict[str, Any] = run_limited(FEED, payload, limits=limits(path, out), on_progress=on_progress)
    return answer


@contextmanager
def _named(file: str) -> Iterator[None]:
    """What befell the child, as a sentence about the file."""
    try:
        yield
    except Refused as refused:
        if (code := BEFALLEN.get(refused.code)) is None:
            raise
        raise Refused(code, **{**refused.facts, "file": file}) from None


def limits(path: Path, out: Path) -> Limits:
    """What the child may take; files over 64 MiB have more memory, and a second more for every 2 MiB beyond."""
    size = path.stat().st_size
    is_large = size > LARGE_FILE_BYTES
    return Limits(
        memory_bytes=MIB * (settings.NARU_READER_MEMORY_LARGE_MB if is_large else settings.NARU_READER_MEMORY_MB),
        wall_s=settings.NARU_READER_WALL_S + max(0, size - LARGE_FILE_BYTES) / SLOWEST_BYTES_S,
        cpu_s=settings.NARU_READER_CPU_S or None,
        read_paths=[path, out],
        write_paths=[out],
    )
