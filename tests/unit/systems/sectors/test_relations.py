"""A table seen through a profile: columns by name or alias, values as text, and what SQL rules see."""

from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pytest

from naru.base.kit.words import Words
from naru.systems.sectors.core.engine import Engine
from naru.systems.sectors.core.profiles import ColumnRule, TableRule, Type
from naru.systems.sectors.core.relations import (
    Bound,
    Relation,
    bind,
    create_day_view,
    create_empty_view,
    create_typed_view,
)


def a_rule(*columns: ColumnRule) -> TableRule:
    return TableRule(name="t", columns=columns)


def a_column(name: str, kind: Type = Type.TEXT, *aliases: str) -> ColumnRule:
    return ColumnRule(name=name, words=Words(name, name), type=kind, aliases=aliases)


def bound(engine: Engine, rule: TableRule, columns: dict[str, Any]) -> Bound:
    table = pa.table({"_line": range(2, 2 + len(next(iter(columns.values())))), **columns})
    engine.take("raw", table.to_reader())
    return bind(engine, rule, Relation(name="raw", columns=tuple(columns), rows=len(table)))


@pytest.mark.parametrize(
    ("heading", "is_found"),
    [
        ("요금", True),
        (" 요금 ", True),
        ("\ufeff요금", True),
        ("\u110b\u116d\u1100\u1173\u11b7", True),
        ("FEE", True),
        ("요금(원)", False),
    ],
)
def test_a_column_is_found_by_its_name_or_alias(heading: str, is_found: bool) -> None:
    with Engine() as engine:
        seen = bound(engine, a_rule(a_column("요금", Type.TEXT, "fee")), {heading: ["1"]})
        assert dict(seen.found) == ({"요금": heading} if is_found else {})
        assert engine.rows(seen.text) == [{"_line": 2, "요금": "1" if is_found else None}]


def test_the_first_of_two_columns_of_one_name_counts_and_a_name_before_an_alias() -> None:
    rule = a_rule(a_column("fee", Type.TEXT, "price"))
    with Engine() as engine:
        assert bound(engine, rule, {"price": ["1"], "fee": ["2"]}).found == {"fee": "fee"}
        assert bound(engine, rule, {"FEE ": ["1"], "fee": ["2"]}).found == {"fee": "FEE "}


@pytest.mark.parametrize(
    ("kind", "value", "text"),
    [
        (Type.INTEGER, 3.0, "3"),
        (Type.INTEGER, 3.5, "3.5"),
        (Type.DECIMAL, 3.5, "3.5"),
        (Type.INTEGER, 7, "7"),
        (Type.DATE, date(2026, 3, 1), "2026-03-01"),
        (Type.MONTH, date(2026, 3, 1), "2026-03"),
        (Type.COMPACT_DATE, datetime.fromisoformat("2026-03-01T09:00"), "20260301"),
        (Type.TEXT, " 가 ", " 가 "),
    ],
)
def test_values_are_seen_as_the_profile_would_have_them_written(kind: Type, value: Any, text: str) -> None:
    with Engine() as engine:
        assert engine.rows(bound(engine, a_rule(a_column("c", kind)), {"c": [value]}).text) == [{"_line": 2, "c": text}]


def test_sql_rules_see_values_and_nothing_for_blanks() -> None:
    rule = a_rule(a_column("n", Type.INTEGER), a_column("name"))
    with Engine() as engine:
        create_typed_view(engine, bound(engine, rule, {"n": ["7", " ", "x"], "name": ["가", "", " "]}))
        assert engine.select('SELECT * FROM "t"') == [
            {"_line": 2, "n": 7, "name": "가"},
            {"_line": 3, "n": None, "name": None},
            {"_line": 4, "n": None, "name": None},
        ]


def test_a_table_that_is_not_there_is_empty_with_its_types() -> None:
    rule = a_rule(*(a_column(kind.value, kind) for kind in Type))
    with Engine() as engine:
        create_empty_view(engine, rule)
        assert engine.count("t") == 0
        assert list(engine.table("t").columns) == ["_line", *(kind.value for kind in Type)]
        assert engine.table("t")["date"].type().is_date()


@pytest.mark.parametrize("day", [date(2026, 3, 1), None])
def test_the_day_of_checking_is_a_row_or_nothing(day: date | None) -> None:
    with Engine() as engine:
        create_day_view(engine, day)
        assert engine.select("SELECT day FROM _as_of") == [{"day": day}]
