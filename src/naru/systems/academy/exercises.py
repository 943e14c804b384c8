"""Exercises: published from packs, read by students, run and graded.

*Theory of operation.* As a pack is published its tables are read from the catalogue, which everyone must be able to read, each case's
rows are made of them, and the solution is run over each. From then on rows and right answers are this installation's; the
pack's text alone does not tell them, for a seed is drawn. An answer is stored as ``grading`` before the first case runs, so that one
whose grader is killed is taken up again by the clock, and graded outside of any transaction.
"""

import json
import secrets
from collections.abc import Mapping, Sequence
from datetime import timedelta
from pathlib import Path
from typing import Any

import pyarrow.parquet as pq
from django.db import transaction
from django.db.models import F, Q

from naru.base.kit import crash
from naru.base.kit.canonical import sha256_of
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.guard import require, require_write
from naru.base.kit.ids import new_id
from naru.base.kit.person import ANONYMOUS, SYSTEM, Person
from naru.base.kit.refusals import Refused
from naru.base.trail.actions import record
from naru.commons.rates import reads as rates
from naru.data.catalogue import reads as catalogue
from naru.data.query import reads as query
from naru.systems.academy import executor, reads, storage
from naru.systems.academy.core import comparison, grading, rights
from naru.systems.academy.core.exercise import TEXT_LIMIT, Pack, read_pack
from naru.systems.academy.core.states import AttemptState
from naru.systems.academy.models import Attempt, Exercise, ExerciseCase
from naru.systems.academy.rate_names import ATTEMPTS_HOUR

TRIES_MOST = 3
GRADING_MOST = timedelta(minutes=5)  # after which a grader is taken to be gone


# --- publishing ---


def publish_folder(folder: Path, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.ExerciseView:
    """The pack of a folder. Raises ``Refused`` as ``publish``."""
    files = {path.name: path.read_text(encoding="utf-8") for path in sorted(folder.iterdir()) if path.is_file()}
    return publish(read_pack(files, folder.name), files, by=by, clock=clock)


def publish(pack: Pack, files: Mapping[str, str], *, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.ExerciseView:
    """Raises ``Refused``: ``exercise_version_exists``, ``exercise_table_closed``, ``exercise_case_refused``,
    ``exercise_solution_wrong``, or as ``query.open_table``."""
    require(rights.may_make_exercises(by), by)
    digest = sha256_of(dict(files))
    known = Exercise.objects.filter(slug=pack.slug, version=pack.version).first()
    if known is not None:
        if known.sha256 == digest:
            return reads.exercise_value(known)
        raise Refused("exercise_version_exists", slug=pack.slug, version=pack.version)
    row = _row(pack, digest, clock)
    try:
        cases = _cases(row, pack, files)
    except BaseException:
        storage.remove(row.id)
        raise
    with transaction.atomic():
        Exercise.objects.filter(slug=pack.slug).update(is_current=False)
        row.save(force_insert=True)
        ExerciseCase.objects.bulk_create(cases)
        record(
            by.actor,
            "academy_exercise.published",
            row.id,
            facts={"slug": row.slug, "version": row.version},
            clock=clock,
        )
    return reads.exercise_value(row)


def _row(pack: Pack, digest: str, clock: Clock) -> Exercise:
    rule = pack.rule
    return Exercise(
        id=new_id(),
        slug=pack.slug,
        version=pack.version,
        sha256=digest,
        language=pack.language.value,
        level=pack.level,
        title_ko=pack.title.ko,
        title_en=pack.title.en,
        question_ko=pack.question.ko,
        question_en=pack.question.en,
        starter=pack.starter,
        solution=pack.solution,
        rule={name: getattr(rule, name) for name in ("ordered", "names", "absolute", "relative", "case", "trim")},
        hints=[[each.ko, each.en] for each in pack.hints],
        skills=dict(pack.skills),
        picture=pack.picture,
        seconds=pack.seconds,
        memory_mib=pack.memory_mib,
        sources={},
        published=clock.now(),
    )


def _cases(row: Exercise, pack: Pack, files: Mapping[str, str]) -> list[ExerciseCase]:
    """Each case's rows and right answer; the first is the open one, of which the others are made."""
    seed, cases = secrets.randbelow(1 << 30), []
    opened = _opened(row, pack, files)
    for place, case in enumerate(pack.cases):
        tables = opened if place == 0 else _changed(row, pack, place, opened, seed)
        made = ExerciseCase(exercise=row, name=case.name, place=place, is_hidden=case.is_hidden, tables=tables)
        made.expected = _solved(row, made, pack)
        cases.append(made)
    return cases


def _opened(row: Exercise, pack: Pack, files: Mapping[str, str]) -> dict[str, Any]:
    folder = storage.case_folder(row.id, 0)
    folder.mkdir(parents=True)
    tables: dict[str, Any] = {}
    for place, need in enumerate(pack.tables):
        if need.is_file:
            row.sources[need.name] = {"file": need.source}
            tables[need.name] = _taken_file(folder, place, need.source, files[need.source])
        else:
            tables[need.name] = _taken_table(row, folder, place, name=need.name, source=need.source)
    return tables


def _taken_table(row: Exercise, folder: Path, place: int, *, name: str, source: str) -> dict[str, Any]:
    table = query.open_table(source, ANONYMOUS)
    if not table.is_open:
        raise Refused("exercise_table_closed", table=source)
    row.sources[name] = {
        "sql_name": table.sql_name,
        "dataset": table.dataset_id,
        "ko": table.dataset_words.ko,
        "en": table.dataset_words.en,
        "version": table.version,
    }
    renamed = query.relation(table).select(**{column.name: column.alias for column in table.columns})
    taken = catalogue.engine().execute(renamed.limit(executor.CASE_ROWS_MOST))
    pq.write_table(taken, folder / f"{place}.parquet")
    columns = [{"name": column.name, "type": column.type.value} for column in table.columns]
    return {"file": f"{place}.parquet", "columns": columns, "rows": taken.num_rows}


def _taken_file(folder: Path, place: int, name: str, text: str) -> dict[str, Any]:
    """A file of the pack as it is sent to a program: ``name.cp949.csv`` in that encoding."""
    encoding = "cp949" if ".cp949." in name else "utf-8"
    (folder / f"{place}.csv").write_bytes(text.encode(encoding))
    return {"file": f"{place}.csv", "columns": [], "rows": text.count("\n") - 1, "encoding": encoding}


def _changed(row: Exercise, pack: Pack, place: int, opened: Mapping[str, Any], seed: int) -> dict[str, Any]:
    case = pack.cases[place]
    source, folder = storage.case_folder(row.id, 0), storage.case_folder(row.id, place)
    folder.mkdir(parents=True)
    known = {name: table for name, table in opened.items() if table["file"].endswith(".parquet")}
    tables: dict[str, Any] = {}
    for name, table in opened.items():
        if name in known:
            continue
        text = case.changes.get(name)
        encoded = (
            (source / table["file"]).read_bytes()
            if text is None
            else text.replace("{seed}", f"{seed}").encode(table["encoding"])
        )
        (folder / table["file"]).write_bytes(encoded)
        tables[name] = table
    if known:
        payload = {
            "tables": [
                {"name": name, "file": str(source / t["file"]), "slug": t["file"].removesuffix(".parquet")}
                for name, t in known.items()
            ],
            "changes": {name: text for name, text in case.changes.items() if name in known},
            "seed": seed,
            "out": str(folder),
            "rows": executor.CASE_ROWS_MOST,
            "case": case.name,
        }
        made = executor.make_case(payload, read=[str(source)], write=str(folder))
        for name, table in known.items():
            tables[name] = {**table, "columns": made["columns"][name], "rows": made["rows"][name]}
    return {name: tables[name] for name in opened}


def _solved(row: Exercise, case: ExerciseCase, pack: Pack) -> dict[str, Any]:
    try:
        ran = executor.run(row, case, pack.solution)
    except Refused as refused:
        raise Refused("exercise_solution_wrong", case=case.name, what=refused.words.ko) from None
    if ran.truncated:
        raise Refused("exercise_solution_wrong", case=case.name, what=f"> {executor.ROWS_MOST}")
    return {"columns": list(ran.table.columns), "rows": json.loads(json.dumps(ran.table.rows, default=str))}


def withdraw_exercises_of(dataset_id: str) -> int:
    """Their rows were a dataset's that is read no more: exercises that used it are closed and the rows removed; how many."""
    touched = [
        row
        for row in Exercise.objects.filter(is_current=True)
        if any(source.get("dataset") == dataset_id for source in row.sources.values())
    ]
    for row in touched:
        row.is_current = False
        row.save(update_fields=["is_current"])
        storage.remove(row.id)
    return len(touched)


# --- answering ---


def try_out(slug: str, text: str, *, by: Person) -> reads.TriedOut:
    """The answer over the open rows, and whether it is right there. Nothing is stored.

    Raises ``Refused``: ``sign_in_first``, ``not_found``, ``answer_empty``, ``program_too_long``, or as ``executor.run``."""
    require_write(by)
    row = reads.current(slug)
    _require_text(text)
    case = ExerciseCase.objects.get(exercise=row, place=0)
    ran = executor.run(row, case, text)
    found = comparison.compare(ran.table, executor.expected(case.expected), comparison.rule_of(row.rule))
    return reads.TriedOut(ran=ran, comparison=found)


def hand_in(slug: str, text: str, *, by: Person, clock: Clock = SYSTEM_CLOCK) -> reads.AttemptView:
    """Stored, then graded at once. Raises ``Refused``: as ``try_out``, ``practice_slow_down``, ``practice_busy``."""
    require_write(by)
    row = reads.current(slug)
    _require_text(text)
    with transaction.atomic():
        _require_pace(row, by, clock)
        attempt = Attempt.objects.create(exercise=row, person_id=by.id, text=text, at=clock.now(), begun=clock.now())
    crash.point("academy.answer_stored")
    return grade(attempt.id, clock=clock)


def grade(attempt_id: str, *, clock: Clock = SYSTEM_CLOCK) -> reads.AttemptView:
    """Every case, each in a child of its own; graded twice it stays as it was first."""
    attempt = Attempt.objects.select_related("exercise").get(id=attempt_id)
    if attempt.state == AttemptState.GRADED:
        return reads.attempt_value(attempt)
    exercise = attempt.exercise
    if (same := _solved_already(attempt)) is not None:
        return _keep(attempt.id, same, clock=clock)
    cases = list(ExerciseCase.objects.filter(exercise=exercise).order_by("place"))
    result = grading.graded([_case_result(exercise, case, attempt.text) for case in cases])
    crash.point("academy.answer_graded")
    return _keep(attempt.id, result, clock=clock)


def _solved_already(attempt: Attempt) -> grading.Grade | None:
    """The same text over the same rows passed before: it passes, and nobody waits for it to be run again."""
    twin = Attempt.objects.filter(exercise=attempt.exercise_id, text=attempt.text, is_solved=True).first()
    return None if twin is None else reads.attempt_value(twin).grade


def grade_waiting(*, clock: Clock = SYSTEM_CLOCK) -> int:
    """Answers whose grader is gone; one that broke three graders is given up with what every case came to: not run."""
    since = clock.now() - GRADING_MOST
    waiting = Attempt.objects.filter(state=AttemptState.GRADING).filter(Q(begun__lt=since) | Q(begun=None))
    found = list(waiting.order_by("at").values_list("id", "tries")[:100])
    for attempt_id, tries in found:
        Attempt.objects.filter(id=attempt_id).update(tries=F("tries") + 1, begun=clock.now())
        if tries >= TRIES_MOST:
            _keep(attempt_id, _given_up(attempt_id), clock=clock)
        else:
            grade(attempt_id, clock=clock)
    return len(found)


def _given_up(attempt_id: str) -> grading.Grade:
    cases = ExerciseCase.objects.filter(exercise__in=Attempt.objects.filter(id=attempt_id).values("exercise"))
    return grading.graded(
        [
            grading.told(each.name, is_hidden=each.is_hidden, outcome=grading.Outcome.FAILED, why=None)
            for each in cases.order_by("place")
        ]
    )


def _case_result(exercise: Exercise, case: ExerciseCase, text: str) -> grading.CaseResult:
    outcome, why = grading.Outcome.PASSED, None
    try:
        ran = executor.run(exercise, case, text)
    except Refused as refused:
        if refused.code == "practice_busy":
            raise
        outcome, why = grading.outcome_of(refused.code), refused.words
    else:
        found = comparison.compare(ran.table, executor.expected(case.expected), comparison.rule_of(exercise.rule))
        if not found.is_equal or ran.truncated:
            outcome, why = grading.Outcome.WRONG, found.why
    return grading.told(case.name, is_hidden=case.is_hidden, outcome=outcome, why=why)


@transaction.atomic
def _keep(attempt_id: str, result: grading.Grade, *, clock: Clock) -> reads.AttemptView:
    row = Attempt.objects.select_for_update().select_related("exercise").get(id=attempt_id)
    if row.state == AttemptState.GRADED:
        return reads.attempt_value(row)
    is_first = (
        result.is_solved
        and not Attempt.objects.filter(exercise=row.exercise, person=row.person_id, is_solved=True).exists()
    )
    row.state, row.graded = AttemptState.GRADED.value, clock.now()
    row.score, row.is_solved = result.score, result.is_solved
    row.results = [reads.result_json(each) for each in result.results]
    row.save()
    if is_first:
        record(SYSTEM.actor, "academy_exercise.solved", row.exercise_id, facts={"slug": row.exercise.slug}, clock=clock)
    return reads.attempt_value(row)


def _require_text(text: str) -> None:
    if not text.strip():
        raise Refused("answer_empty")
    if len(text) > TEXT_LIMIT:
        raise Refused("program_too_long", most=TEXT_LIMIT)


def _require_pace(row: Exercise, by: Person, clock: Clock) -> None:
    """Whether hidden rows pass is a bit each time: so many an hour."""
    most = int(rates.rate(ATTEMPTS_HOUR, clock.today(), clock=clock).value)
    since = clock.now() - timedelta(hours=1)
    recent = Attempt.objects.filter(person=by.id, exercise=row, at__gt=since).order_by("at")
    times: Sequence[Any] = list(recent.values_list("at", flat=True))
    if len(times) >= most:
        minutes = int((times[-most] - since).total_seconds() // 60) + 1
        raise Refused("practice_slow_down", most=most, minutes=minutes)
