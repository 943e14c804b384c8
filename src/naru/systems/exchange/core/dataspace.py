"""Messages of the Dataspace Protocol 2025-1 (Eclipse), the provider's side: checked as its JSON Schemas have them, and written.

What is checked here is what those schemas demand of the messages that a consumer sends; a test holds it against the schemas
themselves, over their examples and over changed ones. Policies travel as ODRL without its context, as the protocol has it.
"""

from collections.abc import Callable, Mapping, Sequence
from typing import Any

from naru.base.kit.refusals import Refused

CONTEXT = "https://w3id.org/dspace/2025/1/context.jsonld"
OPERATORS = frozenset(
    "eq gt gteq lteq hasPart isA isAllOf isAnyOf isNoneOf isPartOf lt term-lteq neq".split()  # noqa: SIM905 - as the schema lists them
)
LOGICAL = ("and", "andSequence", "or", "xone")
RULES = ("permission", "prohibition", "obligation")
EVENTS = ("ACCEPTED", "FINALIZED")
Message = Mapping[str, Any]


def require_message(message: Any, kind: str) -> Message:
    """A message of the kind, as its schema has it. Raises ``Refused``: ``dataspace_message_refused`` with where it fails."""
    found = findings(message, kind)
    if found:
        raise Refused("dataspace_message_refused", kind=kind, place=found[0])
    assert isinstance(message, Mapping)
    return message


def findings(message: Any, kind: str) -> list[str]:
    """Places at which a message is not what its schema demands; nothing where it is."""
    if not isinstance(message, Mapping):
        return ["/"]
    found = [] if message.get("@type") == kind else ["/@type"]
    found += _context(message.get("@context"))
    return [*found, *CHECKS[kind](message)]


def _context(value: Any) -> list[str]:
    listed = isinstance(value, list) and CONTEXT in value
    return [] if listed and all(isinstance(each, str | Mapping) for each in value) else ["/@context"]


def _texts(message: Message, required: Sequence[str], optional: Sequence[str] = ()) -> list[str]:
    missing = [f"/{name}" for name in required if not isinstance(message.get(name), str)]
    return missing + [f"/{name}" for name in optional if name in message and not isinstance(message[name], str)]


def _request(message: Message) -> list[str]:
    found = _texts(message, ("consumerPid",), ("providerPid", "callbackAddress"))
    if ("callbackAddress" in message) == ("providerPid" in message):
        found.append("/callbackAddress")
    return found + _offer(message.get("offer"))


def _offer(offer: Any) -> list[str]:
    if not isinstance(offer, Mapping):
        return ["/offer"]
    found = [] if offer.get("@type") == "Offer" else ["/offer/@type"]
    found += [f"/offer{place}" for place in _texts(offer, ("@id",), ("target",))]
    profile = offer.get("profile", "")
    if not (isinstance(profile, str) or (isinstance(profile, list) and all(isinstance(each, str) for each in profile))):
        found.append("/offer/profile")
    if not any(name in offer for name in RULES[:2]):
        found.append("/offer/permission")
    return found + [place for name in RULES if name in offer for place in _rules(offer[name], f"/offer/{name}")]


def _rules(rules: Any, place: str) -> list[str]:
    if not isinstance(rules, list) or not rules:
        return [place]
    found = []
    for number, rule in enumerate(rules):
        here = f"{place}/{number}"
        if not isinstance(rule, Mapping) or not isinstance(rule.get("action"), str):
            found.append(f"{here}/action")
        elif "constraint" in rule:
            found += _constraints(rule["constraint"], f"{here}/constraint")
    return found


def _constraints(constraints: Any, place: str) -> list[str]:
    if not isinstance(constraints, list):
        return [place]
    return [found for number, each in enumerate(constraints) for found in _constraint(each, f"{place}/{number}")]


def _constraint(constraint: Any, place: str) -> list[str]:
    if not isinstance(constraint, Mapping):
        return [place]
    joined = [name for name in LOGICAL if name in constraint]
    atomic = all(name in constraint for name in ("leftOperand", "operator", "rightOperand"))
    as_atomic = atomic and not _atomic(constraint)
    as_logical = len(joined) == 1 and not _constraints(constraint[joined[0]], place)
    return [] if as_atomic != as_logical else [place]


def _atomic(constraint: Message) -> bool:
    """Whether something is wrong with it."""
    return not (
        isinstance(constraint["leftOperand"], str)
        and isinstance(constraint["operator"], str)
        and constraint["operator"] in OPERATORS
        and isinstance(constraint["rightOperand"], str | Mapping | list)
    )


def _pids(message: Message) -> list[str]:
    return _texts(message, ("providerPid", "consumerPid"))


def _event(message: Message) -> list[str]:
    return _pids(message) + ([] if message.get("eventType") in EVENTS else ["/eventType"])


def _termination(message: Message) -> list[str]:
    found = _pids(message) + _texts(message, (), ("code",))
    reason = message.get("reason", [""])
    return found + ([] if isinstance(reason, list) and reason else ["/reason"])


def _catalog_request(message: Message) -> list[str]:
    return [] if isinstance(message.get("filter", []), list) else ["/filter"]


CHECKS: Mapping[str, Callable[[Message], list[str]]] = {
    "ContractRequestMessage": _request,
    "ContractNegotiationEventMessage": _event,
    "ContractAgreementVerificationMessage": _pids,
    "ContractNegotiationTerminationMessage": _termination,
    "CatalogRequestMessage": _catalog_request,
}


def negotiation(provider_pid: str, consumer_pid: str, state: str) -> dict[str, Any]:
    """Where a negotiation stands."""
    return _headed("ContractNegotiation", providerPid=provider_pid, consumerPid=consumer_pid, state=state)


def agreement_message(provider_pid: str, consumer_pid: str, policy: Message, timestamp: str) -> dict[str, Any]:
    """What the provider signed, for the consumer to verify."""
    agreement = {**wire(policy), "@type": "Agreement", "timestamp": timestamp}
    return _headed("ContractAgreementMessage", providerPid=provider_pid, consumerPid=consumer_pid, agreement=agreement)


def dataset(id: str, offers: Sequence[Message], endpoint: str) -> dict[str, Any]:
    """A dataset with its offers; ``endpoint`` is where what is agreed may be fetched."""
    service = {"@id": f"{endpoint}#service", "@type": "DataService", "endpointURL": endpoint}
    return {
        "@id": id,
        "@type": "Dataset",
        "hasPolicy": [
            {
                name: value
                for name, value in {**wire(offer), "@type": "Offer"}.items()
                if name not in {"target", "assignee"}
            }
            for offer in offers
        ],
        "distribution": [{"@type": "Distribution", "format": "HttpData-PULL", "accessService": service}],
    }


def catalog(participant: str, datasets: Sequence[Message], endpoint: str) -> dict[str, Any]:
    """All that is on sale to whoever asks."""
    service = {"@id": f"{endpoint}#service", "@type": "DataService", "endpointURL": endpoint}
    body: dict[str, Any] = {"participantId": participant, "service": [service]}
    if datasets:
        body["dataset"] = list(datasets)
    return {**_headed("Catalog", **body), "@id": f"{endpoint}#catalog"}


def wire(policy: Message) -> dict[str, Any]:
    """A stored ODRL policy as the protocol writes it: ``@id`` for ``uid``, no context, rules with action and constraints."""
    plain = {name: value for name, value in policy.items() if name not in {"@context", "uid", *RULES}}
    rules = {name: [_wire_rule(rule) for rule in policy[name]] for name in RULES if policy.get(name)}
    return {"@id": policy["uid"], **plain, **rules}


def _wire_rule(rule: Message) -> dict[str, Any]:
    return {name: rule[name] for name in ("action", "constraint") if rule.get(name)}


def _headed(kind: str, **body: Any) -> dict[str, Any]:
    return {"@context": [CONTEXT], "@type": kind, **body}
