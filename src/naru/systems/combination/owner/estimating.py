"""How many persons two owners share, before anyone applies: by the first agreed key, and nothing else comes out.

The owner that asks learns the count; the one that answers learns that it was asked, and answers once a case. The count is said
rounded, and not at all where it is small.
"""

from pathlib import Path

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.systems.combination.core.canonical_items import key_context, key_messages
from naru.systems.combination.core.join_keys import item_columns
from naru.systems.combination.core.match_rate import RateRules, disclose_rate
from naru.systems.combination.crypto.intersection import count_shared, mask, mask_again
from naru.systems.combination.crypto.ristretto import POINT_BYTES, random_scalar
from naru.systems.combination.crypto.sealed_files import opening, sealing
from naru.systems.combination.crypto.secret_files import destroy_secret, read_secret, write_secret
from naru.systems.combination.folder import CaseFolder
from naru.systems.combination.owner.records import read_as_text
from naru.systems.combination.receiving import note_received, receive

MASK_FILE = "estimate.key"


def ask(folder: CaseFolder, records: Path, party: str) -> dict[str, JSON]:
    """Our set under a fresh secret, for the other owner."""
    place = folder.path / MASK_FILE
    if not place.exists():
        write_secret(place, random_scalar())
    messages = _messages(folder, records)
    return {"file": str(_send(folder, "estimate_asked", party, mask(messages, read_secret(place))))}


def answer(folder: CaseFolder, file: Path, records: Path) -> dict[str, JSON]:
    """Their set under both secrets, and ours under our own; our secret is forgotten at once."""
    header, new = receive(folder, file, kinds=("estimate_asked",))
    if not new:
        raise Refused("estimated_already", party=header.sender.name)
    secret = random_scalar()
    theirs = mask_again(_read(folder, file, header.sender.name, "estimate_asked"), secret)
    ours = mask(_messages(folder, records), secret)
    out = _send(folder, "estimate_answered", header.sender.name, theirs + ours, theirs=len(theirs) // POINT_BYTES)
    note_received(folder, header)
    return {"file": str(out)}


def count(folder: CaseFolder, file: Path, rules: RateRules) -> dict[str, JSON]:
    """The rounded number of persons that both hold."""
    asked = len(folder.entries("estimated"))
    header, _ = receive(folder, file, kinds=("estimate_answered",))
    points = _read(folder, file, header.sender.name, "estimate_answered")
    ours = int(header.about["theirs"]) * POINT_BYTES
    place = folder.path / MASK_FILE
    shared = count_shared(points[:ours], mask_again(points[ours:], read_secret(place)))
    sizes = {
        folder.card.name: ours // POINT_BYTES,
        header.sender.name: len(points) // POINT_BYTES - ours // POINT_BYTES,
    }
    told = disclose_rate(shared, sizes, rules, asked_before=asked).to_json()
    destroy_secret(place)
    folder.record("estimated", **told)
    return told


def _messages(folder: CaseFolder, records: Path) -> list[bytes]:
    key = folder.spec.keys[0]
    items = item_columns(read_as_text(records), folder.spec)
    context = key_context(folder.spec, key)
    return [context + message for message in key_messages(items, key).drop_null().to_pylist()]


def _send(folder: CaseFolder, kind: str, party: str, points: bytes, **about: int) -> Path:
    card = folder.card_of("owner", party)
    out = folder.path / "outbox" / f"{folder.card.name}-{kind}-{party}.sealed"
    with sealing(out, header=folder.header(kind, card, **about), sender=folder.identity, recipient=card) as writer:
        writer.write(points)
    return out


def _read(folder: CaseFolder, file: Path, sender: str, kind: str) -> bytes:
    card = folder.card_of("owner", sender)
    with opening(file, by=folder.identity, sender=card, kind=kind, spec=folder.spec.digest) as (_, reader):
        return reader.read()
