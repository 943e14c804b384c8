"""Which checks a column's words unfold into, in which order, and how long a good text is."""

from typing import Any

import pytest

from naru.systems.sectors.core.code_lists import code_list_of
from naru.systems.sectors.core.column_checks import ColumnCheck, checks_of
from naru.systems.sectors.core.profiles import TableRule, profile_of
from naru.systems.sectors.core.values import Severity

CODES = code_list_of(
    {
        "name": "codes",
        "edition": "2026",
        "complete": True,
        "codes": [["1", "가", ""], ["22", "나", ""], ["33", "다", ""]],
    }
)
PART = code_list_of({"name": "codes", "edition": "2026", "complete": False, "codes": []})


def a_table(**column: Any) -> TableRule:
    raw = {"name": "t", "columns": [{"name": "c", **column}, {"name": "day", "words": ["날", "day"]}]}
    words = {"title": ["표", "T"], "summary": ["표", "T"]}
    return profile_of(
        {"name": "n", "version": "1", "sector": "finance", "shape": "table", "tables": [raw], **words}
    ).tables[0]


def checks(*, lists: tuple[Any, ...] = (CODES,), **column: Any) -> list[ColumnCheck]:
    table = a_table(**column)
    return list(checks_of(table, table.columns[0], {each.name: each for each in lists}))


def test_a_person_would_look_in_this_order() -> None:
    column = {
        "required": True,
        "type": "integer",
        "pattern": "^.$",
        "longest": 3,
        "min": 0,
        "check": "business",
        "codes": "codes",
    }
    assert [each.result.rule for each in checks(**column)] == [
        f"t.c.{kind}" for kind in ("required", "type", "pattern", "length", "range", "check_business", "codes")
    ]
    assert [each.sees_blanks for each in checks(**column)] == [True, *[False] * 6]
    assert checks() == []


@pytest.mark.parametrize(
    ("pattern", "widths"),
    [("^[0-9]{5}$", (5,)), ("^[0-9]{5,6}$", ()), ("[0-9]{5}", ()), ("^[0-9]{5}", ()), ("^(ab|cd)$", (2,))],
)
def test_a_pattern_of_one_length_says_how_long_a_good_text_is(pattern: str, widths: tuple[int, ...]) -> None:
    assert checks(pattern=pattern)[0].widths == widths


def test_codes_say_how_long_they_are_and_whether_the_list_is_whole() -> None:
    (whole,) = checks(codes="codes")
    assert (whole.widths, whole.result.reason, whole.expected) == ((1, 2), None, "codes 2026")
    (part,) = checks(codes="codes", lists=(PART,))
    (gone,) = checks(codes="codes", lists=())
    assert part.result.reason is not None
    assert gone.result.reason is not None
    assert "naru sectors install" in gone.result.reason.en
    assert "only a part" in part.result.reason.en


def test_a_code_on_its_day_is_said_so() -> None:
    (check,) = checks(codes="codes", codes_on="day")
    assert check.result.words.en.endswith("must be a code of codes 2026 on its day.")


@pytest.mark.parametrize(
    ("column", "said"),
    [
        ({"min": 0, "max": 10}, "0 – 10"),
        ({"min": 0.5}, "0.5 –"),
        ({"max": 10, "unit": "km"}, "– 10 km"),
    ],
)
def test_a_range_says_its_ends_and_unit(column: dict[str, Any], said: str) -> None:
    assert checks(**column)[0].expected == said


@pytest.mark.parametrize(
    ("column", "rules"),
    [
        ({"type": "date", "rule": "bad_date"}, ["t.c.bad_date"]),
        ({"codes": "codes", "rule": "bad_code"}, ["t.c.bad_code"]),
        ({"pattern": "^.$", "codes": "codes", "rule": "bad"}, ["t.c.bad", "t.c.codes"]),
    ],
)
def test_the_standards_own_name_of_a_rule_is_used(column: dict[str, Any], rules: list[str]) -> None:
    assert [each.result.rule for each in checks(**column)] == rules


def test_a_column_may_only_give_notice() -> None:
    assert checks(required=True, severity="notice")[0].result.severity is Severity.NOTICE
