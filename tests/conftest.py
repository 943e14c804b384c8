"""What every test stands on: a home folder of its own, the personas, and a database that can be emptied."""

import os
from collections.abc import Iterator
from importlib import import_module
from pathlib import Path
from typing import Any

import hypothesis
import pytest
from django.apps import apps
from django.core.cache import cache
from django.db import connection
from django.test import TransactionTestCase
from playwright.sync_api import Browser

import naru
from naru.data.catalogue import reads
from naru.data.query import actions as query
from tests.journeys.browser import chromium
from tests.machine import Machine, fresh_database, machine, quick_folder
from tests.servers import Store, s3

pytest_plugins = ["tests.personas"]

# The same examples every time and no clock, so that a red run is about the change; NARU_EXPLORE=1 looks for new ones.
hypothesis.settings.register_profile(
    "naru",
    derandomize=os.environ.get("NARU_EXPLORE") != "1",
    deadline=None,
    suppress_health_check=[hypothesis.HealthCheck.too_slow],
)
hypothesis.settings.load_profile("naru")

SOURCE = Path(naru.__file__).parent
APPEND_ONLY = [
    import_module(".".join(path.relative_to(SOURCE.parent).with_suffix("").parts))
    for path in sorted(SOURCE.rglob("migrations/*_append_only.py"))
]
_empty = TransactionTestCase._fixture_teardown


def _empty_all(case: TransactionTestCase) -> None:
    """Emptying the database between tests deletes what is append-only (trail, ledger, rates, terms), which its triggers rightly
    refuse: off and on again."""
    with connection.schema_editor() as editor:
        for package in APPEND_ONLY:
            package.uninstall(None, editor)
    try:
        _empty(case)
    finally:
        with connection.schema_editor() as editor:
            for package in APPEND_ONLY:
                package.install(None, editor)


TransactionTestCase._fixture_teardown = _empty_all  # type: ignore[method-assign]


@pytest.fixture(autouse=True)
def home(tmp_path: Path, settings: Any) -> Iterator[Path]:
    """Keys, index and lake of each test in a folder of its own."""
    settings.NARU_HOME = tmp_path / "home"
    settings.NARU_HOME.mkdir(mode=0o700)
    settings.NARU_KEYSTORE = str(tmp_path / "keystore")
    settings.NARU_LAKE = str(settings.NARU_HOME / "lake")
    settings.PASSWORD_HASHERS = ["django.contrib.auth.hashers.MD5PasswordHasher"]  # the sound one is slow by design
    cache.clear()
    yield settings.NARU_HOME
    reads.engine.cache_clear()
    reads.lake.cache_clear()


@pytest.fixture
def holidays_of_korea(db: None) -> None:
    """Again, where a test before this one emptied the database."""
    import_module("naru.base.calendar.migrations.0002_holidays_of_korea").bring(apps, None)


@pytest.fixture(scope="session")
def django_db_setup(django_db_setup: None, django_db_blocker: Any) -> Iterator[None]:
    """PostgreSQL drops no database that a process which was just killed still seems to use: such sessions end first."""
    yield
    with django_db_blocker.unblock():
        if connection.vendor == "postgresql":
            with connection.cursor() as cursor:
                cursor.execute(
                    "SELECT pg_terminate_backend(pid) FROM pg_stat_activity"
                    " WHERE datname = current_database() AND pid <> pg_backend_pid()"
                )


@pytest.fixture(scope="session", autouse=True)
def no_spare_children() -> Iterator[None]:
    """The children that wait for SQL end with the tests."""
    yield
    query._pool().close()


@pytest.fixture(scope="session")
def browser() -> Iterator[Browser]:
    """One Chromium for every test that drives a browser: Playwright runs once in a process."""
    with chromium() as opened:
        yield opened


@pytest.fixture(scope="session")
def run_on() -> str:
    """The server's address of a run that is on PostgreSQL; tests that ask for it run there too."""
    return os.environ.get("DATABASE_URL", "")


@pytest.fixture
def database_machine(run_on: str) -> Iterator[Machine]:
    """A small installation with processes of its own, on the database of this run."""
    with (
        quick_folder() as home,
        fresh_database(run_on) as database_url,
        machine(home, lease_s=6, database_url=database_url) as one,
    ):
        yield one


@pytest.fixture(scope="session")
def s3_store() -> Iterator[Store]:
    """An S3-compatible store for the whole session."""
    with s3() as store:
        yield store


def pytest_addoption(parser: pytest.Parser) -> None:
    parser.addoption("--needs-database", action="store_true", help="only tests that use the database")


def pytest_collection_modifyitems(config: pytest.Config, items: list[pytest.Item]) -> None:
    """Groups, which one process runs from end to end, come first; those that drive a browser last, for Playwright leaves a loop
    running in its process, beside which Django asks no database. With ``--needs-database`` (a second run, on another database)
    what the first run proved for both is left out."""
    items.sort(key=_turn)
    if not config.getoption("--needs-database"):
        return
    kept = [item for item in items if _needs_database(item)]
    config.hook.pytest_deselected(items=[item for item in items if item not in set(kept)])
    items[:] = kept


def _turn(item: pytest.Item) -> int:
    if item.get_closest_marker("browser"):
        return 2
    return 0 if item.get_closest_marker("xdist_group") else 1


def _needs_database(item: pytest.Item) -> bool:
    names = set(getattr(item, "fixturenames", ()))
    return (
        bool(
            names
            & {
                "db",
                "transactional_db",
                "live_server",
                "django_db_setup",
                "migrated",
                "killed_city",
                "run_on",
            }
        )
        or item.get_closest_marker("django_db") is not None
    )
