"""The provider's side of the Dataspace Protocol 2025-1 over HTTP: the catalogue of offers and the steps of a negotiation.

A connector signs in with an API token and acts for the organisation of its person. It asks how a negotiation stands; nothing
is sent to its callback address. What it requests must be an offer of ours with the very rules that we wrote.
"""

from typing import Annotated, Any

from django.conf import settings
from django.http import HttpRequest
from ninja import Body, Router, Status

from naru.base.kit.canonical import canonical_json
from naru.base.kit.clock import in_city
from naru.base.kit.guard import person_of, require_signed_in
from naru.base.kit.person import OrganisationId, Person
from naru.base.kit.refusals import Refused
from naru.commons.terms import reads as terms
from naru.systems.exchange import paper
from naru.systems.exchange.actions import negotiations
from naru.systems.exchange.core import dataspace
from naru.systems.exchange.core.dataspace import RULES, require_message
from naru.systems.exchange.core.offers import Offer
from naru.systems.exchange.core.values import Negotiation
from naru.systems.exchange.reads import offers, trades

router = Router(tags=["dataspace"])
Message = Annotated[dict[str, Any], Body()]
OFFER, NEGOTIATION = "urn:naru:offer:", "urn:naru:negotiation:"


@router.post("/dataspace/catalog/request", operation_id="dataspaceCatalog", url_name="dataspace_catalog")
def catalog(request: HttpRequest, message: Message) -> dict[str, Any]:
    """All that is on sale to whoever asks, as a DSP catalogue."""
    require_message(message, "CatalogRequestMessage")
    by_dataset: dict[str, list[dict[str, Any]]] = {}
    for each in offers.offers(person_of(request)):
        by_dataset.setdefault(each.offer.dataset_id, []).append(_policy(each.offer))
    endpoint = _endpoint(request)
    datasets = [
        dataspace.dataset(f"urn:naru:dataset:{id}", policies, endpoint) for id, policies in sorted(by_dataset.items())
    ]
    return dataspace.catalog(f"urn:naru:city:{settings.NARU_CITY.en}", datasets, endpoint)


@router.post(
    "/dataspace/negotiations/request",
    operation_id="dataspaceRequest",
    url_name="dataspace_request",
    response={201: dict[str, Any]},
)
def request_contract(request: HttpRequest, message: Message) -> Status[dict[str, Any]]:
    """Ask for an offer as it stands; with the negotiation's ``providerPid``, ask again after a quote."""
    person = person_of(request)
    require_signed_in(person)
    require_message(message, "ContractRequestMessage")
    made = negotiations.request(
        _offer_of(message["offer"], person).id,
        buyer=_buyer(person),
        consumer_pid=message["consumerPid"],
        by=person,
    )
    return Status(201, _stands(made, message["consumerPid"]))


@router.get("/dataspace/negotiations/{pid}", operation_id="dataspaceNegotiation", url_name="dataspace_negotiation")
def negotiation(request: HttpRequest, pid: str) -> dict[str, Any]:
    """Where a negotiation stands."""
    return _stands(_found(request, pid))


@router.get(
    "/dataspace/negotiations/{pid}/agreement", operation_id="dataspaceAgreement", url_name="dataspace_agreement"
)
def agreement(request: HttpRequest, pid: str) -> dict[str, Any]:
    """What the provider signed, to be verified."""
    found = _found(request, pid)
    if not found.document_id:
        raise Refused("not_found")
    version = terms.document(found.document_id).newest
    signed = in_city(version.at).isoformat(timespec="seconds")
    return dataspace.agreement_message(f"{NEGOTIATION}{found.id}", _consumer(found), version.policy, signed)


@router.post("/dataspace/negotiations/{pid}/events", operation_id="dataspaceEvent", url_name="dataspace_event")
def event(request: HttpRequest, pid: str, message: Message) -> dict[str, Any]:
    """The consumer accepts what the provider offered."""
    found = _found(request, pid)
    require_message(message, "ContractNegotiationEventMessage")
    if message["eventType"] != "ACCEPTED":
        raise Refused("dataspace_message_refused", kind="ContractNegotiationEventMessage", place="/eventType")
    return _stands(negotiations.accept(found.id, by=person_of(request)))


@router.post(
    "/dataspace/negotiations/{pid}/agreement/verification", operation_id="dataspaceVerify", url_name="dataspace_verify"
)
def verify(request: HttpRequest, pid: str, message: Message) -> dict[str, Any]:
    """The consumer verifies the agreement that it was given: both have signed, and the contract is made."""
    found = _found(request, pid)
    require_message(message, "ContractAgreementVerificationMessage")
    digest = terms.document(found.document_id).newest.sha256 if found.document_id else ""
    return _stands(negotiations.verify(found.id, digest=digest, by=person_of(request)))


@router.post(
    "/dataspace/negotiations/{pid}/termination", operation_id="dataspaceTerminate", url_name="dataspace_terminate"
)
def terminate(request: HttpRequest, pid: str, message: Message) -> dict[str, Any]:
    """Either side ends it."""
    found = _found(request, pid)
    require_message(message, "ContractNegotiationTerminationMessage")
    reason = " ".join(str(each) for each in message.get("reason", [])) or str(message.get("code") or "-")
    return _stands(negotiations.terminate(found.id, reason=reason[:500], by=person_of(request)))


def _found(request: HttpRequest, pid: str) -> Negotiation:
    require_signed_in(person_of(request))
    return trades.negotiation(pid.removeprefix(NEGOTIATION), person_of(request))


def _stands(found: Negotiation, consumer_pid: str = "") -> dict[str, Any]:
    return dataspace.negotiation(f"{NEGOTIATION}{found.id}", consumer_pid or _consumer(found), found.state.value)


def _consumer(found: Negotiation) -> str:
    return found.consumer_pid or f"urn:naru:organisation:{found.buyer}"


def _policy(offer: Offer) -> dict[str, Any]:
    return paper.policy(offer.blocks, f"{OFFER}{offer.id}", offer.dataset_id, offer.seller, "", offer.ends)


def _offer_of(asked: dict[str, Any], person: Person) -> Offer:
    """Ours, with exactly our rules. Raises ``Refused``: ``not_found``, ``dataspace_policy_differs``."""
    found = offers.offer(str(asked["@id"]).removeprefix(OFFER), person)
    ours = dataspace.wire(_policy(found))
    for name in RULES:
        if canonical_json(asked.get(name) or []) != canonical_json(ours.get(name) or []):
            raise Refused("dataspace_policy_differs", rules=name)
    return found


def _buyer(person: Person) -> OrganisationId:
    """The organisation of the token's person. Raises ``Refused``: ``forbidden``."""
    if not person.organisations:
        raise Refused("forbidden")
    return sorted(person.organisations)[0]


def _endpoint(request: HttpRequest) -> str:
    return request.build_absolute_uri("/api/v1")
