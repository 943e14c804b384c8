"""Our settings with the peer's queue beside ours."""

from naru.portal.settings import *  # noqa: F403
from naru.portal.settings import INSTALLED_APPS, TASKS

INSTALLED_APPS = [*INSTALLED_APPS, "django_tasks_db"]
TASKS = {**TASKS, "peer": {"BACKEND": "django_tasks_db.DatabaseBackend", "QUEUES": []}}
