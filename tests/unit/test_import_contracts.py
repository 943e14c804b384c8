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
KIT = "Kit's values know nothing that touches the world"
LAKE = "The lake stands on kit alone"
KEYLESS = "The agency of a combination reaches nothing that makes or reads a join key"
BLIND = "The key authority of a combination reaches nothing that reads a payload"
ALONE = "An owner's side of a combination runs alone"


@pytest.fixture(scope="module")
def house() -> grimp.ImportGraph:
    roots = CONFIGURATION["session_options"]["root_packages"]
    return grimp.build_graph(*roots, include_external_packages=True, cache_dir=None)


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


def plant(graph: grimp.ImportGraph, importer: str, imported: str) -> None:
    for module in (importer, imported):
        parts = module.split(".")
        for end in range(1, len(parts) + 1):
            if (name := ".".join(parts[:end])) not in graph.modules:
                graph.add_module(name)
    graph.add_import(importer=importer, imported=imported, line_number=1, line_contents="planted")


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
        ("naru.base.kit.cursors", "naru.base.kit.databases", KIT),
        ("naru.base.kit.words", "django", KIT),
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
        ("naru.systems.combination.agency.joining", "naru.systems.combination.core.join_keys", KEYLESS),
        ("naru.systems.combination.agency.joining", "naru.systems.combination.core.key_matching", KEYLESS),
        ("naru.systems.combination.agency.case", "naru.systems.combination.crypto.oprf", KEYLESS),
        ("naru.systems.combination.receiving", "naru.systems.combination.core.canonical_items", KEYLESS),
        ("naru.systems.combination.core.risk.linkage", "naru.systems.combination.core.normalise", KEYLESS),
        ("naru.systems.combination.authority.linking", "naru.systems.combination.core.payload", BLIND),
        ("naru.systems.combination.authority.cli", "naru.systems.combination.agency.joining", BLIND),
        ("naru.systems.combination.folder", "naru.systems.combination.core.columns", BLIND),
        ("naru.systems.combination.owner.sending", "naru.systems.combination.authority.linking", ALONE),
        ("naru.systems.combination.crypto.sealed_tables", "django", ALONE),
        ("naru.systems.combination.owner.records", "ibis", ALONE),
    ],
)
def test_a_planted_import_breaks_its_contract(
    house: grimp.ImportGraph, importer: str, imported: str, contract: str
) -> None:
    graph = deepcopy(house)
    plant(graph, importer, imported)
    assert contract in broken(graph, only=contract)


SOUND = {
    "naru.systems.footage.core.tracks": [
        "naru.base.kit.words",
        "naru.systems.footage.core.values",
        "naru.data.catalogue.core.columns",
    ],
    "naru.systems.footage.reads": ["naru.systems.footage.models"],
    "naru.systems.footage.pages": ["naru.data.catalogue.reads.tables", "naru.systems.footage.reads"],
    "naru.portal.home": ["naru.systems.footage.reads"],
}


def test_a_system_as_it_should_be_breaks_none(house: grimp.ImportGraph) -> None:
    graph = deepcopy(house)
    for importer, modules in SOUND.items():
        for imported in modules:
            plant(graph, importer, imported)
    assert broken(graph) == set()
