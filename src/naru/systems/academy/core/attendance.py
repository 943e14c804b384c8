"""Attendance as a policy counts it: marks of a day, absences and deductions of a unit period, the rate and whether it passes.

The numbers are the policy's (훈련기관의 출결 관리: 국민평생직업능력개발법과 그 운영규정), never this file's. What comes in are facts: when
somebody came and went, and what excuses a day. A day that is not over yet is ``not_taken``, which is neither present nor absent.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime, timedelta
from enum import StrEnum
from fractions import Fraction
from typing import Any


class DayMark(StrEnum):
    PRESENT = "present"
    ABSENT = "absent"
    EXCUSED = "excused"
    NOT_TAKEN = "not_taken"


class Note(StrEnum):
    LATE = "late"
    EARLY = "early"
    OUTING = "outing"
    BELOW_HALF = "below_half"  # of the day: less than the policy's share
    MISSING = "missing_in_or_out"


MARKS = frozenset({Note.LATE, Note.EARLY, Note.OUTING})  # so many of which are an absence


@dataclass(frozen=True, slots=True, kw_only=True)
class AttendancePolicy:
    """Minutes and shares as the rule of a programme has them; ``version`` and ``source`` say which rule."""

    name: str
    version: int
    source: str
    late_after_min: int
    early_before_min: int
    marks_per_absence: int
    absent_if_present_below: Fraction
    pass_rate: Fraction
    excused: frozenset[str]


def policy_of(values: Mapping[str, Any]) -> AttendancePolicy:
    """Raises ``KeyError`` or ``ValueError`` for what is no policy."""
    policy = AttendancePolicy(
        name=str(values["name"]),
        version=int(values.get("version", 1)),
        source=str(values.get("source", "")),
        late_after_min=int(values["late_after_min"]),
        early_before_min=int(values["early_before_min"]),
        marks_per_absence=int(values["marks_per_absence"]),
        absent_if_present_below=Fraction(str(values["absent_if_present_below"])),
        pass_rate=Fraction(str(values["pass_rate"])),
        excused=frozenset(map(str, values["excused"])),
    )
    if policy.marks_per_absence < 1 or not 0 < policy.pass_rate <= 1 or not 0 <= policy.absent_if_present_below <= 1:
        raise ValueError("a share is between 0 and 1, and an absence is made of marks")
    return policy


@dataclass(frozen=True, slots=True, kw_only=True)
class Stay:
    """From coming in to going out; both are instants with a zone."""

    came: datetime
    went: datetime


@dataclass(frozen=True, slots=True, kw_only=True)
class Day:
    """A session and what one student did; ``excused`` counts only with evidence.

    ``is_paired``: each coming has its going. ``is_over``: nothing more is to come.
    """

    starts: datetime
    ends: datetime
    stays: Sequence[Stay] = ()
    is_paired: bool = True
    excused: str = ""
    has_evidence: bool = False
    is_over: bool = True


@dataclass(frozen=True, slots=True, kw_only=True)
class DayResult:
    mark: DayMark
    notes: tuple[Note, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class PeriodResult:
    """``days`` counts those that are over: the rate's denominator. ``absent`` are whole days, ``deducted`` those that marks make."""

    results: tuple[DayResult, ...]
    days: int
    marks: int
    absent: int
    deducted: int
    attended: int
    rate: Fraction
    passes: bool


def stays_of(events: Sequence[tuple[str, datetime]]) -> tuple[tuple[Stay, ...], bool]:
    """Of ``("in" | "out", instant)``: the stays, and whether each coming has its going. The same pressed twice says it once."""
    stays, came, is_paired = [], None, True
    before = ""
    for kind, at in sorted(events, key=lambda event: event[1]):
        if kind == "in" and before != "in":
            came = at
        elif kind == "out" and before != "out":
            if came is None:
                is_paired = False
            else:
                stays.append(Stay(came=came, went=at))
                came = None
        before = kind
    return tuple(stays), is_paired and came is None


def judge_day(day: Day, policy: AttendancePolicy) -> DayResult:
    if day.excused in policy.excused and day.has_evidence:
        return DayResult(mark=DayMark.EXCUSED)
    if not day.is_over:
        return DayResult(mark=DayMark.NOT_TAKEN)
    if not day.is_paired:
        return DayResult(mark=DayMark.ABSENT, notes=(Note.MISSING,))
    within = [stay for stay in (_within(stay, day) for stay in day.stays) if stay is not None]
    if not within:
        return DayResult(mark=DayMark.ABSENT)
    present = sum((stay.went - stay.came for stay in within), timedelta())
    if present < (day.ends - day.starts) * float(policy.absent_if_present_below):
        return DayResult(mark=DayMark.ABSENT, notes=(Note.BELOW_HALF,))
    return DayResult(mark=DayMark.PRESENT, notes=_notes(within, day, policy))


def judge_period(days: Sequence[Day], policy: AttendancePolicy) -> PeriodResult:
    """A unit period, such as a month; exactly the pass rate passes."""
    results = tuple(judge_day(day, policy) for day in days)
    over = [result for result in results if result.mark is not DayMark.NOT_TAKEN]
    marks = sum(note in MARKS for result in over for note in result.notes)
    absent = sum(result.mark is DayMark.ABSENT for result in over)
    deducted = marks // policy.marks_per_absence
    attended = max(0, len(over) - absent - deducted)
    rate = Fraction(attended, len(over)) if over else Fraction(0)
    return PeriodResult(
        results=results,
        days=len(over),
        marks=marks,
        absent=absent,
        deducted=deducted,
        attended=attended,
        rate=rate,
        passes=bool(over) and rate >= policy.pass_rate,
    )


def _within(stay: Stay, day: Day) -> Stay | None:
    came, went = max(stay.came, day.starts), min(stay.went, day.ends)
    return Stay(came=came, went=went) if came < went else None


def _notes(stays: Sequence[Stay], day: Day, policy: AttendancePolicy) -> tuple[Note, ...]:
    late = stays[0].came > day.starts + timedelta(minutes=policy.late_after_min)
    early = stays[-1].went < day.ends - timedelta(minutes=policy.early_before_min)
    outings = len(stays) - 1
    return (*([Note.LATE] if late else []), *([Note.OUTING] * outings), *([Note.EARLY] if early else []))
