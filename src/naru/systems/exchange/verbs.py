"""What the exchange says in the trail."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare
from naru.systems.exchange.core.card_payments import STATE_WORDS as CARD_WORDS
from naru.systems.exchange.core.contracts import STATE_WORDS as CONTRACT_WORDS
from naru.systems.exchange.core.disputes import OUTCOME_WORDS
from naru.systems.exchange.core.negotiations import STEP_WORDS

declare(
    Stream(
        name="offer",
        words=Words("상품", "Offers"),
        verbs={
            "offer.drafted": Words("상품 초안을 만들었습니다: {title}", "Drafted an offer: {title}"),
            "offer.edited": Words("상품을 고쳤습니다: {title}", "Edited an offer: {title}"),
            "offer.listed": Words("상품을 내놓았습니다: {title}", "Put an offer on sale: {title}"),
            "offer.withdrawn": Words("상품 판매를 멈췄습니다: {title}", "Took an offer off sale: {title}"),
            "offer.asked": Words("상품에 대해 물었습니다.", "Asked about an offer."),
            "offer.answered": Words("상품에 대한 물음에 답했습니다.", "Answered a question about an offer."),
            "offer.valued": Words(
                "가치평가서 {number}번째 판을 만들었습니다. {low}원에서 {high}원",
                "Made version {number} of a valuation: {low} to {high} won.",
            ),
        },
    )
)
declare(
    Stream(
        name="negotiation",
        words=Words("협상", "Negotiations"),
        verbs={
            "negotiation.step_taken": Words("협상 단계를 밟았습니다: {step}", "Took a step of a negotiation: {step}")
        },
        values={"step": {step.value: words for step, words in STEP_WORDS.items()}},
    )
)
declare(
    Stream(
        name="contract",
        words=Words("계약", "Contracts"),
        verbs={
            "contract.made": Words("계약을 맺었습니다: {number} {title}", "Made the contract {number}: {title}"),
            "contract.amendment_proposed": Words(
                "계약 변경을 제안하고 서명했습니다: {number}번째 판",
                "Proposed and signed an amendment: version {number}.",
            ),
            "contract.amended": Words("계약을 바꿨습니다: {number}번째 판", "Amended the contract: version {number}."),
            "contract.notice_given": Words(
                "해지를 알렸습니다. 끝나는 날: {on}. 까닭: {reason}", "Gave notice for {on}: {reason}"
            ),
            "contract.closed": Words(
                "계약이 끝났습니다: {state}. 까닭: {reason}", "The contract ended: {state}. {reason}"
            ),
            "contract.suspended": Words("미납으로 이용을 멈췄습니다.", "Suspended for want of payment."),
            "contract.use_billed": Words(
                "{period}번째 기간의 이용 {used}단위를 {won}원으로 청구했습니다.",
                "Billed {used} units of period {period}: {won} won.",
            ),
            "contract.breach_credited": Words(
                "{due}까지 오지 않은 버전에 대해 {won}원을 적립했습니다.",
                "Credited {won} won for a version that was due on {due}.",
            ),
        },
        values={"state": {state.value: words for state, words in CONTRACT_WORDS.items()}},
    )
)
declare(
    Stream(
        name="order",
        words=Words("주문", "Orders"),
        verbs={
            "order.placed": Words(
                "주문했습니다. 공급가액 {supply}원, 세액 {vat}원", "Placed an order: {supply} won and {vat} won VAT."
            ),
            "order.sources_chosen": Words("결제 수단을 골랐습니다.", "Chose how to pay."),
            "order.paid": Words("{won}원을 결제했습니다.", "Paid {won} won."),
            "order.delivered": Words("인도했습니다. 확인 기한: {until}", "Delivered; to be checked until {until}."),
            "order.card_asked": Words("카드로 {won}원 결제를 시작했습니다.", "Began a card payment of {won} won."),
            "order.card_told": Words(
                "카드사가 알려 왔습니다: {state} {won}원", "The card gateway said: {state}, {won} won."
            ),
            "order.cancelled": Words("주문을 취소했습니다.", "Cancelled an order."),
            "order.withdrawn": Words("청약을 철회해 {won}원을 돌려주었습니다.", "Withdrew; {won} won went back."),
            "order.refunded": Words("{won}원을 환불했습니다.", "Refunded {won} won."),
            "order.credited": Words("{won}원을 적립했습니다.", "Credited {won} won."),
            "order.released": Words(
                "판매자 몫 {seller}원, 수수료 {fee}원으로 확정했습니다.",
                "Released {seller} won to the seller, {fee} won fee.",
            ),
        },
        values={"state": {state.value: words for state, words in CARD_WORDS.items()}},
    )
)
declare(
    Stream(
        name="bank",
        words=Words("입금", "Deposits"),
        verbs={
            "bank.line_taken": Words(
                "입금 {won}원을 받아 적었습니다: {payer}", "Took in a deposit of {won} won from {payer}."
            ),
            "bank.line_matched": Words(
                "입금을 주문에 맞췄습니다: {applied}원", "Matched a deposit with an order: {applied} won."
            ),
        },
    )
)
declare(
    Stream(
        name="invoice",
        words=Words("세금계산서", "Tax invoices"),
        verbs={
            "invoice.issued": Words(
                "세금계산서를 발급했습니다: {number}, {total}원", "Issued {number} over {total} won."
            )
        },
    )
)
declare(
    Stream(
        name="settlement",
        words=Words("정산", "Settlements"),
        verbs={
            "settlement.made": Words("{month}월분을 정산했습니다: {net}원", "Settled {month}: {net} won."),
            "settlement.refund_sent": Words("환불 {won}원을 보냈습니다.", "Sent a refund of {won} won."),
            "settlement.paid_out": Words("{month}월분 {won}원을 지급했습니다.", "Paid out {won} won for {month}."),
        },
    )
)
declare(
    Stream(
        name="dispute",
        words=Words("분쟁", "Disputes"),
        verbs={
            "dispute.opened": Words("분쟁을 제기했습니다: {asked}원", "Opened a dispute over {asked} won."),
            "dispute.answered": Words("분쟁에 답했습니다.", "Answered a dispute."),
            "dispute.evidence_added": Words("분쟁에 증거를 냈습니다.", "Brought evidence in a dispute."),
            "dispute.decided": Words(
                "분쟁을 결정했습니다: {outcome} {won}원. {reason}", "Decided a dispute: {outcome}, {won} won. {reason}"
            ),
            "dispute.withdrawn": Words("분쟁을 철회했습니다.", "Withdrew a dispute."),
        },
        values={"outcome": {outcome.value: words for outcome, words in OUTCOME_WORDS.items()}},
    )
)
declare(
    Stream(
        name="wanted",
        words=Words("찾는 데이터", "Wanted data"),
        verbs={
            "wanted.posted": Words("찾는 데이터를 올렸습니다: {title}", "Posted what is wanted: {title}"),
            "wanted.answered": Words("찾는 데이터에 상품으로 답했습니다.", "Answered with an offer."),
            "wanted.closed": Words("찾는 데이터를 내렸습니다.", "Took it off the board."),
        },
    )
)
