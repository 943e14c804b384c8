"""A chart as an address: what is written, and what an address may change."""

from dataclasses import replace

import pytest

from naru.data.catalogue.core.columns import Column
from naru.data.query.core.chart_address import from_address, kinds_possible, to_address, x_choices, y_choices
from naru.data.query.core.charts import Aggregation, ChartSpec, Grain, Kind, Sort, choose_chart, suggestions
from naru.data.query.core.column_families import ACROSS
from tests.chart_columns import (
    AIRLINE,
    COLUMNS,
    DELAY,
    DISTRICT,
    FLIGHTS,
    LATITUDE,
    LONGITUDE,
    MONTH,
    MONTHS,
    NATION,
    NUMBER,
)


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


# --- parts of an address ---

TWO = replace(FLIGHTS, name="도착", alias="arrivals")
TABLE = [MONTH, AIRLINE, DISTRICT, FLIGHTS, TWO, DELAY]


def spec(**parameters: str | list[str]) -> ChartSpec:
    asked = {name: [value] if isinstance(value, str) else value for name, value in parameters.items()}
    return from_address(asked, TABLE, 1000)


@pytest.mark.parametrize(
    ("text", "limit"),
    [("1", 1), ("0", 1), ("7", 7), ("100", 100), ("101", 100), ("99999", 100), ("100000", 20), ("", 20), ("-1", 20), ("٣", 20), ("1.5", 20)],
)  # fmt: skip
def test_at_most_a_hundred_bars_are_asked_for(text: str, limit: int) -> None:
    assert spec(kind="bar", limit=text).limit == limit


def test_the_last_of_two_values_counts_and_the_kind_decides() -> None:
    assert spec(kind=["bar", "line"]).kind is Kind.LINE
    assert spec() == spec(kind="pie") == choose_chart(TABLE, 1000)
    assert spec(kind="table").kind is Kind.TABLE


@pytest.mark.parametrize("name", ["median", "min", "max", "mean", "sum", "count"])
def test_every_aggregation_and_sort_may_be_chosen(name: str) -> None:
    chosen = spec(kind="bar", x="district", y="flights", agg=name)
    assert chosen.aggregation.value == name
    for sort in Sort:
        assert spec(kind="bar", x="district", y="flights", sort=sort.value).sort is sort


def test_without_a_number_rows_are_counted() -> None:
    counted = spec(kind="bar", x="district", agg="sum")
    assert (counted.y, counted.aggregation) == ((), Aggregation.COUNT)
    assert spec(kind="bar", y="district").y == ("flights",)
    assert spec(kind="bar", x="district", y=["flights", "district", "flights", "도착"]).y == ("flights", "arrivals")


@pytest.mark.parametrize(
    ("kind", "given", "shown"),
    [
        ("line", {}, 6),
        ("bar", {}, 6),
        ("line", {"by": "airline"}, 1),
        ("map", {}, 1),
        ("scatter", {}, 1),
        ("histogram", {}, 0),
        ("table", {}, 0),
    ],
)
def test_each_kind_shows_as_many_numbers_as_it_can(kind: str, given: dict[str, str], shown: int) -> None:
    many = [replace(FLIGHTS, name=f"수{n}", alias=f"n{n}") for n in range(7)]
    asked = {"kind": [kind], "x": ["month"], "y": [one.alias for one in many]}
    asked |= {name: [value] for name, value in given.items()}
    assert len(from_address(asked, [*TABLE, *many], 1000).y) == shown


def test_a_grain_is_for_lines_and_a_series_for_groups() -> None:
    assert spec(kind="line", x="month", grain="year").grain is Grain.YEAR
    assert spec(kind="line", x="month").grain is Grain.MONTH
    assert spec(kind="bar", x="month", grain="year").grain is None
    assert spec(kind="bar", x="district", by="airline").by == "airline"
    assert spec(kind="bar", x="district", by="flights").by is None
    assert spec(kind="line", by="airline").by == "airline"
    assert spec(kind="scatter", x="flights", by="airline").by is None


def test_a_scatter_needs_two_numbers_and_finds_the_second() -> None:
    assert (spec(kind="scatter", x="flights").x, spec(kind="scatter", x="flights").y) == ("flights", ("arrivals",))
    assert spec(kind="scatter", x="arrivals").y == ("flights",)
    assert from_address({"kind": ["scatter"]}, [DISTRICT, FLIGHTS], 9).y == ()


def test_an_editor_offers_what_fits() -> None:
    names = {kind: [column.alias for column in x_choices(kind, [*TABLE, *MONTHS])] for kind in Kind}
    months = [column.alias for column in MONTHS]
    assert names[Kind.LINE] == ["month", ACROSS]
    assert names[Kind.BAR] == ["month", "airline", "district", *months, ACROSS]
    assert names[Kind.SCATTER] == names[Kind.HISTOGRAM] == ["flights", "arrivals", "delay", *months]
    assert names[Kind.MAP] == names[Kind.TABLE] == []
    assert x_choices(Kind.LINE, [replace(MONTH, distinct=1)]) == []
    wide = {distinct: x_choices(Kind.BAR, [replace(FLIGHTS, distinct=distinct)]) for distinct in (100, 101)}
    assert [len(one) for one in wide.values()] == [1, 0]
    assert x_choices(Kind.SCATTER, [NUMBER]) == [NUMBER]
    assert x_choices(Kind.SCATTER, [DISTRICT]) == []
    assert [one.alias for one in y_choices([NUMBER, *TABLE])] == ["flights", "arrivals", "delay"]


@pytest.mark.parametrize(
    ("columns", "kinds"),
    [
        ([], []),
        ([MONTH], [Kind.LINE, Kind.BAR]),
        ([DISTRICT], [Kind.BAR]),
        ([FLIGHTS], [Kind.HISTOGRAM]),
        ([FLIGHTS, DELAY], [Kind.SCATTER, Kind.HISTOGRAM]),
        ([LATITUDE, LONGITUDE], [Kind.SCATTER, Kind.HISTOGRAM, Kind.MAP]),
        (MONTHS, [Kind.LINE, Kind.BAR, Kind.SCATTER, Kind.HISTOGRAM]),
    ],
)
def test_a_kind_is_possible_where_its_columns_are(columns: list[Column], kinds: list[Kind]) -> None:
    assert kinds_possible(columns) == kinds


def test_an_address_is_complete() -> None:
    whole = ChartSpec(
        kind=Kind.LINE,
        x="month",
        y=("flights", "arrivals"),
        by="airline",
        aggregation=Aggregation.MEAN,
        grain=Grain.YEAR,
    )
    assert to_address(whole) == [
        *(("kind", "line"), ("x", "month"), ("y", "flights"), ("y", "arrivals"), ("by", "airline"), ("agg", "mean")),
        *(("grain", "year"), ("sort", "largest"), ("limit", "20")),
    ]
    assert to_address(ChartSpec(kind=Kind.MAP)) == [
        ("kind", "map"),
        ("agg", "count"),
        ("sort", "largest"),
        ("limit", "20"),
    ]


def test_a_family_lies_along_x_without_numbers_of_its_own() -> None:
    asked = {"kind": ["bar"], "x": [ACROSS], "y": ["m1"], "by": ["nation"], "grain": ["year"]}
    chosen = from_address(asked, [NATION, *MONTHS], 99)
    assert (chosen.kind, chosen.x, chosen.y, chosen.by, chosen.grain) == (Kind.BAR, ACROSS, (), "nation", None)
