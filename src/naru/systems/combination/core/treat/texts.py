"""Texts hidden: masks, tokens, hierarchies."""

from collections.abc import Callable, Sequence

import numpy as np
import pyarrow as pa

from naru.base.kit.refusals import Refused
from naru.systems.combination.core.risk.coding import encode, label_text
from naru.systems.combination.core.risk.linkage import SAYS_NOTHING


def mask(column: pa.ChunkedArray, *, first: int, last: int) -> pa.Array:
    """Stars for all but so many signs at either end; a text that would be shown whole becomes stars whole."""
    return each_label(column, lambda text: masked(text, first=first, last=last))


def masked(text: str, *, first: int, last: int) -> str:
    if len(text) <= first + last:
        return SAYS_NOTHING * len(text)
    return text[:first] + SAYS_NOTHING * (len(text) - first - last) + (text[-last:] if last else "")


def tokens(column: pa.ChunkedArray, *, prefix: str, rng: np.random.Generator) -> pa.Array:
    """One token for each value, numbered in an order drawn by lot: nothing but sameness is left, and no key to keep."""
    coded = encode(column)
    digits = len(str(max(coded.domain, 1)))
    numbers = iter(rng.permutation(coded.domain) + 1)
    named = {label: f"{prefix}{next(numbers):0{digits}d}" for label in coded.labels if label is not None}
    return relabel(column, [named.get(label) for label in coded.labels])


def generalise(column: pa.ChunkedArray, *, hierarchy: Sequence[Sequence[str]], level: int) -> pa.Array:
    """Missing cells stay missing below the top. ``Refused``: ``level_unknown``, ``value_outside_hierarchy``."""
    if not hierarchy or not 0 <= level < len(hierarchy[0]):
        raise Refused("level_unknown", level=level, highest=len(hierarchy[0]) - 1 if hierarchy else 0)
    lifted = {"": SAYS_NOTHING if level == len(hierarchy[0]) - 1 else ""} | {row[0]: row[level] for row in hierarchy}
    coded = encode(column)
    outside = np.array([label_text(label) not in lifted for label in coded.labels], dtype=bool)
    if outside.any():
        raise Refused("value_outside_hierarchy", rows=int(outside[coded.codes].sum()))
    return relabel(column, [lifted[label_text(label)] or None for label in coded.labels])


def each_label(column: pa.ChunkedArray, change: Callable[[str], str]) -> pa.Array:
    """Each distinct value changed once; a missing one stays missing."""
    labels = encode(column).labels
    return relabel(column, [None if label is None else change(str(label)) for label in labels])


def relabel(column: pa.ChunkedArray, labels: Sequence[str | None]) -> pa.Array:
    codes = pa.array(encode(column).codes)
    return pa.array(labels, type=pa.string()).take(codes) if labels else pa.array([], type=pa.string())
