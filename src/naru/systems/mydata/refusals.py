"""What may have to be said no to with consents."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "mydata_cannot_move": Sentence(
            ko="지금 상태에서는 할 수 없습니다: {state} → {to}. 화면을 새로 열어 지금 상태를 확인해 주세요.",
            en="This cannot be done now: {state_en} → {to_en}. Open the page anew to see how it stands.",
            status=409,
        ),
        "offer_over": Sentence(
            ko="대답할 수 있는 때가 지났습니다. 서비스에서 다시 시작해 주세요.",
            en="The time to answer is over. Begin again at the service.",
            status=410,
        ),
        "offer_taken": Sentence(
            ko="다른 사람이 이미 연 제안입니다. 서비스에서 다시 시작해 주세요.",
            en="Someone else has opened this offer already. Begin again at the service.",
            status=410,
        ),
        "nothing_chosen": Sentence(
            ko="고른 것이 없습니다. 보내도 되는 것을 하나 이상 고르거나 ‘아니오’를 눌러 주세요.",
            en="Nothing is chosen. Choose at least one item, or say no.",
            status=422,
            exit_code=2,
        ),
        "beyond_minimum": Sentence(
            ko="서비스가 등록한 최소 항목이 아닙니다: {items}. 화면을 새로 열어 다시 골라 주세요.",
            en="The service has not registered these: {items}. Open the page anew and choose again.",
            status=422,
            exit_code=2,
        ),
        "beyond_consent": Sentence(
            ko="동의하지 않은 항목으로 늘릴 수는 없습니다: {items}. 서비스에서 새로 동의해 주세요.",
            en="A consent cannot grow: {items}. Agree anew at the service.",
            status=422,
            exit_code=2,
        ),
        "guardian_required": Sentence(
            ko="{until} 전에는 법정대리인이 함께 동의해야 합니다. 보호자가 로그인하여 대신 동의해 주세요.",
            en="Until {until} a legal guardian must agree. The guardian signs in and agrees on the child's behalf.",
            status=403,
        ),
        "coupled_benefit": Sentence(
            ko="상관없는 혜택을 조건으로 데이터를 요구할 수 없습니다. 조건을 빼고 다시 내 주세요.",
            en="Data may not be asked for as the price of an unrelated benefit. Take the condition out.",
            status=422,
            exit_code=2,
        ),
        "service_incomplete": Sentence(
            ko="전송 요구에 꼭 있어야 할 것이 빠졌습니다: {what}. 채워서 다시 내 주세요.",
            en="A request to send must say these, and does not: {what}.",
            status=422,
            exit_code=2,
        ),
        "purpose_unsaid": Sentence(
            ko="목적이 문장으로 적혀 있지 않습니다: {purpose}. 무엇에 쓰는지 쉬운 문장으로 적어 주세요.",
            en="The purpose is not written as a sentence: {purpose}. Say in plain words what it is for.",
            status=422,
            exit_code=2,
        ),
        "item_unknown": Sentence(
            ko="어느 표준에도 없는 항목입니다: {item}. 항목 목록에서 골라 주세요.",
            en="No standard list has this item: {item}. Choose one of the lists.",
            status=422,
            exit_code=2,
        ),
        "service_not_registered": Sentence(
            ko="등록되지 않은 서비스입니다. 나루의 서비스 목록에 있는 서비스만 데이터를 받을 수 있습니다.",
            en="This service is not registered. Only services of the register may receive data.",
            status=403,
        ),
        "receiver_blocked": Sentence(
            ko="삭제를 증명하지 않은 곳이라 새로 동의받을 수 없습니다. 밀린 삭제 증명을 먼저 보내야 합니다.",
            en="This receiver owes a proof of deletion and may not ask for more until it has sent it.",
            status=403,
        ),
        "holder_silent": Sentence(
            ko="데이터를 가진 곳이 대답하지 않습니다. 잠시 뒤 다시 열어 주세요.",
            en="The holder does not answer. Open the page again in a while.",
            status=422,
        ),
        "holder_answer_refused": Sentence(
            ko="데이터를 가진 곳의 대답이 물은 것과 달라 쓰지 않았습니다. 담당자에게 알려 주세요.",
            en="The holder answered something else than was asked; it was not used. Tell an officer.",
            status=422,
        ),
        "link_refused": Sentence(
            ko="연결 번호가 맞지 않거나 이미 쓰였습니다. 데이터를 가진 곳에서 새 번호를 받아 주세요.",
            en="The code is wrong or was used already. Get a new one from the holder.",
            status=422,
            exit_code=2,
        ),
        "proxy_term": Sentence(
            ko="대리 기간은 오늘 뒤, {most}일 안이어야 합니다. 끝나는 날을 고쳐 주세요.",
            en="A proxy ends after today and within {most} days. Change the last day.",
            status=422,
            exit_code=2,
        ),
        "not_yours": Sentence(
            ko="이곳의 것이 아닙니다. 삭제를 요청받은 곳만 증명할 수 있습니다.",
            en="This is not yours: only the receiver that was ordered to delete can prove it.",
            status=403,
        ),
        "attestation_unreadable": Sentence(
            ko="삭제 증명을 읽을 수 없습니다. 항목마다 지움이나 남김을 적고, 남긴 것은 근거와 기한을 적어 주세요.",
            en="The attestation cannot be read. Say of each item whether it was deleted or retained, on what ground, until when.",
            status=422,
            exit_code=2,
        ),
        "attestation_differs": Sentence(
            ko="다른 요청에 대한 증명입니다. 요청에 적힌 해시 목록에 서명해 주세요.",
            en="The attestation is of another order. Sign the hash list of this one.",
            status=422,
            exit_code=2,
        ),
        "attestation_partial": Sentence(
            ko="증명에 빠지거나 더해진 항목이 있습니다: {items}. 요청받은 항목을 모두 적어 주세요.",
            en="Items are missing from the attestation or added to it: {items}.",
            status=422,
            exit_code=2,
        ),
        "attestation_groundless": Sentence(
            ko="남긴 까닭이 법에 있는 근거가 아닙니다. 근거 목록의 것을 적어 주세요.",
            en="What was retained was retained on no ground of the law.",
            status=422,
            exit_code=2,
        ),
        "document_false": Sentence(
            ko="서명이 맞지 않습니다. 내용이 바뀌었거나 나루가 아는 곳의 서명이 아닙니다.",
            en="The signature does not hold: it was changed, or signed by nobody known here.",
            status=422,
            exit_code=2,
        ),
        "key_refused": Sentence(
            ko="쓸 수 있는 열쇠가 아닙니다. Ed25519 공개 열쇠(JWK)를 적어 주세요.",
            en="This key cannot be used. Give a public Ed25519 key as a JWK.",
            status=422,
            exit_code=2,
        ),
        "key_taken": Sentence(
            ko="다른 곳이 이미 쓰는 열쇠입니다. 이 서비스만의 새 열쇠를 만들어 주세요.",
            en="This key is another's already. Make a new one for this alone.",
            status=409,
        ),
        "assertion_refused": Sentence(
            ko="누구인지 확인할 수 없습니다. 등록한 열쇠로 지금 서명하여 한 번만 보내 주세요.",
            en="The client cannot be known. Sign now with the registered key, and send it once.",
            status=401,
        ),
        "dpop_refused": Sentence(
            ko="토큰의 주인이라는 증명이 맞지 않습니다. 요청마다 새로 서명해 주세요.",
            en="The proof of possession does not hold. Sign anew for each request.",
            status=401,
        ),
        "code_refused": Sentence(
            ko="동의 번호가 맞지 않거나 이미 쓰였습니다. 처음부터 다시 해 주세요.",
            en="The code is wrong, too old or used already. Begin again.",
            status=400,
        ),
        "oauth_request_refused": Sentence(
            ko="요청을 받아들일 수 없습니다: {what}. 등록한 값과 규격을 확인해 주세요.",
            en="The request cannot be taken: {what}. Check what was registered, and the specification.",
            status=400,
        ),
        "mydata_method": Sentence(
            ko="이 주소는 {method} 요청을 받지 않습니다. 받는 것: {allowed}",
            en="This address does not take {method}. It takes {allowed}.",
            status=405,
        ),
        "passphrase_short": Sentence(
            ko="금고 암호는 {least}자 이상이어야 합니다. 잊으면 누구도 열 수 없으니 적어 두세요.",
            en="The vault's passphrase takes {least} letters or more. Nobody can open it for you: write it down.",
            status=422,
            exit_code=2,
        ),
        "passphrase_wrong": Sentence(
            ko="금고 암호가 맞지 않습니다. 다시 적어 주세요.",
            en="The passphrase is wrong. Try again.",
            status=403,
        ),
        "vault_empty": Sentence(
            ko="금고가 비어 있습니다. 먼저 담아 주세요.",
            en="The vault is empty. Fill it first.",
            status=404,
            exit_code=4,
        ),
    }
)
