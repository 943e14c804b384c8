"""A citizen's signed receipt of her consent, made when she asks for it, and checked for anyone."""

from collections.abc import Mapping
from datetime import timedelta
from typing import Any

from naru.base.kit.canonical import JSON
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import Person
from naru.systems.mydata import city_key, reads, standards
from naru.systems.mydata.core import documents
from naru.systems.mydata.core.receipts import Happening, Party
from naru.systems.mydata.core.receipts import receipt as core_receipt
from naru.systems.mydata.core.states import ConsentState
from naru.systems.mydata.models import Consent, Event

GOES_BACK = timedelta(minutes=30)  # after she answered: then the service begins anew


def receipt(consent_id: str, *, address: str, by: Person, clock: Clock = SYSTEM_CLOCK) -> dict[str, JSON]:
    """Raises ``Refused``: ``not_found``."""
    card = reads.consent(consent_id, by, clock=clock)
    row = Consent.objects.get(id=consent_id)
    events = Event.objects.filter(consent_id=consent_id).order_by("at", "id")
    holders = [
        each for each in reads.links(card.consent.citizen).values() if set(each.lists) & card.consent.terms.lists
    ]
    document = core_receipt(
        card.consent,
        subject=row.pseudonym,
        service=card.service.title,
        receiver=Party(id=card.service.id, name=card.service.receiver, role="dpv:Recipient"),
        holders=[Party(id=each.id, name=each.name, role="dpv:DataController") for each in holders],
        items=standards.items(),
        events=[Happening(at=each.at, kind=each.kind, by=_entity(each.by_id, card.consent.citizen)) for each in events],
        address=address,
        at=clock.now(),
    )
    return documents.sign(document, city_key.signing_key(), at=clock.now())


def _entity(by_id: str, citizen: str) -> str:
    return "subject" if by_id == citizen else "system"


def verify(signed: Mapping[str, Any]) -> dict[str, Any]:
    """A receipt of this city. Raises ``Refused``: ``document_false``."""
    return documents.verify(signed, {city_key.did()})


def may_go_back(consent_id: str, *, clock: Clock = SYSTEM_CLOCK) -> bool:
    """Whether the service that asked still waits for the citizen's answer."""
    row = Consent.objects.get(id=consent_id)
    if row.request is None or row.state not in (ConsentState.ACTIVE, ConsentState.DECLINED):
        return False
    return clock.now() < (row.starts or row.offered) + GOES_BACK
