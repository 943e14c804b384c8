"""What the key authority does with keys: a match rate, the map for the agency, the extraction list for each owner, a sample."""

import secrets
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pyarrow as pa
import pyarrow.compute as pc

from naru.base.kit import crash
from naru.base.kit.canonical import JSON, sha256_of_file
from naru.base.kit.refusals import Refused
from naru.systems.combination.core.key_matching import Matching, match_keys, parts_for, sample_links
from naru.systems.combination.core.key_tables import SERIAL, check_key_table
from naru.systems.combination.core.link_maps import LinkMap, check_link_map
from naru.systems.combination.core.match_rate import RateRules, disclose_rate
from naru.systems.combination.crypto.sealed_tables import open_table, seal_table
from naru.systems.combination.engine import engine
from naru.systems.combination.folder import CaseFolder
from naru.systems.combination.receiving import check_unchanged, note_received, receive


def take_keys(folder: CaseFolder, file: Path) -> bool:
    """An owner's keys; whether they are new. A payload is refused before a byte of it is copied or opened."""
    header, new = receive(folder, file, kinds=("keys",))
    if new:
        note_received(folder, header)
    return new


@contextmanager
def linked(folder: CaseFolder) -> Iterator[tuple[Matching, dict[str, int]]]:
    """Every party's keys, matched, and how many records each sent; the tables answer while the block lasts.

    Raises ``Refused("file_not_received")`` until all have come.
    """
    spec = folder.spec
    with engine() as running:
        sent = {party: check_key_table(party, _keys(folder, party), keys=len(spec.keys)) for party in spec.parties}
        tables = {party: running.table(each.table) for party, each in sent.items()}
        parts = parts_for(max(len(each.table) for each in sent.values()))
        matching = match_keys(tables, keys=len(spec.keys), keep=running.keep, many=spec.many, parts=parts)
        yield matching, {party: len(each.table) for party, each in sent.items()}


def rate(folder: CaseFolder, rules: RateRules) -> dict[str, JSON]:
    """The match rate, as far as it may be said; every answer counts."""
    asked = len(folder.entries("rate"))
    disclose_rate(0, {}, rules, asked_before=asked)
    with linked(folder) as (matching, records):
        matched = int(matching.links.count().to_pyarrow().as_py())
    noise = _noise(rules.noise_scale)
    told = disclose_rate(matched, records, rules, asked_before=asked, noise=noise).to_json()
    folder.record("rate", **told)
    return told


def send_map(folder: CaseFolder, *, decoys: float = 0.0) -> dict[str, JSON]:
    """The map to the agency, and to each owner the list of its serials whose attributes are wanted.

    ``decoys``: so many unmatched serials for each matched one go into an owner's list too, so that being on it does not tell an
    owner that the person is the other firm's customer.
    """
    agency = folder.card_of("agency")
    with linked(folder) as (matching, _):
        links = matching.links.to_pyarrow()
        by_key, ambiguous = matching.by_key, matching.ambiguous
    table = links.select(list(folder.spec.parties)).sort_by(folder.spec.parties[0])
    check_link_map(table, parties=folder.spec.parties, many=folder.spec.many)
    kept = _keep(folder, table)
    out = folder.path / "outbox" / "map.sealed"
    header = folder.header("map", agency, rows=len(table))
    seal_table(out, table, header=header, sender=folder.identity, recipient=agency)
    crash.point("combination.map_sealed")
    for party in folder.spec.parties:
        _send_extract(folder, kept, party, decoys=decoys)
    told: dict[str, JSON] = {"links": len(table), "by_key": list(by_key), "ambiguous": dict(ambiguous)}
    folder.record("map", digest=sha256_of_file(out), decoys=str(decoys), **told)
    return {"file": str(out), **told}


def send_sample(folder: CaseFolder, rows: int) -> dict[str, JSON]:
    """A trial map of so many links, drawn at random, to the agency."""
    agency = folder.card_of("agency")
    with engine() as running:
        links = running.table(_kept(folder).table)
        table = sample_links(links, folder.spec.parties, rows=rows, seed=secrets.randbits(63)).to_pyarrow()
    table = table.select(list(folder.spec.parties)).sort_by(folder.spec.parties[0])
    out = folder.path / "outbox" / "sample.sealed"
    header = folder.header("sample", agency, rows=len(table))
    seal_table(out, table, header=header, sender=folder.identity, recipient=agency)
    folder.record("sample", digest=sha256_of_file(out), rows=len(table))
    return {"file": str(out), "links": len(table)}


def _send_extract(folder: CaseFolder, kept: LinkMap, party: str, *, decoys: float) -> None:
    owner = folder.card_of("owner", party)
    wanted = pc.unique(kept.table.column(party))
    if decoys > 0:
        serials = _keys(folder, party).column(SERIAL).combine_chunks()
        others = serials.filter(pc.invert(pc.is_in(serials, value_set=wanted)))
        mixed = list(range(len(others)))
        secrets.SystemRandom().shuffle(mixed)
        wanted = pa.concat_arrays([wanted, others.take(mixed[: round(len(wanted) * decoys)])])
    table = pa.table({SERIAL: wanted}).sort_by(SERIAL)
    out = folder.path / "outbox" / f"extract-{party}.sealed"
    header = folder.header("extract", owner, rows=len(table))
    seal_table(out, table, header=header, sender=folder.identity, recipient=owner)


def _keys(folder: CaseFolder, party: str) -> pa.Table:
    place = check_unchanged(folder, party, "keys")
    owner = folder.card_of("owner", party)
    return open_table(place, by=folder.identity, sender=owner, kind="keys", spec=folder.spec.digest)[1]


def _map_place(folder: CaseFolder) -> Path:
    return folder.path / "tables" / "links.sealed"


def _keep(folder: CaseFolder, table: pa.Table) -> LinkMap:
    header = folder.header("links", folder.card, rows=len(table))
    seal_table(_map_place(folder), table, header=header, sender=folder.identity, recipient=folder.card)
    return LinkMap(table=table)


def _kept(folder: CaseFolder) -> LinkMap:
    if not _map_place(folder).exists():
        raise Refused("map_first")
    by = folder.identity
    _, table = open_table(_map_place(folder), by=by, sender=folder.card, kind="links", spec=folder.spec.digest)
    return LinkMap(table=table)


def _noise(scale: float) -> float:
    """A draw of the two-sided geometric kind's continuous sibling (Laplace), from the operating system's source."""
    import math

    if scale <= 0:
        return 0.0
    share = secrets.SystemRandom().random() - 0.5
    return -scale * math.copysign(1, share) * math.log(1 - 2 * abs(share))
