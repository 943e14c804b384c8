"""Which files of a table no version names, and which may go."""

from contextlib import nullcontext
from datetime import timedelta
from typing import Any

import pytest

from naru.data.lake.stores import LOG, Listed
from naru.data.lake.vacuum import sweep

HOUR = timedelta(hours=1)


class Shelf:
    """A store of one table, in memory."""

    def __init__(self, ages: dict[str, timedelta], *entries: list[str], names: list[str] | None = None) -> None:
        self.ages = ages
        numbered = names or [f"{number:020d}.json" for number in range(len(entries))]
        self.entries = dict(zip(numbered, entries, strict=True))
        self.locked: list[str] = []

    def tables(self) -> list[str]:
        return ["t"]

    def lock(self, table_id: str) -> Any:
        self.locked.append(table_id)
        return nullcontext()

    def listed(self, table_id: str) -> list[Listed]:
        return [Listed(name, age) for name, age in self.ages.items()]

    def names(self, table_id: str, folder: str) -> list[str]:
        return list(self.entries) if folder == LOG else []

    def read(self, table_id: str, name: str) -> bytes:
        entry = self.entries[name.removeprefix(f"{LOG}/")]
        lines = ['{"commitInfo":{}}', *(f'{{"add":{{"path":"{path}"}}}}' for path in entry)]
        return "\n\n".join(lines).encode() + b"\n"

    def remove(self, table_id: str, name: str) -> None:
        del self.ages[name]


@pytest.mark.parametrize(
    ("age", "goes"), [(HOUR - timedelta(seconds=1), False), (HOUR, True), (HOUR + timedelta(seconds=1), True)]
)
def test_an_orphan_goes_once_it_is_old_enough(age: timedelta, goes: bool) -> None:
    shelf = Shelf({"a": 2 * HOUR, "b": age}, ["a"])
    assert sweep(shelf, older_than=HOUR) == goes  # type: ignore[arg-type]
    assert set(shelf.ages) == ({"a"} if goes else {"a", "b"})
    assert shelf.locked == ["t"]


@pytest.mark.parametrize(
    ("names", "swept"),
    [
        (["00000000000000000000.json", "00000000000000000001.json"], 1),
        (["00000000000000000001.json", "00000000000000000000.json"], 1),
        (["00000000000000000000.json", "00000000000000000002.json"], 0),
        (["00000000000000000001.json", "00000000000000000002.json"], 0),
    ],
)
def test_a_table_whose_log_has_a_gap_is_left_alone(names: list[str], swept: int) -> None:
    shelf = Shelf(dict.fromkeys("abc", 2 * HOUR), ["a"], ["b"], names=names)
    assert sweep(shelf, older_than=HOUR) == swept  # type: ignore[arg-type]


def test_where_there_are_no_more_files_than_entries_the_log_is_not_read(monkeypatch: pytest.MonkeyPatch) -> None:
    shelf = Shelf(dict.fromkeys("ab", 2 * HOUR), ["a"], ["b"])
    monkeypatch.setattr(shelf, "read", None)
    assert sweep(shelf, older_than=HOUR) == 0  # type: ignore[arg-type]


def test_every_orphan_of_every_table_is_counted() -> None:
    shelf = Shelf(dict.fromkeys("abcd", 2 * HOUR), ["a", "b"])
    assert sweep(shelf, older_than=HOUR) == 2  # type: ignore[arg-type]
    assert set(shelf.ages) == {"a", "b"}
