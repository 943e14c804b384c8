"""What vouchers say in the trail."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare

declare(
    Stream(
        name="programme",
        words=Words("바우처 사업", "Voucher programmes"),
        verbs={
            "programme.appropriated": Words(
                "예산 {won}원을 편성했습니다: {source}", "Appropriated {won} won from {source}."
            ),
            "programme.opened": Words(
                "바우처 사업을 공고했습니다: {title}, {won}원", "Opened the programme {title}: {won} won."
            ),
            "programme.announced": Words(
                "선정 결과를 알렸습니다: {awarded}건, {won}원", "Announced {awarded} awards of {won} won."
            ),
            "programme.exported": Words("정산 자료를 내보냈습니다.", "Exported the settlement file."),
        },
    )
)
declare(
    Stream(
        name="award",
        words=Words("바우처", "Vouchers"),
        verbs={
            "award.granted": Words("바우처 {won}원을 주었습니다.", "Granted a voucher of {won} won."),
            "award.agreement_drafted": Words("협약안을 만들었습니다.", "Drafted the agreement."),
            "award.agreed": Words("세 당사자가 협약했습니다.", "All three parties signed the agreement."),
            "award.deposited": Words("자부담 {won}원을 확인했습니다.", "Own share received: {won} won."),
            "award.closed": Words(
                "바우처를 정산했습니다. 되돌린 돈 {won}원", "Closed the voucher; {won} won returned."
            ),
            "award.outcome_reported": Words(
                "{months}개월 성과를 알렸습니다.", "Reported outcomes after {months} months."
            ),
        },
    )
)
declare(
    Stream(
        name="claim",
        words=Words("바우처 납품", "Voucher deliveries"),
        verbs={
            "claim.delivered": Words(
                "납품하고 {won}원을 예약했습니다: {what}", "Delivered {what}; {won} won are held."
            ),
            "claim.inspected": Words("검수했습니다: {verdict}", "Inspected: {verdict}"),
            "claim.approved": Words("지급을 승인했습니다.", "Approved the payment."),
            "claim.paid": Words("공급기업에 {won}원을 지급했습니다.", "Paid the supplier {won} won."),
            "claim.refunded": Words("{won}원을 돌려받았습니다.", "Refunded: {won} won."),
        },
        values={
            "verdict": {
                "accepted": Words("적합", "accepted"),
                "rework": Words("보완", "to be reworked"),
                "refused": Words("부적합", "refused"),
            }
        },
    )
)
declare(
    Stream(
        name="recovery",
        words=Words("환수", "Recoveries"),
        verbs={
            "recovery.ordered": Words(
                "{won}원 환수를 결정했습니다: {reason}", "Ordered {won} won to be paid back: {reason}"
            ),
            "recovery.paid": Words("환수금 {won}원을 받았습니다.", "Received {won} won that were owed back."),
        },
    )
)
