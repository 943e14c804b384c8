"""Doors of the exchange: offers are for those to whom they are made, trades for their two sides, money for officers."""

from collections.abc import Callable, Mapping
from dataclasses import asdict
from typing import Any

from tests.markets import make_market
from tests.spec.doors.door import ANYONE, AUDITORS, OFFICERS, SIGNED_IN, Door, Rows
from tests.spec.doors.world import World

SELLERS = frozenset({"steward", "owner"})  # of the organisation that sells
BUYERS = frozenset({"stranger"})  # of the organisation that buys
SIDES = SELLERS | BUYERS | {"member"} | AUDITORS  # who see a trade
HIDDEN = SIGNED_IN - SIDES
BELONG = SELLERS | BUYERS | {"member"}  # to an organisation


def _of(part: str, name: str, **more: Any) -> Callable[[World], dict[str, Any]]:
    return lambda world: {part: world.things[f"market_{name}"], **more}


def _act(name: str, **more: Any) -> Callable[[World], Mapping[str, Any]]:
    return lambda world: {"act": name, "text": "시험", "price": "1000", **more}


OFFER = _of("offer_id", "offer")
PRIVATE = _of("offer_id", "private_offer")
TALK = _of("negotiation_id", "negotiation")
CONTRACT = _of("contract_id", "contract")
ORDER = _of("order_id", "order")
DISPUTE = _of("dispute_id", "dispute")
WANTED = _of("wanted_id", "wanted")


def make_things(world: World) -> dict[str, str]:
    """The world's organisation sells, the other one buys."""
    made = make_market(world.own.id, world.other.id)
    return {f"market_{name}": id for name, id in asdict(made).items()}


PRIVATE_SEEN = ANYONE & (SELLERS | BUYERS | {"member"} | AUDITORS)

PIDS = {"@context": ["https://w3id.org/dspace/2025/1/context.jsonld"], "providerPid": "p", "consumerPid": "c"}
TALK_PID = _of("pid", "negotiation")


def _message(kind: str, **more: Any) -> Callable[[World], Mapping[str, Any]]:
    return lambda world: {**PIDS, "@type": kind, **more}


def _requested(world: World) -> Mapping[str, Any]:
    rules = [{"action": "use"}]
    offer = {"@type": "Offer", "@id": f"urn:naru:offer:{world.things['market_offer']}", "permission": rules}
    return {**_message("ContractRequestMessage", offer=offer)(world)}


DOORS: Rows = {
    "api:dataspace_catalog": [Door("POST", ANYONE, body=_message("CatalogRequestMessage"))],
    "api:dataspace_request": [Door("POST", SIGNED_IN, body=_requested)],
    "api:dataspace_negotiation": [Door("GET", SIDES, TALK_PID, hidden_from=HIDDEN)],
    "api:dataspace_agreement": [Door("GET", frozenset(), TALK_PID, hidden_from=SIGNED_IN)],
    "api:dataspace_event": [
        Door(
            "POST",
            SIDES,
            TALK_PID,
            _message("ContractNegotiationEventMessage", eventType="FINALIZED"),
            hidden_from=HIDDEN,
        )
    ],
    "api:dataspace_verify": [
        Door("POST", BUYERS, TALK_PID, _message("ContractAgreementVerificationMessage"), hidden_from=SIGNED_IN - BELONG)
    ],
    "api:dataspace_terminate": [
        Door(
            "POST",
            BUYERS | SELLERS,
            TALK_PID,
            _message("ContractNegotiationTerminationMessage", reason=["시험"]),
            hidden_from=SIGNED_IN - BELONG,
        )
    ],
    "exchange:market": [Door("GET", ANYONE)],
    "exchange:board": [
        Door("GET", ANYONE),
        Door("POST", BELONG, body=lambda world: {"title": "찾는 표"}),
    ],
    "exchange:wanted": [Door("GET", ANYONE, WANTED)],
    "exchange:wanted_act": [
        Door("POST", BUYERS, WANTED, _act("close"), note="close"),
        Door(
            "POST",
            SELLERS,
            WANTED,
            lambda world: {"act": "answer", "offer": world.things["market_offer"]},
            note="answer",
        ),
    ],
    "exchange:new_offer": [
        Door("GET", SELLERS, lambda world: {"dataset_id": world.open.dataset_id}),
        Door("POST", SELLERS, lambda world: {"dataset_id": world.open.dataset_id}, _act("draft")),
    ],
    "exchange:offer": [
        Door("GET", ANYONE, OFFER, note="public"),
        Door("GET", PRIVATE_SEEN, PRIVATE, note="private", hidden_from=ANYONE - PRIVATE_SEEN),
    ],
    "exchange:offer_act": [
        Door("POST", BELONG, OFFER, _act("ask"), note="ask"),
        Door("POST", SELLERS, OFFER, _act("withdraw"), note="withdraw"),
    ],
    "exchange:edit_offer": [
        Door("GET", SELLERS, OFFER),
        Door("POST", SELLERS, OFFER, _act("edit")),
    ],
    "exchange:valuation": [
        Door("GET", SELLERS | AUDITORS, OFFER),
        Door("POST", SELLERS | OFFICERS, OFFER, lambda world: {"hours": "10"}),
    ],
    "exchange:terms": [
        Door("GET", ANYONE, OFFER, note="public"),
        Door("GET", PRIVATE_SEEN, PRIVATE, note="private", hidden_from=ANYONE - PRIVATE_SEEN),
    ],
    "exchange:negotiation": [Door("GET", SIDES, TALK, hidden_from=HIDDEN)],
    "exchange:negotiation_act": [
        Door("POST", SELLERS, TALK, _act("offer"), note="quote", hidden_from=SIGNED_IN - SELLERS - BUYERS - {"member"}),
        Door("POST", BUYERS | SELLERS, TALK, _act("terminate"), note="end", hidden_from=SIGNED_IN - BELONG),
    ],
    "exchange:contract": [Door("GET", SIDES, CONTRACT, hidden_from=HIDDEN)],
    "exchange:contract_text": [Door("GET", SIDES, _of("contract_id", "contract", number=1), hidden_from=HIDDEN)],
    "exchange:contract_act": [
        Door("POST", SELLERS | BUYERS, CONTRACT, _act("notice"), note="notice", hidden_from=SIGNED_IN - BELONG),
        Door("POST", OFFICERS, CONTRACT, _act("revoke"), note="revoke", hidden_from=HIDDEN),
    ],
    "exchange:order": [Door("GET", SIDES, ORDER, hidden_from=HIDDEN)],
    "exchange:order_act": [Door("POST", BUYERS, ORDER, _act("accept"), hidden_from=HIDDEN)],
    "exchange:invoice": [Door("GET", SIDES, _of("invoice_id", "invoice"), hidden_from=HIDDEN)],
    "exchange:dispute": [Door("GET", SIDES, DISPUTE, hidden_from=HIDDEN)],
    "exchange:dispute_act": [
        Door("POST", OFFICERS, DISPUTE, _act("decide", outcome="nothing"), note="decide", hidden_from=HIDDEN),
        Door("POST", BUYERS, DISPUTE, _act("withdraw"), note="withdraw", hidden_from=HIDDEN),
    ],
    "exchange:library": [Door("GET", SIGNED_IN)],
    "exchange:desk": [Door("GET", SIGNED_IN)],
    "exchange:statement": [
        Door("GET", SELLERS | {"member"} | AUDITORS, _of("settlement_id", "settlement"), hidden_from=HIDDEN | BUYERS)
    ],
    "exchange:office": [Door("GET", AUDITORS)],
    "exchange:card_events": [Door("POST", frozenset(), own_key="is asked to sign in")],
    "exchange:paid": [Door("GET", AUDITORS)],
    "exchange:late_use": [
        Door("POST", OFFICERS, body=lambda world: {"contract": world.things["market_contract"], "period": "1"})
    ],
    "exchange:bank": [
        Door("GET", AUDITORS),
        Door("POST", AUDITORS, note="without a file"),
    ],
    "exchange:assign": [
        Door("POST", OFFICERS, _of("line_id", "deposit"), lambda world: {"order": world.things["market_order"]}),
    ],
    "exchange:settle": [Door("POST", OFFICERS, body=lambda world: {"month": "2020-01", "act": "settle"})],
}
