"""What runs by the clock: each package's ``jobs.py`` says ``schedule("name", task, Every(…))`` where it is imported.

Every worker looks at the schedules; the unique pair of name and tick lets only one of them queue each tick.
"""

from datetime import UTC, datetime
from typing import Any

from django.db import connection

from naru.base.jobs import actions
from naru.base.jobs.backend import NaruTask, discover
from naru.base.jobs.core.ticks import Rhythm

__all__ = ["database_now", "discover", "enqueue_due", "schedule"]

_SCHEDULES: dict[str, tuple[NaruTask, Rhythm]] = {}


def schedule(name: str, task: Any, rhythm: Rhythm) -> None:
    """Run ``task()`` at every tick of ``rhythm``; ticks missed while no worker ran are not made up for.

    ``name`` is for ever: with the tick it tells what was queued already. Declared again the same, it changes nothing.
    """
    assert isinstance(task, NaruTask), f"{task!r} is not a task"
    assert _SCHEDULES.get(name, (task, rhythm)) == (task, rhythm), f"the schedule {name!r} is declared twice"
    _SCHEDULES[name] = (task, rhythm)


def enqueue_due(now: datetime) -> list[str]:
    """Queue the latest tick of each schedule where it has not been; returns the names queued."""
    return [
        name for name, (task, rhythm) in _SCHEDULES.items() if actions.enqueue_tick(name, task, rhythm.last_tick(now))
    ]


def database_now() -> datetime:
    """The database's clock, which all workers share; in UTC."""
    asked = (
        "SELECT clock_timestamp()"
        if connection.vendor == "postgresql"
        else "SELECT strftime('%%Y-%%m-%%dT%%H:%%M:%%f', 'now')"
    )
    with connection.cursor() as cursor:
        cursor.execute(asked, [])
        (now,) = cursor.fetchone()
    return now.astimezone(UTC) if isinstance(now, datetime) else datetime.fromisoformat(now).replace(tzinfo=UTC)
