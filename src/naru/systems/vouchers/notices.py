"""What people are told of vouchers."""

from naru.base.kit.words import Words
from naru.commons.notices.core.topics import Topic, declare

RESULT = "voucher.result"
SUPPLEMENT = "voucher.supplement"
PANEL = "voucher.panel"
MONEY = "voucher.money"
TO_DO = "voucher.to_do"
declare(
    Topic(name=RESULT, words=Words("바우처 선정 결과", "Voucher results")),
    Topic(name=SUPPLEMENT, words=Words("바우처 보완 요청", "Voucher supplements")),
    Topic(name=PANEL, words=Words("심사 위촉", "Seats on a panel")),
    Topic(name=MONEY, words=Words("바우처의 돈", "Money of vouchers")),
    Topic(name=TO_DO, words=Words("협약, 검수와 지급", "Agreements, inspections, payments")),
)
