"""Names for people's eyes turned into names for addresses and SQL, Hangul kept."""

import re
import unicodedata
from collections.abc import Callable

LONGEST = 80
_RESERVED = frozenset(
    [
        "all",
        "and",
        "as",
        "between",
        "by",
        "case",
        "cast",
        "cross",
        "distinct",
        "else",
        "end",
        "except",
        "exists",
        "false",
        "from",
        "full",
        "group",
        "having",
        "in",
        "inner",
        "intersect",
        "into",
        "is",
        "join",
        "lateral",
        "left",
        "like",
        "limit",
        "natural",
        "not",
        "null",
        "offset",
        "on",
        "or",
        "order",
        "outer",
        "right",
        "select",
        "table",
        "then",
        "true",
        "union",
        "using",
        "when",
        "where",
        "with",
    ]
)


def sql_name(*parts: str) -> str:
    """A bare SQL identifier from a title: letters, digits and underscores, at most 80 characters, no keyword.

    "부산광역시｜공영주차장 현황(2024)" → "부산광역시_공영주차장_현황_2024".
    """
    text = unicodedata.normalize("NFKC", " ".join(parts)).lower()
    name = re.sub(r"[^\w]+", "_", text).strip("_")[:LONGEST].strip("_")
    if not name or name in _RESERVED or name[0].isdigit():
        name = f"t_{name}".rstrip("_")
    return name


def unique(wanted: str, is_taken: Callable[[str], bool]) -> str:
    """The wanted name, or the first of name_2, name_3 … that is free."""
    name, number = wanted, 1
    while is_taken(name):
        number += 1
        suffix = f"_{number}"
        name = wanted[: LONGEST - len(suffix)] + suffix
    return name


def slug(name: str) -> str:
    """A publisher's address part: "부산광역시 해운대구" → "부산광역시-해운대구"."""
    text = unicodedata.normalize("NFKC", name).lower()
    return re.sub(r"[^\w]+", "-", text).strip("-_")[:LONGEST] or "unnamed"
