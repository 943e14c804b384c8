"""What challenges have to say of others' acts: a truth that is still sealed is not published by the way."""

from naru.base.kit.gates import PASS, Asked, Refuse, Verdict
from naru.base.kit.words import Words
from naru.systems.challenges.core.states import ChallengeState
from naru.systems.challenges.models import Challenge

SEALED = (ChallengeState.RUNNING, ChallengeState.CLOSED)
WHY = Words(
    "진행 중인 챌린지의 정답이 들어 있습니다. 정답이 열린 뒤에 공개해 주세요.",
    "It holds the truth of a challenge that runs. Publish it once that truth is open.",
)


def ask_publication(asked: Asked) -> Verdict:
    """No, while a challenge that was cut from the dataset runs."""
    runs = Challenge.objects.filter(dataset_id=asked.thing_id, state__in=SEALED).exists()
    return Refuse(WHY) if runs else PASS
