"""Whether a firm may apply, computed from what the platform knows, each rule with its reason and evidence.

A fact that is not known neither bars nor passes: it is ``None``, and a person looks.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from datetime import date

from naru.base.kit.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class FirmFacts:
    """What is known of an applicant on a day; "" and None are "not known"."""

    business_number: str
    address: str
    closed: date | None
    recoveries_open: int
    awards_this_year: int
    city: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Check:
    """``passed`` is None where a person must look; ``evidence`` is what it was seen by."""

    rule: str
    words: Words
    passed: bool | None
    evidence: str


Rule = Callable[[FirmFacts], tuple[bool | None, str]]


def _numbered(facts: FirmFacts) -> tuple[bool | None, str]:
    return (True, facts.business_number) if facts.business_number else (None, "")


def _in_city(facts: FirmFacts) -> tuple[bool | None, str]:
    return (facts.address.startswith(facts.city), facts.address) if facts.address else (None, "")


def _open(facts: FirmFacts) -> tuple[bool | None, str]:
    return facts.closed is None, facts.closed.isoformat() if facts.closed else ""


def _owes_nothing(facts: FirmFacts) -> tuple[bool | None, str]:
    return facts.recoveries_open == 0, str(facts.recoveries_open)


def _once_a_year(facts: FirmFacts) -> tuple[bool | None, str]:
    return facts.awards_this_year == 0, str(facts.awards_this_year)


RULES: dict[str, tuple[Words, Rule]] = {
    "number_checked": (Words("사업자등록번호를 확인함", "Its business number is checked"), _numbered),
    "in_city": (Words("주소가 시 안에 있음", "Its address lies in the city"), _in_city),
    "not_closed": (Words("폐업하지 않음", "It is not closed"), _open),
    "no_recovery": (Words("환수할 돈이 없음", "It owes nothing back"), _owes_nothing),
    "one_a_year": (Words("올해 받은 바우처가 없음", "It has no voucher of this year"), _once_a_year),
}


def checks(facts: FirmFacts, rules: Sequence[str]) -> list[Check]:
    """In the programme's order. Raises ``KeyError`` for a rule nobody knows."""
    found = []
    for name in rules:
        words, rule = RULES[name]
        passed, evidence = rule(facts)
        found.append(Check(rule=name, words=words, passed=passed, evidence=evidence))
    return found


def bars(found: Sequence[Check]) -> list[Check]:
    """Those that keep the firm out."""
    return [check for check in found if check.passed is False]
