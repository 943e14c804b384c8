"""What there is to check by: profiles and code lists that ship, those the city made, standards it installed.

``definitions/`` ships with Naru and holds facts in our own words. What a standards body publishes itself (XSD, JSON Schema,
FHIR definitions, whole code lists) is brought by the city: ``naru sectors install FOLDER`` copies it to ``NARU_HOME/sectors``.
"""

import csv
import json
from collections.abc import Iterator, Mapping
from functools import cache, lru_cache
from importlib.resources import files
from pathlib import Path
from typing import Any
from zoneinfo import available_timezones

from django.conf import settings

from naru.base.kit.refusals import Refused
from naru.base.kit.words import Words
from naru.systems.sectors.core import omop
from naru.systems.sectors.core.code_lists import Code, CodeList, CodeListError, as_json, code_list_of
from naru.systems.sectors.core.profiles import Profile, profile_of
from naru.systems.sectors.models import ProfileState, ProfileVersion


def home() -> Path:
    return Path(settings.NARU_HOME) / "sectors"


def standards() -> Path:
    """Where installed definitions lie, whether or not anything is there."""
    return home() / "standards"


@cache
def shipped() -> dict[str, Mapping[str, Any]]:
    """Definitions of the profiles that ship, by name."""
    return {raw["name"]: raw for raw in _shipped("profiles")}


@cache
def shipped_lists() -> dict[str, CodeList]:
    """Those of ``definitions/``, and the time zones that this machine knows."""
    zones = tuple(Code(code=name, words=Words(name, name)) for name in sorted(available_timezones()))
    known = CodeList(name="iana-zones", edition="IANA", source="tz database", is_complete=True, codes=zones)
    return {known.name: known} | {raw["name"]: code_list_of(raw) for raw in _shipped("code_lists")}


def _shipped(kind: str) -> Iterator[Mapping[str, Any]]:
    folder = files("naru.systems.sectors") / "definitions" / kind
    for each in sorted(folder.iterdir(), key=lambda entry: entry.name):
        if each.name.endswith(".json"):
            yield json.loads(each.read_text(encoding="utf-8"))


def definitions() -> dict[str, Mapping[str, Any]]:
    """Of every profile in force: the city's own stand in place of shipped ones of their name."""
    own = {
        row.name: row.definition for row in ProfileVersion.objects.filter(state=ProfileState.IN_FORCE).order_by("id")
    }
    return {**shipped(), **_installed(standards() / "omop" / "DQD_Field_Level.csv"), **own}


def _installed(path: Path) -> dict[str, Mapping[str, Any]]:
    """Profiles that are made of installed tables."""
    if not path.is_file():
        return {}
    made = _omop(path, path.stat().st_mtime_ns)
    return {made["name"]: made}


@lru_cache(maxsize=2)
def _omop(path: Path, _changed: int) -> Mapping[str, Any]:
    with path.open(encoding="utf-8-sig", newline="") as file:
        return omop.definition(csv.DictReader(file))


def definition(name: str) -> Mapping[str, Any]:
    """Raises ``Refused``: ``profile_unknown``."""
    found = definitions().get(name)
    if found is None:
        raise Refused("profile_unknown", name=name[:80])
    return found


def profiles() -> list[Profile]:
    """In force, by sector and name."""
    order = ("finance", "medicine", "logistics", "tourism")
    found = [profile_of(raw) for raw in definitions().values()]
    return sorted(found, key=lambda each: (order.index(each.sector.value), each.name))


def profile(name: str) -> Profile:
    """Raises ``Refused``: ``profile_unknown``."""
    return profile_of(definition(name))


def code_lists() -> dict[str, CodeList]:
    """Installed editions in place of shipped ones; the city's own corrections stand in either."""
    found = {**shipped_lists(), **_lists(home() / "code_lists")}
    own = _lists(home() / "corrections")
    return {name: known.corrected(own.get(name)) for name, known in found.items()}


def _lists(folder: Path) -> dict[str, CodeList]:
    found = {}
    for path in sorted(folder.glob("*.json")):
        known = code_list_of(json.loads(path.read_text(encoding="utf-8")))
        found[known.name] = known
    return found


def lists_for(wanted: Profile) -> list[dict[str, Any]]:
    """The profile's code lists as JSON, for the child."""
    known = code_lists()
    return [as_json(known[name]) for name in wanted.code_lists if name in known]


def keep_list(found: CodeList, *, is_correction: bool = False) -> Path:
    """Write a list that was read and judged. Raises ``CodeListError`` where corrections contradict each other."""
    folder = home() / ("corrections" if is_correction else "code_lists")
    folder.mkdir(parents=True, exist_ok=True)
    path = folder / f"{found.name}.json"
    path.write_text(json.dumps(as_json(found), ensure_ascii=False), encoding="utf-8")
    return path


__all__ = ["CodeListError", "code_lists", "definition", "definitions", "keep_list", "lists_for", "profile", "profiles"]
