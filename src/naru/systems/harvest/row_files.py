"""The rows of a run on the disk, a part for each page, until they are whole and become a version of their table."""

import shutil
from pathlib import Path

import orjson
import pyarrow.parquet as pq
from django.conf import settings

from naru.systems.harvest.core.values import Page


def write_part(run_id: str, number: int, page: Page) -> None:
    """Written before the page is counted: done again after a kill it is the same part."""
    folder = _folder(run_id)
    folder.mkdir(parents=True, exist_ok=True)
    if page.file is not None:
        shutil.move(page.file, folder / f"{number:08}.parquet")
        return
    part = folder / f"{number:08}.jsonl"
    part.write_bytes(b"".join(orjson.dumps(row) + b"\n" for row in page.rows))


def whole(run_id: str) -> Path | None:
    """All parts as one file; None where there is none."""
    parts = sorted(_folder(run_id).glob("[0-9]*"))
    if len(parts) <= 1:
        return parts[0] if parts else None
    target = _folder(run_id) / f"whole{parts[0].suffix}"
    if target.suffix == ".parquet":
        _join_parquet(parts, target)
    else:
        with target.open("wb") as file:
            for part in parts:
                file.write(part.read_bytes())
    return target


def _join_parquet(parts: list[Path], target: Path) -> None:
    with pq.ParquetWriter(target, pq.read_schema(parts[0])) as writer:
        for part in parts:
            writer.write_table(pq.read_table(part))


def forget(run_id: str) -> None:
    shutil.rmtree(_folder(run_id), ignore_errors=True)


def _folder(run_id: str) -> Path:
    return Path(settings.NARU_HOME) / "harvest" / run_id
