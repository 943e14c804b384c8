"""Exercises as students see them, and their own attempts."""

from collections.abc import Mapping
from dataclasses import dataclass
from datetime import datetime
from typing import Any

from naru.base.kit.person import Person
from naru.base.kit.ref import Ref
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.academy.core import grading
from naru.systems.academy.core.comparison import Comparison
from naru.systems.academy.core.states import AttemptState
from naru.systems.academy.executor import Ran
from naru.systems.academy.models import Attempt, Exercise, ExerciseCase


@dataclass(frozen=True, slots=True, kw_only=True)
class ExerciseView:
    id: str
    slug: str
    version: int
    language: str
    level: int
    title: Words
    question: Words
    starter: str
    hints: tuple[Words, ...]
    skills: Mapping[str, int]
    picture: str
    seconds: float
    memory_mib: int
    sources: Mapping[str, Any]

    @property
    def ref(self) -> Ref:
        return Ref("academy_exercise", self.id)


@dataclass(frozen=True, slots=True, kw_only=True)
class OpenTable:
    """A table as a student is shown it before asking: its columns and how many rows."""

    name: str
    columns: tuple[tuple[str, str], ...]
    rows: int
    source: Words
    dataset: str


@dataclass(frozen=True, slots=True, kw_only=True)
class TriedOut:
    ran: Ran
    comparison: Comparison


@dataclass(frozen=True, slots=True, kw_only=True)
class AttemptView:
    """``grade`` is None until it is graded."""

    id: str
    exercise_id: str
    slug: str
    text: str
    state: AttemptState
    grade: grading.Grade | None
    score: int | None
    is_solved: bool
    at: datetime


def current(slug: str) -> Exercise:
    """The row of the version that is open. Raises ``Refused``: ``not_found``."""
    row = Exercise.objects.filter(slug=slug, is_current=True).first()
    if row is None:
        raise Refused("not_found")
    return row


def exercise(slug: str) -> ExerciseView:
    """Raises ``Refused``: ``not_found``."""
    return exercise_value(current(slug))


def exercises() -> list[ExerciseView]:
    """Those that are open, the easiest first."""
    return [exercise_value(row) for row in Exercise.objects.filter(is_current=True).order_by("level", "slug")]


def open_tables(exercise_id: str) -> list[OpenTable]:
    case = ExerciseCase.objects.select_related("exercise").get(exercise=exercise_id, place=0)
    return [
        OpenTable(
            name=name,
            columns=tuple((each["name"], each["type"]) for each in table["columns"]),
            rows=int(table["rows"]),
            source=_source_words(case.exercise.sources.get(name, {})),
            dataset=str(case.exercise.sources.get(name, {}).get("dataset", "")),
        )
        for name, table in case.tables.items()
    ]


def _source_words(source: Mapping[str, Any]) -> Words:
    if "file" in source:
        return Words(f"파일 {source['file']}", f"file {source['file']}")
    return Words(
        f"{source.get('ko', '')} {source.get('version', '')}판",
        f"{source.get('en', '')}, version {source.get('version', '')}",
    )


def hidden_count(exercise_id: str) -> int:
    return ExerciseCase.objects.filter(exercise=exercise_id, is_hidden=True).count()


def exercise_value(row: Exercise) -> ExerciseView:
    return ExerciseView(
        id=row.id,
        slug=row.slug,
        version=row.version,
        language=row.language,
        level=row.level,
        title=Words(row.title_ko, row.title_en),
        question=Words(row.question_ko, row.question_en),
        starter=row.starter,
        hints=tuple(Words(ko, en) for ko, en in row.hints),
        skills=row.skills,
        picture=row.picture,
        seconds=row.seconds,
        memory_mib=row.memory_mib,
        sources=row.sources,
    )


def own_attempts(slug: str, person: Person, limit: int = 20) -> list[AttemptView]:
    """One's own, the newest first; nobody is ever shown another's here."""
    if person.is_anonymous:
        return []
    rows = (
        Attempt.objects.select_related("exercise").filter(exercise__slug=slug, person=person.id).order_by("-at", "-id")
    )
    return [attempt_value(row) for row in rows[:limit]]


def solved_slugs(person_id: str) -> set[str]:
    return set(Attempt.objects.filter(person=person_id, is_solved=True).values_list("exercise__slug", flat=True))


def solvers(slug: str) -> int:
    return Attempt.objects.filter(exercise__slug=slug, is_solved=True).values("person").distinct().count()


def attempt_value(row: Attempt) -> AttemptView:
    is_graded = row.state == AttemptState.GRADED
    return AttemptView(
        id=row.id,
        exercise_id=row.exercise_id,
        slug=row.exercise.slug,
        text=row.text,
        state=AttemptState(row.state),
        grade=grading.graded([_result_value(each) for each in row.results]) if is_graded else None,
        score=row.score,
        is_solved=row.is_solved,
        at=row.at,
    )


def result_json(result: grading.CaseResult) -> dict[str, Any]:
    why = None if result.why is None else [result.why.ko, result.why.en]
    return {"name": result.name, "hidden": result.is_hidden, "outcome": result.outcome.value, "why": why}


def _result_value(said: Mapping[str, Any]) -> grading.CaseResult:
    return grading.CaseResult(
        name=said["name"],
        is_hidden=said["hidden"],
        outcome=grading.Outcome(said["outcome"]),
        why=None if said["why"] is None else Words(*said["why"]),
    )
