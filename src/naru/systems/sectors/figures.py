"""A sector's indicators, computed from what conforms and is open to everyone, as it is now."""

import json
from functools import cache, lru_cache
from importlib.resources import files

from naru.data.catalogue import reads as catalogue
from naru.data.lake import TableRef
from naru.systems.sectors import library, reads
from naru.systems.sectors.core.engine import Engine
from naru.systems.sectors.core.indicators import Figure, Indicator, Version, compute, indicator_of
from naru.systems.sectors.core.profiles import Sector


@cache
def indicators() -> tuple[Indicator, ...]:
    folder = files("naru.systems.sectors") / "definitions" / "indicators"
    entries = sorted((each for each in folder.iterdir() if each.name.endswith(".json")), key=lambda each: each.name)
    return tuple(
        indicator_of(raw) for entry in entries for raw in json.loads(entry.read_text(encoding="utf-8"))["indicators"]
    )


def of_sector(sector: Sector) -> list[Figure]:
    """All of its indicators; those without conforming data are there, without a value."""
    wanted = [each for each in indicators() if each.sector is sector]
    versions = {name: _versions(name) for name in dict.fromkeys(each.profile for each in wanted)}
    return [_figure(each.name, each.version, versions[each.profile]) for each in wanted]


Named = tuple[str, int, tuple[tuple[str, str], ...]]  # table, version in the lake, (alias, name) of its columns


def _versions(profile: str) -> tuple[Named, ...]:
    found = []
    for dataset, _ in reads.conforming([profile]):
        table = reads.checked_table(dataset.id)
        if table is not None and table.live is not None:
            names = tuple((column.alias, column.name) for column in table.live.columns)
            found.append((str(table.id), table.live.lake_version, names))
    return tuple(found)


@lru_cache(maxsize=256)
def _figure(name: str, version: str, versions: tuple[Named, ...]) -> Figure:
    """The same versions always give the same figure: computed once."""
    indicator = next(each for each in indicators() if (each.name, each.version) == (name, version))
    engine = Engine(threads=1, memory="500MB")
    lake = catalogue.lake()
    given = [
        Version(id=f"{table}@{number}", paths=tuple(lake.local_files(TableRef(table, number))), names=dict(names))
        for table, number, names in versions
    ]
    try:
        return compute(engine, indicator, library.profile(indicator.profile), given)
    finally:
        engine.close()
