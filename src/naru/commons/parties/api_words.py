"""What the API's reference says of parties in Korean."""

from naru.base.kit.api_words import ApiWords
from naru.base.kit.words import Words

WORDS = ApiWords(
    tag="parties",
    title=Words("거래처", "Parties"),
    order=61,
    operations={
        "parties": "이름이나 등록번호로 거래처 찾기",
        "registerParty": "거래처 등록",
        "party": "어느 날의 거래처",
    },
    parameters={
        "party_id": Words("거래처 번호", "The party's id"),
        "on": Words("날, 없으면 오늘", "A day; today without one"),
        "text": Words("이름이나 등록번호의 일부", "Part of a name or of a number"),
        "after": Words("이 표지 뒤의 것", "Those after this mark"),
        "limit": Words("가장 많이 받을 수", "At most so many"),
    },
)
