"""Jobs as values."""

from dataclasses import dataclass
from datetime import datetime
from typing import Any

from naru.base.jobs.core.states import State
from naru.base.jobs.models import Job
from naru.base.kit.cursors import Page, decode_cursor, encode_cursor
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class JobView:
    """A job as its asker sees it.

    ``asked_by`` and ``about`` are "" for none; ``done`` of ``total`` is in the task's own unit, ``total`` 0 while it is
    not known. ``attempt`` is the fence. ``errors`` are the last ten, oldest first: (path of the exception, traceback).
    """

    id: str
    title: Words
    state: State
    asked_by: str
    about: str
    done: float
    total: float
    step: Words
    attempt: int
    failures: int
    errors: list[tuple[str, str]]
    refusal: Refused | None
    answer: Any
    cancel_asked: bool
    run_after: datetime
    enqueued_at: datetime
    started_at: datetime | None
    finished_at: datetime | None

    @property
    def percent(self) -> int:
        """How far the work is, 0 to 100; 0 while the whole is unknown."""
        return min(100, round(100 * self.done / self.total)) if self.total else 0

    @property
    def seconds(self) -> float | None:
        """From its first start to its end, waits between attempts included; None before it has ended."""
        if self.started_at is None or self.finished_at is None:
            return None
        return (self.finished_at - self.started_at).total_seconds()


def job(job_id: str, *, asked_by: str | None = None) -> JobView:
    """One job; with ``asked_by``, only if that person asked for it. Raises ``Refused("not_found")``."""
    mine = {} if asked_by is None else {"asked_by": asked_by}
    row = Job.objects.filter(id=job_id, **mine).first()
    if row is None:
        raise Refused("not_found")
    return _view(row)


def recent(
    *,
    asked_by: str | None = None,
    about: str | None = None,
    state: State | None = None,
    routine: bool = True,
    after: str | None = None,
    limit: int = 50,
) -> Page[JobView]:
    """Jobs, the newest first: everybody's, or one person's, or those about one page.

    Without ``routine``, what recurs by itself and went well is left out. ``after`` is a page's ``next``; raises
    ``Refused``: ``bad_cursor``.
    """
    wanted = {"asked_by": asked_by, "about": about, "state": state}
    rows = Job.objects.filter(**{name: value for name, value in wanted.items() if value is not None})
    if not routine:
        rows = rows.exclude(asked_by="", about="", state=State.SUCCESSFUL)
    if after is not None:
        rows = rows.filter(id__lt=decode_cursor(after, ordering="jobs")[0])
    found = list(rows.order_by("-id")[: limit + 1])
    more = encode_cursor([found[limit - 1].id], ordering="jobs") if len(found) > limit else None
    return Page(rows=[_view(row) for row in found[:limit]], next=more)


def counts() -> dict[State, int]:
    """How many jobs are in each state."""
    return {state: Job.objects.filter(state=state).count() for state in State}


def _view(row: Job) -> JobView:
    return JobView(
        id=row.id,
        title=Words(row.title_ko, row.title_en),
        state=State(row.state),
        asked_by=row.asked_by,
        about=row.about,
        done=row.done,
        total=row.total,
        step=Words(row.step_ko, row.step_en),
        attempt=row.fence,
        failures=row.failures,
        errors=[(path, text) for path, text in row.errors],
        refusal=Refused(row.refusal[0], **row.refusal[1]) if row.refusal else None,
        answer=row.answer,
        cancel_asked=row.cancel_asked,
        run_after=row.run_after,
        enqueued_at=row.enqueued_at,
        started_at=row.started_at,
        finished_at=row.finished_at,
    )
