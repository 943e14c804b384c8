"""Sites and a browser for journeys: one of each a session, a site for SQLite and one for PostgreSQL, which may be visited at
the same time by two processes of a run."""

from collections.abc import Iterator

import pytest
from playwright.sync_api import Browser

from tests.journeys import site as sites
from tests.journeys.browser import Visitor, visiting
from tests.journeys.site import Site

DATABASES = [
    pytest.param("sqlite", marks=pytest.mark.xdist_group("sqlite")),
    pytest.param("postgres", marks=[pytest.mark.postgres, pytest.mark.xdist_group("postgres")]),
]


@pytest.fixture(scope="session", params=DATABASES)
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
