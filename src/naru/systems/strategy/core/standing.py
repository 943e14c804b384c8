"""Who is ahead, who is behind and why, in a sentence."""

from datetime import date
from decimal import Decimal
from enum import StrEnum

from naru.base.kit.words import Words
from naru.systems.strategy.core.progress import Progress, percent

SLACK = Decimal("0.1")  # of the way that time has gone, before one is called behind: a reading aid, shown as such


class Standing(StrEnum):
    MET = "met"
    ON_TRACK = "on_track"
    BEHIND = "behind"
    WORSE = "worse"  # than where it began
    NO_TARGET = "no_target"
    NO_DATA = "no_data"

    @property
    def words(self) -> Words:
        return WORDS[self]

    @property
    def tone(self) -> str:
        """The badge's."""
        return TONES[self]


WORDS = {
    Standing.MET: Words("달성", "Met"),
    Standing.ON_TRACK: Words("순조", "On track"),
    Standing.BEHIND: Words("뒤처짐", "Behind"),
    Standing.WORSE: Words("시작보다 못함", "Below where it began"),
    Standing.NO_TARGET: Words("목표 없음", "No target"),
    Standing.NO_DATA: Words("자료 없음", "No data"),
}
TONES = {
    Standing.MET: "good",
    Standing.ON_TRACK: "good",
    Standing.BEHIND: "care",
    Standing.WORSE: "bad",
    Standing.NO_TARGET: "outline",
    Standing.NO_DATA: "outline",
}


def elapsed(began: date, ends: date, today: date) -> Decimal:
    """The share of the time that has gone, 0 to 1."""
    if ends <= began:
        return Decimal(1)
    return min(max(Decimal((today - began).days) / (ends - began).days, Decimal(0)), Decimal(1))


def standing(value: Decimal | None, target: Decimal | None, far: Progress, gone: Decimal | None) -> Standing:
    """``gone`` is the share of the time from baseline to target; None where the baseline has no day."""
    if value is None:
        return Standing.NO_DATA
    if target is None:
        return Standing.NO_TARGET
    if far.is_met:
        return Standing.MET
    if far.share is not None and far.share < 0:
        return Standing.WORSE
    if far.share is None or gone is None or gone >= 1 or far.share < gone - SLACK:
        return Standing.BEHIND
    return Standing.ON_TRACK


def sentence(stands: Standing, far: Progress, gone: Decimal | None) -> Words:
    """Why it is called so."""
    if stands is Standing.NO_DATA:
        return Words("이를 말해 주는 자료가 아직 없습니다.", "Nothing that is held or reported says it yet.")
    if stands is Standing.NO_TARGET:
        return Words("계획이 목표를 정하지 않았습니다.", "The plan sets no target.")
    if stands is Standing.MET:
        return Words("목표에 닿았습니다.", "The target is reached.")
    if far.share is None or gone is None:
        return Words("목표에 닿지 못했습니다.", "The target is not reached.")
    way, time = percent(far.share), percent(gone)
    if stands is Standing.WORSE:
        return Words(
            f"시작한 값보다 못합니다. 시간은 {time} 지났습니다.",
            f"It is below where it began; {time} of the time is gone.",
        )
    return Words(
        f"시간은 {time} 지났고 목표까지 {way} 왔습니다.", f"{time} of the time is gone and {way} of the way is done."
    )
