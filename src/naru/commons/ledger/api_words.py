"""What the API's reference says of the ledger in Korean."""

from naru.base.kit.api_words import ApiWords
from naru.base.kit.words import Words

WORDS = ApiWords(
    tag="ledger",
    title=Words("장부", "Ledger"),
    order=60,
    operations={
        "ledgerAccounts": "장부의 계정",
        "ledgerAccount": "계정 하나",
        "ledgerBalance": "어느 때의 잔액",
        "ledgerStatement": "계정의 거래, 새것부터",
        "ledgerTransfers": "번호로 거래 하나, 또는 행위의 대상으로 그 거래들",
        "ledgerTrial": "지난밤의 시산표",
    },
    parameters={
        "code": Words("계정 코드", "The account's code"),
        "at": Words("때, 시간대까지 (ISO 8601)", "An instant with its zone (ISO 8601)"),
        "kind": Words("계정의 종류", "The account's kind"),
        "subject": Words("행위의 대상", "The subject of an act"),
        "id": Words("거래 번호", "A transfer's id"),
        "text": Words("코드나 이름의 일부", "Part of a code or of a name"),
        "after": Words("이 표지 뒤의 것", "Those after this mark"),
        "limit": Words("가장 많이 받을 수", "At most so many"),
    },
)
