"""Verdicts and scores: what decides, what never counts as passed, where 100 begins."""

from decimal import Decimal

import pytest

from naru.base.kit.words import Words
from naru.systems.sectors.core.values import (
    EMPTY,
    Cause,
    Finding,
    Report,
    RuleResult,
    Severity,
    Status,
    Verdict,
    from_json,
    score_of,
    to_json,
    verdict_of,
)

ANY = Words("가", "a")


def rule(failed: int = 0, *, checked: int = 10, notice: bool = False, reason: Words | None = None) -> RuleResult:
    severity = Severity.NOTICE if notice else Severity.ERROR
    return RuleResult(rule="r", words=ANY, severity=severity, checked=checked, failed=failed, reason=reason)


@pytest.mark.parametrize(
    ("rules", "verdict"),
    [
        ([], Verdict.UNDECIDED),
        ([rule()], Verdict.CONFORMS),
        ([rule(), rule(1, notice=True)], Verdict.NOTICES),
        ([rule(), rule(1), rule(1, notice=True)], Verdict.FAILS),
        ([rule(), rule(reason=ANY)], Verdict.UNDECIDED),
        ([rule(1), rule(reason=ANY)], Verdict.FAILS),
        ([rule(), rule(reason=ANY, notice=True)], Verdict.CONFORMS),
        ([rule(), rule(reason=EMPTY)], Verdict.CONFORMS),
        ([rule(reason=EMPTY)], Verdict.UNDECIDED),
    ],
)
def test_what_was_not_checked_never_passes(rules: list[RuleResult], verdict: Verdict) -> None:
    assert verdict_of(rules) is verdict


@pytest.mark.parametrize(
    ("rules", "score"),
    [
        ([], None),
        ([rule(reason=ANY)], None),
        ([rule()], "100.0"),
        ([rule(), rule(reason=ANY)], "100.0"),
        ([rule(1, checked=1_000_000)], "99.9"),
        ([rule(5)], "50.0"),
        ([rule(10)], "0.0"),
        ([rule(), rule(10)], "50.0"),
    ],
)
def test_only_what_holds_everywhere_scores_a_hundred(rules: list[RuleResult], score: str | None) -> None:
    assert score_of(rules) == (None if score is None else Decimal(score))


def test_a_report_comes_back_from_json_as_it_went() -> None:
    found = Finding(line=3, where="열", value="값", expected="코드", message="m")
    report = Report(
        profile="p",
        version="1",
        sha256="0" * 64,
        rows=2,
        rules=(
            RuleResult(rule="r", words=ANY, checked=2, failed=1, first=(found,)),
            RuleResult(rule="n", words=ANY, reason=ANY),
        ),
        causes=(Cause(words=ANY, rules=("r",), rows=1, table="t", column="c", mend="upper"),),
        statistics={"t.rows": 2.0},
        tables={"t": 2},
        editions={"iso4217": "2026"},
    )
    assert from_json(to_json(report)) == report
    assert [each.status for each in report.rules] == [Status.FAILED, Status.NOT_CHECKED]
