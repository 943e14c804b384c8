"""What a check answers: a verdict, a score, rules with their counts and first rows, and the causes that group them."""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from decimal import ROUND_DOWN, Decimal
from enum import StrEnum

from naru.base.kit.canonical import JSON
from naru.base.kit.words import Words

FIRST_ROWS = 20  # of a rule, in the report


class Severity(StrEnum):
    ERROR = "error"  # a file that breaks it does not conform
    NOTICE = "notice"  # it conforms, with this to be looked at


class Status(StrEnum):
    """Of one rule. ``NOT_CHECKED`` is a state of its own: it never counts as passed."""

    PASSED = "passed"
    FAILED = "failed"
    NOT_CHECKED = "not_checked"


class Verdict(StrEnum):
    """Of a whole file or version. ``UNDECIDED``: nothing fails, but a rule that must hold could not be checked."""

    CONFORMS = "conforms"
    NOTICES = "notices"
    UNDECIDED = "undecided"
    FAILS = "fails"

    @property
    def is_conforming(self) -> bool:
        return self in (Verdict.CONFORMS, Verdict.NOTICES)

    @property
    def words(self) -> Words:
        return _VERDICTS[self]


_VERDICTS = {
    Verdict.CONFORMS: Words("적합", "Conforms"),
    Verdict.NOTICES: Words("적합(살펴볼 점 있음)", "Conforms, with notices"),
    Verdict.UNDECIDED: Words("판단할 수 없음", "Cannot be decided"),
    Verdict.FAILS: Words("부적합", "Does not conform"),
}

EMPTY = Words("검사할 값이 없습니다.", "There is no value to check.")


@dataclass(frozen=True, slots=True, kw_only=True)
class Finding:
    """One offending place: ``line`` is the 1-based line of the file (0 where it has none), ``where`` a path or column."""

    line: int
    where: str
    value: str
    expected: str = ""
    message: str = ""  # what a schema or an outside rule said, as it said it


@dataclass(frozen=True, slots=True, kw_only=True)
class RuleResult:
    """``checked`` are the values or rows that were looked at, ``failed`` those of them that break the rule."""

    rule: str
    words: Words
    severity: Severity = Severity.ERROR
    table: str = ""
    column: str = ""
    checked: int = 0
    failed: int = 0
    reason: Words | None = None  # why it was not checked
    first: tuple[Finding, ...] = ()

    @property
    def status(self) -> Status:
        if self.reason is not None:
            return Status.NOT_CHECKED
        return Status.FAILED if self.failed else Status.PASSED

    @property
    def holds_nothing(self) -> bool:
        """Not checked for want of values, which leaves no doubt about the file."""
        return self.reason == EMPTY


@dataclass(frozen=True, slots=True, kw_only=True)
class Cause:
    """What explains findings: ``mend`` names what would put ``rows`` of them right, "" where only a person can."""

    words: Words
    rules: tuple[str, ...]
    rows: int
    table: str = ""
    column: str = ""
    mend: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Report:
    """The same for the same bytes, profile version and code lists."""

    profile: str
    version: str
    sha256: str  # of the bytes
    rows: int
    rules: tuple[RuleResult, ...]
    causes: tuple[Cause, ...] = ()
    statistics: Mapping[str, float] = field(default_factory=dict)  # for the next version to be compared with
    tables: Mapping[str, int] = field(default_factory=dict)  # rows of each
    editions: Mapping[str, str] = field(default_factory=dict)  # of the code lists and definitions that were used

    @property
    def verdict(self) -> Verdict:
        return verdict_of(self.rules)

    @property
    def score(self) -> Decimal | None:
        return score_of(self.rules)

    @property
    def failed(self) -> tuple[RuleResult, ...]:
        return tuple(each for each in self.rules if each.status is Status.FAILED)

    @property
    def not_checked(self) -> tuple[RuleResult, ...]:
        return tuple(each for each in self.rules if each.status is Status.NOT_CHECKED)

    @property
    def passed(self) -> tuple[RuleResult, ...]:
        return tuple(each for each in self.rules if each.status is Status.PASSED)


def verdict_of(rules: Iterable[RuleResult]) -> Verdict:
    """An error that fails decides; then an error that nobody could check; then notices. No rule decides nothing."""
    known = list(rules)
    errors = [each for each in known if each.severity is Severity.ERROR]
    if any(each.status is Status.FAILED for each in errors):
        return Verdict.FAILS
    open_ones = [each for each in errors if each.status is Status.NOT_CHECKED and not each.holds_nothing]
    if open_ones or not any(each.status is Status.PASSED for each in known):
        return Verdict.UNDECIDED
    return Verdict.NOTICES if any(each.status is Status.FAILED for each in known) else Verdict.CONFORMS


def score_of(rules: Iterable[RuleResult]) -> Decimal | None:
    """Mean over the checked rules of the share that holds, in percent, rounded down: 100 only where nothing fails."""
    shares = [1 - Decimal(each.failed) / max(each.checked, each.failed, 1) for each in rules if each.reason is None]
    if not shares:
        return None
    percent = (100 * sum(shares, Decimal(0)) / len(shares)).quantize(Decimal("0.1"), ROUND_DOWN)
    is_whole = all(share == 1 for share in shares)
    return percent if is_whole else min(percent, Decimal("99.9"))


# --- as JSON, for a child's answer and for keeping ---


def to_json(report: Report) -> dict[str, JSON]:
    return {
        "profile": report.profile,
        "version": report.version,
        "sha256": report.sha256,
        "rows": report.rows,
        "verdict": report.verdict.value,
        "score": None if report.score is None else str(report.score),
        "rules": [_rule_json(each) for each in report.rules],
        "causes": [_cause_json(each) for each in report.causes],
        "statistics": dict(report.statistics),
        "tables": dict(report.tables),
        "editions": dict(report.editions),
    }


def _rule_json(rule: RuleResult) -> dict[str, JSON]:
    return {
        "rule": rule.rule,
        "ko": rule.words.ko,
        "en": rule.words.en,
        "severity": rule.severity.value,
        "status": rule.status.value,
        "table": rule.table,
        "column": rule.column,
        "checked": rule.checked,
        "failed": rule.failed,
        "reason": None if rule.reason is None else [rule.reason.ko, rule.reason.en],
        "first": [
            {"line": f.line, "where": f.where, "value": f.value, "expected": f.expected, "message": f.message}
            for f in rule.first
        ],
    }


def _cause_json(cause: Cause) -> dict[str, JSON]:
    return {
        "ko": cause.words.ko,
        "en": cause.words.en,
        "rules": list(cause.rules),
        "rows": cause.rows,
        "table": cause.table,
        "column": cause.column,
        "mend": cause.mend,
    }


def from_json(given: Mapping[str, JSON]) -> Report:
    """What ``to_json`` wrote."""
    raw: dict[str, object] = dict(given)
    return Report(
        profile=_text(raw["profile"]),
        version=_text(raw["version"]),
        sha256=_text(raw["sha256"]),
        rows=_count(raw["rows"]),
        rules=tuple(_rule(each) for each in _maps(raw["rules"])),
        causes=tuple(_cause(each) for each in _maps(raw["causes"])),
        statistics={name: float(str(value)) for name, value in _map(raw["statistics"]).items()},
        tables={name: _count(value) for name, value in _map(raw["tables"]).items()},
        editions={name: _text(value) for name, value in _map(raw["editions"]).items()},
    )


def _rule(raw: Mapping[str, object]) -> RuleResult:
    reason = raw["reason"]
    return RuleResult(
        rule=_text(raw["rule"]),
        words=Words(_text(raw["ko"]), _text(raw["en"])),
        severity=Severity(_text(raw["severity"])),
        table=_text(raw["table"]),
        column=_text(raw["column"]),
        checked=_count(raw["checked"]),
        failed=_count(raw["failed"]),
        reason=Words(_text(reason[0]), _text(reason[1])) if isinstance(reason, list) else None,
        first=tuple(
            Finding(
                line=_count(each["line"]),
                where=_text(each["where"]),
                value=_text(each["value"]),
                expected=_text(each["expected"]),
                message=_text(each["message"]),
            )
            for each in _maps(raw["first"])
        ),
    )


def _cause(raw: Mapping[str, object]) -> Cause:
    rules = raw["rules"]
    assert isinstance(rules, list)
    return Cause(
        words=Words(_text(raw["ko"]), _text(raw["en"])),
        rules=tuple(_text(each) for each in rules),
        rows=_count(raw["rows"]),
        table=_text(raw["table"]),
        column=_text(raw["column"]),
        mend=_text(raw["mend"]),
    )


def _text(value: object) -> str:
    assert isinstance(value, str)
    return value


def _count(value: object) -> int:
    assert isinstance(value, int)
    return value


def _map(value: object) -> Mapping[str, object]:
    assert isinstance(value, dict)
    return value


def _maps(value: object) -> list[Mapping[str, object]]:
    assert isinstance(value, list)
    return value
