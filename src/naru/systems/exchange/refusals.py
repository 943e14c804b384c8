"""What the exchange may have to say no to."""

from naru.base.kit.refusals import Sentence, declare

UNPROCESSABLE, CONFLICT = 422, 409


def _said(ko: str, en: str, *, status: int = CONFLICT, exit_code: int = 1) -> Sentence:
    return Sentence(ko=ko, en=en, status=status, exit_code=exit_code)


def _typed(ko: str, en: str) -> Sentence:
    """What was typed cannot be taken."""
    return Sentence(ko=ko, en=en, status=UNPROCESSABLE, exit_code=2)


USE = {
    "use_not_billed": _said(
        "아직 청구하지 않은 기간입니다: {period}. 기간이 끝나면 저절로 청구합니다.",
        "Period {period} is not billed yet. Use is billed by itself when a period is over.",
    ),
}
CARDS = {
    "card_gateway_silent": _said(
        "카드사에 이어지지 않았습니다. 잠시 뒤에 다시 하거나 계좌 이체로 내 주세요.",
        "The card gateway does not answer. Try again in a while, or pay by transfer.",
        status=503,
    ),
    "card_event_unsigned": _said(
        "서명이 없거나 맞지 않는 알림입니다. 서명하는 열쇠와 시각을 확인해 주세요.",
        "This event bears no right signature. Check the key and the clock of whoever signs.",
        status=401,
        exit_code=3,
    ),
    "card_event_malformed": _typed(
        "카드 결제 알림의 꼴이 맞지 않습니다. type과 data.payment, data.won이 있어야 합니다.",
        "This is no card event: it needs a type, data.payment and data.won.",
    ),
    "card_amount_differs": _said(
        "카드로 낸 금액이 다릅니다. 낸 것 {won}원, 낼 것 {wanted}원. 카드사에 확인해 주세요.",
        "{won} won were paid by card where {wanted} were asked for. Ask the gateway.",
    ),
}
OFFERS = {
    "plan_price_refused": _typed(
        "가격으로 쓸 수 없습니다: {price}. 무료가 아니면 {least}원에서 {most}원까지 원 단위로 적어 주세요.",
        "{price} cannot be the price. Unless it is free, write {least} to {most} won.",
    ),
    "plan_tiers_refused": _typed(
        "구간 요금을 쓸 수 없습니다. 구간의 끝은 점점 커야 하고 마지막 구간에는 끝이 없어야 하며, 상한은 기본료보다 커야 합니다.",
        "These tiers will not do: their ends rise, the last has none, and the cap is not below the base price.",
    ),
    "versions_unreadable": _typed(
        "버전은 번호를 쉼표로 나누어 적습니다. 예: 1, 3", "Versions are numbers with commas between them, as 1, 3."
    ),
    "terms_without_purpose": _typed("이용 목적을 하나 이상 고르세요.", "Choose at least one purpose."),
    "terms_days_refused": _typed(
        "날수나 비율을 쓸 수 없습니다. 날은 0에서 3660까지, 적립 비율은 0에서 1까지입니다.",
        "Days are 0 to 3660, the share that is credited 0 to 1.",
    ),
    "offer_of_nobody": _typed(
        "이 데이터셋을 맡은 기관이 없어 팔 수 없습니다. 먼저 관리 화면에서 맡을 기관을 정해 주세요.",
        "No organisation looks after this dataset, so nobody can sell it. Give it to an organisation first.",
    ),
    "offer_title_refused": _typed(
        "제목은 비울 수 없습니다. 제목은 {longest}자, 설명은 {text}자까지 적어 주세요.",
        "The title is not empty and has {longest} letters at most, the text {text}.",
    ),
    "offer_names_nobody": _typed(
        "지정한 기관에만 파는 상품이면 기관을 하나 이상 고르세요.",
        "Name at least one organisation to which it is offered.",
    ),
    "offer_dates_refused": _typed(
        "판매가 끝나는 날은 시작하는 날보다 뒤여야 합니다.", "The offer ends after it begins."
    ),
    "offer_state_has_no_such_step": _said(
        "지금 상태에서는 할 수 없습니다. 지금 상태: {state_ko}", "That cannot be done now: the offer is {state_en}."
    ),
    "offer_without_table": _said(
        "아직 올라온 표가 없어 팔 수 없습니다. 먼저 데이터를 올려 주세요.",
        "There is no table to sell yet. Load one first.",
    ),
    "offer_price_above_cost": _said(
        "공공기관은 공공데이터에 실비까지만 받을 수 있습니다. 적은 가격: {price}원, 상한: {most}원 (요율 exchange.public_price_most)",
        "A public body charges for public data what it costs at most: {price} won is above {most} (rate exchange.public_price_most).",
        status=UNPROCESSABLE,
    ),
    "party_not_registered": _said(
        "기관의 사업자 정보가 거래처로 등록되어 있지 않습니다. 시의 담당 공무원에게 등록을 요청해 주세요.",
        "The organisation is not registered as a party. Ask the city's officer to register it.",
    ),
    "question_refused": _typed("질문이나 답은 1자에서 {longest}자까지 적어 주세요.", "Write 1 to {longest} letters."),
    "offer_not_open": _said(
        "지금은 살 수 없는 상품입니다: {title_ko}. 다른 상품을 찾아 주세요.",
        "{title_en} is not on sale now. Look for another.",
    ),
    "offer_own": _said("자기 기관의 상품은 살 수 없습니다.", "Nobody buys from themselves."),
    "dataset_gone": _said(
        "데이터셋이 철회되어 새로 계약할 수 없습니다. 판매자에게 물어보세요.",
        "The dataset was withdrawn, so no new contract can be made. Ask the seller.",
    ),
    "assumption_refused": _typed(
        "가정의 값을 쓸 수 없습니다: {name} = {value}", "{value} cannot be the value of {name}."
    ),
}
TRADES = {
    "months_refused": _typed("계약 기간은 1개월에서 {most}개월까지입니다.", "A contract lasts 1 to {most} months."),
    "negotiation_text_refused": _typed(
        "까닭을 {longest}자까지 적어 주세요.", "Write why, in {longest} letters at most."
    ),
    "negotiation_not_your_turn": _said(
        "이 단계는 상대방이 하는 일입니다: {step_ko}",
        "That step is the other side's to take: {step_en}.",
        status=403,
        exit_code=3,
    ),
    "negotiation_has_no_such_step": _said(
        "지금은 할 수 없는 단계입니다. 지금 상태: {state_ko}, 하려는 일: {step_ko}. 화면을 새로 고쳐 확인해 주세요.",
        "{step_en} is not possible now: the negotiation is “{state_en}”. Reload the page to see where it stands.",
    ),
    "contract_state_has_no_such_step": _said(
        "지금 상태의 계약으로는 할 수 없습니다. 지금 상태: {state_ko}",
        "That cannot be done: the contract is {state_en}.",
    ),
    "contract_over": _said("이미 끝난 계약입니다: {number}", "The contract {number} is over."),
    "contract_reason_missing": _typed("까닭을 적어 주세요.", "Write why."),
}
MONEY = {
    "order_state_has_no_such_step": _said(
        "지금 상태의 주문으로는 할 수 없습니다. 지금 상태: {state_ko}, 하려는 일: {wanted_ko}",
        "That cannot be done: the order is “{state_en}”, not on its way to “{wanted_en}”.",
    ),
    "order_in_dispute": _said(
        "분쟁 중인 주문은 철회할 수 없습니다. 결정을 기다려 주세요.",
        "An order in dispute is not withdrawn. Wait for the decision.",
    ),
    "sources_short": _typed(
        "고른 결제 수단으로 {short}원이 모자랍니다. 전체 금액은 {total}원입니다. 계좌 이체나 카드를 더해 주세요.",
        "What you chose is {short} won short of {total}. Add a bank transfer or a card.",
    ),
    "source_refused": _typed(
        "이 결제에는 쓸 수 없는 계정입니다: {account}. 쓸 곳과 기한을 확인해 주세요.",
        "The account {account} cannot pay for this. Check what it may pay, and until when.",
    ),
    "refund_exceeds": _typed(
        "돌려줄 수 있는 금액은 1원에서 {most}원까지입니다: {won}",
        "{won} is not between 1 and {most} won, which is what can go back.",
    ),
    "digital_content_started": _said(
        "이미 이용을 시작해 철회할 수 없습니다. 이용을 시작한 날: {at}. 데이터에 문제가 있으면 분쟁을 제기해 주세요.",
        "It was used from {at} on, so it cannot be withdrawn. If something is wrong with the data, open a dispute.",
    ),
    "withdrawal_too_late": _said(
        "철회할 수 있는 {days}일이 지났습니다. 데이터에 문제가 있으면 분쟁을 제기해 주세요.",
        "The {days} days to withdraw are over. If something is wrong with the data, open a dispute.",
    ),
    "statement_unreadable": _typed(
        "거래내역 파일의 글자를 읽을 수 없습니다. 은행에서 CSV로 다시 받아 주세요.",
        "The statement's text cannot be read. Export it from the bank as CSV again.",
    ),
    "statement_shape_unknown": _typed(
        "어느 은행의 거래내역인지 알 수 없습니다. 거래일시와 입금액 열이 있는 파일인지 확인해 주세요.",
        "No bank's form is recognised. Check that the file has columns for the date and for deposits.",
    ),
    "statement_line_unreadable": _typed(
        "거래내역 {line}번째 줄을 읽을 수 없습니다: {text}", "Line {line} of the statement cannot be read: {text}"
    ),
    "statement_too_long": _typed(
        "거래내역이 너무 깁니다. 기간을 나누어 다시 받아 주세요. 한도: {most}",
        "The statement is too long (at most {most}). Export shorter periods.",
    ),
    "bank_line_matched": _said("이미 주문에 맞춘 입금입니다.", "That deposit was matched already."),
    "order_awaits_nothing": _said(
        "이 주문은 입금을 기다리지 않습니다. 다른 주문을 골라 주세요.", "That order waits for no money. Choose another."
    ),
    "month_not_over": _said("{month}월분은 그 달이 끝난 뒤에 정산합니다.", "{month} is settled once it is over."),
    "invoice_unsound": _said(
        "세금계산서를 만들 수 없습니다. 거래처 정보를 확인해 주세요: {findings}",
        "No sound tax invoice can be made. Check the parties: {findings}.",
    ),
    "card_event_refused": _said(
        "카드사 알림의 서명이나 내용이 맞지 않습니다.",
        "The card gateway's message is not signed as it should be.",
        status=400,
    ),
}
DISPUTES = {
    "dispute_state_has_no_such_step": _said(
        "지금 상태의 분쟁으로는 할 수 없습니다. 지금 상태: {state_ko}",
        "That cannot be done: the dispute is {state_en}.",
    ),
    "dispute_too_late": _said(
        "분쟁을 제기할 수 있는 날이 지났습니다: {until}", "Disputes could be opened until {until}."
    ),
    "dispute_text_refused": _typed("내용을 1자에서 {longest}자까지 적어 주세요.", "Write 1 to {longest} letters."),
    "dispute_reason_missing": _typed("결정의 까닭을 적어 주세요.", "Write the reason of the decision."),
    "dispute_interest": _said(
        "당사자 기관에 속한 사람은 결정할 수 없습니다. 다른 담당 공무원이 결정해야 합니다.",
        "Whoever belongs to one of the sides does not decide. Another officer has to.",
        status=403,
        exit_code=3,
    ),
    "wanted_text_refused": _typed(
        "찾는 데이터의 제목을 {longest}자까지 적고, 예산은 0원 이상으로 적어 주세요.",
        "Give it a title of {longest} letters at most, and a budget of 0 won or more.",
    ),
}
DATASPACE = {
    "dataspace_message_refused": _said(
        "데이터스페이스 프로토콜의 메시지로 읽을 수 없습니다. 종류: {kind}, 잘못된 곳: {place}",
        "That is no {kind} of the Dataspace Protocol: look at {place}.",
        status=400,
    ),
    "dataspace_policy_differs": _said(
        "요청한 조건이 상품의 조건과 다릅니다: {rules}. 카탈로그에서 받은 조건을 그대로 보내 주세요.",
        "The rules that were requested are not the offer's own: {rules}. Send them as the catalogue has them.",
    ),
}
declare({**CARDS, **USE, **DATASPACE, **OFFERS, **TRADES, **MONEY, **DISPUTES})
