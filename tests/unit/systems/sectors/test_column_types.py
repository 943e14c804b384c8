"""Text as a profile's types: what is one, and which value SQL sees."""

from datetime import date, datetime
from functools import cache
from typing import Any

import ibis
import pyarrow as pa
import pytest

from naru.systems.sectors.core.column_types import as_date, as_value, is_of
from naru.systems.sectors.core.engine import Engine
from naru.systems.sectors.core.profiles import Type


@cache
def engine() -> Engine:
    """One for all: each question brings its own table."""
    return Engine()


def asked(text: str, expression: Any) -> Any:
    engine().take("t", pa.table({"c": pa.array([text], pa.string())}).to_reader())
    return engine().row(engine().table("t").select(c=expression(engine().table("t").c)))["c"]


@pytest.mark.parametrize(
    ("kind", "good", "bad"),
    [
        (Type.TEXT, ["", "가"], []),
        (Type.INTEGER, ["0", "-12", "+7", "9" * 18], ["", "1.0", "9" * 19, "1,000", " 1"]),
        (Type.DECIMAL, ["1", "-1.5", ".5", "1.", "1e3", "1E-300"], ["", ".", "1e", "1e1000", "nan", "1,5"]),
        (Type.DATE, ["2026-02-28", "2024-02-29"], ["2026-02-29", "2026-13-01", "20260228", "2026-2-8", "2026-02-28 "]),
        (Type.COMPACT_DATE, ["20260228"], ["20260230", "2026-02-28", "260228"]),
        (Type.MONTH, ["2026-01", "2026-12"], ["2026-00", "2026-13", "202601", "2026-1"]),
        (Type.TIME, ["00:00:00", "25:10:00", " 9:05:59", "999:00:00"], ["9:60:00", "9:05:60", "9:05", "1000:00:00"]),
        (
            Type.DATETIME,
            ["2026-02-28T09:30", "2026-02-28 09:30:00"],
            ["2026-02-30T09:30", "2026-02-28", "2026-02-28T9:30"],
        ),
        (Type.BOOLEAN, ["true", "FALSE", "0", "1", "Y", "N"], ["", "True", "yes", "2"]),
    ],
)
def test_a_text_is_of_its_type_or_not(kind: Type, good: list[str], bad: list[str]) -> None:
    for text in good:
        assert asked(text, lambda column: is_of(column, kind)), text
    for text in bad:
        assert not asked(text, lambda column: is_of(column, kind)), text


@pytest.mark.parametrize(
    ("kind", "text", "value"),
    [
        (Type.INTEGER, "-12", -12),
        (Type.INTEGER, "x", None),
        (Type.DECIMAL, "1.5", 1.5),
        (Type.DATE, "2026-02-28", date(2026, 2, 28)),
        (Type.COMPACT_DATE, "20260228", date(2026, 2, 28)),
        (Type.MONTH, "2026-02", date(2026, 2, 1)),
        (Type.TIME, "25:10:05", 25 * 3600 + 10 * 60 + 5),
        (Type.TIME, " 9:00:00", 9 * 3600),
        (Type.TIME, "9:00", None),
        (Type.DATETIME, "2026-02-28T09:30", datetime.fromisoformat("2026-02-28T09:30")),
        (Type.BOOLEAN, "Y", True),
        (Type.BOOLEAN, "N", False),
        (Type.BOOLEAN, "", None),
        (Type.TEXT, "가", "가"),
    ],
)
def test_the_value_that_sql_sees(kind: Type, text: str, value: Any) -> None:
    assert asked(text, lambda column: as_value(column, kind)) == value


@pytest.mark.parametrize(
    ("kind", "text", "day"),
    [
        (Type.TEXT, "2026-02-28", date(2026, 2, 28)),
        (Type.TEXT, "20260228", date(2026, 2, 28)),
        (Type.TEXT, "spring", None),
        (Type.DATETIME, "2026-02-28T23:59", date(2026, 2, 28)),
        (Type.MONTH, "2026-02", date(2026, 2, 1)),
        (Type.COMPACT_DATE, "20260228", date(2026, 2, 28)),
    ],
)
def test_the_day_of_a_record_however_it_is_written(kind: Type, text: str, day: date | None) -> None:
    assert asked(text, lambda column: as_date(column, kind)) == day


def test_every_type_has_words_and_text_is_always_text() -> None:
    assert isinstance(is_of(ibis.literal("x"), Type.TEXT).op().value, bool)  # type: ignore[attr-defined]
