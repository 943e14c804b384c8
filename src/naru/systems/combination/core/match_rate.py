"""How much of a match rate may be said: rounded, with a minimum, and not again and again.

A count that is given exactly, and given again after one record more, tells whether that record's person is in the other
firm's table. Counts are rounded to a step, counts below a minimum are withheld, and a case has so many answers.
"""

from dataclasses import dataclass

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused


@dataclass(frozen=True, slots=True, kw_only=True)
class RateRules:
    """From the regime's data. ``noise_scale`` 0 means rounding alone."""

    step: int
    minimum: int
    times_max: int
    noise_scale: float = 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class MatchRate:
    """``matched``: rounded, or None where there are too few to say; ``of``: each party's records that have a key."""

    matched: int | None
    of: dict[str, int]
    rounded_to: int

    def to_json(self) -> dict[str, JSON]:
        return {"matched": self.matched, "of": dict(self.of), "rounded_to": self.rounded_to}


def disclose_rate(
    matched: int, of: dict[str, int], rules: RateRules, *, asked_before: int, noise: float = 0.0
) -> MatchRate:
    """What is told. ``noise``: a draw of the caller's, of the rules' scale. Raises ``Refused("rate_asked_too_often")``."""
    if asked_before >= rules.times_max:
        raise Refused("rate_asked_too_often", times=rules.times_max)
    said = max(0, min(rounded(matched + noise, rules.step), min(of.values(), default=0)))
    return MatchRate(matched=None if matched < rules.minimum else said, of=of, rounded_to=rules.step)


def rounded(count: float, step: int) -> int:
    """To the nearest multiple of the step, halves up."""
    return int((count + step / 2) // step) * step
