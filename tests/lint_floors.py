"""No page reaches upward: what a template or an address needs lies in its own package or on a floor below.

import-linter sees Python alone. A template binds its package to others as well: by what it extends, includes and loads, by
the style and scripts it asks for, by the addresses it links to; and so does an address that Python makes by its name.
"""

import ast
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass, field
from functools import cached_property
from pathlib import Path
from typing import NamedTuple

UPWARD_TODAY: frozenset[tuple[str, str]] = frozenset()  # pairs of packages; each would be a panel's to mend
SHARED_TEMPLATES = re.compile(r"base\.html|parts/")  # the site's frame, laid around pages of every floor
SHARED_LIBRARIES = {"words", "parts"}  # built into every template

TEMPLATE = re.compile(r"""{%\s*(?:extends|include)\s+["']([^"']+)["']""")
LOAD = re.compile(r"{%\s*load\s+(?:[\w ]+\sfrom\s+)?([\w ]+?)\s*%}")
STATIC = re.compile(r"""{%\s*static\s+["']build/([^"']+)["']""")
NAMED = re.compile(r"""{%\s*url\s+["'](\w+:\w+)["']""")
WRITTEN = re.compile(r"""\b(?:href|action|src|hx-\w+)="/([\w-]+)""")


class Package(NamedTuple):
    """Where a package stands: a greater ``floor`` is a higher one, and so is a greater ``step`` on one floor."""

    floor: int
    step: int
    name: str


class Use(NamedTuple):
    path: Path
    line: int
    what: str
    user: Package
    owner: Package

    @property
    def pair(self) -> tuple[str, str]:
        return self.user.name, self.owner.name

    @property
    def is_upward(self) -> bool:
        return self.user != self.owner and self.owner[:2] >= self.user[:2]


@dataclass(frozen=True)
class House:
    """The packages under a source folder, in the order that the layers of a ``pyproject.toml`` give them."""

    source: Path
    pyproject: Path
    layers: dict[str, list[str]] = field(init=False, default_factory=dict)

    def __post_init__(self) -> None:
        for contract in tomllib.loads(self.pyproject.read_text())["tool"]["importlinter"]["contracts"]:
            if contract["type"] == "layers" and len(contract.get("containers", [])) == 1:
                self.layers[contract["containers"][0]] = contract["layers"]

    def package(self, path: Path) -> Package:
        """Whose a file is; all of the portal is one package."""
        floor, *inside = path.relative_to(self.source).parts
        name = floor if floor == "portal" or len(inside) < 2 else inside[0]
        return Package(self._height("naru", floor), self._height(f"naru.{floor}", name), name)

    def _height(self, container: str, name: str) -> int:
        """How far above the lowest layer a name stands; 0 where no contract orders the names."""
        for height, layer in enumerate(reversed(self.layers.get(container, []))):
            if name in re.findall(r"\w+", layer):
                return height
        return 0

    @cached_property
    def templates(self) -> dict[str, Package]:
        return {
            path.as_posix().rpartition("/templates/")[2]: self.package(path)
            for path in self.source.glob("**/templates/**/*.html")
        }

    @cached_property
    def libraries(self) -> dict[str, Package]:
        return {path.stem: self.package(path) for path in self.source.glob("**/templatetags/[!_]*.py")}

    @cached_property
    def assets(self) -> dict[str, Package]:
        """Built styles and scripts; the site's own are shared."""
        found = {path.name: self.package(path) for path in self.source.glob("**/frontend/*.*")}
        return {name: package for name, package in found.items() if package.name != "portal"}

    @cached_property
    def routes(self) -> list[tuple[Package, str, str]]:
        """(package, first part of the path, name with its namespace) of every address that some ``urls.py`` declares."""
        return [
            (self.package(path), route, name)
            for path in sorted(self.source.glob("**/urls.py"))
            for route, name in declared_routes(path)
        ]

    @cached_property
    def names(self) -> dict[str, Package]:
        return {name: package for package, _, name in self.routes if ":" in name}

    @cached_property
    def paths(self) -> dict[str, Package]:
        """First parts of paths that belong to one package alone."""
        owners: dict[str, set[Package]] = {}
        for package, route, _ in self.routes:
            owners.setdefault(route.partition("/")[0], set()).add(package)
        return {first: package for first, (package, *more) in owners.items() if first and not more}

    def uses(self) -> Iterator[Use]:
        for path in sorted(self.source.glob("**/templates/**/*.html")):
            yield from self.template_uses(path)
        for path in sorted(self.source.glob("**/*.py")):
            yield from self.python_uses(path)

    def template_uses(self, path: Path) -> Iterator[Use]:
        source, user = path.read_text(), self.package(path)
        for pattern, owners, what in (
            (TEMPLATE, self.templates, "the template"),
            (LOAD, self.libraries, "the tags of"),
            (STATIC, self.assets, "the built file"),
            (NAMED, self.names, "the address"),
            (WRITTEN, self.paths, "the path"),
        ):
            for match in pattern.finditer(source):
                for name in match[1].split():
                    if name in owners and not is_shared(name, what):
                        line = source.count("\n", 0, match.start()) + 1
                        yield Use(path, line, f"{what} {name}", user, owners[name])

    def python_uses(self, path: Path) -> Iterator[Use]:
        for node in ast.walk(ast.parse(path.read_text())):
            if isinstance(node, ast.Constant) and isinstance(node.value, str) and node.value in self.names:
                yield Use(path, node.lineno, f"the address {node.value}", self.package(path), self.names[node.value])


def is_shared(name: str, what: str) -> bool:
    return (what == "the template" and SHARED_TEMPLATES.match(name) is not None) or name in SHARED_LIBRARIES


def declared_routes(path: Path) -> Iterator[tuple[str, str]]:
    """(route, name) of each ``path(…)`` in a module of addresses."""
    tree = ast.parse(path.read_text())
    space = next(
        (
            f"{node.value.value}:"
            for node in tree.body
            if isinstance(node, ast.Assign)
            and isinstance(node.value, ast.Constant)
            and isinstance(node.targets[0], ast.Name)
            and node.targets[0].id == "app_name"
        ),
        "",
    )
    for node in ast.walk(tree):
        if isinstance(node, ast.Call) and isinstance(node.func, ast.Name) and node.func.id == "path":
            names = [each.value for each in node.keywords if each.arg == "name"]
            route = node.args[0]
            if names and isinstance(names[0], ast.Constant) and isinstance(route, ast.Constant):
                yield str(route.value), f"{space}{names[0].value}"


def upward_uses(house: House) -> list[Use]:
    return [use for use in house.uses() if use.is_upward]


def upward_faults(
    house: House, allowed: frozenset[tuple[str, str]] | set[tuple[str, str]] = UPWARD_TODAY
) -> Iterator[tuple[Path, int, str]]:
    """Uses that reach upward where no pair of packages allows it, and pairs that are allowed in vain."""
    upward = upward_uses(house)
    for use in upward:
        if use.pair not in allowed:
            yield use.path, use.line, f"{use.user.name} reaches up to {use.owner.name} for {use.what}"
    for pair in sorted(allowed - {use.pair for use in upward}):
        yield Path(__file__), 1, f"UPWARD_TODAY allows {' → '.join(pair)}, which nothing needs any more"
