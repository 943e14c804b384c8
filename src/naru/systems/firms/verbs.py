"""What firms, problems, calls and workspaces say in the trail."""

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
declare(
    Stream(
        name="support_call",
        words=Words("지원 공고", "Calls for support"),
        verbs={
            "support_call.opened": Words("지원을 공고했습니다: {title}", "Opened a call: {title}"),
            "support_call.announced": Words("지원 결과를 알렸습니다: {awarded}건", "Announced {awarded} awards."),
        },
    )
)
declare(
    Stream(
        name="support_award",
        words=Words("기업 지원", "Support of firms"),
        verbs={
            "support_award.granted": Words("지원 결정: {amount}", "Awarded: {amount_en}."),
            "support_award.agreement_drafted": Words("협약안을 만들었습니다.", "Drafted the agreement."),
            "support_award.agreed": Words("시와 기업이 협약했습니다.", "City and firm signed the agreement."),
            "support_award.used": Words("쓴 지원을 적었습니다: {amount}. {note}", "Noted use: {amount_en}. {note}"),
            "support_award.reported": Words("결과를 적었습니다.", "Reported the result."),
            "support_award.done": Words("지원을 마쳤습니다.", "Ended the support."),
            "support_award.stopped": Words("지원을 그만두었습니다: {reason}", "Stopped the support: {reason}"),
        },
    )
)
declare(
    Stream(
        name="workspace",
        words=Words("연구 작업방", "Research workspaces"),
        verbs={
            "workspace.opened": Words("작업방을 열었습니다: {title}", "Opened the workspace {title}."),
            "workspace.joined": Words("함께할 사람을 더했습니다: {name}", "Added {name}."),
            "workspace.left": Words("작업방에서 나갔습니다: {name}", "{name} left."),
            "workspace.data_asked": Words("데이터를 쓰게 해 달라고 했습니다: {title}", "Asked for {title}."),
            "workspace.data_granted": Words("데이터를 쓸 수 있습니다: {title}", "May use {title}."),
            "workspace.data_declined": Words(
                "데이터를 승인하지 않았습니다: {title}. {reason}", "Declined {title}: {reason}"
            ),
            "workspace.data_ended": Words("데이터 사용을 끝냈습니다: {title}", "Ended the use of {title}."),
            "workspace.result_made": Words("결과를 남겼습니다: {title}", "Kept the result {title}."),
            "workspace.result_published": Words(
                "결과를 데이터셋으로 되돌렸습니다: {title}", "Published the result {title} as a dataset."
            ),
            "workspace.closed": Words("작업방을 닫았습니다.", "Closed the workspace."),
        },
    )
)
