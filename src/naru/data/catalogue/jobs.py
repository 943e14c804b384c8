"""The catalogue's work: keeping the index up to date when nobody searches."""

from datetime import time, timedelta

from django_tasks import task

from naru.base.jobs.core.ticks import Daily, Every
from naru.base.jobs.schedules import schedule
from naru.base.kit.words import Words
from naru.data.catalogue.core import korean
from naru.data.catalogue.search import indexer


@task(label="catalogue.refresh_index", title=Words("검색 색인 새로 고침", "Refresh the search index"))
def refresh_index() -> int:
    """Index what waits in the outbox; the analyser's memory is given back, for a worker seldom needs it."""
    try:
        return indexer.refresh()
    finally:
        korean.release()


@task(
    label="catalogue.mend_index",
    title=Words("검색 색인 대조와 복구", "Compare the search index with the catalogue and mend it"),
)
def mend_index() -> int:
    """Once a night: what a crash or a hand in the folder may have left different is indexed again."""
    try:
        return indexer.reconcile(repair=True).total
    finally:
        korean.release()


schedule("catalogue.refresh_index", refresh_index, Every(timedelta(minutes=5)))  # where a crash swallowed the nudge
schedule("catalogue.mend_index", mend_index, Daily(time(3, 30)))
