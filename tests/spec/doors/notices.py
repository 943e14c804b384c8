"""Doors of notices."""

from naru.base.kit.person import SYSTEM, Person
from naru.base.kit.ref import Ref
from naru.base.kit.words import Words
from naru.base.people.core.values import Organisation
from naru.commons.notices import actions, reads
from naru.commons.notices.core.topics import Topic, declare
from naru.commons.notices.core.values import ToPerson
from tests.spec.doors.door import ANYONE, OWNER, SIGNED_IN, Door, Rows
from tests.spec.doors.world import World

TOPIC = Topic(name="door.opened", words=Words("문이 열림", "A door opened"))

HOLDERS = frozenset({"steward", "owner"})


def _notice(world: World) -> dict[str, str]:
    return {"notice_id": world.things["notice_id"]}


def _webhook(world: World) -> dict[str, str]:
    return {"webhook_id": world.things["webhook_id"]}


def _new_webhook(world: World) -> dict[str, str]:
    return {"organisation": world.own.id, "url": "https://door.example/other"}


def make_things(world: World) -> dict[str, str]:
    owner = world.people["owner"]
    return {
        "notice_id": _told(world.own, owner),
        "webhook_id": actions.add_webhook(world.own.id, "https://door.example/hook", by=owner)[0].id,
        "feed_token": actions.make_feed(by=owner),
    }


def _told(own: Organisation, owner: Person) -> str:
    declare(TOPIC)
    title, about = Words("알릴 것", "Something"), Ref("organisation", own.id)
    actions.tell(ToPerson(owner.id), topic=TOPIC.name, title=title, text=title, about=about, key="1", by=SYSTEM.actor)
    return reads.inbox(owner).rows[0].id


DOORS: Rows = {
    "notices:inbox": [Door("GET", SIGNED_IN)],
    "notices:read_all": [Door("POST", SIGNED_IN)],
    "notices:open": [Door("GET", OWNER, _notice, hidden_from=SIGNED_IN - OWNER)],
    "notices:settings": [Door("GET", SIGNED_IN), Door("POST", SIGNED_IN)],
    "notices:make_feed": [Door("POST", SIGNED_IN)],
    "notices:add_webhook": [Door("POST", HOLDERS, body=_new_webhook)],
    "notices:stop_webhook": [Door("POST", HOLDERS, _webhook, hidden_from=SIGNED_IN - HOLDERS - {"member"})],
    "notices:feed": [Door("GET", ANYONE, lambda world: {"token": world.things["feed_token"]})],
    "api:notices": [Door("GET", SIGNED_IN)],
    "api:notice_read": [Door("POST", OWNER, _notice, hidden_from=SIGNED_IN - OWNER)],
}
