"""Doors of notices."""

from tests.spec.doors.door import ANYONE, OWNER, SIGNED_IN, Door, Rows
from tests.spec.doors.world import World

HOLDERS = frozenset({"steward", "owner"})


def _notice(world: World) -> dict[str, str]:
    return {"notice_id": world.notice_id}


def _webhook(world: World) -> dict[str, str]:
    return {"webhook_id": world.webhook_id}


def _new_webhook(world: World) -> dict[str, str]:
    return {"organisation": world.own.id, "url": "https://door.example/other"}


DOORS: Rows = {
    "notices:inbox": [Door("GET", SIGNED_IN)],
    "notices:read_all": [Door("POST", SIGNED_IN)],
    "notices:open": [Door("GET", OWNER, _notice, hidden_from=SIGNED_IN - OWNER)],
    "notices:settings": [Door("GET", SIGNED_IN), Door("POST", SIGNED_IN)],
    "notices:make_feed": [Door("POST", SIGNED_IN)],
    "notices:add_webhook": [Door("POST", HOLDERS, body=_new_webhook)],
    "notices:stop_webhook": [Door("POST", HOLDERS, _webhook, hidden_from=SIGNED_IN - HOLDERS - {"member"})],
    "notices:feed": [Door("GET", ANYONE, lambda world: {"token": world.feed_token})],
    "api:notices": [Door("GET", SIGNED_IN)],
    "api:notice_read": [Door("POST", OWNER, _notice, hidden_from=SIGNED_IN - OWNER)],
}
