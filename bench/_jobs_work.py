"""The same work for both queues."""

import time
from pathlib import Path

from django_tasks import task


@task(queue_name="bench")
def ours() -> int:
    return 1


@task(backend="peer", queue_name="bench")
def peers() -> int:
    return 1


def _hold(folder: str) -> None:
    """The first attempt takes for ever, the second none."""
    started = Path(folder, "started")
    if not started.exists():
        started.touch()
        time.sleep(3600)
    Path(folder, "done").touch()


@task(queue_name="bench")
def ours_held(folder: str) -> None:
    _hold(folder)


@task(backend="peer", queue_name="bench")
def peers_held(folder: str) -> None:
    _hold(folder)
