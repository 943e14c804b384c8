"""The figures of policy with which the exchange reckons; their values are rows that the city enters."""

from naru.base.kit.words import Words
from naru.commons.rates.core.names import DAYS, SHARE, WON, declare, need
from naru.commons.rates.core.values import RateName, ValueKind

VAT, WITHDRAWAL_DAYS, PROPOSAL_DAYS = "vat.standard", "commerce.withdrawal_days", "data_dispute.proposal_days"
FEE_SHARE, DISPUTE_DAYS, PAY_DAYS = "exchange.fee_share", "exchange.dispute_days", "exchange.pay_days"
RENEWAL_DAYS, PUBLIC_PRICE_MOST = "exchange.renewal_days", "exchange.public_price_most"
OPERATOR_NUMBER = "exchange.operator_number"

declare(
    RateName(
        name=FEE_SHARE,
        words=Words("거래소 수수료율(공급가액 기준)", "The exchange's fee, of the supply"),
        kind=ValueKind.DECIMAL,
        unit=SHARE,
    ),
    RateName(
        name=DISPUTE_DAYS,
        words=Words("인도 뒤 분쟁을 제기할 수 있는 기간", "Days after delivery in which a dispute may be opened"),
        kind=ValueKind.INTEGER,
        unit=DAYS,
    ),
    RateName(
        name=PAY_DAYS,
        words=Words("주문 뒤 결제해야 하는 기간", "Days in which an order is paid"),
        kind=ValueKind.INTEGER,
        unit=DAYS,
    ),
    RateName(
        name=RENEWAL_DAYS,
        words=Words(
            "기간이 끝나기 전 갱신 주문을 내는 날", "Days before a period's end at which its renewal is ordered"
        ),
        kind=ValueKind.INTEGER,
        unit=DAYS,
    ),
    RateName(
        name=PUBLIC_PRICE_MOST,
        words=Words(
            "공공기관이 공공데이터에 받을 수 있는 실비의 상한",
            "The most a public body may charge for public data (cost)",
        ),
        kind=ValueKind.INTEGER,
        unit=WON,
    ),
    RateName(
        name=OPERATOR_NUMBER,
        words=Words("거래소를 운영하는 사업자의 등록번호", "Business number of whoever runs the exchange"),
        kind=ValueKind.TEXT,
        unit=Words("번호", "number"),
    ),
)
NEEDED = (VAT, WITHDRAWAL_DAYS, PROPOSAL_DAYS, FEE_SHARE, DISPUTE_DAYS, PAY_DAYS, RENEWAL_DAYS, PUBLIC_PRICE_MOST)
need("exchange", *NEEDED, OPERATOR_NUMBER)
