"""Check a dossier without us: its chain, its signatures, its states, and every file that it names and that is still there."""

from collections.abc import Iterator
from pathlib import Path

from naru.base.kit.canonical import JSON, sha256_of_file
from naru.base.kit.refusals import Refused
from naru.systems.combination.certificates import read_certificate
from naru.systems.combination.core.dossier import Entry, head_of
from naru.systems.combination.core.history import state_after
from naru.systems.combination.crypto.identities import Card, read_card
from naru.systems.combination.folder import read_dossier, read_json


def verify(path: Path, *, card: Card | None = None, head: str = "") -> dict[str, JSON]:
    """Verify a role's folder, or a copy of it. ``card``: the card as we know it from elsewhere; ``head``: the end of the chain as
    a certificate or a release names it. Raises ``Refused`` at the first thing that is not as it was written."""
    own = read_card(read_json(path / "role.json"))
    if card and card != own:
        raise Refused("role_card_changed", role=own.role, name=own.name)
    chain = read_dossier(path, own, head=head)
    if not chain or chain[0].event != "begin" or chain[0].facts.get("card") != own.to_json():
        raise Refused("dossier_broken", entry=0)
    files = dict(_named(chain))
    present = [name for name in files if (path / name).exists()]
    for name in present:
        if sha256_of_file(path / name) != files[name]:
            raise Refused("sealed_file_altered", file=name)
    state = state_after(chain).value if own.role == "agency" else ""
    return {
        "entries": len(chain),
        "files": len(present),
        "gone": len(files) - len(present),
        "state": state,
        "head": head_of(chain),
    }


def verify_certificate(file: Path) -> dict[str, JSON]:
    """A certificate of destruction, alone. Raises ``Refused``."""
    card, entry = read_certificate(read_json(file), file.name)
    return {
        "case": card.case,
        "role": card.role,
        "name": card.name,
        "at": entry.at,
        "files": len(entry.facts["files"]),
        "head": entry.digest,
    }


def _named(chain: list[Entry]) -> Iterator[tuple[str, str]]:
    """The files that the entries name, with the digest that each had last."""
    for entry in chain:
        match entry.event, entry.facts:
            case "received", {"sender": str(sender), "kind": str(kind), "digest": str(digest)}:
                yield f"inbox/{sender}-{kind}.sealed", digest
            case "join", {"digest": str(digest)}:
                yield "tables/joined.sealed", digest
            case "treat", {"digest": str(digest)}:
                yield "tables/treated.sealed", digest
            case "propose", {"sealed": str(digest), "report": str(report)}:
                yield "tables/proposal.sealed", digest
                yield "outbox/report.html", report
            case "release", {"sealed": str(digest)}:
                yield "outbox/release.sealed", digest
            case "map", {"digest": str(digest)}:
                yield "outbox/map.sealed", digest
            case "keys_sent" | "payload_sent" as event, {"digest": str(digest)}:
                yield f"outbox/{chain[0].facts['card']['name']}-{event.removesuffix('_sent')}.sealed", digest
