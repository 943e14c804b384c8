"""SQL answers read as columns, the code that asks them again, and first questions to a table."""

from dataclasses import replace
from typing import Any

import pytest

from naru.data.catalogue.core.columns import Column, ColumnType, Meaning
from naru.data.query.core.answers import read_answer
from naru.data.query.core.chart_tables import chart_data
from naru.data.query.core.charts import Kind, choose_chart
from naru.data.query.core.values import ResultColumn, SqlResult

FEE = Column(name="요금", alias="fee", type=ColumnType.INTEGER, unit="원", meaning=Meaning.MONEY, distinct=5)


def result(columns: list[tuple[str, str]], rows: list[list[Any]]) -> SqlResult:
    named = tuple(ResultColumn(name=name, type=kind) for name, kind in columns)
    return SqlResult(columns=named, rows=rows, seconds=0.01, truncated=False)


@pytest.mark.parametrize(
    ("name", "kind", "values", "type_"),
    [
        ("연도", "integer", [2019, 2020], ColumnType.YEAR),
        ("연도", "integer", [1, 2], ColumnType.INTEGER),
        ("합", "integer", [1 << 70], ColumnType.DECIMAL),
        ("일자", "date", ["2021-08-12", None], ColumnType.DATE),
        ("월", "date", ["2021-08-01", "2021-09-01"], ColumnType.MONTH),
        ("월", "datetime", ["2021-08-01T00:00:00", "2021-09-01T00:00:00"], ColumnType.MONTH),
        ("시각", "datetime", ["2021-08-01T09:30:00+09:00"], ColumnType.DATETIME),
        ("시각", "datetime", ["infinity"], ColumnType.TEXT),
        ("목록", "json", [[1, 2], {"가": 1}], ColumnType.TEXT),
        ("빈 것", "decimal", [], ColumnType.DECIMAL),
    ],
)
def test_an_answers_columns_are_typed(name: str, kind: str, values: list[Any], type_: ColumnType) -> None:
    answer = read_answer(result([(name, kind)], [[value] for value in values]))
    assert answer.columns[0].type is type_
    assert answer.rows == len(values)


def test_a_sum_has_the_unit_of_what_was_summed() -> None:
    answer = read_answer(
        result([("요금", "integer"), ("sum(요금)", "decimal"), ("n", "integer")], [[1, 2.0, 3]]), [FEE]
    )
    assert [column.unit for column in answer.columns] == ["원", "원", None]
    assert answer.columns[0].meaning is Meaning.MONEY


def test_two_columns_of_one_name_are_both_kept() -> None:
    answer = read_answer(result([("가", "integer"), ("가", "text")], [[1, "나"]]))
    assert answer.table.to_pylist() == [{"c1": 1, "c2": "나"}]


def test_an_answer_is_charted_like_a_table() -> None:
    rows = [[f"2021-{month:02d}-01", month * 10] for month in range(1, 13)]
    answer = read_answer(result([("월", "date"), ("방문객", "integer")], rows))
    spec = choose_chart(answer.columns, answer.rows)
    assert spec.kind is Kind.LINE
    assert chart_data(answer.expression(), spec, answer.columns, answer.run).series[0].values[:2] == (10.0, 20.0)


@pytest.mark.parametrize(
    ("name", "kind", "values", "type_"),
    [
        ("연도", "integer", [1000, 2999, None], ColumnType.YEAR),
        ("연도", "integer", [999], ColumnType.INTEGER),
        ("연도", "integer", [3000], ColumnType.INTEGER),
        ("사업연도", "integer", [2020], ColumnType.YEAR),
        ("Year", "integer", [2020], ColumnType.YEAR),
        ("합", "integer", [(1 << 63) - 1, -(1 << 63)], ColumnType.INTEGER),
        ("합", "integer", [1 << 63], ColumnType.DECIMAL),
        ("합", "integer", [1, "9223372036854775808"], ColumnType.TEXT),
        ("합", "integer", [-(1 << 63) - 1], ColumnType.DECIMAL),
        ("합", "decimal", [1.5, None], ColumnType.DECIMAL),
        ("합", "decimal", ["1.5x"], ColumnType.TEXT),
        ("운영", "boolean", [True, None], ColumnType.BOOLEAN),
        ("월", "date", ["2021-08-02"], ColumnType.DATE),
        ("month", "date", ["2021-08-01", None], ColumnType.MONTH),
        ("분기", "date", ["2021-07-01"], ColumnType.QUARTER),
        ("분기", "date", ["2021-08-01"], ColumnType.DATE),
        ("날", "date", ["2021-08-01"], ColumnType.DATE),
        ("날", "date", ["10000-01-01"], ColumnType.TEXT),
        ("날", "datetime", ["2021-08-01T00:00:00", None], ColumnType.DATE),
        ("날", "datetime", ["2021-08-01T00:00:00", "2021-08-01T00:00:01"], ColumnType.DATETIME),
        ("날", "datetime", [None], ColumnType.DATETIME),
        ("날", "datetime", ["2021-07-31T15:00:00+00:00"], ColumnType.DATE),
        ("날", "datetime", ["9999-12-31T23:59:59+00:00"], ColumnType.DATETIME),
    ],
)
def test_a_column_has_the_type_that_holds_all_its_values(
    name: str, kind: str, values: list[Any], type_: ColumnType
) -> None:
    answer = read_answer(result([(name, kind)], [[value] for value in values]))
    assert answer.columns[0].type is type_
    assert answer.columns[0].nulls == values.count(None)
    assert answer.columns[0].distinct == len({value for value in values if value is not None})


def test_instants_are_of_the_city_where_no_offset_is_said() -> None:
    rows = [["2021-08-12T09:30:00", "2021-08-12T00:30:00+00:00"]]
    [row] = read_answer(result([("a", "datetime"), ("b", "datetime")], rows)).table.to_pylist()
    assert row["c1"] == row["c2"]
    assert row["c1"].isoformat() == "2021-08-12T00:30:00+00:00"


def test_ends_of_days_are_known_and_of_numbers_not() -> None:
    rows = [["2021-08-12", 7], ["2020-01-02", 9], [None, None]]
    day, number = read_answer(result([("날", "date"), ("수", "integer")], rows)).columns
    assert day.profile is not None
    assert (day.profile.minimum, day.profile.maximum, number.profile) == ("2020-01-02", "2021-08-12", None)


MONTH = Column(name="기준", alias="m", type=ColumnType.MONTH, distinct=9)


@pytest.mark.parametrize(
    ("days", "asked", "type_"),
    [
        (["2021-08-01"], MONTH, ColumnType.MONTH),
        (["2021-08-02"], MONTH, ColumnType.DATE),
        (["2021-07-01"], replace(MONTH, type=ColumnType.QUARTER), ColumnType.QUARTER),
        (["2021-08-01"], replace(MONTH, type=ColumnType.QUARTER), ColumnType.DATE),
        (["2021-08-01"], replace(MONTH, type=ColumnType.DATE), ColumnType.DATE),
        (["2021-08-01"], replace(MONTH, name="다른"), ColumnType.DATE),
    ],
)
def test_days_out_of_a_column_of_months_are_months(days: list[str], asked: Column, type_: ColumnType) -> None:
    assert read_answer(result([("기준", "date")], [[day] for day in days]), [asked]).columns[0].type is type_


@pytest.mark.parametrize(
    ("name", "kind", "unit", "meaning"),
    [
        ("요금", "integer", "원", Meaning.MONEY),
        ("요금", "decimal", "원", Meaning.MONEY),
        ("요금", "text", None, None),
        *((f"{word}(요금)", "decimal", "원", None) for word in ("sum", "avg", "min", "max", "median", "MEAN", "round")),
        ('sum("요금")', "decimal", "원", None),
        ("count(요금)", "integer", None, None),
        ("lat", "decimal", None, Meaning.LATITUDE),
        ("위도", "decimal", None, Meaning.LATITUDE),
        ("LNG", "decimal", None, Meaning.LONGITUDE),
        ("x좌표", "integer", None, Meaning.LONGITUDE),
        ("lat", "text", None, None),
        ("다른", "decimal", None, None),
    ],
)
def test_a_column_has_the_unit_and_meaning_of_what_it_is_named_for(
    name: str, kind: str, unit: str | None, meaning: Meaning | None
) -> None:
    value = {"integer": 1, "decimal": 1.5, "text": "a"}[kind]
    column = read_answer(result([(name, kind)], [[value]]), [replace(FEE, epsg=5186)]).columns[0]
    assert (column.unit, column.meaning) == (unit, meaning)
    assert column.epsg == (5186 if name == "요금" else None)


def test_values_that_are_no_texts_become_json() -> None:
    answer = read_answer(result([("a", "json")], [[["가", 1]], [None], ["b"]]))
    assert answer.table.column("c1").to_pylist() == ['["가", 1]', None, "b"]
    assert read_answer(result([("a", "integer"), ("b", "text")], [])).rows == 0
