"""What people are told of the market: by inbox, mail, webhook and feed."""

from datetime import date

from naru.base.kit.clock import Clock
from naru.base.kit.person import Person, Role
from naru.base.kit.ref import Ref
from naru.base.kit.words import Words
from naru.commons.notices.actions import tell
from naru.commons.notices.core.topics import Topic, declare
from naru.commons.notices.core.values import Recipient, ToOrganisation, ToRole

QUESTION, QUOTE, SIGNATURE = "exchange.question", "exchange.quote", "exchange.signature"
PAYMENT, VERSION, BREACH = "exchange.payment", "exchange.version", "exchange.breach"
END, DISPUTE, SETTLEMENT = "exchange.end", "exchange.dispute", "exchange.settlement"
declare(
    Topic(name=QUESTION, words=Words("상품에 대한 물음과 답", "Questions and answers on offers")),
    Topic(name=QUOTE, words=Words("거래 요청과 견적", "Requests and quotes")),
    Topic(name=SIGNATURE, words=Words("계약 서명", "Signatures under contracts")),
    Topic(name=PAYMENT, words=Words("거래 대금", "Payments in the market")),
    Topic(name=VERSION, words=Words("산 데이터의 새 버전", "New versions of data you bought")),
    Topic(name=BREACH, words=Words("지키지 못한 갱신 약속", "Promises that were not kept")),
    Topic(name=END, words=Words("계약의 끝", "Ends of contracts")),
    Topic(name=DISPUTE, words=Words("거래 분쟁", "Disputes in the market")),
    Topic(name=SETTLEMENT, words=Words("판매 정산", "Settlements of sales")),
)
OFFICERS = ToRole("officer")


def to_seller(organisation: str) -> ToOrganisation:
    """Those who may sell for it."""
    return ToOrganisation(organisation, least=Role.STEWARD)


def to_buyer(organisation: str) -> ToOrganisation:
    """Those who may buy for it: whoever belongs to it."""
    return ToOrganisation(organisation, least=Role.MEMBER)


def announce(
    *to: Recipient,
    topic: str,
    title: Words,
    about: Ref,
    key: str,
    by: Person,
    clock: Clock,
    text: Words | None = None,
    due: date | None = None,
) -> None:
    """Tell people, and their organisations' webhooks; inside the act's transaction.

    A title leaves the house and names no price; the same key tells nobody twice.
    """
    tell(
        *to,
        topic=topic,
        title=title,
        text=text,
        about=about,
        key=key,
        due=due,
        by=by.actor,
        clock=clock,
    )
