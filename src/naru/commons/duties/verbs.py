"""What duties say in the trail."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare

declare(
    Stream(
        name="duty",
        words=Words("할 일", "Duties"),
        verbs={
            "duty.owed": Words(
                "할 일이 생겼습니다: {what}, 기한 {due}. 근거: {source}", "Owed by {due}: {what_en}. Source: {source}"
            ),
            "duty.done": Words("할 일을 마쳤습니다. 늦은 날 {late}일", "Done, {late} days late."),
            "duty.excused": Words("할 일을 면제했습니다. 까닭: {reason}", "Excused: {reason}"),
            "duty.voided": Words("할 일이 없어졌습니다. 까닭: {reason}", "Void: {reason}"),
        },
    )
)
