"""Tables by district as maps."""

from collections.abc import Iterator
from datetime import date
from typing import Any

import ibis
import numpy as np
import pyarrow as pa
import pytest
import shapely

from naru.data.catalogue.core.columns import Column, Meaning
from naru.data.query.core.base_map import Areas
from naru.data.query.core.charts import Aggregation
from naru.data.query.core.choropleth import (
    COUNT,
    Regions,
    RegionSpec,
    choose_regions,
    coloured,
    district_figures,
)
from naru.data.query.core.places import Box
from tests.chart_columns import DELAY, DISTRICT, FLIGHTS, MONTH, column

AREAS = Areas(
    names=("가구", "나구", "다구"),
    provinces=("시",) * 3,
    shapes=np.array([shapely.box(x, 35, x + 1, 36) for x in (127, 128, 129)]),
)


@pytest.fixture(scope="module")
def run() -> Iterator[Any]:
    engine = ibis.duckdb.connect()
    yield engine.to_pyarrow
    engine.disconnect()


@pytest.mark.parametrize(
    ("columns", "rows", "spec"),
    [
        (
            [DISTRICT, FLIGHTS],
            16,
            RegionSpec(district="district", value="flights", aggregation=Aggregation.SUM),
        ),
        ([DISTRICT, DELAY], 16, RegionSpec(district="district", value="delay", aggregation=Aggregation.MEAN)),
        ([DISTRICT], 16, RegionSpec(district="district")),
        (
            [MONTH, DISTRICT, FLIGHTS],
            24 * 16,
            RegionSpec(district="district", value="flights", aggregation=Aggregation.SUM, moment="month"),
        ),
        ([MONTH, FLIGHTS], 24, None),
        ([column("동", "text", 401, alias="dong", meaning=Meaning.DISTRICT_NAME)], 500, None),
        ([column("구", "text", 1, alias="gu", meaning=Meaning.DISTRICT_NAME)], 500, None),
    ],
)
def test_a_table_that_names_districts_has_a_map(columns: list[Column], rows: int, spec: RegionSpec | None) -> None:
    assert choose_regions(columns, rows) == spec


def test_the_last_moment_is_shown_and_totals_are_not(run: Any) -> None:
    table = pa.table(
        {
            "month": [date(2025, 8, 1)] * 2 + [date(2025, 9, 1)] * 3,
            "district": ["가구", "나구", "가구", "가구", "합계"],
            "flights": [1, 2, 3, 4, 9],
        }
    )
    total = column("구군", "text", 3, alias="district", meaning=Meaning.DISTRICT_NAME, totals=("합계",))
    spec = RegionSpec(district="district", value="flights", aggregation=Aggregation.SUM, moment="month")
    assert district_figures(ibis.memtable(table), spec, [MONTH, total, FLIGHTS], run) == ({"가구": 7.0}, "2025-09")
    counted = RegionSpec(district="district")
    assert district_figures(ibis.memtable(table), counted, [total], run) == ({"가구": 3.0, "나구": 1.0}, "")


def test_districts_are_coloured_in_their_classes() -> None:
    regions = Regions(areas=AREAS, places={"가구": 0, "다구": 2}, figures={"가구": 1.0, "다구": 5.0}, missing=("라구",))
    assert regions.box == Box(west=127, south=35, east=130, north=36)
    assert regions.breaks == (1.8, 2.6, 3.4, 4.2)
    shown = coloured(regions, Box(west=127, south=35, east=127.5, north=36), 10.0, COUNT, None)
    assert [one["properties"]["label"] for one in shown.features] == ["가구"]
    everywhere = coloured(regions, Box(), 10.0, "여객", "명")
    assert [one["properties"]["facts"] for one in everywhere.features] == [[["여객", 5.0, "명"]], [["여객", 1.0, "명"]]]
    assert Regions(areas=AREAS, places={"가구": 0}, figures={"가구": None}).breaks == ()
