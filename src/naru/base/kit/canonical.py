"""One way to write a value as bytes, so that a hash of it means something.

``canonical_json`` follows RFC 8785 (JCS) for strings, integers within ±2^53, booleans, null, arrays and objects: keys
sorted by their UTF-16 code units, no spaces, shortest escapes. Fractions are written as the shortest decimal that
reads back the same, which equals JCS except for the exponent's form; figures that must never differ belong in a string.
"""

import hashlib
import json
import math
from collections.abc import Mapping, Sequence
from pathlib import Path
from typing import Any, TypeAlias, Union

JSON: TypeAlias = Union[str, int, float, bool, Sequence["JSON"], Mapping[str, "JSON"], None]  # noqa: UP007

SAFE_INTEGER = 2**53


def canonical_json(value: JSON) -> bytes:
    """The one UTF-8 text of ``value``; ``ValueError`` for what has none (NaN, half surrogates, huge integers)."""
    text = json.dumps(_ordered(value), ensure_ascii=False, separators=(",", ":"), allow_nan=False)
    return text.encode("utf-8")


def _ordered(value: JSON) -> Any:
    match value:
        case None | bool() | str():
            return value
        case int():
            if abs(value) > SAFE_INTEGER:
                raise ValueError(f"an integer beyond 2^53 has no canonical JSON: {value}; write it as a string")
            return value
        case float():
            if not math.isfinite(value):
                raise ValueError("NaN and infinity have no canonical JSON")
            return int(value) if value.is_integer() and abs(value) <= SAFE_INTEGER else value
        case Mapping():
            assert all(isinstance(key, str) for key in value), "keys of canonical JSON are strings"
            return {key: _ordered(value[key]) for key in sorted(value, key=_utf16)}
        case Sequence():
            return [_ordered(item) for item in value]
    raise ValueError(f"{type(value).__name__} has no canonical JSON")


def _utf16(key: str) -> bytes:
    return key.encode("utf-16-be")


def sha256_of(value: JSON | bytes) -> str:
    """Hexadecimal SHA-256 of bytes, or of a value's canonical JSON."""
    return hashlib.sha256(value if isinstance(value, bytes) else canonical_json(value)).hexdigest()


def sha256_of_file(path: Path) -> str:
    """Hexadecimal SHA-256 of a whole file, read once."""
    with path.open("rb") as file:
        return hashlib.file_digest(file, "sha256").hexdigest()
