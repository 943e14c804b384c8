"""Near-duplicates among a million hashes: every pair of 64 bits that differs in few of them, and what hangs together by such pairs.

*Theory of operation.* The 64 bits are cut into ``bits + 3`` blocks. Two hashes that differ in at most ``bits`` places are equal in three blocks
or more, so sorting by each three blocks brings every such pair together (pigeonhole), and only neighbours are compared. Equal hashes are
one from the start.
"""

from collections.abc import Iterator
from itertools import combinations, pairwise

import numpy as np
from scipy.sparse import coo_array
from scipy.sparse.csgraph import connected_components

from naru.systems.footage.core.metrics.boxes import Ints
from naru.systems.footage.core.sets.hashes import Hashes

SHARED = 3  # blocks that must be equal
BITS = 64


def near_groups(hashes: Hashes, *, bits: int) -> Ints:
    """The group of each picture; two are in one where a chain of pictures, each within ``bits`` of the next, joins them."""
    distinct, place = np.unique(hashes, return_inverse=True)
    ones, others = near_pairs(distinct, bits=bits)
    links = coo_array((np.ones(len(ones), np.int8), (ones, others)), shape=(len(distinct), len(distinct)))
    _, groups = connected_components(links, directed=False)
    return np.asarray(groups[place], np.int64)


def near_pairs(distinct: Hashes, *, bits: int) -> tuple[Ints, Ints]:
    """Indices of every pair of different hashes that differ in at most ``bits`` places, each pair once, the lower first."""
    found = [pair for blocks in _block_masks(bits) for pair in _alike(distinct, blocks, bits)]
    if not found:
        return np.zeros(0, np.int64), np.zeros(0, np.int64)
    size = np.int64(len(distinct))
    keys = np.unique(np.concatenate([np.minimum(a, b) * size + np.maximum(a, b) for a, b in found]))
    return keys // size, keys % size


def _block_masks(bits: int) -> Iterator[np.uint64]:
    edges = np.linspace(0, BITS, bits + SHARED + 1).round().astype(int)
    blocks = [((1 << int(end)) - 1) ^ ((1 << int(begin)) - 1) for begin, end in pairwise(edges)]
    return (np.uint64(sum(chosen)) for chosen in combinations(blocks, SHARED))


def _alike(distinct: Hashes, mask: np.uint64, bits: int) -> Iterator[tuple[Ints, Ints]]:
    """Pairs that are equal under the mask and near as a whole."""
    keys = distinct & mask
    order = np.argsort(keys, kind="stable")
    keys, hashes = keys[order], distinct[order]
    at = np.arange(len(order))
    for apart in range(1, len(order)):
        at = at[at + apart < len(order)]
        at = at[keys[at] == keys[at + apart]]
        if not len(at):
            return
        near = at[np.bitwise_count(hashes[at] ^ hashes[at + apart]) <= bits]
        if len(near):
            yield order[near], order[near + apart]
