"""A predicate as a tree of nodes, read from JSON; one that makes no sense is taken for absent.

Source: Delta Sharing protocol, "JSON predicates for filtering".
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from datetime import UTC, date, datetime
from typing import Any

import orjson

DEEPEST = 100
LARGEST_LONG = 2**63


@dataclass(frozen=True, slots=True)
class Column:
    name: str
    type: str


@dataclass(frozen=True, slots=True)
class Compare:
    """``op`` with the column on its left."""

    op: str
    column: Column
    value: Any


@dataclass(frozen=True, slots=True)
class IsNull:
    column: Column


@dataclass(frozen=True, slots=True)
class Not:
    part: "Node"


@dataclass(frozen=True, slots=True)
class All:
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Some:
    parts: tuple["Node", ...]


@dataclass(frozen=True, slots=True)
class Constant:
    """Where literals are compared with each other."""

    is_true: bool


Node = Compare | IsNull | Not | All | Some | Constant


def _instant(text: str) -> datetime:
    moment = datetime.fromisoformat(text)
    return moment.replace(tzinfo=UTC) if moment.tzinfo is None else moment


def _long(text: str) -> int:
    value = int(text)
    if not -LARGEST_LONG <= value < LARGEST_LONG:
        raise ValueError(text)
    return value


def _double(text: str) -> float:
    value = float(text)
    if value != value:
        raise ValueError(text)  # NaN is neither less nor more than anything
    return value


def _bool(text: str) -> bool:
    return {"true": True, "false": False}[text.lower()]


READ: Mapping[str, Callable[[str], Any]] = {
    "bool": _bool,
    "int": _long,
    "long": _long,
    "string": str,
    "date": date.fromisoformat,
    "double": _double,
    "float": _double,
    "timestamp": _instant,
}
SUITS = {  # the column types that a value type may stand for
    "bool": {"boolean"},
    "int": {"byte", "short", "integer", "long"},
    "long": {"byte", "short", "integer", "long"},
    "string": {"string"},
    "date": {"date"},
    "double": {"byte", "short", "integer", "long", "float", "double"},
    "float": {"float", "double"},
    "timestamp": {"timestamp"},
}
COMPARISONS = frozenset({"equal", "lessThan", "lessThanOrEqual", "greaterThan", "greaterThanOrEqual"})
MIRRORED = {
    "equal": "equal",
    "lessThan": "greaterThan",
    "lessThanOrEqual": "greaterThanOrEqual",
    "greaterThan": "lessThan",
    "greaterThanOrEqual": "lessThanOrEqual",
}
MEANS: Mapping[str, Callable[[Any, Any], bool]] = {
    "equal": lambda left, right: left == right,
    "lessThan": lambda left, right: left < right,
    "lessThanOrEqual": lambda left, right: left <= right,
    "greaterThan": lambda left, right: left > right,
    "greaterThanOrEqual": lambda left, right: left >= right,
}


def json_predicate(text: str) -> Node | None:
    """None where there is none, or it makes no sense."""
    try:
        return node_of(orjson.loads(text)) if text else None
    except (ValueError, KeyError, TypeError, AttributeError, OverflowError, RecursionError):
        return None


def node_of(said: Mapping[str, Any], depth: int = 0) -> Node:
    """Raises ``ValueError``, ``KeyError``, ``TypeError`` for what makes no sense."""
    if depth > DEEPEST:
        raise ValueError("too deep")
    op, children = said["op"], said.get("children", [])
    match op:
        case "and" | "or" if len(children) >= 2:
            parts = tuple(node_of(child, depth + 1) for child in children)
            return All(parts) if op == "and" else Some(parts)
        case "not" if len(children) == 1:
            return Not(node_of(children[0], depth + 1))
        case "isNull" if len(children) == 1:
            return IsNull(_column(children[0]))
        case "column" if said["valueType"] == "bool":
            return Compare("equal", _column(said), True)
        case _ if op in COMPARISONS and len(children) == 2:
            return _compare(op, *children)
    raise ValueError(f"{op!r} of {len(children)}")


def _compare(op: str, left: Mapping[str, Any], right: Mapping[str, Any]) -> Node:
    if left["valueType"] != right["valueType"]:
        raise ValueError("two types")
    match left["op"], right["op"]:
        case "column", "literal":
            return Compare(op, _column(left), _literal(right))
        case "literal", "column":
            return Compare(MIRRORED[op], _column(right), _literal(left))
        case "literal", "literal":
            return Constant(MEANS[op](_literal(left), _literal(right)))
    raise ValueError("two columns")


def _column(said: Mapping[str, Any]) -> Column:
    if said["op"] != "column" or said["valueType"] not in READ or not isinstance(said["name"], str):
        raise ValueError("no column")
    return Column(said["name"], said["valueType"])


def _literal(said: Mapping[str, Any]) -> Any:
    return READ[said["valueType"]](said["value"])
