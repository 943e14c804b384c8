"""What things are called in the key store, which files of the home belong to them, and how their bytes are removed."""

import re
from dataclasses import dataclass

STORED = re.compile(r"files/[0-9a-f]{2}/([0-9a-f]{64})")
LAKE_FILE = re.compile(r"lake/([^/]+)/([^/]+\.parquet)")


def of_content(sha256: str) -> str:
    """Bytes that are kept under their hash."""
    return f"content:{sha256}"


def of_lake_file(table_id: str, name: str) -> str:
    """A file of a table's version."""
    return f"lake:{table_id}/{name}"


def of_path(path: str) -> str:
    """The thing that a file of the home folder belongs to; "" where it is none of these."""
    if stored := STORED.fullmatch(path):
        return of_content(stored[1])
    if part := LAKE_FILE.fullmatch(path):
        return of_lake_file(part[1], part[2])
    return ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Erasable:
    """How a kind of thing is taken off the disk, by what stands behind the colon of its name."""

    remove: str  # "module:function", (name) → anything; done again it changes nothing
    is_there: str  # "module:function", (name) → bool


_KINDS = {"content": Erasable(remove="naru.data.files.content:remove", is_there="naru.data.files.content:is_there")}


def declare_erasable(kind: str, how: Erasable) -> None:
    """Let a package's things be erased; ``kind`` is what stands before the colon of their names."""
    _KINDS[kind] = how


def erasable(kind: str) -> Erasable:
    """``KeyError`` for a kind that no package declares."""
    return _KINDS[kind]
