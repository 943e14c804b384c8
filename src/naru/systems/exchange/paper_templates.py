"""The exchange's papers: a contract in both languages, invoices, receipts and statements that people read."""

from naru.base.kit.words import Words
from naru.commons.papers.core.templates import PaperTemplate, declare

CONTRACT, INVOICE = "exchange.contract", "exchange.invoice"
RECEIPT, STATEMENT = "exchange.receipt", "exchange.statement"
PACKAGE = "naru.systems.exchange"
declare(
    PaperTemplate(
        name=CONTRACT,
        version=1,
        title=Words("데이터 거래 계약서", "Data contract"),
        source=f"{PACKAGE}:papers/contract-1.typ",
    ),
    PaperTemplate(
        name=INVOICE, version=1, title=Words("세금계산서", "Tax invoice"), source=f"{PACKAGE}:papers/invoice-1.typ"
    ),
    PaperTemplate(name=RECEIPT, version=1, title=Words("영수증", "Receipt"), source=f"{PACKAGE}:papers/receipt-1.typ"),
    PaperTemplate(
        name=STATEMENT, version=1, title=Words("정산서", "Statement"), source=f"{PACKAGE}:papers/statement-1.typ"
    ),
)
