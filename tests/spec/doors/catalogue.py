"""Doors of the catalogue."""

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from naru.base.kit.person import SYSTEM, Scope
from naru.base.people.core.values import Organisation
from naru.data.catalogue import actions as catalogue
from naru.data.catalogue import reads as catalogue_reads
from naru.data.catalogue.core.entitlement import Holder
from naru.data.catalogue.core.values import Description, DistributionIn, Table
from naru.data.catalogue.search import counts
from tests.spec.doors.door import (
    ANYONE,
    NOBODY,
    OFFICERS,
    OUTSIDERS,
    STEWARDS,
    Door,
    Rows,
    dataset_args,
    of_each_card,
    of_each_dataset,
    of_each_table,
)
from tests.spec.doors.world import World


def _stewarding(method: str, body: Callable[[World], Mapping[str, Any]] = lambda world: {}) -> list[Door]:
    """A door for whoever looks after a dataset, tried on a published and a draft one."""
    return [
        Door(method, STEWARDS, partial(dataset_args, which=which), body, note=which, hidden_from=hidden_from)
        for which, hidden_from in (("open", NOBODY), ("draft", OUTSIDERS))
    ]


def _version(method: str, body: Callable[[World], Mapping[str, Any]] = lambda world: {}) -> list[Door]:
    """A door of the version of a table whose dataset is published for everyone."""
    return [Door(method, STEWARDS, lambda world: {"dataset_id": world.open.dataset_id, "number": world.version}, body)]


def _description(world: World) -> dict[str, Any]:
    return {"title": "새 제목", "themes": [], "keywords": "", "organisation": world.own.id}


def _described(world: World) -> dict[str, Any]:
    return {"title": "새 제목", "organisation": world.own.id}


def _grant(world: World) -> dict[str, str]:
    return {"organisation": world.other.id, "basis_text": "시험"}


def _entitlement(world: World) -> dict[str, str]:
    return {"holder": world.other.id, "basis_text": "시험"}


def _revocation(world: World) -> dict[str, str]:
    return {"entitlement": world.things["entitlement_id"], "reason": "시험"}


def make_things(world: World) -> dict[str, str]:
    return {
        "entitlement_id": _entitled(world.granted, world.open, world.draft),
        "publisher": _published_by(world.open),
        "distribution_id": _also_elsewhere(world.open),
    }


def _entitled(granted: Organisation, *tables: Table) -> str:
    holder = Holder.organisation(granted.id)
    first, *_ = [catalogue.grant_entitlement(table.dataset_id, holder, by=SYSTEM) for table in tables]
    return first


def _also_elsewhere(table: Table) -> str:
    catalogue.add_distribution(table.dataset_id, DistributionIn(url="https://data.example/a.csv"), by=SYSTEM)
    return catalogue_reads.distributions(table.dataset_id, SYSTEM)[0].id


def _published_by(table: Table) -> str:
    """The address of the publisher that the table's dataset now has."""
    about = Description(title="열린 표", publisher="시험 제공기관")
    catalogue.describe_dataset(table.dataset_id, about, by=SYSTEM)
    return counts.publishers(SYSTEM)[0].slug


DOORS: Rows = {
    "catalogue:search": [Door("GET", ANYONE)],
    "catalogue:suggest": [Door("GET", ANYONE)],
    "catalogue:publishers": [Door("GET", ANYONE)],
    "catalogue:publisher": [Door("GET", ANYONE, lambda world: {"slug": world.things["publisher"]})],
    "catalogue:name_publisher": [
        Door(
            "POST",
            OFFICERS,
            lambda world: {"slug": world.things["publisher"]},
            body=lambda world: {"name_en": "Test Office"},
        )
    ],
    "catalogue:new": [  # a stranger stewards another organisation: theirs are the form's only choices
        Door("GET", STEWARDS | {"stranger"}),
        Door("POST", STEWARDS | {"stranger"}, body=_description),
    ],
    "catalogue:dataset": of_each_card("GET"),
    "catalogue:history": of_each_dataset("GET"),
    "catalogue:versions": of_each_dataset("GET"),
    "catalogue:version": [*_version("GET"), *_version("POST", lambda world: {"reason": "시험"})],
    "catalogue:compare": of_each_dataset("GET", query=lambda world: f"?before={world.version}&after={world.version}"),
    "catalogue:edit": [*_stewarding("GET"), *_stewarding("POST", _description)],
    "catalogue:manage": _stewarding("GET"),
    "catalogue:move": _stewarding("POST", lambda world: {"step": "publish"}),
    "catalogue:access": _stewarding("POST", lambda world: {"access": "signed_in"}),
    "catalogue:grant": _stewarding("POST", _grant),
    "catalogue:revoke": [Door("POST", STEWARDS, lambda world: dataset_args(world, "open"), _revocation)],
    "api:search_datasets": [Door("GET", ANYONE)],
    "api:register_dataset": [Door("POST", STEWARDS, body=_described)],
    "api:suggest_words": [Door("GET", ANYONE)],
    "api:get_dataset": of_each_card("GET"),
    "api:change_dataset": _stewarding("PATCH", lambda world: {"access": "open"}),
    "api:get_history": of_each_dataset("GET"),
    "api:list_versions": of_each_table("GET", "name"),
    "api:add_distribution": _stewarding("POST", lambda world: {"url": "https://data.example/b.csv"}),
    "api:remove_distribution": [
        Door(
            "DELETE",
            STEWARDS,
            lambda world: {**dataset_args(world, "open"), "distribution_id": world.things["distribution_id"]},
        )
    ],
    "api:list_entitlements": [Door("GET", STEWARDS, lambda world: dataset_args(world, "open"), scope=Scope.WRITE)],
    "api:grant_entitlement": _stewarding("POST", _entitlement),
    "api:revoke_entitlement": [
        Door(
            "DELETE",
            STEWARDS,
            lambda world: {"entitlement_id": world.things["entitlement_id"]},
            query=lambda world: "?reason=x",
        )
    ],
}
