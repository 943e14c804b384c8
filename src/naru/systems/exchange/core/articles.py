"""The articles of a data contract in both languages, after the government's standard data contracts.

과학기술정보통신부 데이터 거래 표준계약서 (2024) has one for provision, brokerage, processing and creation; ``ContractForm`` says which of
them a contract follows. What two sides choose (purpose, passing on, updates, …) are ``term_blocks``; they stand among these articles
in the place that the standard gives them. The text is part of what both sides sign.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from enum import StrEnum

from naru.base.kit.canonical import JSON
from naru.base.kit.words import Words


class ContractForm(StrEnum):
    PROVISION = "provision"
    BROKERAGE = "brokerage"  # the seller sells what others have entrusted to it
    PROCESSING = "processing"  # the seller works on what the buyer brings
    CREATION = "creation"  # both make new data together

    @property
    def words(self) -> Words:
        return FORM_WORDS[self]


FORM_WORDS = {
    ContractForm.PROVISION: Words("제공형", "Provision"),
    ContractForm.BROKERAGE: Words("중개형", "Brokerage"),
    ContractForm.PROCESSING: Words("가공형", "Processing"),
    ContractForm.CREATION: Words("창출형", "Creation"),
}


@dataclass(frozen=True, slots=True, kw_only=True)
class Article:
    """A heading and its paragraphs; where there are several, people count them ①, ②, …"""

    head: Words
    paragraphs: tuple[Words, ...]

    def to_json(self) -> dict[str, JSON]:
        return {
            "head_ko": self.head.ko,
            "head_en": self.head.en,
            "ko": [each.ko for each in self.paragraphs],
            "en": [each.en for each in self.paragraphs],
        }


def article_from(stored: Mapping[str, JSON]) -> Article:
    """From what ``to_json`` gave."""
    ko, en = stored["ko"], stored["en"]
    assert isinstance(ko, Sequence)
    assert isinstance(en, Sequence)
    paragraphs = tuple(Words(str(one), str(other)) for one, other in zip(ko, en, strict=True))
    return Article(head=Words(str(stored["head_ko"]), str(stored["head_en"])), paragraphs=paragraphs)


def articles(form: ContractForm, clauses: Sequence[tuple[Words, Words]]) -> list[Article]:
    """In the standard's order; ``clauses`` are what the two sides chose, as ``term_blocks.clauses`` says it."""
    chosen = [Article(head=head, paragraphs=(said,)) for head, said in clauses]
    return [PURPOSE, DEFINITIONS, *OF_FORM[form], PRICE, *chosen, *COMMON]


def _article(head: Words, *paragraphs: Words) -> Article:
    return Article(head=head, paragraphs=paragraphs)


PURPOSE = _article(
    Words("목적", "Purpose"),
    Words(
        "이 계약은 제공자와 이용자가 데이터를 거래하면서 지킬 권리와 의무를 정한다.",
        "This contract sets the rights and duties of seller and buyer in a trade of data.",
    ),
)
DEFINITIONS = _article(
    Words("정의", "Definitions"),
    Words(
        "‘대상 데이터’는 이 계약의 거래 대상으로 적은 데이터와 계약 기간에 나오는 그 새 버전을 말한다.",
        "“The data” is what this contract names as its subject, and the versions of it that come during the term.",
    ),
    Words(
        "‘파생데이터’는 대상 데이터를 가공하여 만든 것으로서 원래의 행을 되살릴 수 없는 것을 말한다.",
        "“Derived data” is what is made of the data and from which no row of it can be restored.",
    ),
    Words(
        "‘거래소’는 이 계약이 맺어지고 대금이 맡겨지며 데이터가 인도되는 플랫폼을 말한다.",
        "“The exchange” is the platform where this contract is made, its price is held and the data is delivered.",
    ),
)
PRICE = _article(
    Words("대금", "Price"),
    Words(
        "이용자는 이 계약에 적은 대금과 그 부가가치세를 거래소를 통해 지급한다.",
        "The buyer pays the price named here and the value-added tax on it through the exchange.",
    ),
    Words(
        "거래소는 받은 대금을 맡아 두었다가 이용자가 인도를 확인하거나 이의 없이 확인 기한이 지나면 제공자에게 정산한다.",
        "The exchange holds what is paid until the buyer has accepted the delivery or the days to object have passed, and then settles with the seller.",
    ),
)
DELIVERY = _article(
    Words("데이터의 제공", "Provision of the data"),
    Words(
        "제공자는 계약 기간에 대상 데이터를 거래소의 파일, API, SQL, Delta Sharing으로 제공한다.",
        "During the term the seller provides the data by the exchange's files, API, SQL and Delta Sharing.",
    ),
    Words(
        "제공하는 범위는 이 계약에 적은 표, 열, 행, 버전으로 한정한다.",
        "What is provided is limited to the tables, columns, rows and versions named here.",
    ),
)
RIGHTS_STAY = _article(
    Words("권리의 귀속", "Rights"),
    Words(
        "대상 데이터에 관한 권리는 제공자에게 있으며, 이용자는 이 계약에 적은 범위에서 이용할 권리만 얻는다.",
        "All rights in the data stay with the seller; the buyer gains the right to use it as far as this contract says.",
    ),
)
BROKERED = _article(
    Words("중개", "Brokerage"),
    Words(
        "제공자는 대상 데이터의 권리자에게서 거래를 위탁받았음을 보증하고, 요구가 있으면 그 증빙을 보인다.",
        "The seller warrants to be entrusted with the sale by those who hold the rights in the data, and shows proof when asked.",
    ),
    Words(
        "권리자에게 주는 대가는 제공자가 정산하며, 이용자에게 따로 청구하지 않는다.",
        "The seller settles with those who hold the rights; the buyer is charged nothing more.",
    ),
)
WORKED_ON = _article(
    Words("가공", "Processing"),
    Words(
        "이용자는 가공에 필요한 원데이터를 제공자에게 맡기고, 제공자는 정한 방법으로 가공하여 결과물을 인도한다.",
        "The buyer entrusts the seller with the source data; the seller processes it as agreed and delivers the result.",
    ),
    Words(
        "제공자는 원데이터를 가공 말고 다른 목적에 쓰지 않으며, 인도한 뒤 돌려주거나 지운다.",
        "The seller uses the source data for nothing else, and returns or deletes it after delivery.",
    ),
    Words(
        "결과물에 관한 권리는 대금을 지급한 때 이용자에게 넘어간다.",
        "Rights in the result pass to the buyer once the price is paid.",
    ),
    Words(
        "결과물이 정한 기준에 맞지 않으면 이용자는 확인 기한 안에 다시 가공할 것을 요구할 수 있다.",
        "Where the result does not meet what was agreed, the buyer may ask for it to be done again while the days to object run.",
    ),
)
MADE_TOGETHER = _article(
    Words("공동 창출", "Creation"),
    Words(
        "당사자는 각자 데이터, 설비, 인력을 내어 새 데이터를 함께 만든다.",
        "Each side contributes data, equipment and people to make new data together.",
    ),
    Words(
        "창출한 데이터의 권리는 달리 정하지 않으면 두 당사자가 똑같은 몫으로 함께 가진다.",
        "Unless agreed otherwise, both hold the rights in what is made in equal shares.",
    ),
    Words(
        "창출한 데이터로 얻은 이익은 권리의 몫대로 나눈다.",
        "Profits from it are shared as the rights are.",
    ),
)
OF_FORM = {
    ContractForm.PROVISION: (DELIVERY, RIGHTS_STAY),
    ContractForm.BROKERAGE: (DELIVERY, BROKERED, RIGHTS_STAY),
    ContractForm.PROCESSING: (WORKED_ON, DELIVERY),
    ContractForm.CREATION: (MADE_TOGETHER, DELIVERY),
}
COMMON = (
    _article(
        Words("제공자의 보증", "Warranties"),
        Words(
            "제공자는 대상 데이터를 적법하게 얻었고 거래할 권한이 있음을 보증한다.",
            "The seller warrants that the data was obtained lawfully and that it may be traded.",
        ),
        Words(
            "데이터의 완전성, 정확성, 최신성은 거래소가 잰 값과 이 계약에 적은 약속에 따른다.",
            "Completeness, accuracy and currency are as the exchange measured them and as promised here.",
        ),
    ),
    _article(
        Words("개인정보", "Personal data"),
        Words(
            "대상 데이터에 개인정보가 들어 있으면 당사자는 개인정보 보호법을 지키며, 가명정보를 다시 알아보려는 처리를 하지 않는다.",
            "Where personal data is involved both sides keep the Personal Information Protection Act; pseudonymised data is never re-identified.",
        ),
        Words(
            "개인이 식별될 수 있음을 알게 된 당사자는 바로 이용을 멈추고 상대방과 거래소에 알린다.",
            "Whoever finds that a person can be identified stops at once and tells the other side and the exchange.",
        ),
    ),
    _article(
        Words("관리와 비밀", "Care and confidence"),
        Words(
            "이용자는 대상 데이터가 새어 나가거나 허락받지 않은 사람이 쓰지 않도록 필요한 조치를 한다.",
            "The buyer takes the measures needed against leaks and use by others.",
        ),
        Words(
            "이용자의 사본에는 표식이 들어 있을 수 있으며, 이용자는 그 표식을 지우지 않는다.",
            "The buyer's copies may bear a mark, which the buyer does not remove.",
        ),
        Words(
            "당사자는 계약 과정에서 알게 된 상대방의 비밀을 계약이 끝난 뒤에도 지킨다.",
            "Each side keeps what it learnt of the other in confidence, also after the end.",
        ),
    ),
    _article(
        Words("손해배상", "Damages"),
        Words(
            "이 계약을 어겨 상대방에게 손해를 준 당사자는 그 손해를 배상한다. 고의나 과실이 없음을 증명하면 그러하지 아니하다.",
            "Whoever breaks this contract makes good the loss, unless it is shown that there was neither intent nor negligence.",
        ),
        Words(
            "천재지변과 같이 어느 쪽의 책임도 아닌 까닭으로 이행하지 못한 것은 책임지지 않는다.",
            "Nobody answers for what neither side could prevent.",
        ),
    ),
    _article(
        Words("해제와 정지", "Termination for cause"),
        Words(
            "상대방이 계약을 어기고 상당한 기간을 정하여 요구해도 고치지 않으면 계약을 해지할 수 있다.",
            "Where the other side breaks the contract and does not mend it in the time it was given, the contract may be ended.",
        ),
        Words(
            "대금이 기한까지 지급되지 않거나 법령을 어긴 때 거래소는 제공을 멈출 수 있다.",
            "The exchange may stop provision where the price is overdue or the law is broken.",
        ),
    ),
    _article(
        Words("양도 금지", "No assignment"),
        Words(
            "당사자는 상대방의 동의 없이 이 계약의 권리와 의무를 남에게 넘기지 않는다.",
            "Neither side passes rights or duties of this contract on without the other's consent.",
        ),
    ),
    _article(
        Words("분쟁의 해결", "Disputes"),
        Words(
            "분쟁은 먼저 거래소의 절차로 풀고, 풀리지 않으면 데이터분쟁조정위원회에 조정을 신청할 수 있다(데이터 산업진흥 및 이용촉진에 관한 기본법 34).",
            "Disputes are first settled by the exchange's procedure; failing that, either side may go to the Data Dispute Mediation Committee (Framework Act on the Data Industry, 34).",
        ),
        Words(
            "소송은 민사소송법이 정한 법원에 제기하며, 대한민국 법을 따른다.",
            "Suits are brought to the court that the Civil Procedure Act names, under the law of the Republic of Korea.",
        ),
    ),
    _article(
        Words("효력", "Effect"),
        Words(
            "이 계약은 두 당사자가 같은 글에 서명한 때부터 효력이 있다. 변경도 두 당사자가 서명해야 효력이 있다.",
            "This contract has effect once both sides have signed the same text; so does any change of it.",
        ),
        Words(
            "국문과 영문이 다르면 국문을 따른다.",
            "Where the Korean and the English text differ, the Korean one holds.",
        ),
    ),
)
