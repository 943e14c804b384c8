"""Which characters a font has, by its ``cmap`` table (OpenType 1.9, format 12), so that none is left out of a paper unseen."""

import struct
from collections.abc import Iterator

from naru.base.kit.canonical import JSON

WHOLE_UNICODE = (3, 10)
SPACES = frozenset({0x0A, 0x0D, 0x20})


def characters_of(font: bytes) -> frozenset[int]:
    """The code points of an OpenType font that has a table for all of Unicode."""
    table = _table(font, b"cmap")
    (count,) = struct.unpack_from(">H", table, 2)
    entries = (struct.unpack_from(">HHI", table, 4 + 8 * number) for number in range(count))
    start = next(start for platform, encoding, start in entries if (platform, encoding) == WHOLE_UNICODE)
    return frozenset(_mapped(table[start:])) | SPACES


def spelt_out(value: JSON, characters: frozenset[int]) -> JSON:
    """The value with each character that the font lacks written as ``[U+3B4E]``, which a reader can look up."""
    match value:
        case str():
            return "".join(letter if ord(letter) in characters else f"[U+{ord(letter):04X}]" for letter in value)
        case bool() | int() | float() | None:
            return value
        case list() | tuple():
            return [spelt_out(each, characters) for each in value]
        case dict():
            return {name: spelt_out(each, characters) for name, each in value.items()}
    raise ValueError(f"{type(value).__name__} is not written on paper")


def _table(font: bytes, tag: bytes) -> bytes:
    (count,) = struct.unpack_from(">H", font, 4)
    for number in range(count):
        name, _, start, size = struct.unpack_from(">4sIII", font, 12 + 16 * number)
        if name == tag:
            return font[start : start + size]
    raise ValueError(f"the font has no table {tag!r}")


def _mapped(subtable: bytes) -> Iterator[int]:
    form, _, _, _, groups = struct.unpack_from(">HHIII", subtable)
    assert form == 12, f"a cmap of format {form}"
    for number in range(groups):
        first, last, _ = struct.unpack_from(">III", subtable, 16 + 12 * number)
        yield from range(first, last + 1)
