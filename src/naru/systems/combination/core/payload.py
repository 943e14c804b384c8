"""The payload: serials and attributes, as an owner sends them to the agency. The authority cannot import this."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

import pyarrow as pa
import pyarrow.compute as pc

from naru.base.kit.refusals import Refused
from naru.systems.combination.core.columns import SERIAL_PREFIX, Columns

SERIAL = "serial"


@dataclass(frozen=True, slots=True, kw_only=True)
class Payload:
    """``table``: ``serial`` (int64, unique) first, then the attributes that ``columns`` names, in its order."""

    party: str
    table: pa.Table
    columns: Columns


def check_payload(party: str, table: pa.Table, described: Sequence[Mapping[str, Any]]) -> Payload:
    """What a party sent, if it is a payload and carries what it says. Raises ``Refused``."""
    columns = Columns.from_json([{**each, "party": party} for each in described])
    names = [column.name for column in columns.all]
    if table.column_names != [SERIAL, *names] or table.schema.field(SERIAL).type != pa.int64():
        raise Refused("not_payload", party=party)
    if reserved := [name for name in names if name.startswith(SERIAL_PREFIX)]:
        raise Refused("column_reserved", column=reserved[0])
    serials = table.column(SERIAL)
    if serials.null_count or pc.count_distinct(serials).as_py() != len(serials):
        raise Refused("serials_not_unique", party=party)
    return Payload(party=party, table=table, columns=columns)
