"""Values of each type, over all that a column of it can hold, edges first."""

import math
from datetime import UTC, date, datetime, timedelta

import shapely
from hypothesis import strategies as st

from naru.data.catalogue.core.columns import ColumnType

T = ColumnType
FIRST, LAST = datetime(1, 1, 1, tzinfo=UTC), datetime(9999, 12, 31, 23, 59, 59, tzinfo=UTC)
EPOCH = datetime(1970, 1, 1, tzinfo=UTC)
DAYS = st.sampled_from([date(1, 1, 1), date(9999, 12, 31), date(1969, 12, 31), date(1970, 1, 1)]) | st.dates()
MICROSECONDS = timedelta(microseconds=1)

VALUES = {
    T.INTEGER: st.sampled_from([-(1 << 63), (1 << 63) - 1, (1 << 53) + 1, 0]) | st.integers(-(1 << 63), (1 << 63) - 1) | st.integers(0, 9),
    T.DECIMAL: st.sampled_from([0.0, -0.0, math.nan, math.inf, -math.inf, 5e-324, 1.7e308, -1.7e308, 0.5]) | st.floats(width=64),
    T.BOOLEAN: st.booleans(),
    T.DATE: DAYS,
    T.MONTH: DAYS.map(lambda day: day.replace(day=1)),
    T.QUARTER: DAYS.map(lambda day: day.replace(month=(day.month - 1) // 3 * 3 + 1, day=1)),
    T.YEAR: st.sampled_from([1, 9999, -(1 << 31), (1 << 31) - 1]) | st.integers(1900, 2100),
    T.DATETIME: st.sampled_from([FIRST, LAST, EPOCH, EPOCH - MICROSECONDS, EPOCH + MICROSECONDS])
    | st.integers(0, (LAST - FIRST) // MICROSECONDS).map(lambda n: FIRST + n * MICROSECONDS),
    T.TIME: st.sampled_from(["00:00:00", "09:00:00", "15:05:00", "24:00:00"]),
    T.TEXT: st.sampled_from(["", " ", "가", "\0", "=1+1", "é", "e\u0301"]) | st.text(st.characters(exclude_categories=["Cs"]), max_size=6),
    T.GEOMETRY: st.sampled_from([shapely.Point(129, 35).wkb, shapely.Point().wkb, shapely.box(0, 0, 1, 1).wkb]),
}  # fmt: skip
