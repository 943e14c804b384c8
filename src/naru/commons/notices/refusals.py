"""What may have to be said no to where people are told."""

from naru.base.kit.refusals import Sentence, declare

declare(
    {
        "webhook_url_refused": Sentence(
            ko="알림을 보낼 수 없는 주소입니다: {url}. https로 시작하는 공개 주소를 적어 주세요.",
            en="No notice can be sent to {url}. Write a public address that begins with https.",
            status=422,
            exit_code=2,
        ),
    }
)
