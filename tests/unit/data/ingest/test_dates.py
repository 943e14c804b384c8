"""Dates and times as Koreans write them; the table below is the specification. Instants are in UTC."""

from datetime import UTC, date, datetime, time

import pytest

from naru.data.catalogue.core.columns import ColumnType
from naru.data.ingest.core.dates import parse

T = ColumnType
READ = [
    ("2005.01", T.MONTH, date(2005, 1, 1)),
    ("2021년 8월", T.MONTH, date(2021, 8, 1)),
    ("2021-08", T.MONTH, date(2021, 8, 1)),
    ("202108", T.MONTH, date(2021, 8, 1)),
    ("2023.08 p)", T.MONTH, date(2023, 8, 1)),
    ("2017.1/4", T.QUARTER, date(2017, 1, 1)),
    ("2021년 3분기", T.QUARTER, date(2021, 7, 1)),
    ("21년 4분기", T.QUARTER, date(2021, 10, 1)),
    ("2021년 2/4분기", T.QUARTER, date(2021, 4, 1)),
    ("2021. 2/4 p)", T.QUARTER, date(2021, 4, 1)),
    ("2021년도 제3분기", T.QUARTER, date(2021, 7, 1)),
    ("2019 Ⅳ/4", T.QUARTER, date(2019, 10, 1)),
    ("2021-Q3", T.QUARTER, date(2021, 7, 1)),
    ("2021 3Q", T.QUARTER, date(2021, 7, 1)),
    ("2021", T.YEAR, date(2021, 1, 1)),
    ("2021년", T.YEAR, date(2021, 1, 1)),
    ("2021-08-12", T.DATE, date(2021, 8, 12)),
    ("21.8.12.", T.DATE, date(2021, 8, 12)),
    ("87.6.29", T.DATE, date(1987, 6, 29)),
    ("2021. 8. 12.", T.DATE, date(2021, 8, 12)),
    ("2021. 8. 12. (목)", T.DATE, date(2021, 8, 12)),
    ("2021년 8월 12일", T.DATE, date(2021, 8, 12)),
    ("20210812", T.DATE, date(2021, 8, 12)),
    ("2021-08-12 오후 3:05", T.DATETIME, datetime(2021, 8, 12, 6, 5, tzinfo=UTC)),
    ("2021-08-12 15:05:07", T.DATETIME, datetime(2021, 8, 12, 6, 5, 7, tzinfo=UTC)),
    ("2021-08-12T03:05:07Z", T.DATETIME, datetime(2021, 8, 12, 3, 5, 7, tzinfo=UTC)),
    ("2021-08-12T03:05:07+02:00", T.DATETIME, datetime(2021, 8, 12, 1, 5, 7, tzinfo=UTC)),
    ("1987-07-01 12:00", T.DATETIME, datetime(1987, 7, 1, 2, 0, tzinfo=UTC)),  # Seoul's summer time
    ("20210812150500", T.DATETIME, datetime(2021, 8, 12, 6, 5, tzinfo=UTC)),
    ("2024-05-01 24:00", T.DATETIME, datetime(2024, 5, 1, 15, 0, tzinfo=UTC)),
    ("202412312400", T.DATETIME, datetime(2024, 12, 31, 15, 0, tzinfo=UTC)),
    ("2024050113", T.DATETIME, datetime(2024, 5, 1, 4, 0, tzinfo=UTC)),
    ("24:00", T.TIME, "24:00:00"),
    ("오후 3:05", T.TIME, time(15, 5)),
    ("오전 12:30", T.TIME, time(0, 30)),
    ("15시 30분", T.TIME, time(15, 30)),
]


@pytest.mark.parametrize(("text", "kind", "value"), READ)
def test_moment_is_read(text: str, kind: ColumnType, value: date | datetime | time | str) -> None:
    moment = parse(text)
    assert moment is not None
    assert (moment.type, moment.value) == (kind, value)


@pytest.mark.parametrize(
    "text",
    [
        "",
        "-",
        "2021-13-01",
        "2021-02-30",
        "2017.5/4",
        "2021.1/5",
        "2021년 5분기",
        "3/4",
        "3분기",
        "3.14",
        "12.5",
        "25:00",
        "오후 13:05",
        "1234567",
        "해운대",
    ],
)
def test_text_is_no_moment(text: str) -> None:
    assert parse(text) is None
