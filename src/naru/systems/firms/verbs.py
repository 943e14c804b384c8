"""What firms and problems say in the trail."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare
from naru.systems.firms.core.states import OUTCOME_WORDS

declare(
    Stream(
        name="firm",
        words=Words("데이터 기업", "Data firms"),
        verbs={
            "firm.described": Words("기업 소개를 고쳤습니다.", "Described the firm."),
            "firm.growth_reported": Words("{year}년 성장을 알렸습니다.", "Reported the growth of {year}."),
        },
    )
)
declare(
    Stream(
        name="problem",
        words=Words("문제 게시판", "The board of problems"),
        verbs={
            "problem.posted": Words("문제를 올렸습니다: {title}", "Posted a problem: {title}"),
            "problem.merged": Words("‘{into}’ 문제와 합쳤습니다.", "Merged into “{into}”."),
            "problem.withdrawn": Words("문제를 거두었습니다.", "Withdrew the problem."),
            "problem.proposed": Words("제안을 냈습니다: {title}", "Made a proposal: {title}"),
            "problem.pilot_begun": Words(
                "실증을 시작했습니다: {title}, 시작 값 {before}", "Began a proof of concept: {title}; {before} before."
            ),
            "problem.pilot_measured": Words("실증 뒤의 값은 {after}입니다.", "After the proof of concept: {after}."),
            "problem.decided": Words("결정했습니다: {outcome}. {reason}", "Decided: {outcome}. {reason}"),
        },
        values={"outcome": {outcome.value: words for outcome, words in OUTCOME_WORDS.items()}},
    )
)
