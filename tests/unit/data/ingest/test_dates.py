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
    ("1989-01-01 00:00", T.DATETIME, datetime(1988, 12, 31, 15, 0, tzinfo=UTC)),
    ("1988-12-31 00:00", T.DATETIME, datetime(1988, 12, 30, 15, 0, tzinfo=UTC)),
    ("1988-07-01 12:00", T.DATETIME, datetime(1988, 7, 1, 2, 0, tzinfo=UTC)),
    ("1988-10-09 12:00", T.DATETIME, datetime(1988, 10, 9, 3, 0, tzinfo=UTC)),
    ("1960-01-01 12:00", T.DATETIME, datetime(1960, 1, 1, 3, 30, tzinfo=UTC)),
    ("1961-12-31 12:00", T.DATETIME, datetime(1961, 12, 31, 3, 0, tzinfo=UTC)),
    ("1000", T.YEAR, date(1000, 1, 1)),
    ("2200", T.YEAR, date(2200, 1, 1)),
    ("100001", T.MONTH, date(1000, 1, 1)),
    ("220012", T.MONTH, date(2200, 12, 1)),
    ("10000101", T.DATE, date(1000, 1, 1)),
    ("22001231", T.DATE, date(2200, 12, 31)),
    ("2200123100", T.DATETIME, datetime(2200, 12, 30, 15, 0, tzinfo=UTC)),
    ("202108121505", T.DATETIME, datetime(2021, 8, 12, 6, 5, tzinfo=UTC)),
    ("20210812150507", T.DATETIME, datetime(2021, 8, 12, 6, 5, 7, tzinfo=UTC)),
    ("1000.01", T.MONTH, date(1000, 1, 1)),
    ("2200-12", T.MONTH, date(2200, 12, 1)),
    ("21년 8월", T.MONTH, date(2021, 8, 1)),
    ("50.1.1", T.DATE, date(2050, 1, 1)),
    ("51.1.1", T.DATE, date(1951, 1, 1)),
    ("00.1.1", T.DATE, date(2000, 1, 1)),
    ("2200년 4분기", T.QUARTER, date(2200, 10, 1)),
    ("1000년 1분기", T.QUARTER, date(1000, 1, 1)),
    ("2021 2q", T.QUARTER, date(2021, 4, 1)),
    ("2021년 Ⅱ분기", T.QUARTER, date(2021, 4, 1)),
    ("2200년", T.YEAR, date(2200, 1, 1)),
    ("2021년도", T.YEAR, date(2021, 1, 1)),
    ("２０２１", T.YEAR, date(2021, 1, 1)),
    ("'21.8.12.", T.DATE, date(2021, 8, 12)),
    ("’21.8.12.", T.DATE, date(2021, 8, 12)),
    ("\u3000 2021-08-12 ", T.DATE, date(2021, 8, 12)),
    ("2021-08-12 목요일", T.DATE, date(2021, 8, 12)),
    ("2021-08-12" + " " * 38, T.DATE, date(2021, 8, 12)),
    ("2021-08-12 e)", T.DATE, date(2021, 8, 12)),
    ("2021-08-12T03:05:07+0900", T.DATETIME, datetime(2021, 8, 11, 18, 5, 7, tzinfo=UTC)),
    ("2021-08-12 15:05:07.25", T.DATETIME, datetime(2021, 8, 12, 6, 5, 7, 250_000, tzinfo=UTC)),
    ("2021-08-12 15:05:07.9999999", T.DATETIME, datetime(2021, 8, 12, 6, 5, 7, 999_999, tzinfo=UTC)),
    ("2021-08-12 15시", T.DATETIME, datetime(2021, 8, 12, 6, 0, tzinfo=UTC)),
    ("2021-08-12 12:00 AM", T.DATETIME, datetime(2021, 8, 11, 15, 0, tzinfo=UTC)),
    ("2021-08-12 12:00 pm", T.DATETIME, datetime(2021, 8, 12, 3, 0, tzinfo=UTC)),
    ("2021-08-12 PM 1:00", T.DATETIME, datetime(2021, 8, 12, 4, 0, tzinfo=UTC)),
    ("2021-08-12 24:00:00.0", T.DATETIME, datetime(2021, 8, 12, 15, 0, tzinfo=UTC)),
    ("24:00:00", T.TIME, "24:00:00"),
    ("24시", T.TIME, "24:00:00"),
    ("23:59:59", T.TIME, time(23, 59, 59)),
    ("0:00", T.TIME, time()),
    ("오후 12:00", T.TIME, time(12)),
    ("오전 1:00", T.TIME, time(1)),
    ("11:00 pm", T.TIME, time(23)),
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
        "0999",
        "2201",
        "099912",
        "220101",
        "09991231",
        "22010101",
        "2201010100",
        "09990101000000",
        "20210812150",
        "0999.01",
        "2201-01",
        "2201년 1분기",
        "0999년 1분기",
        "2201년",
        "0999년",
        "20211301",
        "202113",
        "2024.13",
        "2024-05-01 24:01",
        "2024-05-01 24:00:01",
        "2024-05-01 24:00:00.5",
        "오전 24:00",
        "24:00 pm",
        "24:30",
        "23:60",
        "오후 0:30",
        "am 13:00",
        "2021-08-12 오후 13:00",
        "2021-08-12" + " " * 39,
        "2021-08.12",
        "목요일",
        "2021-08-12 (목",
        "2021-08-12 x)",
    ],
)
def test_text_is_no_moment(text: str) -> None:
    assert parse(text) is None


@pytest.mark.parametrize(
    ("text", "numeric"),
    [
        ("2021", True), ("202108", True), ("20210812", True), ("2021081215", True), ("2005.01", True),
        ("2005.1", True), ("21.8.12", True), ("21.8.12.", False), ("2021.8.12", False), ("21-8-12", False),
        ("2005-01", False), ("2005.01.", False), ("2021년", False), ("2021.1/4", False), ("15:00", False),
    ],
)  # fmt: skip
def test_writing_that_could_be_a_number_is_known(text: str, numeric: bool) -> None:
    moment = parse(text)
    assert moment is not None
    assert moment.numeric is numeric
