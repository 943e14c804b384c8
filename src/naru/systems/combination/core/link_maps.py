"""The map: which serials of the parties stand for one person. It holds serials alone."""

from collections.abc import Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from naru.base.kit.refusals import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class LinkMap:
    """``table``: one int64 column a party, in the parties' order of the specification; a row is one person."""

    table: pa.Table

    @property
    def parties(self) -> tuple[str, ...]:
        return tuple(self.table.column_names)


def check_link_map(table: pa.Table, *, parties: Sequence[str], many: frozenset[str]) -> LinkMap:
    """A map of these parties' serials, each once unless another party may hold a person more than once. Raises ``Refused``."""
    if table.column_names != list(parties) or any(field.type != pa.int64() for field in table.schema):
        raise Refused("not_link_map")
    for party in parties:
        serials = table.column(party)
        others_many = bool(many - {party})
        repeated = pc.count_distinct(serials).as_py() != len(serials)
        if serials.null_count or (repeated and not others_many):
            raise Refused("link_map_not_injective", party=party)
    return LinkMap(table=table)
