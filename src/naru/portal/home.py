"""The home folder made ready: its database brought to this version, once, however many processes start together."""

import fcntl
from pathlib import Path

from django.conf import settings
from django.core.management import call_command
from django.db import connection
from django.db.migrations.executor import MigrationExecutor

from naru.base.kit.refusals import Refused
from naru.portal import refusals as _declared  # noqa: F401 - makes the code below known


def ensure_home() -> bool:
    """Run the pending migrations, if any; whether there were some. Takes about 50 ms when there is nothing to do.

    Raises ``Refused`` (``restore_unfinished``) where a restore was killed."""
    if unfinished_restore().exists():
        raise Refused("restore_unfinished", home=settings.NARU_HOME)
    if not pending_migrations():
        return False
    with open(Path(settings.NARU_HOME) / ".migrating", "w") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        if not pending_migrations():
            return False
        call_command("migrate", interactive=False, verbosity=0)
    return True


def unfinished_restore() -> Path:
    """The mark of a restore that has begun and not ended."""
    return Path(settings.NARU_HOME) / ".restoring"


def pending_migrations() -> list[str]:
    """The migrations this version brings and the database has not had, in order."""
    executor = MigrationExecutor(connection)
    plan = executor.migration_plan(executor.loader.graph.leaf_nodes())
    return [f"{migration.app_label}.{migration.name}" for migration, _ in plan]
