"""Which columns' names are the steps of a scale."""

import pytest

from naru.data.query.core.charts import (
    Kind,
    choose_chart,
)
from naru.data.query.core.column_families import family
from tests.chart_columns import column


@pytest.mark.parametrize(
    ("names", "kind"),
    [
        (["05시-06시", "06시-07시", "07시-08시", "24시-25시"], Kind.LINE),
        (["2021", "2022년", "2023년", "2024년"], Kind.LINE),
        (["2024.01", "2024.02", "2024.03", "2024.04"], Kind.LINE),
        (["1분기", "2분기", "3분기", "4분기"], Kind.LINE),
        (["2013년도 이전", "2014년", "2015년", "2016년"], Kind.LINE),
        (["0-9세", "10대", "20대", "60세 이상"], Kind.BAR),
    ],
)
def test_columns_named_by_the_steps_of_a_scale_are_a_family(names: list[str], kind: Kind) -> None:
    assert choose_chart([column(name, "integer", 90) for name in names], 100).kind is kind


@pytest.mark.parametrize("names", [["1월", "2월", "3월"], ["2021 / 수출", "2021 / 수입", "2022 / 수출", "2022 / 수입"]])
def test_other_columns_are_none(names: list[str]) -> None:
    assert family([column(name, "integer", 90) for name in names]) is None
