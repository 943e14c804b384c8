"""What a figure was made from: the versions of tables that a query read, and what says that its answer is the same again."""

from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from typing import Self

from naru.base.kit.canonical import JSON, sha256_of

DIGITS = 9  # of a number with a fraction: sums on several threads differ in the last ones


@dataclass(frozen=True, slots=True, kw_only=True)
class Citation:
    """A table as the query names it, in one version for ever."""

    name: str
    table_id: str
    number: int

    def to_json(self) -> list[JSON]:
        return [self.name, self.table_id, self.number]

    @classmethod
    def from_json(cls, said: Sequence[JSON]) -> Self:
        name, table_id, number = said
        return cls(name=str(name), table_id=str(table_id), number=int(str(number)))


def versions_of(citations: Iterable[Citation]) -> dict[str, int]:
    """By name, as ``query.run_sql`` takes them; one that the text cites by its number itself is left to the text."""
    return {each.name: each.number for each in citations if "@" not in each.name}


def outdated(citations: Iterable[Citation], newest: Mapping[str, int]) -> list[Citation]:
    """Those of which a newer version is live; ``newest`` by table, and one that is there no more counts as well."""
    return [each for each in citations if "@" not in each.name and newest.get(each.table_id) != each.number]


def answer_digest(columns: Sequence[str], rows: Sequence[Sequence[object]]) -> str:
    """Equal where the same columns hold the same rows, in whatever order."""
    said = sorted(sha256_of([_cell(value) for value in row]) for row in rows)
    return sha256_of([list(columns), said])


def _cell(value: object) -> JSON:
    match value:
        case None | bool():
            return value
        case float():
            return f"number {value:.{DIGITS}g}"
        case int():
            return f"number {value}"
        case _:
            return f"text {value}"
