"""The mutants of a source, which of them are run, and what is said of them."""

import ast
import importlib
import os
import signal
import subprocess
import sys
import time
from pathlib import Path

import pytest

from tests import mutants, mutants_hook
from tests.mutants import SOURCE, TESTS, Module, Mutant, Trial


def mutated(source: str) -> list[tuple[str, str]]:
    """(operator, mutated source), as `ast` writes it."""
    tree = ast.parse(source)
    return [(place.operator, place.edit.applied_to(tree)) for place in mutants.places_of(tree)]


NUMBERS_CALLED = (
    "f(2), f(2), f(3), f(4)",
    "f(1), f(3), f(3), f(4)",
    "f(1), f(2), f(4), f(4)",
    "f(1), f(2), f(3), f(5)",
)
MUTATED = [
    ("comparison", "x = a < b", ["x = a <= b"]),
    ("comparison", "x = a >= b", ["x = a > b"]),
    ("comparison", "x = a <= b < c", ["x = a < b < c", "x = a <= b <= c"]),
    ("comparison", "x = a == b", ["x = a != b"]),
    ("comparison", "x = a in b", ["x = a not in b"]),
    ("comparison", "x = a is not b", ["x = a is b"]),
    ("arithmetic", "x = a + b", ["x = a - b"]),
    ("arithmetic", "x = a * b", ["x = a / b"]),
    ("arithmetic", "x = a // b", ["x = a / b"]),
    ("arithmetic", "x = a % b", ["x = a // b"]),
    ("arithmetic", "x = a & b", ["x = a | b"]),
    ("arithmetic", "x -= a", ["x += a"]),
    (
        "arithmetic",
        "x = {a: 2 * 3, b: 5, c: 6, d: 2 * 4}",
        ["x = {a: 2 / 3, b: 5, c: 6, d: 2 * 4}", "x = {a: 2 * 3, b: 5, c: 6, d: 2 / 4}"],
    ),
    ("arithmetic", "x = {a: 1, b: 2 * 3, c: 6, d: 7, e: 8}", []),
    ("arithmetic", "x = 'a' + b + c", []),
    ("arithmetic", "x += [a]", []),
    ("arithmetic", "x = folder / 'name'", []),
    ("boolean", "x = a and b", ["x = a or b"]),
    ("boolean", "x = a or b or c", ["x = a and b and c"]),
    ("negation", "x = not a", ["x = a"]),
    ("negation", "f(not a)", ["f(a)"]),
    ("number", "x = 0", ["x = 1"]),
    ("number", "X = 10", ["X = 11"]),
    ("number", "x = 0.5", ["x = 1.0"]),
    ("number", "x = 0.0", ["x = 1.0"]),
    ("number", "x = a[-1]", ["x = a[-2]"]),
    ("number", "def f(a=3):\n    pass", ["def f(a=4):\n    pass"]),
    ("number", "x = f'{a + 1}'", ["x = f'{a + 2}'"]),
    ("number", "x = True", []),
    ("number", "x = (1, 2, 3)", ["x = (2, 2, 3)", "x = (1, 3, 3)", "x = (1, 2, 4)"]),
    ("number", "x = (1, 2, 3, -4, 5)", ["x = (2, 2, 3, -4, 5)", "x = (1, 2, 4, -4, 5)", "x = (1, 2, 3, -4, 6)"]),
    ("number", "x = [f(1), f(2), f(3), f(4)]", [f"x = [{row}]" for row in NUMBERS_CALLED]),
    ("flag", "x = True", ["x = False"]),
    ("flag", "f(a=False)", ["f(a=True)"]),
    ("text", "x = a == 'name'", ["x = a == 'ame'"]),
    ("text", "x = a == ''", ["x = a == '_'"]),
    ("text", "x = a == '_'", ["x = a == '~'"]),
    ("text", "x = a == b'PK'", ["x = a == b'K'"]),
    ("text", "x = {'a': 'b'}", ["x = {'_': 'b'}"]),
    ("text", "x = a.startswith('ab')", ["x = a.startswith('b')"]),
    ("text", "match a:\n    case 'ab':\n        pass", ["match a:\n    case 'b':\n        pass"]),
    ("text", "x = 'name'", []),
    ("text", "x = re.sub('ab', 'c', text)", []),
    ("return", "def f():\n    return a", ["def f():\n    return None"]),
    ("return", "def f() -> list[int]:\n    return a", ["def f() -> list[int]:\n    return []"]),
    ("return", "def f() -> str:\n    return a", ["def f() -> str:\n    return ''"]),
    ("return", "def f() -> bool:\n    return a", ["def f() -> bool:\n    return False"]),
    ("return", "def f() -> tuple[int, int]:\n    return a", ["def f() -> tuple[int, int]:\n    return None"]),
    ("return", "def f() -> list[int]:\n    return []", []),
    ("return", "def f():\n    return None", []),
    ("return", "def f() -> bool:\n    return True", []),
    ("condition", "if a:\n    b()", ["if True:\n    b()", "if False:\n    b()"]),
    ("condition", "x = b if a else c", ["x = b if True else c", "x = b if False else c"]),
    ("condition", "while a:\n    b()", ["while False:\n    b()"]),
    ("condition", "while True:\n    b()", []),
    ("condition", "x = [b for b in c if a]", ["x = [b for b in c if True]", "x = [b for b in c if False]"]),
    ("condition", "if (b := a):\n    c(b)", ["if (b := a) or True:\n    c(b)", "if (b := a) and False:\n    c(b)"]),
    ("statement", "f(a)", ["pass"]),
    ("statement", "raise A(b)", ["pass"]),
    ("statement", "x += a", ["pass"]),
    ("statement", "def f():\n    yield a", ["def f():\n    pass"]),
    ("statement", "x = f(a)", []),
    ("jump", "for a in b:\n    continue", ["for a in b:\n    break"]),
    ("jump", "for a in b:\n    break", ["for a in b:\n    continue"]),
    ("slice", "x = a[b:c]", ["x = a[b + 1:c]", "x = a[b:c + 1]"]),
    ("slice", "x = a[1:-1]", []),
    ("function", "x = min(a, b)", ["x = max(a, b)"]),
    ("function", "x = any(a)", ["x = all(a)"]),
    ("function", "x = f(key=min)", []),
    ("keyword", "x = sorted(a, key=b)", ["x = sorted(a)"]),
    ("keyword", "from naru.base.kit import f\nf(a=b)", ["from naru.base.kit import f\nf(a=None)"]),
    ("keyword", "class A:\n    pass\nA(a=b)", ["class A:\n    pass\nA(a=None)"]),
    ("keyword", "f(a=True)", []),
    ("keyword", "f(**a)", []),
    ("element", "x = {a, b}", ["x = {b}", "x = {a}"]),
    ("element", "x = {a: b}", ["x = {}"]),
    ("element", "x = a in (b, c)", ["x = a in (c,)", "x = a in (b,)"]),
    ("element", "A = (a, b)", ["A = (b,)", "A = (a,)"]),
    ("element", "for x in (a,):\n    f()", ["for x in ():\n    f()"]),
    ("element", "f(a, (b, c))", []),
    ("element", "x = {a, b, c, d, e}", ["x = {b, c, d, e}", "x = {a, b, d, e}", "x = {a, b, c, d}"]),
]


@pytest.mark.parametrize(("operator", "source", "expected"), MUTATED)
def test_source_is_mutated(operator: str, source: str, expected: list[str]) -> None:
    assert [text for name, text in mutated(source) if name == operator] == expected


def test_every_operator_has_rows() -> None:
    assert {operator for operator, _, _ in MUTATED} == set(mutants.OPERATORS)


@pytest.mark.parametrize(
    "source",
    [
        "'''A docstring of 3 words.'''",
        "import a\nfrom b import c",
        "assert a < 1",
        "if TYPE_CHECKING:\n    f(1)",
        "if __name__ == '__main__':\n    main()",
        "__all__ = ['a', 'b']",
        "BATCH_ROWS = 1000",
        "IDLE_S: float = 60.0",
        "A = re.compile('[0-9]' + b, re.IGNORECASE)",
        "x = Words('하나', 'One')",
        "A = {'one': Words('하나', 'One')}",
        "declare({'a': Sentence(ko='가', en='A', status=400)})",
        "log.warning('%s was lost after %d', a, 3)",
        "warnings.warn('a', stacklevel=2)",
        "x: Literal[1, 2]",
        "A = Literal['a', 'b']",
        "def f(a: Literal[1]) -> Literal[2]:\n    pass",
        "class A:\n\n    def __repr__(self) -> str:\n        return f(1)",
        "@lru_cache(maxsize=10)\ndef f():\n    pass",
        "@dataclass(frozen=True, slots=True, kw_only=True)\nclass A:\n    a: int",
        "class A(StrEnum):\n    ONE = 'one'",
        "x = zip(a, b, strict=True)",
        "x = read(timeout=5)",
    ],
)
def test_what_decides_nothing_stays_as_it_is(source: str) -> None:
    assert mutated(source) == []


@pytest.mark.parametrize("source", ["LONGEST = 48", "GAP_S = 2.0", "if __name__ == 'a':\n    pass", "x = log(2)"])
def test_what_is_only_like_it_is_mutated(source: str) -> None:
    assert mutated(source)


def test_tree_is_the_same_after_its_mutants() -> None:
    source = Path(mutants.__file__).read_text()
    tree = ast.parse(source)
    texts = [place.edit.applied_to(tree) for place in mutants.places_of(tree)[:100]]
    assert ast.unparse(tree) == ast.unparse(ast.parse(source))
    assert ast.unparse(tree) not in texts


@pytest.mark.parametrize(
    ("before", "after", "expected"),
    [
        ("x = 1\ny = 2\nz = 3", "x = 1\ny = 3\nz = 3", ("y = 2", "y = 3")),
        ("if a:\n    f()", "if a:\n    pass", ("f()", "pass")),
        (f"x = ({'a, ' * 30}b)", f"x = ({'a, ' * 30}c)", (f"…{'a, ' * 12}b)", f"…{'a, ' * 12}c)")),
        (f"x = (b, {'a, ' * 30})", f"x = (c, {'a, ' * 30})", (f"x = (b{', a' * 12}…", f"x = (c{', a' * 12}…")),
        (f"f({'a' * 90})", "pass", (f"f({'a' * 78}…", "pass")),
    ],
)
def test_difference_shows_what_changed(before: str, after: str, expected: tuple[str, str]) -> None:
    assert mutants.difference(before, after) == expected


# --- the cores and their tests ---


@pytest.mark.parametrize(
    ("core", "tests", "expected"),
    [
        ("data/ingest/core/dates.py", ["data/ingest/test_dates.py"], ["data/ingest/test_dates.py"]),
        ("data/ingest/core/dates.py", ["data/query/test_dates.py", "test_dates.py"], []),
        ("data/ingest/core/formats/geo.py", ["data/ingest/test_formats_geo.py"], ["data/ingest/test_formats_geo.py"]),
        ("data/ingest/core/formats/geo.py", ["data/ingest/test_geo.py"], ["data/ingest/test_geo.py"]),
        ("data/ingest/core/formats/cells.py", ["data/ingest/test_cells.py"], []),  # there is core/cells.py
        ("data/ingest/core/formats/__init__.py", ["data/ingest/test_formats.py"], ["data/ingest/test_formats.py"]),
        ("data/lake/diff.py", ["data/lake/test_diff.py"], ["data/lake/test_diff.py"]),
        ("data/lake/__init__.py", ["data/lake/test_lake.py"], ["data/lake/test_lake.py"]),
        ("base/kit/ids.py", ["base/kit/test_ids.py"], ["base/kit/test_ids.py"]),
        ("portal/core/menu.py", ["portal/test_menu.py"], ["portal/test_menu.py"]),
        (
            "data/ingest/core/cells.py",
            ["data/ingest/test_cells.py", "data/ingest/test_cells_merged.py", "data/ingest/test_cellular.py"],
            ["data/ingest/test_cells.py", "data/ingest/test_cells_merged.py"],
        ),
        ("data/ingest/core/cells.py", ["data/ingest/test_cells_old.py"], []),  # there is core/cells_old.py
        (
            "systems/footage/core/track/fill.py",
            ["systems/footage/core/track/test_fill.py", "systems/footage/core/test_fill.py"],
            ["systems/footage/core/track/test_fill.py"],
        ),
        (
            "systems/combination/core/risk/rules.py",
            ["systems/combination/test_risk.py", "systems/combination/test_risky.py"],
            ["systems/combination/test_risk.py"],
        ),
    ],
)
def test_a_core_has_its_own_tests(core: str, tests: list[str], expected: list[str]) -> None:
    others = [Path("data/ingest/core/cells.py"), Path("data/ingest/core/cells_old.py")]
    found = mutants.own_tests([Path(core), *others], [TESTS / path for path in tests])
    assert found[Path(core)] == tuple(TESTS / path for path in expected)


@pytest.mark.parametrize(
    ("source", "expected"),
    [
        ("import naru.data.lake.diff", {"naru.data.lake.diff"}),
        ("from naru.data.lake import diff, stats", {"naru.data.lake", "naru.data.lake.diff", "naru.data.lake.stats"}),
        ("from naru.data.lake.diff import Diff", {"naru.data.lake.diff", "naru.data.lake.diff.Diff"}),
        ("import os\nfrom tests import work\nfrom . import near", set()),
    ],
)
def test_modules_that_a_test_imports(source: str, expected: set[str]) -> None:
    assert mutants.modules_imported(source) == expected


def test_every_core_that_decides_anything_has_tests_of_its_own() -> None:
    untested = [module for module in mutants.find_modules() if not module.tests]
    assert [module.name for module in untested if mutants.places_of(ast.parse(module.path.read_text()))] == []


@pytest.mark.parametrize(
    ("path", "name"),
    [("data/lake/diff.py", "naru.data.lake.diff"), ("data/lake/__init__.py", "naru.data.lake")],
)
def test_module_is_named_as_it_is_imported(path: str, name: str) -> None:
    assert Module(SOURCE / path, ()).name == name


# --- the sample ---


@pytest.mark.parametrize(
    ("sizes", "total", "expected"),
    [
        ({"a": 11, "b": 31}, 6, {"a": 2, "b": 4}),
        ({"a": 11, "b": 31}, 5, {"a": 2, "b": 3}),
        ({"a": 1, "b": 100}, 10, {"a": 1, "b": 9}),
        ({"a": 0, "b": 5}, 3, {"a": 0, "b": 3}),
        ({"a": 2, "b": 3}, 99, {"a": 2, "b": 3}),
        ({"a": 2, "b": 3}, 1, {"a": 1, "b": 1}),
        ({"a": 0}, 10, {"a": 0}),
        ({}, 10, {}),
    ],
)
def test_sample_is_shared_out(sizes: dict[str, int], total: int, expected: dict[str, int]) -> None:
    assert mutants.shares(sizes, total) == expected


def test_sample_depends_on_its_seed_alone() -> None:
    sizes = {"a": 100, "b": 50}
    first = mutants.sample(sizes, 30, seed=1)
    assert first == mutants.sample(sizes, 30, seed=1)
    assert first != mutants.sample(sizes, 30, seed=2)
    assert set(first["a"]) <= set(mutants.sample(sizes, 60, seed=1)["a"])
    assert all(0 <= place < sizes[name] for name, places in first.items() for place in places)


# --- the runs ---

IDS = Module(SOURCE / "base" / "kit" / "ids.py", (TESTS / "base" / "kit" / "test_ids.py",))
WORDS = Module(SOURCE / "base" / "kit" / "words.py", ())


def pass_(_trial: Trial, _folder: Path) -> int:
    return 0


def fail(_trial: Trial, _folder: Path) -> int:
    return 1


def find_nothing(_trial: Trial, _folder: Path) -> int:
    return int(pytest.ExitCode.NO_TESTS_COLLECTED)


def die(_trial: Trial, _folder: Path) -> int:
    os.kill(os.getpid(), signal.SIGKILL)
    return 0


def break_(_trial: Trial, _folder: Path) -> int:
    raise ValueError("broken")


def take_all_memory(_trial: Trial, _folder: Path) -> int:
    return len(bytearray(5 << 30)) * 0


def hang(_trial: Trial, _folder: Path) -> int:
    time.sleep(60)
    return 0


def leave_a_child(_trial: Trial, folder: Path) -> int:
    child = subprocess.Popen(["sleep", "60"])
    (folder / "libraries").write_text(str(child.pid))
    return 0


@pytest.mark.parametrize(
    ("work", "verdict"),
    [
        (pass_, "survived"),
        (find_nothing, "survived"),
        (fail, "killed"),
        (die, "killed"),
        (break_, "killed"),
        (take_all_memory, "killed"),
        (hang, "late"),
    ],
)
def test_run_has_a_verdict(work: mutants.Work, verdict: str) -> None:
    [outcome] = mutants.outcomes([Trial(IDS, "", 0.5 if work is hang else 30)], 1, work)
    assert outcome.verdict == verdict


def test_output_of_a_run_is_kept() -> None:
    [outcome] = mutants.outcomes([Trial(IDS, "", 30)], 1, break_)
    assert "ValueError: broken" in outcome.output


def test_every_trial_is_run() -> None:
    trials = [Trial(IDS, str(number), 30) for number in range(5)]
    found = [outcome.trial for outcome in mutants.outcomes(trials, 2, pass_)]
    assert sorted(found, key=lambda trial: trial.source) == trials


def test_what_a_run_started_ends_with_it() -> None:
    [outcome] = mutants.outcomes([Trial(IDS, "", 30)], 1, leave_a_child)
    [child] = outcome.libraries
    for _ in range(100):
        if not _is_running(child):
            return
        time.sleep(0.05)
    pytest.fail("the child of a run is still there")


def _is_running(pid: str) -> bool:
    status = Path("/proc", pid, "stat")
    return status.exists() and status.read_text().rpartition(")")[2].split()[0] != "Z"


def test_mutant_is_loaded_in_its_modules_place(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    package = tmp_path / "sampled"
    package.mkdir()
    for name in ("__init__", "one", "other"):
        (package / f"{name}.py").write_text("VALUE = 1")
    (tmp_path / "mutant.py").write_text("VALUE = 2")
    monkeypatch.syspath_prepend(tmp_path)
    monkeypatch.setattr(sys, "meta_path", list(sys.meta_path))
    mutants_hook.install(f"sampled.one={tmp_path / 'mutant.py'}")
    one, other = importlib.import_module("sampled.one"), importlib.import_module("sampled.other")
    assert (one.VALUE, one.__name__, one.__file__) == (2, "sampled.one", str(package / "one.py"))
    assert other.VALUE == 1


# --- the report ---


def test_report_names_the_survivors() -> None:
    path = "src/naru/base/kit"
    killed, survivor, late, untested = (
        Mutant(module, line, "number", "A = 1", "A = 2", "")
        for module, line in ((IDS, 1), (IDS, 12), (IDS, 3), (WORDS, 4))
    )
    found = [untested, survivor, late, killed]
    assert mutants.report(found, {killed: "killed", survivor: "survived", late: "late"}).splitlines() == [
        "mutants  killed  by time  module",
        "      3       2        1  naru.base.kit.ids",
        f"    {path}/ids.py:12  number: A = 1 → A = 2",
        "      1       0           naru.base.kit.words",
        "    no test",
        "mutants: 4, killed 2 (50.0 %)",
    ]


def test_where_there_are_no_mutants_all_are_killed() -> None:
    assert mutants.report([], {}).endswith("mutants: 0, killed 0 (100.0 %)")
