"""The five stages of the national guideline, and where a clip stands.

Source: 인공지능 학습용 데이터 품질관리 가이드라인 (NIA): 획득·수집, 정제, 가공(라벨링), 검수, 품질검증. Every pass and every rejection is
a line of a ledger that is only added to; where a clip stands follows from its lines.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import datetime
from enum import StrEnum

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.footage.core.sets import refusals as _declared  # noqa: F401 - makes the codes below known


class Stage(StrEnum):
    ACQUIRE = "acquire"
    REFINE = "refine"
    LABEL = "label"
    INSPECT = "inspect"
    VERIFY = "verify"


class Outcome(StrEnum):
    PASSED = "passed"
    REJECTED = "rejected"


STAGES = tuple(Stage)
STAGE_WORDS: Mapping[Stage, Words] = {
    Stage.ACQUIRE: Words("획득", "Acquire"),
    Stage.REFINE: Words("정제", "Refine"),
    Stage.LABEL: Words("가공", "Label"),
    Stage.INSPECT: Words("검수", "Inspect"),
    Stage.VERIFY: Words("품질검증", "Verify"),
}
STAGE_SENTENCES: Mapping[Stage, Words] = {
    Stage.ACQUIRE: Words("근거와 보관 기한이 있는 영상을 모읍니다.", "Clips with a legal basis are gathered."),
    Stage.REFINE: Words("가림과 중복을 확인합니다.", "Masking and duplicates are checked."),
    Stage.LABEL: Words("사람이 상자를 그리고 고칩니다.", "People draw and correct boxes."),
    Stage.INSPECT: Words("라벨을 그리지 않은 사람이 봅니다.", "Somebody who drew none of it looks."),
    Stage.VERIFY: Words("수치로 확인합니다.", "Figures decide."),
}
OUTCOME_WORDS: Mapping[Outcome, Words] = {
    Outcome.PASSED: Words("통과", "Passed"),
    Outcome.REJECTED: Words("되돌림", "Rejected"),
}
BACK: Mapping[Stage, Stage | None] = {
    Stage.ACQUIRE: None,
    Stage.REFINE: None,
    Stage.LABEL: Stage.LABEL,
    Stage.INSPECT: Stage.LABEL,
    Stage.VERIFY: Stage.LABEL,
}
"""Where a rejection leads: None is out of the set."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """A line of the ledger. ``labels``: id of the labelling that was looked at, from LABEL on."""

    stage: Stage
    outcome: Outcome
    by: str  # the person's id
    at: datetime
    labels: str = ""
    reason: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Standing:
    """``due``: the stage that a clip waits for; None once it has passed all, and once it is ``out``."""

    due: Stage | None
    is_out: bool = False

    @property
    def is_verified(self) -> bool:
        return self.due is None and not self.is_out


def standing(entries: Sequence[Entry]) -> Standing:
    """Where a clip stands after its lines, in their order."""
    due: Stage | None = Stage.ACQUIRE
    for entry in entries:
        if entry.outcome is Outcome.REJECTED:
            due = BACK[entry.stage]
            if due is None:
                return Standing(due=None, is_out=True)
        else:
            due = _next(entry.stage)
    return Standing(due=due)


def _next(stage: Stage) -> Stage | None:
    position = STAGES.index(stage) + 1
    return STAGES[position] if position < len(STAGES) else None


def require_step(entries: Sequence[Entry], stage: Stage, outcome: Outcome, *, by: str, reason: str) -> None:
    """Whether a line may be added now.

    Labels may be brought again at any time from LABEL on, which begins inspection anew. Raises ``Refused``: ``stage_not_due``,
    ``stage_reason_missing``, ``inspector_labelled``.
    """
    now = standing(entries)
    again = stage is Stage.LABEL and not now.is_out and now.due not in (Stage.ACQUIRE, Stage.REFINE)
    if now.due is not stage and not again:
        wanted, due = STAGE_WORDS[stage], _due_words(now)
        raise Refused("stage_not_due", stage_ko=wanted.ko, stage_en=wanted.en, due_ko=due.ko, due_en=due.en)
    if outcome is Outcome.REJECTED and not reason.strip():
        raise Refused("stage_reason_missing")
    if stage is Stage.INSPECT and by in labellers(entries):
        raise Refused("inspector_labelled")


def labellers(entries: Sequence[Entry]) -> frozenset[str]:
    """Whoever brought or corrected labels of the clip, at any time."""
    return frozenset(entry.by for entry in entries if entry.stage is Stage.LABEL and entry.outcome is Outcome.PASSED)


def _due_words(now: Standing) -> Words:
    if now.is_out:
        return Words("세트에서 뺀 영상", "out of the set")
    return STAGE_WORDS[now.due] if now.due else Words("모두 통과", "all passed")
