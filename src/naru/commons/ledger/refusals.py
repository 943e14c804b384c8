"""What the ledger may have to say no to."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "below_floor": Sentence(
            ko="{account} 계정에서 쓸 수 있는 돈이 모자랍니다. 필요한 돈: {won}원, 모자란 돈: {short}원. 금액을 줄이거나 먼저 채워 주세요.",
            en="Account {account} cannot give {won} won: it lacks {short}. Ask for less, or fill it first.",
            status=409,
        ),
        "no_such_account": Sentence(
            ko="장부에 없는 계정입니다: {account}. `naru ledger accounts`로 코드를 확인해 주세요.",
            en="The ledger has no account {account}. See `naru ledger accounts`.",
            status=404,
            exit_code=4,
        ),
        "account_taken": Sentence(
            ko="{account} 계정이 다른 내용으로 이미 열려 있습니다. 다른 코드를 쓰거나 있는 계정을 쓰세요.",
            en="Account {account} is open already, as something else. Choose another code, or use the one there is.",
            status=409,
        ),
        "account_closed": Sentence(
            ko="닫힌 계정입니다: {account}. 열려 있는 계정으로 해 주세요.",
            en="Account {account} is closed. Use one that is open.",
            status=409,
        ),
        "account_not_empty": Sentence(
            ko="{account} 계정에 잔액 {balance}원이나 끝나지 않은 예약이 있어 닫을 수 없습니다. 먼저 비워 주세요.",
            en="Account {account} still has {balance} won or open holds, and cannot be closed. Empty it first.",
            status=409,
        ),
        "account_code_refused": Sentence(
            ko="계정 코드로 쓸 수 없습니다: {account}. 영문 소문자와 숫자, 하이픈으로 된 낱말을 콜론으로 이어 120자까지 적어 주세요. 예: exchange:escrow",
            en="{account} cannot be an account's code. Write words of a-z, 0-9 and hyphens apart by colons, 120 characters at most, as in exchange:escrow.",
            status=422,
            exit_code=2,
        ),
        "floor_refused": Sentence(
            ko="하한은 0원이거나 그보다 작은 정수여야 합니다: {floor}",
            en="A floor is 0 won or a whole number below it, not {floor}.",
            status=422,
            exit_code=2,
        ),
        "floor_above_balance": Sentence(
            ko="{account} 계정에서 쓸 수 있는 돈이 {available}원이라 하한을 {floor}원으로 올릴 수 없습니다. 더 낮은 하한을 정해 주세요.",
            en="Account {account} has {available} won available, less than a floor of {floor}. Choose a lower one.",
            status=409,
        ),
        "won_refused": Sentence(
            ko="{id} 거래의 금액은 1원에서 {most}원 사이의 정수여야 합니다: {won}",
            en="Transfer {id} is of {won} won; it must be a whole number from 1 to {most}.",
            status=422,
            exit_code=2,
        ),
        "same_account": Sentence(
            ko="{id} 거래의 차변과 대변이 같은 계정입니다: {account}. 서로 다른 두 계정을 적어 주세요.",
            en="Transfer {id} debits and credits the one account {account}. Name two.",
            status=422,
            exit_code=2,
        ),
        "reason_too_long": Sentence(
            ko="{id} 거래의 사유가 너무 깁니다. {longest}자까지 적을 수 있습니다.",
            en="The reason of transfer {id} is too long; {longest} characters are the most.",
            status=422,
            exit_code=2,
        ),
        "transfer_id_refused": Sentence(
            ko="거래 번호로 쓸 수 없습니다: {id}. 영문자, 숫자와 . _ : / - 로 100자까지 적어 주세요.",
            en="{id} cannot be a transfer's id. Use letters, digits and . _ : / -, 100 characters at most.",
            status=422,
            exit_code=2,
        ),
        "transfer_id_twice": Sentence(
            ko="함께 들어갈 거래 가운데 둘의 번호가 같습니다: {id}. 거래마다 다른 번호를 주세요.",
            en="Two transfers of one group have the id {id}. Give each its own.",
            status=422,
            exit_code=2,
        ),
        "transfer_id_taken": Sentence(
            ko="{id} 번호로 다른 내용의 거래가 이미 들어 있습니다. 새 거래라면 새 번호를 주세요.",
            en="A transfer {id} with other content stands in the ledger already. Give a new transfer a new id.",
            status=409,
        ),
        "no_such_transfer": Sentence(
            ko="장부에 없는 거래입니다: {id}. 번호를 확인해 주세요.",
            en="The ledger has no transfer {id}. Check its id.",
            status=404,
            exit_code=4,
        ),
        "no_such_hold": Sentence(
            ko="그런 예약이 없습니다: {hold}. 예약을 건 거래의 번호를 적어 주세요.",
            en="There is no hold {hold}. Give the id of the transfer that held the money.",
            status=404,
            exit_code=4,
        ),
        "hold_ended": Sentence(
            ko="이미 확정되었거나 취소되었거나 기한이 지난 예약입니다: {hold}. 거래 화면에서 어떻게 끝났는지 보세요.",
            en="Hold {hold} was posted, voided or timed out already. Its page shows how it ended.",
            status=409,
        ),
        "hold_exceeded": Sentence(
            ko="{hold} 예약은 {held}원인데 {won}원을 확정하려 합니다. 예약한 금액까지만 확정할 수 있습니다.",
            en="Hold {hold} is of {held} won; {won} cannot be posted. Post at most what is held.",
            status=409,
        ),
        "hold_expires_too_soon": Sentence(
            ko="{id} 예약의 기한이 이미 지났습니다. 앞으로 올 때를 기한으로 정해 주세요.",
            en="Hold {id} would have timed out already. Choose an end that lies ahead.",
            status=422,
            exit_code=2,
        ),
        "instant_without_zone": Sentence(
            ko="시간대가 없는 때입니다: {at}. 2026-11-29T09:00:00+09:00처럼 시간대까지 적어 주세요.",
            en="The instant {at} has no zone. Write it like 2026-11-29T09:00:00+09:00.",
            status=422,
            exit_code=2,
        ),
        "weights_refused": Sentence(
            ko="나눌 비율이 올바르지 않습니다. 0 이상의 정수를 하나 이상, 합이 0보다 크게 적어 주세요.",
            en="The weights to share by will not do. Give whole numbers from 0 up whose sum is above 0.",
            status=422,
            exit_code=2,
        ),
        "spending_rule_refused": Sentence(
            ko="지출 규칙으로 쓸 수 없습니다. 분야를 하나 이상 적고, 낼 수 있는 비율({share})은 0보다 크고 1 이하여야 합니다.",
            en="That is no spending rule. Name at least one category; the share ({share}) is above 0 and at most 1.",
            status=422,
            exit_code=2,
        ),
    }
)
