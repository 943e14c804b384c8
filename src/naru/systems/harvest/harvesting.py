"""A run carried out: page by page from where it stands, then its end.

*Theory of operation.* A page is asked for outside any transaction. What it brought, the counts and the place where the
walk goes on are written in one fenced transaction: killed anywhere, the run goes on behind the last page it wrote, and
repeats nothing. A refusal ends the walk, never what was there: such a run is incomplete and removes nothing.
"""

import time
from contextlib import suppress
from datetime import datetime, timedelta
from typing import Any

from django.db.models import F

from naru.base.jobs.attempt import Attempt
from naru.base.kit import crash
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.person import SYSTEM, Person, PersonId
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.people import reads as people_reads
from naru.base.trail.actions import record as record_act
from naru.data.catalogue.search import indexer
from naru.systems.harvest import reconciling, row_files
from naru.systems.harvest.adapters.http_session import HttpSession
from naru.systems.harvest.adapters.sealed_keys import unseal
from naru.systems.harvest.core.keys import redacted
from naru.systems.harvest.core.manners import Manners, next_seoul_midnight
from naru.systems.harvest.core.states import RUN_STATES, RunState
from naru.systems.harvest.core.values import Page, SourceConfig
from naru.systems.harvest.data_files import fetch_always
from naru.systems.harvest.intake import Intake
from naru.systems.harvest.kinds.register import ROW_KINDS, kind_named
from naru.systems.harvest.models import Run, RunPage, Source
from naru.systems.harvest.noticing import propose_pairs
from naru.systems.harvest.publishing import publish_rows
from naru.systems.harvest.taking_in import Taken, take_in

LISTING = Words("기록을 받는 중", "taking records in")
INDEXING = Words("검색에 올리는 중", "making them searchable")
REST = timedelta(minutes=15)
RESTS = frozenset({"harvest_rest", "harvest_quota_spent"})
PAGES_MOST = 100_000


def run(run_id: str, attempt: Attempt, *, clock: Clock = SYSTEM_CLOCK) -> dict[str, Any]:
    """Carry the run on from wherever it stands; ``{state, added, changed, unchanged}``. ``resting`` is no end."""
    started = time.monotonic()
    row = Run.objects.select_related("source").get(id=run_id)
    intake = Intake(source=row.source, run=row, by=_person(row), now=clock.now())
    if RunState(row.state) in {RunState.WAITING, RunState.RESTING}:
        _begin(row, attempt)
    if row.state == RunState.LISTING:
        is_walked = row.pages > 0 and row.cursor is None
        refusal = None if is_walked else _walk(intake, attempt)
        if refusal is not None and refusal.code in RESTS:
            return _rest(row, refusal, attempt, clock)
        _conclude(intake, attempt, refusal, clock)
    return _finish(intake, attempt, started, clock)


def _person(row: Run) -> Person:
    return SYSTEM if row.by_id == SYSTEM.id else people_reads.person(PersonId(row.by_id))


def config_of(source: Source) -> SourceConfig:
    """As its kind needs it, the key in clear."""
    key = unseal(source.sealed_key, source.id)
    return SourceConfig(address=source.address, options=source.options, key=key, page_size=source.page_size)


def _begin(row: Run, attempt: Attempt) -> None:
    with attempt.fenced():
        if row.state == RunState.WAITING:
            row.before = reconciling.count_before(row)
        _move(row, RunState.LISTING, before=row.before, resume_at=None)
    crash.point("harvest.begun")


def _move(row: Run, state: RunState, **written: Any) -> None:
    assert state in RUN_STATES[RunState(row.state)], f"a run cannot go from {row.state} to {state}"
    row.state = state
    for name, value in written.items():
        setattr(row, name, value)
    row.save(update_fields=["state", *written])


# --- the walk ---


def _walk(intake: Intake, attempt: Attempt) -> Refused | None:
    """Page by page to the source's end; None there, else what stopped it."""
    row, source = intake.run, intake.source
    attempt.progress(row.met, row.total or 0, LISTING)
    try:
        config = config_of(source)
        session = HttpSession(
            Manners(pause_s=source.pause_s),
            key=config.key,
            on_wait=lambda: attempt.progress(row.met, row.total or 0, LISTING),
        )
        for page in kind_named(source.kind).pages(config, session, row.cursor):
            if not _take_page(intake, page, attempt) or row.pages >= PAGES_MOST:
                return None
            attempt.progress(row.met, row.total or 0, LISTING)
    except Refused as refused:
        return refused
    return None


def _take_page(intake: Intake, page: Page, attempt: Attempt) -> bool:
    """Whether the walk goes on: a page that came before ends it."""
    row = intake.run
    crash.point("harvest.page_read")
    if page.row_count:
        row_files.write_part(row.id, row.pages, page)
    with attempt.fenced():
        if _came_before(row, page):
            row.is_repeated = True
            row.save(update_fields=["is_repeated"])
            return False
        taken = take_in(intake, page.records)
        _count(row, page, taken)
        crash.point("harvest.page_written")
    crash.point("harvest.page_taken_in")
    return page.cursor is not None


def _came_before(row: Run, page: Page) -> bool:
    if not page.digest or not (page.records or page.rows):
        return False
    _, is_new = RunPage.objects.get_or_create(run=row, digest=page.digest)
    return not is_new


def _count(row: Run, page: Page, taken: Taken) -> None:
    row.cursor, row.pages = page.cursor, row.pages + 1
    row.total = page.total if page.total is not None else row.total
    row.met, row.unread = row.met + taken.met + page.row_count, row.unread + page.unread
    row.has_rows = row.has_rows or kind_named(row.source.kind).name in ROW_KINDS
    row.added, row.changed = row.added + taken.added, row.changed + taken.changed
    row.unchanged, row.left_out = row.unchanged + taken.unchanged, row.left_out + taken.left_out
    counted = ("cursor", "pages", "total", "met", "has_rows", "unread", "added", "changed", "unchanged", "left_out")
    row.save(update_fields=counted)
    row.findings.bulk_create(row.findings.model(run=row, **each.to_json()) for each in page.findings)


def _rest(row: Run, refusal: Refused, attempt: Attempt, clock: Clock) -> dict[str, Any]:
    """The host asked to be left alone: the same run goes on later, behind the page it reached."""
    until = _until(refusal, clock.now())
    with attempt.fenced():
        _move(row, RunState.RESTING, resume_at=until, refusal=_stored(refusal, row.source))
    return {"state": RunState.RESTING.value, "until": until.isoformat()}


def _until(refusal: Refused, now: datetime) -> datetime:
    if refusal.code == "harvest_quota_spent":
        return next_seoul_midnight(now)
    with suppress(ValueError):
        return datetime.fromisoformat(str(refusal.facts.get("until", "")))
    return now + REST


def _stored(refusal: Refused, source: Source) -> list[Any]:
    key = ""
    with suppress(Refused):
        key = unseal(source.sealed_key, source.id)
    facts = {
        name: fact if isinstance(fact, int | float | bool) else redacted(str(fact), key)[:500]
        for name, fact in refusal.facts.items()
    }
    return [refusal.code, facts]


# --- the end ---


def _conclude(intake: Intake, attempt: Attempt, refusal: Refused | None, clock: Clock) -> None:
    row = intake.run
    ended = refusal is None and row.pages > 0 and row.cursor is None and not row.is_repeated
    crash.point("harvest.walked")
    reconciling.settle_deferred(intake, attempt, ended=ended)
    row.refresh_from_db()
    found, missing = reconciling.judge(row, ended=ended)
    with attempt.fenced():
        state = reconciling.STATES[found.completeness]
        stored = _stored(refusal, intake.source) if refusal else None
        _move(row, state, reasons=list(found.reasons), absent=missing, refusal=stored)
        if state is RunState.COMPLETE:
            reconciling.mark_missing(row)
            Source.objects.filter(id=row.source_id).update(asked_otherwise=False)
        facts = {
            "source": intake.source.name,
            "state": state.value,
            "added": row.added,
            "changed": row.changed,
            "absent": missing,
        }
        record_act(intake.by.actor, "harvest_source.run_ended", row.source_id, facts=facts, clock=clock)
    crash.point("harvest.judged")


def _finish(intake: Intake, attempt: Attempt, started: float, clock: Clock) -> dict[str, Any]:
    row = intake.run
    if row.state == RunState.COMPLETE:
        reconciling.retire_due(row, intake, attempt)
        if row.has_rows:
            publish_rows(intake, attempt)
    with attempt.fenced():
        propose_pairs(intake)
        fetch_always(intake)
    attempt.progress(0, 1, INDEXING)
    indexer.refresh()
    if row.state != RunState.ASKS:
        row_files.forget(row.id)
    with attempt.fenced():
        RunPage.objects.filter(run=row).delete()
        seconds = round(row.seconds + time.monotonic() - started, 3)
        Run.objects.filter(id=row.id).update(ended=clock.now(), seconds=F("seconds") + seconds)
    return {
        "state": str(row.state),
        "added": row.added,
        "changed": row.changed,
        "unchanged": row.unchanged,
    }
