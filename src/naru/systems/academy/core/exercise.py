"""An exercise as a folder of text: the question, what it begins with, the right solution, and the cases it is graded by.

A pack is read from its files' texts (``exercise.yaml``, ``question.ko.md``, ``starter.sql`` or ``.py``, ``solution.…``); tables come
from the catalogue, or as CSV files within the pack. A case is a SELECT for each table that it changes; ``{seed}`` in it is a number
drawn as the exercise is published, so that whoever reads the pack does not know the rows it is graded with.
"""

from collections.abc import Mapping
from dataclasses import dataclass
from enum import StrEnum
from typing import Any

import yaml

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.academy.core import comparison

MANIFEST = "exercise.yaml"
TEXT_LIMIT = 20_000  # characters of an answer
CASES_MOST = 12


class Language(StrEnum):
    SQL = "sql"
    PYTHON = "python"

    @property
    def suffix(self) -> str:
        return {"sql": "sql", "python": "py"}[self.value]

    @property
    def label(self) -> str:
        """The same in Korean and English."""
        return {"sql": "SQL", "python": "Python"}[self.value]


@dataclass(frozen=True, slots=True, kw_only=True)
class TableNeed:
    """A table by the name that an answer calls it; ``source`` is a catalogue table's ``sql_name``, or a file of the pack."""

    name: str
    source: str
    is_file: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """``changes`` by table: the SELECT that makes this case's rows of the open ones. The open case changes nothing."""

    name: str
    is_hidden: bool
    changes: Mapping[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Pack:
    slug: str
    version: int
    language: Language
    title: Words
    question: Words
    starter: str
    solution: str
    tables: tuple[TableNeed, ...]
    cases: tuple[Case, ...]
    rule: comparison.Rule
    hints: tuple[Words, ...]
    skills: Mapping[str, int]  # by code: the level that solving it shows
    picture: str  # how the answer is drawn: "bar", "line" or "" for not at all
    level: int
    seconds: float
    memory_mib: int


OPEN = Case(name="open", is_hidden=False, changes={})


def read_pack(files: Mapping[str, str], slug: str) -> Pack:
    """``files`` by name within the folder. Raises ``Refused``: ``exercise_pack_refused`` with what is wrong where."""
    try:
        said = yaml.safe_load(files[MANIFEST])
        language = Language(said["language"])
        pack = Pack(
            slug=slug,
            version=int(said["version"]),
            language=language,
            title=_words(said["title"]),
            question=Words(files["question.ko.md"].strip(), files["question.en.md"].strip()),
            starter=files[f"starter.{language.suffix}"],
            solution=files[f"solution.{language.suffix}"],
            tables=tuple(_table(name, str(source)) for name, source in said["tables"].items()),
            cases=(OPEN, *(_case(each) for each in said.get("cases", ()))),
            rule=comparison.rule_of(said.get("compare", {})),
            hints=tuple(_words(each) for each in said.get("hints", ())),
            skills={str(code): int(level) for code, level in said.get("skills", {}).items()},
            picture=str(said.get("picture", "")),
            level=int(said.get("level", 1)),
            seconds=float(said.get("seconds", 8)),
            memory_mib=int(said.get("memory_mib", 512)),
        )
    except KeyError as error:
        raise Refused("exercise_pack_refused", slug=slug, what=f"{error.args[0]}") from None
    except (ValueError, TypeError, AttributeError, yaml.YAMLError) as error:
        raise Refused("exercise_pack_refused", slug=slug, what=f"{error}"[:200]) from None
    _require_sound(pack, files)
    return pack


def _require_sound(pack: Pack, files: Mapping[str, str]) -> None:
    names = {table.name for table in pack.tables}
    faults = [
        *(f"tables: {table.source}" for table in pack.tables if table.is_file and table.source not in files),
        *(f"cases: {case.name}: {name}" for case in pack.cases for name in case.changes if name not in names),
        *(["cases"] if not any(case.is_hidden for case in pack.cases) or len(pack.cases) > CASES_MOST else []),
        *(["cases: the same name twice"] if len({case.name for case in pack.cases}) < len(pack.cases) else []),
        *(["seconds"] if not 0 < pack.seconds <= 30 else []),
        *(["memory_mib"] if not 64 <= pack.memory_mib <= 2048 else []),
    ]
    if faults:
        raise Refused("exercise_pack_refused", slug=pack.slug, what=faults[0])


def _table(name: str, source: str) -> TableNeed:
    is_file = source.startswith("file:")
    return TableNeed(name=str(name), source=source.removeprefix("file:"), is_file=is_file)


def _case(said: Mapping[str, Any]) -> Case:
    return Case(
        name=str(said["name"]),
        is_hidden=bool(said.get("hidden", True)),
        changes={str(name): str(text) for name, text in said["tables"].items()},
    )


def _words(said: Any) -> Words:
    ko, en = said
    return Words(str(ko), str(en))
