"""What stays when code moves: migrations hold literals, jobs are called by labels, title pages list every file.

And what goes: a name that is written once is used by nobody.
"""

import ast
import re
from collections import Counter
from collections.abc import Iterable, Iterator
from pathlib import Path

Fault = tuple[Path, int, str]

READ_BY_OTHERS = {"apps.py", "settings.py", "urls.py"}  # Django reads their names
NAME = re.compile(r"\w+")

UNLISTED = {"__init__.py", "__main__.py", "apps.py", "urls.py", "system.py"}
UNLISTED_FOLDERS = {"migrations", "static", "templates", "frontend", "__pycache__"}
LISTED_FILE = re.compile(r"(?<![\w/.])(?:\w+/)*\w+\.py\b")
LISTED_FOLDER = re.compile(r"(?<![\w/.<])(?:\w+/)+(?=[\s,;)]|$)")


def migration_faults(path: Path) -> Iterator[Fault]:
    """A migration that imports our code breaks, or changes what it did, once that code moves."""
    for node in ast.walk(ast.parse(path.read_text())):
        match node:
            case ast.Import(names=names):
                modules = [name.name for name in names]
            case ast.ImportFrom(level=0, module=str(module)):
                modules = [module]
            case ast.ImportFrom(level=level) if level:
                modules = ["naru"]
            case _:
                continue
        if any(module.partition(".")[0] == "naru" for module in modules):
            yield path, node.lineno, "a migration imports live code: it must hold literals"


def task_faults(paths: Iterable[Path], labels: dict[Path, str]) -> Iterator[Fault]:
    """Tasks without a label of their package, labels of two tasks, and jobs started by a name that is no label.

    ``labels`` gives the app label of each package's folder.
    """
    trees = {path: ast.parse(path.read_text()) for path in paths}
    known: set[str] = set()
    for path, tree in trees.items():
        app = next((labels[folder] for folder in path.parents if folder in labels), "")
        for line, label in declared_tasks(tree):
            if label is None or not re.fullmatch(rf"{app}\.[a-z_]+", label):
                yield path, line, f'a task needs label="{app}.<name>", which stays when code moves'
            elif label in known:
                yield path, line, f"two tasks are labelled {label}"
            else:
                known.add(label)
    for path, tree in trees.items():
        for node in ast.walk(tree):
            if isinstance(node, ast.Call) and (started := started_by_name(node)) is not None and started not in known:
                yield path, node.lineno, f"a job is started as {started!r}, which is no task's label"


def declared_tasks(tree: ast.Module) -> Iterator[tuple[int, str | None]]:
    """(line, label) of each function under ``@task``."""
    for node in ast.walk(tree):
        if isinstance(node, ast.FunctionDef | ast.AsyncFunctionDef):
            for decorator in node.decorator_list:
                call = decorator if isinstance(decorator, ast.Call) else None
                if called(call.func if call else decorator) == "task":
                    values = [each.value for each in call.keywords if each.arg == "label"] if call else []
                    yield decorator.lineno, text(values[0]) if values else None


def started_by_name(call: ast.Call) -> str | None:
    """The name in ``jobs.start("…")`` or in a bare ``start("…")``, if one is written there."""
    owner = call.func.value if isinstance(call.func, ast.Attribute) else None
    if called(call.func) != "start" or (owner and called(owner) not in {"jobs", "actions"}):
        return None
    given = [*call.args[:1], *(each.value for each in call.keywords if each.arg == "task")]
    return text(given[0]) if given else None


def called(node: ast.expr) -> str:
    match node:
        case ast.Name(id=name) | ast.Attribute(attr=name):
            return name
    return ""


def text(node: ast.expr) -> str | None:
    return node.value if isinstance(node, ast.Constant) and isinstance(node.value, str) else None


def app_labels(source: Path) -> dict[Path, str]:
    """Folders of installed packages and their app labels."""
    found = {}
    for path in source.glob("**/apps.py"):
        if match := re.search(r'^    label = "(\w+)"', path.read_text(), re.MULTILINE):
            found[path.parent] = match[1]
    return found


def title_page_faults(folder: Path) -> Iterator[Fault]:
    """Files that a package's docstring does not name, and names of files that are not there.

    A folder whose own ``__init__`` has no docstring is listed by the one above it.
    """
    page = folder / "__init__.py"
    title = docstring(page)
    if not title:
        return
    listed = set(LISTED_FILE.findall(title)) | {name.rstrip("/") for name in LISTED_FOLDER.findall(title)}
    present = set(to_be_listed(folder, folder))
    for name in sorted(present - listed):
        yield page, 1, f"the title page does not list {name}"
    for name in sorted(listed - present):
        if not (folder / name).exists():
            yield page, 1, f"the title page lists {name}, which is not there"


def to_be_listed(folder: Path, top: Path) -> Iterator[str]:
    for path in sorted(folder.iterdir()):
        if path.suffix == ".py" and path.name not in UNLISTED:
            yield path.relative_to(top).as_posix()
        elif path.is_dir() and path.name not in UNLISTED_FOLDERS and (path / "__init__.py").exists():
            if docstring(path / "__init__.py"):
                yield path.relative_to(top).as_posix()
            else:
                yield from to_be_listed(path, top)


def docstring(path: Path) -> str:
    return ast.get_docstring(ast.parse(path.read_text())) or ""


def unused_faults(paths: Iterable[Path], users: Iterable[Path]) -> Iterator[Fault]:
    """Functions, classes and constants of modules that neither they nor ``users`` name a second time.

    What is decorated is called by whoever decorates it.
    """
    sources = {path: path.read_text() for path in paths}
    counts = Counter(name for text in sources.values() for name in NAME.findall(text))
    for path in users:
        counts.update(NAME.findall(path.read_text()))
    for path, source in sources.items():
        if path.name not in READ_BY_OTHERS and "migrations" not in path.parts:
            for line, name in declared_names(ast.parse(source)):
                if counts[name] == 1 and not name.startswith("__"):
                    yield path, line, f"nobody uses {name}"


def declared_names(tree: ast.Module) -> Iterator[tuple[int, str]]:
    for node in tree.body:
        match node:
            case ast.FunctionDef(name=name, decorator_list=[]) | ast.ClassDef(name=name):
                yield node.lineno, name
            case ast.Assign(targets=[ast.Name(id=name)]) | ast.AnnAssign(target=ast.Name(id=name)):
                yield node.lineno, name


def faults(source: Path) -> Iterator[Fault]:
    for path in sorted(source.glob("**/migrations/*.py")):
        yield from migration_faults(path)
    yield from task_faults(sorted(source.glob("**/*.py")), app_labels(source))
    for path in sorted(source.glob("**/__init__.py")):
        yield from title_page_faults(path.parent)
    root = source.parents[1]
    others = [path for folder in ("samples", "tests", "bench") for path in (root / folder).glob("**/*.py")]
    yield from unused_faults(sorted(source.glob("**/*.py")), [*others, *source.glob("**/*.html")])
