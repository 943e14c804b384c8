"""Tables against a profile: every column rule in one pass, then keys, references, SQL rules and statistics.

*Theory of operation.* A column's checks become expressions over the text of the table; one aggregation counts, for all of them
at once, how many values each looked at and how many break it. Only rules that fail are asked again, for their first rows and for
what would mend them. SQL written by people runs under a clock: past its limit a rule is stopped and stands as not checked, by name.
"""

from collections.abc import Callable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass, field, replace
from datetime import date
from threading import Timer

import duckdb
import ibis.expr.types as ir
import pyarrow as pa

from naru.base.kit.words import Words
from naru.systems.sectors.core.causes import cause_of, mends
from naru.systems.sectors.core.code_lists import CodeList
from naru.systems.sectors.core.column_checks import ColumnCheck, checks_of, code_table
from naru.systems.sectors.core.engine import Engine
from naru.systems.sectors.core.profiles import Profile, QueryRule, Reference, RowRule, TableRule
from naru.systems.sectors.core.relations import (
    LINE,
    Bound,
    Relation,
    bind,
    create_day_view,
    create_empty_view,
    create_typed_view,
)
from naru.systems.sectors.core.values import EMPTY, FIRST_ROWS, Cause, Finding, RuleResult, Severity

RULE_LIMIT_S = 20.0
SHOWN = 200  # letters of a value in a report
REASON_LENGTH = 300
NO_DAY = Words("검사하는 날을 알려 주지 않았습니다.", "The day of checking was not given.")


@dataclass(slots=True, kw_only=True)
class Outcome:
    """What the tables gave, gathered rule by rule."""

    rules: list[RuleResult] = field(default_factory=list)
    causes: list[Cause] = field(default_factory=list)
    references: dict[str, str] = field(default_factory=dict)  # rule → the table that its column points into
    statistics: dict[str, float] = field(default_factory=dict)


def check_tables(
    engine: Engine,
    profile: Profile,
    relations: Mapping[str, Relation],
    *,
    lists: Mapping[str, CodeList],
    before: Mapping[str, float] | None = None,
    as_of: date | None = None,
    rule_limit_s: float = RULE_LIMIT_S,
) -> Outcome:
    """``relations`` by the profile's table names; ``before`` are the previous version's statistics; ``as_of`` is the day on
    which rules judge that look at the calendar, without one they are not checked."""
    _create_code_tables(engine, lists)
    create_day_view(engine, as_of)
    outcome = Outcome()
    bounds: dict[str, Bound] = {}
    for rule in profile.tables:
        if (relation := relations.get(rule.name)) is not None:
            bounds[rule.name] = bind(engine, rule, relation)
            create_typed_view(engine, bounds[rule.name])
        else:
            create_empty_view(engine, rule)
            if rule.is_required:
                outcome.rules.append(_missing_table(rule))
    for bound in bounds.values():
        _check_table(engine, bound, outcome, bounds, lists, rule_limit_s)
        _measure(engine, bound, outcome, before)
    for query in profile.queries:
        outcome.rules.append(_run_query(engine, query, bounds, as_of, rule_limit_s))
        if query.points_into:
            outcome.references[query.id] = query.points_into
    if profile.is_pseudonymous:
        outcome.rules += [_identifiers(engine, bound) for bound in bounds.values()]
    return outcome


def _create_code_tables(engine: Engine, lists: Mapping[str, CodeList]) -> None:
    for known in lists.values():
        codes = [(each.code, each.since, each.until) for each in known.codes]
        columns = [pa.array(column) for column in zip(*codes, strict=True)] if codes else []
        shape = pa.schema([("code", pa.string()), ("since", pa.date32()), ("until", pa.date32())])
        batches = [pa.record_batch(columns, schema=shape)] if columns else []
        engine.take(code_table(known).get_name(), pa.RecordBatchReader.from_batches(shape, batches))


def _check_table(
    engine: Engine,
    bound: Bound,
    outcome: Outcome,
    bounds: Mapping[str, Bound],
    lists: Mapping[str, CodeList],
    rule_limit_s: float,
) -> None:
    outcome.rules += _shape(bound)
    checks = [
        check
        for column in bound.rule.columns
        if column.name in bound.found
        for check in checks_of(bound.rule, column, lists)
    ]
    for check, result in zip(checks, _run_checks(engine, bound, checks), strict=True):
        outcome.rules.append(result)
        if result.failed and (cause := _cause(engine, bound, check, result)) is not None:
            outcome.causes.append(cause)
    outcome.rules += [_unique(engine, bound, key) for key in bound.rule.keys if set(key) <= set(bound.found)]
    for reference in bound.rule.references:
        if set(reference.columns) <= set(bound.found):
            result = _refers(engine, bound, reference, bounds.get(reference.table))
            outcome.references[result.rule] = reference.table
            outcome.rules.append(result)
    outcome.rules += _run_row_rules(engine, bound, rule_limit_s)


# --- what a table must look like ---


def _missing_table(rule: TableRule) -> RuleResult:
    return RuleResult(
        rule=f"{rule.name}.table",
        words=Words(f"표가 있어야 합니다: {rule.name}", f"The table {rule.name} must be there."),
        table=rule.name,
        checked=1,
        failed=1,
        first=(Finding(line=0, where=rule.name, value=""),),
    )


def _shape(bound: Bound) -> Iterator[RuleResult]:
    rule, relation = bound.rule, bound.relation
    wanted = [each for each in rule.columns if each.required and not each.optional_column]
    missing = [each for each in wanted if each.name not in bound.found]
    yield RuleResult(
        rule=f"{rule.name}.missing_required_column",
        words=Words("꼭 있어야 하는 열이 있습니다.", "The columns that must be there are there."),
        table=rule.name,
        checked=len(wanted),
        failed=len(missing),
        reason=None if wanted else EMPTY,
        first=tuple(
            Finding(line=1, where=each.name, value="", expected=", ".join((each.name, *each.aliases)))
            for each in missing[:FIRST_ROWS]
        ),
    )
    yield RuleResult(
        rule=f"{rule.name}.invalid_row_length",
        words=Words("행마다 칸 수가 같습니다.", "Every row has as many cells as the header."),
        table=rule.name,
        checked=relation.rows,
        failed=relation.width_faults,
        reason=None if relation.rows else EMPTY,
        first=relation.widths[:FIRST_ROWS],
    )
    if relation.broken:
        yield RuleResult(
            rule=f"{rule.name}.invalid_character",
            words=Words("깨진 글자가 없습니다.", "No letter is broken."),
            table=rule.name,
            checked=relation.rows,
            failed=len(relation.broken),
            first=relation.broken[:FIRST_ROWS],
        )
    if not rule.unknown_columns:
        unknown = [each for each in relation.columns if each not in bound.found.values()]
        yield RuleResult(
            rule=f"{rule.name}.unknown_column",
            words=Words("모르는 열이 없습니다.", "There is no column that nobody knows."),
            severity=Severity.NOTICE,
            table=rule.name,
            checked=len(relation.columns),
            failed=len(unknown),
            first=tuple(Finding(line=1, where=each, value=each) for each in unknown[:FIRST_ROWS]),
        )


# --- columns, in one pass ---


def _run_checks(engine: Engine, bound: Bound, checks: Sequence[ColumnCheck]) -> list[RuleResult]:
    if not bound.relation.rows:
        return [replace(check.result, reason=EMPTY) for check in checks]
    if not checks:
        return []
    flagged = _flagged(bound.text, checks)
    blanks = {name: f"_blank_{at}" for at, name in enumerate(dict.fromkeys(check.column.name for check in checks))}
    filled = flagged.mutate(**{alias: ~_is_blank(flagged[name]) for name, alias in blanks.items()})
    wanted = {alias: filled[alias].sum() for alias in blanks.values()}
    for at in range(len(checks)):
        wanted |= {f"n{at}": filled[f"_f{at}"].sum()}
    counts = engine.row(filled.aggregate(rows=filled.count(), **wanted))
    results = []
    for at, check in enumerate(checks):
        looked = counts["rows"] if check.sees_blanks else counts[blanks[check.column.name]] or 0
        results.append(_result(engine, bound, check, flagged, at, looked, counts[f"n{at}"] or 0))
    return results


def _flagged(text: ir.Table, checks: Sequence[ColumnCheck]) -> ir.Table:
    """With a column for each check, true where its rule is broken."""
    flags = {}
    for at, check in enumerate(checks):
        value = text[check.column.name]
        broken = check.breaks(text, value).fill_null(False)
        flags[f"_f{at}"] = broken if check.sees_blanks else broken & ~_is_blank(value)
    return text.mutate(**flags)


def _is_blank(text: ir.StringValue) -> ir.BooleanValue:
    return text.isnull() | (text.strip() == "")


def _result(
    engine: Engine, bound: Bound, check: ColumnCheck, flagged: ir.Table, at: int, looked: int, failed: int
) -> RuleResult:
    result = replace(check.result, checked=looked, failed=failed)
    if not looked:
        return replace(result, reason=EMPTY)
    if result.reason is not None:  # a list that is not there, or not whole: what fails is not known to be wrong
        return replace(result, failed=0, reason=result.reason if failed or not check.widths else None)
    return replace(result, first=_first(engine, flagged, check, at, bound)) if failed else result


def _first(engine: Engine, flagged: ir.Table, check: ColumnCheck, at: int, bound: Bound) -> tuple[Finding, ...]:
    rows = flagged.filter(flagged[f"_f{at}"]).select(LINE, value=flagged[check.column.name])
    found = engine.rows(rows.order_by(LINE).limit(FIRST_ROWS))
    where = bound.found[check.column.name]
    return tuple(
        Finding(line=each[LINE], where=where, value=(each["value"] or "")[:SHOWN], expected=check.expected)
        for each in found
    )


def _cause(engine: Engine, bound: Bound, check: ColumnCheck, result: RuleResult) -> Cause | None:
    if check.sees_blanks:
        return None
    text = bound.text
    value = text[check.column.name]
    broken = text.filter(check.breaks(text, value).fill_null(False) & ~_is_blank(value))
    value = broken[check.column.name]
    mended = {
        mend.name: (~check.breaks(broken, mend.undo(value))).fill_null(False).sum() for mend in mends(check.widths)
    }
    counts = engine.row(broken.aggregate(**mended))
    return cause_of(check.column.words, result, {name: count or 0 for name, count in counts.items()}, check.widths)


# --- rows against rows, and tables against tables ---


def _unique(engine: Engine, bound: Bound, key: Sequence[str]) -> RuleResult:
    text = bound.text
    groups = text.group_by(list(key)).aggregate(n=text.count(), last=text[LINE].max())
    twice = groups.filter(groups.n > 1)
    failed = engine.row(twice.aggregate(failed=(twice.n - 1).sum()))["failed"] or 0
    first = engine.rows(twice.order_by("last").limit(FIRST_ROWS)) if failed else []
    return RuleResult(
        rule=f"{bound.rule.name}.{'+'.join(key)}.unique",
        words=Words(f"겹치지 않습니다: {', '.join(key)}", f"No two rows have the same {', '.join(key)}."),
        table=bound.rule.name,
        column=key[0],
        checked=bound.relation.rows,
        failed=failed,
        reason=None if bound.relation.rows else EMPTY,
        first=tuple(
            Finding(line=each["last"], where=", ".join(key), value=" · ".join(str(each[name]) for name in key)[:SHOWN])
            for each in first
        ),
    )


def _refers(engine: Engine, bound: Bound, reference: Reference, target: Bound | None) -> RuleResult:
    name = f"{bound.rule.name}.{'+'.join(reference.columns)}.{reference.rule}"
    there = f"{reference.table}.{', '.join(reference.to)}"
    result = RuleResult(
        rule=name,
        words=Words(
            f"가리키는 값이 있습니다: {', '.join(reference.columns)} → {there}",
            f"What {', '.join(reference.columns)} points at is there: {there}",
        ),
        severity=reference.severity,
        table=bound.rule.name,
        column=reference.columns[0],
    )
    text = bound.text
    filled = text
    for column in reference.columns:
        filled = filled.filter(~_is_blank(filled[column]))
    looked = engine.row(filled.aggregate(n=filled.count()))["n"]
    if not looked:
        return replace(result, reason=EMPTY)
    if target is None or not set(reference.to) <= set(target.found):
        lost = filled
    else:
        pairs = dict(zip(reference.columns, reference.to, strict=True))
        lost = filled.anti_join(target.text, [filled[ours] == target.text[theirs] for ours, theirs in pairs.items()])
    failed = engine.row(lost.aggregate(n=lost.count()))["n"]
    rows = lost.select(LINE, *reference.columns).order_by(LINE).limit(FIRST_ROWS)
    first = tuple(
        Finding(
            line=each[LINE],
            where=", ".join(reference.columns),
            value=" · ".join(str(each[column]) for column in reference.columns)[:SHOWN],
            expected=there,
        )
        for each in (engine.rows(rows) if failed else [])
    )
    return replace(result, checked=looked, failed=failed, first=first)


# --- SQL that people wrote ---


@contextmanager
def limited(engine: Engine, seconds: float) -> Iterator[None]:
    """DuckDB is interrupted when the time is over."""
    timer = Timer(seconds, engine.interrupt)
    timer.daemon = True
    timer.start()
    try:
        yield
    finally:
        timer.cancel()


def _run_row_rules(engine: Engine, bound: Bound, limit_s: float) -> list[RuleResult]:
    """All in one pass; where that fails, one by one, so that a bad rule spoils no other."""
    rules = bound.rule.rules
    if not rules:
        return []
    try:
        with limited(engine, limit_s):
            counts = _count_rows(engine, bound.rule.name, rules)
    except duckdb.Error:
        return [_row_rule_alone(engine, bound, each, limit_s) for each in rules]
    return [
        _row_result(engine, bound, each, counts[f"n{at}"], counts[f"b{at}"], limit_s) for at, each in enumerate(rules)
    ]


def _count_rows(engine: Engine, table: str, rules: Sequence[RowRule]) -> dict[str, int]:
    parts = ", ".join(
        f'count(*) FILTER (("r{at}") IS NOT NULL) AS n{at}, count(*) FILTER (NOT ("r{at}")) AS b{at}'
        for at in range(len(rules))
    )
    flags = ", ".join(f'CAST(({each.must}) AS BOOLEAN) AS "r{at}"' for at, each in enumerate(rules))
    return engine.select(f'SELECT {parts} FROM (SELECT {flags} FROM "{table}")')[0]  # noqa: S608


def _row_rule_alone(engine: Engine, bound: Bound, rule: RowRule, limit_s: float) -> RuleResult:
    try:
        with limited(engine, limit_s):
            counts = _count_rows(engine, bound.rule.name, [rule])
    except duckdb.Error as error:
        return replace(_row_skeleton(bound, rule), reason=_unrun(error, limit_s))
    return _row_result(engine, bound, rule, counts["n0"], counts["b0"], limit_s)


def _row_skeleton(bound: Bound, rule: RowRule) -> RuleResult:
    return RuleResult(
        rule=f"{bound.rule.name}.{rule.id}", words=rule.words, severity=rule.severity, table=bound.rule.name
    )


def _row_result(engine: Engine, bound: Bound, rule: RowRule, looked: int, failed: int, limit_s: float) -> RuleResult:
    result = replace(_row_skeleton(bound, rule), checked=looked, failed=failed)
    if not looked:
        return replace(result, reason=EMPTY)
    if not failed:
        return result
    used = [each.name for each in bound.rule.columns if each.name in rule.must]
    shown = ", ".join(f'"{name}"' for name in used) or "NULL AS _none"
    with limited(engine, limit_s):
        found = engine.select(
            f'SELECT {LINE}, {shown} FROM "{bound.rule.name}" WHERE NOT ({rule.must}) ORDER BY {LINE} LIMIT {FIRST_ROWS}',  # noqa: S608
        )
    first = tuple(
        Finding(
            line=each[LINE],
            where=", ".join(used),
            value=" · ".join(str(each[name]) for name in used)[:SHOWN],
            expected=rule.must[:SHOWN],
        )
        for each in found
    )
    return replace(result, first=first)


def _run_query(
    engine: Engine, query: QueryRule, bounds: Mapping[str, Bound], as_of: date | None, limit_s: float
) -> RuleResult:
    result = RuleResult(rule=query.id, words=query.words, severity=query.severity, table=query.table)
    tables = query.needs or tuple(bounds)
    if any(name not in bounds for name in query.needs):
        return replace(result, reason=EMPTY)
    if query.needs_day and as_of is None:
        return replace(result, reason=NO_DAY)
    looked = max((bounds[name].relation.rows for name in tables), default=0)
    try:
        with limited(engine, limit_s):
            failed = engine.select(f"SELECT count(*) AS n FROM ({query.sql})")[0]["n"]  # noqa: S608
            found = engine.select(f"SELECT * FROM ({query.sql}) LIMIT {FIRST_ROWS}") if failed else []  # noqa: S608
            looked = engine.select(query.of)[0]["n"] if query.of else looked
    except duckdb.Error as error:
        return replace(result, reason=_unrun(error, limit_s))
    first = tuple(
        Finding(
            line=each.get(LINE) or 0,
            where=query.table,
            value=" · ".join(f"{name} {value}" for name, value in each.items() if name != LINE)[:SHOWN],
        )
        for each in found
    )
    is_tolerated = 0 < failed <= query.tolerance * max(looked, failed)
    return replace(
        result,
        checked=max(looked, failed),
        failed=failed,
        first=first,
        severity=Severity.NOTICE if is_tolerated else query.severity,
    )


def _unrun(error: duckdb.Error, limit_s: float) -> Words:
    if isinstance(error, duckdb.InterruptException):
        return Words(
            f"규칙이 {limit_s:g}초 안에 끝나지 않아 멈추었습니다.",
            f"The rule did not end within {limit_s:g} s and was stopped.",
        )
    said = str(error).splitlines()[0][:REASON_LENGTH]
    return Words(f"규칙을 실행할 수 없습니다: {said}", f"The rule cannot be run: {said}")


# --- against the version before ---


_MEASURES: dict[str, Callable[[ir.Table, str], ir.Value]] = {
    "rows": lambda table, _: table.count(),
    "sum": lambda table, column: table[column].try_cast("float64").sum(),
    "mean": lambda table, column: table[column].try_cast("float64").mean(),
    "missing": lambda table, column: _is_blank(table[column]).sum(),
}


def _measure(engine: Engine, bound: Bound, outcome: Outcome, before: Mapping[str, float] | None) -> None:
    for each in bound.rule.statistics:
        if each.column and each.column not in bound.found:
            continue
        name = f"{bound.rule.name}.{each.name}"
        measured = _MEASURES[each.measure](bound.text, each.column)
        value = float(engine.row(bound.text.aggregate(value=measured))["value"] or 0)
        outcome.statistics[name] = value
        result = RuleResult(
            rule=f"{name}.change",
            words=Words(
                f"앞 판에 견주어 {each.most_change:.0%} 넘게 바뀌지 않았습니다: {each.name}",
                f"{each.name} did not change by more than {each.most_change:.0%} against the version before.",
            ),
            severity=Severity.NOTICE,
            table=bound.rule.name,
            column=each.column,
            checked=1,
        )
        if before is None or name not in before:
            outcome.rules.append(
                replace(result, checked=0, reason=Words("견줄 앞 판이 없습니다.", "There is no version before."))
            )
            continue
        change = abs(value - before[name]) / abs(before[name]) if before[name] else float(value != 0)
        said = f"{before[name]:,g} → {value:,g}"
        first = (Finding(line=0, where=each.name, value=said, expected=f"± {each.most_change:.0%}"),)
        is_wide = change > each.most_change
        outcome.rules.append(replace(result, failed=int(is_wide), first=first if is_wide else ()))


# --- people behind the rows ---

IDENTIFIERS = {
    r"[0-9]{6}-?[1-8][0-9]{6}": Words("주민등록번호", "resident registration number"),
    r"01[016789]-?[0-9]{3,4}-?[0-9]{4}": Words("휴대전화번호", "mobile phone number"),
    r"[A-Za-z0-9._%+-]+@[A-Za-z0-9.-]+\.[A-Za-z]{2,}": Words("전자우편 주소", "e-mail address"),
}
NAMED = frozenset({"성명", "이름", "환자명", "name", "patient_name", "주민등록번호", "전화번호", "휴대폰", "주소"})


def _identifiers(engine: Engine, bound: Bound) -> RuleResult:
    """No direct identifier of a person in any text column, whether the profile knows the column or not."""
    raw = engine.table(bound.relation.name)
    texts = [name for name in bound.relation.columns if raw[name].type().is_string()]
    pattern = "^(" + "|".join(IDENTIFIERS) + ")$"
    hits = {f"n{at}": raw[name].strip().re_search(pattern).sum() for at, name in enumerate(texts)}
    counts = engine.row(raw.aggregate(**hits)) if hits else {}
    broken = {name: counts[f"n{at}"] or 0 for at, name in enumerate(texts)}
    broken |= {name: bound.relation.rows for name in bound.relation.columns if name.strip().casefold() in NAMED}
    found = {name: count for name, count in broken.items() if count}
    return RuleResult(
        rule=f"{bound.rule.name}.pseudonymous",
        words=Words(
            "사람을 바로 알아볼 값이 없습니다(가명처리).", "No value names a person: the data are pseudonymised."
        ),
        table=bound.rule.name,
        checked=bound.relation.rows,
        failed=max(found.values(), default=0),
        reason=None if bound.relation.rows else EMPTY,
        first=tuple(
            Finding(line=0, where=name, value=f"{count:,}", expected="가명 · pseudonym")
            for name, count in found.items()
        ),
    )
