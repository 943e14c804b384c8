"""A source's columns in panels, as a person's hints want them."""

from pathlib import Path

import pyarrow as pa
import pytest

from naru.data.catalogue.core.columns import ColumnType, Meaning
from naru.data.ingest.core.source import Source, SourceColumn
from naru.data.ingest.core.type_plan import ColumnPlan, Panel, others_table, panels
from naru.data.ingest.core.values import NO_HINTS, ColumnHint, Hints
from naru.data.tables.core.description import KnownColumn


def source(count: int, raw: pa.Table | Path) -> Source:
    return Source(raw=raw, rows=1, columns=[SourceColumn(field=f"c{i}", name=f"n{i}") for i in range(count)])


@pytest.mark.parametrize(
    ("count", "in_memory", "sizes"),
    [
        (0, True, [0]),
        (1, True, [1]),
        (50, True, [50]),
        (51, True, [50, 1]),
        (101, True, [50, 50, 1]),
        (128, False, [128]),
        (129, False, [128, 1]),
        (0, False, [0]),
    ],
)
def test_wide_tables_are_worked_at_a_panel_at_a_time(count: int, in_memory: bool, sizes: list[int]) -> None:
    found = panels(source(count, pa.table({}) if in_memory else Path("raw.parquet")), NO_HINTS)
    assert [len(panel.columns) for panel in found] == sizes
    for part in ("columns", "names", "aliases"):
        assert [len(getattr(panel, part)) for panel in found] == sizes
    assert [name for panel in found for name in panel.names] == [f"n{i}" for i in range(count)]
    assert [column.field for panel in found for column in panel.columns] == [f"c{i}" for i in range(count)]


def test_names_aliases_and_dropped_columns_are_as_a_person_decided() -> None:
    hints = Hints(
        columns=(
            ColumnHint(source="n0", name="새 이름"),
            ColumnHint(source="n1", alias="chosen"),
            ColumnHint(source="n2", drop=True),
            ColumnHint(source="absent", drop=True),
        )
    )
    [panel] = panels(source(4, pa.table({})), hints)
    assert [column.name for column in panel.columns] == ["n0", "n1", "n3"]
    assert panel.names == ["새 이름", "n1", "n3"]
    assert panel.aliases[1:] == ["chosen", "n3"]
    assert panel.plans == []


def test_a_persons_meaning_is_known_before_the_values_are_looked_at() -> None:
    hints = Hints(columns=(ColumnHint(source="n0", meaning=Meaning.MONEY), ColumnHint(source="n1", name="둘")))
    panel = Panel(
        columns=[SourceColumn(field=f"c{i}", name=f"n{i}") for i in range(3)],
        names=["n0", "둘", "n2"],
        aliases=["a", "b", "c"],
        plans=[
            ColumnPlan(type=ColumnType.INTEGER, unit="원", sql="{c}"),
            ColumnPlan(type=ColumnType.TEXT, unit=None, sql="{c}"),
            ColumnPlan(type=ColumnType.DATE, unit=None, sql=None),
        ],
    )
    assert panel.known(hints) == [
        KnownColumn(name="n0", alias="a", type=ColumnType.INTEGER, unit="원", meaning=Meaning.MONEY),
        KnownColumn(name="둘", alias="b", type=ColumnType.TEXT, source="n1"),
        KnownColumn(name="n2", alias="c", type=ColumnType.DATE),
    ]


def test_odd_writings_stand_beside_their_values() -> None:
    plan = ColumnPlan(type=ColumnType.DECIMAL, unit=None, sql=None, others={"3억": 3.0, "△2": -2})
    assert others_table(plan).to_pydict() == {"v": ["3억", "△2"], "x": [3.0, -2.0]}
    assert others_table(plan).schema == pa.schema({"v": pa.string(), "x": pa.float64()})
    assert others_table(ColumnPlan(type=ColumnType.TEXT, unit=None, sql="{c}")).num_rows == 0
