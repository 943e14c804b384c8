"""Tables against a profile: what each rule looked at, what broke it, and where."""

from datetime import date
from typing import Any

import pyarrow as pa
import pytest

from naru.systems.sectors.core.code_lists import CodeList, code_list_of
from naru.systems.sectors.core.engine import Engine
from naru.systems.sectors.core.profiles import profile_of
from naru.systems.sectors.core.relations import Relation
from naru.systems.sectors.core.table_engine import Outcome, check_tables
from naru.systems.sectors.core.values import Finding, RuleResult, Severity, Status

DISTRICTS = code_list_of(
    {
        "name": "districts",
        "edition": "2026",
        "complete": True,
        "codes": [["26110", "중구", "Jung", "", ""], ["26140", "서구", "Seo", "", "2026-01-01"]],
    }
)


def check(
    columns: dict[str, list[str | None]],
    *rules: dict[str, Any],
    table: dict[str, Any] | None = None,
    more: dict[str, Any] | None = None,
    lists: tuple[CodeList, ...] = (DISTRICTS,),
    others: dict[str, dict[str, list[str | None]]] | None = None,
    relation: dict[str, Any] | None = None,
    **options: Any,
) -> Outcome:
    """A table ``t`` of texts, whose first row is line 2."""
    named = {"t": {"name": "t", "columns": list(rules), **(table or {})}}
    for name in others or {}:
        named[name] = {"name": name, "columns": [{"name": column} for column in (others or {})[name]]}
    raw = {
        "name": "finance.t",
        "version": "1",
        "sector": "finance",
        "title": ["표", "T"],
        "summary": ["표", "T"],
        "shape": "tables",
        "tables": list(named.values()),
        **(more or {}),
    }
    with Engine() as engine:
        relations = {}
        for name, cells in {"t": columns, **(others or {})}.items():
            count = len(next(iter(cells.values())))
            texts = {column: pa.array(values, pa.string()) for column, values in cells.items()}
            engine.take(f"_raw_{name}", pa.table({"_line": range(2, 2 + count), **texts}).to_reader())
            extra = relation or {} if name == "t" else {}
            relations[name] = Relation(name=f"_raw_{name}", columns=tuple(cells), rows=count, **extra)
        known = {each.name: each for each in lists}
        return check_tables(engine, profile_of(raw), relations, lists=known, **options)


def rule_of(outcome: Outcome, name: str) -> RuleResult:
    (found,) = [each for each in outcome.rules if each.rule == name]
    return found


def counts(outcome: Outcome, name: str) -> tuple[int, int, list[int]]:
    """How many were looked at, how many broke it, and on which lines first."""
    result = rule_of(outcome, name)
    return result.checked, result.failed, [finding.line for finding in result.first]


CHECKS: list[tuple[dict[str, Any], str, list[str | None], tuple[int, int, list[int]]]] = [
    ({"required": True}, "required", ["a", " ", None, ""], (4, 3, [3, 4, 5])),
    ({"type": "integer"}, "type", ["1", "1.5", "", "x"], (3, 2, [3, 5])),
    ({"pattern": "^[0-9]{5}$"}, "pattern", ["26110", "2611", " "], (2, 1, [3])),
    ({"pattern": "^[0-9]{5}$", "rule": "of_the_standard"}, "of_the_standard", ["26110", "2611"], (2, 1, [3])),
    ({"longest": 2}, "length", ["ab", "abc"], (2, 1, [3])),
    ({"min": 0}, "range", ["0", "-0.1", "x"], (3, 1, [3])),
    ({"max": 10}, "range", ["10", "10.1"], (2, 1, [3])),
    ({"min": 0, "max": 10}, "range", ["0", "10", "-1", "11"], (4, 2, [4, 5])),
    ({"codes": "districts"}, "codes", ["26110", "26140", "99999"], (3, 1, [4])),
]


@pytest.mark.parametrize(("column", "kind", "cells", "expected"), CHECKS)
def test_a_columns_words_are_rules(
    column: dict[str, Any], kind: str, cells: list[str | None], expected: tuple[int, int, list[int]]
) -> None:
    outcome = check({"c": cells}, {"name": "c", **column})
    assert counts(outcome, f"t.c.{kind}") == expected


@pytest.mark.parametrize(
    ("code", "day", "is_wrong"),
    [
        ("26140", "2025-12-31", False),
        ("26140", "2026-01-01", True),
        ("26140", "", False),  # without a day: it was a code once
        ("26110", "2026-01-01", False),
        ("99999", "2026-01-01", True),
    ],
)
def test_a_code_is_judged_on_the_day_of_its_record(code: str, day: str, is_wrong: bool) -> None:
    columns: dict[str, list[str | None]] = {"c": [code], "day": [day]}
    outcome = check(columns, {"name": "c", "codes": "districts", "codes_on": "day"}, {"name": "day", "type": "date"})
    assert rule_of(outcome, "t.c.codes").failed == is_wrong


@pytest.mark.parametrize(
    ("lists", "cells", "status"),
    [
        ((), ["26110"], Status.NOT_CHECKED),
        (
            (code_list_of({"name": "districts", "edition": "1", "complete": False, "codes": [["26110", "중구", ""]]}),),
            ["26110"],
            Status.PASSED,
        ),
        (
            (code_list_of({"name": "districts", "edition": "1", "complete": False, "codes": [["26110", "중구", ""]]}),),
            ["1"],
            Status.NOT_CHECKED,
        ),
    ],
)
def test_a_list_that_is_not_whole_calls_nothing_wrong(
    lists: tuple[CodeList, ...], cells: list[str | None], status: Status
) -> None:
    result = rule_of(check({"c": cells}, {"name": "c", "codes": "districts"}, lists=lists), "t.c.codes")
    assert (result.status, result.failed) == (status, 0)


def test_a_column_without_values_or_a_table_without_rows_was_not_checked() -> None:
    blank = rule_of(check({"c": ["", None]}, {"name": "c", "type": "integer"}), "t.c.type")
    empty = rule_of(check({"c": []}, {"name": "c", "required": True}), "t.c.required")
    assert (blank.holds_nothing, empty.holds_nothing) == (True, True)


def test_lost_zeros_are_a_cause() -> None:
    column = {"name": "c", "pattern": "^[0-9]{5}$"}
    outcome = check({"c": ["00123", "123", "45"]}, column)
    (cause,) = outcome.causes
    assert (cause.mend, cause.rows, cause.rules) == ("zeros_5", 2, ("t.c.pattern",))


def test_columns_that_must_be_there_and_columns_that_nobody_knows() -> None:
    outcome = check(
        {"c": ["1"], "x": ["1"]},
        {"name": "c", "required": True},
        {"name": "d", "required": True},
        {"name": "e", "required": True, "optional_column": True},
        table={"unknown_columns": False},
    )
    missing = rule_of(outcome, "t.missing_required_column")
    assert (missing.checked, missing.failed, missing.first[0].where) == (2, 1, "d")
    unknown = rule_of(outcome, "t.unknown_column")
    assert (unknown.failed, unknown.severity, unknown.first[0].value) == (1, Severity.NOTICE, "x")


def test_rows_of_another_length_and_broken_letters_are_told() -> None:
    place = Finding(line=7, where="c", value="\ufffd")
    outcome = check({"c": ["1"]}, {"name": "c"}, relation={"width_faults": 3, "widths": (place,), "broken": (place,)})
    assert counts(outcome, "t.invalid_row_length") == (1, 3, [7])
    assert counts(outcome, "t.invalid_character") == (1, 1, [7])


@pytest.mark.parametrize(
    ("a", "b", "expected"),
    [
        (["1", "2"], ["x", "x"], (2, 0, [])),
        (["1", "1", "1"], ["x", "x", "x"], (3, 2, [4])),
        (["1", "1", "2", "2"], ["x", "y", "x", "x"], (4, 1, [5])),
    ],
)
def test_no_two_rows_have_the_same_key(
    a: list[str | None], b: list[str | None], expected: tuple[int, int, list[int]]
) -> None:
    outcome = check({"a": a, "b": b}, {"name": "a"}, {"name": "b"}, table={"keys": [["a", "b"]]})
    assert counts(outcome, "t.a+b.unique") == expected


@pytest.mark.parametrize(
    ("cells", "expected"),
    [(["1", "", None], (1, 0, [])), (["1", "3"], (2, 1, [3])), (["3", "4"], (2, 2, [2, 3]))],
)
def test_what_is_pointed_at_is_there(cells: list[str | None], expected: tuple[int, int, list[int]]) -> None:
    reference = {"references": [{"columns": ["c"], "table": "u", "to": ["id"]}]}
    outcome = check({"c": cells}, {"name": "c"}, table=reference, others={"u": {"id": ["1", "2"]}})
    assert counts(outcome, "t.c.foreign_key") == expected
    assert outcome.references == {"t.c.foreign_key": "u"}


def test_rules_of_rows_see_values_and_a_bad_one_spoils_no_other() -> None:
    rules = {
        "rules": [
            {"id": "order", "words": ["순서", "Order"], "must": "a <= b"},
            {"id": "bad", "words": ["틀림", "Bad"], "must": "nothing > 1"},
        ]
    }
    columns: dict[str, list[str | None]] = {"a": ["1", "9", "x"], "b": ["10", "8", "1"]}
    outcome = check(columns, {"name": "a", "type": "integer"}, {"name": "b", "type": "integer"}, table=rules)
    assert counts(outcome, "t.order") == (2, 1, [3])
    assert rule_of(outcome, "t.order").first[0].value == "9 · 8"
    assert rule_of(outcome, "t.bad").status is Status.NOT_CHECKED


def a_query(**values: Any) -> dict[str, Any]:
    return {
        "queries": [
            {"id": "q", "words": ["질의", "Query"], "sql": "SELECT _line, c AS value FROM t WHERE c = 'x'", **values}
        ]
    }


@pytest.mark.parametrize(
    ("tolerance", "severity"), [(0.0, Severity.ERROR), (0.49, Severity.ERROR), (0.5, Severity.NOTICE)]
)
def test_offences_within_their_tolerance_are_a_notice(tolerance: float, severity: Severity) -> None:
    outcome = check({"c": ["x", "y", "x", "z"]}, {"name": "c"}, more=a_query(tolerance=tolerance))
    assert counts(outcome, "q") == (4, 2, [2, 4])
    assert rule_of(outcome, "q").severity is severity


def test_a_query_says_how_many_it_looked_at() -> None:
    outcome = check({"c": ["x", "y"]}, {"name": "c"}, more=a_query(of="SELECT 70 AS n"))
    assert rule_of(outcome, "q").checked == 70


@pytest.mark.parametrize(
    ("query", "options"),
    [
        (a_query(needs_day=True), {}),
        (a_query(sql="SELECT nothing FROM t"), {}),
        (a_query(sql="SELECT count(*) FROM range(100000000000) a, range(1000) b"), {"rule_limit_s": 0.05}),
    ],
)
def test_a_query_that_cannot_be_run_says_why(query: dict[str, Any], options: dict[str, Any]) -> None:
    result = rule_of(check({"c": ["x"]}, {"name": "c"}, more=query, **options), "q")
    assert result.status is Status.NOT_CHECKED
    assert result.reason is not None
    assert result.reason.en


def test_a_query_may_look_at_the_day() -> None:
    query = a_query(needs_day=True, sql="SELECT 1 AS _line, day AS value FROM _as_of")
    assert rule_of(check({"c": ["x"]}, {"name": "c"}, more=query, as_of=date(2026, 3, 1)), "q").failed == 1


@pytest.mark.parametrize(
    ("measure", "before", "failed"),
    [
        ({"measure": "rows"}, 2.0, 0),
        ({"measure": "rows"}, 1.0, 1),
        ({"measure": "rows", "most_change": 1.0}, 1.0, 0),
        ({"measure": "sum", "column": "c"}, 6.0, 0),
        ({"measure": "mean", "column": "c"}, 1.9, 1),
        ({"measure": "missing", "column": "c"}, 0.0, 0),
        ({"measure": "rows"}, 0.0, 1),
    ],
)
def test_a_version_is_compared_with_the_one_before(measure: dict[str, Any], before: float, failed: int) -> None:
    name = f"t.{measure['measure']}" + (f":{measure['column']}" if "column" in measure else "")
    outcome = check({"c": ["1", "5"]}, {"name": "c"}, table={"statistics": [measure]}, before={name: before})
    assert rule_of(outcome, f"{name}.change").failed == failed
    alone = check({"c": ["1", "5"]}, {"name": "c"}, table={"statistics": [measure]})
    assert rule_of(alone, f"{name}.change").status is Status.NOT_CHECKED
    assert alone.statistics[name] == {"rows": 2, "sum": 6, "mean": 3, "missing": 0}[measure["measure"]]


@pytest.mark.parametrize(
    ("columns", "failed"),
    [
        ({"c": ["a", "b"]}, 0),
        ({"c": ["900101-1234567", "b"]}, 1),
        ({"c": ["900101-9234567", "b"]}, 0),
        ({"c": ["010-1234-5678", "01012345678"]}, 2),
        ({"c": ["a@b.kr", "mail a@b.kr"]}, 1),
        ({"c": ["a", "b"], "이름": ["가", "나"]}, 2),
    ],
)
def test_pseudonymised_data_name_nobody(columns: dict[str, list[str | None]], failed: int) -> None:
    outcome = check(columns, {"name": "c"}, more={"pseudonymous": True})
    assert rule_of(outcome, "t.pseudonymous").failed == failed


def test_a_table_that_must_be_there_is_missed() -> None:
    tables = [{"name": "t", "columns": [{"name": "c"}]}, {"name": "u", "columns": [{"name": "c"}]}]
    outcome = check({"c": ["x"]}, {"name": "c"}, more={"tables": tables})
    assert rule_of(outcome, "u.table").failed == 1
    tables[1]["required"] = False  # type: ignore[assignment]
    assert [
        each for each in check({"c": ["x"]}, {"name": "c"}, more={"tables": tables}).rules if each.rule == "u.table"
    ] == []
