"""Keys made together (mode ``oprf``): our messages travel blinded around the other owners and come home evaluated by all.

One batch an owner and case: an owner that asks a second time, or for more points than was agreed, is refused, since every point
is a guess that it may test.
"""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa

from naru.base.kit.canonical import JSON, sha256_of_file
from naru.base.kit.refusals import Refused
from naru.systems.combination.core.canonical_items import key_context, key_messages
from naru.systems.combination.core.join_keys import KEY_BYTES, Prf, item_columns
from naru.systems.combination.crypto.oprf import Blinded, blind, evaluate, finalize
from naru.systems.combination.crypto.ristretto import SCALAR_BYTES, random_scalar
from naru.systems.combination.crypto.sealed_files import opening, read_header, sealing
from naru.systems.combination.crypto.sealed_tables import open_table, seal_table
from naru.systems.combination.crypto.secret_files import read_secret, write_secret
from naru.systems.combination.folder import CaseFolder
from naru.systems.combination.owner.records import read_as_text
from naru.systems.combination.receiving import check_unchanged, note_received, receive

SHARE_FILE = "share.key"


def send_blinded(folder: CaseFolder, file: Path) -> dict[str, JSON]:
    """Blind every different message of our records and seal the points to the next owner. Raises ``Refused`` a second time."""
    if folder.entries("blinded"):
        raise Refused("blinded_already")
    messages = sorted(_messages(folder, file))
    hidden = blind(messages)
    mine = pa.table({"message": pa.array(messages, pa.binary()), "order": pa.array(hidden.order, pa.int64())})
    mine = mine.replace_schema_metadata({"blind": hidden.blind.hex()})
    header = folder.header("blinding", folder.card, points=len(messages))
    seal_table(_blinding(folder), mine, header=header, sender=folder.identity, recipient=folder.card)
    out = _pass_on(folder, hidden.points, origin=folder.card.name, passed=[])
    folder.record("blinded", points=len(messages), digest=sha256_of_file(out))
    return {"file": str(out), "points": len(messages)}


def answer_blinded(folder: CaseFolder, file: Path, *, points_max: int) -> dict[str, JSON]:
    """Multiply another owner's points by our share and pass them on, or home. Raises ``Refused``."""
    header = read_header(file)
    origin, passed = str(header.about.get("origin", "")), [str(name) for name in header.about.get("passed", ())]
    if header.kind != "blinded" or folder.card.name in {origin, *passed} or origin not in folder.spec.parties:
        raise Refused("kind_not_for_role", kind=header.kind, role="owner")
    if any(entry.facts["origin"] == origin for entry in folder.entries("evaluated")):
        raise Refused("evaluated_already", party=origin)
    sender = folder.card_of("owner", header.sender.name)
    with opening(file, by=folder.identity, sender=sender, kind="blinded", spec=folder.spec.digest) as (_, reader):
        points = reader.read()
    count = len(points) // SCALAR_BYTES
    if count > points_max:
        raise Refused("points_too_many", party=origin, points=count, most=points_max)
    out = _pass_on(folder, evaluate(points, _share(folder)), origin=origin, passed=[*passed, folder.card.name])
    folder.record("evaluated", origin=origin, points=count)
    return {"file": str(out), "points": count}


def take_evaluated(folder: CaseFolder, file: Path) -> None:
    """Our points, back from all the others."""
    header, new = receive(folder, file, kinds=("evaluated",))
    others = set(folder.spec.parties) - {folder.card.name}
    if header.about.get("origin") != folder.card.name or set(header.about.get("passed", ())) != others:
        raise Refused("sealed_file_not_for_us", file=file.name)
    if new:
        note_received(folder, header)


def finished_prf(folder: CaseFolder) -> Prf:
    """The case's keyed function over the messages that went around. Raises ``Refused`` before they are back."""
    came = [entry for entry in folder.entries("received") if entry.facts["kind"] == "evaluated"]
    if not came or not _blinding(folder).exists():
        raise Refused("evaluate_first")
    sender = folder.card_of("owner", came[-1].facts["sender"])
    place = check_unchanged(folder, sender.name, "evaluated")
    with opening(place, by=folder.identity, sender=sender, kind="evaluated", spec=folder.spec.digest) as (_, reader):
        evaluated = reader.read()
    messages, hidden = _blinded(folder)
    outputs = finalize(messages, hidden, evaluated, share=_share(folder))
    keys: Mapping[bytes, bytes] = dict(zip(messages, (each[:KEY_BYTES] for each in outputs), strict=True))

    def looked_up(context: bytes, wanted: Sequence[bytes]) -> bytes:
        try:
            return b"".join(keys[context + message] for message in wanted)
        except KeyError:
            raise Refused("records_changed", file="-") from None

    return looked_up


def _messages(folder: CaseFolder, file: Path) -> set[bytes]:
    items = item_columns(read_as_text(file), folder.spec)
    return {
        key_context(folder.spec, key) + message
        for key in folder.spec.keys
        for message in key_messages(items, key).drop_null().to_pylist()
    }


def _pass_on(folder: CaseFolder, points: bytes, *, origin: str, passed: list[str]) -> Path:
    """To the next owner whose share is wanted, or home."""
    waiting = [party for party in folder.spec.parties if party not in {origin, *passed}]
    kind, recipient = ("blinded", waiting[0]) if waiting else ("evaluated", origin)
    card = folder.card_of("owner", recipient)
    about: dict[str, Any] = {"origin": origin, "passed": passed}
    out = folder.path / "outbox" / f"{origin}-{kind}-{recipient}.sealed"
    with sealing(out, header=folder.header(kind, card, **about), sender=folder.identity, recipient=card) as writer:
        writer.write(points)
    return out


def _blinding(folder: CaseFolder) -> Path:
    return folder.path / "tables" / "blinding.sealed"


def _blinded(folder: CaseFolder) -> tuple[list[bytes], Blinded]:
    by = folder.identity
    _, table = open_table(_blinding(folder), by=by, sender=folder.card, kind="blinding", spec=folder.spec.digest)
    messages: list[bytes] = table.column("message").to_pylist()
    kept = bytes.fromhex(table.schema.metadata[b"blind"].decode())
    return messages, Blinded(points=b"", blind=kept, order=tuple(table.column("order").to_pylist()))


def _share(folder: CaseFolder) -> bytes:
    place = folder.path / SHARE_FILE
    if not place.exists():
        write_secret(place, random_scalar())
    return read_secret(place)
