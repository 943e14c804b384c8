"""What the installed packages declare (``system.py``), collected: nobody who asks here knows any of them by name."""

from collections.abc import Callable, Iterable
from dataclasses import replace
from datetime import UTC, datetime
from functools import cache
from importlib import import_module
from pkgutil import resolve_name
from typing import Any

from django.apps import AppConfig, apps
from django.conf import settings
from django.utils.html import format_html_join
from django.utils.module_loading import module_has_submodule
from django.utils.safestring import SafeString

from naru.base.kit.fact_rows import FactRows
from naru.base.kit.refusals import Refused
from naru.base.kit.system import BESIDE, Deployment, Fact, Findable, Panel, System

FLOORS = ("naru.portal", "naru.base.", "naru.commons.", "naru.data.")  # then whatever else: the city's systems


@cache
def systems() -> tuple[System, ...]:
    """Every declaration: the portal's own, then from the ground up, so that each may rest on those before it.

    An installation of one role knows that role's part of its system, and what serves beside. Raises ``Refused``:
    ``role_unknown_here``.
    """
    role = settings.NARU_ROLE
    if not role:
        return declared_systems()
    if role not in deployments():
        raise Refused("role_unknown_here", role=role, known=", ".join(sorted(deployments())) or "-")
    return tuple(_of_role(each, role) for each in declared_systems() if each.name in BESIDE or role in each.deployments)


def deployments() -> dict[str, Deployment]:
    """By role, as the installed packages declare them."""
    return {role: each for system in declared_systems() for role, each in system.deployments.items()}


def deployment() -> Deployment | None:
    """What this installation is, where it is one role alone."""
    return deployments()[settings.NARU_ROLE] if settings.NARU_ROLE else None


def _of_role(system: System, role: str) -> System:
    """The role's part of the system, and whatever of the system is no door; a package that serves beside stays as it is."""
    part = system.deployments.get(role)
    if part is None:
        return system
    commands = {name: path for name, path in system.commands.items() if name in part.commands}
    return replace(
        system,
        urls=part.urls,
        menu=part.menu,
        commands=commands,
        sample="",
        sample_is_long=False,
        api="",
        api_words="",
        facts=(),
        findables=(),
        missed_searches="",
        home_panels=(),
        dataset_panels=(),
        organisation_panels=(),
        kinds=part.kinds,
        checks="",
    )


@cache
def declared_systems() -> tuple[System, ...]:
    """Of every installed package, whatever this installation serves."""
    configs = list(apps.get_app_configs())
    configs.reverse()
    configs.sort(key=_floor)
    return tuple(
        import_module(f"{config.name}.system").SYSTEM
        for config in configs
        if config.module and module_has_submodule(config.module, "system")
    )


def _floor(config: AppConfig) -> int:
    return next((place for place, name in enumerate(FLOORS) if config.name.startswith(name)), len(FLOORS))


def collected(field: str) -> list[Any]:
    """What stands behind the dotted paths that packages declare under ``field``, imported; those without one left out."""
    return [resolve_name(path) for system in systems() if (path := getattr(system, field))]


def costly_lanes() -> dict[str, list[str]]:
    """Patterns of costly paths, by the lane in which they wait."""
    found: dict[str, list[str]] = {}
    for system in systems():
        for lane, patterns in system.lanes.items():
            found.setdefault(lane, []).extend(patterns)
    return found


@cache
def reading_posts() -> frozenset[str]:
    """API addresses (``api:name``) whose POST only reads: a token without ``write`` may call them."""
    return frozenset().union(*(system.reading_posts for system in systems()))


@cache
def facts() -> dict[str, Fact]:
    """The register of figures, by their names."""
    found = [fact for system in systems() for fact in system.facts]
    assert len({fact.name for fact in found}) == len(found), "a fact is declared twice"
    return {fact.name: fact for fact in found}


@cache
def findables() -> tuple[Findable, ...]:
    """What the search box finds beside datasets, in the order in which it shows them."""
    return tuple(sorted((each for system in systems() for each in system.findables), key=lambda each: each.order))


def value_of(fact: Fact) -> int:
    """The figure as it is now, in whole units."""
    if not fact.value:
        return rows_of(fact, datetime.now(UTC)).total() // fact.per_unit
    count: Callable[[], int] = resolve_name(fact.value)
    return count()


def rows_of(fact: Fact, until: datetime) -> FactRows:
    """What it counted by that instant; only of a fact that declares ``rows``."""
    counted: Callable[[datetime], FactRows] = resolve_name(fact.rows)
    return counted(until)


def rendered(panels: Iterable[Panel], *subject: Any) -> dict[str, SafeString]:
    """Place → the panels there, one after the other; each panel's function is called with the ``subject``."""
    parts: dict[str, list[tuple[str]]] = {}
    for panel in sorted(panels, key=lambda panel: panel.order):
        parts.setdefault(panel.place, []).append((resolve_name(panel.render)(*subject),))
    return {place: format_html_join("", "{}", there) for place, there in parts.items()}
