"""What the API's reference says of notices in Korean."""

from naru.base.kit.api_words import ApiWords
from naru.base.kit.words import Words

WORDS = ApiWords(
    tag="notices",
    title=Words("알림", "Notices"),
    order=64,
    operations={"inbox": "내 알림, 최근 것부터", "openNotice": "알림 하나를 읽음으로"},
    parameters={
        "unread": Words("읽지 않은 것만", "Only those not read"),
        "cursor": Words("앞 쪽이 준 next 값", "The next value of the page before"),
        "limit": Words("가장 많이 받을 수", "At most so many"),
        "notice_id": Words("알림의 식별자", "The notice's identifier"),
    },
)
