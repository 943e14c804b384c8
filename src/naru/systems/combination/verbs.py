"""What combination says in the trail."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare

declare(
    Stream(
        name="combination_case",
        words=Words("결합 사건", "Combination cases"),
        verbs={
            "combination_case.begun": Words("결합 사건을 시작했습니다.", "Began a case."),
            "combination_case.cards_learnt": Words("명함 {cards}장을 등록했습니다.", "Learnt {cards} cards."),
            "combination_case.acted": Words("결합 업무를 했습니다: {act}", "Did at the desk: {act_en}"),
            "combination_case.voted": Words("반출 심사에서 표결했습니다.", "Voted in the review."),
            "combination_case.recused": Words(
                "이해관계가 있어 심사에서 빠졌습니다.", "Left the review for an interest."
            ),
            "combination_case.asked": Words("심사위원이 질문했습니다.", "A reviewer asked."),
            "combination_case.answered": Words("심사위원에게 답했습니다.", "Answered a reviewer."),
        },
    )
)
declare(
    Stream(
        name="combination_consultation",
        words=Words("결합 사전협의", "Consultations on combinations"),
        verbs={
            "combination_consultation.asked": Words("결합 사전협의를 청했습니다.", "Asked for a consultation."),
            "combination_consultation.answered": Words("사전협의에 답했습니다.", "Answered a consultation."),
        },
    )
)
declare(
    Stream(
        name="combination_application",
        words=Words("결합 신청", "Applications for combinations"),
        verbs={
            "combination_application.accepted": Words("결합 신청을 받아들였습니다.", "Accepted an application."),
            "combination_application.dossier_taken": Words(
                "{role} 기록의 사본을 받았습니다.", "Took a copy of the dossier of the {role}."
            ),
            "combination_application.released": Words(
                "반출된 결과를 받아 {until}까지 권한을 주었습니다.", "Took the release in, granted until {until}."
            ),
            "combination_application.read": Words("반출된 결과를 내려받았습니다.", "Downloaded the release."),
            "combination_application.destroyed": Words(
                "반출된 결과를 파기했습니다: {reason}", "Destroyed the release: {reason}"
            ),
        },
    )
)
declare(
    Stream(
        name="combination_holding",
        words=Words("결합할 수 있는 보유 정보", "What firms could combine"),
        verbs={
            "combination_holding.shown": Words("보유 정보를 알렸습니다.", "Told what it holds."),
            "combination_holding.hidden": Words("보유 정보를 거두었습니다.", "Took back what it told."),
        },
    )
)
