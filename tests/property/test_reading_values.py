"""Round trips of numbers and dates, and the SQL that reads columns against the pure rules that it stands for."""

from datetime import UTC, date, datetime, timedelta
from decimal import Decimal
from typing import Any

import duckdb
import pyarrow as pa
from hypothesis import given, settings
from hypothesis import strategies as st

from naru.data.catalogue.core.columns import ColumnType
from naru.data.ingest.core import dates
from naru.data.ingest.core.type_inference import FAST, over
from naru.data.ingest.core.type_rules import parsed, value_as
from naru.data.ingest.core.writing_styles import PLAIN, Style
from naru.data.tables.core import numbers

WHOLE = st.integers(-(2**63), 2**63 - 1)
DECIMALS = st.decimals(allow_nan=False, allow_infinity=False, places=3, min_value=-(10**12), max_value=10**12)
DAYS = st.dates(date(1900, 1, 1), date(2100, 12, 31))
INSTANTS = st.datetimes(datetime(1900, 1, 1), datetime(2100, 1, 1), timezones=st.just(dates.CITY_ZONE))  # noqa: DTZ001
EARLY = st.datetimes(datetime(1986, 1, 1), datetime(1989, 12, 31), timezones=st.just(dates.CITY_ZONE))  # noqa: DTZ001
SCRAPS = st.text(st.sampled_from("0123456789,.-+ △%()원천만억년월일시:TZ오전후eE/　０１Ａ"), max_size=14)
NEAR = st.one_of(
    SCRAPS,
    WHOLE.map(str),
    WHOLE.map("{:,}".format),
    DECIMALS.map(str),
    DECIMALS.map("{:,}".format),
    DECIMALS.map(lambda value: f"{value:,}".translate(str.maketrans(",.", ".,"))),
    DAYS.map(str),
    INSTANTS.map(lambda instant: instant.strftime("%Y-%m-%d %H:%M:%S")),
    INSTANTS.map(lambda instant: instant.strftime("%Y-%m-%dT%H:%M")),
    EARLY.map(lambda instant: instant.strftime("%Y-%m-%d %H:%M")),  # around the last of Seoul's summer times
)


@given(WHOLE, st.sampled_from(["{}", "{:,}", " {} ", "{:,}건"]))
def test_whole_numbers_survive_being_written(value: int, form: str) -> None:
    number = numbers.parse(form.format(value))
    assert number is not None
    assert number.value == value


@given(st.integers(1, 10**15), st.sampled_from(["△{:,}", "({:,})", "▲{}", "-{}"]))
def test_negatives_survive_being_written(value: int, form: str) -> None:
    number = numbers.parse(form.format(value))
    assert number is not None
    assert number.value == -value


@given(DECIMALS)
def test_decimals_survive_being_written(value: Decimal) -> None:
    number = numbers.parse(f"{value:,.3f}")
    assert number is not None
    assert number.value == value


@given(st.integers(1, 9999), st.integers(0, 9999), st.integers(0, 9999))
def test_worded_numbers_add_up(eok: int, man: int, rest: int) -> None:
    text = f"{eok}억" + (f" {man}만" if man else "") + (f" {rest}" if rest else "") + "원"
    assert numbers.parse(text) == numbers.Number(eok * 10**8 + man * 10**4 + rest, "원")


@given(DAYS, st.sampled_from(["%Y-%m-%d", "%Y.%m.%d.", "%Y. %m. %d", "%Y/%m/%d", "%Y년 %m월 %d일", "%Y%m%d"]))
def test_dates_survive_being_written(day: date, form: str) -> None:
    moment = dates.parse(day.strftime(form))
    assert moment is not None
    assert (moment.type, moment.value) == (ColumnType.DATE, day)


@given(st.one_of(INSTANTS, EARLY))
def test_instants_survive_being_written(instant: datetime) -> None:
    half = "오후" if instant.hour >= 12 else "오전"
    moment = dates.parse(f"{instant:%Y-%m-%d} {half} {instant.hour % 12 or 12}:{instant:%M:%S}")
    assert moment is not None
    assert moment.value == instant.replace(microsecond=0, fold=0).astimezone(UTC)


@settings(max_examples=60)
@given(st.lists(NEAR, min_size=1, max_size=60))
def test_sql_reads_nothing_that_the_rules_read_otherwise(texts: list[str]) -> None:
    kinds = {
        "integer": ColumnType.INTEGER,
        "grouped integer": ColumnType.INTEGER,
        "decimal": ColumnType.DECIMAL,
        "comma integer": ColumnType.INTEGER,
        "comma decimal": ColumnType.DECIMAL,
        "grouped decimal": ColumnType.DECIMAL,
        "date": ColumnType.DATE,
        "datetime": ColumnType.DATETIME,
    }
    raw = pa.table({"c": texts})
    with duckdb.connect() as con:
        con.execute("SET TimeZone = 'UTC'").fetchall()
        con.register("raw", raw)
        for form, kind in kinds.items():
            expression = over(FAST[form], "c")
            if kind is ColumnType.DATETIME:
                expression = f"epoch_us({expression})"
            for text, value in con.execute(f"SELECT c, {expression} FROM raw").fetchall():
                if value is not None:
                    style = Style(comma_decimals=True) if form.startswith("comma") else PLAIN
                    assert _plain(value_as(kind, parsed(text, style))) == value, (form, text)


def _plain(value: Any) -> Any:
    if isinstance(value, datetime):
        return (value - datetime(1970, 1, 1, tzinfo=value.tzinfo)) // timedelta(microseconds=1)
    return value
