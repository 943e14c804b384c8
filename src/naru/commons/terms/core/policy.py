"""What an ODRL policy allows (W3C ODRL Information Model 2.2), with the rule that decided.

A rule is one of the JSON-LD members ``permission``, ``prohibition`` and ``obligation`` with an ``action`` and constraints. No
permission, nothing allowed. A fact that nobody states fails a permission and fulfils a prohibition: doubt never opens.
"""

from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from datetime import UTC, datetime

from naru.base.kit.canonical import JSON

Policy = Mapping[str, JSON]
Facts = Mapping[str, str | int]

DATE_TIME = "dateTime"
USE = "use"  # the action that, per ODRL, includes every other of using


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """``rule`` is the uid of the rule that decided, or of what lacked: ``"no-permission"``, ``"not-in-force"``."""

    allowed: bool
    rule: str


def may(policy: Policy, act: str, *, on: datetime, facts: Facts | None = None) -> Answer:
    """Whether ``act`` is allowed at an instant under the stated facts (left operand → value)."""
    stated = {**(facts or {}), DATE_TIME: on.astimezone(UTC).isoformat()}
    for rule in rules(policy, "prohibition"):
        if _covers(rule, act) and _holds(rule, stated, in_doubt=True):
            return Answer(allowed=False, rule=uid(rule, act))
    for rule in rules(policy, "permission"):
        if _covers(rule, act) and _holds(rule, stated, in_doubt=False):
            return Answer(allowed=True, rule=uid(rule, act))
    return Answer(allowed=False, rule="no-permission")


def rules(policy: Policy, kind: str) -> list[Policy]:
    """Those of one kind; a single one may stand without its list."""
    found = policy.get(kind, [])
    listed = found if isinstance(found, Sequence) and not isinstance(found, str) else [found]
    return [rule for rule in listed if isinstance(rule, Mapping)]


def uid(rule: Policy, otherwise: str) -> str:
    return str(rule.get("uid") or rule.get("@id") or otherwise)


def _covers(rule: Policy, act: str) -> bool:
    action = rule.get("action")
    named = action if isinstance(action, Sequence) and not isinstance(action, str) else [action]
    return act in named or USE in named


def _holds(rule: Policy, facts: Facts, *, in_doubt: bool) -> bool:
    return all(_met(each, facts, in_doubt=in_doubt) for each in rules(rule, "constraint"))


def _met(constraint: Policy, facts: Facts, *, in_doubt: bool) -> bool:
    for name, joined in JOINED.items():
        if name in constraint:
            return joined([_met(each, facts, in_doubt=in_doubt) for each in rules(constraint, name)])
    left, operator = str(constraint.get("leftOperand")), str(constraint.get("operator"))
    if left not in facts or operator not in OPERATORS:
        return in_doubt
    return OPERATORS[operator](_comparable(left, facts[left]), _right(left, constraint.get("rightOperand")))


def _right(left: str, value: JSON) -> object:
    if isinstance(value, Sequence) and not isinstance(value, str):
        return [_comparable(left, each) for each in value]
    return _comparable(left, value)


def _comparable(left: str, value: object) -> object:
    if isinstance(value, Mapping):
        value = value.get("@value", value.get("@id"))
    if left == DATE_TIME:
        moment = datetime.fromisoformat(str(value))
        return moment if moment.tzinfo else moment.replace(tzinfo=UTC)
    return value


def _is_any_of(value: object, among: object) -> bool:
    return value in among if isinstance(among, list) else value == among


def _ordered(compare: Callable[[int], bool]) -> Callable[[object, object], bool]:
    def ordered(left: object, right: object) -> bool:
        if isinstance(left, datetime) and isinstance(right, datetime):
            return compare((left > right) - (left < right))
        try:
            first, second = float(str(left)), float(str(right))
        except ValueError:
            return False
        return compare((first > second) - (first < second))

    return ordered


OPERATORS: Mapping[str, Callable[[object, object], bool]] = {
    "eq": lambda left, right: left == right,
    "neq": lambda left, right: left != right,
    "isAnyOf": _is_any_of,
    "isNoneOf": lambda left, right: not _is_any_of(left, right),
    "lt": _ordered(lambda sign: sign < 0),
    "lteq": _ordered(lambda sign: sign <= 0),
    "gt": _ordered(lambda sign: sign > 0),
    "gteq": _ordered(lambda sign: sign >= 0),
}
JOINED: Mapping[str, Callable[[Sequence[bool]], bool]] = {
    "and": all,
    "andSequence": all,
    "or": any,
    "xone": lambda met: sum(met) == 1,
}
