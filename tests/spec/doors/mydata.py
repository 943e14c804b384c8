"""Doors of MyData: the owner of the world is the citizen, the stranger her proxy."""

import json
from collections.abc import Callable
from datetime import timedelta
from typing import Any

from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.person import SYSTEM, OrganisationId
from naru.base.kit.words import Words
from naru.systems.mydata import actions, oauth, orders, reads, registering
from naru.systems.mydata.core import jose
from naru.systems.mydata.oauth import Client
from naru.systems.mydata.reference.receiver import Receiver
from tests import mydata
from tests.spec.doors.door import ANYONE, AUDITORS, NOBODY, OFFICERS, SIGNED_IN, STEWARDS, Door, Rows, Who
from tests.spec.doors.world import World

DECIDERS = frozenset({"owner", "stranger"})  # the citizen and her proxy
KEY = "is asked to sign in"  # a program shows its own key
Args = Callable[[World], dict[str, str]]


def _consent(which: str) -> Args:
    return lambda world: {"consent_id": world.things[f"mydata_{which}"]}


def _service(which: str) -> Args:
    return lambda world: {"service_id": world.things[f"mydata_service_{which}"]}


def _hers(method: str, which: str, body: Any = lambda world: {}, args: Args | None = None) -> Door:
    return Door(method, DECIDERS, args or _consent(which), body, hidden_from=SIGNED_IN - DECIDERS)


def _own(which: str, method: str = "POST", body: Any = lambda world: {}) -> list[Door]:
    return [_hers(method, which, body)]


def make_things(world: World) -> dict[str, str]:
    """A town whose citizen is the owner: an offer, a running consent, one that is deleted and proved, a draft and a review."""
    place, owner = mydata.town(), world.people["owner"]
    mydata.know(place, owner)
    ends = SYSTEM_CLOCK.now() + timedelta(days=30)
    registering.give_proxy(world.people["stranger"].email, ends=ends, by=owner)
    (proxy, *_) = reads.proxies_of(owner.id, SYSTEM_CLOCK.now())
    offered, running, over = (actions.offer(place.service.id, citizen=owner.id, by=owner) for _ in range(3))
    for each in (running, over):
        actions.agree(each, mydata.ALL, by=owner)
    actions.withdraw(over, by=owner)
    (order,) = reads.orders_of(over)
    walker = Receiver(id=place.service.id, key=mydata.key_of("walk"), city="")
    orders.attest(place.service.id, walker.attestation(order.id, []))
    asked = {
        "response_type": "code",
        "code_challenge_method": "S256",
        "redirect_uri": place.service.redirect_url,
        "code_challenge": jose.challenge("v" * 43),
    }
    pushed = oauth.push(asked, Client(service=place.service.id), jose.Proof(jkt="x"))
    draft, review = (_written(world.own.id, name) for name in ("own-draft", "own-review"))
    registering.submit_service(review, by=SYSTEM)
    return {
        "mydata_offered": offered,
        "mydata_running": running,
        "mydata_over": over,
        "mydata_order": order.id,
        "mydata_proxy": proxy[0],
        "mydata_holder": place.health.id,
        "mydata_request": pushed.token,
        "mydata_service_walk": place.service.id,
        "mydata_service_draft": draft,
        "mydata_service_review": review,
    }


def _written(organisation: OrganisationId, name: str) -> str:
    return registering.write_service(
        organisation,
        Words("우리 서비스", "Our service"),
        terms=mydata.TERMS,
        address="http://127.0.0.1:9",
        redirect_url="http://127.0.0.1:9/callback",
        jwk=mydata.jwk_of(name),
        by=SYSTEM,
    ).id


def _proxy_body(world: World) -> dict[str, str]:
    return {"email": world.people["outsider"].email, "ends": f"{SYSTEM_CLOCK.today() + timedelta(days=2)}"}


def _program(name: str) -> dict[str, str]:
    return {
        "address": "https://mydata.example/",
        "redirect_url": "https://mydata.example/callback",
        "jwk": json.dumps(mydata.jwk_of(name)),
    }


def _service_body(world: World) -> dict[str, str]:
    said = {
        "title_ko": "새 서비스",
        "title_en": "New",
        "ko_0": "하루에 얼마나 걸을지 정합니다.",
        "en_0": "Decides how far.",
    }
    days = {"period_days": "30", "frequency_days": "0", "retention_days": "10", "security": "암호화"}
    return {"organisation": world.own.id, "items_0": "bus_card.rides", **said, **days, **_program("new service")}


def _request(world: World) -> str:
    return f"?client_id={world.things['mydata_service_walk']}&request_uri={world.things['mydata_request']}"


OUTSIDE: Who = frozenset({"outsider", "stranger"})
DOORS: Rows = {
    "mydata:mine": [Door("GET", SIGNED_IN)],
    "mydata:stop_all": [Door("POST", SIGNED_IN)],
    "mydata:link": [Door("POST", SIGNED_IN, body=lambda world: {"holder": world.things["mydata_holder"], "code": "x"})],
    "mydata:give_proxy": [Door("POST", SIGNED_IN, body=_proxy_body)],
    "mydata:end_proxy": [_hers("POST", "", args=lambda world: {"proxy_id": world.things["mydata_proxy"]})],
    "mydata:vault": [Door("GET", SIGNED_IN), Door("POST", SIGNED_IN, body=lambda world: {"act": "empty"})],
    "mydata:offer": [_hers("GET", "offered"), _hers("POST", "offered", lambda world: {"answer": "no"})],
    "mydata:consent": _own("running", "GET"),
    "mydata:withdraw": _own("running"),
    "mydata:suspend": _own("running"),
    "mydata:resume": _own("running"),
    "mydata:renew": _own("running"),
    "mydata:narrow": _own("running", body=lambda world: {"choice": mydata.ALL[:1]}),
    "mydata:back": _own("running", "GET"),
    "mydata:receipt": _own("running", "GET"),
    "mydata:attestation": [
        _hers("GET", "", args=lambda world: {**_consent("over")(world), "order_id": world.things["mydata_order"]})
    ],
    "mydata:services": [Door("GET", ANYONE)],
    "mydata:service": [Door("GET", ANYONE, _service("walk"))],
    "mydata:new_service": [Door("GET", SIGNED_IN), Door("POST", STEWARDS, body=_service_body)],
    "mydata:new_holder": [
        Door("POST", OFFICERS, body=lambda world: {"organisation": world.own.id, **_program("new holder")})
    ],
    "mydata:guardian": [
        Door(
            "POST",
            OFFICERS,
            body=lambda world: {**_proxy_body(world), "ward": world.people["member"].email},
        )
    ],
    "mydata:ask": [Door("POST", SIGNED_IN, _service("walk"))],
    "mydata:submit": [Door("POST", STEWARDS, _service("draft"), hidden_from=OUTSIDE)],
    "mydata:review": [Door("POST", OFFICERS, _service("review"), lambda world: {"verdict": "pass"})],
    "mydata:office": [Door("GET", AUDITORS)],
    "mydata:paper": [Door("POST", OFFICERS, body=lambda world: {"consent": world.things["mydata_running"]})],
    "mydata:check": [Door("GET", ANYONE), Door("POST", ANYONE, body=lambda world: {"document": "{}"})],
    "mydata:authorize": [Door("GET", SIGNED_IN, query=_request)],
    "mydata:metadata": [Door("GET", ANYONE)],
    "mydata:push": [Door("POST", NOBODY, own_key=KEY)],
    "mydata:token": [Door("POST", NOBODY, own_key=KEY)],
    "mydata:due": [Door("GET", NOBODY, own_key=KEY)],
    "mydata:permits": [Door("POST", NOBODY, own_key=KEY)],
    "mydata:reports": [Door("POST", NOBODY, own_key=KEY)],
    "mydata:orders": [Door("GET", NOBODY, own_key=KEY)],
    "mydata:attestations": [Door("POST", NOBODY, own_key=KEY)],
    "mydata:withdrawals": [Door("POST", NOBODY, own_key=KEY)],
    "api:mydata_services": [Door("GET", ANYONE)],
}
