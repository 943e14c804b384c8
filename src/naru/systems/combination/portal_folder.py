"""The site's own folder of a case: its card and key, copies of the roles' dossiers, and the release that came.

home/combination/portal/<case>/     a case folder of the role ``portal``
    copies/<role>-<name>/           role.json, dossier.jsonl: as that role wrote them, verified when they came
"""

import io
import zipfile
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path

from naru.base.kit.canonical import canonical_json
from naru.base.kit.clock import Clock
from naru.base.kit.refusals import Refused
from naru.systems.combination.core.dossier import Entry, read_chain, verify_chain
from naru.systems.combination.core.history import history
from naru.systems.combination.core.key_spec import KeySpec
from naru.systems.combination.crypto.identities import Card, read_card
from naru.systems.combination.desk_actions import read_object
from naru.systems.combination.desk_reads import home
from naru.systems.combination.folder import CaseFolder, begin, look_at_folder, open_folder, read_json, write_whole

ROLE = "portal"
DOSSIER_MOST = 8 << 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Copy:
    """A role's dossier as it came last."""

    card: Card
    chain: Sequence[Entry]


def place_of(case_name: str) -> Path:
    return home() / ROLE / case_name


def exists(case_name: str) -> bool:
    return (place_of(case_name) / "role.json").exists()


def make(spec: KeySpec, clock: Clock) -> None:
    """Asked again it changes nothing. Raises ``Refused("folder_taken")`` where one stands for another specification."""
    if exists(spec.case) and look(spec.case, clock).spec == spec:
        return
    begin(place_of(spec.case), role=ROLE, name=ROLE, spec=spec, clock=clock)


@contextmanager
def open_portal(case_name: str, clock: Clock) -> Iterator[CaseFolder]:
    """Raises ``Refused("not_found")`` before the application was accepted."""
    if not exists(case_name):
        raise Refused("not_found")
    with open_folder(place_of(case_name), role=ROLE, clock=clock) as folder:
        yield folder


def look(case_name: str, clock: Clock) -> CaseFolder:
    if not exists(case_name):
        raise Refused("not_found")
    return look_at_folder(place_of(case_name), role=ROLE, clock=clock)


def read_bundle(content: bytes) -> Copy:
    """A role's card and verified dossier, from the zip that its desk gives out.

    Raises ``Refused``: ``dossier_not_bundle``, ``role_card_unreadable``, ``dossier_broken``, ``case_not_there``.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as packed:
            if sum(each.file_size for each in packed.infolist()) > DOSSIER_MOST:
                raise Refused("dossier_not_bundle")
            role, lines = packed.read("role.json"), packed.read("dossier.jsonl")
    except (zipfile.BadZipFile, KeyError, OSError, NotImplementedError, RuntimeError, ValueError):
        raise Refused("dossier_not_bundle") from None
    card = read_card(read_object(role, "role.json"))
    chain = read_chain(lines.splitlines())
    verify_chain(chain, card.verifies)
    if not chain or chain[0].event != "begin" or chain[0].facts.get("card") != card.to_json():
        raise Refused("dossier_broken", entry=0)
    if card.role == "agency":
        history(chain)
    return Copy(card=card, chain=chain)


def keep_copy(folder: CaseFolder, copy: Copy) -> bool:
    """The newest copy of a role's dossier; whether it says more than the one before.

    A dossier only ever grows: one that says something else than before is refused. Raises ``Refused``:
    ``dossier_of_other_spec``, ``dossier_forked``, and as ``learn_card``.
    """
    if copy.chain[0].facts.get("spec") != folder.spec.digest:
        raise Refused("dossier_of_other_spec", role=copy.card.role, name=copy.card.name)
    folder.learn_card(copy.card)
    before = copy_of(folder, copy.card)
    known = [] if before is None else [entry.digest for entry in before.chain]
    told = [entry.digest for entry in copy.chain]
    if told[: len(known)] != known[: len(told)]:
        raise Refused("dossier_forked", role=copy.card.role, name=copy.card.name)
    if len(told) <= len(known):
        return False
    place = _place(folder, copy.card)
    place.mkdir(parents=True, exist_ok=True)
    write_whole(place / "role.json", canonical_json(copy.card.to_json()))
    write_whole(place / "dossier.jsonl", b"".join(canonical_json(each.to_json()) + b"\n" for each in copy.chain))
    folder.record("dossier_taken", role=copy.card.role, name=copy.card.name, head=told[-1])
    return True


def copy_of(folder: CaseFolder, card: Card) -> Copy | None:
    return _read(_place(folder, card))


def copies(folder: CaseFolder) -> list[Copy]:
    """Of every role that sent one; by role and name."""
    places = sorted((folder.path / "copies").glob("*/role.json"))
    return [copy for place in places if (copy := _read(place.parent)) is not None]


def _place(folder: CaseFolder, card: Card) -> Path:
    return folder.path / "copies" / f"{card.role}-{card.name}"


def _read(place: Path) -> Copy | None:
    if not (place / "dossier.jsonl").exists():
        return None
    chain = read_chain((place / "dossier.jsonl").read_bytes().splitlines())
    return Copy(card=read_card(read_json(place / "role.json")), chain=chain)
