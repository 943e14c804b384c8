"""A dossier or a certificate that anyone brings, checked here as ``naru agency verify`` checks it offline."""

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import datetime

from naru.base.kit.words import Words
from naru.systems.combination.certificates import read_certificate
from naru.systems.combination.core.dossier import Entry
from naru.systems.combination.core.state_words import ENTRY_WORDS
from naru.systems.combination.crypto.identities import Card
from naru.systems.combination.desk_actions import read_object
from naru.systems.combination.portal_folder import read_bundle

ZIP, CERTIFICATE = b"PK\x03\x04", "destroyed.json"


@dataclass(frozen=True, slots=True, kw_only=True)
class Checked:
    """``lines`` in their order; of a certificate the one entry that it holds."""

    card: Card
    head: str
    lines: Sequence[tuple[int, datetime, Words]]
    is_certificate: bool


def checked(content: bytes) -> Checked:
    """Raises ``Refused`` at the first thing that is not as it was written."""
    if content.startswith(ZIP):
        copy = read_bundle(content)
        return Checked(
            card=copy.card,
            head=copy.chain[-1].digest,
            lines=[_line(entry) for entry in copy.chain],
            is_certificate=False,
        )
    card, entry = read_certificate(read_object(content, CERTIFICATE), CERTIFICATE)
    return Checked(card=card, head=entry.digest, lines=[_line(entry)], is_certificate=True)


def _line(entry: Entry) -> tuple[int, datetime, Words]:
    return entry.number, datetime.fromisoformat(entry.at), ENTRY_WORDS.get(entry.event, Words(entry.event, entry.event))
