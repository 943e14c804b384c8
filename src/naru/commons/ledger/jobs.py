"""The ledger's own work: holds time out every minute, the trial balance is taken every night."""

from datetime import time, timedelta
from typing import Any

from django_tasks import task

from naru.base.jobs.core.ticks import Daily, Every
from naru.base.jobs.schedules import schedule
from naru.base.kit.words import Words
from naru.commons.ledger import actions


@task(label="ledger.expire_holds", title=Words("기한이 지난 예약 풀기", "Time holds out"))
def expire_holds() -> int:
    return actions.expire_holds()


@task(label="ledger.balance_books", title=Words("시산표 맞추기", "Take the trial balance"))
def balance_books() -> dict[str, Any]:
    """What was found as counts; ``actions.balance_books`` records the findings themselves."""
    trial = actions.balance_books()
    return {"sound": trial.is_sound, "transfers": trial.transfers, "findings": len(trial.findings)}


schedule("ledger.expire_holds", expire_holds, Every(timedelta(minutes=1)))
schedule("ledger.balance_books", balance_books, Daily(time(3, 30)))
