"""A plan proposed for a table: the best generalisation under the thresholds, and what other choices would cost."""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace

import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.systems.combination.core.columns import Columns, Role
from naru.systems.combination.core.lattice.hierarchy import Hierarchy, read_hierarchy
from naru.systems.combination.core.lattice.metrics import Loss
from naru.systems.combination.core.lattice.search import Solution, search
from naru.systems.combination.core.lattice.space import Space, build_space
from naru.systems.combination.core.risk.assessment import assess
from naru.systems.combination.core.risk.classes import count_alike
from naru.systems.combination.core.risk.coding import encode, label_text
from naru.systems.combination.core.risk.criteria import Criterion, KAnonymity, failing_classes
from naru.systems.combination.core.risk.linkage import SAYS_NOTHING
from naru.systems.combination.core.risk.rules import is_number, rules_for
from naru.systems.combination.core.risk.thresholds import Thresholds
from naru.systems.combination.core.risk.verdict import Failure
from naru.systems.combination.core.treat.numbers import EN_DASH, short
from naru.systems.combination.core.treat.plan import Plan, Step
from naru.systems.combination.core.treat.treatment import treat

SIZES_SHOWN = (2, 3, 5, 10, 20, 50, 100, 200)  # class sizes that the frontier is drawn for
FIRST_RANGES = 16  # of a column of numbers without a hierarchy
RULES_OF_CLASSES = ("k", "l", "entropy_l", "recursive_c", "recursive_l", "t")


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal:
    """``frontier`` lists, for smallest classes of several sizes, the least loss that reaches them."""

    plan: Plan
    frontier: JSON


def propose(
    table: ir.Table, columns: Columns, *, thresholds: Thresholds, sources: Mapping[str, ir.Table] | None = None
) -> Proposal:
    """The least loss that passes the whole assessment, the attack by each applicant with its own ``sources`` among it.

    *Theory of operation.* The lattice is searched for rules of classes, which can be asked of every node. What cannot (linkage,
    rare combinations, mean risk) is asked of the table as the plan found would leave it; where that fails, larger classes are
    searched for. Where an applicant still finds its own persons, it is by columns that it sent as no quasi-identifiers: those
    are generalised too. ``Refused("no_solution")`` where nothing passes.
    """
    attempt = attempted(table, columns, columns, thresholds=thresholds, sources=sources)
    if isinstance(attempt, Proposal):
        return attempt
    known = attackers_columns(columns, attempt)
    if known != columns:
        attempt = attempted(table, columns, known, thresholds=thresholds, sources=sources)
    if isinstance(attempt, Proposal):
        return attempt
    raise Refused("no_solution", failures=", ".join(sorted({each.code for each in attempt})) or "k_below")


def attempted(
    table: ir.Table,
    columns: Columns,
    searched: Columns,
    *,
    thresholds: Thresholds,
    sources: Mapping[str, ir.Table] | None,
) -> Proposal | Sequence[Failure]:
    """By the quasi-identifiers of ``searched``; what the best plan still breaks where none passes."""
    quasi, sensitive = searched.with_role(Role.QUASI), searched.with_role(Role.SENSITIVE)
    counted = count_alike(table, [*quasi, *sensitive]).to_pyarrow()
    hierarchies = [hierarchy_for(counted, columns, name) for name in quasi]
    space = build_space(counted, hierarchies, sensitive=sensitive)
    others = rules_for(thresholds, searched, space.sensitive)[1:]
    found = solutions(space, others, thresholds=thresholds)
    broken: Sequence[Failure] = ()
    for k, solution in found.items():
        if k < thresholds.k:
            continue
        plan = plan_of(solution, hierarchies, columns, thresholds=replace(thresholds, k=k))
        treated = treat(table, columns, plan, seed=b"")
        broken = assess(treated.table, treated.columns, thresholds=thresholds, sources=sources).broken
        if not broken:
            return Proposal(plan=plan, frontier={"chosen": k, "points": frontier(space, others, found)})
    return broken


def attackers_columns(columns: Columns, broken: Sequence[Failure]) -> Columns:
    """With all that an applicant knows who still finds its own persons as quasi-identifiers."""
    parties = {each.about for each in broken if each.code == "linkage_above"}
    return Columns(
        all=tuple(
            replace(each, role=Role.QUASI) if each.party in parties and each.role is not Role.SERIAL else each
            for each in columns.all
        )
    )


def solutions(space: Space, others: Sequence[Criterion], *, thresholds: Thresholds) -> dict[int, Solution]:
    """Smallest class → the least loss that reaches it, in order; a size that nothing reaches is left out."""
    limit = thresholds.suppression_max or 0.0
    searched = {
        k: search(space, [KAnonymity(k), *others], metric=Loss(), suppression_limit=limit)
        for k in sorted({*SIZES_SHOWN, thresholds.k})
    }
    return {k: found for k, found in searched.items() if found is not None}


def plan_of(chosen: Solution, hierarchies: Sequence[Hierarchy], columns: Columns, *, thresholds: Thresholds) -> Plan:
    """Each quasi-identifier lifted to its level; the classes that still fail go, and all of a top level with them."""
    lifted = [
        Step(do="generalise", columns=(each.column,), options={"level": level, **drawn_up(each, columns)})
        for each, level in zip(hierarchies, chosen.node, strict=True)
        if level
    ]
    asked = {name: value for name, value in thresholds.to_json().items() if name in RULES_OF_CLASSES}
    dropped = [Step(do="drop_classes", options=asked)] if chosen.suppressed else []
    return Plan(steps=(*lifted, *dropped))


def drawn_up(hierarchy: Hierarchy, columns: Columns) -> dict[str, JSON]:
    """A hierarchy that the column does not bring itself is written into the plan."""
    own = columns.named(hierarchy.column).hierarchy
    return {} if own else {"hierarchy": [list(row) for row in hierarchy.rows]}


def frontier(space: Space, others: Sequence[Criterion], found: Mapping[int, Solution]) -> list[JSON]:
    """One point a size: the loss, the part suppressed, and the marketer's risk that remains."""
    return [point(space, k, best, [KAnonymity(k), *others]) for k, best in found.items()]


def point(space: Space, k: int, best: Solution, rules: Sequence[Criterion]) -> Mapping[str, JSON]:
    classes = space.classes_at(best.node)
    released = classes.sizes[~failing_classes(rules, classes, space.cells_at(classes))]
    return {
        "k": k,
        "loss": best.score,
        "suppressed": best.suppressed,
        "marketer": len(released) / max(int(released.sum()), 1),
        "prosecutor": 1 / best.smallest_class if best.smallest_class else 0.0,
        "levels": {each.column: level for each, level in zip(space.hierarchies, best.node, strict=True)},
    }


def hierarchy_for(counted: pa.Table, columns: Columns, name: str) -> Hierarchy:
    """The column's own; else ranges that double in width for numbers, and all or nothing for anything else."""
    labels = encode(counted.column(name)).labels
    if rows := columns.named(name).hierarchy:
        return with_missing(read_hierarchy(name, rows), labels)
    if is_number(counted.schema.field(name).type) and len(labels) > 2:
        return with_missing(ranges_of(name, [label for label in labels if label is not None]), labels)
    return read_hierarchy(name, [(label_text(label), "*") for label in labels] or [("", "*")])


def with_missing(hierarchy: Hierarchy, labels: Sequence[object]) -> Hierarchy:
    """Where cells are missing, and the hierarchy does not say what becomes of them, they stay missing below the top."""
    if None not in labels or "" in hierarchy.values:
        return hierarchy
    row = ("",) * hierarchy.height + (SAYS_NOTHING,)
    return read_hierarchy(hierarchy.column, [*hierarchy.rows, row])


def ranges_of(name: str, numbers: Sequence[float]) -> Hierarchy:
    least, greatest = float(min(numbers)), float(max(numbers))
    whole = all(float(number).is_integer() for number in numbers)
    first = max(nice_width((greatest - least) / FIRST_RANGES), 2.0 if whole else 0.0)
    widths = [doubling * first for doubling in (1, 2, 4, 8)]
    rows = [
        (str(number), *(range_text(float(number), width, whole=whole) for width in widths), "*") for number in numbers
    ]
    return read_hierarchy(name, rows)


def range_text(number: float, width: float, *, whole: bool) -> str:
    lower = np.floor(number / width) * width
    return f"{short(lower)}{EN_DASH}{short(lower + width - (1 if whole else 0))}"


def nice_width(width: float) -> float:
    """The next of 1, 2, 5, 10, … times a power of ten."""
    power = 10.0 ** np.floor(np.log10(max(width, 1e-9)))
    return float(next(step * power for step in (1, 2, 5, 10) if step * power >= width * (1 - 1e-9)))
