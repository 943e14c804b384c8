"""What people are told of their consents."""

from naru.base.kit.words import Words
from naru.commons.notices.core.topics import Topic, declare

CONSENT = "mydata.consent"
DELETION = "mydata.deletion"
DUTY = "mydata.duty"
declare(
    Topic(name=CONSENT, words=Words("내 데이터 동의", "My consents")),
    Topic(name=DELETION, words=Words("내 데이터 삭제 증명", "Proofs of deletion")),
    Topic(name=DUTY, words=Words("마이데이터 서비스의 할 일", "Duties of services")),
)
