"""The whole assessment of a joined table: every measure, the limits it is held against, and which it breaks."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from naru.base.kit.canonical import JSON
from naru.systems.combination.core.columns import SERIAL_PREFIX, Columns, Role
from naru.systems.combination.core.risk.classes import Classes, count_alike, equivalence_classes, sensitive_cells
from naru.systems.combination.core.risk.coding import encode
from naru.systems.combination.core.risk.differencing import compare_releases
from naru.systems.combination.core.risk.diversity import distinct_values, entropy_diversity, is_recursively_diverse
from naru.systems.combination.core.risk.linkage import attack
from naru.systems.combination.core.risk.outliers import outliers
from naru.systems.combination.core.risk.population import estimate
from naru.systems.combination.core.risk.reidentification import (
    journalist,
    presence,
    prosecutor,
    share_above,
    unique_share,
)
from naru.systems.combination.core.risk.rules import closeness, is_number
from naru.systems.combination.core.risk.special_uniques import special_uniques
from naru.systems.combination.core.risk.thresholds import Thresholds
from naru.systems.combination.core.risk.verdict import Failure, broken_limits

BANDS = (1, 2, 3, 5, 10, 20, 50, 100)  # where bars of the picture of class sizes begin


@dataclass(frozen=True, slots=True, kw_only=True)
class Assessment:
    """``measures`` are figures about the table; no cell of any row stands in them."""

    measures: Mapping[str, JSON]
    broken: tuple[Failure, ...]
    thresholds: Thresholds

    @property
    def passes(self) -> bool:
        return not self.broken

    @property
    def failures(self) -> tuple[str, ...]:
        return tuple(dict.fromkeys(failure.code for failure in self.broken))

    def to_json(self) -> dict[str, JSON]:
        return {
            **self.measures,
            "passes": self.passes,
            "failures": [failure.to_json() for failure in self.broken],
            "thresholds": self.thresholds.to_json(),
        }


def assess(
    table: ir.Table,
    columns: Columns,
    *,
    thresholds: Thresholds,
    sources: Mapping[str, ir.Table] | None = None,
    population: ir.Table | None = None,
    earlier: Mapping[str, ir.Table] | None = None,
) -> Assessment:
    """``sources``: party → what it sent and may have kept, its ``_serial_<party>`` column with it. ``population``: everyone who
    could be in the table, by quasi-identifiers generalised as the table's. ``earlier``: what the same party was given before.
    """
    quasi, sensitive = columns.with_role(Role.QUASI), columns.with_role(Role.SENSITIVE)
    counted = count_alike(table, [*quasi, *sensitive]).to_pyarrow()
    classes = equivalence_classes(counted, quasi)
    measures = measures_of(counted, classes, columns, thresholds=thresholds)
    measures["linkage"] = {
        party: linkage(table, source, party=party, columns=columns, thresholds=thresholds)
        for party, source in sorted((sources or {}).items())
    }
    measures["differences"] = [
        difference(counted, before, release=release, columns=columns, thresholds=thresholds)
        for release, before in sorted((earlier or {}).items())
    ]
    if population is not None:
        measures["journalist"] = against_population(counted, count_alike(population, quasi).to_pyarrow(), quasi)
    return Assessment(measures=measures, broken=tuple(broken_limits(measures, thresholds)), thresholds=thresholds)


def against_population(counted: pa.Table, everyone: pa.Table, quasi: Sequence[str]) -> dict[str, JSON]:
    risk, present = journalist(counted, everyone, quasi), presence(counted, everyone, quasi)
    return {"highest": risk.highest, "mean": risk.mean, "present": present.greatest}


def difference(
    counted: pa.Table, before: ir.Table, *, release: str, columns: Columns, thresholds: Thresholds
) -> dict[str, JSON]:
    shared = [name for name in columns.with_role(Role.QUASI, Role.SENSITIVE) if name in before.columns]
    hierarchies = {name: columns.named(name).hierarchy for name in shared}
    below = thresholds.difference_below or thresholds.k
    earlier = count_alike(before, shared).to_pyarrow()
    found = compare_releases(earlier, counted, columns=shared, hierarchies=hierarchies, below=below)
    return {"release": release, "classes": found.classes, "small": found.small, "below": below}


def measures_of(counted: pa.Table, classes: Classes, columns: Columns, *, thresholds: Thresholds) -> dict[str, JSON]:
    risk = prosecutor(classes)
    measures: dict[str, JSON] = {
        "rows": classes.rows,
        "classes": len(classes.sizes),
        "k": classes.smallest,
        "prosecutor": risk.highest,
        "marketer": risk.mean,
        "unique": unique_share(classes),
        "below_k": share_above(classes, 1 / thresholds.k) if thresholds.k else 0.0,
        "class_sizes": class_sizes(classes),
        "columns": {
            "quasi_identifier": list(columns.with_role(Role.QUASI)),
            "sensitive": list(columns.with_role(Role.SENSITIVE)),
        },
        "sensitive": {
            name: sensitive_measures(counted, classes, columns, name=name, thresholds=thresholds)
            for name in columns.with_role(Role.SENSITIVE)
        },
    }
    if thresholds.rare_columns:
        measures["rare"] = rare(counted, columns.with_role(Role.QUASI), thresholds=thresholds)
    if thresholds.population:
        estimated = estimate(classes, population=thresholds.population)
        measures["population"] = {
            "persons": thresholds.population,
            "match_is_right": estimated.match_is_right,
            "uniques_share": estimated.uniques_share,
        }
    return measures


def class_sizes(classes: Classes) -> list[JSON]:
    """How many rows stand in classes of each band of sizes."""
    band = np.searchsorted(BANDS, classes.sizes, side="right") - 1
    rows = np.bincount(band, weights=classes.sizes, minlength=len(BANDS)).astype(int)
    return [{"from": first, "rows": int(many)} for first, many in zip(BANDS, rows, strict=True)]


def sensitive_measures(
    counted: pa.Table, classes: Classes, columns: Columns, *, name: str, thresholds: Thresholds
) -> dict[str, JSON]:
    cells, labels = sensitive_cells(counted, classes, name), encode(counted.column(name)).labels
    measures: dict[str, JSON] = {
        "distinct_l": int(distinct_values(cells).min(initial=len(cells.overall))),
        "entropy_l": float(entropy_diversity(cells).min(initial=max(len(cells.overall), 1))),
        "t": float(closeness(name, 0.0, labels, columns.named(name).hierarchy).distances(cells).max(initial=0.0)),
        "one_value_rows": int(classes.sizes[distinct_values(cells) == 1].sum()),
    }
    if thresholds.recursive_c is not None and thresholds.recursive_l is not None:
        diverse = is_recursively_diverse(cells, c=thresholds.recursive_c, l=thresholds.recursive_l)
        measures["recursive_failing_rows"] = int(classes.sizes[~diverse].sum())
    if is_number(counted.schema.field(name).type) and thresholds.outlier_spreads is not None:
        found = outliers(each_row(counted, classes, name), spreads=thresholds.outlier_spreads)
        measures["outliers"] = {
            "far": found.far,
            "alone_at_top": found.alone_at_top,
            "alone_at_bottom": found.alone_at_bottom,
        }
    return measures


def each_row(counted: pa.Table, classes: Classes, name: str) -> pa.ChunkedArray:
    lines = np.repeat(np.arange(counted.num_rows), classes.weights)
    return counted.column(name).take(pa.array(lines))


def rare(counted: pa.Table, quasi: Sequence[str], *, thresholds: Thresholds) -> dict[str, JSON]:
    assert thresholds.rare_columns is not None
    columns_max = min(thresholds.rare_columns, len(quasi))
    found = special_uniques(counted, quasi, columns_max=columns_max, below=thresholds.rare_below or 2)
    return {
        "columns_max": columns_max,
        "below": thresholds.rare_below or 2,
        "rows": found.rows,
        "combinations": [{"columns": list(each.columns), "rows": each.rows} for each in found.combinations],
    }


def linkage(
    table: ir.Table, source: ir.Table, *, party: str, columns: Columns, thresholds: Thresholds
) -> dict[str, JSON]:
    serial = SERIAL_PREFIX + party
    theirs = {
        column.name: its_name
        for column in columns.without(Role.SERIAL).all
        if column.party == party and (its_name := name_at_source(column.name, party, source.columns))
    }
    released = table.select(serial, *theirs).to_pyarrow()
    kept = source.select(serial, *sorted(set(theirs.values()))).to_pyarrow()
    found = attack(
        released, kept, serial=serial, columns=theirs, candidates=thresholds.linkage_candidates or thresholds.k
    )
    return {
        "rows": found.rows,
        "singled_out": found.singled_out,
        "few_candidates": found.few_candidates,
        "candidates": found.candidates,
        "expected": found.expected,
        "columns": list(found.columns),
    }


def name_at_source(name: str, party: str, there: Sequence[str]) -> str | None:
    plain = name.removesuffix(f"_{party}")
    return name if name in there else plain if plain in there else None
