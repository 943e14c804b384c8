"""A plan: which techniques treat which columns, in order. Read from JSON and checked before anything is touched."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from typing import Any

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.systems.combination.core.treat.techniques import TECHNIQUES, Options, Technique


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    do: str
    columns: tuple[str, ...] = ()
    options: Options

    @property
    def technique(self) -> Technique:
        return TECHNIQUES[self.do]

    def to_json(self) -> dict[str, JSON]:
        return {"do": self.do, "columns": list(self.columns), **self.options}


@dataclass(frozen=True, slots=True, kw_only=True)
class Plan:
    steps: tuple[Step, ...]

    def to_json(self) -> dict[str, JSON]:
        return {"steps": [step.to_json() for step in self.steps]}


def read_plan(stored: Any) -> Plan:
    """``{"steps": [{"do": "generalise", "columns": ["age"], "level": 2}, …]}``.

    ``Refused``: ``plan_unreadable``, ``technique_unknown``, ``plan_without_columns``, ``option_unknown``, ``option_missing``,
    ``option_unreadable``, each with the number of the step.
    """
    if (
        not isinstance(stored, Mapping)
        or not isinstance(stored.get("steps"), Sequence)
        or isinstance(stored["steps"], str)
    ):
        raise Refused("plan_unreadable")
    return Plan(steps=tuple(read_step(place, each) for place, each in enumerate(stored["steps"], start=1)))


def read_step(place: int, stored: Any) -> Step:
    if not isinstance(stored, Mapping) or not isinstance(stored.get("do"), str):
        raise Refused("plan_unreadable")
    do = stored["do"]
    if do not in TECHNIQUES:
        raise Refused("technique_unknown", technique=do, step=place, known=", ".join(TECHNIQUES))
    columns = stored.get("columns", ())
    if (
        isinstance(columns, str)
        or not isinstance(columns, Sequence)
        or not all(isinstance(name, str) for name in columns)
    ):
        raise Refused("plan_unreadable")
    if TECHNIQUES[do].takes_columns and not columns:
        raise Refused("plan_without_columns", technique=do, step=place)
    options = {name: value for name, value in stored.items() if name not in ("do", "columns")}
    check_options(place, do, options)
    return Step(do=do, columns=tuple(columns), options=options)


def check_options(place: int, do: str, options: Options) -> None:
    technique = TECHNIQUES[do]
    for name, value in options.items():
        if name not in technique.kinds:
            raise Refused("option_unknown", option=name, technique=do, step=place)
        if not is_of_kind(value, technique.kinds[name], name=name):
            raise Refused("option_unreadable", option=name, technique=do, step=place)
    for name in sorted(technique.required - options.keys()):
        raise Refused("option_missing", option=name, technique=do, step=place)


POSITIVE = {"base", "width", "scale", "spreads", "rows", "below", "k", "l"}  # nothing can be done with nought of these


def is_of_kind(value: Any, kind: type, *, name: str) -> bool:
    if kind in (int, float):
        if isinstance(value, bool) or not isinstance(value, (int, float) if kind is float else int):
            return False
        return value > 0 if name in POSITIVE else 0 <= value <= 1 if name == "share" else name in SIGNED or value >= 0
    return isinstance(value, kind)


SIGNED = {"limit", "start"}  # a temperature may be coded below nought
