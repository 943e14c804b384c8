"""A rule ↔ a mapping, as a city's file has it."""

from collections.abc import Callable, Mapping
from dataclasses import MISSING, asdict, fields
from datetime import date, time
from typing import Any

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.footage.core.cameras.values import Hours, ZoneKind
from naru.systems.footage.core.events.rules import RELATIONS, Relation, Rule

WORDS = ("name", "sees", "cannot_see")
BY_NAME = {relation.name: relation for relation in RELATIONS}


def mapping_from_rule(rule: Rule) -> dict[str, Any]:
    """Plain values alone, fit for YAML or JSON; ``rule_from_mapping`` reads it back equal."""
    plain = asdict(rule)
    return plain | {
        **{word: {"ko": getattr(rule, word).ko, "en": getattr(rule, word).en} for word in WORDS},
        "classes": list(rule.classes),
        "modes": list(rule.modes),
        "zone_kinds": [kind.value for kind in rule.zone_kinds],
        "hours": [_plain_hours(hours) for hours in rule.hours],
        **{
            field: [_plain_relation(relation) for relation in getattr(rule, field)]
            for field in ("relations", "supports")
        },
    }


def _plain_hours(hours: Hours) -> dict[str, Any]:
    days = {name: day.isoformat() for name in ("first_day", "last_day") if (day := getattr(hours, name))}
    times = {"begin": hours.begin.isoformat("minutes"), "end": hours.end.isoformat("minutes")}
    return {"weekdays": sorted(hours.weekdays), **times, **days}


def _plain_relation(relation: Relation) -> dict[str, Any]:
    return {"relation": relation.name, **_lists(asdict(relation))}


def _lists(plain: dict[str, Any]) -> dict[str, Any]:
    return {name: list(value) if isinstance(value, tuple) else value for name, value in plain.items()}


def rule_from_mapping(given: Mapping[str, Any]) -> Rule:
    """Raises ``Refused``: ``rule_unreadable`` with the rule's id and the field that is missing, unknown or wrong."""
    name = str(given.get("id", "?"))
    _check_fields(name, given, Rule)
    read: dict[str, Callable[[Any], Any]] = {
        "zone_kinds": lambda kinds: tuple(ZoneKind(kind) for kind in kinds),
        "hours": lambda all_hours: tuple(_hours(hours) for hours in all_hours),
        **dict.fromkeys(("relations", "supports"), lambda given: tuple(_relation(name, each) for each in given)),
        "classes": tuple,
        "modes": tuple,
        **dict.fromkeys(WORDS, lambda words: Words(words["ko"], words["en"])),
        **dict.fromkeys(("least_s", "sure_s", "gap_s"), _seconds),
        "most_s": lambda most: None if most is None else _seconds(most),
        "version": int,
    }
    values = {}
    for field, value in given.items():
        try:
            values[field] = read.get(field, str)(value)
        except (ValueError, TypeError, KeyError, AttributeError):
            raise Refused("rule_unreadable", rule=name, field=field) from None
    return Rule(**values)


def _check_fields(name: str, given: Mapping[str, Any], shape: type) -> None:
    known = {field.name: field for field in fields(shape)}
    needed = {of.name for of in known.values() if of.default is MISSING and of.default_factory is MISSING}
    for field in sorted((needed - set(given)) | (set(given) - set(known))):
        raise Refused("rule_unreadable", rule=name, field=field)


def _seconds(value: Any) -> float:
    seconds = float(value)
    if not 0 <= seconds < float("inf"):
        raise ValueError(value)
    return seconds


def _hours(given: Mapping[str, Any]) -> Hours:
    days = {name: date.fromisoformat(str(given[name])) for name in ("first_day", "last_day") if name in given}
    times = {name: time.fromisoformat(str(given[name])) for name in ("begin", "end") if name in given}
    weekdays = frozenset(int(day) for day in given.get("weekdays", range(7)))
    values: dict[str, Any] = {"weekdays": weekdays, **times, **days}
    return Hours(**values)


def _relation(rule: str, given: Mapping[str, Any]) -> Relation:
    values: dict[str, Any] = {name: tuple(value) if isinstance(value, list) else value for name, value in given.items()}
    relation = BY_NAME[values.pop("relation")]
    _check_fields(rule, values, relation)
    return relation(**values)
