"""Steps of time as a chart's labels say them, and all those between two labels."""

from collections.abc import Iterator
from datetime import datetime
from typing import Any

import pytest

from naru.data.query.core.chart_steps import every_step, label_of
from naru.data.query.core.charts import Grain

MOMENT = datetime(2021, 8, 12, 9, 5)  # noqa: DTZ001 - city time, as it comes from the engine
EARLY = datetime(1, 1, 2, 3, 4)  # noqa: DTZ001


@pytest.mark.parametrize(
    ("key", "grain", "label"),
    [
        (None, Grain.YEAR, None),
        (None, None, None),
        ("중구", None, "중구"),
        (7, None, "7"),
        (7, Grain.YEAR, "0007"),
        (2021, Grain.YEAR, "2021"),
        (MOMENT, Grain.HOUR, "2021-08-12 09:05"),
        (MOMENT, Grain.DAY, "2021-08-12"),
        (MOMENT, Grain.MONTH, "2021-08"),
        (MOMENT, Grain.QUARTER, "2021-Q3"),
        (MOMENT, Grain.YEAR, "2021"),
        (EARLY, Grain.HOUR, "0001-01-02 03:04"),
        (EARLY, Grain.DAY, "0001-01-02"),
        (EARLY, Grain.MONTH, "0001-01"),
        (EARLY, Grain.QUARTER, "0001-Q1"),
        (EARLY, Grain.YEAR, "0001"),
    ],
)
def test_a_label_is_cut_to_its_grain(key: Any, grain: Grain | None, label: str | None) -> None:
    assert label_of(key, grain) == label


@pytest.mark.parametrize(("month", "quarter"), [(1, 1), (3, 1), (4, 2), (6, 2), (7, 3), (9, 3), (10, 4), (12, 4)])
def test_three_months_are_a_quarter(month: int, quarter: int) -> None:
    assert label_of(MOMENT.replace(month=month), Grain.QUARTER) == f"2021-Q{quarter}"


@pytest.mark.parametrize(
    ("grain", "first", "last", "steps"),
    [
        (Grain.YEAR, "0999", "1001", ["0999", "1000", "1001"]),
        (Grain.YEAR, "1968", "1970", ["1968", "1969", "1970"]),
        (Grain.QUARTER, "2020-Q3", "2021-Q2", ["2020-Q3", "2020-Q4", "2021-Q1", "2021-Q2"]),
        (Grain.QUARTER, "0999-Q4", "1000-Q1", ["0999-Q4", "1000-Q1"]),
        (Grain.MONTH, "2020-11", "2021-02", ["2020-11", "2020-12", "2021-01", "2021-02"]),
        (Grain.MONTH, "0001-12", "0002-01", ["0001-12", "0002-01"]),
        (Grain.DAY, "2020-02-28", "2020-03-01", ["2020-02-28", "2020-02-29", "2020-03-01"]),
        (Grain.DAY, "1969-12-31", "1970-01-01", ["1969-12-31", "1970-01-01"]),
        (Grain.DAY, "9999-12-31", "9999-12-31", ["9999-12-31"]),
        (Grain.HOUR, "2021-12-31 22:00", "2022-01-01 00:00", ["2021-12-31 22:00", "2021-12-31 23:00", "2022-01-01 00:00"]),
        (Grain.HOUR, "9999-12-31 23:00", "9999-12-31 23:00", ["9999-12-31 23:00"]),
    ],
)  # fmt: skip
def test_every_step_from_the_first_to_the_last_is_there(grain: Grain, first: str, last: str, steps: list[str]) -> None:
    made = every_step([first, last], grain)
    assert isinstance(made, Iterator)
    assert list(made) == steps


@pytest.mark.parametrize(
    ("labels", "grain", "count"),
    [
        (["2000", "2005", "2010", "2020"], Grain.YEAR, 5),  # a census: 2015 is a gap
        (["2000", "2005", "2010"], Grain.YEAR, 11),  # two distances make no rhythm
        (["2025-01-06", "2025-01-13", "2025-01-20", "2025-02-03"], Grain.DAY, 5),
        (["2025-01-06", "2025-01-13", "2025-01-20", "2025-01-21"], Grain.DAY, 16),
        (["2025-01-01 00:00", "2025-01-01 03:00", "2025-01-01 06:00", "2025-01-01 12:00"], Grain.HOUR, 5),
        (["2025-Q1", "2025-Q2"], Grain.QUARTER, 2),
    ],
)
def test_a_wider_rhythm_is_the_step(labels: list[str | None], grain: Grain, count: int) -> None:
    steps = list(every_step(labels, grain))
    assert (len(steps), steps[0], steps[-1]) == (count, labels[0], labels[-1])
