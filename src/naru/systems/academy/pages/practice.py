"""The exercise: the question, its data, an editor, the answer as a table and a picture; hand in, and what came of it."""

from collections.abc import Sequence
from typing import Any

from django.http import HttpRequest, HttpResponse
from django.shortcuts import render
from django.views.decorators.cache import never_cache
from django.views.decorators.http import require_POST, require_safe

from naru.base.kit.guard import Visit, person_of, signed_in
from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.data.query.core.answers import Answer, read_answer
from naru.data.query.core.chart_address import from_address, kinds_possible
from naru.data.query.core.chart_tables import chart_data
from naru.data.query.core.charts import Kind, title
from naru.data.query.core.values import ResultColumn, SqlResult
from naru.data.query.pages.charts import picture, said
from naru.data.query.pages.explorer import display_rows
from naru.systems.academy import exercises as doing
from naru.systems.academy import reads
from naru.systems.academy.executor import Ran

ACADEMY = (Words("배움", "Academy"), "/academy/")
SHOWN = 50
LEVELS = {1: Words("처음", "First steps"), 2: Words("익히기", "Practice"), 3: Words("도전", "Challenge")}


@never_cache
@require_safe
def exercises(request: HttpRequest) -> HttpResponse:
    """All that are open, by how hard they are, with what one has solved."""
    solved = reads.solved_slugs(person_of(request).id) if not person_of(request).is_anonymous else set()
    listed = reads.exercises()
    context = {
        "levels": [(words, [each for each in listed if each.level == level]) for level, words in LEVELS.items()],
        "solved": solved,
        "total": len(listed),
        "done": len(solved & {each.slug for each in listed}),
        "crumbs": [ACADEMY, (Words("실습", "Exercises"), "")],
    }
    return render(request, "academy/exercises.html", context)


@never_cache
@require_safe
def exercise(request: HttpRequest, slug: str) -> HttpResponse:
    return render(request, "academy/exercise.html", _page(request, slug))


@require_POST
@signed_in
def try_out(request: Visit, slug: str) -> HttpResponse:
    """The answer over the open rows. With HTMX the answer alone, else the page with it."""
    text = _text(request)
    try:
        tried = doing.try_out(slug, text, by=request.person)
    except Refused as refused:
        return _refused(request, slug, text, refused)
    found = _answer(tried.ran)
    context = {
        "tried": tried,
        "columns": found.columns,
        "rows": display_rows(found.columns, found.table.slice(0, SHOWN)),
        "row_count": found.rows,
        "shown": min(SHOWN, found.rows),
        **_drawn(found, reads.exercise(slug).picture),
    }
    return _shown(request, slug, text, context)


@require_POST
@signed_in
def hand_in(request: Visit, slug: str) -> HttpResponse:
    text = _text(request)
    try:
        attempt = doing.hand_in(slug, text, by=request.person)
    except Refused as refused:
        return _refused(request, slug, text, refused)
    return _shown(request, slug, text, {"attempt": attempt})


def _refused(request: Visit, slug: str, text: str, refused: Refused) -> HttpResponse:
    if refused.code in {"not_found", "token_scope_missing"}:
        raise refused
    line, column = refused.facts.get("line"), refused.facts.get("column", 1)
    place = {"line": line, "column": column} if line else None
    return _shown(request, slug, text, {"refused": refused, "place": place}, refused.sentence.status)


def _shown(request: Visit, slug: str, text: str, context: dict[str, Any], status: int = 200) -> HttpResponse:
    if "HX-Request" in request.headers:
        return render(request, "academy/_answer.html", context, status=status)
    return render(request, "academy/exercise.html", {**_page(request, slug), **context, "text": text}, status=status)


def _page(request: HttpRequest, slug: str) -> dict[str, Any]:
    found, person = reads.exercise(slug), person_of(request)
    attempts = reads.own_attempts(slug, person)
    skills = reads.skills_by_code(found.skills)
    return {
        "exercise": found,
        "tables": reads.open_tables(found.id),
        "hidden": reads.hidden_count(found.id),
        "attempts": attempts,
        "is_solved": any(each.is_solved for each in attempts),
        "solvers": reads.solvers(slug),
        "skills": [skills[code] for code in found.skills if code in skills],
        "text": attempts[0].text if attempts else found.starter,
        "level": LEVELS.get(found.level, LEVELS[1]),
        "crumbs": [ACADEMY, (Words("실습", "Exercises"), "/academy/exercises/"), (found.title, "")],
    }


def _text(request: HttpRequest) -> str:
    """As typed: browsers send lines with a carriage return of their own."""
    return request.POST.get("text", "").replace("\r\n", "\n").replace("\0", "")


def _answer(ran: Ran) -> Answer:
    """The rows with types, as charts and tables are made of them."""
    kinds = ran.kinds or [_kind([row[place] for row in ran.table.rows]) for place in range(len(ran.table.columns))]
    columns = tuple(ResultColumn(name=name, type=kind) for name, kind in zip(ran.table.columns, kinds, strict=True))
    rows = [list(row) for row in ran.table.rows]
    return read_answer(SqlResult(columns=columns, rows=rows, seconds=ran.seconds, truncated=ran.truncated))


def _kind(values: Sequence[Any]) -> str:
    """Of a program's column, by its values."""
    known = [value for value in values if value is not None]
    if known and all(isinstance(value, bool) for value in known):
        return "boolean"
    if known and all(isinstance(value, int) and not isinstance(value, bool) for value in known):
        return "integer"
    if known and all(isinstance(value, int | float) and not isinstance(value, bool) for value in known):
        return "decimal"
    return "json" if any(isinstance(value, list | dict) for value in known) else "text"


def _drawn(found: Answer, wanted: str) -> dict[str, Any]:
    """The picture that the exercise asks for, where the answer can be drawn so."""
    kinds = {kind.value for kind in kinds_possible(found.columns)}
    if not found.rows or wanted not in kinds:
        return {}
    spec = from_address({"kind": [wanted]}, found.columns, found.rows)
    if spec.kind is not Kind(wanted):
        return {}
    data = said(chart_data(found.expression(), spec, found.columns, found.run), spec, found.columns)
    return {"found": data, "picture": picture(data, spec), "heading": title(spec, found.columns)}
