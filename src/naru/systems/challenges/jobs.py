"""Work that a worker does for challenges."""

from datetime import timedelta

from django_tasks import task

from naru.base.jobs.core.ticks import Every
from naru.base.jobs.schedules import schedule
from naru.base.kit.person import SYSTEM
from naru.base.kit.words import Words
from naru.systems.challenges import actions, judging


@task(label="challenges.score_waiting", title=Words("챌린지 제출 채점", "Score submissions of challenges"))
def score_waiting() -> int:
    return judging.score_waiting()


@task(label="challenges.keep_time", title=Words("챌린지 마감", "Close challenges whose last instant has passed"))
def keep_time() -> dict[str, int]:
    """What has passed its last instant is closed; what a dead worker left behind is scored."""
    return {"closed": actions.close_due(by=SYSTEM), "scored": judging.score_waiting()}


schedule("challenges.keep_time", keep_time, Every(timedelta(minutes=1)))
