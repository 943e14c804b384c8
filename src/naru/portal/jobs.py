"""Work that a worker does for the whole installation."""

from django_tasks import task

from naru.base.jobs.attempt import current
from naru.base.kit.words import Words
from naru.portal import sample_city


@task(
    label="portal.bring_long_chapters",
    queue_name="samples",
    title=Words("견본 도시 마저 채우기", "Fill the rest of the sample city"),
)
def bring_long_chapters(again: bool) -> int:
    """How many chapters came in whole."""
    attempt = current()
    assert attempt is not None, "chapters are brought within their job"
    return sample_city.bring_long_chapters(attempt, again=again)
