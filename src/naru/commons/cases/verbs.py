"""What happens to cases, as the trail says it."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare

declare(
    Stream(
        name="case",
        words=Words("신청", "Cases"),
        verbs={
            "case.opened": Words("{number}번 신청을 쓰기 시작했습니다.", "Began application {number}."),
            "case.filed": Words(
                "{number}번 신청을 냈습니다. 서류 {documents}개",
                "Filed application {number} with {documents} documents.",
            ),
            "case.supplement_asked": Words(
                "보완을 요청했습니다. 기한 {due}: {text}", "Asked for a supplement by {due}: {text}"
            ),
            "case.supplemented": Words("보완해서 다시 냈습니다.", "Supplemented and filed again."),
            "case.completed": Words("요건을 확인하고 심사에 넘겼습니다.", "Found complete, and passed on to review."),
            "case.withdrawn": Words("신청을 취하했습니다.", "Withdrew the application."),
            "case.lapsed": Words("보완 기한이 지났습니다.", "Lapsed: not supplemented in time."),
            "case.decided": Words(
                "결정했습니다: {outcome}. 점수 {score}, 순위 {place}",
                "Decided: {outcome}. Score {score}, place {place}.",
            ),
            "case.objected": Words("결정에 이의를 제기했습니다.", "Objected to the decision."),
        },
        values={
            "outcome": {
                "awarded": Words("선정", "awarded"),
                "declined": Words("선정하지 않음", "declined"),
                "ineligible": Words("자격 없음", "not eligible"),
            }
        },
    )
)
declare(
    Stream(
        name="panel",
        words=Words("심사단", "Panels"),
        verbs={
            "panel.drawn": Words(
                "심사위원 {size}명을 후보 {candidates}명에서 뽑았습니다.",
                "Drew {size} reviewers from {candidates} candidates.",
            ),
            "panel.declared": Words(
                "이해관계를 밝혔습니다. 제척 {recused}건", "Declared interests; recused from {recused} cases."
            ),
            "panel.signed": Words("심사표 {sheets}장에 서명했습니다.", "Signed {sheets} sheets."),
        },
    )
)
