"""The queue's own work, and that of the floors below it, which know no queue."""

from datetime import time
from typing import Any

from django_tasks import task

from naru.base.jobs import actions
from naru.base.jobs.core.ticks import Daily
from naru.base.jobs.schedules import schedule
from naru.base.kit.words import Words
from naru.base.trail import actions as trail


@task(label="jobs.sweep", title=Words("오래된 작업 기록 정리", "Forget old jobs"))
def sweep() -> int:
    return actions.sweep()


@task(label="jobs.check_trail", title=Words("감사 기록 서명과 검증", "Sign and verify the trail"))
def check_trail() -> dict[str, Any]:
    """What was found as counts; ``trail.actions.check`` records the findings themselves."""
    report = trail.check()
    return {"whole": report.is_whole, "records": report.records, "findings": len(report.findings)}


schedule("trail.check", check_trail, Daily(time(3, 50)))
schedule("jobs.sweep", sweep, Daily(time(4, 10)))
