"""What may have to be said no to with vouchers."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "programme_rules_refused": Sentence(
            ko="사업 규칙을 읽을 수 없습니다: {what}. 견본 규칙을 본떠 적어 주세요.",
            en="The rules of the programme cannot be read: {what}. Follow the sample.",
            status=422,
            exit_code=2,
        ),
        "appropriation_too_small": Sentence(
            ko="‘{source}’ 예산이 모자랍니다. 편성한 돈은 {left}원이고 사업에는 {won}원이 필요합니다.",
            en="{source} has {left} won left and the programme takes {won}.",
            status=409,
        ),
        "programme_not_open": Sentence(
            ko="지금은 신청을 받지 않습니다. 접수 기간은 {opens}부터 {closes}까지입니다.",
            en="Applications are taken from {opens} to {closes}.",
            status=409,
        ),
        "ask_over_ceiling": Sentence(
            ko="‘{kind}’ 지원금은 {most}원까지입니다. 신청한 돈: {won}원.",
            en="{kind_en} is at most {most} won; {won} were asked for.",
            status=422,
            exit_code=2,
        ),
        "announced_already": Sentence(
            ko="이미 결과를 알렸습니다.", en="The results are announced already.", status=409
        ),
        "panel_not_signed": Sentence(
            ko="심사위원 {count}명이 아직 서명하지 않았습니다. 모두 서명한 뒤에 결정합니다.",
            en="{count} reviewers have not signed yet. Decide once all have.",
            status=409,
        ),
        "supplier_related": Sentence(
            ko="공급기업이 수요기업과 같거나 대표자가 같아 협약할 수 없습니다. 다른 공급기업을 골라 주세요.",
            en="The supplier is the firm itself or has the same representative. Choose another supplier.",
            status=422,
            exit_code=2,
        ),
        "voucher_cannot_move": Sentence(
            ko="지금 상태에서는 할 수 없습니다: {state} → {to}.",
            en="This cannot be done now: {state_en} → {to_en}.",
            status=409,
        ),
        "voucher_not_agreed": Sentence(
            ko="협약이 끝나지 않은 바우처는 쓸 수 없습니다. 세 당사자가 모두 서명해야 합니다.",
            en="A voucher is spent once all three parties have signed the agreement.",
            status=409,
        ),
        "voucher_expired": Sentence(
            ko="바우처를 쓸 수 있는 날이 {until}에 끝났습니다.",
            en="The voucher was to be spent by {until}.",
            status=409,
        ),
        "voucher_too_small": Sentence(
            ko="바우처에 남은 돈은 {left}원인데 이 가격에는 {needed}원이 듭니다. 가격을 나누거나 줄여 주세요.",
            en="{left} won are left on the voucher and this price takes {needed}. Lower the price.",
            status=409,
        ),
        "own_share_missing": Sentence(
            ko="자부담 {needed}원이 필요한데 들어온 돈은 {left}원입니다. 자부담을 먼저 넣어 주세요.",
            en="The firm's own share is {needed} won and {left} have come in. Pay it in first.",
            status=409,
        ),
        "price_refused": Sentence(
            ko="가격으로 쓸 수 없습니다: {won}. 1원 이상으로 적어 주세요.",
            en="{won} is no price.",
            status=422,
            exit_code=2,
        ),
        "four_eyes": Sentence(
            ko="납품, 검수, 승인, 지급은 서로 다른 사람이 합니다. 다른 담당자가 해 주세요.",
            en="Delivery, inspection, approval and payment are done by different people. Another officer must do this.",
            status=403,
        ),
        "refund_too_large": Sentence(
            ko="돌려받을 수 있는 돈은 {most}원까지입니다.",
            en="At most {most} won can be refunded.",
            status=422,
            exit_code=2,
        ),
        "recovery_too_large": Sentence(
            ko="환수는 지급한 돈을 넘을 수 없습니다. 지금 {most}원까지입니다.",
            en="No more is paid back than was paid: {most} won now.",
            status=422,
            exit_code=2,
        ),
        "claims_open": Sentence(
            ko="끝나지 않은 납품이 {count}건 있습니다. 검수와 지급을 마친 뒤 정산합니다.",
            en="{count} deliveries are not ended. Close once they are.",
            status=409,
        ),
    }
)
