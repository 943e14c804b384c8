"""Who gets a seat: quotas first, then by score or by lot, and the order in which the others wait.

*Theory of operation.* The seed is drawn as the cohort opens and only its SHA-256 is published; with the result the seed itself is.
A lot is ``sha256(seed, number)`` of an application's number, so that anyone who knows the numbers can draw again and get the
same, and nobody who does not know the seed can choose a good number. Equal scores are ordered by their lots.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from decimal import Decimal
from enum import StrEnum
from hashlib import sha256
from typing import Any


class Method(StrEnum):
    SCORE = "score"
    LOTTERY = "lottery"
    ORDER = "order"  # first come


@dataclass(frozen=True, slots=True, kw_only=True)
class Quota:
    """So many seats for a group first; whoever of the group is left takes part in the rest."""

    group: str
    seats: int


@dataclass(frozen=True, slots=True, kw_only=True)
class SelectionRule:
    seats: int
    method: Method
    quotas: tuple[Quota, ...] = ()
    pass_score: Decimal | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Applicant:
    number: int
    groups: frozenset[str] = frozenset()
    score: Decimal | None = None


class Place(StrEnum):
    SEATED = "seated"
    WAITING = "waiting"
    DECLINED = "declined"  # under the score that is needed


@dataclass(frozen=True, slots=True, kw_only=True)
class Selected:
    """``waits`` is the place in the waiting list, from 1; ``quota`` the group that gave the seat."""

    number: int
    place: Place
    waits: int = 0
    quota: str = ""


def rule_of(values: Mapping[str, Any]) -> SelectionRule:
    """Raises ``KeyError`` or ``ValueError`` for what is no rule."""
    quotas = tuple(Quota(group=str(each["group"]), seats=int(each["seats"])) for each in values.get("quotas", ()))
    score = values.get("pass_score")
    rule = SelectionRule(
        seats=int(values["seats"]),
        method=Method(values["method"]),
        quotas=quotas,
        pass_score=None if score is None else Decimal(str(score)),
    )
    if rule.seats < 1 or any(quota.seats < 1 for quota in quotas) or sum(quota.seats for quota in quotas) > rule.seats:
        raise ValueError("seats are at least 1, and quotas fit within them")
    return rule


def digest_of(seed: str) -> str:
    """What is published beforehand."""
    return sha256(seed.encode()).hexdigest()


def lot(seed: str, number: int) -> str:
    return sha256(f"{seed}:{number}".encode()).hexdigest()


def select(applicants: Sequence[Applicant], rule: SelectionRule, seed: str) -> list[Selected]:
    """Everyone once, in the order that counts; the same whatever order they come in."""
    able = [each for each in applicants if not _is_under(each, rule)]
    order = sorted(able, key=lambda each: _key(each, rule.method, seed))
    seated: dict[int, str] = {}
    for quota in rule.quotas:
        of_group = [each for each in order if quota.group in each.groups and each.number not in seated]
        seated |= {each.number: quota.group for each in of_group[: quota.seats]}
    rest = [each for each in order if each.number not in seated]
    seated |= {each.number: "" for each in rest[: rule.seats - len(seated)]}
    waiting = [each.number for each in order if each.number not in seated]
    declined = sorted(each.number for each in applicants if _is_under(each, rule))
    return [
        *(
            Selected(number=each.number, place=Place.SEATED, quota=seated[each.number])
            for each in order
            if each.number in seated
        ),
        *(Selected(number=number, place=Place.WAITING, waits=place) for place, number in enumerate(waiting, start=1)),
        *(Selected(number=number, place=Place.DECLINED) for number in declined),
    ]


def _is_under(applicant: Applicant, rule: SelectionRule) -> bool:
    return rule.pass_score is not None and (applicant.score is None or applicant.score < rule.pass_score)


def _key(applicant: Applicant, method: Method, seed: str) -> tuple[Decimal, str, int]:
    match method:
        case Method.ORDER:
            return Decimal(applicant.number), "", applicant.number
        case Method.LOTTERY:
            return Decimal(0), lot(seed, applicant.number), applicant.number
    return -(applicant.score or Decimal(0)), lot(seed, applicant.number), applicant.number
