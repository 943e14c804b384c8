"""What webhooks say in the trail; that someone was told is part of the act of which they were told."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare

declare(
    Stream(
        name="webhook",
        words=Words("알림을 받는 주소", "Webhooks"),
        verbs={
            "webhook.added": Words("기관의 알림을 받을 주소를 더했습니다: {url}", "Added a webhook: {url}"),
            "webhook.stopped": Words("기관의 알림을 받을 주소를 멈추었습니다: {url}", "Stopped a webhook: {url}"),
        },
    )
)
