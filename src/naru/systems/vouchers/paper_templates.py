"""The papers of vouchers."""

from naru.base.kit.words import Words
from naru.commons.papers.core.templates import PaperTemplate, declare

RECEIPT, RESULT, AGREEMENT = "vouchers.receipt", "vouchers.result", "vouchers.agreement"
PACKAGE = "naru.systems.vouchers"
declare(
    PaperTemplate(
        name=RECEIPT,
        version=1,
        title=Words("바우처 신청서", "Voucher application"),
        source=f"{PACKAGE}:papers/receipt-1.typ",
    ),
    PaperTemplate(
        name=RESULT,
        version=1,
        title=Words("바우처 선정 결과", "Voucher result"),
        source=f"{PACKAGE}:papers/result-1.typ",
    ),
    PaperTemplate(
        name=AGREEMENT,
        version=1,
        title=Words("바우처 3자 협약서", "Three-party voucher agreement"),
        source=f"{PACKAGE}:papers/agreement-1.typ",
    ),
)
