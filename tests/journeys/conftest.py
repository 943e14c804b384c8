"""Sites and a browser for journeys: one of each a session, a site for SQLite and one for PostgreSQL, which may be visited at
the same time by two processes of a run."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys import site as sites
from tests.journeys.browser import Visitor, visiting
from tests.journeys.site import Site

DATABASES = {
    "sqlite": pytest.param("sqlite", marks=pytest.mark.xdist_group("sqlite")),
    "postgres": pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.xdist_group("postgres")]),
}


def pytest_generate_tests(metafunc: pytest.Metafunc) -> None:
    """A module of journeys names its ``DATABASES``; the spine's run on both. What a database does differently is seen by the
    integration tests, which all run on both: a journey of a system walks through the pages once."""
    if "site" in metafunc.fixturenames:
        names = getattr(metafunc.module, "DATABASES", tuple(DATABASES))
        metafunc.parametrize("site", [DATABASES[name] for name in names], indirect=True, scope="session")


@pytest.fixture(scope="session")
def site(request: pytest.FixtureRequest, tmp_path_factory: pytest.TempPathFactory) -> Iterator[Site]:
    with sites.on(request.param, tmp_path_factory.mktemp(request.param) / "home") as opened:
        yield opened


@pytest.fixture
def visitor(browser: Browser, site: Site) -> Iterator[Visitor]:
    """Someone in front of a desktop, in Korean, not signed in."""
    with visiting(browser, site) as opened:
        yield opened


@pytest.fixture
def phone(browser: Browser, site: Site) -> Iterator[Visitor]:
    """Someone with a phone, in English."""
    with visiting(browser, site, language="en", phone=True) as opened:
        yield opened
