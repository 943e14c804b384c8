"""What the home page shows of data: one living answer, and what people come for with something current of each.

Which tables there are to show is looked up anew every few minutes; what is drawn of a version never changes.
"""

from collections.abc import Callable, Sequence
from dataclasses import dataclass
from functools import lru_cache
from itertools import islice
from typing import cast

from django.core.cache import cache

from naru.base.kit.person import ANONYMOUS
from naru.base.kit.words import Words
from naru.data.catalogue import reads as catalogue
from naru.data.catalogue.core.columns import Column
from naru.data.catalogue.core.values import Table
from naru.data.query import base_map, pictures
from naru.data.query.core.charts import ChartSpec, Kind, choose_chart, has_place, title
from naru.data.query.core.choropleth import RegionSpec, choose_regions
from naru.data.query.core.district_picture import DistrictPicture, drawn
from naru.data.query.core.values import OpenTable
from naru.data.query.reads import open_tables

KEPT_S = 300
LOOKED_AT = 300  # open tables
ANSWERS = 4
CURRENT = 2  # items of each situation


@dataclass(frozen=True, slots=True, kw_only=True)
class Living:
    """One question by district, answered: its words, the drawing, and the districts' figures added or averaged."""

    table: OpenTable
    question: Words
    picture: DistrictPicture
    value: Column | None  # None where rows are counted
    total: float
    is_sum: bool
    at: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Questions:
    """SQL names of open tables, those that changed last first, by what one may do with them."""

    districts: tuple[str, ...] = ()
    places: tuple[str, ...] = ()
    trends: tuple[str, ...] = ()


def questions() -> Questions:
    """At most ``KEPT_S`` old."""
    return cast("Questions", cache.get_or_set("query.living", _questions, KEPT_S))


def _questions() -> Questions:
    names = [name for name, _ in catalogue.table_names(ANONYMOUS, limit=LOOKED_AT)]
    live = [(table.live.at, table) for table in catalogue.tables_readable(ANONYMOUS, names) if table.live]
    tables = [table for _, table in sorted(live, key=lambda pair: (pair[0], pair[1].sql_name), reverse=True)]
    return Questions(
        districts=_named(tables, _has_districts)[: ANSWERS + 2],
        places=_named(tables, lambda table: has_place(_columns(table)))[:CURRENT],
        trends=_named(tables, _has_trend)[:CURRENT],
    )


def _named(tables: Sequence[Table], fits: Callable[[Table], bool]) -> tuple[str, ...]:
    """One table of each dataset is enough."""
    found: dict[str, str] = {}
    for table in tables:
        if table.dataset_id not in found and fits(table):
            found[table.dataset_id] = table.sql_name
    return tuple(found.values())


def _columns(table: Table) -> tuple[Column, ...]:
    return table.live.columns if table.live else ()


def _has_districts(table: Table) -> bool:
    columns = _columns(table)
    spec = choose_regions(columns, table.live.rows if table.live else 0, table.dataset_title)
    return spec is not None and spec.value is not None and not has_place(columns)


def _has_trend(table: Table) -> bool:
    spec = choose_chart(_columns(table), table.live.rows if table.live else 0, table.dataset_title)
    return spec.kind is Kind.LINE and bool(spec.y)


def answers() -> list[Living]:
    """The questions by district that can be answered now, at most ``ANSWERS``."""
    tables = _open_to_all(questions().districts) if base_map.is_there() else []
    answered = (one for table in tables if (one := _answer(table)) is not None)
    return list(islice(answered, ANSWERS))


def warm_up() -> None:
    """The boundaries read, the districts drawn: a first visitor waits for neither."""
    answers()


def _open_to_all(names: Sequence[str]) -> list[OpenTable]:
    """Whoever asks, what the home page shows is everyone's; in the order of the names."""
    tables = {table.sql_name: table for table in open_tables(names, ANONYMOUS) if table.is_open}
    return [tables[name] for name in names if name in tables]


@lru_cache(maxsize=64)
def _answer(table: OpenTable) -> Living | None:
    atlas = pictures.atlas(table)
    if atlas is None or atlas.regions is None or not isinstance(atlas.spec, RegionSpec):
        return None
    picture = drawn(atlas.regions)
    known = [one.value for one in picture.districts if one.value is not None] if picture else []
    if picture is None or not known:
        return None
    value = next((column for column in table.columns if column.alias == atlas.spec.value), None)
    is_sum = atlas.spec.aggregation.value != "mean"
    return Living(
        table=table,
        question=_question(table, value),
        picture=picture,
        value=value,
        total=sum(known) if is_sum else sum(known) / len(known),
        is_sum=is_sum,
        at=atlas.regions.at,
    )


def _question(table: OpenTable, value: Column | None) -> Words:
    what = value.plain_name if value is not None else table.dataset_title
    return Words(f"구·군별 {what}", f"{what} by district")


def chart_titles(names: Sequence[str]) -> list[tuple[OpenTable, Words]]:
    """Those of the tables that are open, each with the title of its first chart."""
    return [(table, title(_first_chart(table), table.columns)) for table in _open_to_all(names)]


def _first_chart(table: OpenTable) -> ChartSpec:
    return choose_chart(table.columns, table.rows, table.subject)
