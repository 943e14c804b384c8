"""Which columns' names are the steps of a scale."""

from dataclasses import replace

import pytest

from naru.data.catalogue.core.columns import Column, ColumnType
from naru.data.query.core.column_families import ACROSS, family
from tests.chart_columns import column


def numbers(*names: str) -> list[Column]:
    return [column(name, "integer", 90) for name in names]


@pytest.mark.parametrize(
    ("names", "scale", "is_time"),
    [
        (["1월", "2월", "3월", "12월"], "month", True),
        (["2024년 1월", "2024년2월", "2024 3월", "20244월"], "month", True),
        (["2024.01", "2024-02", "2024.3", "1999.12"], "month", True),
        (["1분기", "2 분기", "3/4분기", "2024년 4분기"], "quarter", True),
        (["2021", "2022년", "2023년도", "1999 년"], "year", True),
        (["2013년도 이전", "2014년", "2015년", "2016 이후"], "year", True),
        (["월", "화요일", "토", "일요일"], "weekday", True),
        (["05시-06시", "06시~7시", "07시 – 08시", "24시"], "hour", True),
        (["0-9세", "10대", "20 대", "60세 이상"], "age", False),
        (["19세 이하", "20~29세", "30세미만", "100세 초과"], "age", False),
    ],
)
def test_columns_named_by_the_steps_of_a_scale_are_a_family(names: list[str], scale: str, is_time: bool) -> None:
    found = family(numbers(*names))
    assert found is not None
    assert (found.scale.words.en, found.scale.is_time) == (scale, is_time)
    assert [one.name for one in found.columns] == names


@pytest.mark.parametrize(
    "names",
    [
        ["1월", "2월", "3월"],
        ["2021 / 수출", "2021 / 수입", "2022 / 수출", "2022 / 수입"],
        ["1월분", "2월분", "3월분", "4월분"],
        ["2100", "2101", "2102", "2103"],
        ["5분기", "6분기", "7분기", "8분기"],
        ["001시", "002시", "003시", "004시"],
        ["1월", "2월", "1분기", "2분기"],
    ],
)
def test_other_columns_are_none(names: list[str]) -> None:
    assert family(numbers(*names)) is None


@pytest.mark.parametrize(("count", "is_family"), [(3, False), (4, True), (5, True)])
def test_four_make_a_family(count: int, is_family: bool) -> None:
    assert (family(numbers(*(f"{n}월" for n in range(1, count + 1)))) is not None) is is_family


def test_only_numbers_of_one_unit_are_a_family() -> None:
    months = numbers("1월", "2월", "3월", "4월")
    other = [replace(one, type=ColumnType.DECIMAL) for one in months]
    assert family([months[0], *other[1:]]) is not None
    assert family([replace(months[0], type=ColumnType.TEXT), *months[1:]]) is None
    assert family([replace(months[0], unit="명"), *months[1:]]) is None
    assert family([replace(one, unit="명") for one in months]) is not None


def test_a_family_is_named_from_where_to_where_it_goes() -> None:
    found = family(
        [replace(one, name=f"{one.name} (명)", unit="명") for one in numbers("1월", "2월", "3월", "4월", "5월")]
    )
    assert found is not None
    assert found.name == "1월 – 5월"
    assert found.as_column == Column(name="1월 – 5월", alias=ACROSS, type=ColumnType.TEXT, distinct=5)
