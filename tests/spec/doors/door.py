"""One row of the table of doors: who passes, and how everyone else is turned away."""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace
from functools import partial
from typing import Any

from naru.base.kit.installed import reading_posts
from naru.base.kit.person import Scope
from naru.data.catalogue.core.values import Table
from tests.spec.doors.world import World

Who = frozenset[str]

ANYONE: Who = frozenset({"anonymous", "outsider", "stranger", "member", "steward", "owner", "officer", "auditor"})
SIGNED_IN: Who = ANYONE - {"anonymous"}
INSIDERS: Who = frozenset({"member", "steward", "owner", "officer", "auditor"})
STEWARDS: Who = frozenset({"steward", "owner", "officer"})
READERS: Who = frozenset({"member", "steward", "owner", "officer"})  # of what the organisation has not published
OWNERS: Who = frozenset({"owner", "officer"})
AUDITORS: Who = frozenset({"auditor", "officer"})
OFFICERS: Who = frozenset({"officer"})
NOBODY: Who = frozenset()
ASKER: Who = frozenset({"owner", "officer"})  # of the world's job
OWNER: Who = frozenset({"owner"})
OUTSIDERS: Who = SIGNED_IN - READERS  # the auditor among them, who reads the trail and no drafts


@dataclass(frozen=True, slots=True)
class Door:
    method: str
    who: Who
    args: Callable[[World], Mapping[str, Any]] = lambda world: {}
    body: Callable[[World], Mapping[str, Any]] = lambda world: {}
    query: Callable[[World], str] = lambda world: ""
    headers: Mapping[str, str] = field(default_factory=dict)
    note: str = ""
    hidden_from: Who = NOBODY  # for them nothing is there: 404; others who may not pass are told so: 401, 403
    is_gone: bool = False  # signing in would not help those who may not pass: nobody is asked to
    own_key: str = ""  # what everyone is told who comes without the key that the door's own programs have
    scope: Scope | None = None  # that a token needs, where it is another than the method says

    def needs(self, name: str) -> Scope:
        if self.scope is not None:
            return self.scope
        only_reads = self.method in {"GET", "HEAD", "OPTIONS"} or name in reading_posts()
        return Scope.READ if only_reads else Scope.WRITE


Rows = dict[str, list[Door]]


def of_each_table(method: str, part: str, **more: Any) -> list[Door]:
    """A door of a table, tried on one of each openness; ``part`` names the table in the address."""
    return _reading(method, lambda which: {"args": lambda world: {part: getattr(world, which).sql_name, **more}})


def with_table() -> list[Door]:
    """The same for a page whose query names the table."""
    return _reading("GET", lambda which: {"query": lambda world: f"?table={getattr(world, which).sql_name}"})


def of_each_dataset(method: str, **door: Any) -> list[Door]:
    """A door of a dataset, tried on one of each openness."""
    return _reading(method, lambda which: {"args": partial(dataset_args, which=which), **door})


def of_each_card(method: str) -> list[Door]:
    """A door of a dataset that shows its public card to those who may not read it."""
    return [door if door.hidden_from else replace(door, who=ANYONE) for door in of_each_dataset(method)]


def _reading(method: str, door: Callable[[str], dict[str, Any]]) -> list[Door]:
    """Whoever may not read a thing finds it not there, where it is a secret; else is told what to do."""
    return [
        Door(method, who, note=which, hidden_from=hidden_from, is_gone=which == "withdrawn", **door(which))
        for which, who, hidden_from in (
            ("open", ANYONE, NOBODY),
            ("closed", SIGNED_IN, NOBODY),
            ("granted_away", READERS, NOBODY),
            ("draft", READERS, ANYONE - READERS),
            ("withdrawn", READERS, NOBODY),
        )
    ]


def dataset_args(world: World, which: str) -> dict[str, str]:
    table: Table = getattr(world, which)
    return {"dataset_id": table.dataset_id}
