"""Payloads and the map → the joined table, as an Ibis expression: serials stay inside, keys never come."""

from collections import Counter
from collections.abc import Mapping
from functools import reduce
from typing import TYPE_CHECKING

from naru.systems.combination.core.columns import SERIAL_PREFIX, Column, Columns, Role
from naru.systems.combination.core.payload import SERIAL

if TYPE_CHECKING:
    import ibis.expr.types as ir


def join_payloads(
    payloads: Mapping[str, "ir.Table"], links: "ir.Table", columns: Mapping[str, Columns]
) -> tuple["ir.Table", Columns]:
    """One row a link whose payloads have all arrived, with each party's serial as ``_serial_<party>``.

    Parties stand in the order of their names, so that who sent first changes nothing; a name that two parties use becomes
    ``<name>_<party>``.
    """
    parties = sorted(payloads)
    names = _names(columns)
    renamed = [_renamed(payloads[party], party, names) for party in parties]
    serials = links.rename({serial_of(party): party for party in parties})
    joined = reduce(
        lambda table, each: table.join(each[1], serial_of(each[0])), zip(parties, renamed, strict=True), serials
    )
    described = joined_columns(columns)
    return joined.select(*(column.name for column in described.all)), described


def joined_columns(columns: Mapping[str, Columns]) -> Columns:
    """What the joined table's columns are: the serials, then each party's, by the parties' names."""
    names = _names(columns)
    serials = [Column(name=serial_of(party), role=Role.SERIAL, party=party) for party in sorted(columns)]
    rest = [
        Column(name=names[party, column.name], role=column.role, party=party, hierarchy=column.hierarchy)
        for party in sorted(columns)
        for column in columns[party].all
    ]
    return Columns(all=(*serials, *rest))


def source_of(payload: "ir.Table", party: str, columns: Mapping[str, Columns]) -> "ir.Table":
    """What the party still holds, named as in the joined table: the strongest attacker's knowledge."""
    return _renamed(payload, party, _names(columns))


def serial_of(party: str) -> str:
    return f"{SERIAL_PREFIX}{party}"


def _names(columns: Mapping[str, Columns]) -> dict[tuple[str, str], str]:
    used = Counter(column.name for each in columns.values() for column in each.all)
    return {
        (party, column.name): column.name if used[column.name] == 1 else f"{column.name}_{party}"
        for party, each in columns.items()
        for column in each.all
    }


def _renamed(payload: "ir.Table", party: str, names: Mapping[tuple[str, str], str]) -> "ir.Table":
    attributes = {names[party, name]: name for name in payload.columns if name != SERIAL}
    return payload.rename({serial_of(party): SERIAL, **attributes})
