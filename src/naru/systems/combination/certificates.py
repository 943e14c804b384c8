"""A certificate of destruction: the last entry of a dossier with the card that signed it, true by itself."""

from collections.abc import Mapping
from typing import Any

from naru.base.kit.canonical import canonical_json
from naru.base.kit.refusals import Refused
from naru.systems.combination.core.dossier import Entry, read_entry
from naru.systems.combination.crypto.identities import Card, read_card


def read_certificate(stored: Mapping[str, Any], name: str) -> tuple[Card, Entry]:
    """Raises ``Refused("certificate_wrong")`` where anything of it is not as it was written."""
    try:
        card, entry = read_card(stored["card"]), read_entry(stored["entry"])
        whole = card.verifies(canonical_json(entry.signed_part()), entry.signature)
        whole = whole and entry.event == "destroy" and entry.facts.get("card") == card.fingerprint
        whole = whole and entry.digest == stored["head"] and stored["case"] == card.case
    except (KeyError, TypeError, ValueError, Refused):
        whole = False
    if not whole:
        raise Refused("certificate_wrong", file=name)
    return card, entry
