"""Ask in SQL, and share what was asked."""

import os
from collections.abc import Mapping, Sequence
from functools import cache
from typing import Any

from naru.base.kit.child.parent import ChildPool, ForkServer, Limits, Stop, run_limited
from naru.base.kit.clock import SYSTEM_CLOCK, Clock
from naru.base.kit.likeness import alike
from naru.base.kit.person import Person
from naru.base.kit.refusals import Refused
from naru.base.kit.turns import Turns
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.scope_tables import scoped_sql
from naru.data.query import cancellation, metering, reads
from naru.data.query.core.sandbox import SOURCE, TEXT_LIMIT, Mount, MountedColumn, Question
from naru.data.query.core.sql_hints import function_hint, normalised, syntax_hint
from naru.data.query.core.values import OpenTable, ResultColumn, Shared, SqlLimits, SqlResult
from naru.data.query.models import AskedQuery, SharedQuery

TARGET = "naru.data.query.core.sandbox:answer"
MIB = 1 << 20
AT_ONCE, EACH = 4, 2  # queries of people signed in, running in this process; of one of them
VISITORS_AT_ONCE = 2  # and those of visitors, who cannot take the others' turns
HISTORY = 200  # lines kept of each person's

_turns = Turns(at_once=AT_ONCE, each=EACH, busy="sql_busy")
_visitors_turns = Turns(at_once=VISITORS_AT_ONCE, each=VISITORS_AT_ONCE, busy="sql_busy")


def run_sql(
    text: str,
    person: Person,
    limits: SqlLimits | None = None,
    *,
    warm: bool = True,
    run: str = "",
    versions: Mapping[str, int] | None = None,
    clock: Clock = SYSTEM_CLOCK,
) -> SqlResult:
    """Answer one SELECT over the tables the person may read, in a limited child process.

    ``warm`` keeps a child waiting for the next question, which a site wants and a single command does not. ``run`` is a
    name of the asker's choice by which ``stop_sql`` can stop it. ``versions`` are asked instead of the live ones, by the
    tables' names: the same query over the same versions has the same answer for ever.

    Raises ``Refused`` with a place in the text for everything that is wrong with it; without one ``sql_too_slow``,
    ``sql_too_big``, ``sql_crashed``, ``right_ended`` and, at once, ``sql_busy``: whoever waits for
    a turn waits at the server's door."""
    bounds, text = limits or SqlLimits(), normalised(text)
    try:
        with cancellation.stoppable(person.id, run) as stop:
            result = _answer(text, person, bounds, warm=warm, stop=stop, versions=versions)
    except Refused as refused:
        _remember(text, person, clock, refused=refused.code)
        raise
    _remember(text, person, clock, seconds=result.seconds, rows=len(result.rows))
    return result


def run_sql_over(text: str, mounts: Sequence[Mount], limits: SqlLimits | None = None) -> SqlResult:
    """Answer one SELECT over files that the caller has a right to, behind the same walls, in a forked child.

    Who may read the files, turns and history are the caller's to look after. Raises ``Refused`` as ``run_sql``."""
    bounds, text = limits or SqlLimits(), normalised(text)
    _check_text(text)
    question = _question(text, tuple(mounts), bounds)
    try:
        answer = _forks().run("answer", question.to_json(), limits=_bounds(question, bounds))
    except Refused as refused:
        raise _befallen(refused, bounds, question) from None
    return _result(answer)


def share_query(text: str, person: Person, *, title: str = "", clock: Clock = SYSTEM_CLOCK) -> Shared:
    """Give a query an address of its own; whoever opens it asks with their own rights. The text is not run.

    Raises ``Refused``: ``sql_empty``, ``sql_too_long``."""
    _check_text(text)
    by = None if person.is_anonymous or person.is_system else person.id
    row = SharedQuery.objects.create(title=title.strip()[:200], text=text.replace("\0", ""), by_id=by, at=clock.now())
    return reads.shared_value(row)


def stop_sql(run: str, person: Person) -> bool:
    """Stop the person's own run of this name, whichever process of the site it runs in; whether there was one.

    Takes up to two seconds where it runs in another process, or nowhere."""
    return bool(run) and cancellation.ask(person.id, run)


def _answer(
    text: str,
    person: Person,
    limits: SqlLimits,
    *,
    warm: bool,
    stop: Stop | None,
    versions: Mapping[str, int] | None,
) -> SqlResult:
    _check_text(text)
    tables = reads.tables_named_in(text, person, versions)
    mounts = tuple(_mount(name, table) for name, table in tables.items())
    question = _question(text, mounts, limits)
    with (_visitors_turns if person.is_anonymous else _turns).turn(person.id):
        answer = _ask(question, limits, person, warm=warm, stop=stop)
    for table in tables.values():  # an answer that comes after the right is gone is not given
        reads.require_still(table, person)
    for table in tables.values():
        metering.count(table, person, "sql", rows=len(answer["rows"]))
    return _result(answer)


def _question(text: str, mounts: tuple[Mount, ...], limits: SqlLimits) -> Question:
    return Question(
        text=text,
        mounts=mounts,
        rows=limits.rows,
        bytes=limits.bytes,
        memory=f"{limits.memory_mib // 2}MB",
        threads=min(2, os.cpu_count() or 1),
    )


WALLS = ("path_allow_list", "call_filter", "capabilities_dropped", "resource_limits")


def _bounds(question: Question, limits: SqlLimits) -> Limits:
    return Limits(
        memory_bytes=limits.memory_mib * MIB,
        wall_s=limits.seconds,
        file_bytes=0,
        read_paths=[file for mount in question.mounts for file in mount.files],
        walls=WALLS,
    )


def _result(answer: dict[str, Any]) -> SqlResult:
    columns = tuple(ResultColumn(**column) for column in answer["columns"])
    return SqlResult(columns=columns, rows=answer["rows"], seconds=answer["seconds"], truncated=answer["truncated"])


def _ask(question: Question, limits: SqlLimits, person: Person, *, warm: bool, stop: Stop | None) -> dict[str, Any]:
    bounds = _bounds(question, limits)
    try:
        run = (
            _pool().run(question.to_json(), limits=bounds, stop=stop)
            if warm
            else run_limited(TARGET, question.to_json(), limits=bounds)
        )
    except Refused as refused:
        raise _told(refused, limits, person, question) from None
    answer: dict[str, Any] = run
    return answer


def _told(refused: Refused, limits: SqlLimits, person: Person, question: Question) -> Refused:
    """What befell the child, with the names of tables the person may read."""
    if refused.code == "sql_unknown_table":
        return _with_likeness(refused, reads.similar_tables(str(refused.facts.get("name", "")), person))
    return _befallen(refused, limits, question)


def _befallen(refused: Refused, limits: SqlLimits, question: Question) -> Refused:
    """What befell the child, in the words of a query."""
    text, mounts = question.text, question.mounts
    match refused.code:
        case "took_too_long":
            return Refused("sql_too_slow", seconds=f"{limits.seconds:g}")
        case "took_too_much_memory" | "answer_too_large" | "wrote_too_much":
            return Refused("sql_too_big")
        case "reader_crashed":
            return Refused("sql_crashed")
        case "sql_syntax" | "sql_unknown_column" if code := syntax_hint(text):
            return Refused(code, **_spot(refused))
        case "sql_unknown_table":
            names = [mount.name for mount in mounts]
            return _with_likeness(refused, alike(str(refused.facts.get("name", "")), names, count=3, cutoff=0.3))
        case "sql_unknown_column" if refused.facts.get("nearest") == "-":
            names = list(dict.fromkeys(column.name for mount in mounts for column in mount.columns))
            return _with_likeness(refused, alike(str(refused.facts.get("name", "")), names, count=5, cutoff=0.3))
        case "sql_unknown_function" if name := _bare_name(text, mounts):
            return Refused("sql_name_needs_quotes", name=name, **_spot(refused))
        case "sql_unknown_function" if hint := function_hint(str(refused.facts.get("name", ""))):
            return Refused("sql_other_function", name=refused.facts["name"], hint=hint, **_spot(refused))
        case "sql_unknown_column" | "sql_unknown_quoted" | "sql_unknown_function":
            nearest = str(refused.facts.get("nearest", "-"))
            return _with_likeness(refused, [] if nearest == "-" else [nearest])
        case "sql_syntax" if name := _bare_name(text, mounts):
            return Refused("sql_name_needs_quotes", name=name, **_spot(refused))
        case _:
            return refused


def _spot(refused: Refused) -> dict[str, Any]:
    return {where: refused.facts[where] for where in ("line", "column")}


def _with_likeness(refused: Refused, nearest: Sequence[str]) -> Refused:
    like = ", ".join(nearest)
    told = {"nearest": like or "-", "nearest_ko": like or "없음", "nearest_en": like or "none"}
    return Refused(refused.code, **{**refused.facts, **told})


def _bare_name(text: str, mounts: Sequence[Mount]) -> str | None:
    """A column's name that stands in the text without the quotes that it needs; the longest of them.

    Names without a letter, such as "2020" and "%", are no sign of it: they stand in any text for what they are.
    """
    names = sorted((column.name for mount in mounts for column in mount.columns), key=len, reverse=True)
    wanting = (name for name in names if not name.isidentifier() and any(map(str.isalpha, name)))
    return next((name for name in wanting if name in text and f'"{name}"' not in text), None)


def _mount(name: str, table: OpenTable) -> Mount:
    return Mount(
        name=name,
        files=tuple(str(path) for path in catalogue.lake().local_files(table.ref)),
        columns=tuple(
            MountedColumn(name=column.name, alias=column.alias, type=column.type.value) for column in table.columns
        ),
        scope=_scope(name, table),
    )


def _scope(name: str, table: OpenTable) -> str:
    if table.scope.is_whole:
        return ""
    schema = catalogue.engine().table(table.ref).schema()
    return scoped_sql(table.whole_columns, table.scope, schema, source=name, within=SOURCE)


def _check_text(text: str) -> None:
    if not text.strip():
        raise Refused("sql_empty")
    if len(text) > TEXT_LIMIT:
        raise Refused("sql_too_long", length=len(text), limit=TEXT_LIMIT)
    if any("\ud800" <= letter <= "\udfff" for letter in text):
        raise Refused("sql_syntax", line=1, column=1, detail="half a surrogate pair")


def _remember(text: str, person: Person, clock: Clock, *, seconds: float = 0, rows: int = 0, refused: str = "") -> None:
    """A person's own history; visitors and the machine have none."""
    if person.is_anonymous or person.is_system or not text.strip():
        return
    kept = text[:TEXT_LIMIT].replace("\0", "").encode(errors="replace").decode()
    AskedQuery.objects.create(
        person_id=person.id, text=kept, at=clock.now(), seconds=seconds, rows=rows, refused=refused
    )
    old = AskedQuery.objects.filter(person=person.id).order_by("-at", "-id").values_list("id", flat=True)[HISTORY:]
    AskedQuery.objects.filter(id__in=list(old)).delete()


@cache
def _pool() -> ChildPool:
    return ChildPool(TARGET)


@cache
def _forks() -> ForkServer:
    return ForkServer(TARGET.partition(":")[0])
