"""The exchange's accounts in the ledger, opened when they are first needed."""

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import SYSTEM
from naru.base.kit.words import Words
from naru.base.people import reads as people
from naru.commons.ledger import actions as ledger
from naru.commons.ledger import reads as ledger_reads
from naru.commons.ledger.core.accounts import AccountKind

BANK, CARD = "exchange:bank", "exchange:card"
UNMATCHED, ESCROW, FEE_VAT, FEES = "exchange:unmatched", "exchange:escrow", "exchange:fee-vat", "exchange:fees"

PLATFORM = {
    BANK: (AccountKind.ASSET, Words("거래소 은행 계좌", "The exchange's bank account")),
    CARD: (AccountKind.ASSET, Words("카드사에서 받을 돈", "Due from the card gateway")),
    UNMATCHED: (AccountKind.LIABILITY, Words("주인을 찾는 입금", "Deposits not matched yet")),
    ESCROW: (AccountKind.LIABILITY, Words("분쟁 기한까지 맡은 돈", "Held until the dispute window closes")),
    FEE_VAT: (AccountKind.LIABILITY, Words("수수료 부가가치세", "VAT on fees")),
    FEES: (AccountKind.INCOME, Words("거래 수수료", "Fees")),
}
OWN = {
    "prepaid": (AccountKind.LIABILITY, Words("예치금", "prepaid credit")),
    "deposit": (AccountKind.LIABILITY, Words("주문에 들어온 돈", "deposits for orders")),
    "payable": (AccountKind.LIABILITY, Words("줄 판매 대금", "due to the seller")),
    "refund": (AccountKind.LIABILITY, Words("돌려줄 돈", "refunds due")),
    "receivable": (AccountKind.ASSET, Words("판매자에게 받을 돈", "due from the seller")),
}


def open_platform(*, clock: Clock = SYSTEM_CLOCK) -> None:
    there = ledger_reads.names_of(PLATFORM)
    for code in (each for each in PLATFORM if each not in there):
        kind, name = PLATFORM[code]
        ledger.open_account(code, kind, name, by=SYSTEM, clock=clock)


def own(kind: str, organisation: str, *, clock: Clock = SYSTEM_CLOCK) -> str:
    """The code of an organisation's account of a kind of ``OWN``, opened where it was not."""
    account_kind, words = OWN[kind]
    name = people.organisation(organisation).name
    title = Words(f"{name.ko} {words.ko}"[:120], f"{name.en}: {words.en}"[:120])
    code = code_of(kind, organisation)
    ledger.open_account(code, account_kind, title, owner=organisation, by=SYSTEM, clock=clock)
    return code


def code_of(kind: str, organisation: str) -> str:
    return f"exchange:{kind}:{organisation}"
