"""The OMOP CDM as a profile, out of OHDSI's own tables: what the Data Quality Dashboard checks field by field, as SQL.

A dashboard's threshold is a tolerance here: offences up to it are a notice, above it an error. A table that is not there is not
checked, and what points into it is: the dashboard counts that as a violation, and so do we.
"""

from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from naru.base.kit.sql import quoted

NAME, VERSION = "medicine.omop-cdm", "5.4"
Field = Mapping[str, str]
_TYPES = {"integer": "integer", "bigint": "integer", "float": "decimal", "date": "date", "datetime": "datetime"}


def definition(fields: Iterable[Field]) -> dict[str, Any]:
    """``fields`` are the lines of ``DQD_Field_Level.csv``."""
    by_table: dict[str, list[Field]] = {}
    for each in fields:
        by_table.setdefault(each["cdmTableName"].lower(), []).append(each)
    return {
        "name": NAME,
        "version": VERSION,
        "sector": "medicine",
        "shape": "tables",
        "title": ["OMOP CDM 5.4", "OMOP CDM 5.4"],
        "summary": [
            "공통데이터모델의 표와 열, OHDSI 품질 점검(DQD)의 항목별 규칙.",
            "Tables and fields of the common data model, and the field checks of OHDSI's Data Quality Dashboard.",
        ],
        "source": "OHDSI CommonDataModel 5.4, DataQualityDashboard",
        "tables": [_table(name, rows) for name, rows in by_table.items()],
        "queries": [query for name, rows in by_table.items() for query in _queries(name, rows, set(by_table))],
    }


def _table(name: str, fields: list[Field]) -> dict[str, Any]:
    return {
        "name": name,
        "required": name == "person",
        "columns": [_column(each) for each in fields],
        "keys": [[each["cdmFieldName"].lower()] for each in fields if each["isPrimaryKey"] == "Yes"],
    }


def _column(field: Field) -> dict[str, Any]:
    name, kind = field["cdmFieldName"].lower(), field["cdmDatatype"].lower()
    made: dict[str, Any] = {"name": name, "type": _TYPES.get(kind, "text"), "required": field["isRequired"] == "Yes"}
    if kind.startswith("varchar(") and kind[8:-1].isdigit():
        made["longest"] = int(kind[8:-1])
    return made


def _queries(table: str, fields: list[Field], tables: set[str]) -> Iterator[dict[str, Any]]:
    for field in fields:
        name = field["cdmFieldName"].lower()
        column = quoted(name)
        for check, words, where in _field_checks(field, column):
            yield _query(table, name, check, words, _offences(table, column, where), field)
        if field["isForeignKey"] == "Yes" and (target := field["fkTableName"].lower()) in tables:
            to = quoted(field["fkFieldName"].lower())
            there = f"SELECT {to} FROM {quoted(target)} WHERE {to} IS NOT NULL"  # noqa: S608
            sql = _offences(table, column, f"{column} IS NOT NULL AND {column} NOT IN ({there})")
            words = (f"{target} 표에 있는 값을 가리킵니다.", f"points into {target}.")
            yield _query(table, name, "isForeignKey", words, sql, field) | {"points_into": target}
        if field["sourceValueCompleteness"] == "Yes":
            yield _source_values(table, name, field)
        if field["withinVisitDates"] == "Yes":
            yield _within_visit(table, name, field)


def _offences(table: str, column: str, where: str) -> str:
    return f"SELECT _line, {column} AS value FROM {quoted(table)} WHERE {where}"  # noqa: S608


def _field_checks(field: Field, column: str) -> Iterator[tuple[str, tuple[str, str], str]]:
    if field["measureValueCompleteness"] == "Yes":
        yield "measureValueCompleteness", ("값이 있습니다.", "has a value."), f"{column} IS NULL"
    for check in ("standardConceptRecordCompleteness", "sourceConceptRecordCompleteness"):
        if field[check] == "Yes":
            yield check, ("개념이 연결되어 있습니다(0이 아님).", "is mapped to a concept, not to 0."), f"{column} = 0"
    low, high = field["plausibleValueLow"], field["plausibleValueHigh"]
    if (bound := _bound(low)) is not None:
        yield "plausibleValueLow", (f"{low} 이상입니다.", f"is {low} or more."), f"{column} < {bound}"
    if (bound := _bound(high)) is not None:
        yield "plausibleValueHigh", (f"{high} 이하입니다.", f"is {high} or less."), f"{column} > {bound}"
    end = field["plausibleStartBeforeEndFieldName"]
    if field["plausibleStartBeforeEnd"] == "Yes" and end:
        words = (f"{end.lower()} 뒤가 아닙니다.", f"is not after {end.lower()}.")
        yield "plausibleStartBeforeEnd", words, f"{column} > {quoted(end.lower())}"


def _bound(text: str) -> str | None:
    """A number, or a day as ``'19500101'``; what looks at today's date is judged elsewhere."""
    if text.startswith("'") and len(text) == 10 and text[1:9].isdigit():
        return f"DATE '{text[1:5]}-{text[5:7]}-{text[7:9]}'"
    try:
        return f"{float(text):g}"
    except ValueError:
        return None


def _query(
    table: str, name: str, check: str, words: tuple[str, str], sql: str, field: Field, *, of: str = ""
) -> dict[str, Any]:
    threshold = field.get(f"{check}Threshold", "") or "0"
    return {
        "id": f"{table}.{name}.{check}",
        "words": [f"{table}.{name}: {words[0]}", f"{table}.{name} {words[1]}"],
        "sql": sql,
        "of": of,
        "needs": [table],
        "table": table,
        "tolerance": float(threshold) / 100,
    }


def _source_values(table: str, name: str, field: Field) -> dict[str, Any]:
    """Of the different source values, those that no row maps to a concept."""
    concept = field["standardConceptFieldName"].lower()
    sql = (
        f"SELECT min(_line) AS _line, {quoted(name)} AS value FROM {quoted(table)} "  # noqa: S608
        f"WHERE {quoted(concept)} = 0 GROUP BY {quoted(name)}"
    )
    of = f"SELECT count(*) AS n FROM (SELECT DISTINCT {quoted(name)} FROM {quoted(table)})"  # noqa: S608
    words = ("원본값이 모두 개념으로 이어집니다.", "maps all of its values to concepts.")
    return _query(table, name, "sourceValueCompleteness", words, sql, field, of=of)


def _within_visit(table: str, name: str, field: Field) -> dict[str, Any]:
    joined = f"FROM {quoted(table)} t JOIN visit_occurrence v ON t.visit_occurrence_id = v.visit_occurrence_id"
    column = f"t.{quoted(name)}"
    sql = (
        f"SELECT t._line, {column} AS value {joined} WHERE CAST({column} AS DATE) < v.visit_start_date - 7 "
        f"OR CAST({column} AS DATE) > v.visit_end_date + 7"
    )
    words = ("내원 기간에서 이레 넘게 벗어나지 않습니다.", "lies within seven days of its visit.")
    made = _query(table, name, "withinVisitDates", words, sql, field, of=f"SELECT count(*) AS n {joined}")
    return made | {"needs": [table, "visit_occurrence"]}
