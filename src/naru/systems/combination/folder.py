"""A role's case folder: its keys, the agreed specification, others' cards, what came, what was made, and the dossier.

    role.json spec.json cards/    who we are, what is agreed, whom we know
    signing.key case.key          mode 600; destroying ``case.key`` makes every sealed file here unreadable, and every copy of them
    inbox/ tables/ outbox/        sealed files alone
    dossier.jsonl                 what was done

One command at a time: the folder is locked. A file appears whole or not at all, and its entry in the dossier comes after it, so
that a command killed anywhere is simply given again.
"""

import fcntl
import json
import os
from collections.abc import Iterator, Mapping
from contextlib import contextmanager
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from naru.base.kit import crash
from naru.base.kit.canonical import JSON, canonical_json, sha256_of_file
from naru.base.kit.clock import Clock
from naru.base.kit.refusals import Refused
from naru.systems.combination.core.dossier import Entry, head_of, next_entry, read_chain, verify_chain
from naru.systems.combination.core.key_spec import KeySpec, read_key_spec
from naru.systems.combination.crypto.identities import CASE_FILE, Card, Identity, make_identity, read_card
from naru.systems.combination.crypto.sealed_files import Header
from naru.systems.combination.crypto.secret_files import destroy_secret, sync_folder

ONE_A_CASE = frozenset({"authority", "agency", "portal"})
PLACES = ("cards", "inbox", "tables", "outbox")


@dataclass(slots=True)
class CaseFolder:
    """An open folder, locked by this process. ``chain`` has been verified."""

    path: Path
    card: Card
    spec: KeySpec
    clock: Clock
    chain: list[Entry] = field(default_factory=list)

    @property
    def identity(self) -> Identity:
        return Identity(card=self.card, folder=self.path)

    @property
    def head(self) -> str:
        return head_of(self.chain)

    def entries(self, event: str) -> list[Entry]:
        return [entry for entry in self.chain if entry.event == event]

    def record(self, event: str, **facts: JSON) -> Entry:
        """Write an entry of the dossier; once this returns it is on the disk."""
        crash.point(f"combination.{event}")
        at = self.clock.now().isoformat(timespec="seconds")
        entry = next_entry(self.chain, at=at, role=self.card.role, event=event, facts=facts, sign=self.identity.sign)
        lines = [canonical_json(each.to_json()) + b"\n" for each in [*self.chain, entry]]
        write_whole(self.path / "dossier.jsonl", b"".join(lines))
        self.chain.append(entry)
        return entry

    def learn_card(self, card: Card) -> None:
        """Pin another role's card. Raises ``Refused`` for another case, or another card of a role known already."""
        if card.case != self.spec.case:
            raise Refused("role_card_other_case", case=card.case)
        if card.role == "owner" and card.name not in self.spec.parties:
            raise Refused("role_card_not_a_party", party=card.name)
        place = self.path / "cards" / f"{card.role}-{card.name}.json"
        others = [each for each in self.cards() if each.role == card.role and card.role in ONE_A_CASE]
        known = [each for each in self.cards() if (each.role, each.name) == (card.role, card.name)]
        if any(each != card for each in (*others, *known)):
            raise Refused("role_card_changed", role=card.role, name=card.name)
        if not known:
            write_whole(place, canonical_json(card.to_json()))
            self.record("card_learnt", role=card.role, name=card.name, fingerprint=card.fingerprint)

    def cards(self) -> list[Card]:
        return [read_card(read_json(path)) for path in sorted((self.path / "cards").glob("*.json"))]

    def card_of(self, role: str, name: str = "") -> Card:
        """Raises ``Refused("role_card_missing")``."""
        for card in self.cards():
            if card.role == role and name in {"", card.name}:
                return card
        raise Refused("role_card_missing", role=role, name=name or role)

    def recipient(self, name: str) -> Card:
        """An owner, or the site where the owner applied. Raises ``Refused("role_card_missing")``."""
        for card in self.cards():
            if card.name == name and card.role in {"owner", "portal"}:
                return card
        raise Refused("role_card_missing", role="owner", name=name)

    def header(self, kind: str, recipient: Card, **about: Any) -> Header:
        return Header(
            kind=kind,
            case=self.spec.case,
            spec=self.spec.digest,
            sender=self.card,
            recipient=recipient.fingerprint,
            about=about,
        )

    def destroy_key(self) -> str:
        """Destroy what opens the case's files, and prove it. Answers the certificate's file name."""
        files = {
            f"{path.parent.name}/{path.name}": sha256_of_file(path)
            for place in PLACES
            for path in sorted((self.path / place).glob("*.sealed"))
        }
        destroy_secret(self.path / CASE_FILE)
        crash.point("combination.key_destroyed")
        try:
            self.identity.opening_key()
        except Refused as refused:
            proof = refused.code
        else:
            raise AssertionError("the key is still there")
        entry = self.record("destroy", card=self.card.fingerprint, files=files, reread=proof)
        certificate: dict[str, JSON] = {
            "case": self.spec.case,
            "card": self.card.to_json(),
            "entry": entry.to_json(),
            "head": self.head,
        }
        write_whole(self.path / "outbox" / "destroyed.json", canonical_json(certificate))
        return "outbox/destroyed.json"


def begin(path: Path, *, role: str, name: str, spec: KeySpec, clock: Clock) -> Card:
    """Make a role's folder for a case. Raises ``Refused("folder_taken")``."""
    if role == "owner" and name not in spec.parties:
        raise Refused("role_card_not_a_party", party=name)
    path.mkdir(parents=True, exist_ok=True, mode=0o700)
    if (path / "role.json").exists():
        raise Refused("folder_taken", folder=path.name)
    for secret in ("signing.key", CASE_FILE):  # of a beginning that was killed
        (path / secret).unlink(missing_ok=True)
    for place in PLACES:
        (path / place).mkdir(exist_ok=True)
    identity = make_identity(path, role=role, name=name, case=spec.case)
    write_whole(path / "spec.json", canonical_json(spec.to_json()))
    write_whole(path / "card.json", canonical_json(identity.card.to_json()))
    write_whole(path / "role.json", canonical_json(identity.card.to_json()))
    with open_folder(path, role=role, clock=clock) as folder:
        folder.record("begin", spec=spec.digest, card=identity.card.to_json())
    return identity.card


@contextmanager
def open_folder(path: Path, *, role: str, clock: Clock) -> Iterator[CaseFolder]:
    """The folder, locked until the block ends. Raises ``Refused`` where it is none, another role's, busy, or tampered with."""
    if not (path / "role.json").exists():
        raise Refused("not_case_folder", folder=path.name)
    with (path / ".lock").open("w") as lock:
        try:
            fcntl.flock(lock, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            raise Refused("folder_busy", folder=path.name) from None
        case = look_at_folder(path, role=role, clock=clock)
        _sweep(path)
        yield case


def look_at_folder(path: Path, *, role: str, clock: Clock) -> CaseFolder:
    """The folder as it stands, for who only reads. Raises ``Refused`` where it is none, another role's, or tampered with."""
    if not (path / "role.json").exists():
        raise Refused("not_case_folder", folder=path.name)
    card = read_card(read_json(path / "role.json"))
    if card.role != role:
        raise Refused("folder_of_other_role", folder=path.name, role=card.role)
    return CaseFolder(path, card, read_key_spec(read_json(path / "spec.json")), clock, read_dossier(path, card))


def read_dossier(path: Path, card: Card, *, head: str = "") -> list[Entry]:
    """The dossier's entries, verified. Raises ``Refused``."""
    file = path / "dossier.jsonl"
    chain = read_chain(file.read_bytes().splitlines()) if file.exists() else ()
    verify_chain(chain, card.verifies, head=head)
    return list(chain)


def _sweep(path: Path) -> None:
    """What a killed command left half written: sealed parts, and nothing that any entry names."""
    for place in (path, *(path / name for name in PLACES)):
        for part in place.glob("*.part"):
            part.unlink()


def write_whole(path: Path, content: bytes) -> None:
    """The file has the old content or the new, whatever happens."""
    part = path.with_name(path.name + ".part")
    with part.open("wb") as file:
        file.write(content)
        file.flush()
        os.fsync(file.fileno())
    part.replace(path)
    sync_folder(path.parent)


def read_json(path: Path) -> Mapping[str, Any]:
    try:
        stored: Mapping[str, Any] = json.loads(path.read_bytes())
    except (OSError, ValueError):
        raise Refused("case_file_unreadable", file=path.name) from None
    if not isinstance(stored, dict):
        raise Refused("case_file_unreadable", file=path.name)
    return stored
