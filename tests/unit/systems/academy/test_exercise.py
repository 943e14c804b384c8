"""An exercise's folder of text becomes a pack, or is refused with what is wrong where."""

from typing import Any

import pytest
import yaml

from naru.base.kit.words import Words
from naru.systems.academy.core.exercise import CASES_MOST, OPEN, Language, TableNeed, read_pack
from tests.refusing import refuses

HIDDEN = {"name": "empty", "tables": {"buses": "select * from buses where {seed} = 0"}}
MANIFEST: dict[str, Any] = {
    "version": 2,
    "language": "sql",
    "title": ["버스", "Buses"],
    "tables": {"buses": "bus_stops", "own": "file:own.csv"},
    "cases": [HIDDEN],
}


def files(manifest: dict[str, Any], *, suffix: str = "sql", without: str = "") -> dict[str, str]:
    texts = {
        "exercise.yaml": yaml.safe_dump(manifest, allow_unicode=True),
        "question.ko.md": " 몇 대입니까? \n",
        "question.en.md": "How many?",
        f"starter.{suffix}": "select",
        f"solution.{suffix}": "select 1",
        "own.csv": "a\n1\n",
    }
    return {name: text for name, text in texts.items() if name != without}


def changed(**values: Any) -> dict[str, Any]:
    return {**MANIFEST, **values}


def fault(manifest: dict[str, Any], **options: Any) -> str:
    with refuses("exercise_pack_refused") as refused:
        read_pack(files(manifest, **options), "buses")
    assert refused.value.facts["slug"] == "buses"
    return str(refused.value.facts["what"])


def test_a_pack_is_read_with_what_it_does_not_say() -> None:
    pack = read_pack(files(MANIFEST), "buses")
    assert (pack.slug, pack.version, pack.language, pack.title) == ("buses", 2, Language.SQL, Words("버스", "Buses"))
    assert pack.question == Words("몇 대입니까?", "How many?")
    assert pack.tables == (
        TableNeed(name="buses", source="bus_stops", is_file=False),
        TableNeed(name="own", source="own.csv", is_file=True),
    )
    assert pack.cases[0] == OPEN
    assert (pack.cases[1].name, pack.cases[1].is_hidden, dict(pack.cases[1].changes)) == (
        "empty",
        True,
        HIDDEN["tables"],
    )
    assert (pack.level, pack.seconds, pack.memory_mib, pack.picture, pack.hints, pack.skills) == (1, 8, 512, "", (), {})


def test_a_pack_is_read_with_all_that_it_says() -> None:
    said = changed(
        language="python",
        hints=[["힌트", "Hint"]],
        skills={"20010105": "2"},
        picture="bar",
        level=3,
        seconds=2.5,
        memory_mib=64,
        compare={"ordered": True, "absolute": 0.5},
        cases=[HIDDEN, {**HIDDEN, "name": "seen", "hidden": False}],
    )
    pack = read_pack(files(said, suffix="py"), "buses")
    assert (pack.language.suffix, pack.language.label) == ("py", "Python")
    assert (pack.hints, pack.skills, pack.picture) == ((Words("힌트", "Hint"),), {"20010105": 2}, "bar")
    assert (pack.level, pack.seconds, pack.memory_mib) == (3, 2.5, 64)
    assert (pack.rule.ordered, pack.rule.absolute) == (True, 0.5)
    assert [case.is_hidden for case in pack.cases] == [False, True, False]


@pytest.mark.parametrize(
    ("manifest", "what"),
    [
        (changed(tables={"buses": "bus_stops", "own": "file:other.csv"}), "tables: other.csv"),
        (changed(cases=[{"name": "c", "tables": {"trains": "select 1"}}]), "cases: c: trains"),
        (changed(cases=[]), "cases"),
        (changed(cases=[{**HIDDEN, "hidden": False}]), "cases"),
        (changed(cases=[HIDDEN, HIDDEN]), "cases: the same name twice"),
        (changed(cases=[{**HIDDEN, "name": f"c{n}"} for n in range(CASES_MOST)]), "cases"),
        (changed(seconds=0), "seconds"),
        (changed(seconds=30.1), "seconds"),
        (changed(memory_mib=63), "memory_mib"),
        (changed(memory_mib=2049), "memory_mib"),
    ],
)
def test_an_unsound_pack_is_refused_with_what_is_wrong(manifest: dict[str, Any], what: str) -> None:
    assert fault(manifest) == what


def test_the_limits_themselves_are_sound() -> None:
    cases = [{**HIDDEN, "name": f"c{n}"} for n in range(CASES_MOST - 1)]  # the open one is a case as well
    pack = read_pack(files(changed(cases=cases, seconds=30, memory_mib=2048)), "buses")
    assert (len(pack.cases), pack.seconds, pack.memory_mib) == (CASES_MOST, 30, 2048)


@pytest.mark.parametrize("missing", ["exercise.yaml", "question.ko.md", "starter.sql", "solution.sql"])
def test_a_file_that_is_missing_is_named(missing: str) -> None:
    assert fault(MANIFEST, without=missing) == missing


@pytest.mark.parametrize(
    "manifest",
    [
        changed(language="r"),
        changed(title=7),
        changed(version="two"),
        changed(tables=["buses"]),
        changed(compare={"absolute": -1}),
    ],
)
def test_what_is_no_such_value_is_refused(manifest: dict[str, Any]) -> None:
    assert fault(manifest)


def test_what_is_no_yaml_is_refused() -> None:
    with refuses("exercise_pack_refused"):
        read_pack({**files(MANIFEST), "exercise.yaml": "a: [1"}, "buses")
