"""Doors of sharing: people's pages. Programs with a recipient token have doors of their own, in ``test_protocol``."""

import pyarrow as pa

from naru.data.catalogue.core.columns import Column, ColumnType
from naru.systems.sharing import actions
from tests.sharing import add_files, give, program, publish_shared
from tests.spec.doors.door import ANYONE, AUDITORS, NOBODY, OFFICERS, READERS, SIGNED_IN, STEWARDS, Door, Rows
from tests.spec.doors.world import World

SEEN_BY = READERS | AUDITORS  # of the organisation as a recipient
OWN = frozenset({"member", "steward", "owner"})
HIDDEN = ANYONE - {"anonymous"} - SEEN_BY


def _holder(world: World) -> dict[str, str]:
    return {"holder": f"organisation:{world.own.id}"}


def _token(world: World) -> dict[str, str]:
    return {"name": "우리 서버", "days": "30"}


def _link(world: World) -> dict[str, str]:
    return {"link": world.things["share_link"]}


def _issued(world: World) -> dict[str, str]:
    return {"token_id": world.things["share_token_id"]}


def _delivery(world: World) -> dict[str, str]:
    return {"delivery_id": world.things["delivery_id"]}


def _table(world: World) -> dict[str, str]:
    return {"table_id": world.open.id}


def _names(world: World) -> dict[str, str]:
    return {"share": "a", "schema": "b", "name": "c"}


def _file(world: World) -> dict[str, str]:
    return {"pointer": "A" * 40}


def _rest(world: World) -> dict[str, str]:
    return {"rest": "v1/nothing"}


def _share(world: World) -> dict[str, str]:
    return {"share": "a"}


def _schema(world: World) -> dict[str, str]:
    return {"share": "a", "schema": "b"}


def make_things(world: World) -> dict[str, str]:
    """A table that others give to the organisation, its tokens, and what one of them was lent."""
    holder, owner = f"organisation:{world.own.id}", world.people["owner"]
    table = publish_shared("받은 표")
    add_files(table, [pa.table({"gu": ["중구"]})], (Column(name="구", alias="gu", type=ColumnType.TEXT),))
    give(table, world.own.id)
    key = program(owner, world.own.id)
    answer = key.query(actions.name_tables(holder)[0])
    waiting = actions.issue_token(holder=holder, name="기다리는 토큰", days=30, by=owner)
    return {
        "share_token_id": key.token_id,
        "share_link": waiting.link,
        "delivery_id": answer.headers["naru-delivery"],
    }


KEY = "is asked to sign in"  # with a recipient token, whoever they are here

DOORS: Rows = {
    "sharing:shares": [Door("GET", NOBODY, own_key=KEY)],
    "sharing:share": [Door("GET", NOBODY, _share, own_key=KEY)],
    "sharing:schemas": [Door("GET", NOBODY, _share, own_key=KEY)],
    "sharing:all_tables": [Door("GET", NOBODY, _share, own_key=KEY)],
    "sharing:tables": [Door("GET", NOBODY, _schema, own_key=KEY)],
    "sharing:table": [Door("GET", NOBODY, _names, own_key=KEY)],
    "sharing:version": [Door("GET", NOBODY, _names, own_key=KEY)],
    "sharing:metadata": [Door("GET", NOBODY, _names, own_key=KEY)],
    "sharing:query": [Door("POST", NOBODY, _names, own_key=KEY)],
    "sharing:changes": [Door("GET", NOBODY, _names, own_key=KEY)],
    "sharing:file": [Door("GET", NOBODY, _file, own_key="is forbidden")],
    "sharing:root": [Door("GET", NOBODY, hidden_from=ANYONE)],
    "sharing:unknown": [Door("GET", NOBODY, _rest, hidden_from=ANYONE)],
    "sharing:recipients": [Door("GET", AUDITORS)],
    "sharing:mine": [Door("GET", SIGNED_IN)],
    "sharing:recipient": [
        Door("GET", SEEN_BY, _holder, hidden_from=HIDDEN),
        Door("POST", OWN, _holder, _token, hidden_from=HIDDEN),
    ],
    "sharing:revoke": [Door("POST", OWN | OFFICERS, _issued, hidden_from=HIDDEN)],
    "sharing:rotate": [Door("POST", OWN, _issued, hidden_from=HIDDEN)],
    "sharing:link": [Door("GET", ANYONE, _link), Door("POST", ANYONE, _link)],
    "sharing:receipt": [Door("GET", SEEN_BY, _delivery, hidden_from=HIDDEN)],
    "sharing:marking": [Door("GET", STEWARDS, _table), Door("POST", STEWARDS, _table)],
}
