"""What an ODRL policy allows: rows of rules in, answers out."""

from datetime import UTC, datetime
from typing import Any

import pytest
from hypothesis import given
from hypothesis import strategies as st

from naru.commons.terms.core.policy import Answer, may

NOON = datetime(2026, 11, 29, 12, tzinfo=UTC)


def limit(left: str, operator: str, right: Any) -> dict[str, Any]:
    return {"leftOperand": left, "operator": operator, "rightOperand": right}


def rule(action: str, *constraints: dict[str, Any], uid: str = "") -> dict[str, Any]:
    return {"action": action, "constraint": list(constraints), **({"uid": uid} if uid else {})}


UNTIL_NOON = limit("dateTime", "lteq", "2026-11-29T12:00:00Z")
RESEARCH = limit("purpose", "eq", "research")


@pytest.mark.parametrize(
    ("policy", "act", "facts", "allowed", "decided_by"),
    [
        ({}, "read", {}, False, "no-permission"),
        ({"permission": [rule("read", uid="p1")]}, "read", {}, True, "p1"),
        ({"permission": rule("read")}, "read", {}, True, "read"),
        ({"permission": [rule("read")]}, "distribute", {}, False, "no-permission"),
        ({"permission": [rule("use")]}, "distribute", {}, True, "distribute"),
        ({"permission": [rule("use")], "prohibition": [rule("distribute")]}, "distribute", {}, False, "distribute"),
        ({"permission": [rule("read", UNTIL_NOON)]}, "read", {}, True, "read"),
        ({"permission": [rule("read", limit("dateTime", "lt", "2026-11-29T12:00:00Z"))]}, "read", {}, False, None),
        ({"permission": [rule("read", limit("dateTime", "lteq", "2026-11-29T20:59:59+09:00"))]}, "read", {}, False, None),
        ({"permission": [rule("read", RESEARCH)]}, "read", {"purpose": "research"}, True, "read"),
        ({"permission": [rule("read", RESEARCH)]}, "read", {"purpose": "marketing"}, False, None),
        ({"permission": [rule("read", RESEARCH)]}, "read", {}, False, "no-permission"),
        ({"permission": [rule("use")], "prohibition": [rule("read", RESEARCH)]}, "read", {}, False, "read"),
        ({"permission": [rule("use")], "prohibition": [rule("read", RESEARCH)]}, "read", {"purpose": "x"}, True, "read"),
        ({"permission": [rule("read", limit("count", "lteq", "5"))]}, "read", {"count": 5}, True, "read"),
        ({"permission": [rule("read", limit("count", "lteq", 5))]}, "read", {"count": 6}, False, None),
        ({"permission": [rule("read", limit("count", "gteq", 5))]}, "read", {"count": "many"}, False, None),
        ({"permission": [rule("read", limit("count", "gt", 5))]}, "read", {"count": 5}, False, None),
        ({"permission": [rule("read", limit("spatial", "isAnyOf", ["KR", "JP"]))]}, "read", {"spatial": "JP"}, True, "read"),
        ({"permission": [rule("read", limit("spatial", "isNoneOf", ["KR"]))]}, "read", {"spatial": "KR"}, False, None),
        ({"permission": [rule("read", limit("spatial", "neq", "KR"))]}, "read", {"spatial": "JP"}, True, "read"),
        ({"permission": [rule("read", limit("spatial", "unheardOf", "KR"))]}, "read", {"spatial": "KR"}, False, None),
        (
            {"permission": [rule("read", {"or": [RESEARCH, limit("purpose", "eq", "teaching")]})]},
            "read", {"purpose": "teaching"}, True, "read",
        ),
        ({"permission": [rule("read", {"xone": [RESEARCH, RESEARCH]})]}, "read", {"purpose": "research"}, False, None),
        ({"permission": [rule("read", {"and": [RESEARCH, UNTIL_NOON]})]}, "read", {"purpose": "research"}, True, "read"),
    ],
)  # fmt: skip
def test_a_policy_answers(
    policy: dict[str, Any], act: str, facts: dict[str, Any], allowed: bool, decided_by: str | None
) -> None:
    answer = may(policy, act, on=NOON, facts=facts)
    assert answer.allowed is allowed
    assert answer == Answer(allowed=allowed, rule=decided_by or "no-permission")


@given(st.lists(st.sampled_from(["read", "use", "distribute"])), st.lists(st.sampled_from(["read", "distribute"])))
def test_a_prohibition_is_never_outweighed(allowed: list[str], forbidden: list[str]) -> None:
    policy = {"permission": [rule(each) for each in allowed], "prohibition": [rule(each) for each in forbidden]}
    for act in ("read", "distribute"):
        answer = may(policy, act, on=NOON)
        assert answer.allowed == (act not in forbidden and (act in allowed or "use" in allowed))
