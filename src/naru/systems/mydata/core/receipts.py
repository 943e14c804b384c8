"""What a citizen keeps of her consent: a record after ISO/IEC TS 27560 as JSON-LD of the Data Privacy Vocabulary.

Fields and their nesting follow the W3C guide "Using DPV for ISO/IEC TS 27560" (https://w3id.org/dpv/guides/consent-27560): header,
processing by purpose, parties, events. The receipt holds names of items and never a value, and can be given after the end.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from naru.base.kit.canonical import JSON
from naru.base.kit.words import Words
from naru.systems.mydata.core.consent import Consent
from naru.systems.mydata.core.items import Item
from naru.systems.mydata.core.services import Purpose
from naru.systems.mydata.core.states import ConsentState

CONTEXT: dict[str, JSON] = {
    "dpv": "https://w3id.org/dpv#",
    "dct": "http://purl.org/dc/terms/",
    "skos": "http://www.w3.org/2004/02/skos/core#",
    "naru": "urn:naru:mydata:",
}
CONFORMS = "https://w3id.org/dpv/schema/dpv-27560#receipt"
STATUS = {
    ConsentState.OFFERED: "dpv:ConsentRequested",
    ConsentState.DECLINED: "dpv:ConsentRefused",
    ConsentState.ACTIVE: "dpv:ConsentGiven",
    ConsentState.SUSPENDED: "dpv:ConsentGiven",
    ConsentState.EXPIRED: "dpv:ConsentExpired",
    ConsentState.WITHDRAWN: "dpv:ConsentWithdrawn",
    ConsentState.DELETION_PENDING: "dpv:ConsentWithdrawn",
    ConsentState.DELETED: "dpv:ConsentWithdrawn",
    ConsentState.OVERDUE: "dpv:ConsentWithdrawn",
}
EVENT_TYPES = {
    "offered": "requested",
    "agreed": "explicit",
    "declined": "refused",
    "withdrawn": "withdrawn",
    "expired": "expired",
    "offer_over": "expired",
    "renewed": "renewed",
}  # those of the standard; what else happens to a consent is a notice


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    id: str
    name: Words
    role: str  # "dpv:DataController", "dpv:Recipient"


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    at: datetime
    kind: str
    by: str


def receipt(
    consent: Consent,
    *,
    subject: str,
    service: Words,
    receiver: Party,
    holders: Iterable[Party],
    items: Mapping[str, Item],
    events: Iterable[Happening],
    address: str,
    at: datetime,
) -> dict[str, JSON]:
    """``subject`` is the citizen's pseudonym towards this service; ``address`` where she takes it back."""
    purposes = [
        each for each in consent.terms.purposes if any(choice.purpose == each.code for choice in consent.choices)
    ]
    return {
        "@context": CONTEXT,
        "@id": f"{address}receipt/",
        "@type": "dpv:ConsentReceipt",
        "dct:conformsTo": CONFORMS,
        "dct:identifier": consent.id,
        "dct:issued": _moment(at),
        "dpv:hasDataSubject": {"@type": "dpv:DataSubject", "dct:identifier": subject},
        "dpv:hasConsentStatus": _status(consent, at),
        "dpv:hasNotice": {"@type": "dpv:ConsentNotice", "@id": address, "dct:language": ["ko", "en"]},
        "dpv:hasService": {"@type": "dpv:Service", "dct:identifier": consent.service, "dct:title": _both(service)},
        "dpv:hasRecipient": [_party(receiver)],
        "dpv:hasDataSource": [_party(each) for each in holders],
        "dpv:hasProcess": [_process(each, consent, items) for each in purposes],
        "naru:events": [_event(each) for each in events],
    }


def _status(consent: Consent, at: datetime) -> JSON:
    status = STATUS[consent.state]
    if consent.state.is_running and not (consent.ends and at < consent.ends):
        status = "dpv:ConsentExpired"
    return {
        "@type": status,
        "naru:state": consent.state.value,
        "dpv:hasDuration": {
            "@type": "dpv:TemporalDuration",
            "naru:starts": _moment(consent.starts),
            "naru:ends": _moment(consent.ends),
        },
    }


def _process(purpose: Purpose, consent: Consent, items: Mapping[str, Item]) -> JSON:
    chosen = sorted(choice.item for choice in consent.choices if choice.purpose == purpose.code)
    return {
        "@type": "dpv:Process",
        "dct:identifier": purpose.code,
        "dpv:hasPurpose": {
            "@type": "dpv:Purpose",
            "skos:broader": purpose.iri,
            "dct:description": _both(purpose.sentence),
        },
        "dpv:hasLegalBasis": "dpv:Consent",
        "dpv:hasPersonalData": [_item(items[code]) for code in chosen],
        "dpv:hasStorageCondition": {"@type": "dpv:StorageDuration", "naru:days": consent.terms.retention_days},
        "dpv:hasFrequency": {"@type": "dpv:Frequency", "naru:days": consent.terms.frequency_days},
        "dpv:hasTechnicalOrganisationalMeasure": consent.terms.security,
    }


def _item(item: Item) -> JSON:
    return {
        "@type": "dpv:PersonalData",
        "dct:identifier": item.code,
        "dct:title": _both(item.words),
        "dpv:hasNecessity": "dpv:Optional",
    }


def _party(party: Party) -> JSON:
    return {"@type": party.role, "dct:identifier": party.id, "dct:title": _both(party.name)}


def _event(event: Happening) -> dict[str, Any]:
    return {
        "naru:time": _moment(event.at),
        "naru:type": EVENT_TYPES.get(event.kind, "notice"),
        "naru:state": event.kind,
        "naru:entity": event.by,
    }


def _both(words: Words) -> JSON:
    return [{"@value": words.ko, "@language": "ko"}, {"@value": words.en, "@language": "en"}]


def _moment(at: datetime | None) -> str:
    return "" if at is None else at.isoformat(timespec="seconds")
