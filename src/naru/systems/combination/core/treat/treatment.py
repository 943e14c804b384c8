"""A plan carried out on a joined table, each step's effect on risk and use measured."""

import hashlib
import hmac
from dataclasses import dataclass, replace

import ibis
import ibis.expr.types as ir
import numpy as np
import pyarrow as pa

from naru.base.kit.canonical import JSON
from naru.base.kit.refusals import Refused
from naru.systems.combination.core.columns import Column, Columns, Role
from naru.systems.combination.core.treat.effect import effect
from naru.systems.combination.core.treat.plan import Plan, Step
from naru.systems.combination.core.treat.techniques import Material


@dataclass(frozen=True, slots=True, kw_only=True)
class Treated:
    """``effects`` holds one entry a step, as ``effect`` says."""

    table: ir.Table
    columns: Columns
    effects: JSON


def treat(table: ir.Table, columns: Columns, plan: Plan, *, seed: bytes) -> Treated:
    """The same ``seed`` gives the same table; keep it with the case's secrets and destroy it with them.

    Raises ``Refused`` for a column that is not there, or one that a technique cannot treat.
    """
    now = table.to_pyarrow()
    effects: list[JSON] = []
    for place, step in enumerate(plan.steps):
        before, columns_before = now, columns
        now, columns = carry_out(now, columns, step, rng=draw_of(seed, place))
        effects.append(effect(step, before=before, after=now, columns_before=columns_before, columns_after=columns))
    return Treated(table=ibis.memtable(now), columns=columns, effects=effects)


def carry_out(table: pa.Table, columns: Columns, step: Step, *, rng: np.random.Generator) -> tuple[pa.Table, Columns]:
    for name in step.columns:
        if columns.named(name).role is Role.SERIAL:
            raise Refused("serial_untouchable", column=name)
    treated = step.technique.apply(Material(table=table, columns=columns, rng=rng), step.columns, step.options)
    assert not step.technique.keeps_rows or treated.num_rows == table.num_rows, f"{step.do} lost rows"
    left = tuple(column for column in columns.all if column.name in treated.column_names)
    return treated, Columns(all=tuple(lifted(column, step) for column in left))


def lifted(column: Column, step: Step) -> Column:
    """Of a generalised column the rest of its hierarchy still holds; of one treated otherwise none does."""
    if column.name not in step.columns or not column.hierarchy:
        return column
    rest = dict.fromkeys(row[step.options["level"] :] for row in column.hierarchy) if step.do == "generalise" else ()
    return replace(column, hierarchy=tuple(rest))


def draw_of(seed: bytes, place: int) -> np.random.Generator:
    """Chance of its own for each step, from the seed alone (Philox, keyed by HMAC-SHA256)."""
    key = hmac.new(seed, b"naru combination treat" + place.to_bytes(4, "big"), hashlib.sha256).digest()[:16]
    return np.random.Generator(np.random.Philox(key=int.from_bytes(key, "big")))
