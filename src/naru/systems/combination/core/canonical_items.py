"""Agreed items as bytes that can be read in one way only.

Every part is written as its length (four bytes, big-endian) and its UTF-8 bytes, so that ``("ab", "c")`` and ``("a", "bc")``
differ, as bare concatenation would not have them. A column is normalised once for each different text that it holds.
"""

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

import pyarrow as pa
import pyarrow.compute as pc

from naru.systems.combination.core.key_spec import KeySpec, Kind
from naru.systems.combination.core.normalise import Reason, normalise

DOMAIN = "naru/combination/join-key"


def length_prefixed(*parts: str) -> bytes:
    return b"".join(map(_prefixed, parts))


def _prefixed(part: str) -> bytes:
    encoded = part.encode()
    return len(encoded).to_bytes(4, "big") + encoded


def key_context(spec: KeySpec, key: Sequence[str]) -> bytes:
    """What a key is bound to: the case, its version and period, and which items it is made of."""
    return length_prefixed(DOMAIN, spec.case, str(spec.version), spec.period, *key)


@dataclass(frozen=True, slots=True, kw_only=True)
class ItemColumn:
    """``canonical``: length-prefixed bytes, null where the cell has no normal form; ``reasons``: its code there."""

    canonical: pa.Array
    reasons: pa.Array


def item_column(kind: Kind, cells: pa.ChunkedArray | pa.Array) -> ItemColumn:
    """Normalise a column of text."""
    whole = cells.combine_chunks() if isinstance(cells, pa.ChunkedArray) else cells
    coded = pc.dictionary_encode(whole.cast(pa.string()), null_encoding="encode")
    results = [normalise(kind, text) for text in coded.dictionary.to_pylist()]
    canonical = pa.array([None if isinstance(each, Reason) else _prefixed(each) for each in results], pa.binary())
    reasons = pa.array([each.value if isinstance(each, Reason) else None for each in results], pa.string())
    return ItemColumn(canonical=canonical.take(coded.indices), reasons=reasons.take(coded.indices))


def key_messages(items: Mapping[str, ItemColumn], key: Sequence[str]) -> pa.Array:
    """The bytes that each record's key is made of, without its context; null where an item of it is missing."""
    parts = [items[name].canonical for name in key]
    return pc.binary_join_element_wise(*parts, b"") if len(parts) > 1 else parts[0]
