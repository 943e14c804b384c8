"""What a crash may leave on the disk, cleared once a night: only what nothing names any more, and only when it is old."""

import logging
import shutil
import time
from collections.abc import Iterator
from dataclasses import dataclass
from datetime import timedelta
from pathlib import Path

from django.conf import settings

from naru.data.catalogue import reads as catalogue_reads
from naru.data.files import content
from naru.data.ingest import storage
from naru.data.ingest.core.states import LOADED, LoadState
from naru.data.ingest.models import FeedRun, Load, Upload

CHILD_AGE = timedelta(hours=1)  # longer than any child lives that may still write for a load that is over
OVER = frozenset({LoadState.REFUSED, LoadState.REJECTED, LoadState.OVERTAKEN, LoadState.UNCHANGED})

log = logging.getLogger(__name__)


@dataclass(frozen=True, slots=True, kw_only=True)
class Swept:
    """How many were removed; ``parts`` are copies, downloads and uploads that never became whole."""

    lake_files: int
    load_folders: int
    parts: int


def sweep(*, older_than: timedelta | None = None) -> Swept:
    """Clear the lake of files that no version names, and the home of folders and parts that no row needs.

    Without ``older_than`` only what is older than ``NARU_KEEP_LEFTOVERS_DAYS``, which
    must be longer than any job goes on."""
    older_than = older_than if older_than is not None else timedelta(days=settings.NARU_KEEP_LEFTOVERS_DAYS)
    return Swept(
        lake_files=catalogue_reads.lake().sweep(older_than=older_than),
        load_folders=sum(_clear_load(folder, older_than) for folder in storage.load_folders()),
        parts=sum(map(_remove, _parts(older_than))),
    )


def _clear_load(folder: Path, older_than: timedelta) -> bool:
    """A load that is over needs at most the rows it kept aside; what was read for one kept back goes entirely."""
    row = Load.objects.filter(id=folder.name).first()
    if not _is_old(folder, older_than if row is None else min(older_than, CHILD_AGE)):
        return False
    if row is not None and row.state in LOADED:
        storage.tidy_load(row.id, keep=storage.quarantine_files(row.report))
        return not folder.exists()
    if (row is not None and row.state not in OVER) or FeedRun.objects.filter(id=folder.name, state="running").exists():
        return False
    return _remove(folder)


def _parts(older_than: timedelta) -> Iterator[Path]:
    """Copies and downloads whose maker is gone, and uploads that nobody knows any more."""
    yield from (path for path in content.on_their_way() if _is_old(path, older_than))
    arriving = [path for path in storage.upload_parts() if _is_old(path, older_than)]
    known = set(Upload.objects.filter(id__in={path.stem for path in arriving}).values_list("id", flat=True))
    yield from (path for path in arriving if path.stem not in known)


def _is_old(path: Path, age: timedelta) -> bool:
    try:
        return path.stat().st_mtime <= time.time() - age.total_seconds()
    except FileNotFoundError:  # whoever made it has just taken it away
        return False


def _remove(path: Path) -> bool:
    log.info("%s was left behind and is removed", path)
    if path.is_dir():
        shutil.rmtree(path, ignore_errors=True)
    else:
        path.unlink(missing_ok=True)
    return not path.exists()
