"""What the strategy says in the trail."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare

declare(
    Stream(
        name="strategy_plan",
        words=Words("시 계획", "The city's plan"),
        verbs={
            "strategy_plan.drafted": Words(
                "계획 {number}판을 올렸습니다: {reason}", "Brought version {number}: {reason}"
            ),
            "strategy_plan.adopted": Words("계획 {number}판을 시행했습니다.", "Put version {number} in force."),
            "strategy_plan.replaced": Words(
                "계획 {number}판이 새 판으로 바뀌었습니다.", "Version {number} was replaced."
            ),
            "strategy_plan.printed": Words("계획의 한 장 보고서를 냈습니다.", "Issued the plan on one page."),
        },
    )
)
declare(
    Stream(
        name="strategy_report",
        words=Words("알려 온 지표", "Reported figures"),
        verbs={
            "strategy_report.entered": Words(
                "‘{subject}’ 값을 알렸습니다: {value} (근거: {evidence})",
                "Reported {value} for {subject} (evidence: {evidence}).",
            ),
            "strategy_report.withdrawn": Words(
                "‘{subject}’ 값을 거두었습니다: {reason}", "Withdrew the figure for {subject}: {reason}"
            ),
        },
    )
)
