"""Check a file by a profile: what the limited child calls. Pure but for the file it reads."""

from collections.abc import Mapping
from datetime import date
from pathlib import Path
from typing import Any

from naru.base.kit.canonical import JSON, sha256_of_file
from naru.base.kit.refusals import Refused
from naru.systems.sectors.core import readers
from naru.systems.sectors.core.causes import grouped
from naru.systems.sectors.core.code_lists import CodeList, code_list_of
from naru.systems.sectors.core.documents import read_document
from naru.systems.sectors.core.engine import Engine
from naru.systems.sectors.core.mending import mend
from naru.systems.sectors.core.profiles import Profile, Shape, TableRule, profile_of
from naru.systems.sectors.core.reading import Read, Source
from naru.systems.sectors.core.table_engine import RULE_LIMIT_S, check_tables
from naru.systems.sectors.core.values import Report, to_json


def check_file(payload: Mapping[str, Any]) -> dict[str, JSON]:
    """``path``, ``name`` (the file's own), ``scratch``; ``profile`` and ``lists`` as their JSON; ``definitions``: the folder of
    installed standards, or ""; ``before``: the statistics of the version before, or None; ``rule_limit_s``.

    Answers ``values.to_json`` of the report. Raises ``Refused`` where the bytes cannot be read as the profile's shape.
    """
    return to_json(_report(payload))


def _report(payload: Mapping[str, Any]) -> Report:
    profile = profile_of(payload["profile"])
    lists = {each["name"]: code_list_of(each) for each in payload["lists"]}
    path, scratch = Path(payload["path"]), Path(payload["scratch"])
    source = Source(
        path=path,
        name=payload["name"],
        scratch=scratch,
        definitions=Path(payload["definitions"]) if payload.get("definitions") else None,
    )
    with Engine(scratch) as engine:
        return check(
            engine,
            profile,
            source,
            lists=lists,
            before=payload.get("before"),
            as_of=_day(payload),
            rule_limit_s=float(payload.get("rule_limit_s") or RULE_LIMIT_S),
        )


def check(
    engine: Engine,
    profile: Profile,
    source: Source,
    *,
    lists: Mapping[str, CodeList],
    before: Mapping[str, float] | None = None,
    as_of: date | None = None,
    rule_limit_s: float = RULE_LIMIT_S,
) -> Report:
    read = _read(engine, profile, source)
    return report_of(
        engine,
        profile,
        read,
        sha256=sha256_of_file(source.path),
        lists=lists,
        before=before,
        as_of=as_of,
        rule_limit_s=rule_limit_s,
    )


def report_of(
    engine: Engine,
    profile: Profile,
    read: Read,
    *,
    sha256: str,
    lists: Mapping[str, CodeList],
    before: Mapping[str, float] | None = None,
    as_of: date | None = None,
    rule_limit_s: float = RULE_LIMIT_S,
) -> Report:
    engine.shut_off()
    outcome = check_tables(
        engine, profile, read.relations, lists=lists, before=before, as_of=as_of, rule_limit_s=rule_limit_s
    )
    rules = (*read.rules, *outcome.rules)
    day = {"as_of": as_of.isoformat()} if as_of and any(each.needs_day for each in profile.queries) else {}
    used = {name: lists[name].edition for name in profile.code_lists if name in lists}
    return Report(
        profile=profile.name,
        version=profile.version,
        sha256=sha256,
        rows=sum(each.rows for each in read.relations.values()),
        rules=rules,
        causes=grouped(rules, outcome.causes, outcome.references),
        statistics=outcome.statistics,
        tables={name: each.rows for name, each in sorted(read.relations.items())},
        editions={**used, **read.editions, **day},
    )


def _read(engine: Engine, profile: Profile, source: Source) -> Read:
    match profile.shape:
        case Shape.TABLE:
            (table,) = profile.tables
            relation = readers.read_table(engine, source.path, source.name, table=table.name, scratch=source.scratch)
            return Read(relations={table.name: relation})
        case Shape.TABLES:
            names = {each.name: _names(each) for each in profile.tables}
            relations, _ = readers.read_archive(engine, source.path, names)
            return Read(relations=relations)
        case _:
            return read_document(engine, profile, source)


def _names(table: TableRule) -> tuple[str, ...]:
    return (table.file,) if table.file else (f"{table.name}.csv", f"{table.name}.txt")


def check_version(payload: Mapping[str, Any]) -> dict[str, JSON]:
    """As ``check_file``, of a version in the lake: ``paths`` of its Parquet, ``names`` of its columns by alias, its ``sha256``."""
    profile = profile_of(payload["profile"])
    lists = {each["name"]: code_list_of(each) for each in payload["lists"]}
    table = profile.tables[0].name
    with Engine(Path(payload["scratch"])) as engine:
        paths = [Path(each) for each in payload["paths"]]
        relation = readers.from_files(engine, table, paths, names=payload["names"])
        report = report_of(
            engine,
            profile,
            Read(relations={table: relation}),
            sha256=payload["sha256"],
            lists=lists,
            before=payload.get("before"),
            as_of=_day(payload),
        )
    return to_json(report)


def _day(payload: Mapping[str, Any]) -> date | None:
    return date.fromisoformat(payload["as_of"]) if payload.get("as_of") else None


def mend_file(payload: Mapping[str, Any]) -> int:
    """``cause``: its place in the file's report; ``out``: where the mended CSV goes. Cells that changed."""
    report = _report(payload)
    profile = profile_of(payload["profile"])
    place = int(payload["cause"])
    if profile.shape is not Shape.TABLE or not 0 <= place < len(report.causes):
        raise Refused("cause_cannot_be_mended")
    source = Source(path=Path(payload["path"]), name=payload["name"], scratch=Path(payload["scratch"]))
    cause = report.causes[place]
    with Engine(source.scratch) as engine:
        relation = _read(engine, profile, source).relations[cause.table]
        return mend(engine, profile, relation, cause, out=Path(payload["out"]))
