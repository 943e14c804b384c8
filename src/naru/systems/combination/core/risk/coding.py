"""Columns as whole numbers, so that rows can be compared and counted at once."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

import numpy as np
import pyarrow as pa
from numpy.typing import NDArray

Whole = NDArray[np.int64]
Real = NDArray[np.float64]
Flags = NDArray[np.bool_]

WIDEST_KEY = 2**62  # products of domain sizes stay below it, so that a key fits 64 bits


@dataclass(frozen=True, slots=True, kw_only=True)
class Coded:
    """One column: ``codes[row]`` is a place in ``labels``; a missing value is a value like any other."""

    codes: Whole
    labels: tuple[Any, ...]

    @property
    def domain(self) -> int:
        return max(len(self.labels), 1)


def encode(column: pa.ChunkedArray | pa.Array) -> Coded:
    encoded = column.dictionary_encode(null_encoding="encode")
    if isinstance(encoded, pa.ChunkedArray):
        encoded = encoded.combine_chunks()
    if isinstance(encoded, pa.ChunkedArray):  # an empty column keeps no chunk
        return Coded(codes=np.zeros(0, dtype=np.int64), labels=())
    codes = encoded.indices.to_numpy(zero_copy_only=False).astype(np.int64)
    return Coded(codes=codes, labels=tuple(encoded.dictionary.to_pylist()))


def label_text(label: object) -> str:
    """A value as hierarchies write it; a missing one is an empty text."""
    return "" if label is None else str(label)


def encode_all(table: pa.Table, columns: Sequence[str]) -> list[Coded]:
    return [encode(table.column(name)) for name in columns]


def combine(codes: Sequence[Whole], domains: Sequence[int], *, rows: int) -> tuple[Whole, int]:
    """One key for each row, equal where all codes are equal, and the number that keys stay below.

    Keys are mixed-radix numbers; where the product would pass 64 bits, what came so far is numbered anew.
    """
    key, span = np.zeros(rows, dtype=np.int64), 1
    for column, domain in zip(codes, domains, strict=True):
        if span * domain > WIDEST_KEY:
            distinct, key = np.unique(key, return_inverse=True)
            span = max(len(distinct), 1)
        key = key * domain + column
        span *= domain
    return key, span


def number(key: Whole, span: int) -> tuple[Whole, int]:
    """Keys numbered 0, 1, … in their own order, and how many there are."""
    if span <= 4 * len(key) + 1024:
        present = np.bincount(key, minlength=span) > 0
        return (np.cumsum(present) - 1)[key], int(present.sum())
    distinct, numbered = np.unique(key, return_inverse=True)
    return numbered.astype(np.int64), len(distinct)
