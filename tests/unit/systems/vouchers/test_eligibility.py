"""Whether a firm may apply: each rule on both sides, and "not known" which neither bars nor passes."""

from dataclasses import replace
from datetime import date
from typing import Any

import pytest

from naru.systems.vouchers.core.eligibility import RULES, FirmFacts, bars, checks

FIT = FirmFacts(
    business_number="1208147521",
    address="부산광역시 해운대구 센텀중앙로 1",
    closed=None,
    recoveries_open=0,
    awards_this_year=0,
    city="부산광역시",
)
ROWS: list[tuple[str, dict[str, Any], bool | None, str]] = [
    ("number_checked", {}, True, "1208147521"),
    ("number_checked", {"business_number": ""}, None, ""),
    ("in_city", {}, True, "부산광역시 해운대구 센텀중앙로 1"),
    ("in_city", {"address": "경상남도 김해시 부산광역시로 1"}, False, "경상남도 김해시 부산광역시로 1"),
    ("in_city", {"address": ""}, None, ""),
    ("not_closed", {}, True, ""),
    ("not_closed", {"closed": date(2026, 1, 31)}, False, "2026-01-31"),
    ("no_recovery", {}, True, "0"),
    ("no_recovery", {"recoveries_open": 1}, False, "1"),
    ("one_a_year", {}, True, "0"),
    ("one_a_year", {"awards_this_year": 1}, False, "1"),
]


@pytest.mark.parametrize(("rule", "facts", "passed", "evidence"), ROWS)
def test_a_rule_by_what_is_known(rule: str, facts: dict[str, Any], passed: bool | None, evidence: str) -> None:
    (check,) = checks(replace(FIT, **facts), [rule])
    assert (check.rule, check.passed, check.evidence) == (rule, passed, evidence)
    assert check.words == RULES[rule][0]


def test_every_rule_has_a_row_here() -> None:
    assert {rule for rule, *_ in ROWS} == set(RULES)


def test_checks_stand_in_the_programmes_order_and_only_a_no_bars() -> None:
    asked = ["one_a_year", "in_city", "number_checked"]
    made = checks(replace(FIT, awards_this_year=2, business_number=""), asked)
    assert [each.rule for each in made] == asked
    assert [each.rule for each in bars(made)] == ["one_a_year"]


def test_a_rule_that_nobody_knows_is_an_error() -> None:
    with pytest.raises(KeyError):
        checks(FIT, ["tall_enough"])
