"""A report in the words of the W3C: measured where it was checked, annotated where it was not."""

from dataclasses import replace
from datetime import UTC, datetime
from typing import Any

import pytest

from naru.base.kit.words import Words
from naru.systems.sectors.core.dqv import quality
from naru.systems.sectors.core.profiles import profile_of
from naru.systems.sectors.core.values import EMPTY, Report, RuleResult, Severity

PROFILE = profile_of(
    {
        "name": "finance.codes",
        "version": "2",
        "sector": "finance",
        "title": ["코드", "Codes"],
        "summary": ["코드", "Codes"],
        "shape": "table",
        "tables": [{"name": "t", "columns": [{"name": "code"}]}],
    }
)
PASSED = RuleResult(rule="t.code.required", words=Words("값", "Value"), checked=10, failed=0)
UNCHECKED = replace(PASSED, rule="t.code.codes", checked=0, reason=EMPTY)


def said(*rules: RuleResult) -> dict[str, Any]:
    report = Report(profile="finance.codes", version="2", sha256="0", rows=10, rules=rules)
    return quality(report, PROFILE, dataset="https://city.kr/d", at=datetime(2026, 3, 1, tzinfo=UTC))


def test_a_file_that_conforms_says_to_what() -> None:
    assert said(PASSED)["dct:conformsTo"] == {"@id": "urn:naru:profile:finance.codes:2"}
    assert "dct:conformsTo" not in said(replace(PASSED, failed=1))


def test_what_was_checked_is_measured_with_how_much() -> None:
    body = said(replace(PASSED, failed=3), UNCHECKED)
    measured = {each["dqv:isMeasurementOf"]["@id"]: each for each in body["dqv:hasQualityMeasurement"]}
    rule = measured["urn:naru:rule:t.code.required"]
    assert rule["dqv:value"] == {"@value": "3", "@type": "xsd:integer"}
    assert rule["dqv:isMeasurementOf"]["dct:extent"]["@value"] == "10"
    assert rule["dqv:computedOn"] == {"@id": "https://city.kr/d"}
    assert rule["prov:generatedAtTime"]["@value"] == "2026-03-01T00:00:00+00:00"
    assert measured["urn:naru:rule:score"]["dqv:value"]["@type"] == "xsd:decimal"
    assert "urn:naru:rule:t.code.codes" not in measured


def test_what_was_not_checked_says_why_in_both_languages() -> None:
    (note,) = said(PASSED, UNCHECKED)["dqv:hasQualityAnnotation"]
    texts = {text["@language"]: text["@value"] for text in note["oa:hasBody"]["dct:description"]}
    assert texts == {"ko": f"값 {EMPTY.ko}", "en": f"Value {EMPTY.en}"}
    assert said(PASSED)["dqv:hasQualityAnnotation"] == []


@pytest.mark.parametrize(
    ("rule", "dimension"),
    [
        ("t.code.required", "completeness"),
        ("t.missing_required_column", "completeness"),
        ("t.code.unique", "uniqueness"),
        ("t.code.codes", "validity"),
        ("t.rows.change", "stability"),
        ("t.code.foreign_key", "consistency"),
        ("t.code.pattern", "conformance"),
    ],
)
def test_a_rule_is_of_a_dimension(rule: str, dimension: str) -> None:
    measured = said(replace(PASSED, rule=rule))["dqv:hasQualityMeasurement"][-1]
    assert measured["dqv:isMeasurementOf"]["dqv:inDimension"] == f"urn:naru:dimension:{dimension}"


@pytest.mark.parametrize(("severity", "category"), [(Severity.ERROR, "error"), (Severity.NOTICE, "notice")])
def test_a_rule_is_an_error_or_a_notice(severity: Severity, category: str) -> None:
    assert said(replace(PASSED, severity=severity))["dqv:hasQualityMeasurement"][-1]["dqv:inCategory"] == category
