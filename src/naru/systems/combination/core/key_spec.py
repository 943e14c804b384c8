"""What the owners agree on before anyone makes a key: items, how each is normalised, which keys in which order."""

import re
from collections.abc import Mapping
from dataclasses import dataclass, replace
from enum import StrEnum
from typing import Any

from naru.base.kit.canonical import JSON, sha256_of
from naru.base.kit.refusals import Refused

NAME = re.compile(r"[^\W\d]\w{0,39}")
CASE = re.compile(r"[a-z0-9][a-z0-9-]{2,63}")
ITEMS_MAX, KEYS_MAX, PARTIES_MAX = 12, 9, 8


class Kind(StrEnum):
    """How an item is normalised (``normalise.py``)."""

    KOREAN_NAME = "korean_name"
    MOBILE = "mobile"
    BIRTH = "birth"
    SEX = "sex"
    TEXT = "text"
    DIGITS = "digits"


class Mode(StrEnum):
    HMAC = "hmac"  # one secret that the owners share, and nobody else
    OPRF = "oprf"  # each owner holds a share; none can make a key alone


@dataclass(frozen=True, slots=True, kw_only=True)
class Item:
    name: str
    kind: Kind


@dataclass(frozen=True, slots=True, kw_only=True)
class KeySpec:
    """``keys``: names of items, the most trusted key first. ``many``: owners whose table may hold a person more than once.

    ``period`` separates repeated combinations: keys of two periods never meet.
    """

    case: str
    version: int
    items: tuple[Item, ...]
    keys: tuple[tuple[str, ...], ...]
    parties: tuple[str, ...]
    mode: Mode = Mode.HMAC
    many: frozenset[str] = frozenset()
    period: str = ""

    @property
    def digest(self) -> str:
        """What every file of the case names, so that nobody combines by two specifications."""
        return sha256_of(self.to_json())

    def kind_of(self, name: str) -> Kind:
        return next(item.kind for item in self.items if item.name == name)

    def for_period(self, period: str) -> "KeySpec":
        return replace(self, period=period)

    def to_json(self) -> dict[str, JSON]:
        return {
            "case": self.case,
            "version": self.version,
            "mode": self.mode.value,
            "items": [{"name": item.name, "kind": item.kind.value} for item in self.items],
            "keys": [list(key) for key in self.keys],
            "parties": list(self.parties),
            "many": sorted(self.many),
            "period": self.period,
        }


def read_key_spec(stored: Mapping[str, Any]) -> KeySpec:
    """The specification that a file holds. Raises ``Refused("key_spec_wrong")`` with what is wrong in it."""
    try:
        spec = KeySpec(
            case=str(stored["case"]),
            version=int(stored["version"]),
            mode=Mode(stored.get("mode", Mode.HMAC)),
            items=tuple(Item(name=str(item["name"]), kind=Kind(item["kind"])) for item in stored["items"]),
            keys=tuple(tuple(str(name) for name in key) for key in stored["keys"]),
            parties=tuple(str(party) for party in stored["parties"]),
            many=frozenset(str(party) for party in stored.get("many", ())),
            period=str(stored.get("period", "")),
        )
    except KeyError as missing:
        raise Refused("key_spec_wrong", problem=f"{missing.args[0]}: missing") from None
    except (TypeError, ValueError) as error:
        raise Refused("key_spec_wrong", problem=str(error)) from None
    if problem := problem_of(spec):
        raise Refused("key_spec_wrong", problem=problem)
    return spec


def problem_of(spec: KeySpec) -> str:
    """The first thing that keeps the specification from being used, or nothing."""
    names = [item.name for item in spec.items]
    checks = (
        (CASE.fullmatch(spec.case) is not None, "case: 3-64 of a-z, 0-9 and -"),
        (spec.version >= 1, "version: from 1"),
        (1 <= len(names) <= ITEMS_MAX and len(set(names)) == len(names), f"items: 1-{ITEMS_MAX}, each named once"),
        (all(NAME.fullmatch(name) for name in names), "items: a name begins with a letter"),
        (
            1 <= len(spec.keys) <= KEYS_MAX and len(set(spec.keys)) == len(spec.keys),
            f"keys: 1-{KEYS_MAX}, all different",
        ),
        (all(key and len(set(key)) == len(key) and set(key) <= set(names) for key in spec.keys), "keys: of the items"),
        (2 <= len(set(spec.parties)) == len(spec.parties) <= PARTIES_MAX, f"parties: 2-{PARTIES_MAX}, all different"),
        (all(NAME.fullmatch(party) for party in spec.parties), "parties: a name begins with a letter"),
        (spec.many <= set(spec.parties), "many: of the parties"),
        (len(spec.many) < len(spec.parties), "many: one party at least holds each person once"),
    )
    return next((problem for holds, problem in checks if not holds), "")
