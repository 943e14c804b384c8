"""Doors of people and organisations."""

from naru.base.kit.person import Scope
from naru.base.kit.ref import Ref
from naru.base.people import sealed
from tests.personas import make_person
from tests.spec.doors.door import (
    ANYONE,
    AUDITORS,
    INSIDERS,
    NOBODY,
    OFFICERS,
    OWNER,
    OWNERS,
    SIGNED_IN,
    STEWARDS,
    Door,
    Rows,
)
from tests.spec.doors.world import World


def _own(world: World) -> dict[str, str]:
    return {"slug": world.own.slug}


def _own_member(world: World) -> dict[str, str]:
    return {"slug": world.own.slug, "person_id": world.people["member"].id}


def _description(world: World) -> dict[str, str]:
    return {"name_ko": "새 이름", "name_en": "New name", "description_ko": "", "description_en": ""}


def _newcomer(world: World) -> dict[str, str]:
    return {"email": world.newcomer.email, "role": "member"}


def _new_organisation(world: World) -> dict[str, str]:
    return {
        **_description(world),
        "slug": "brand-new",
        "owner": world.newcomer.email,
        "owner_email": world.newcomer.email,
    }


def _steward_role(world: World) -> dict[str, str]:
    return {"role": "steward"}


def _own_token(world: World) -> dict[str, str]:
    return {"token_id": world.token_ids["owner"]}


def make_things(world: World) -> dict[str, str]:
    """A request for emergency access by another officer than the world's."""
    asker = make_person("다른 담당관", "second@door.example", is_officer=True)
    return {"glass": sealed.ask(Ref("footage_original", "x"), reason="시험", by=asker).id}


DOORS: Rows = {
    "people:me": [Door("GET", SIGNED_IN), Door("POST", SIGNED_IN, body=lambda world: {"name": "새 이름"})],
    "people:delete_me": [  # asks for the password again
        Door("GET", NOBODY),
        Door("POST", NOBODY),
    ],
    "people:my_tokens": [
        Door("GET", SIGNED_IN),
        Door("POST", SIGNED_IN, body=lambda world: {"name": "t", "scopes": ["read"], "days": "30"}),
    ],
    "people:revoke_my_token": [Door("POST", OWNER, _own_token, note="the owner's", hidden_from=SIGNED_IN - OWNER)],
    "people:break_glass": [
        Door("GET", AUDITORS),
        Door("POST", OFFICERS, body=lambda world: {"kind": "footage_original", "thing": "x", "reason": "시험"}),
    ],
    "people:answer_glass": [
        Door("POST", AUDITORS, lambda world: {"glass_id": world.things["glass"]}, lambda world: {"verdict": "decline"})
    ],
    "people:shut_glass": [Door("POST", AUDITORS, lambda world: {"glass_id": world.things["glass"]})],
    "people:organisations": [Door("GET", ANYONE)],
    "people:found_organisation": [Door("GET", OFFICERS), Door("POST", OFFICERS, body=_new_organisation)],
    "people:organisation": [Door("GET", ANYONE, _own)],
    "people:describe_organisation": [Door("GET", STEWARDS, _own), Door("POST", STEWARDS, _own, _description)],
    "people:add_member": [Door("POST", OWNERS, _own, _newcomer)],
    "people:change_role": [Door("POST", OWNERS, _own_member, _steward_role)],
    "people:remove_member": [Door("POST", OWNERS | {"member"}, _own_member, note="a member may leave")],
    "api:me": [Door("GET", SIGNED_IN)],
    "api:my_tokens": [Door("GET", SIGNED_IN)],
    "api:my_token": [
        Door("DELETE", OWNER, _own_token, note="the owner's", hidden_from=SIGNED_IN - OWNER, scope=Scope.ADMIN)
    ],
    "api:organisations": [Door("GET", ANYONE), Door("POST", OFFICERS, body=_new_organisation, scope=Scope.ADMIN)],
    "api:organisation": [Door("GET", ANYONE, _own), Door("PUT", STEWARDS, _own, _description)],
    "api:members": [Door("GET", INSIDERS, _own), Door("POST", OWNERS, _own, _newcomer, scope=Scope.ADMIN)],
    "api:member": [
        Door("PUT", OWNERS, _own_member, _steward_role, scope=Scope.ADMIN),
        Door("DELETE", OWNERS | {"member"}, _own_member, note="a member may leave", scope=Scope.ADMIN),
    ],
}
