"""What the ledger's acts say in the trail."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare
from naru.commons.ledger.core.accounts import AccountKind

declare(
    Stream(
        name="account",
        words=Words("장부 계정", "Ledger accounts"),
        verbs={
            "account.opened": Words(
                "장부에 ‘{name}’ 계정을 열었습니다. 종류: {kind}, 하한: {floor}",
                "Opened the ledger account “{name}”. Kind: {kind}, floor: {floor}.",
            ),
            "account.floor_set": Words(
                "계정의 하한을 바꾸었습니다: {before} → {floor}", "Changed the account's floor: {before} → {floor}."
            ),
            "account.spending_rule_set": Words(
                "계정이 낼 수 있는 것을 정했습니다. 비율: {share}, 마지막 날: {until}",
                "Set what the account may pay: share {share}, until {until}.",
            ),
            "account.closed": Words("장부 계정을 닫았습니다.", "Closed the ledger account."),
        },
        values={"kind": {kind.value: kind.words for kind in AccountKind}},
    )
)
declare(
    Stream(
        name="transfer",
        words=Words("장부 거래", "Ledger transfers"),
        verbs={
            "transfer.entered": Words(
                "장부에 손으로 적었습니다. 차변 {debit}, 대변 {credit}, {won}원. 사유: {reason}",
                "Entered by hand: debit {debit}, credit {credit}, {won} won. Reason: {reason}",
            ),
            "transfer.hold_posted": Words(
                "예약을 손으로 확정했습니다: {won}원. 사유: {reason}",
                "Posted a hold by hand: {won} won. Reason: {reason}",
            ),
            "transfer.hold_voided": Words(
                "예약을 손으로 취소했습니다. 사유: {reason}", "Voided a hold by hand. Reason: {reason}"
            ),
        },
    )
)
declare(
    Stream(
        name="ledger",
        words=Words("장부", "Ledger"),
        verbs={
            "ledger.balanced": Words(
                "시산표를 맞추었습니다. 거래 {transfers}건, 차변 {debits}원, 대변 {credits}원. {sound}",
                "Took the trial balance: {transfers} transfers, debits {debits} won, credits {credits} won. {sound}",
            ),
            "ledger.exported": Words(
                "장부 전체를 내보냈습니다. 형식: {format}", "Exported the whole ledger as {format}."
            ),
        },
        values={
            "sound": {
                "True": Words("맞습니다.", "It balances."),
                "False": Words("어긋난 곳이 있습니다.", "Something does not fit."),
            }
        },
    )
)
