"""OHDSI's lines as a profile: types, keys, and each check of the dashboard as SQL that finds what it should."""

from typing import Any

import pyarrow as pa
import pytest

from naru.systems.sectors.core.engine import Engine
from naru.systems.sectors.core.omop import definition
from naru.systems.sectors.core.profiles import Profile, Type, profile_of

BLANK = dict.fromkeys(
    [
        *("cdmTableName", "cdmFieldName", "cdmDatatype", "isRequired", "isPrimaryKey", "isForeignKey", "fkTableName"),
        *("fkFieldName", "measureValueCompleteness", "standardConceptRecordCompleteness", "withinVisitDates"),
        *("sourceConceptRecordCompleteness", "plausibleValueLow", "plausibleValueHigh", "plausibleStartBeforeEnd"),
        *("plausibleStartBeforeEndFieldName", "sourceValueCompleteness", "standardConceptFieldName"),
    ],
    "",
)


def line(table: str, name: str, kind: str = "integer", **values: str) -> dict[str, str]:
    return {**BLANK, "cdmTableName": table, "cdmFieldName": name, "cdmDatatype": kind, **values}


def profile(*lines: dict[str, str]) -> Profile:
    return profile_of(definition(lines))


@pytest.mark.parametrize(
    ("kind", "expected", "longest"),
    [
        ("integer", Type.INTEGER, None),
        ("BIGINT", Type.INTEGER, None),
        ("float", Type.DECIMAL, None),
        ("date", Type.DATE, None),
        ("datetime", Type.DATETIME, None),
        ("varchar(50)", Type.TEXT, 50),
        ("varchar(MAX)", Type.TEXT, None),
    ],
)
def test_a_field_has_its_type_and_length(kind: str, expected: Type, longest: int | None) -> None:
    (table,) = profile(line("PERSON", "Some_Field", kind)).tables
    column = table.columns[0]
    assert (table.name, column.name, column.type, column.longest) == ("person", "some_field", expected, longest)


def test_keys_and_what_must_be_there() -> None:
    made = profile(
        line("PERSON", "person_id", isPrimaryKey="Yes", isRequired="Yes"), line("VISIT", "visit_id", isPrimaryKey="No")
    )
    person, visit = made.tables
    assert (person.keys, person.is_required, person.columns[0].required) == ((("person_id",),), True, True)
    assert (visit.keys, visit.is_required, visit.columns[0].required) == ((), False, False)


def offences(made: Profile, query: str, **tables: dict[str, list[Any]]) -> list[Any]:
    (rule,) = [each for each in made.queries if each.id == query]
    with Engine() as engine:
        for name, columns in tables.items():
            rows = len(next(iter(columns.values())))
            engine.take(name, pa.table({"_line": range(1, rows + 1), **columns}).to_reader())
        found = engine.select(rule.sql)
        assert not rule.of or engine.select(rule.of)[0]["n"] >= len(found)
        return [row["value"] for row in found]


@pytest.mark.parametrize(
    ("values", "check", "cells", "found"),
    [
        ({"measureValueCompleteness": "Yes"}, "measureValueCompleteness", [1, None], [None]),
        ({"standardConceptRecordCompleteness": "Yes"}, "standardConceptRecordCompleteness", [0, 1], [0]),
        ({"sourceConceptRecordCompleteness": "Yes"}, "sourceConceptRecordCompleteness", [0, 1], [0]),
        ({"plausibleValueLow": "10"}, "plausibleValueLow", [9, 10], [9]),
        ({"plausibleValueHigh": "10.5"}, "plausibleValueHigh", [10, 11], [11]),
    ],
)
def test_a_check_of_one_field_finds_what_breaks_it(
    values: dict[str, str], check: str, cells: list[Any], found: list[Any]
) -> None:
    made = profile(line("T", "c", **values))
    assert offences(made, f"t.c.{check}", t={"c": cells}) == found


def test_a_day_is_a_bound_and_what_looks_at_today_is_not() -> None:
    made = profile(line("T", "d", "date", plausibleValueLow="'19500101'", plausibleValueHigh="DATEADD(dd,1,GETDATE())"))
    assert [each.id for each in made.queries] == ["t.d.plausibleValueLow"]
    assert "DATE '1950-01-01'" in made.queries[0].sql


def test_a_field_points_into_a_table_that_is_there() -> None:
    points = {"isForeignKey": "Yes", "fkTableName": "PERSON", "fkFieldName": "PERSON_ID"}
    made = profile(line("VISIT", "person_id", **points), line("PERSON", "person_id"))
    rule = made.queries[0]
    assert (rule.id, rule.points_into, rule.needs) == ("visit.person_id.isForeignKey", "person", ("visit",))
    found = offences(made, rule.id, visit={"person_id": [1, 2, None]}, person={"person_id": [1, None]})
    assert found == [2]
    assert profile(line("VISIT", "person_id", **points)).queries == ()


def test_a_begin_is_not_after_its_end() -> None:
    made = profile(line("T", "a", plausibleStartBeforeEnd="Yes", plausibleStartBeforeEndFieldName="B"))
    assert offences(made, "t.a.plausibleStartBeforeEnd", t={"a": [1, 2, 3], "b": [2, 2, 2]}) == [3]
    assert profile(line("T", "a", plausibleStartBeforeEnd="Yes")).queries == ()


def test_different_source_values_are_counted_once() -> None:
    made = profile(line("T", "source", "varchar(9)", sourceValueCompleteness="Yes", standardConceptFieldName="CONCEPT"))
    cells = {"source": ["a", "a", "b"], "concept": [0, 0, 1]}
    assert offences(made, "t.source.sourceValueCompleteness", t=cells) == ["a"]


@pytest.mark.parametrize(
    ("day", "is_outside"), [("2026-03-03", False), ("2026-03-02", True), ("2026-03-18", False), ("2026-03-19", True)]
)
def test_a_record_lies_within_a_week_of_its_visit(day: str, is_outside: bool) -> None:
    made = profile(line("T", "d", "date", withinVisitDates="Yes"), line("VISIT_OCCURRENCE", "visit_start_date", "date"))
    with Engine() as engine:
        engine.run(
            "CREATE TABLE visit_occurrence AS SELECT 1 AS visit_occurrence_id, DATE '2026-03-10' AS visit_start_date, DATE '2026-03-11' AS visit_end_date"
        )
        engine.run(f"CREATE TABLE t AS SELECT 1 AS _line, 1 AS visit_occurrence_id, DATE '{day}' AS d")
        assert len(engine.select(made.queries[0].sql)) == is_outside
        assert engine.select(made.queries[0].of) == [{"n": 1}]


@pytest.mark.parametrize(("threshold", "tolerance"), [("", 0.0), ("5", 0.05), ("100", 1.0)])
def test_a_threshold_is_a_tolerance(threshold: str, tolerance: float) -> None:
    made = profile(line("T", "c", plausibleValueLow="0", plausibleValueLowThreshold=threshold))
    assert made.queries[0].tolerance == tolerance
