"""What every test stands on: a home folder of its own, the personas, and a database that can be emptied."""

from pathlib import Path
from typing import Any

import pytest
from django.db import connection
from django.test import TransactionTestCase

from naru.trail import triggers

pytest_plugins = ["tests.personas"]

_empty = TransactionTestCase._fixture_teardown


def _empty_with_trail(case: TransactionTestCase) -> None:
    """Emptying the database between tests deletes the trail, which its triggers rightly refuse: off and on again."""
    with connection.schema_editor() as editor:
        triggers.uninstall(editor)
    try:
        _empty(case)
    finally:
        with connection.schema_editor() as editor:
            triggers.install(editor)


TransactionTestCase._fixture_teardown = _empty_with_trail  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Path:
    """Keys, index and lake of each test in a folder of its own."""
    settings.NARU_HOME = tmp_path / "home"
    settings.NARU_HOME.mkdir()
    settings.NARU_LAKE = str(settings.NARU_HOME / "lake")
    return settings.NARU_HOME
