"""SQL answers read as columns, the code that asks them again, and first questions to a table."""

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
