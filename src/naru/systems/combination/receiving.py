"""What comes in: a sealed file is looked at, kept once a sender and kind, and written down."""

import shutil
from pathlib import Path

from naru.base.kit.canonical import sha256_of_file
from naru.base.kit.refusals import Refused
from naru.systems.combination.crypto.sealed_files import Header, check_header, read_header
from naru.systems.combination.crypto.secret_files import sync_folder
from naru.systems.combination.folder import CaseFolder


def receive(folder: CaseFolder, file: Path, *, kinds: tuple[str, ...]) -> tuple[Header, bool]:
    """Take a file into the inbox; answers its header, and whether it is new.

    The same file again changes nothing. Raises ``Refused`` for a kind that this role does not take (before a byte of it is
    opened or copied), an unknown sender, another case, or a second file of one sender and kind.
    """
    header = read_header(file)
    if header.kind not in kinds:
        raise Refused("kind_not_for_role", kind=header.kind, role=folder.card.role)
    sender = folder.card_of(header.sender.role, header.sender.name)
    check_header(header, name=file.name, by=folder.card, sender=sender, kind=header.kind, spec=folder.spec.digest)
    digest = sha256_of_file(file)
    for earlier in folder.entries("received"):
        if (earlier.facts["sender"], earlier.facts["kind"]) == (sender.name, header.kind):
            if earlier.facts["digest"] == digest:
                return header, False
            raise Refused("sent_twice", sender=sender.name, kind=header.kind)
    place = inbox_of(folder, sender.name, header.kind)
    part = place.with_name(place.name + ".part")
    shutil.copyfile(file, part)
    part.replace(place)
    sync_folder(place.parent)
    return header, True


def inbox_of(folder: CaseFolder, sender: str, kind: str) -> Path:
    return folder.path / "inbox" / f"{sender}-{kind}.sealed"


def note_received(folder: CaseFolder, header: Header) -> None:
    place = inbox_of(folder, header.sender.name, header.kind)
    folder.record("received", sender=header.sender.name, kind=header.kind, digest=sha256_of_file(place))


def check_unchanged(folder: CaseFolder, sender: str, kind: str) -> Path:
    """The file as it was received. Raises ``Refused`` where it never came or is another one now."""
    place = inbox_of(folder, sender, kind)
    known = [e for e in folder.entries("received") if (e.facts["sender"], e.facts["kind"]) == (sender, kind)]
    if not known or not place.exists():
        raise Refused("file_not_received", sender=sender, kind=kind)
    if sha256_of_file(place) != known[-1].facts["digest"]:
        raise Refused("sealed_file_altered", file=place.name)
    return place
