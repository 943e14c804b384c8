"""What the doctor looks at: mails and webhooks that could not be sent."""

from naru.base.kit.checks import Check, Unsound
from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.words import Words
from naru.commons.notices import reads


def _undelivered() -> str:
    count = reads.undelivered(SYSTEM_CLOCK.now())
    if count:
        raise Unsound(f"{count:,}")
    return "0"


CHECKS = (
    Check(
        code="notices",
        name=Words("보내지 못한 알림", "Notices that were not sent"),
        look=_undelivered,
        advice=Words(
            "작업 화면에서 실패한 ‘알림 보내기’를 보고, 메일 서버(NARU_SMTP)나 받는 주소를 고친 뒤 다시 실행하세요.",
            "See the failed jobs “Send a notice”; mend the mail server (NARU_SMTP) or the webhook, then run them again.",
        ),
        rests_on=frozenset({"migrations"}),
    ),
)
