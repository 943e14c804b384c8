"""A portal on this machine, and a source registered at it."""

from collections.abc import Callable, Iterator
from typing import Any

import pytest

from naru.base.jobs import actions as jobs
from naru.base.kit.person import SYSTEM
from naru.systems.harvest import actions, reads
from naru.systems.harvest.actions import SourceSettings
from naru.systems.harvest.reads import RunView
from tests.portals import SEARCH, FakeCkan, Portal, package, portal


@pytest.fixture
def site(settings: Any) -> Iterator[Portal]:
    with portal() as opened:
        settings.NARU_FETCH_LOOPBACK = frozenset({opened.port})
        yield opened


@pytest.fixture
def ckan(site: Portal) -> FakeCkan:
    """A CKAN of ninety packages at ``site``."""
    fake = FakeCkan([package(number) for number in range(90)])
    site.routes[SEARCH] = fake
    return fake


@pytest.fixture
def harvest() -> Callable[..., RunView]:
    """Run a source here and now; how the run ended."""

    def run(source_id: str) -> RunView:
        run_id = actions.start_run(source_id, by=SYSTEM)
        jobs.run_now(reads.run(run_id, SYSTEM).job_id)
        return reads.run(run_id, SYSTEM)

    return run


@pytest.fixture
def source_id(site: Portal, ckan: FakeCkan) -> str:
    return actions.add_source(
        SourceSettings(name="부산 포털", kind="ckan", address=site.address, page_size=10), by=SYSTEM
    )
