"""What the doctor looks at: events that nobody could be told."""

from naru.base.events import reads
from naru.base.kit.checks import Check, Unsound, some
from naru.base.kit.words import Words


def _stuck() -> str:
    stuck = reads.stuck()
    if stuck:
        raise Unsound(some([f"{each.event} → {each.line.subscription}: {each.error}" for each in stuck]))
    return "0"


CHECKS = (
    Check(
        code="events",
        name=Words("전달하지 못한 소식", "Events that could not be delivered"),
        look=_stuck,
        advice=Words(
            "까닭을 없앤 뒤 `naru events --retry`로 다시 전달하세요. 같은 것에 대한 뒤의 소식이 기다리고 있습니다.",
            "Remove the cause, then `naru events --retry`: later events of the same thing are waiting behind.",
        ),
        rests_on=frozenset({"migrations"}),
    ),
)
