"""Templates, as packages declare them where their application starts."""

from collections.abc import Mapping
from dataclasses import dataclass
from importlib.resources import files

from naru.base.kit.words import Words


@dataclass(frozen=True, slots=True, kw_only=True)
class PaperTemplate:
    """``source`` is a Typst file inside a package: ``"naru.systems.exchange:papers/contract-1.typ"``.

    It says ``#show: paper.with(title: …)`` and sets ``values``, a dictionary; ``naru.typ`` of this package stands before it.
    A version that was issued once stays as it is: what changes is the next version.
    """

    name: str  # for ever
    version: int
    title: Words
    source: str

    @property
    def text(self) -> str:
        package, _, path = self.source.partition(":")
        return files(package).joinpath(path).read_text(encoding="utf-8")


_TEMPLATES: dict[tuple[str, int], PaperTemplate] = {}


def declare(*templates: PaperTemplate) -> None:
    """Make templates known; one belongs to one package."""
    for template in templates:
        known = _TEMPLATES.setdefault((template.name, template.version), template)
        assert known == template, f"the template {template.name!r} {template.version} is declared twice"


def newest(name: str) -> PaperTemplate:
    """A template that nobody declared is a mistake of the code that issues by it."""
    versions = [version for known, version in _TEMPLATES if known == name]
    assert versions, f"no template is called {name!r}"
    return _TEMPLATES[name, max(versions)]


def template_of(name: str, version: int) -> PaperTemplate | None:
    """None where its package is no longer installed."""
    return _TEMPLATES.get((name, version))


def declared() -> Mapping[tuple[str, int], PaperTemplate]:
    """By name and version, of the packages imported so far."""
    return dict(sorted(_TEMPLATES.items()))
