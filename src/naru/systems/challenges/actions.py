"""Set a challenge up: choose its data, cut and audit it, launch, close, cancel."""

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import datetime
from pathlib import Path
from tempfile import TemporaryDirectory
from typing import Any

from django.db import transaction

from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require
from naru.base.kit.person import ANONYMOUS, Person, Scope
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.base.trail.actions import record
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.values import Table
from naru.data.files import content
from naru.data.lake.values import TableRef
from naru.systems.challenges import bookkeeping, reads, scorer_calls
from naru.systems.challenges.core import rights
from naru.systems.challenges.core.metrics.register import metric
from naru.systems.challenges.core.splits import SplitKind
from naru.systems.challenges.core.states import ChallengeState, step
from naru.systems.challenges.models import Challenge

SHARES = (0.05, 0.9)


@dataclass(frozen=True, slots=True, kw_only=True)
class Wanted:
    """What an organiser asks for. ``by`` is the column of groups or of time; shares are of all rows, then of the test's."""

    title: Words
    summary: Words
    table: str
    target: str
    metric: str
    opens: datetime
    closes: datetime
    split: SplitKind = SplitKind.RANDOM
    by: str = ""
    left_out: Sequence[str] = ()
    test_share: float = 0.3
    practice_share: float = 0.05
    public_share: float = 0.3
    attempts_a_day: int = 5
    team_most: int = 5
    prizes_krw: Sequence[int] = field(default_factory=tuple)


def set_up(wanted: Wanted, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.Challenge:
    """A draft whose data is cut, whose truth is sealed and promised, and whose leaks are known.

    Raises ``Refused``: ``plan_…``, ``metric_unknown``, or as the catalogue for a table that ``by`` cannot read.
    """
    _require_runner(by)
    _check(wanted)
    table = catalogue.table(wanted.table, by)
    if table.live is None:
        raise Refused("not_found")
    row = Challenge(
        title_ko=wanted.title.ko,
        title_en=wanted.title.en,
        summary_ko=wanted.summary.ko,
        summary_en=wanted.summary.en,
        dataset_id=table.dataset_id,
        table_id=table.id,
        table_version=table.live.number,
        plan=_plan(wanted),
        opens=wanted.opens,
        closes=wanted.closes,
        attempts_a_day=wanted.attempts_a_day,
        team_most=wanted.team_most,
        prizes_krw=list(wanted.prizes_krw),
        created=clock.now(),
    )
    _cut(row, table)
    with transaction.atomic():
        row.save(force_insert=True)
        facts = {"title": row.title_ko, "promise": row.promise["sha256"]}
        record(by.actor, "challenge.prepared", row.id, facts=facts, clock=clock)
    return reads.challenge_value(row)


def _check(wanted: Wanted) -> None:
    metric(wanted.metric)
    if wanted.closes <= wanted.opens:
        raise Refused("plan_dates_refused")
    for name, value, least, most in (
        ("test_share", wanted.test_share, *SHARES),
        ("public_share", wanted.public_share, *SHARES),
        ("practice_share", wanted.practice_share, 0.0, 0.5),
        ("attempts_a_day", wanted.attempts_a_day, 1, 100),
        ("team_most", wanted.team_most, 1, 50),
    ):
        if not least <= value <= most:
            raise Refused("plan_number_refused", field=name, least=least, most=most)
    if wanted.public_share + wanted.practice_share > SHARES[1]:
        raise Refused("plan_number_refused", field="public_share + practice_share", least=0, most=SHARES[1])


def _plan(wanted: Wanted) -> dict[str, Any]:
    return {
        "metric": wanted.metric,
        "target": wanted.target,
        "split": {
            "kind": wanted.split.value,
            "test_share": wanted.test_share,
            "practice_share": wanted.practice_share,
            "public_share": wanted.public_share,
        },
        "by": wanted.by,
        "left_out": list(wanted.left_out),
    }


def _cut(row: Challenge, table: Table) -> None:
    """The child makes the files; what it answers goes into the row."""
    assert table.live is not None, "a table without rows is refused before"
    columns = {column.alias: column.name for column in table.live.columns}
    parquet = list(catalogue.lake().local_files(TableRef(table.id, table.live.lake_version)))
    with TemporaryDirectory(dir=content.scratch()) as folder:
        answer = scorer_calls.prepare(row, columns, parquet, Path(folder))
        for name, field_name in (
            ("train.csv", "train"),
            ("test.csv", "test"),
            ("sample.csv", "sample"),
            ("truth", "sealed"),
        ):
            setattr(row, f"{field_name}_sha256", content.take_file(Path(folder) / name, name).sha256)
    row.task, row.parts, row.train_rows = answer["task"], answer["parts"], answer["train_rows"]
    row.findings, row.promise, row.public_key = answer["findings"], answer["promise"], answer["public_key"]


def launch(challenge_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.Challenge:
    """Public from now on; submissions are taken from its first instant on.

    Raises ``Refused``: ``leak_stands``, ``leak_source_open``, ``prize_unfunded``, ``challenge_cannot_move``.
    """
    _require_runner(by)
    with transaction.atomic():
        row = _locked(challenge_id)
        found = reads.challenge_value(row)
        if found.serious:
            raise Refused("leak_stands", count=len(found.serious), codes=", ".join(each.code for each in found.serious))
        if reads.reads_source(found, ANONYMOUS, clock.now()):
            raise Refused("leak_source_open")
        row.state = step(found.state, ChallengeState.RUNNING)
        row.launched = clock.now()
        bookkeeping.set_aside(row, clock=clock)
        row.save()
        record(by.actor, "challenge.launched", row.id, facts={"title": row.title_ko}, clock=clock)
    return reads.challenge_value(row)


def close(challenge_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """No more submissions, also before the announced instant. Raises ``Refused``: ``challenge_cannot_move``."""
    _require_runner(by)
    with transaction.atomic():
        row = _locked(challenge_id)
        row.state = step(ChallengeState(row.state), ChallengeState.CLOSED)
        row.closes = min(row.closes, clock.now())
        row.save()
        record(by.actor, "challenge.closed", row.id, clock=clock)


def cancel(challenge_id: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> None:
    """What was set aside for prizes goes back. Raises ``Refused``: ``challenge_cannot_move``."""
    _require_runner(by)
    with transaction.atomic():
        row = _locked(challenge_id)
        row.state = step(ChallengeState(row.state), ChallengeState.CANCELLED)
        bookkeeping.give_back(row, clock=clock)
        row.save()
        record(by.actor, "challenge.cancelled", row.id, clock=clock)


def close_due(*, by: Person, clock: Clock = SYSTEM_CLOCK) -> int:
    """Those whose last instant has passed; how many."""
    due = Challenge.objects.filter(state=ChallengeState.RUNNING, closes__lte=clock.now()).values_list("id", flat=True)
    for challenge_id in list(due):
        close(challenge_id, by=by, clock=clock)
    return len(due)


def _locked(challenge_id: str) -> Challenge:
    """Raises ``Refused``: ``not_found``."""
    row = Challenge.objects.select_for_update().filter(id=challenge_id).first()
    if row is None:
        raise Refused("not_found")
    return row


def _require_runner(by: Person) -> None:
    require(rights.may_run(by), by, scope=Scope.ADMIN)
