"""The map and the payloads come in; the joined table is made and sealed."""

from pathlib import Path

import pyarrow as pa

from naru.base.kit import crash
from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.systems.combination.agency.case import advance, check_possible, columns_of, keep_table
from naru.systems.combination.core.columns import Columns
from naru.systems.combination.core.join import join_payloads
from naru.systems.combination.core.link_maps import check_link_map
from naru.systems.combination.core.payload import Payload, check_payload
from naru.systems.combination.core.states import Event
from naru.systems.combination.crypto.sealed_tables import open_table
from naru.systems.combination.engine import engine
from naru.systems.combination.folder import CaseFolder
from naru.systems.combination.receiving import check_unchanged, note_received, receive

EVENT_OF = {"map": Event.MAP_CAME, "payload": Event.PAYLOAD_CAME}


def take_file(folder: CaseFolder, file: Path) -> bool:
    """The authority's map or an owner's payload, or a trial's sample; whether it is new. A file of keys is refused unopened."""
    header, new = receive(folder, file, kinds=("map", "sample", "payload"))
    if not new:
        return False
    event = EVENT_OF.get(header.kind)
    if event:
        check_possible(folder, event)
    note_received(folder, header)
    if event:
        advance(folder, event, sender=header.sender.name)
    return True


def join(folder: CaseFolder) -> dict[str, JSON]:
    """The joined table, sealed to ourselves; answers its size."""
    check_possible(folder, Event.JOIN)
    table, columns, sizes = joined(folder, "map")
    digest = keep_table(folder, "joined", table, columns)
    crash.point("combination.joined_sealed")
    state = advance(folder, Event.JOIN, rows=len(table), digest=digest, **sizes)
    return {"rows": len(table), "columns": len(columns.all), "state": state.value, **sizes}


def try_join(folder: CaseFolder) -> dict[str, JSON]:
    """A trial combination of the sample, which leaves nothing behind but its size."""
    table, columns, sizes = joined(folder, "sample")
    return {"rows": len(table), "columns": len(columns.all), **sizes}


def joined(folder: CaseFolder, kind: str) -> tuple[pa.Table, Columns, dict[str, JSON]]:
    authority = folder.card_of("authority")
    place = check_unchanged(folder, authority.name, kind)
    _, links = open_table(place, by=folder.identity, sender=authority, kind=kind, spec=folder.spec.digest)
    checked = check_link_map(links, parties=folder.spec.parties, many=folder.spec.many)
    payloads = {party: read_payload(folder, party) for party in folder.spec.parties}
    with engine() as running:
        tables = {party: running.table(each.table) for party, each in payloads.items()}
        expression, columns = join_payloads(
            tables,
            running.table(checked.table),
            {party: each.columns for party, each in payloads.items()},
        )
        table = expression.to_pyarrow()
    if not len(table):
        raise Refused("nothing_joined")
    sizes: dict[str, JSON] = {
        "links": len(links),
        "payloads": {party: len(each.table) for party, each in payloads.items()},
    }
    return table, columns, sizes


def read_payload(folder: CaseFolder, party: str) -> Payload:
    place = check_unchanged(folder, party, "payload")
    sender = folder.card_of("owner", party)
    _, table = open_table(place, by=folder.identity, sender=sender, kind="payload", spec=folder.spec.digest)
    described = columns_of(table).to_json()
    return check_payload(party, table.replace_schema_metadata(None), described)  # type: ignore[arg-type]
