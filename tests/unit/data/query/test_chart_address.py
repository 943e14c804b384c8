"""A chart as an address: what is written, and what an address may change."""

import pytest

from naru.data.query.core.chart_address import from_address, to_address
from naru.data.query.core.charts import (
    Aggregation,
    Kind,
    choose_chart,
    suggestions,
)
from tests.chart_columns import COLUMNS, MONTH, MONTHS, NATION


def test_a_family_survives_its_address_and_gives_way_to_another_choice() -> None:
    columns = [MONTH, NATION, *MONTHS]
    spec = choose_chart(columns, 300)
    address: dict[str, list[str]] = {}
    for name, value in to_address(spec):
        address.setdefault(name, []).append(value)
    assert from_address(address, columns, 300) == spec
    assert from_address({**address, "x": ["month"], "y": ["m3"]}, columns, 300).y == ("m3",)


def test_every_suggestion_survives_its_address() -> None:
    for spec in suggestions(COLUMNS, 1000):
        parameters: dict[str, list[str]] = {}
        for name, value in to_address(spec):
            parameters.setdefault(name, []).append(value)
        assert from_address(parameters, COLUMNS, 1000) == spec


@pytest.mark.parametrize(
    "parameters",
    [
        {"kind": ["bar"], "x": ["nothing"], "y": ["airline"], "limit": ["-5"], "agg": ["drop table"]},
        {"kind": ["line"], "x": ["district"], "grain": ["century"], "sort": ["<script>"]},
        {"kind": ["scatter"], "x": ["flights"], "y": ["flights", "flights"], "limit": ["9" * 400]},
        {"kind": ["histogram"], "x": ["district"], "y": ["__count"]},
        {"kind": ["map"], "x": ["district"], "by": ["lat"]},
        {"kind": ["pie"]},
    ],
)
def test_an_address_that_does_not_fit_still_gives_a_chart(parameters: dict[str, list[str]]) -> None:
    spec = from_address(parameters, COLUMNS, 1000)
    known = {one.alias for one in COLUMNS}
    assert spec.kind in set(Kind)
    assert {spec.x, *spec.y} - {None} <= known
    assert 1 <= spec.limit <= 100


def test_another_kind_begins_with_the_columns_that_suit_it() -> None:
    asked = {"kind": ["bar"], "was": ["line"], "x": ["month"], "y": ["flights"], "by": ["airline"], "agg": ["max"]}
    spec = from_address(asked, COLUMNS, 1000)
    assert (spec.kind, spec.x, spec.y, spec.by, spec.aggregation) == (
        Kind.BAR,
        "district",
        ("flights",),
        None,
        Aggregation.SUM,
    )


def test_columns_may_be_named_as_people_see_them() -> None:
    spec = from_address({"kind": ["bar"], "x": ["구군"], "y": ["운항"], "agg": ["max"]}, COLUMNS, 1000)
    assert (spec.x, spec.y, spec.aggregation) == ("district", ("flights",), Aggregation.MAXIMUM)
