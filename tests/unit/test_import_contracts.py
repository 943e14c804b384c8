"""The import contracts break where they should: each row plants one import and names the contract that must refuse it."""

from copy import deepcopy

import grimp
import pytest
from importlinter.api import read_configuration
from importlinter.contracts.acyclic_siblings import AcyclicSiblingsContract
from importlinter.contracts.forbidden import ForbiddenContract
from importlinter.contracts.independence import IndependenceContract
from importlinter.contracts.layers import LayersContract

CONFIGURATION = read_configuration("pyproject.toml")
TYPES = {
    kind.type_name: kind for kind in (AcyclicSiblingsContract, ForbiddenContract, IndependenceContract, LayersContract)
}
CORE = "A core imports cores, the lake's values and kit's values, nothing else of ours"
PURE = "Cores and the lake know no Django"
INSIDE = "Inside a package one way: doors, actions, reads, rows, core"
ROWS = "A package's rows are its own"
SYSTEMS = "No system imports another"
LAKE = "The lake stands on kit alone"


@pytest.fixture(scope="module")
def house() -> grimp.ImportGraph:
    roots = CONFIGURATION["session_options"]["root_packages"]
    return grimp.build_graph(*roots, include_external_packages=True)


def broken(graph: grimp.ImportGraph, only: str = "") -> set[str]:
    """Names of the contracts that a graph breaks."""
    return {
        options["name"]
        for options in CONFIGURATION["contracts_options"]
        if options["name"].startswith(only)
        and not TYPES[options["type"]](
            name=options["name"], session_options=CONFIGURATION["session_options"], contract_options=options
        )
        .check(deepcopy(graph), verbose=False)
        .kept
    }


def test_the_house_keeps_every_contract(house: grimp.ImportGraph) -> None:
    assert broken(house) == set()


@pytest.mark.parametrize(
    ("importer", "imported", "contract"),
    [
        ("naru.data.query.core.rows", "naru.base.people.middleware", CORE),
        ("naru.data.query.core.rows", "naru.base.people.reads", CORE),
        ("naru.data.query.core.rows", "naru.data.catalogue.search.executor", CORE),
        ("naru.data.query.core.rows", "naru.data.query.pages.sql", CORE),
        ("naru.data.query.core.rows", "naru.data.query.cancellation", CORE),
        ("naru.data.ingest.core.formats.geo", "naru.data.ingest.storage", CORE),
        ("naru.data.ingest.core.layout", "naru.base.kit.http_client", CORE),
        ("naru.base.people.core.members", "naru.base.kit.databases", CORE),
        ("naru.base.people.core.members", "naru.base.kit.fields", CORE),
        ("naru.base.people.core.members", "naru.base.kit.guard", CORE),
        ("naru.base.people.core.members", "naru.base.people.models", CORE),
        ("naru.base.jobs.core.ticks", "naru.base.jobs.jobs", CORE),
        ("naru.data.tables.core.profile", "naru.data.lake.tables", CORE),
        ("naru.systems.footage.core.tracks", "naru.data.catalogue.actions.tables", CORE),
        ("naru.systems.footage.core.tracks", "django", PURE),
        ("naru.data.ingest.core.layout", "ninja", PURE),
        ("naru.data.lake.tables", "django", PURE),
        ("naru.data.lake.tables", "naru.base.people.reads", LAKE),
        ("naru.base.people.models", "naru.base.people.actions", INSIDE),
        ("naru.base.jobs.actions", "naru.base.jobs.pages", INSIDE),
        ("naru.data.catalogue.reads.tables", "naru.data.catalogue.search.search", INSIDE),
        ("naru.data.ingest.load_steps", "naru.data.ingest.actions", INSIDE),
        ("naru.data.query.pages.sql", "naru.data.query.api", INSIDE),
        ("naru.systems.footage.reads", "naru.systems.footage.pages", INSIDE),
        ("naru.data.ingest.actions", "naru.data.catalogue.models", ROWS),
        ("naru.portal.home", "naru.base.jobs.models", ROWS),
        ("naru.systems.footage.reads", "naru.systems.exchange.models", ROWS),
        ("samples.city", "naru.base.people.models", ROWS),
        ("naru.systems.footage.actions", "naru.systems.exchange.actions", SYSTEMS),
    ],
)
def test_a_planted_import_breaks_its_contract(
    house: grimp.ImportGraph, importer: str, imported: str, contract: str
) -> None:
    graph = deepcopy(house)
    for module in (importer, imported):
        parts = module.split(".")
        for end in range(1, len(parts) + 1):
            if (name := ".".join(parts[:end])) not in graph.modules:
                graph.add_module(name)
    graph.add_import(importer=importer, imported=imported, line_number=1, line_contents="planted")
    assert contract in broken(graph, only=contract)


@pytest.mark.parametrize(
    ("importer", "imported"),
    [
        ("naru.systems.footage.core.tracks", "naru.base.kit.words"),
        ("naru.systems.footage.core.tracks", "naru.systems.footage.core.values"),
        ("naru.systems.footage.core.tracks", "naru.data.catalogue.core.columns"),
        ("naru.systems.footage.reads", "naru.systems.footage.models"),
        ("naru.systems.footage.pages", "naru.data.catalogue.reads.tables"),
        ("naru.portal.home", "naru.systems.footage.reads"),
    ],
)
def test_a_sound_import_breaks_none(house: grimp.ImportGraph, importer: str, imported: str) -> None:
    graph = deepcopy(house)
    for name in ("naru.systems.footage", "naru.systems.footage.core", importer, imported):
        if name not in graph.modules:
            graph.add_module(name)
    graph.add_import(importer=importer, imported=imported, line_number=1, line_contents="planted")
    assert broken(graph) == set()
