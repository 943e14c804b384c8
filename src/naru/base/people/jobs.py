"""What is kept of sign-ins and accesses only for a while."""

from datetime import time, timedelta

from django.conf import settings
from django_tasks import task

from naru.base.jobs.core.ticks import Daily
from naru.base.jobs.schedules import schedule
from naru.base.kit import access_log
from naru.base.kit.clock import SYSTEM_CLOCK
from naru.base.kit.words import Words
from naru.base.people import sign_in


@task(label="people.forget_accesses", title=Words("지난 접근 기록 지우기", "Forget accesses of long ago"))
def forget_accesses() -> dict[str, int]:
    """Tries to sign in that no count looks at, and the access log of days that are no longer kept."""
    before = SYSTEM_CLOCK.today() - timedelta(days=settings.NARU_KEEP_READERS_DAYS)
    return {"tries": sign_in.forget(), "days": access_log.forget(before=before)}


schedule("people.forget_accesses", forget_accesses, Daily(time(4, 55)))
