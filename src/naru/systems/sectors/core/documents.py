"""Documents under check: by their shape held against the structure a standard defines, and taken apart into tables for rules."""

import json
from functools import lru_cache
from pathlib import Path
from typing import TYPE_CHECKING, Any

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.sectors.core import readers
from naru.systems.sectors.core.engine import Engine
from naru.systems.sectors.core.profiles import Profile, Shape
from naru.systems.sectors.core.reading import Read, Source
from naru.systems.sectors.core.relations import Relation
from naru.systems.sectors.core.values import RuleResult

if TYPE_CHECKING:
    from naru.systems.sectors.core.xml_schema import Schema


def read_document(engine: Engine, profile: Profile, source: Source) -> Read:
    """Raises ``Refused`` where the bytes are not of the profile's shape."""
    match profile.shape:
        case Shape.XML:
            return _read_xml(engine, profile, source)
        case Shape.JSON:
            return _read_json(engine, profile, source)
        case _:
            return _read_ais(engine, profile, source)


def not_installed(what: str) -> Words:
    return Words(
        f"표준 정의가 설치되어 있지 않습니다: {what}. naru sectors install 명령으로 설치합니다.",
        f"The definitions {what} are not installed; install them with naru sectors install.",
    )


def _read_xml(engine: Engine, profile: Profile, source: Source) -> Read:
    from naru.systems.sectors.core.xml_documents import read_xml
    from naru.systems.sectors.core.xml_schema import SchemaError

    folder = profile.schema["xsd"]
    prefix = profile.schema["namespace"]

    def find(namespace: str) -> "Schema | Words":
        name = namespace.removeprefix(prefix)
        if not namespace.startswith(prefix) or "/" in name:
            return Words(
                f"이 이름공간의 정의가 없어 구조를 검사할 수 없습니다: {namespace or '-'}",
                f"There is no definition for this namespace: {namespace or '-'}",
            )
        if source.definitions is None or not (path := source.definitions / folder / f"{name}.xsd").is_file():
            return not_installed(f"{folder}/{name}.xsd")
        try:
            return _schema(path)
        except SchemaError as error:
            return Words(f"스키마를 쓸 수 없습니다: {error}", f"The schema cannot be used: {error}")

    reading = read_xml(source.path, profile.extracts, find)
    relations = {
        each.table: readers.from_rows(engine, each.table, [(0, list(each.columns)), *reading.rows[each.table]])
        for each in profile.extracts
    }
    return Read(relations=relations, rules=(reading.result(),), editions={"namespace": reading.namespace})


@lru_cache(maxsize=64)
def _schema(path: Path) -> "Schema":
    from naru.systems.sectors.core.xml_schema import read_schema

    return read_schema(path)


def _read_json(engine: Engine, profile: Profile, source: Source) -> Read:
    from naru.systems.sectors.core import json_documents as documents

    with source.path.open("rb") as file:
        if file.read(64).lstrip().startswith(b"<") and not profile.schema.get("page"):
            raise Refused("sectors_xml_instead_of_json", said=_said_in_xml(source.path))
    reading = documents.read_json(source.path)
    rules: list[RuleResult] = [documents.unique_names(reading)]
    if name := profile.schema.get("json_schema"):
        rules.append(_held(reading, source.definitions, name))
    relations: dict[str, Relation] = {
        each.table: readers.from_rows(engine, each.table, [(0, list(each.columns)), *documents.rows_of(reading, each)])
        for each in profile.extracts
    }
    return Read(relations=relations, rules=tuple(rules))


def _said_in_xml(path: Path) -> str:
    """An error's words, from the answer of a service that was asked for JSON."""
    from xml.etree import ElementTree

    try:
        text = path.read_text(encoding="utf-8", errors="replace")[:4000]
        if "<!DOCTYPE" in text:
            return "XML"
        root = ElementTree.fromstring(text)  # noqa: S314 - without a DTD
    except ElementTree.ParseError:
        return "XML"
    said = root.findtext(".//returnAuthMsg") or root.findtext(".//errMsg") or root.tag
    return said[:120]


def _held(reading: Any, definitions: Path | None, name: str) -> RuleResult:
    from naru.systems.sectors.core.json_documents import hold_against

    path = definitions / name if definitions is not None else None
    if path is None or not path.is_file():
        return RuleResult(
            rule="schema",
            words=Words(
                "표준의 구조(JSON Schema)에 맞습니다.", "Keeps to the structure of the standard (JSON Schema)."
            ),
            reason=not_installed(name),
        )
    return hold_against(reading, json.loads(path.read_text(encoding="utf-8")))


def _read_ais(engine: Engine, profile: Profile, source: Source) -> Read:
    from naru.systems.sectors.core.ais_tables import read_ais

    return read_ais(engine, profile, source)
