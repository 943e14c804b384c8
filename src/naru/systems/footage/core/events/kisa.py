"""The Korean intelligent-CCTV test (KISA): its score.

An alarm counts where it begins within [truth - 2 s, truth + 10 s]; outside it is false, and the truth is missed. Points are 100 × F1, a
pass from 90 (ksecurity.or.kr; the window from practitioners' notes of 2026-10, which are no official text: it is a parameter).
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from naru.systems.footage.core.events.intervals import EventScore


@dataclass(frozen=True, slots=True, kw_only=True)
class KisaWindow:
    before_s: float = 2.0
    after_s: float = 10.0
    pass_points: float = 90.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Alarm:
    """Whole seconds from the clip's begin."""

    description: str
    start_s: int
    duration_s: int


@dataclass(frozen=True, slots=True, kw_only=True)
class KisaClip:
    name: str
    alarms: tuple[Alarm, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class KisaResult:
    """``clips``: by name "hit", "missed", "false", "false and missed" or "quiet" (nothing there, nothing said)."""

    score: EventScore
    points: float
    passed: bool
    clips: Mapping[str, str]


def score_kisa(
    truth: Sequence[KisaClip], answers: Sequence[KisaClip], *, window: KisaWindow | None = None
) -> KisaResult:
    """A clip without an answer is missed; an alarm of another description than the truth's hits nothing."""
    chosen = window or KisaWindow()
    said = {clip.name: clip.alarms for clip in answers}
    known = {clip.name: clip.alarms for clip in truth}
    scores = {
        name: _of_clip(known.get(name, ()), said.get(name, ()), chosen) for name in sorted(known.keys() | said.keys())
    }
    whole = EventScore(
        hits=sum(score.hits for score in scores.values()),
        missed=sum(score.missed for score in scores.values()),
        false=sum(score.false for score in scores.values()),
    )
    points = 100 * whole.f1
    return KisaResult(
        score=whole,
        points=points,
        passed=points >= chosen.pass_points,
        clips={name: _word(score) for name, score in scores.items()},
    )


def _of_clip(truth: Sequence[Alarm], said: Sequence[Alarm], window: KisaWindow) -> EventScore:
    """In order of time each alarm takes the earliest truth still free that it fits, which leaves most for the later ones."""
    free = sorted(truth, key=lambda alarm: alarm.start_s)
    hits = 0
    for alarm in sorted(said, key=lambda each: each.start_s):
        fits = [of for of in free if of.description == alarm.description and _within(alarm, of, window)]
        if fits:
            free.remove(fits[0])
            hits += 1
    return EventScore(hits=hits, missed=len(free), false=len(said) - hits)


def _within(alarm: Alarm, truth: Alarm, window: KisaWindow) -> bool:
    return -window.before_s <= alarm.start_s - truth.start_s <= window.after_s


def _word(score: EventScore) -> str:
    if score.false and score.missed:
        return "false and missed"
    if score.false:
        return "false"
    if score.missed:
        return "missed"
    return "hit" if score.hits else "quiet"
