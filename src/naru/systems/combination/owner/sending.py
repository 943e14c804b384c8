"""Keys to the authority, the payload to the agency, the secret among owners: what an owner's commands do."""

from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from naru.base.kit.canonical import JSON, canonical_json, sha256_of_file
from naru.base.kit.refusals import Refused
from naru.systems.combination.core.columns import Columns, Role
from naru.systems.combination.core.join_keys import SECRET_BYTES, MadeKeys, Prf, hmac_prf, make_keys
from naru.systems.combination.core.key_spec import KeySpec, Kind, Mode
from naru.systems.combination.core.key_tables import SERIAL, halves
from naru.systems.combination.core.payload import check_payload
from naru.systems.combination.crypto.sealed_files import opening, sealing
from naru.systems.combination.crypto.sealed_tables import open_table, seal_table
from naru.systems.combination.crypto.secret_files import read_secret, write_secret
from naru.systems.combination.folder import CaseFolder, read_json
from naru.systems.combination.owner.records import read_as_text, read_typed
from naru.systems.combination.owner.serials import draw_serials, in_serial_order
from naru.systems.combination.receiving import check_unchanged, note_received, receive

SECRET_FILE = "owners.key"  # noqa: S105 - its name
NEVER_SENT = frozenset({Kind.KOREAN_NAME, Kind.MOBILE})


def send_secret(folder: CaseFolder, party: str) -> Path:
    """The owners' common secret (made on the first call), sealed to another owner."""
    import secrets

    place = folder.path / SECRET_FILE
    if not place.exists():
        write_secret(place, secrets.token_bytes(SECRET_BYTES))
    recipient = folder.card_of("owner", party)
    out = folder.path / "outbox" / f"{folder.card.name}-secret-{party}.sealed"
    with sealing(out, header=folder.header("secret", recipient), sender=folder.identity, recipient=recipient) as writer:
        writer.write(read_secret(place))
    folder.record("secret_sent", to=party)
    return out


def take_secret(folder: CaseFolder, file: Path) -> None:
    """Keep the secret that another owner sent."""
    header, new = receive(folder, file, kinds=("secret",))
    if not new:
        return
    sender = folder.card_of("owner", header.sender.name)
    with opening(file, by=folder.identity, sender=sender, kind="secret", spec=folder.spec.digest) as (_, reader):
        write_secret(folder.path / SECRET_FILE, reader.read(SECRET_BYTES))
    note_received(folder, header)


def send_keys(folder: CaseFolder, file: Path, *, prf: Prf | None = None) -> dict[str, JSON]:
    """Make keys of the records, seal them to the authority; answers what may be said of the result.

    The serials stay here, sealed to ourselves, with the digest of the file they belong to.
    """
    authority = folder.card_of("authority")
    records = read_as_text(file)
    serials = draw_serials(len(records))
    made = make_keys(records, folder.spec, serials, prf=prf or _prf(folder))
    about = describe(made, len(records), keys=len(folder.spec.keys))
    mine = folder.header("serials", folder.card, records=sha256_of_file(file))
    seal_table(
        _serials(folder), pa.table({SERIAL: serials}), header=mine, sender=folder.identity, recipient=folder.card
    )
    out = folder.path / "outbox" / f"{folder.card.name}-keys.sealed"
    header = folder.header("keys", authority, **about)
    seal_table(out, in_serial_order(made.table), header=header, sender=folder.identity, recipient=authority)
    folder.record("keys_sent", digest=sha256_of_file(out), **about)
    return about


def describe(made: MadeKeys, records: int, *, keys: int) -> dict[str, Any]:
    """Counts and reason codes: why some records have no key, and how many share theirs with another."""
    repeated = [_repeated(made.table, position) for position in range(keys)]
    return {
        "records": records,
        "accepted": len(made.table),
        "rejected": records - len(made.table),
        "reasons": {item: dict(codes) for item, codes in made.reasons.items()},
        "repeated_keys": repeated,
    }


def send_payload(folder: CaseFolder, file: Path, columns: Sequence[Mapping[str, Any]]) -> dict[str, JSON]:
    """The attributes with their serials, sealed to the agency; only of matched records where the authority has said which."""
    agency = folder.card_of("agency")
    described = Columns.from_json([{**each, "party": folder.card.name} for each in columns])
    serials = _serials_of(folder, file)
    records = read_typed(file)
    names = [column.name for column in described.all]
    if missing := [name for name in names if name not in records.column_names]:
        raise Refused("item_missing", items=", ".join(missing))
    if identifying := _identifying(described, folder.spec):
        raise Refused("item_in_payload", items=", ".join(identifying))
    table = in_serial_order(_extracted(folder, records.select(names).add_column(0, SERIAL, serials)))
    check_payload(folder.card.name, table, columns)
    table = table.replace_schema_metadata({"columns": canonical_json(described.to_json())})
    out = folder.path / "outbox" / f"{folder.card.name}-payload.sealed"
    counts = {name: folder.entries("keys_sent")[-1].facts[name] for name in ("records", "accepted", "reasons")}
    header = folder.header("payload", agency, rows=len(table), **counts)
    seal_table(out, table, header=header, sender=folder.identity, recipient=agency)
    folder.record("payload_sent", digest=sha256_of_file(out), rows=len(table))
    return {"file": str(out), "rows": len(table), "columns": names}


def take_extract(folder: CaseFolder, file: Path) -> None:
    """Keep the authority's list of our serials whose attributes are wanted."""
    header, new = receive(folder, file, kinds=("extract",))
    if new:
        note_received(folder, header)


def take_release(folder: CaseFolder, file: Path, out: Path) -> str:
    """Open a release that the agency sealed to us; answers its digest, which the dossier there names."""
    sender = folder.card_of("agency")
    if out.exists():
        raise Refused("release_file_exists", file=out.name)
    with opening(file, by=folder.identity, sender=sender, kind="release", spec=folder.spec.digest) as (header, reader):
        out.write_bytes(reader.read())
    digest = sha256_of_file(out)
    if digest != header.about.get("digest"):
        out.unlink()
        raise Refused("sealed_file_altered", file=file.name)
    folder.record("release_taken", digest=digest)
    return digest


def _prf(folder: CaseFolder) -> Prf:
    if folder.spec.mode is Mode.OPRF:
        from naru.systems.combination.owner.oblivious import finished_prf

        return finished_prf(folder)
    return hmac_prf(read_secret(folder.path / SECRET_FILE))


def _repeated(table: pa.Table, position: int) -> int:
    """How many records share this key with another record of ours."""
    present = table.select(halves(position)).drop_null()
    different = present.group_by(list(halves(position))).aggregate([([], "count_all")])
    counts = different.column("count_all")
    return int(pc.sum(pc.if_else(pc.greater(counts, 1), counts, 0)).as_py() or 0)


def _serials(folder: CaseFolder) -> Path:
    return folder.path / "tables" / "serials.sealed"


def _serials_of(folder: CaseFolder, file: Path) -> pa.ChunkedArray:
    """The serials that the keys were sent with. Raises ``Refused`` where there are none, or the file is another one now."""
    if not _serials(folder).exists():
        raise Refused("keys_first")
    header, table = open_table(
        _serials(folder), by=folder.identity, sender=folder.card, kind="serials", spec=folder.spec.digest
    )
    if header.about.get("records") != sha256_of_file(file):
        raise Refused("records_changed", file=file.name)
    return table.column(SERIAL)


def _extracted(folder: CaseFolder, table: pa.Table) -> pa.Table:
    authority = folder.card_of("authority")
    if not any(entry.facts["kind"] == "extract" for entry in folder.entries("received")):
        return table
    place = check_unchanged(folder, authority.name, "extract")
    _, wanted = open_table(place, by=folder.identity, sender=authority, kind="extract", spec=folder.spec.digest)
    return table.filter(pc.is_in(table.column(SERIAL), value_set=wanted.column(SERIAL).combine_chunks()))


def _identifying(columns: Columns, spec: KeySpec) -> list[str]:
    """Items of the key that may not be sent as attributes: names and numbers never, a birth or a sex only as a quasi-identifier."""
    quasi = set(columns.with_role(Role.QUASI))
    sent = {column.name for column in columns.all}
    return sorted(
        item.name for item in spec.items if item.name in sent and (item.kind in NEVER_SENT or item.name not in quasi)
    )


def read_columns(file: Path) -> list[Mapping[str, Any]]:
    """``{"columns": [{"name", "role", "hierarchy"?}, …]}``; a hierarchy may be a CSV file's name beside it, ``;`` between values."""
    stored = read_json(file).get("columns", ())
    return [{**each, "hierarchy": _hierarchy(file, each.get("hierarchy", ()))} for each in stored]


def _hierarchy(file: Path, named: Any) -> Any:
    if not isinstance(named, str):
        return named
    lines = (file.parent / named).read_text(encoding="utf-8-sig").splitlines()
    return [line.split(";") for line in lines if line.strip()]
