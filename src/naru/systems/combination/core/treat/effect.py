"""What a step did: to risk, and to the use that can be made of the table."""

from typing import TYPE_CHECKING

import numpy as np
import pyarrow as pa

from naru.base.kit.canonical import JSON
from naru.systems.combination.core.columns import Columns, Role
from naru.systems.combination.core.risk.classes import equivalence_classes
from naru.systems.combination.core.risk.coding import encode
from naru.systems.combination.core.risk.reidentification import prosecutor, texts, unique_share
from naru.systems.combination.core.risk.rules import is_number
from naru.systems.combination.core.treat.values import as_numbers

if TYPE_CHECKING:
    from naru.systems.combination.core.treat.plan import Step

CELLS = ("hierarchy", "values")  # options that quote cells: they stay in the plan


def effect(
    step: "Step", *, before: pa.Table, after: pa.Table, columns_before: Columns, columns_after: Columns
) -> dict[str, JSON]:
    """Rows and risk on both sides; ``kept`` of each column touched where rows stay in line, ``shift`` of each where they do not."""
    shared = [name for name in columns_after.without(Role.SERIAL).with_role(*Role) if name in before.column_names]
    touched = [name for name in shared if not after.column(name).equals(before.column(name))]
    in_line = step.technique.keeps_rows
    return {
        **{name: value for name, value in step.to_json().items() if name not in CELLS},
        "words": {"ko": step.technique.words.ko, "en": step.technique.words.en},
        "rows": {"before": before.num_rows, "after": after.num_rows},
        "risk": {"before": risk(before, columns_before), "after": risk(after, columns_after)},
        "kept": {name: information_kept(before.column(name), after.column(name)) for name in touched if in_line},
        "shift": {name: shift(before.column(name), after.column(name)) for name in shared if not in_line},
    }


def risk(table: pa.Table, columns: Columns) -> dict[str, JSON]:
    classes = equivalence_classes(table, columns.with_role(Role.QUASI))
    return {"k": classes.smallest, "marketer": prosecutor(classes).mean, "unique": unique_share(classes)}


def information_kept(before: pa.ChunkedArray, after: pa.ChunkedArray) -> float:
    """From 0, nothing can be said of the old value, to 1, it is known: for numbers the squared correlation, else the mutual
    information by the old column's entropy.
    """
    if is_number(before.type) and is_number(after.type):
        return squared_correlation(before, after)
    old, new = encode(before), encode(after)
    pair = old.codes * new.domain + new.codes
    own = entropy(np.unique(old.codes, return_counts=True)[1])
    if own == 0:
        return 1.0
    both, others = (entropy(np.unique(codes, return_counts=True)[1]) for codes in (pair, new.codes))
    return float(np.clip((own + others - both) / own, 0.0, 1.0))


def squared_correlation(before: pa.ChunkedArray, after: pa.ChunkedArray) -> float:
    old, new = as_numbers(before), as_numbers(after)
    known = np.isfinite(old) & np.isfinite(new)
    old, new = old[known], new[known]
    if len(old) < 2 or old.std() == 0 or new.std() == 0:
        return float(np.array_equal(old, new))
    return float(np.clip(np.corrcoef(old, new)[0, 1] ** 2, 0.0, 1.0))


def entropy(counts: "np.ndarray[tuple[int, ...], np.dtype[np.int64]]") -> float:
    shares = counts / max(int(counts.sum()), 1)
    return float(-(shares * np.log(shares)).sum())


def shift(before: pa.ChunkedArray, after: pa.ChunkedArray) -> float:
    """Half the absolute differences between the shares of values: 0 for the same distribution, 1 for none in common."""
    both = encode(pa.chunked_array([texts(before), texts(after)]))
    old, new = np.split(both.codes, [len(before)])
    shares = [np.bincount(codes, minlength=both.domain) / max(len(codes), 1) for codes in (old, new)]
    return float(np.abs(shares[0] - shares[1]).sum() / 2)
