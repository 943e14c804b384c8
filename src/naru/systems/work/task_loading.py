"""A file of tasks brought: read in a limited child, pictures put into the store, tasks added, all of it or nothing."""

import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any

from django.core.files.base import File
from django.db import transaction

from naru.base.kit.child.outputs import output_file
from naru.base.kit.child.parent import MIB, Limits, run_limited
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import Person
from naru.data.files import content
from naru.systems.work.actions import jobs as actions
from naru.systems.work.actions.jobs import NewTask
from naru.systems.work.core.job_rules import LabelKind
from naru.systems.work.reads.jobs import JobView

TASKS, PICTURES = "naru.systems.work.adapters.task_child:read", "naru.systems.work.adapters.picture_child:read"
WALL_S, MEMORY_BYTES, CHUNK = 300, 1536 * MIB, 2**20
MEDIA_TYPE = "image/png"


def load(job: JobView, name: str, file: "File[Any] | IO[bytes]", *, by: Person, clock: Clock = SYSTEM_CLOCK) -> int:
    """How many tasks were added. Raises ``Refused``: ``work_file_refused``, ``work_image_refused``, as ``add_tasks``, and what
    befalls a child."""
    with _laid_down(file) as (path, folder):
        if job.kind in (LabelKind.IMAGE_CLASS, LabelKind.IMAGE_BOX):
            return _load_pictures(job, path, folder, by=by, clock=clock)
        asked = {"path": str(path), "name": name, "kind": job.kind.value}
        rows = run_limited(TASKS, asked, limits=Limits(memory_bytes=MEMORY_BYTES, wall_s=WALL_S, read_paths=[path]))
        tasks = [
            NewTask(key=row["key"], content=row["content"], gold=row["gold"], is_training=row["training"])
            for row in rows
        ]
        return actions.add_tasks(job.id, tasks, by=by, clock=clock)


def _load_pictures(job: JobView, path: Path, folder: Path, *, by: Person, clock: Clock) -> int:
    limits = Limits(memory_bytes=MEMORY_BYTES, wall_s=WALL_S, read_paths=[path, folder], write_paths=[folder])
    rows = run_limited(PICTURES, {"path": str(path), "folder": str(folder), "kind": job.kind.value}, limits=limits)
    stored = [content.take_file(output_file(row["file"], folder), row["caption"]) for row in rows]
    with transaction.atomic():
        for each in stored:
            actions.add_image(job.id, each.sha256, MEDIA_TYPE, by=by)
        tasks = [
            NewTask(
                key=row["key"],
                content={"image": each.sha256, "caption": row["caption"], **row["more"]},
                gold=row["gold"],
                is_training=row["training"],
            )
            for row, each in zip(rows, stored, strict=True)
        ]
        return actions.add_tasks(job.id, tasks, by=by, clock=clock)


@contextmanager
def _laid_down(file: "File[Any] | IO[bytes]") -> Iterator[tuple[Path, Path]]:
    """The upload as a file that the child may read, and a folder that it may write into."""
    with tempfile.TemporaryDirectory(prefix="naru-work-") as held:
        path, folder = Path(held) / "upload", Path(held) / "out"
        folder.mkdir()
        with path.open("wb") as target:
            while chunk := file.read(CHUNK):
                target.write(chunk)
        yield path, folder
