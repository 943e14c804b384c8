"""Findings by what explains them: each mend on a text, when it is a cause, and what is said once."""

import pyarrow as pa
import pytest

from naru.base.kit.words import Words
from naru.systems.sectors.core.causes import cause_of, grouped, mend_named, mends
from naru.systems.sectors.core.engine import Engine
from naru.systems.sectors.core.values import Cause, RuleResult


@pytest.mark.parametrize(
    ("name", "text", "mended"),
    [
        ("trim", "  a b ", "a b"),
        ("half_width", "１２ＡＢ", "12AB"),
        ("half_width", "가나", "가나"),
        ("upper", "abC1", "ABC1"),
        ("thousands", "1,234,567", "1234567"),
        ("dotted_date", "2026. 03. 01.", "2026-03-01"),
        ("dotted_date", "2026/03/01", "2026-03-01"),
        ("dotted_date", "26.03.01", "26.03.01"),
        ("decimal_point", "7.00", "7"),
        ("decimal_point", "7.10", "7.10"),
        ("zeros_5", "123", "00123"),
        ("zeros_5", "123.0", "00123"),
        ("zeros_5", "12345", "12345"),
        ("zeros_5", "123456", "123456"),
        ("zeros_5", "12a", "12a"),
    ],
)
def test_what_a_mend_makes_of_a_text(name: str, text: str, mended: str) -> None:
    mend = mend_named(name)
    assert mend is not None
    with Engine() as engine:
        engine.take("t", pa.table({"c": [text]}).to_reader())
        assert engine.row(engine.table("t").select(made=mend.undo(engine.table("t").c)))["made"] == mended


@pytest.mark.parametrize("name", ["", "zeros_", "zeros_x", "other"])
def test_a_mend_of_no_name_is_none(name: str) -> None:
    assert mend_named(name) is None


def test_zeros_come_first_by_their_widths() -> None:
    assert [mend.name for mend in mends([10, 5, 5])][:3] == ["zeros_5", "zeros_10", "trim"]


def a_rule(name: str, failed: int, *, checked: int = 100, column: str = "code") -> RuleResult:
    return RuleResult(rule=name, words=Words("가", "a"), table="t", column=column, checked=checked, failed=failed)


@pytest.mark.parametrize(
    ("mended", "expected"),
    [
        ({"trim": 5, "upper": 4}, ("trim", 5)),
        ({"trim": 4, "upper": 5}, ("upper", 5)),
        ({"trim": 4}, None),  # less than half of ten
        ({"trim": 0}, None),
        ({}, None),
    ],
)
def test_a_mend_is_a_cause_from_half_of_the_failures_on(
    mended: dict[str, int], expected: tuple[str, int] | None
) -> None:
    cause = cause_of(Words("코드", "code"), a_rule("t.code.pattern", 10), mended, ())
    assert (None if cause is None else (cause.mend, cause.rows)) == expected
    if cause is not None:
        assert cause.words.en.startswith("5 rows fail for one reason: in code, ")
        assert (cause.rules, cause.table, cause.column) == (("t.code.pattern",), "t", "code")


def a_cause(rule: str, rows: int, mend: str = "trim", column: str = "code") -> Cause:
    return Cause(words=Words(f"{rows}", f"{rows}"), rules=(rule,), rows=rows, table="t", column=column, mend=mend)


def test_one_column_and_one_mend_are_one_line_the_widest() -> None:
    causes = grouped(
        [],
        [a_cause("t.code.pattern", 3), a_cause("t.code.codes", 9), a_cause("t.other.pattern", 5, column="other")],
        {},
    )
    assert [(each.rules, each.rows, each.words.en) for each in causes] == [
        (("t.code.pattern", "t.code.codes"), 9, "9"),
        (("t.other.pattern",), 5, "5"),
    ]


@pytest.mark.parametrize(
    ("rules", "rows"),
    [
        ([a_rule("t.a.foreign_key", 3), a_rule("t.b.foreign_key", 4)], [7]),
        ([a_rule("t.a.foreign_key", 3)], []),  # one column in part: its own fault
        ([a_rule("t.a.foreign_key", 100)], [100]),
        ([a_rule("t.a.foreign_key", 0)], []),
    ],
)
def test_a_table_that_lacks_what_is_pointed_at_is_one_cause(rules: list[RuleResult], rows: list[int]) -> None:
    causes = grouped(rules, [], {"t.a.foreign_key": "codes", "t.b.foreign_key": "codes"})
    assert [(each.rows, each.table) for each in causes] == [(count, "codes") for count in rows]


def test_what_a_mend_explains_is_not_said_of_the_table_again() -> None:
    rules = [a_rule("t.code.foreign_key", 100)]
    causes = grouped(rules, [a_cause("t.code.foreign_key", 100)], {"t.code.foreign_key": "codes"})
    assert [each.mend for each in causes] == ["trim"]


@pytest.mark.parametrize(
    ("rule", "is_cause"),
    [
        (a_rule("t.code.required", 100), True),
        (a_rule("t.code.required", 99), False),
        (a_rule("t.code.required", 1, checked=1), False),
        (a_rule("t.code.required", 2, checked=2), True),
        (a_rule("t.code.pattern", 100), False),
    ],
)
def test_an_empty_column_is_one_finding(rule: RuleResult, is_cause: bool) -> None:
    assert len(grouped([rule], [], {})) == is_cause
