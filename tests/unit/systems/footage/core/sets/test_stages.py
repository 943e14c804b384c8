"""Where a clip stands after its ledger's lines, and which line may follow."""

from datetime import UTC, datetime

import pytest

from naru.base.kit.refusals import Refused
from naru.systems.footage.core.sets.stages import STAGES, Entry, Outcome, Stage, labellers, require_step, standing

AT = datetime(2026, 5, 9, tzinfo=UTC)
A, R, L, I, V = STAGES  # noqa: E741


def entries(*lines: str) -> list[Entry]:
    """``A+``: acquired; ``I-민지``: rejected by 민지 at inspection."""
    stages = dict(zip("ARLIV", STAGES, strict=True))
    outcomes = {"+": Outcome.PASSED, "-": Outcome.REJECTED}
    return [Entry(stage=stages[line[0]], outcome=outcomes[line[1]], by=line[2:] or "민지", at=AT) for line in lines]


@pytest.mark.parametrize(
    ("lines", "due", "is_out"),
    [
        ([], A, False),
        (["A+"], R, False),
        (["A+", "R+"], L, False),
        (["A+", "R+", "L+"], I, False),
        (["A+", "R+", "L+", "I+"], V, False),
        (["A+", "R+", "L+", "I+", "V+"], None, False),
        (["A+", "R+", "L+", "I-"], L, False),
        (["A+", "R+", "L+", "I+", "V-"], L, False),
        (["A+", "R+", "L-"], L, False),
        (["A+", "R-"], None, True),
        (["A-"], None, True),
        (["A+", "R+", "L+", "I+", "V+", "L+"], I, False),
        (["A+", "R+", "L+", "A-"], None, True),
    ],
)
def test_where_a_clip_stands_follows_from_its_lines(lines: list[str], due: Stage | None, is_out: bool) -> None:
    now = standing(entries(*lines))
    assert (now.due, now.is_out, now.is_verified) == (due, is_out, due is None and not is_out)


@pytest.mark.parametrize(
    ("lines", "stage", "outcome", "by", "reason", "code"),
    [
        ([], A, "passed", "민지", "", None),
        ([], R, "passed", "민지", "", "stage_not_due"),
        (["A+"], R, "passed", "민지", "", None),
        (["A+"], L, "passed", "민지", "", "stage_not_due"),
        (["A+", "R+"], L, "passed", "민지", "", None),
        (["A+", "R+", "L+", "I+", "V+"], L, "passed", "민지", "", None),
        (["A+", "R+", "L+", "I+", "V+"], V, "passed", "하늘", "", "stage_not_due"),
        (["A+", "R-"], L, "passed", "민지", "", "stage_not_due"),
        (["A+", "R+", "L+"], I, "passed", "하늘", "", None),
        (["A+", "R+", "L+"], I, "passed", "민지", "", "inspector_labelled"),
        (["A+", "R+", "L+하늘", "I-바다", "L+"], I, "passed", "하늘", "", "inspector_labelled"),
        (["A+", "R+", "L+"], I, "rejected", "하늘", " ", "stage_reason_missing"),
        (["A+", "R+", "L+"], I, "rejected", "하늘", "상자가 작음", None),
        (["A+", "R+", "L+", "I+하늘"], V, "passed", "민지", "", None),
    ],
)
def test_which_line_may_follow(
    lines: list[str], stage: Stage, outcome: str, by: str, reason: str, code: str | None
) -> None:
    if code is None:
        require_step(entries(*lines), stage, Outcome(outcome), by=by, reason=reason)
        return
    with pytest.raises(Refused) as refused:
        require_step(entries(*lines), stage, Outcome(outcome), by=by, reason=reason)
    assert refused.value.code == code
    assert "?" not in refused.value.words.ko


def test_whoever_brought_labels_at_any_time_is_a_labeller() -> None:
    assert labellers(entries("A+하늘", "R+하늘", "L+민지", "I-하늘", "L+바다", "L-별")) == {"민지", "바다"}
