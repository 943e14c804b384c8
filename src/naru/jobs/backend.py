"""Our queue behind the ``django_tasks`` API."""

from typing import Any

from django_tasks.backends.base import BaseTaskBackend


class NaruBackend(BaseTaskBackend):
    def enqueue(self, task: Any, args: Any, kwargs: Any) -> Any:
        raise NotImplementedError
