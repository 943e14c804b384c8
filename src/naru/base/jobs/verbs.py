"""What people do to jobs, as the trail says it."""

from naru.base.kit.words import Words
from naru.base.trail.core.verbs import Stream, declare

declare(
    Stream(
        name="job",
        words=Words("작업", "Jobs"),
        verbs={
            "job.cancelled": Words("‘{title}’ 작업을 그만두게 했습니다.", "Stopped the job “{title}”."),
            "job.retried": Words("‘{title}’ 작업을 다시 하게 했습니다.", "Had the job “{title}” done again."),
        },
    )
)
