"""What deliveries and verdicts say in the trail."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare
from naru.commons.acceptance.core.deliveries import Verdict

declare(
    Stream(
        name="delivery",
        words=Words("납품", "Deliveries"),
        verbs={
            "delivery.made": Words("{round}번째로 납품했습니다: {what}", "Delivered, round {round}: {what}"),
            "delivery.decided": Words(
                "납품을 확인했습니다. 결정: {verdict} {reason}", "Checked a delivery: {verdict}. {reason}"
            ),
        },
        values={"verdict": {verdict.value: verdict.words for verdict in Verdict}},
    )
)
