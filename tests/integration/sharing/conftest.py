"""준호's firm gives a table of five versions, each of three files, to 서연's; names with Hangul, a space and a plus."""

from dataclasses import dataclass
from datetime import date

import pyarrow as pa
import pytest

from naru.base.kit.person import Person
from naru.data.catalogue.core.values import Table
from naru.systems.sharing import actions, entitlements
from naru.systems.sharing.core.values import SharedTable
from tests.personas import Organisations
from tests.sharing import Program, add_files, give, program, publish_shared


def part(day: int, rows: int = 10) -> pa.Table:
    return pa.table(
        {
            "nalja": pa.array([date(2026, 11, day)] * rows, pa.date32()),
            "gu": [f"구{day % 3}"] * rows,
            "maechul": [1000.25 + day + row for row in range(rows)],
            "geonsu": pa.array(range(rows), pa.int64()),
            "geumaek": pa.array([1_000_000 + 37 * row for row in range(rows)], pa.int64()),
        }
    )


@dataclass(frozen=True, slots=True, kw_only=True)
class Deal:
    """``table`` has three versions of three files; ``program`` reads for the buyer."""

    table: Table
    shared: SharedTable
    program: Program
    buyer: str
    seoyeon: Person


@pytest.fixture
def deal(organisations: Organisations, seoyeon: Person) -> Deal:
    table = publish_shared("상권 분석", organisation=organisations.seller.id, name="유동 인구+1")
    for version in range(3):
        add_files(table, [part(3 * version + number + 1) for number in range(3)])
    give(table, organisations.buyer.id)
    holder = entitlements.organisation_holder(organisations.buyer.id)
    return Deal(
        table=table,
        shared=actions.name_tables(holder)[0],
        program=program(seoyeon, organisations.buyer.id),
        buyer=holder,
        seoyeon=seoyeon,
    )
