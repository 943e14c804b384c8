"""Are the tests of the cores tests? A seeded sample of mutants, each run against its module's own unit tests.

``python -m tests.mutants`` prints those that no test noticed and fails where fewer than 85 % were killed; 2 is an error
(a module's tests fail already without a mutant). A module without tests has its mutants counted as survivors. Its tests
are those named after it, after its folder, and those of its package's unit tests that import it.

*Theory of operation.* A mutant is a module's syntax tree with one field of one node changed (`OPERATORS`), written out
again. The source is never touched: `mutants_hook` loads the module from the mutant's file. Every run is a process forked
from this one, which holds the libraries and nothing of naru: the run of a module's tests as they are says which libraries
it loaded, and those are imported here before the next fork. Most of a run is Django's setup, half a second of it. A
mutant with which a run does not end in four times the time of the tests as they are is killed, as is one that takes all
its memory. What a test starts as a new Python (the limited children) has the module as it is.
"""

import argparse
import ast
import gc
import os
import random
import resource
import signal
import sys
import tempfile
import time
import traceback
import warnings
from collections import Counter, defaultdict
from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from contextlib import suppress
from dataclasses import dataclass
from functools import cache
from importlib import import_module
from itertools import islice
from pathlib import Path
from typing import Any, NoReturn

import pytest

ROOT = Path(__file__).resolve().parents[1]
SOURCE = ROOT / "src" / "naru"
TESTS = ROOT / "tests" / "unit"
CORES = (
    "**/core/**/*.py",
    "data/lake/*.py",
    "base/kit/*.py",
    "base/kit/child/*.py",
)  # the last three pure by another name
SHELLS = frozenset(  # of kit and lake: they touch processes, sockets, rows or a cluster; tests/integration has theirs
    [
        "api_words",
        "checks",
        "databases",
        "executor_reads",
        "fields",
        "http_client",
        "http_network",
        "installed",
        "lazy_words",
        "main",
        "parent",
        "query_rows",
        "ref",
        "ref_views",
        "spark",
        "spawn",
        "system",
    ]
)
NO_PACKAGES = {"portal"}  # the floor that is one package itself
OURS = {"naru", "tests", "bench", "__main__"}  # never held by the process that forks

KILLED_LEAST = 0.85
SAMPLE = 200
LIMIT_LEAST_S = 20.0
LIMIT_MOST_S = 600.0  # of the tests as they are
LIMIT_TIMES = 4
MEMORY_BYTES = 4 << 30
POLL_S = 0.01
ELEMENTS_MOST = 3  # of one literal: a table of a thousand words is no thousand decisions

# Changes that no test can or need see. Sizes and waits are known by a word of their name: BATCH_ROWS, timeout, IDLE_S.
SIZES_AND_WAITS = {"BATCH", "BLOCK", "BUFFER", "CHUNK", "IDLE", "PATIENCE", "POLL", "THREADS", "TIMEOUT"}
KEYWORDS = {"encoding", "maxsize", "stacklevel", "strict"}  # UTF-8 here anyway, caches, and zip's assertion
TEXTS = {"Sentence", "Words", "declare", "spoken"}
LOGS = {"log", "logger", "logging", "warnings"}
FOR_DEBUGGERS = {"__repr__", "__str__"}
NEVER_TESTED = {"TYPE_CHECKING", "__name__ == '__main__'"}
FIELDS = {"annotation", "decorator_list", "returns"}


def main(argv: Sequence[str] | None = None) -> int:
    parser = _parser()
    asked = parser.parse_args(argv)
    modules = [module for module in find_modules() if asked.module in (None, module.name)]
    if not modules:
        parser.error(f"no such core: {asked.module}")
    places = {module: places_of(ast.parse(module.path.read_text())) for module in modules}
    total = asked.sample or (SAMPLE if asked.module is None else sum(map(len, places.values())))
    chosen = sample({module.name: len(found) for module, found in places.items()}, total, asked.seed)
    mutants = [mutant for module in modules for mutant in mutants_of(module, chosen[module.name])]
    if asked.list:
        return _show_list(modules, places, mutants if asked.module else ())
    _prepare()
    try:
        limits = _limits([module for module in modules if module.tests and chosen[module.name]], asked.jobs)
    except RedBaseline as red:
        print(red, file=sys.stderr)
        return 2
    verdicts = _verdicts([mutant for mutant in mutants if mutant.module.tests], limits, asked.jobs)
    print(report(mutants, verdicts))
    return 0 if share_killed(mutants, verdicts) >= KILLED_LEAST else 1


def _parser() -> argparse.ArgumentParser:
    parser = argparse.ArgumentParser(prog="python -m tests.mutants", description=(__doc__ or "").partition("\n")[0])
    parser.add_argument("--module", metavar="NAME", help="one core alone, with all its mutants: naru.base.kit.ids")
    parser.add_argument("--sample", type=int, metavar="N", help=f"mutants in all ({SAMPLE}); at least one a core")
    parser.add_argument("--seed", type=int, default=1, help="of the sample (1)")
    parser.add_argument("--jobs", type=int, default=len(os.sched_getaffinity(0)), help="runs at a time (all cores)")
    parser.add_argument("--list", action="store_true", help="run nothing: the cores, or the mutants of --module")
    return parser


def _show_list(
    modules: Sequence["Module"], places: Mapping["Module", Sequence["Place"]], mutants: Sequence["Mutant"]
) -> int:
    for module in modules:
        tests = " ".join(str(path.relative_to(ROOT)) for path in module.tests)
        print(f"{len(places[module]):5}  {module.name}  {tests or 'no test'}")
    for mutant in mutants:
        print(mutant)
    return 0


# --- the cores and their tests ---


@dataclass(frozen=True, slots=True)
class Module:
    path: Path
    tests: tuple[Path, ...]

    @property
    def name(self) -> str:
        parts = self.path.relative_to(SOURCE.parent).with_suffix("").parts
        return ".".join(parts[:-1] if parts[-1] == "__init__" else parts)


def find_modules() -> list[Module]:
    """Every core, sorted by its path, with those files of unit tests that are its own: by their names, and those of its
    package that import it."""
    paths = {path.relative_to(SOURCE) for pattern in CORES for path in SOURCE.glob(pattern) if _is_core(path)}
    tests = sorted(TESTS.rglob("test_*.py"))
    named, imports = own_tests(paths, tests), {path: modules_imported(path.read_text()) for path in tests}
    return [Module(SOURCE / core, _with_importers(core, named[core], imports)) for core in sorted(paths)]


def _with_importers(core: Path, named: Iterable[Path], imports: Mapping[Path, Collection[str]]) -> tuple[Path, ...]:
    folder, name = _home(core)[0], Module(SOURCE / core, ()).name
    importers = {path for path, modules in imports.items() if folder in path.parents and name in modules}
    return tuple(sorted({*named, *importers}))


def modules_imported(source: str) -> frozenset[str]:
    """Of ours, by their full names; what is imported from a module counts as one as well, as a module in a package is."""
    nodes = ast.parse(source).body
    plain = [name.name for node in nodes if isinstance(node, ast.Import) for name in node.names]
    origins = [(str(node.module), node.names) for node in nodes if isinstance(node, ast.ImportFrom) and node.module]
    parts = [f"{module}.{name.name}" for module, names in origins for name in names]
    return frozenset(name for name in (*plain, *(module for module, _ in origins), *parts) if name.startswith("naru."))


def _is_core(path: Path) -> bool:
    is_shell = "core" not in path.parts and path.stem in SHELLS
    return "migrations" not in path.parts and path.name != "__init__.py" and not is_shell


def own_tests(cores: Iterable[Path], tests: Collection[Path]) -> dict[Path, tuple[Path, ...]]:
    """``data/ingest/core/formats/geo.py`` → ``data/ingest/test_formats_geo.py``, or ``test_geo.py`` where no other core
    has that name; ``test_formats_geo_*.py`` beside it, but for those that are another core's; the same name in folders as
    the core's own (``core/formats/test_geo.py``); and of its folder as a whole, ``test_formats.py``."""
    homes = {core: _home(core) for core in cores}
    taken = {folder / f"test_{'_'.join(words)}.py" for folder, words in homes.values()}
    return {
        core: tuple(sorted({*_own(tests, folder, words, taken), *_mirrored(core, tests)}))
        for core, (folder, words) in homes.items()
    }


def _home(core: Path) -> tuple[Path, tuple[str, ...]]:
    """The folder of a core's tests, and the words of its name there."""
    depth = 1 if core.parts[0] in NO_PACKAGES else 2
    folder, below = core.parts[:depth], core.with_suffix("").parts[depth:]
    words = tuple(word for word in below if word not in {"core", "__init__"})
    return TESTS.joinpath(*folder), words or folder[-1:]


def _own(tests: Collection[Path], folder: Path, words: tuple[str, ...], taken: Collection[Path]) -> Iterator[Path]:
    full, short = "_".join(words), words[-1]
    names = {full} if folder / f"test_{short}.py" in taken else {full, short}
    names |= {"_".join(words[:depth]) for depth in range(1, len(words))}
    for path in tests:
        stem = path.stem.removeprefix("test_")
        is_full = path.parent == folder and stem == full
        is_like = path.parent == folder and any(f"{stem}_".startswith(f"{name}_") for name in names)
        if is_full or (is_like and path not in taken):
            yield path


def _mirrored(core: Path, tests: Collection[Path]) -> Iterator[Path]:
    """``systems/footage/core/track/still.py`` → ``systems/footage/core/track/test_still.py``, and ``core/test_track.py``."""
    mirrors = (TESTS / core.parent / f"test_{core.name}", TESTS / core.parent.parent / f"test_{core.parent.name}.py")
    yield from (mirror for mirror in mirrors if mirror in tests)


# --- the sample ---


def sample(sizes: Mapping[str, int], total: int, seed: int) -> dict[str, list[int]]:
    """Which places of each module: one of every module that has any, the rest in proportion to their number."""
    counts = shares(sizes, total)
    return {name: sorted(_shuffled(name, size, seed)[: counts[name]]) for name, size in sizes.items()}


def shares(sizes: Mapping[str, int], total: int) -> dict[str, int]:
    """Largest remainders over what each module has beyond its first; more than ``total`` where the modules are."""
    beyond = {name: max(size - 1, 0) for name, size in sizes.items()}
    every = sum(beyond.values())
    rest = min(max(total - sum(size > 0 for size in sizes.values()), 0), every)
    whole = {name: rest * size // every if every else 0 for name, size in beyond.items()}
    by_remainder = sorted(sizes, key=lambda name: (-(rest * beyond[name] % every if every else 0), name))
    extra = set(by_remainder[: rest - sum(whole.values())])
    return {name: min(size, 1) + whole[name] + (name in extra) for name, size in sizes.items()}


def _shuffled(name: str, size: int, seed: int) -> list[int]:
    order = list(range(size))
    random.Random(f"{seed} {name}").shuffle(order)
    return order


# --- the runs ---


@dataclass(frozen=True, slots=True)
class Trial:
    """A module's tests to be run on this source of it: a mutant's, or its own."""

    module: Module
    source: str
    limit_s: float
    mutant: "Mutant | None" = None


@dataclass(frozen=True, slots=True)
class Outcome:
    trial: Trial
    status: int  # pytest's; a signal as its negative
    took_s: float
    is_late: bool
    output: str
    libraries: tuple[str, ...]

    @property
    def verdict(self) -> str:
        passed = {pytest.ExitCode.OK, pytest.ExitCode.NO_TESTS_COLLECTED}
        return "late" if self.is_late else "survived" if self.status in passed else "killed"


class RedBaseline(Exception):
    """These tests fail without any mutant."""


def _prepare() -> None:
    """This process becomes one that can be forked into runs."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # as Ctrl-C: the runs end with us
    sys.dont_write_bytecode = False  # compiling naru and its tests anew takes a run longer than all else
    os.environ.pop("DJANGO_SETTINGS_MODULE", None)  # else a library's import here would load the settings, and naru
    os.environ.setdefault("OPENBLAS_NUM_THREADS", "1")  # numpy's threads would be here, and missing in a fork


def _limits(modules: Sequence[Module], jobs: int) -> dict[Module, float]:
    """How long a module's tests may take on a mutant, by how long they take on the module. Raises ``RedBaseline``."""
    trials = [Trial(module, ast.unparse(ast.parse(module.path.read_text())), LIMIT_MOST_S) for module in modules]
    limits, held = dict[Module, float](), set[str]()
    for outcome in outcomes(trials, jobs):
        module = outcome.trial.module
        if outcome.is_late or outcome.status:
            tests = " ".join(str(path.relative_to(ROOT)) for path in module.tests)
            raise RedBaseline(f"{outcome.output[-3000:]}\nred without any mutant: {tests}")
        limits[module] = max(LIMIT_LEAST_S, LIMIT_TIMES * outcome.took_s)
        _hold(set(outcome.libraries) - held)
        held |= set(outcome.libraries)
        print(f"green without mutants: {len(limits)} of {len(modules)} …", file=sys.stderr)
    return limits


def _hold(libraries: Iterable[str]) -> None:
    """Import them into this process; those that want Django's settings cannot be, and are left to each run."""
    with warnings.catch_warnings():
        warnings.simplefilter("ignore")
        for name in libraries:
            with suppress(Exception):
                import_module(name)
    assert "naru" not in sys.modules, "a run must load naru itself, the mutant among it"
    gc.collect()
    gc.freeze()


def _verdicts(mutants: Sequence["Mutant"], limits: Mapping[Module, float], jobs: int) -> dict["Mutant", str]:
    trials = [Trial(mutant.module, mutant.source, limits[mutant.module], mutant) for mutant in mutants]
    verdicts: dict[Mutant, str] = {}
    for outcome in outcomes(trials, jobs):
        assert outcome.trial.mutant is not None
        verdicts[outcome.trial.mutant] = outcome.verdict
        killed = sum(verdict != "survived" for verdict in verdicts.values())
        print(f"killed {killed} of {len(verdicts)}, {len(trials) - len(verdicts)} to go …", file=sys.stderr)
    return verdicts


def outcomes(trials: Iterable[Trial], jobs: int, work: "Work | None" = None) -> Iterator[Outcome]:
    """Runs ``jobs`` at a time, as they end; ``work`` is pytest unless a test says otherwise."""
    waiting, running = iter(trials), list[Run]()
    try:
        while True:
            running += [Run(trial, work or _run_pytest) for trial in islice(waiting, jobs - len(running))]
            if not running:
                return
            for run in [run for run in running if run.has_ended()]:
                running.remove(run)
                yield run.outcome()
            time.sleep(POLL_S)
    finally:
        for run in running:
            run.kill()


class Run:
    """One forked process, with a folder of its own that goes when it ends."""

    def __init__(self, trial: Trial, work: "Work") -> None:
        self.trial = trial
        self.is_late = False
        self.status: int | None = None
        self._folder = tempfile.TemporaryDirectory(prefix="mutant-", ignore_cleanup_errors=True)
        self.folder = Path(self._folder.name)
        self.began = time.monotonic()
        sys.stdout.flush()
        self.pid = os.fork()
        if self.pid == 0:
            _be_forked(work, trial, self.folder)

    def has_ended(self) -> bool:
        if self._reap(os.WNOHANG):
            return True
        self.is_late = time.monotonic() - self.began > self.trial.limit_s
        if self.is_late:
            self.kill()
        return self.is_late

    def kill(self) -> None:
        self._kill_group()
        if self.status is None:
            os.kill(self.pid, signal.SIGKILL)  # the group is made by the process itself: too early, there is none
            self._reap(0)
        self._folder.cleanup()

    def outcome(self) -> Outcome:
        took_s = time.monotonic() - self.began
        self._kill_group()  # what the tests left behind
        output, libraries = (_text_of(self.folder / name) for name in ("output", "libraries"))
        self._folder.cleanup()
        assert self.status is not None
        return Outcome(self.trial, self.status, took_s, self.is_late, output, tuple(libraries.split()))

    def _reap(self, options: int) -> bool:
        pid, status = os.waitpid(self.pid, options)
        if pid:
            self.status = os.waitstatus_to_exitcode(status)
        return bool(pid)

    def _kill_group(self) -> None:
        with suppress(ProcessLookupError):
            os.killpg(self.pid, signal.SIGKILL)


def _text_of(path: Path) -> str:
    return path.read_text(errors="replace") if path.exists() else ""


def _be_forked(work: "Work", trial: Trial, folder: Path) -> NoReturn:
    status = int(pytest.ExitCode.INTERNAL_ERROR)
    try:
        _settle_in(folder)
        status = work(trial, folder)
        sys.stdout.flush()
    except BaseException:
        os.write(2, traceback.format_exc().encode())
    finally:
        os._exit(status)


def _settle_in(folder: Path) -> None:
    os.setsid()
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    nothing, output = os.open(os.devnull, os.O_RDONLY), os.open(folder / "output", os.O_WRONLY | os.O_CREAT)
    for ours, theirs in ((nothing, 0), (output, 1), (output, 2)):
        os.dup2(ours, theirs)
    resource.setrlimit(resource.RLIMIT_DATA, (MEMORY_BYTES, MEMORY_BYTES))
    resource.setrlimit(resource.RLIMIT_CORE, (0, 0))
    os.environ["TMPDIR"], tempfile.tempdir = str(folder), None
    os.chdir(ROOT)


def _run_pytest(trial: Trial, folder: Path) -> int:
    """pytest's status. Of a run without a mutant the folder tells the libraries that it loaded."""
    source = folder / "mutant.py"
    source.write_text(trial.source)
    os.environ["NARU_MUTANT"] = f"{trial.module.name}={source}"
    status = int(pytest.main([*_OPTIONS, *map(str, trial.module.tests)]))
    if trial.mutant is None:
        (folder / "libraries").write_text("\n".join(name for name in sys.modules if name.split(".")[0] not in OURS))
    return status


Work = Callable[[Trial, Path], int]  # what a run does, until the status that it ends with
# The plugins were imported before pytest could rewrite their assertions, and our warnings are errors.
_NO_REWRITE = ("-W", "ignore::pytest.PytestAssertRewriteWarning")
_OPTIONS = ("-x", "-q", "-p", "no:cacheprovider", "-p", "no:randomly", "-p", "tests.mutants_hook", *_NO_REWRITE)


# --- the report ---


def share_killed(mutants: Sequence["Mutant"], verdicts: Mapping["Mutant", str]) -> float:
    """Of all mutants; one without a verdict had no test. Where there are none, all."""
    return sum(_is_killed(mutant, verdicts) for mutant in mutants) / len(mutants) if mutants else 1.0


def report(mutants: Sequence["Mutant"], verdicts: Mapping["Mutant", str]) -> str:
    by_module: defaultdict[Module, list[Mutant]] = defaultdict(list)
    for mutant in mutants:
        by_module[mutant.module].append(mutant)
    lines = ["mutants  killed  by time  module"]
    for module, its in sorted(by_module.items(), key=lambda item: item[0].path):
        lines += _module_lines(module, its, verdicts)
    killed = sum(_is_killed(mutant, verdicts) for mutant in mutants)
    share = f"{share_killed(mutants, verdicts) * 100:.1f} %"
    return "\n".join([*lines, f"mutants: {len(mutants)}, killed {killed} ({share})"])


def _module_lines(module: Module, mutants: Sequence["Mutant"], verdicts: Mapping["Mutant", str]) -> Iterator[str]:
    counts = Counter(verdicts.get(mutant, "no test") for mutant in mutants)
    yield f"{len(mutants):7}  {counts['killed'] + counts['late']:6}  {counts['late'] or '':>7}  {module.name}"
    if not module.tests:
        yield "    no test"
        return
    for mutant in sorted(mutants, key=lambda mutant: mutant.line):
        if not _is_killed(mutant, verdicts):
            yield f"    {mutant}"


def _is_killed(mutant: "Mutant", verdicts: Mapping["Mutant", str]) -> bool:
    return verdicts.get(mutant) in {"killed", "late"}


# --- mutants ---


@dataclass(frozen=True, slots=True)
class Mutant:
    module: Module
    line: int
    operator: str
    before: str
    after: str
    source: str

    def __str__(self) -> str:
        where = f"{self.module.path.relative_to(ROOT)}:{self.line}"
        return f"{where}  {self.operator}: {self.before} → {self.after}"


def mutants_of(module: Module, chosen: Iterable[int]) -> Iterator[Mutant]:
    """The mutants at these places of the module."""
    tree = ast.parse(module.path.read_text())
    places, plain = places_of(tree), ast.unparse(tree)
    for number in chosen:
        place = places[number]
        source = place.edit.applied_to(tree)
        yield Mutant(module, place.line, place.operator, *difference(plain, source), source)


CONTEXT = 36  # characters beside what differs
DIFFERENCE_MOST = 80


def difference(before: str, after: str) -> tuple[str, str]:
    """What differs between two sources, with some of what stands beside it in its line."""
    ours, theirs = before.splitlines(), after.splitlines()
    head, tail = _alike(ours, theirs)
    one, other = (_one_line(lines[head : len(lines) - tail]) for lines in (ours, theirs))
    return _clipped(one, *_alike(one, other)), _clipped(other, *_alike(one, other))


def _alike(one: Sequence[str], other: Sequence[str]) -> tuple[int, int]:
    """How many letters (or lines) both begin with, and how many of the others both end with."""
    head = _prefix_length(one, other)
    return head, _prefix_length(one[head:][::-1], other[head:][::-1])


def _prefix_length(one: Sequence[str], other: Sequence[str]) -> int:
    pairs = enumerate(zip(one, other, strict=False))
    return next((place for place, (ours, theirs) in pairs if ours != theirs), min(len(one), len(other)))


def _one_line(lines: Sequence[str]) -> str:
    return " ".join(line.strip() for line in lines)


def _clipped(text: str, head: int, tail: int) -> str:
    before, middle, after = text[:head], text[head : len(text) - tail], text[len(text) - tail :]
    left = before if len(before) <= CONTEXT else "…" + before[-CONTEXT:]
    right = after if len(after) <= CONTEXT else after[:CONTEXT] + "…"
    return left + (middle if len(middle) <= DIFFERENCE_MOST else middle[:DIFFERENCE_MOST] + "…") + right


@dataclass(frozen=True, slots=True)
class Edit:
    """Another value for one field of one node."""

    node: ast.AST
    field: str
    value: Any

    def applied_to(self, tree: ast.Module) -> str:
        """The source of the tree, in which the node is, after the edit; the tree itself stays as it was."""
        kept = getattr(self.node, self.field)
        setattr(self.node, self.field, self.value)
        try:
            return ast.unparse(tree)
        finally:
            setattr(self.node, self.field, kept)


@dataclass(frozen=True, slots=True)
class Place:
    line: int
    operator: str
    edit: Edit


@dataclass(frozen=True, slots=True)
class Site:
    """A node and where it stands; its parents from the module down."""

    node: Any
    parents: tuple[Any, ...]
    field: str
    index: int | None

    @property
    def parent(self) -> Any:
        return self.parents[-1]

    @property
    def line(self) -> int:
        return next((node.lineno for node in (self.node, *reversed(self.parents)) if hasattr(node, "lineno")), 1)

    def replaced_by(self, new: ast.AST) -> Edit:
        if self.index is None:
            return Edit(self.parent, self.field, new)
        return Edit(self.parent, self.field, _with(getattr(self.parent, self.field), self.index, new))


def places_of(tree: ast.Module) -> list[Place]:
    """Where the module can be mutated, in its order."""
    return [
        Place(site.line, operator, edit)
        for site in _sites(tree, ())
        for operator, edits in OPERATORS.items()
        for edit in edits(site)
    ]


def _sites(node: ast.AST, parents: tuple[ast.AST, ...]) -> Iterator[Site]:
    for field, value in ast.iter_fields(node):
        if field in FIELDS:
            continue
        for index, child in enumerate(value) if isinstance(value, list) else [(None, value)]:
            if isinstance(child, ast.AST) and not _is_excluded(child):
                yield Site(child, (*parents, node), field, index)
                yield from _sites(child, (*parents, node))


# --- what stays as it is ---


def _is_excluded(node: ast.AST) -> bool:
    match node:
        case ast.Assert():
            return True
        case ast.FunctionDef(name=name):
            return name in FOR_DEBUGGERS
        case ast.If(test=test):
            return ast.unparse(test) in NEVER_TESTED
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name.startswith("__") or _is_size_or_wait(name)
        case ast.keyword(arg=str(name)):
            return name in KEYWORDS or _is_size_or_wait(name)
        case ast.Expr(value=value):
            return isinstance(value, ast.Constant) or _is_excluded(value)
        case ast.Call(func=ast.Attribute(value=ast.Name(id="re"), attr="compile")):
            return True
        case ast.Call():
            return _root_name(node.func) in (LOGS if isinstance(node.func, ast.Attribute) else TEXTS)
        case ast.Dict(values=[_, *_] as values):
            return all(_is_excluded(value) for value in values)
        case ast.Subscript(value=ast.Name(id="Literal")):
            return True
    return False


def _is_size_or_wait(name: str) -> bool:
    return not SIZES_AND_WAITS.isdisjoint(name.upper().split("_"))


def _root_name(node: ast.AST) -> str:
    """``logger`` of ``logger.warning``."""
    while isinstance(node, ast.Attribute):
        node = node.value
    return node.id if isinstance(node, ast.Name) else ""


# --- the operators: what a site can be changed to ---

_PAIRS: tuple[tuple[type, type], ...] = (
    *((ast.Lt, ast.LtE), (ast.Gt, ast.GtE), (ast.Eq, ast.NotEq), (ast.In, ast.NotIn), (ast.Is, ast.IsNot)),
    *((ast.And, ast.Or), (ast.Add, ast.Sub), (ast.Mult, ast.Div), (ast.LShift, ast.RShift)),
)
_ONE_WAY = ((ast.FloorDiv, ast.Div), (ast.Mod, ast.FloorDiv), (ast.Pow, ast.Mult), (ast.BitAnd, ast.BitOr))
SWAPS: dict[type, type] = dict((*_PAIRS, *(pair[::-1] for pair in _PAIRS), *_ONE_WAY))
FUNCTIONS = {"min": "max", "max": "min", "any": "all", "all": "any"}
TEXT_METHODS = {"startswith", "endswith", "removeprefix", "removesuffix", "get"}
COLLECTORS = {"frozenset", "set", "tuple", "list", "startswith", "endswith", "isinstance", "fromkeys"}
EMPTY = {
    **dict.fromkeys(("list", "Sequence", "Iterable", "Iterator", "Collection"), "[]"),
    **dict.fromkeys(("dict", "Mapping"), "{}"),
    "set": "set()",
    "frozenset": "frozenset()",
    "str": "''",
    "bytes": "b''",
    "bool": "False",
    "int": "0",
}


def _comparison(site: Site) -> Iterator[Edit]:
    if isinstance(site.node, ast.Compare):
        for index, operator in enumerate(site.node.ops):
            yield Edit(site.node, "ops", _with(site.node.ops, index, SWAPS[type(operator)]()))


def _arithmetic(site: Site) -> Iterator[Edit]:
    """Texts, lists and paths know no other operator: there the change would be found by any test that passes by."""
    match site.node:
        case ast.BinOp(left=left, op=operator, right=right) if not (_is_text(left) or _is_text(right)):
            pass
        case ast.AugAssign(op=operator, value=value) if not _is_text(value):
            pass
        case _:
            return
    if type(operator) in SWAPS and _is_of_interest(site):
        yield Edit(site.node, "op", SWAPS[type(operator)]())


def _is_text(node: ast.AST) -> bool:
    match node:
        case ast.Constant(value=str() | bytes()) | ast.JoinedStr() | ast.List() | ast.Tuple() | ast.ListComp():
            return True
        case ast.BinOp(left=left, right=right):
            return _is_text(left) or _is_text(right)
        case ast.Call(func=ast.Name(id="str" | "repr" | "list" | "tuple") | ast.Attribute(attr="join" | "encode")):
            return True
    return False


def _boolean(site: Site) -> Iterator[Edit]:
    if isinstance(site.node, ast.BoolOp):
        yield Edit(site.node, "op", SWAPS[type(site.node.op)]())


def _negation(site: Site) -> Iterator[Edit]:
    if isinstance(site.node, ast.UnaryOp) and isinstance(site.node.op, ast.Not):
        yield site.replaced_by(site.node.operand)


def _number(site: Site) -> Iterator[Edit]:
    value = site.node.value if isinstance(site.node, ast.Constant) and _is_of_interest(site) else None
    if type(value) is int:
        yield Edit(site.node, "value", value + 1)
    elif type(value) is float:
        yield Edit(site.node, "value", value * 2 or 1.0)


def _is_of_interest(site: Site) -> bool:
    """Whether it stands in no table's entry but the first, the middle and the last."""
    child = site.node
    for parent in reversed(site.parents):
        if not isinstance(parent, ast.Dict | ast.Set | ast.List | ast.Tuple | ast.BinOp | ast.UnaryOp):
            break
        for items in (getattr(parent, field, []) for field in ("keys", "values", "elts")):
            if child in items and items.index(child) not in _spread(len(items)):
                return False
        child = parent
    return True


def _flag(site: Site) -> Iterator[Edit]:
    if isinstance(site.node, ast.Constant) and isinstance(site.node.value, bool):
        yield Edit(site.node, "value", not site.node.value)


def _text(site: Site) -> Iterator[Edit]:
    """Texts that are compared or looked up; what is merely shown or sent is nobody's decision."""
    if isinstance(site.node, ast.Constant) and isinstance(site.node.value, str | bytes) and _is_looked_up(site):
        yield Edit(site.node, "value", _other_text(site.node.value))


def _is_looked_up(site: Site) -> bool:
    match site.parent:
        case ast.Compare() | ast.MatchValue():
            return True
        case ast.Dict():
            return site.field == "keys" and _is_of_interest(site)
        case ast.Call(func=ast.Attribute(attr=name)):
            return name in TEXT_METHODS and (site.field, site.index) == ("args", 0)
    return False


def _other_text(text: str | bytes) -> str | bytes:
    """Without its first letter; one that has no other becomes a line below, or a tilde."""
    if isinstance(text, bytes):
        return text[1:] or (b"~" if text == b"_" else b"_")
    return text[1:] or ("~" if text == "_" else "_")


def _return(site: Site) -> Iterator[Edit]:
    """What the function's type calls nothing: an empty list, an empty text, None."""
    if not isinstance(site.node, ast.Return) or site.node.value is None:
        return
    function = next(node for node in reversed(site.parents) if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef))
    annotated = function.returns.value if isinstance(function.returns, ast.Subscript) else function.returns
    nothing = EMPTY.get(annotated.id, "None") if isinstance(annotated, ast.Name) else "None"
    if ast.unparse(site.node.value) not in {"True", "False", "None", nothing}:
        yield Edit(site.node, "value", _expression(nothing))


def _condition(site: Site) -> Iterator[Edit]:
    """Always, and never; a `while` only never. What the condition binds (`:=`) stays bound."""
    is_test = site.field in {"test", "guard"} or (site.field == "ifs" and isinstance(site.parent, ast.comprehension))
    if not is_test or isinstance(site.node, ast.Constant):
        return
    binds = any(isinstance(node, ast.NamedExpr) for node in ast.walk(site.node))
    for operator, value in ((ast.Or(), True), (ast.And(), False)):
        if not (value and isinstance(site.parent, ast.While)):
            constant = ast.Constant(value)
            yield site.replaced_by(ast.BoolOp(operator, [site.node, constant]) if binds else constant)


def _statement(site: Site) -> Iterator[Edit]:
    match site.node:
        case ast.Raise() | ast.Expr(value=ast.Call() | ast.Await() | ast.Yield() | ast.YieldFrom()) | ast.AugAssign():
            yield site.replaced_by(ast.Pass())


def _jump(site: Site) -> Iterator[Edit]:
    if isinstance(site.node, ast.Break | ast.Continue):
        yield site.replaced_by(ast.Continue() if isinstance(site.node, ast.Break) else ast.Break())


def _slice(site: Site) -> Iterator[Edit]:
    """Bounds that are numbers are mutated as numbers."""
    if isinstance(site.parent, ast.Slice) and site.field in {"lower", "upper"} and not _is_number(site.node):
        yield site.replaced_by(ast.BinOp(site.node, ast.Add(), ast.Constant(1)))


def _is_number(node: ast.AST) -> bool:
    return isinstance(node.operand if isinstance(node, ast.UnaryOp) else node, ast.Constant)


def _function(site: Site) -> Iterator[Edit]:
    if isinstance(site.node, ast.Name) and site.field == "func" and site.node.id in FUNCTIONS:
        yield Edit(site.node, "id", FUNCTIONS[site.node.id])


def _keyword(site: Site) -> Iterator[Edit]:
    """None for an argument of naru's own, which may have to be given; a library's is left out. A flag flips instead."""
    if not isinstance(site.node, ast.keyword) or site.node.arg is None or not isinstance(site.parent, ast.Call):
        return
    if isinstance(site.node.value, ast.Constant) and isinstance(site.node.value.value, bool | None):
        return
    if _root_name(site.parent.func) in _own_names(site.parents[0]):
        yield Edit(site.node, "value", ast.Constant(None))
    else:
        yield Edit(site.parent, "keywords", _without(site.parent.keywords, site.index))


@cache
def _own_names(tree: ast.Module) -> frozenset[str]:
    """What the module defines, or imports from naru."""
    defined = {node.name for node in tree.body if isinstance(node, ast.FunctionDef | ast.ClassDef)}
    imports = [node for node in tree.body if isinstance(node, ast.ImportFrom) and node.module]
    ours = [node for node in imports if str(node.module).split(".")[0] == "naru"]
    return frozenset(defined | {alias.asname or alias.name for node in ours for alias in node.names})


def _element(site: Site) -> Iterator[Edit]:
    """One of a set, a dict, or a tuple or list that is used as a collection; of long ones the first, middle and last."""
    match site.node:
        case ast.Dict(keys=keys, values=values):
            for index in _spread(len(keys)):
                yield site.replaced_by(ast.Dict(_without(keys, index), _without(values, index)))
        case ast.Set(elts=items):
            for index in _spread(len(items)):
                yield Edit(site.node, "elts", _without(items, index))
        case ast.Tuple(elts=items) | ast.List(elts=items) if _is_collection(site):
            for index in _spread(len(items)):
                yield Edit(site.node, "elts", _without(items, index))


def _is_collection(site: Site) -> bool:
    match site.parent:
        case ast.Compare():
            return site.field == "comparators"
        case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
            return name.isupper()
        case ast.For() | ast.comprehension():
            return site.field == "iter"
        case ast.Call(func=ast.Name(id=name) | ast.Attribute(attr=name)):
            return name in COLLECTORS and site.field == "args"
    return False


def _spread(size: int) -> Sequence[int]:
    """At most `ELEMENTS_MOST` places, spread over all."""
    if size <= ELEMENTS_MOST:
        return range(size)
    return [round(step * (size - 1) / (ELEMENTS_MOST - 1)) for step in range(ELEMENTS_MOST)]


def _with(items: Sequence[Any], index: int, new: Any) -> list[Any]:
    return [*items[:index], new, *items[index + 1 :]]


def _without(items: Sequence[Any], index: int | None) -> list[Any]:
    return [item for place, item in enumerate(items) if place != index]


def _expression(source: str) -> ast.expr:
    return ast.parse(source, mode="eval").body


_ALL: tuple[Callable[[Site], Iterator[Edit]], ...] = (
    *(_comparison, _arithmetic, _boolean, _negation, _number, _flag, _text, _return, _condition, _statement, _jump),
    *(_slice, _function, _keyword, _element),
)
OPERATORS = {edits.__name__.strip("_"): edits for edits in _ALL}

if __name__ == "__main__":
    try:
        code = main()
    except KeyboardInterrupt:
        code = 130
    sys.stdout.flush()
    os._exit(code)  # the libraries that are held here complain when an interpreter ends
