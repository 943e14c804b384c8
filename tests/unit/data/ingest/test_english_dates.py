"""English dates and the zones that programs write beside them; instants are in UTC."""

from datetime import UTC, date, datetime, timedelta

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.data.catalogue.core.columns import ColumnType
from naru.data.ingest.core.dates import days_first, has_year_last, parse

T = ColumnType
DAY = date(2011, 10, 24)
READ = [
    ("24 October 2011", T.DATE, DAY), ("24 Oct 2011", T.DATE, DAY), ("24th of October, 2011", T.DATE, DAY),
    ("24-Oct-11", T.DATE, DAY), ("24-Oct-2011", T.DATE, DAY), ("24/Oct/2011", T.DATE, DAY), ("24.Oct.2011", T.DATE, DAY),
    ("Oct 24, 2011", T.DATE, DAY), ("October 24 2011", T.DATE, DAY), ("Oct. 24, 2011", T.DATE, DAY),
    ("Oct 24,2011", T.DATE, DAY), ("2011-Oct-24", T.DATE, DAY), ("OCT 24, 2011", T.DATE, DAY),
    ("Mon Oct 24 2011", T.DATE, DAY), ("Monday, October 24, 2011", T.DATE, DAY), ("Mon, 24 Oct 2011", T.DATE, DAY),
    ("Sept 3, 2012", T.DATE, date(2012, 9, 3)), ("3 May 2012", T.DATE, date(2012, 5, 3)),
    ("October 2011", T.MONTH, date(2011, 10, 1)), ("Oct-2011", T.MONTH, date(2011, 10, 1)), ("May 2012", T.MONTH, date(2012, 5, 1)),
    ("Fri, 11 Oct 2024 14:30:00 +0000", T.DATETIME, datetime(2024, 10, 11, 14, 30, tzinfo=UTC)),
    ("Fri, 11 Oct 2024 14:30:00 GMT", T.DATETIME, datetime(2024, 10, 11, 14, 30, tzinfo=UTC)),
    ("11 Oct 2024 14:30", T.DATETIME, datetime(2024, 10, 11, 5, 30, tzinfo=UTC)),
    ("Oct 11, 2024, 2:30 PM", T.DATETIME, datetime(2024, 10, 11, 5, 30, tzinfo=UTC)),
    ("Oct 11, 2024 at 2:30 pm", T.DATETIME, datetime(2024, 10, 11, 5, 30, tzinfo=UTC)),
    ("Thu Aug 12 2021 10:00:00 GMT+0900 (KST)", T.DATETIME, datetime(2021, 8, 12, 1, 0, tzinfo=UTC)),
    ("Thu Aug 12 10:00:00 2021", T.DATETIME, datetime(2021, 8, 12, 1, 0, tzinfo=UTC)),
    ("Thu Aug 12 10:00:00 UTC 2021", T.DATETIME, datetime(2021, 8, 12, 10, 0, tzinfo=UTC)),
]  # fmt: skip


@pytest.mark.parametrize(("text", "kind", "value"), READ)
def test_an_english_date_is_read(text: str, kind: ColumnType, value: date | datetime) -> None:
    moment = parse(text)
    assert moment is not None
    assert (moment.type, moment.value, moment.numeric) == (kind, value, False)


@pytest.mark.parametrize(
    "text",
    [
        "May", "March", "Mon", "Oct 24", "October", "31 Feb 2012", "24 Octo 2011", "May be 2012", "Oct-11", "24 Oct",
        "Decimal 12 2011", "Sunday", "24 10 2011", "Oct 24, 11", "Oct 32, 2011", "Apple 24 2011", "Jan 5 km 2011",
        "Fri, 11 Oct 2024 25:30:00 +0000", "Fri, 11 Oct 2024 14:30:00 +2500",
    ],
)  # fmt: skip
def test_other_english_is_no_date(text: str) -> None:
    assert parse(text) is None


ZONES = [
    ("2023-11-21T10:00:00Z", 10, 0), ("2023-11-21 10:00:00 UTC", 10, 0), ("2023-11-21T19:00:00+09:00", 10, 0),
    ("2023-11-21 19:00:00+09", 10, 0), ("2023-11-21 19:00:00 +0900", 10, 0), ("2023-11-21 19:00 KST", 10, 0),
    ("2023-11-21 19:00", 10, 0), ("2023-11-21T04:30:00-05:30", 10, 0), ("2023-11-21T23:59:00+13:59", 10, 0),
    ("2023-11-21 10:00 GMT", 10, 0), ("2023-11-21 19:00:00 GMT+9:00", None, 0), ("2023-11-21 10:00:00+14:01", None, 0),
    ("2023-11-21 10:00:00+0960", None, 0), ("2023-11-21 10:00:00-15", None, 0), ("2023-11-21 09:00-12:00", None, 0),
    ("2023-11-21T05:00-05:00", 10, 0), ("2023-11-21 05:00:00-05:00", 10, 0), ("2023-11-21 09:00~12:00", None, 0),
]  # fmt: skip


@pytest.mark.parametrize(("text", "hour", "minute"), ZONES)
def test_a_zone_makes_the_instant(text: str, hour: int | None, minute: int) -> None:
    moment = parse(text)
    wanted = None if hour is None else datetime(2023, 11, 21, hour, minute, tzinfo=UTC)
    assert (moment and moment.value) == wanted


YEAR_LAST = [
    ("13/01/2024", True), ("01/13/2024", False), ("02/03/2024", None), ("12/12/2024", None), ("13.01.2024", True),
    ("1-13-2024 10:30", False), ("13/13/2024", None), ("2024/01/13", None), ("13/01/24", None), ("13/01-2024", None),
]  # fmt: skip


@pytest.mark.parametrize(("text", "first"), YEAR_LAST)
def test_a_number_above_twelve_is_the_days(text: str, first: bool | None) -> None:
    assert days_first(text) is first


@pytest.mark.parametrize(
    ("text", "yes"), [("02/03/2024", True), ("2/3/2024", True), ("2/3/24", False), ("2024/2/3", False), ("", False)]
)
def test_a_year_at_the_end_is_seen(text: str, yes: bool) -> None:
    assert has_year_last(text) is yes


@given(st.datetimes(datetime(1990, 1, 1), datetime(2100, 1, 1)), st.integers(-14 * 60, 14 * 60))  # noqa: DTZ001
def test_instants_survive_with_their_offset(instant: datetime, minutes: int) -> None:
    local = instant.replace(microsecond=0)
    offset = f"{'-' if minutes < 0 else '+'}{abs(minutes) // 60:02}{abs(minutes) % 60:02}"
    wanted = local.replace(tzinfo=UTC) - timedelta(minutes=minutes)
    for form in ("%Y-%m-%d %H:%M:%S", "%a, %d %b %Y %H:%M:%S", "%b %d, %Y %H:%M:%S"):
        moment = parse(f"{local.strftime(form)} {offset}")
        assert moment is not None
        assert moment.value == wanted


@given(st.dates(date(1900, 1, 1), date(2100, 12, 31)), st.sampled_from("/-."), st.booleans())
def test_days_survive_either_order(day: date, mark: str, first: bool) -> None:
    written = f"%d{mark}%m{mark}%Y" if first else f"%m{mark}%d{mark}%Y"
    moment = parse(day.strftime(written), day_first=first)
    assert moment is not None
    assert (moment.type, moment.value) == (T.DATE, day)
    assert parse(day.strftime(written)) is None
