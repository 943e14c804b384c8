"""Places under ``NARU_HOME``: uploads as they arrive, a folder for each load; what is whole lies in ``data.files``."""

import fcntl
import hashlib
import os
import shutil
import zipfile
from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import replace
from pathlib import Path
from typing import Any, BinaryIO

from django.conf import settings

from naru.base.kit.ids import is_id
from naru.base.kit.refusals import Refused
from naru.data.files import content
from naru.data.files.content import Stored
from naru.data.ingest.core.values import TableReport


def load_folder(load_id: str) -> Path:
    """Where all attempts at the load write; it need not exist."""
    return _home("loads") / load_id


def attempt_folder(load_id: str, fence: int) -> Path:
    """A folder that no other attempt at the load touches: one that lost its lease may still have a child that writes."""
    return load_folder(load_id) / str(fence)


def upload_part(upload_id: str) -> Path:
    """Where the upload's bytes arrive; it need not exist."""
    return _home("uploads") / f"{upload_id}.part"


def reports(stored: Mapping[str, Any] | None) -> list[TableReport]:
    """A load's reports as its row keeps them; their files lie in this home, wherever it was when they were written."""
    return [_at_home(TableReport.from_json(table)) for table in (stored or {}).get("tables", ())]


def _at_home(report: TableReport) -> TableReport:
    quarantine = report.quarantine and str(_in_this_home(report.quarantine))
    return replace(report, parquet=str(_in_this_home(report.parquet)), quarantine=quarantine)


def _in_this_home(path: str) -> Path:
    """``/before/loads/01J…/1/table.parquet`` → ``/now/loads/01J…/1/table.parquet``."""
    parts = Path(path).parts
    places = [place for place, part in enumerate(parts[:-1]) if part == "loads" and is_id(parts[place + 1])]
    return _home("loads").joinpath(*parts[places[-1] + 1 :]) if places else Path(path)


def load_folders() -> list[Path]:
    """Those of feeds' runs included; each is named by its load's id."""
    return list(_home("loads").iterdir())


def upload_parts() -> list[Path]:
    """What lies there of uploads; each file's stem is its upload's id."""
    return list(_home("uploads").iterdir())


def keep_upload(upload_id: str, sha256: str) -> None:
    """Move a complete upload, whose hash this is, into the store."""
    content.move_into_place(upload_part(upload_id), sha256)


def take_together(files: Sequence[tuple[str, Path]], name: str) -> Stored:
    """Several files that belong together (the parts of a shapefile) as one ZIP, the same bytes for the same files, by
    the names given beside them. Raises ``Refused`` where they are too large together."""
    content.check_size(name, sum(path.stat().st_size for _, path in files))
    with content.incoming() as (place, target):
        with zipfile.ZipFile(target, "w", zipfile.ZIP_STORED) as archive:
            for label, path in sorted(files):
                info = zipfile.ZipInfo(label, date_time=(1980, 1, 1, 0, 0, 0))
                with path.open("rb") as source, archive.open(info, "w") as entry:
                    shutil.copyfileobj(source, entry, content.CHUNK_BYTES)
        target.flush()
        with open(place, "rb") as written:
            sha256 = hashlib.file_digest(written, "sha256").hexdigest()
        return content.keep(place, target, name, sha256)


def begin_part(upload_id: str) -> None:
    """An empty file for what is to arrive."""
    upload_part(upload_id).touch(mode=0o600, exist_ok=False)


@contextmanager
def locked_part(upload_id: str) -> Iterator[BinaryIO]:
    """The upload's bytes, open at their end, for one holder at a time.

    The lock is on the bytes themselves, not on a name beside them: once they were moved or removed, nobody who opened them
    before gets them any more. Raises ``Refused``: ``upload_busy`` while another has them, ``upload_is_over`` where they are
    not here.
    """
    path = upload_part(upload_id)
    try:
        part = path.open("r+b")
    except FileNotFoundError:
        raise Refused("upload_is_over") from None
    with part:
        try:
            fcntl.flock(part, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused("upload_busy") from None
        if not path.exists() or not os.path.samestat(os.fstat(part.fileno()), path.stat()):
            raise Refused("upload_is_over")
        part.seek(0, os.SEEK_END)
        yield part


def forget_upload(upload_id: str) -> None:
    """Remove its part, whether or not it is there, and the lock that 0.1 kept beside it. Raises ``Refused`` ``upload_busy``
    while another has it."""
    with suppress_over(), locked_part(upload_id):
        upload_part(upload_id).unlink(missing_ok=True)
    upload_part(upload_id).with_suffix(".lock").unlink(missing_ok=True)


@contextmanager
def suppress_over() -> Iterator[None]:
    """What is over already need not be ended."""
    try:
        yield
    except Refused as refused:
        if refused.code != "upload_is_over":
            raise


def quarantine_files(stored: Mapping[str, Any] | None) -> list[Path]:
    """The files of rows kept aside that a load's stored report names."""
    return [Path(report.quarantine) for report in reports(stored) if report.quarantine]


def tidy_load(load_id: str, keep: Sequence[Path] = ()) -> None:
    """Leave of a load's folder only the files to ``keep``, those of rows kept aside; may be done again."""
    folder = load_folder(load_id)
    kept = {path.resolve() for path in keep}
    for path in sorted(folder.rglob("*"), reverse=True):
        if path.is_dir():
            if not any(path.iterdir()):
                path.rmdir()
        elif path.resolve() not in kept:
            path.unlink()
    if folder.is_dir() and not any(folder.iterdir()):
        folder.rmdir()


def forget_load(load_id: str) -> None:
    """Remove its folder with all that attempts wrote, whether or not it is there."""
    shutil.rmtree(load_folder(load_id), ignore_errors=True)


def _home(kind: str) -> Path:
    folder = Path(settings.NARU_HOME) / kind
    folder.mkdir(parents=True, exist_ok=True)
    return folder
